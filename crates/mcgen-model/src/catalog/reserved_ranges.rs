//! Address ranges that somebody well known uses or that a cloud refuses.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Cidr, Cloud, choice};

#[derive(Deserialize)]
struct Table {
    ranges: Vec<ReservedRange>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("reserved-ranges")));

choice! {
    /// What stands against a range.
    pub enum RangeKind {
        /// The cloud refuses it.
        Prohibited = "prohibited",
        /// Somebody well known uses it already.
        Colliding = "colliding",
        /// It can be used on a condition.
        Restricted = "restricted",
    }
}

/// A range and who uses it.
#[derive(Debug, Deserialize)]
pub struct ReservedRange {
    /// The range.
    #[serde(deserialize_with = "super::scalar")]
    pub cidr: Cidr,
    clouds: Vec<String>,
    /// What stands against it.
    #[serde(deserialize_with = "super::scalar")]
    pub kind: RangeKind,
    /// Who uses it.
    pub owner: String,
    /// What is worth knowing besides.
    pub note: Option<String>,
}

/// Every range of the table, in its order.
pub fn all() -> impl Iterator<Item = &'static ReservedRange> {
    let table: &'static Table = &TABLE;
    table.ranges.iter()
}

/// Every range with something against it on `cloud`, in the order of the table.
pub fn on(cloud: Cloud) -> impl Iterator<Item = &'static ReservedRange> {
    all().filter(move |range| range.clouds.iter().any(|it| it == cloud.as_str()))
}

/// The range of Docker's default bridge, which Cloud SQL uses itself and therefore cannot answer.
pub fn docker_bridge() -> Option<&'static ReservedRange> {
    on(Cloud::Gcp).find(|range| range.owner == "Docker default bridge")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_has_prohibited_ranges() {
        for cloud in Cloud::ALL {
            assert!(
                on(*cloud).any(|range| range.kind == RangeKind::Prohibited),
                "{cloud}"
            );
        }
        assert!(!on(Cloud::Aws).any(|range| range.owner.contains("googleapis")));
    }

    #[test]
    fn the_bridge_of_docker_is_known() {
        assert_eq!(docker_bridge().unwrap().cidr.to_string(), "172.17.0.0/16");
    }
}
