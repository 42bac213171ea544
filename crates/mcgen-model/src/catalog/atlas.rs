//! What MongoDB Atlas takes, and how it spells regions.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Region;

#[derive(Deserialize)]
struct Table {
    limits: Limits,
    regions: BTreeMap<String, String>,
}

/// Limits of a cluster.
#[derive(Debug, Deserialize)]
pub struct Limits {
    /// How many nodes that can become the primary a cluster may have.
    pub electable: Vec<u32>,
    /// The most regions with such nodes.
    pub regions: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("atlas")));

/// The limits of a cluster.
pub fn limits() -> &'static Limits {
    &TABLE.limits
}

/// The name that Atlas has for the region: `AP_NORTHEAST_2`. `None` where it has no clusters.
pub fn spelling(region: Region) -> Option<&'static str> {
    TABLE.regions.get(region.code()).map(String::as_str)
}

/// The cloud's own names of the region that Atlas calls `text`. Two clouds can share such a name.
pub fn spelled(text: &str) -> Vec<&'static str> {
    let regions = TABLE.regions.iter().filter(|(_, name)| *name == text);
    regions.map(|(code, _)| code.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn every_region_is_one_of_a_cloud() {
        for code in TABLE.regions.keys() {
            assert!(Region::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn seoul_has_another_name_in_each_cloud() {
        assert_eq!(spelled("AP_NORTHEAST_2"), ["ap-northeast-2"]);
        let seoul = Region::parse("asia-northeast3").unwrap();
        assert_eq!(spelling(seoul), Some("ASIA_NORTHEAST_3"));
    }
}
