//! Engine parameters of RDS: which need a reboot, and which cannot be set at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Engine;

#[derive(Deserialize)]
struct Table {
    mysql: Lists,
    postgres: Lists,
}

#[derive(Deserialize)]
struct Lists {
    dynamic: BTreeSet<String>,
    #[serde(rename = "static")]
    fixed_until_reboot: BTreeSet<String>,
    fixed: BTreeMap<String, String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("rds-parameters")));

/// How a parameter can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// At once.
    Dynamic,
    /// At the next reboot.
    Static,
    /// Not at all; the text says what does the same.
    Fixed(&'static str),
    /// The table does not say. RDS accepts `pending-reboot` for every kind.
    Unknown,
}

/// How the parameter can be changed.
pub fn kind(engine: Engine, name: &str) -> ParameterKind {
    let table: &'static Table = &TABLE;
    let lists = match engine {
        Engine::Mysql => &table.mysql,
        Engine::Postgres => &table.postgres,
    };
    let name = name.to_ascii_lowercase();
    // RDS writes some MySQL names with hyphens (`gtid-mode`) and reads both spellings.
    let hyphenated = name.replace('_', "-");
    if let Some(instead) = lists.fixed.get(&name) {
        ParameterKind::Fixed(instead)
    } else if lists.dynamic.contains(&name) {
        ParameterKind::Dynamic
    } else if lists.fixed_until_reboot.contains(&name)
        || lists.fixed_until_reboot.contains(&hyphenated)
    {
        ParameterKind::Static
    } else {
        ParameterKind::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_shared_memory_needs_a_reboot_and_a_timeout_does_not() {
        assert_eq!(
            kind(Engine::Postgres, "max_replication_slots"),
            ParameterKind::Static
        );
        assert_eq!(
            kind(Engine::Postgres, "wal_sender_timeout"),
            ParameterKind::Dynamic
        );
        assert_eq!(kind(Engine::Postgres, "TimeZone"), ParameterKind::Dynamic);
        assert_eq!(
            kind(Engine::Postgres, "no_such_thing"),
            ParameterKind::Unknown
        );
    }

    #[test]
    fn the_same_name_differs_between_engines() {
        assert_eq!(
            kind(Engine::Postgres, "max_connections"),
            ParameterKind::Static
        );
        assert_eq!(
            kind(Engine::Mysql, "max_connections"),
            ParameterKind::Dynamic
        );
    }

    #[test]
    fn both_spellings_of_a_mysql_name_are_one_parameter() {
        assert_eq!(kind(Engine::Mysql, "gtid-mode"), ParameterKind::Static);
        assert_eq!(kind(Engine::Mysql, "gtid_mode"), ParameterKind::Static);
    }

    #[test]
    fn the_wal_level_cannot_be_set() {
        assert!(matches!(
            kind(Engine::Postgres, "wal_level"),
            ParameterKind::Fixed(_)
        ));
    }
}
