use mcgen_model::{
    Cidr, DatabaseName, EmailAddress, GoogleNetwork, Region, RoleName, YugabyteFault, YugabyteName,
};

use crate::decode::{List, Number, Text, block};

block! {
    /// A cluster of YugabyteDB Aeon. Its nodes stand in AWS, or in both clouds.
    pub struct YugabyteSpec at "strategy.global-database.product.yugabyte" {
        /// The regions with nodes, of AWS or of both clouds. A second cloud can be had at the creation of the cluster alone.
        required regions: List<YugabyteRegionSpec>,
        /// The name of the cluster; `<project>-<environment>` by default.
        optional name: YugabyteName,
        /// What may be lost while the database goes on: `none`, `node`, `zone` or `region`; `region` by default with several regions, `zone` with one.
        optional fault_tolerance: YugabyteFault,
        /// How many of them may be lost at once: 1 to 3, of zones 1; 1 by default.
        optional faults: Number,
        /// The virtual processors of a node; 4 by default.
        optional cores: Number,
        /// The disk of a node in GB; 100 by default.
        optional disk_gb: Number,
        /// Backups.
        optional backup: YugabyteBackupSpec,
        /// The database of the application; the project by default.
        optional database: DatabaseName,
        /// The user of the application; `<project>_app` by default.
        optional user: RoleName,
        /// The version of its password; 1 by default. Raise it for another password.
        optional password_version: Number,
        /// Addresses that are invited into the account of Aeon with the role Viewer: it writes its alerts to every member. An address that is a member already, by hand or by another environment, cannot be invited.
        optional members: List<EmailAddress>,
        /// The export configuration of Aeon (Datadog, Grafana Cloud, Sumo Logic) that the metrics of the cluster go to, by its name; made by hand, since it holds a key.
        optional export_configuration: Text,
        /// The network of Yugabyte that nodes in Google Cloud stand in: `projects/PROJECT/global/networks/NAME`. Aeon shows it among its VPCs once `global` is applied; until it is named, clients in Google Cloud have no way but the link.
        optional google_network: GoogleNetwork,
    }

    /// A region of a cluster.
    pub struct YugabyteRegionSpec at "strategy.global-database.product.yugabyte.regions" {
        /// The region: `ap-northeast-2` of AWS, `asia-northeast3` of Google Cloud.
        required name: Region,
        /// The range of the VPC in which Yugabyte puts the nodes. It cannot be changed later.
        required cidr: Cidr,
        /// How many nodes it has; 1 by default with several regions, 3 with one.
        optional nodes: Number,
    }

    /// When backups are made, and how long they are kept.
    pub struct YugabyteBackupSpec at "strategy.global-database.product.yugabyte.backup" {
        /// Days from one backup to the next; 1 by default.
        optional interval_days: Number,
        /// Days for which a backup is kept; 30 by default.
        optional retention_days: Number,
    }
}
