//! What Route 53 takes and how fast it is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::AwsRegion;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    limits: Limits,
    load_balancer_zones: BTreeMap<String, String>,
}

/// What a health check takes, and its times.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// Seconds between two checks of one checker.
    pub intervals_seconds: Vec<u32>,
    /// Failed checks in a row.
    pub failure_threshold: Bounds,
    /// Seconds that a checker has to connect.
    pub connect_seconds: u32,
    /// Seconds that it then waits for the answer.
    pub response_seconds: u32,
    /// How long the answer of an alias to a load balancer lives, in seconds.
    pub alias_ttl_seconds: u32,
    /// The longest life of a failover record, in seconds.
    pub longest_ttl_seconds: u32,
    /// The fewest regions that a check comes from.
    pub least_regions: usize,
    /// The regions that checkers stand in.
    pub regions: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("route53")));

/// What a health check takes, and its times.
pub fn limits() -> &'static Limits {
    &TABLE.limits
}

/// The hosted zone of the Application Load Balancers of `region`, which an alias names.
pub fn load_balancer_zone(region: AwsRegion) -> Option<&'static str> {
    TABLE
        .load_balancer_zones
        .get(region.code())
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn every_zone_is_of_a_region_that_exists() {
        for region in TABLE.load_balancer_zones.keys() {
            assert!(AwsRegion::parse(region).is_ok(), "{region}");
        }
    }

    #[test]
    fn enough_regions_have_checkers() {
        assert!(limits().regions.len() >= limits().least_regions);
    }
}
