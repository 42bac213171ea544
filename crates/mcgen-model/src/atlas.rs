//! A cluster of MongoDB Atlas.

use std::fmt;

use mcgen_diagnostics::{Reference, Rule, Severity, Span, Spanned};

use crate::catalog::atlas;
use crate::scalar::text;
use crate::{
    AllowedRange, AtlasName, Cloud, DatabaseName, Fault, Region, RoleName, Scalar, choice,
};

/// A replica set of MongoDB Atlas, whose nodes may stand in both clouds.
#[derive(Debug, Clone)]
pub struct Atlas {
    /// The place where it was chosen.
    pub span: Span,
    /// The project of Atlas that it belongs to.
    pub project: Spanned<AtlasProject>,
    /// The name of the cluster.
    pub name: Spanned<AtlasName>,
    /// Its regions by preference: the primary stands in the first one.
    pub regions: Vec<AtlasRegionNodes>,
    /// The size of every node.
    pub instance_size: Spanned<AtlasSize>,
    /// The major version of MongoDB.
    pub version: Spanned<AtlasVersion>,
    /// Days for which any moment can be restored.
    pub restore_days: Spanned<u32>,
    /// Days for which a daily backup is kept.
    pub backup_retention_days: Spanned<u32>,
    /// Whether the cluster refuses to be deleted.
    pub delete_protection: Spanned<bool>,
    /// The database of the application.
    pub database: Spanned<DatabaseName>,
    /// The user of the application.
    pub user: Spanned<RoleName>,
    /// The version of the password of that user. A higher one makes up another password.
    pub password_version: Spanned<u32>,
    /// Public addresses that may connect besides the private way.
    pub allow: Vec<AllowedRange>,
}

/// The nodes of a region that can become the primary.
#[derive(Debug, Clone)]
pub struct AtlasRegionNodes {
    /// The region.
    pub name: Spanned<AtlasRegion>,
    /// How many nodes it has.
    pub nodes: Spanned<u32>,
}

impl Atlas {
    /// All nodes that can become the primary.
    pub fn electable(&self) -> u32 {
        let nodes = self.regions.iter().map(|it| it.nodes.value);
        nodes.fold(0, u32::saturating_add)
    }

    /// How many of them stand in `cloud`.
    pub fn electable_of(&self, cloud: Cloud) -> u32 {
        let regions = self.regions.iter();
        let nodes = regions.filter(|it| it.name.region().cloud() == cloud);
        nodes.fold(0, |sum, it| sum.saturating_add(it.nodes.value))
    }
}

choice! {
    /// The size of a node. Free and Flex clusters have one cloud and no private endpoints, and are none of these.
    /// Source: www.mongodb.com/docs/atlas/reference/amazon-aws, …/google-gcp: the sizes that both clouds have.
    pub enum AtlasSize {
        /// 2 GB of memory.
        M10 = "M10",
        /// 4 GB of memory.
        M20 = "M20",
        /// 8 GB of memory.
        M30 = "M30",
        /// 16 GB of memory.
        M40 = "M40",
        /// 32 GB of memory.
        M50 = "M50",
        /// 64 GB of memory.
        M60 = "M60",
        /// 128 GB of memory.
        M80 = "M80",
        /// 192 GB of memory.
        M140 = "M140",
        /// 256 GB of memory.
        M200 = "M200",
        /// 384 GB of memory.
        M300 = "M300",
    }
    else not_dedicated
}

choice! {
    /// A major version of MongoDB that Atlas deploys.
    /// Source: www.mongodb.com/legal/support-policy/lifecycles
    pub enum AtlasVersion {
        /// MongoDB 7.0.
        V7 = "7.0",
        /// MongoDB 8.0.
        V8 = "8.0",
    }
}

const CLUSTER: Reference = Reference {
    title: "MongoDB Atlas provider: mongodbatlas_advanced_cluster",
    url: "https://registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs/resources/advanced_cluster",
};
const GOOGLE_REGIONS: Reference = Reference {
    title: "MongoDB Atlas: regions of Google Cloud",
    url: "https://www.mongodb.com/docs/atlas/reference/google-gcp/",
};

/// GDB-004: the nodes that elect a primary.
pub static ATLAS_ELECTABLE: Rule = Rule {
    code: "GDB-004",
    slug: "atlas-electable-nodes",
    severity: Severity::Error,
    summary: "MongoDB Atlas has no cluster with such nodes",
    fix: "give the regions 3, 5 or 7 nodes together, of size M10 or more",
    explain: "Nodes of a replica set elect the primary by majority, so Atlas takes 3, 5 or 7 of them, over at most \
seven regions. Free and Flex clusters stand in one cloud: two clouds need dedicated nodes, M10 at least.\n\nThe order of \
`regions` is the order of preference. mcgen gives the first one priority 7 and each next one a priority less by one, as Atlas \
asks, and renders no read-only nodes, whose priority would be 0. A key `priority` is therefore refused.",
    sources: &[CLUSTER],
    waivable: false,
};

