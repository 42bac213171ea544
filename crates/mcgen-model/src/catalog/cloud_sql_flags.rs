//! Database flags of Cloud SQL. The catalogue is partial: a flag that it lacks is unknown, not
//! refused.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Engine, EngineVersion, Scalar};

/// The part of the table of Cloud SQL that is about flags. It is most of it, and most runs set no flag.
#[derive(Deserialize)]
struct Table {
    refused_flags: Vec<RefusedFlag>,
    flags: FlagTable,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("cloud-sql")));

#[derive(Deserialize)]
struct FlagTable {
    mysql: BTreeMap<String, Flag>,
    postgres: BTreeMap<String, Flag>,
}

/// A name that people bring from elsewhere and that Cloud SQL refuses.
#[derive(Debug, Deserialize)]
pub struct RefusedFlag {
    engine: String,
    name: Option<String>,
    prefix: Option<String>,
    /// What does the same on Cloud SQL.
    #[serde(rename = "use")]
    pub instead: String,
}

/// The kind of value that a flag takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FlagKind {
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// `on` or `off`.
    Boolean,
    /// One of the flag's values.
    Enum,
    /// Any text.
    String,
    /// Some of the flag's values, separated by commas.
    List,
}

/// What is known of a flag.
#[derive(Debug, Deserialize)]
pub struct Flag {
    /// The kind of its value.
    #[serde(rename = "type")]
    pub kind: FlagKind,
    /// The smallest value.
    pub min: Option<f64>,
    /// The largest value.
    pub max: Option<f64>,
    /// The unit of the value.
    pub unit: Option<String>,
    /// The values that it takes, when they can be listed.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether a change restarts the instance.
    #[serde(default)]
    pub restart: bool,
    since: Option<String>,
    until: Option<String>,
}

impl Flag {
    /// The first version with the flag, when `version` is older.
    pub fn comes_later_than(&self, version: &EngineVersion) -> Option<&str> {
        let since = self.since.as_deref()?;
        let first = EngineVersion::parse(since).ok()?;
        (*version < first).then_some(since)
    }

    /// The last version with the flag, when `version` is newer.
    pub fn ended_before(&self, version: &EngineVersion) -> Option<&str> {
        let until = self.until.as_deref()?;
        let last = EngineVersion::parse(until).ok()?;
        (*version > last).then_some(until)
    }
}

fn flags(engine: Engine) -> &'static BTreeMap<String, Flag> {
    match engine {
        Engine::Mysql => &TABLE.flags.mysql,
        Engine::Postgres => &TABLE.flags.postgres,
    }
}

/// What is known of the flag `name`.
pub fn flag(engine: Engine, name: &str) -> Option<&'static Flag> {
    flags(engine).get(name)
}

/// The known flag that an unknown `name` was probably meant to be. Two letters may differ: the
/// catalogue is partial, and a true flag that it lacks must not be taken for a typing mistake.
pub fn meant_flag(engine: Engine, name: &str) -> Option<&'static str> {
    if flag(engine, name).is_some() {
        return None;
    }
    let names = flags(engine).keys().map(String::as_str);
    names
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .filter(|(distance, known)| *distance <= 2 && known.len() > 6)
        .min()
        .map(|(_, known)| known)
}

/// The reason to refuse `name`, if Cloud SQL is known not to take it.
pub fn refused_flag(engine: Engine, name: &str) -> Option<&'static RefusedFlag> {
    let mut rows = TABLE.refused_flags.iter();
    rows.find(|row| {
        row.engine == engine.as_str()
            && (row.name.as_deref() == Some(name)
                || row
                    .prefix
                    .as_deref()
                    .is_some_and(|prefix| name.starts_with(prefix)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_services_are_refused_with_the_name_to_use() {
        let refused = refused_flag(Engine::Postgres, "rds.logical_replication").unwrap();
        assert_eq!(refused.instead, "cloudsql.logical_decoding");
        assert!(refused_flag(Engine::Postgres, "rds.whatever").is_some());
        assert!(refused_flag(Engine::Mysql, "wal_level").is_none());
        assert!(refused_flag(Engine::Postgres, "work_mem").is_none());
    }

    #[test]
    fn only_a_small_difference_is_a_typing_mistake() {
        let meant = |name| meant_flag(Engine::Postgres, name);
        assert_eq!(meant("max_conections"), Some("max_connections"));
        assert_eq!(meant("max_connections"), None);
        assert_eq!(meant("log_statement_sample_rate"), None);
    }

    #[test]
    fn flags_know_their_kind_and_their_versions() {
        let version = |text| EngineVersion::parse(text).unwrap();
        let flag = flag(Engine::Postgres, "io_workers").unwrap();
        assert_eq!(flag.kind, FlagKind::Integer);
        assert_eq!(flag.comes_later_than(&version("17")), Some("18"));
        assert_eq!(flag.comes_later_than(&version("18")), None);
        let old = super::flag(Engine::Mysql, "expire_logs_days").unwrap();
        assert_eq!(old.ended_before(&version("8.4")), Some("8.0"));
    }
}
