//! Cloud SQL: editions, versions, disks and limits; machine types and flags have modules of their
//! own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::cloud_sql_machines::{CustomN4Shape, CustomShape, Machine, NamedTiers};
use crate::{Date, DiskType, Edition, Engine, EngineVersion};

#[derive(Deserialize)]
pub(super) struct Table {
    pub(super) custom: CustomShape,
    pub(super) custom_n4: CustomN4Shape,
    pub(super) shared_core: NamedTiers,
    pub(super) legacy_n1: NamedTiers,
    pub(super) perf_optimized: NamedTiers,
    pub(super) c4a: NamedTiers,
    pub(super) disk: DiskTable,
    editions: BTreeMap<String, EditionLimits>,
    name: NameTable,
    default_connections: ConnectionTable,
    engines: BTreeMap<String, EngineRow>,
}

#[derive(Deserialize)]
pub(super) struct DiskTable {
    max_gb: u32,
    shared_core_max_gb: u32,
    min_gb: BTreeMap<String, u32>,
    pub(super) series: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct NameTable {
    max_length_with_project: usize,
}

#[derive(Deserialize)]
struct ConnectionTable {
    steps: Vec<(u32, u32)>,
}

#[derive(Deserialize)]
struct EngineRow {
    majors: BTreeMap<String, MajorRow>,
}

#[derive(Deserialize)]
struct MajorRow {
    api: String,
    #[serde(default, deserialize_with = "super::optional_scalar")]
    extended_support_starts: Option<Date>,
    #[serde(default, deserialize_with = "super::optional_scalar")]
    deprecated_from: Option<Date>,
    editions: Vec<String>,
    default_edition: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("cloud-sql")));

pub(super) fn table() -> &'static Table {
    &TABLE
}

/// The limits of an edition.
#[derive(Debug, Deserialize)]
pub struct EditionLimits {
    /// The name in the API: `ENTERPRISE`.
    pub api: String,
    /// The most days that transaction logs are kept.
    pub transaction_log_days_max: u32,
    /// The fewest bytes of a statement that Query Insights keeps.
    pub insights_query_string_min: u32,
    /// The most bytes of a statement that Query Insights keeps.
    pub insights_query_string_max: u32,
    /// The most plans a minute that Query Insights samples.
    pub insights_plans_per_minute_max: u32,
    /// The availability that the service level agreement promises, percent.
    pub sla_percent: f64,
    /// Whether a local SSD can cache reads.
    pub data_cache: bool,
}

/// The limits of `edition`.
pub fn edition(edition: Edition) -> &'static EditionLimits {
    &table().editions[edition.as_str()]
}

/// The longest `<project>:<instance>`, in characters.
pub fn max_name_length_with_project() -> usize {
    table().name.max_length_with_project
}

/// The smallest disk of a type, in GB.
pub fn min_disk_gb(kind: DiskType) -> u32 {
    table().disk.min_gb[kind.as_str()]
}

/// The largest disk that a machine takes, in GB.
pub fn max_disk_gb(machine: Option<Machine>) -> u32 {
    let shared = machine.is_some_and(|machine| !machine.series.is_dedicated());
    let disk = &table().disk;
    if shared {
        disk.shared_core_max_gb
    } else {
        disk.max_gb
    }
}

/// `max_connections` of PostgreSQL when no flag sets it, for a machine with `memory_mb`.
pub fn default_max_connections(memory_mb: u32) -> u32 {
    let steps = table().default_connections.steps.iter();
    steps
        .take_while(|(from, _)| *from <= memory_mb)
        .last()
        .map_or(0, |(_, connections)| *connections)
}

/// A major version of an engine.
#[derive(Clone, Copy)]
pub struct MajorVersion(&'static MajorRow);

impl MajorVersion {
    /// The name in the API: `POSTGRES_17`.
    pub fn api(self) -> &'static str {
        &self.0.api
    }

    /// The day from which the version is supported for an extra price only.
    pub fn extended_support_starts(self) -> Option<Date> {
        self.0.extended_support_starts
    }

    /// The day from which the version is not supported at all.
    pub fn deprecated_from(self) -> Option<Date> {
        self.0.deprecated_from
    }

    /// Whether the version runs in `edition`.
    pub fn runs_in(self, edition: Edition) -> bool {
        self.0.editions.iter().any(|name| name == edition.as_str())
    }

    /// The edition that Google takes when nobody names one, as an environment file writes it.
    pub fn default_edition(self) -> &'static str {
        &self.0.default_edition
    }
}

/// The major version `version`, written as Cloud SQL counts them: `17`, `8.4`.
pub fn major(engine: Engine, version: &EngineVersion) -> Option<MajorVersion> {
    let row = &table().engines[engine.as_str()];
    row.majors.get(&version.to_string()).map(MajorVersion)
}

/// Every major version of `engine`, oldest first.
pub fn majors(engine: Engine) -> Vec<(&'static str, MajorVersion)> {
    let rows = table().engines[engine.as_str()].majors.iter();
    let mut majors: Vec<_> = rows
        .map(|(number, row)| (number.as_str(), MajorVersion(row)))
        .collect();
    // By number, not by text: 9.6 comes before 10.
    majors.sort_by_key(|(number, _)| {
        let parts = number
            .split('.')
            .map(|part| part.parse::<u32>().unwrap_or(0));
        parts.collect::<Vec<_>>()
    });
    majors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn versions_are_known_by_the_number_that_cloud_sql_counts_by() {
        let version = |text| EngineVersion::parse(text).unwrap();
        let api = |engine, text| major(engine, &version(text)).map(MajorVersion::api);
        assert_eq!(api(Engine::Postgres, "17"), Some("POSTGRES_17"));
        assert_eq!(api(Engine::Mysql, "8.4"), Some("MYSQL_8_4"));
        assert_eq!(api(Engine::Postgres, "17.6"), None);
        assert_eq!(majors(Engine::Postgres)[0].0, "9.6");
    }

    #[test]
    fn default_connections_grow_with_memory() {
        for (memory_mb, connections) in [(614, 25), (3_840, 100), (16_384, 500), (200_000, 1000)] {
            assert_eq!(default_max_connections(memory_mb), connections);
        }
    }

    #[test]
    fn both_editions_have_limits() {
        assert_eq!(edition(Edition::Enterprise).transaction_log_days_max, 7);
        assert_eq!(edition(Edition::EnterprisePlus).api, "ENTERPRISE_PLUS");
        assert_eq!(min_disk_gb(DiskType::Hyperdisk), 20);
    }
}
