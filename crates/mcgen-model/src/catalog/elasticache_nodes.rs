//! Node types of ElastiCache: what they hold and where they can be ordered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{AwsRegion, CacheEngine, EngineVersion, InstanceClass, Scalar};

#[derive(Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Table {
    previous: Vec<&'static str>,
    families: BTreeMap<String, Family>,
    regions: BTreeMap<&'static str, Vec<&'static str>>,
}

#[derive(Deserialize)]
struct Family {
    data_tiering: bool,
    global_datastore: bool,
    min_version: BTreeMap<String, String>,
    sizes: BTreeMap<String, f64>,
    #[serde(default)]
    ssd_gib: BTreeMap<String, f64>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| super::read(super::table!("elasticache-node-types")));

fn table() -> &'static Table {
    &TABLE
}

/// What a node holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Capacity {
    /// Memory for keys and values in GiB, before the share that is reserved for the engine.
    pub memory_gib: f64,
    /// Disk for cold values in GiB; 0 without data tiering.
    pub ssd_gib: f64,
}

/// What a node of this type holds. `None` when ElastiCache has no such type.
pub fn capacity(node_type: &InstanceClass) -> Option<Capacity> {
    let family = table().families.get(node_type.family())?;
    let memory_gib = *family.sizes.get(node_type.size())?;
    let ssd_gib = family.ssd_gib.get(node_type.size());
    (node_type.service() == "cache").then_some(Capacity {
        memory_gib,
        ssd_gib: ssd_gib.copied().unwrap_or_default(),
    })
}

/// Every family that ElastiCache offers somewhere, by name.
pub fn families() -> impl Iterator<Item = &'static str> {
    table().families.keys().map(String::as_str)
}

/// The sizes of a family, from small to large; none when there is no such family.
pub fn sizes(family: &str) -> Vec<&'static str> {
    let rows = table().families.get(family).into_iter();
    let mut sizes: Vec<(f64, &str)> = rows
        .flat_map(|family| &family.sizes)
        .map(|(size, memory)| (*memory, size.as_str()))
        .collect();
    sizes.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    sizes.into_iter().map(|(_, size)| size).collect()
}

/// Whether the family is of an earlier generation, which no new design should use.
pub fn is_previous(family: &str) -> bool {
    table().previous.contains(&family)
}

/// The families that can be ordered in a region, by name.
pub fn families_in(region: AwsRegion) -> impl Iterator<Item = &'static str> {
    let listed = table().regions.get(region.code());
    listed.into_iter().flatten().copied()
}

/// Whether nodes of the family keep cold values on disk; such a family works in no other way.
pub fn has_data_tiering(family: &str) -> bool {
    let row = table().families.get(family);
    row.is_some_and(|family| family.data_tiering)
}

/// Whether nodes of the family can be in a Global Datastore, from the size `large` on.
pub fn has_global_datastore(family: &str) -> bool {
    let row = table().families.get(family);
    row.is_some_and(|family| family.global_datastore)
}

/// The oldest version of the engine that runs on the family. `None` when the family is not offered
/// for the engine, or does not exist.
pub fn oldest_version(family: &str, engine: CacheEngine) -> Option<EngineVersion> {
    let row = table().families.get(family)?;
    EngineVersion::parse(row.min_version.get(engine.as_str())?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node_type(text: &str) -> InstanceClass {
        InstanceClass::parse(text).unwrap()
    }

    #[test]
    fn a_node_type_has_the_memory_of_its_size() {
        let large = capacity(&node_type("cache.m7g.large")).unwrap();
        assert!((large.memory_gib - 6.38).abs() < 0.01);
        assert!(capacity(&node_type("db.m7g.large")).is_none());
        assert!(capacity(&node_type("cache.m7g.metal")).is_none());
    }

    #[test]
    fn only_tiering_families_have_a_disk() {
        for family in families() {
            for size in sizes(family) {
                let capacity = capacity(&node_type(&format!("cache.{family}.{size}"))).unwrap();
                assert_eq!(capacity.ssd_gib > 0.0, has_data_tiering(family), "{family}");
            }
        }
    }

    #[test]
    fn sizes_are_ordered_by_memory() {
        assert_eq!(sizes("t4g"), ["micro", "small", "medium"]);
        assert!(sizes("x1").is_empty());
    }

    #[test]
    fn every_region_lists_only_known_families() {
        for code in table().regions.keys() {
            let region = AwsRegion::parse(code).unwrap();
            for family in families_in(region) {
                assert!(families().any(|it| it == family), "{code} {family}");
            }
        }
    }

    #[test]
    fn every_family_runs_valkey_and_the_newest_ones_run_nothing_else() {
        for family in families() {
            assert!(oldest_version(family, CacheEngine::Valkey).is_some());
        }
        assert_eq!(oldest_version("r8g", CacheEngine::Redis), None);
        assert!(oldest_version("r7g", CacheEngine::Redis).is_some());
        assert!(has_global_datastore("m7g") && !has_global_datastore("t4g"));
    }
}
