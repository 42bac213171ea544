//! The base configurations of Cloud Spanner.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{GcpRegion, Scalar};

#[derive(Deserialize)]
struct Table {
    cpu_percent: CpuPercent,
    configurations: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct CpuPercent {
    regional: u32,
    several: u32,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("spanner")));

/// The names of the configurations over more than one region.
pub fn configurations() -> impl Iterator<Item = &'static str> {
    TABLE.configurations.keys().map(String::as_str)
}

/// What Google advises that work of high priority uses of the processors, in percent.
pub fn cpu_percent(regional: bool) -> u32 {
    if regional {
        TABLE.cpu_percent.regional
    } else {
        TABLE.cpu_percent.several
    }
}

/// The regions of a configuration over more than one region.
pub fn regions(configuration: &str) -> Option<Vec<GcpRegion>> {
    let codes = TABLE.configurations.get(configuration)?;
    let regions = codes.iter().filter_map(|code| GcpRegion::parse(code).ok());
    Some(regions.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_configuration_has_regions_that_exist() {
        for (name, codes) in &TABLE.configurations {
            let regions = regions(name).unwrap();
            assert_eq!(regions.len(), codes.len(), "{name}");
            assert!(regions.len() > 1, "{name}");
        }
    }

    #[test]
    fn a_dual_region_configuration_stays_in_one_country() {
        for name in configurations().filter(|it| it.starts_with("dual-region-")) {
            let regions = regions(name).unwrap();
            let [one, other] = regions.as_slice() else {
                panic!("{name}");
            };
            assert_eq!(one.country(), other.country(), "{name}");
        }
    }
}
