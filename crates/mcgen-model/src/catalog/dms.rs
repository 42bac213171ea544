//! AWS DMS: classes and versions of replication instances, and the limits of a task.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{Date, EngineVersion, InstanceClass};

#[derive(Deserialize)]
struct Table {
    classes: BTreeMap<String, Vec<String>>,
    versions: BTreeMap<String, Version>,
    bounds: TaskBounds,
    advised: Advised,
}

/// How long a version of DMS can be had. A date is absent until it is announced.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Version {
    /// The last day on which an instance can be made with it.
    pub last_new_instance: Option<Date>,
    /// The day from which DMS updates its instances by itself.
    pub end: Option<Date>,
}

/// What DMS takes for the numbers of an instance and its task.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct TaskBounds {
    /// The disk, in GiB.
    pub storage_gib: Bounds,
    /// Tables that are copied at a time.
    pub tables_at_once: Bounds,
    /// Rows in one transaction of the copy.
    pub commit_rows: Bounds,
    /// The sizes of large values, in KiB.
    pub lob_kib: Bounds,
    /// The pieces in which they are carried whole, in KiB.
    pub chunk_kib: Bounds,
    /// Minutes between two writes on an idle source.
    pub heartbeat_minutes: Bounds,
    /// Threads that compare rows.
    pub validation_threads: Bounds,
}

/// What the documentation advises within those bounds.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Advised {
    /// The largest pieces of large values that do not fail, in KiB.
    pub chunk_kib: u32,
    /// The time-out of the senders of PostgreSQL that DMS works with, in milliseconds, besides 0.
    pub sender_timeout_ms: Bounds,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("dms")));

/// Whether DMS offers the class.
pub fn has_class(class: &InstanceClass) -> bool {
    class.service() == "dms" && sizes(class.family()).is_some_and(|it| it.contains(&class.size()))
}

/// The sizes of a family, the smallest first; `None` when DMS has no such family.
pub fn sizes(family: &str) -> Option<Vec<&'static str>> {
    let table: &'static Table = &TABLE;
    let sizes = table.classes.get(family)?;
    Some(sizes.iter().map(String::as_str).collect())
}

/// The families that DMS offers.
pub fn families() -> impl Iterator<Item = &'static str> {
    let table: &'static Table = &TABLE;
    table.classes.keys().map(String::as_str)
}

/// A version of DMS; `None` when the table does not know it.
pub fn version(version: &EngineVersion) -> Option<&'static Version> {
    let table: &'static Table = &TABLE;
    table.versions.get(&version.to_string())
}

/// The newest version.
pub fn newest_version() -> &'static str {
    let table: &'static Table = &TABLE;
    let newest = table.versions.keys().next_back();
    newest.map(String::as_str).unwrap_or_default()
}

/// What DMS takes for the numbers of an instance and its task.
pub fn bounds() -> TaskBounds {
    TABLE.bounds
}

/// What the documentation advises within those bounds.
pub fn advised() -> Advised {
    TABLE.advised
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn a_class_of_another_service_or_of_an_unknown_size_is_none_of_dms() {
        let known = |text: &str| has_class(&InstanceClass::parse(text).unwrap());
        assert!(known("dms.r6i.large"));
        assert!(known("dms.c5.9xlarge"));
        assert!(!known("db.r6i.large"));
        assert!(!known("dms.c5.8xlarge"));
        assert!(!known("dms.m5.large"));
    }

    #[test]
    fn the_newest_version_has_no_announced_end() {
        let newest = EngineVersion::parse(newest_version()).unwrap();
        assert!(version(&newest).unwrap().end.is_none());
    }
}
