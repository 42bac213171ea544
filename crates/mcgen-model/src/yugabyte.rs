//! A cluster of YugabyteDB Aeon.

use std::fmt;

use mcgen_diagnostics::{Reference, Rule, Severity, Span, Spanned};

use crate::{Cidr, DatabaseName, Fault, Region, RoleName, Scalar, choice};

/// A cluster of YugabyteDB Aeon, all of whose nodes stand in AWS.
#[derive(Debug, Clone)]
pub struct Yugabyte {
    /// The place where it was chosen.
    pub span: Span,
    /// The name of the cluster.
    pub name: Spanned<YugabyteName>,
    /// Its regions, in the order of the file.
    pub regions: Vec<YugabyteRegion>,
    /// What may be lost while the database goes on.
    pub fault_tolerance: Spanned<YugabyteFault>,
    /// How many of them may be lost at once: 0 to 3.
    pub faults: Spanned<u32>,
    /// The virtual processors of a node.
    pub cores: Spanned<u32>,
    /// The disk of a node in GB.
    pub disk_gb: Spanned<u32>,
    /// Days from one backup to the next.
    pub backup_interval_days: Spanned<u32>,
    /// Days for which a backup is kept.
    pub backup_retention_days: Spanned<u32>,
    /// The database of the application.
    pub database: Spanned<DatabaseName>,
    /// The user of the application.
    pub user: Spanned<RoleName>,
    /// The version of the password of that user. A higher one makes up another password.
    pub password_version: Spanned<u32>,
}

/// A region of a cluster.
#[derive(Debug, Clone)]
pub struct YugabyteRegion {
    /// The region.
    pub name: Spanned<Region>,
    /// How many nodes it has.
    pub nodes: Spanned<u32>,
    /// The range of the VPC of its nodes, which is one of Yugabyte.
    pub cidr: Spanned<Cidr>,
}

choice! {
    /// What may be lost while the database goes on.
    /// Source: registry.terraform.io/providers/yugabyte/ybm/latest/docs/resources/cluster
    pub enum YugabyteFault {
        /// Nothing.
        None = "none",
        /// Nodes.
        Node = "node",
        /// Zones of one region.
        Zone = "zone",
        /// Regions.
        Region = "region",
    }
}

const CLUSTER: Reference = Reference {
    title: "YugabyteDB Aeon provider: ybm_cluster",
    url: "https://registry.terraform.io/providers/yugabyte/ybm/latest/docs/resources/cluster",
};
const MULTI_REGION: Reference = Reference {
    title: "YugabyteDB Aeon: replicate across regions",
    url: "https://docs.yugabyte.com/stable/yugabyte-cloud/cloud-basics/create-clusters/create-clusters-multisync/",
};
const ENDPOINTS: Reference = Reference {
    title: "YugabyteDB Aeon: private service endpoints",
    url: "https://docs.yugabyte.com/stable/yugabyte-cloud/cloud-basics/cloud-vpcs/cloud-add-endpoint/",
};

/// GDB-007: the regions and the faults of a cluster.
pub static YUGABYTE_SHAPE: Rule = Rule {
    code: "GDB-007",
    slug: "yugabyte-shape",
    severity: Severity::Error,
    summary: "YugabyteDB Aeon has no cluster of this shape",
    fix: "name 2f + 1 regions of AWS with as many nodes each, where f regions may be lost",
    explain: "Every change is kept by a majority of its copies, which stand in different nodes, zones or regions: `fault-tolerance` \
says which, and `faults` how many of them may be lost at once. So f regions take 2f + 1 of them, and f is 3 at most. All regions of a \
replicated cluster have the same number of nodes. Zones are lost one at a time, and nodes come in threes there.\n\n\
All nodes stand in AWS: a private service endpoint is offered in AWS (and Azure) alone, and clients in Google Cloud reach it over the \
link. A cluster keeps the clouds that it was made with. A second one takes another cluster and a copy of the data, so keys \
such as `is_multi_cloud` are refused.",
    sources: &[CLUSTER, MULTI_REGION, ENDPOINTS],
    waivable: false,
};

/// The name of a cluster: 1 to 40 lower-case letters, digits and hyphens, none of them at an end. It is also the first part
/// of the names of its VPCs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YugabyteName(String);

impl YugabyteName {
    /// The longest name, in characters.
    pub const MAX: usize = 40;

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for YugabyteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for YugabyteName {
    const EXPECTED: &'static str =
        "a name of 1 to 40 lower-case letters, digits and hyphens, with no hyphen at an end";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = (1..=Self::MAX).contains(&text.len())
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text
                .chars()
                .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-');
        if legal {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_hyphen_at_an_end() {
        assert!(YugabyteName::parse("crm-production").is_ok());
        for bad in ["", "crm-", "-crm", "Crm", "crm_production"] {
            assert!(YugabyteName::parse(bad).is_err(), "{bad}");
        }
    }
}
