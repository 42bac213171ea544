use mcgen_model::{
    Cidr, Cloud, CockroachFrequency, CockroachName, CockroachPlan, CockroachRetention,
    CockroachVersion, DatabaseName, Region, RoleName,
};

use super::AllowedRangeSpec;
use crate::decode::{List, Number, Switch, Text, block};

block! {
    /// A cluster of CockroachDB Cloud. All of its nodes stand in one cloud.
    pub struct CockroachSpec at "strategy.global-database.product.cockroach" {
        /// What is paid for: `basic`, `standard` or `advanced`.
        required plan: CockroachPlan,
        /// The cloud of the nodes: `aws` or `gcp`.
        required cloud: Cloud,
        /// The regions of that cloud; of `basic` and `standard` the first is the primary one.
        required regions: List<CockroachRegionSpec>,
        /// The name of the cluster; `<project>-<environment>` by default.
        optional name: CockroachName,
        /// The major version, with `advanced`: `v25.4`; the newest one by default.
        optional version: CockroachVersion,
        /// Virtual processors: of each node with `advanced`, of the cluster with `standard`; 8 by default.
        optional vcpus: Number,
        /// The disk of each node in GiB, with `advanced`; 150 by default.
        optional storage_gib: Number,
        /// Whether nodes have private addresses only, with `advanced`; `true` by default. It cannot be changed later.
        optional private_nodes: Switch,
        /// The range of the nodes, with `advanced` in Google Cloud; `172.28.0.0/14` by default. It cannot be changed later.
        optional cidr: Cidr,
        /// What a month may cost, with `basic`.
        optional limits: CockroachLimitsSpec,
        /// Backups, with `standard` and `advanced`.
        optional backup: CockroachBackupSpec,
        /// Whether the cluster refuses to be deleted; `true` in production.
        optional delete_protection: Switch,
        /// The database of the application; the project by default.
        optional database: DatabaseName,
        /// The user of the application; `<project>_app` by default.
        optional user: RoleName,
        /// The version of its password; 1 by default. Raise it for another password.
        optional password_version: Number,
        /// Public addresses that may connect besides the private way; none by default.
        optional allow: List<AllowedRangeSpec>,
        /// Whether the metrics of its nodes go to CloudWatch, with `advanced` in AWS and `monitoring`; `false` by default, since CloudWatch bills some 250 of each node.
        optional cloudwatch_metrics: Switch,
        /// Whether the metrics of its nodes are offered to a Prometheus of yours, with `advanced`; `false` by default. The rules for it are rendered to `prometheus/`.
        optional prometheus: Switch,
        /// Keys of AWS KMS that encrypt the cluster, one in each region, by their ARNs, with `advanced` in AWS; those of Cockroach Labs by default. They are never taken away again.
        optional kms_keys: List<Text>,
    }

    /// A region of a cluster.
    pub struct CockroachRegionSpec at "strategy.global-database.product.cockroach.regions" {
        /// The region: `ap-northeast-2`.
        required name: Region,
        /// How many nodes it has, with `advanced`; 3 by default.
        optional nodes: Number,
    }

    /// Limits of a month with the plan `basic`.
    pub struct CockroachLimitsSpec at "strategy.global-database.product.cockroach.limits" {
        /// Request units of a month.
        optional request_units: Number,
        /// Storage in MiB.
        optional storage_mib: Number,
    }

    /// When backups are made, and how long they are kept.
    pub struct CockroachBackupSpec at "strategy.global-database.product.cockroach.backup" {
        /// From one backup to the next: 5, 10, 15, 30, 60, 240 or 1440; 60 by default.
        optional frequency_minutes: CockroachFrequency,
        /// Days for which a backup is kept: 2, 7, 30, 90 or 365; 30 by default. It can be changed once.
        optional retention_days: CockroachRetention,
    }
}
