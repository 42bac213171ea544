//! What CockroachDB Cloud takes.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{Cidr, Cloud, CockroachPlan, Region};

#[derive(Deserialize)]
struct Table {
    advanced: Regions,
    shared: Regions,
    limits: Limits,
}

#[derive(Deserialize)]
struct Regions {
    aws: Vec<String>,
    gcp: Vec<String>,
}

/// Limits of a cluster.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// Regions of a cluster with machines of its own, where there is more than one.
    pub regions: Bounds,
    /// The fewest nodes of a region that is to survive the loss of one.
    pub nodes_of_a_region: u32,
    /// The fewest virtual processors of a node.
    pub vcpus_of_a_node: u32,
    /// The fewest virtual processors of a cluster with the plan `standard`.
    pub vcpus_of_a_standard_cluster: u32,
    /// The smallest disk of a node in GiB.
    pub storage_gib: u32,
    /// The longest prefix of the range of the nodes in Google Cloud.
    pub longest_prefix: u8,
    /// The range of the nodes in Google Cloud where none is given.
    #[serde(deserialize_with = "super::scalar")]
    pub default_range: Cidr,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("cockroach")));

/// The limits of a cluster.
pub fn limits() -> Limits {
    TABLE.limits
}

/// Whether the plan has clusters in the region.
pub fn has_region(plan: CockroachPlan, region: Region) -> bool {
    let regions = match plan {
        CockroachPlan::Advanced => &TABLE.advanced,
        CockroachPlan::Basic | CockroachPlan::Standard => &TABLE.shared,
    };
    let of_cloud = match region.cloud() {
        Cloud::Aws => &regions.aws,
        Cloud::Gcp => &regions.gcp,
    };
    of_cloud.iter().any(|it| it == region.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn every_region_is_one_of_its_cloud() {
        for table in [&TABLE.advanced, &TABLE.shared] {
            for (cloud, regions) in [(Cloud::Aws, &table.aws), (Cloud::Gcp, &table.gcp)] {
                for code in regions {
                    let region = Region::parse(code).unwrap_or_else(|_| panic!("{code}"));
                    assert_eq!(region.cloud(), cloud, "{code}");
                }
            }
        }
    }

    #[test]
    fn seoul_has_machines_of_ones_own_only() {
        let seoul = Region::parse("ap-northeast-2").unwrap();
        assert!(has_region(CockroachPlan::Advanced, seoul));
        assert!(!has_region(CockroachPlan::Standard, seoul));
    }
}
