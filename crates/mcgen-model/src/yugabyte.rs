//! A cluster of YugabyteDB Aeon.

use mcgen_diagnostics::{Reference, Rule, Severity, Span, Spanned};

use crate::{
    Cidr, Cloud, DatabaseName, EmailAddress, Region, RoleName, YugabyteName, choice, scalar::text,
};

/// A cluster of YugabyteDB Aeon, whose nodes stand in AWS or in both clouds.
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
    /// Who is invited into the account of Aeon, to look at it and be written to by its alerts.
    pub members: Vec<Spanned<EmailAddress>>,
    /// The export configuration that the metrics of the cluster go to, by its name in Aeon.
    pub export_configuration: Option<Spanned<String>>,
    /// The network of Yugabyte in Google Cloud; Aeon names it once the cluster is there.
    pub google_network: Option<Spanned<GoogleNetwork>>,
}

impl Yugabyte {
    /// How many of its regions are of `cloud`.
    pub fn regions_of(&self, cloud: Cloud) -> usize {
        let regions = self.regions.iter();
        regions.filter(|it| it.name.cloud() == cloud).count()
    }

    /// Whether nodes stand in both clouds, which is decided when the cluster is made.
    pub fn is_in_both_clouds(&self) -> bool {
        Cloud::ALL.iter().all(|it| self.regions_of(*it) > 0)
    }

    /// The network of the nodes in Google Cloud, where it is peered with that of their clients: these need no way through
    /// AWS then.
    pub fn peered_network(&self) -> Option<&GoogleNetwork> {
        let network = self.google_network.as_ref().map(|it| &it.value);
        network.filter(|_| self.is_in_both_clouds())
    }

    /// Whether clients in Google Cloud reach the nodes there without a way through AWS.
    pub fn is_peered(&self) -> bool {
        self.peered_network().is_some()
    }

    /// Whether a majority of the copies is left without `regions` of them.
    pub fn survives(&self, regions: usize) -> bool {
        let faults = usize::try_from(self.faults.value).unwrap_or(usize::MAX);
        self.fault_tolerance.value == YugabyteFault::Region && regions <= faults
    }
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

text! {
    /// A network of Google Cloud with its project, as the page Networking of Aeon has both.
    GoogleNetwork, "a network with its project, `projects/PROJECT/global/networks/NAME`",
        "^projects/[a-z][a-z0-9:.-]*/global/networks/[a-z][a-z0-9-]*$", if is_network;
}

fn is_network(text: &str) -> bool {
    let is_name = |part: &str, besides: &str| {
        let legal =
            |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || besides.contains(it);
        part.starts_with(|it: char| it.is_ascii_lowercase()) && part.chars().all(legal)
    };
    let parts: Vec<&str> = text.split('/').collect();
    matches!(parts[..], ["projects", project, "global", "networks", name] if is_name(project, ":.-") && is_name(name, "-"))
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

const VPCS: Reference = Reference {
    title: "YugabyteDB Aeon: VPC network overview",
    url: "https://docs.yugabyte.com/stable/yugabyte-cloud/cloud-basics/cloud-vpcs/cloud-vpc-intro/",
};

/// GDB-007: the regions and the faults of a cluster.
pub static YUGABYTE_SHAPE: Rule = Rule {
    code: "GDB-007",
    slug: "yugabyte-shape",
    severity: Severity::Error,
    summary: "YugabyteDB Aeon has no cluster of this shape",
    fix: "name 2f + 1 regions with as many nodes each, where f regions may be lost, one of them in AWS",
    explain: "Every change is kept by a majority of its copies, which stand in different nodes, zones or regions: `fault-tolerance` \
says which, and `faults` how many of them may be lost at once. So f regions take 2f + 1 of them, and f is 3 at most. All regions of a \
replicated cluster have the same number of nodes. Zones are lost one at a time, and nodes come in threes there.\n\n\
The regions say in which clouds nodes stand. With regions of both, mcgen makes the cluster with `is_multi_cloud`, which Aeon takes at its \
creation alone: `mcgen verify NEW --from OLD` refuses a second cloud for a cluster that stands. Clients in AWS come through a private service endpoint, which is \
offered in AWS (and Azure) only, so one region at least is one of AWS. Those in Google Cloud reach nodes there by a peering of networks.\n\n\
A VPC of Yugabyte in AWS has a range from /16 to /26, one in Google Cloud from /24 to /26 in each region. Aeon uses 10.3.0.0/16 and 10.4.0.0/16 in AWS and \
10.21.0.0/16 in Google Cloud itself, and networks that are peered have no address in common.",
    sources: &[CLUSTER, MULTI_REGION, ENDPOINTS, VPCS],
    waivable: false,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar as _;

    #[test]
    fn a_network_is_named_with_its_project() {
        for good in [
            "projects/yugabyte-crm/global/networks/crm-production",
            "projects/example.com:yugabyte/global/networks/n1",
        ] {
            assert!(GoogleNetwork::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "crm",
            "projects/yugabyte/global/networks/",
            "projects/yugabyte/regions/networks/crm",
            "projects/Yugabyte/global/networks/crm",
            "projects/yugabyte/global/networks/crm.production",
            "https://www.googleapis.com/compute/v1/projects/yugabyte/global/networks/crm",
        ] {
            assert!(GoogleNetwork::parse(bad).is_err(), "{bad}");
        }
    }
}