/// GDB-005: one size, no disks of one cloud, and regions by the names of their cloud.
pub static ATLAS_SHAPE: Rule = Rule {
    code: "GDB-005",
    slug: "atlas-shape",
    severity: Severity::Error,
    summary: "MongoDB Atlas takes no such nodes or regions",
    fix: "write one `instance-size` for the cluster, and each region by the name that its cloud gives it",
    explain: "All electable nodes of a replica set have one size, so it is a key of the cluster and of no region. Type and speed of \
EBS disks cannot be set for a cluster over two clouds.\n\nAtlas has names of its own for regions: AP_NORTHEAST_2 for \
ap-northeast-2, NORTHEASTERN_ASIA_PACIFIC for asia-northeast1. mcgen takes the names of the clouds, as everywhere else \
in the file, and translates them by a table.",
    sources: &[CLUSTER, GOOGLE_REGIONS],
    waivable: false,
};

/// A size that is none, because it is not of a dedicated cluster.
fn not_dedicated(text: &str, mut fault: Fault<AtlasSize>) -> Fault<AtlasSize> {
    let shared = ["M0", "M2", "M5", "FLEX", "TENANT"];
    if shared.iter().any(|it| it.eq_ignore_ascii_case(text)) {
        fault.rule = Some(&ATLAS_ELECTABLE);
        fault.reason = format!("`{text}` is a cluster of shared machines in one cloud");
        fault.help = Some("write `M10` or more".to_owned());
        fault.recovered = Some(AtlasSize::M10);
    }
    fault
}

/// A region with clusters of Atlas, by the name that its cloud gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtlasRegion {
    region: Region,
    spelling: &'static str,
}

impl AtlasRegion {
    /// The region.
    pub fn region(self) -> Region {
        self.region
    }

    /// The name that Atlas has for it: `AP_NORTHEAST_2`.
    pub fn spelling(self) -> &'static str {
        self.spelling
    }
}

impl fmt::Display for AtlasRegion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.region.fmt(f)
    }
}

impl Scalar for AtlasRegion {
    const EXPECTED: &'static str = Region::EXPECTED;

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let known = |region: Region| {
            let spelling = atlas::spelling(region)?;
            Some(Self { region, spelling })
        };
        let fault = match Region::parse(text) {
            Ok(region) => match known(region) {
                Some(region) => return Ok(region),
                None => Fault::new(format!("MongoDB Atlas has no clusters in `{text}`"))
                    .help("take a region of the lists that the rule names"),
            },
            Err(fault) => {
                let codes = atlas::spelled(text);
                let Some((code, others)) = codes.split_first() else {
                    return Err(Fault {
                        rule: Some(&ATLAS_SHAPE),
                        reason: fault.reason,
                        help: fault.help,
                        recovered: None,
                    });
                };
                let names: Vec<String> = codes.iter().map(|it| format!("`{it}`")).collect();
                let mut fault = Fault::new(format!("`{text}` is how Atlas spells it"))
                    .help(format!("write {}", names.join(" or ")));
                if others.is_empty() {
                    fault.recovered = Region::parse(code).ok().and_then(known);
                }
                fault
            }
        };
        Err(Fault {
            rule: Some(&ATLAS_SHAPE),
            ..fault
        })
    }

    fn choices() -> Option<Vec<&'static str>> {
        let all = Region::choices()?.into_iter();
        Some(all.filter(|it| Self::parse(it).is_ok()).collect())
    }
}

text! {
    /// The ID of a project of Atlas: 24 hexadecimal digits.
    /// Source: registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs/resources/project
    AtlasProject, "the ID of a project of Atlas, 24 hexadecimal digits", "^[0-9a-f]{24}$",
        if |text| text.len() == 24 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_of_atlas_is_answered_with_the_name_of_the_cloud() {
        let fault = AtlasRegion::parse("AP_NORTHEAST_2").unwrap_err();
        assert_eq!(fault.rule.unwrap().code, "GDB-005");
        assert_eq!(fault.help.unwrap(), "write `ap-northeast-2`");
        let tokyo = AtlasRegion::parse("asia-northeast1").unwrap();
        assert_eq!(tokyo.spelling(), "NORTHEASTERN_ASIA_PACIFIC");
    }

    #[test]
    fn shared_machines_are_refused_with_the_rule_about_them() {
        for text in ["M0", "flex"] {
            let fault = AtlasSize::parse(text).unwrap_err();
            assert_eq!(fault.rule.unwrap().code, "GDB-004", "{text}");
        }
    }

    #[test]
    fn a_project_is_an_id() {
        assert!(AtlasProject::parse("0123456789abcdef01234567").is_ok());
        assert!(AtlasProject::parse("crm").is_err());
    }
}
