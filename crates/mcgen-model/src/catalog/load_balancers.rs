//! What the load balancers of the two clouds take.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;

#[derive(Deserialize)]
struct Table {
    subnets: Subnets,
    bounds: AllBounds,
}

/// Where an Application Load Balancer stands.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Subnets {
    /// The fewest zones.
    pub least_zones: usize,
    /// The longest prefix of a subnet.
    pub longest_prefix: u8,
}

/// The smallest and the largest of each number.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AllBounds {
    /// How long a connection to an Application Load Balancer may be silent, in seconds.
    pub idle_timeout_seconds: Bounds,
    /// A percentage.
    pub percent: Bounds,
    /// A port.
    pub port: Bounds,
    /// What there must be one of at least.
    pub count: Bounds,
    /// How long a request through the load balancer of Google Cloud may take, in seconds.
    pub request_timeout_seconds: Bounds,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("load-balancers")));

/// Where an Application Load Balancer stands.
pub fn subnets() -> Subnets {
    TABLE.subnets
}

/// The smallest and the largest of each number.
pub fn bounds() -> AllBounds {
    TABLE.bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_legal() {
        let bounds = bounds();
        assert!(bounds.idle_timeout_seconds.contains(60));
        assert!(bounds.request_timeout_seconds.contains(30));
        assert!(bounds.port.contains(8080) && !bounds.port.contains(0));
        assert!(bounds.percent.contains(100) && !bounds.percent.contains(101));
    }
}
