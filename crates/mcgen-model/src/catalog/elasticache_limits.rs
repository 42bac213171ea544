//! Limits of an ElastiCache replication group.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{CacheEngine, EngineVersion, Scalar};

#[derive(Deserialize)]
struct Table {
    group: Group,
    snapshots: Snapshots,
    iam: BTreeMap<String, String>,
}

/// Limits of a replication group. Pairs are the least and the most.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Group {
    /// The longest replication group id, in characters.
    pub name_max_length: usize,
    /// Nodes of a group without cluster mode, the primary counted.
    pub nodes: (u32, u32),
    /// The most replicas of a shard.
    pub replicas_per_shard_max: u32,
    /// Nodes that a cluster has in all its shards before AWS raises the quota.
    pub cluster_nodes_default: u32,
    /// Nodes that a cluster has at most.
    pub cluster_nodes_max: u32,
    /// The fewest nodes that can fail over.
    pub failover_nodes_min: u32,
    /// The most subnets of a subnet group.
    pub subnets_max: usize,
    /// The TCP port.
    pub port: (u32, u32),
}

/// Limits of snapshots and maintenance.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Snapshots {
    /// The most days that automatic snapshots are kept.
    pub retention_days_max: u32,
    /// The least length of a snapshot or maintenance window, in minutes.
    pub window_minutes_min: u32,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("elasticache-limits")));

/// Limits of a replication group.
pub fn group() -> Group {
    TABLE.group
}

/// Limits of snapshots and maintenance.
pub fn snapshots() -> Snapshots {
    TABLE.snapshots
}

/// The first version of the engine whose users can log in with IAM.
pub fn first_iam_version(engine: CacheEngine) -> Option<EngineVersion> {
    EngineVersion::parse(TABLE.iam.get(engine.as_str())?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_reads_and_its_pairs_are_ordered() {
        let group = group();
        assert!(group.nodes.0 < group.nodes.1 && group.port.0 < group.port.1);
        assert!(group.cluster_nodes_default < group.cluster_nodes_max);
        assert!(snapshots().retention_days_max > 0);
    }

    #[test]
    fn every_engine_has_a_first_version_with_iam() {
        for engine in CacheEngine::ALL {
            assert!(first_iam_version(*engine).is_some(), "{engine}");
        }
    }
}
