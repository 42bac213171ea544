//! Engine versions of ElastiCache and their parameter families.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{CacheEngine, Date, EngineVersion};

#[derive(Deserialize)]
struct Table {
    engines: BTreeMap<String, EngineRow>,
}

#[derive(Deserialize)]
struct EngineRow {
    versions: BTreeMap<String, Row>,
}

#[derive(Deserialize)]
struct Row {
    family: String,
    standard_support_ends: Option<Date>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| super::read(super::table!("elasticache-versions")));

fn versions_of(engine: CacheEngine) -> &'static BTreeMap<String, Row> {
    let table: &'static Table = &TABLE;
    &table.engines[engine.as_str()].versions
}

fn row(engine: CacheEngine, version: &EngineVersion) -> Option<&'static Row> {
    versions_of(engine).get(&version.to_string())
}

/// The versions that exist, oldest first.
pub fn versions(engine: CacheEngine) -> impl Iterator<Item = &'static str> {
    versions_of(engine).keys().map(String::as_str)
}

/// Whether a cache can be created with this version.
pub fn exists(engine: CacheEngine, version: &EngineVersion) -> bool {
    row(engine, version).is_some()
}

/// The last day of standard support, if one is announced; after it Extended Support is billed.
pub fn standard_support_ends(engine: CacheEngine, version: &EngineVersion) -> Option<Date> {
    row(engine, version)?.standard_support_ends
}

/// The parameter group family of a version. A version that is not in the table gets the family of
/// its major, as later minors do.
pub fn parameter_family(engine: CacheEngine, version: &EngineVersion) -> String {
    row(engine, version).map_or_else(
        || format!("{engine}{}", version.major()),
        |row| row.family.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn families_follow_from_the_table() {
        let family = |engine, version: &str| {
            parameter_family(engine, &EngineVersion::parse(version).unwrap())
        };
        assert_eq!(family(CacheEngine::Valkey, "8.0"), "valkey8");
        assert_eq!(family(CacheEngine::Redis, "6.2"), "redis6.x");
    }
}
