//! A cluster of YugabyteDB Aeon.

use mcgen_diagnostics::{Reference, Rule, Severity, Span, Spanned};

use crate::{Cidr, DatabaseName, Region, RoleName, YugabyteName, choice};

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
    /// The export configuration that the metrics of the cluster go to, by its name in Aeon.
    pub export_configuration: Option<Spanned<String>>,
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
link. mcgen renders one cluster in that one cloud. Nodes in a second cloud, or in another one, take another cluster and a copy of \
the data, so keys such as `is_multi_cloud` are refused.",
    sources: &[CLUSTER, MULTI_REGION, ENDPOINTS],
    waivable: false,
};
