//! Instance classes of RDS: what they hold and where they can be ordered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{AwsRegion, Engine, InstanceClass};

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Table {
    retired: Vec<&'static str>,
    families: BTreeMap<String, Family>,
    regions: BTreeMap<&'static str, Vec<&'static str>>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Family {
    #[serde(default)]
    min_major: BTreeMap<String, String>,
    sizes: BTreeMap<String, (u32, u32)>,
}

#[derive(Deserialize)]
struct Exception {
    region: String,
    engine: String,
    missing_families: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("rds-classes")));

fn table() -> &'static Table {
    &TABLE
}

/// What an instance class holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity {
    /// Virtual processors.
    pub vcpus: u32,
    /// Memory in GiB.
    pub memory_gib: u32,
}

/// What `class` holds. `None` when RDS has no such class.
pub fn capacity(class: &InstanceClass) -> Option<Capacity> {
    let family = table().families.get(class.family())?;
    let (vcpus, memory_gib) = *family.sizes.get(class.size())?;
    (class.service() == "db").then_some(Capacity { vcpus, memory_gib })
}

/// Whether RDS has taken the family out of its offer.
pub fn is_retired(family: &str) -> bool {
    table().retired.contains(&family)
}

/// Every family that RDS offers somewhere.
pub fn families() -> impl Iterator<Item = &'static str> {
    table().families.keys().map(String::as_str)
}

/// The sizes of a family, from small to large; none when there is no such family.
pub fn sizes(family: &str) -> Vec<&'static str> {
    let mut sizes: Vec<(&(u32, u32), &str)> = table()
        .families
        .get(family)
        .into_iter()
        .flat_map(|family| {
            family
                .sizes
                .iter()
                .map(|(size, holds)| (holds, size.as_str()))
        })
        .collect();
    sizes.sort_unstable();
    sizes.into_iter().map(|(_, size)| size).collect()
}

/// The families that an engine can be ordered with in a region, by name.
pub fn families_in(region: AwsRegion, engine: Engine) -> impl Iterator<Item = &'static str> {
    let missing = move |family: &&str| {
        table().exceptions.iter().any(|exception| {
            exception.region == region.code()
                && exception.engine == engine.as_str()
                && exception.missing_families.iter().any(|it| it == family)
        })
    };
    table()
        .regions
        .get(region.code())
        .into_iter()
        .flatten()
        .copied()
        .filter(move |family| !missing(family))
}

/// The oldest major version of the engine that runs on the family, when that is known.
pub fn oldest_major(family: &str, engine: Engine) -> Option<&'static str> {
    let family = table().families.get(family)?;
    family.min_major.get(engine.as_str()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn class(text: &str) -> InstanceClass {
        InstanceClass::parse(text).unwrap()
    }

    #[test]
    fn a_class_has_the_capacity_of_its_size() {
        let large = capacity(&class("db.m7g.large")).unwrap();
        assert_eq!((large.vcpus, large.memory_gib), (2, 8));
        assert_eq!(capacity(&class("cache.m7g.large")), None);
        assert_eq!(capacity(&class("db.m7g.huge")), None);
    }

    #[test]
    fn sizes_are_ordered_by_what_they_hold() {
        assert_eq!(
            sizes("t4g"),
            ["micro", "small", "medium", "large", "xlarge", "2xlarge"]
        );
        assert!(sizes("m99x").is_empty());
    }

    #[test]
    fn every_region_lists_only_known_families() {
        for code in table().regions.keys() {
            let region = AwsRegion::parse(code).unwrap();
            for family in families_in(region, Engine::Postgres) {
                assert!(families().any(|it| it == family), "{code} {family}");
                assert!(!is_retired(family), "{code} {family}");
            }
        }
    }

    #[test]
    fn an_engine_can_lack_a_family_in_one_region() {
        let taipei = AwsRegion::parse("ap-east-2").unwrap();
        assert!(families_in(taipei, Engine::Postgres).any(|family| family == "r6gd"));
        assert!(!families_in(taipei, Engine::Mysql).any(|family| family == "r6gd"));
    }
}
