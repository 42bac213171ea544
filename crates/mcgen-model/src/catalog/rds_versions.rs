//! Engine versions of RDS: which can be created, and how long they are supported.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Date, Engine, EngineVersion};

#[derive(Deserialize)]
struct Table {
    date: Date,
    engines: BTreeMap<String, EngineRow>,
}

#[derive(Deserialize)]
struct EngineRow {
    log_exports: Vec<String>,
    majors: BTreeMap<String, Row>,
}

#[derive(Deserialize)]
struct Row {
    parameter_family: String,
    standard_support_ends: Date,
    extended_support_ends: Option<Date>,
    available: Vec<String>,
    #[serde(default)]
    retiring: Vec<String>,
    deprecated: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("rds-engine-versions")));

fn engine_row(engine: Engine) -> &'static EngineRow {
    let table: &'static Table = &TABLE;
    &table.engines[engine.as_str()]
}

/// Whether a version can be created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionStatus {
    /// A new instance can run it.
    Available,
    /// It can still be created, but its end is announced.
    Retiring,
    /// It exists and is refused for new instances.
    Deprecated,
    /// RDS never had it, or only after the date of the table.
    Unknown,
}

/// One major version (`17`, `8.4`) of an engine.
#[derive(Clone, Copy)]
pub struct MajorVersion {
    number: &'static str,
    row: &'static Row,
}

impl MajorVersion {
    /// The number that parameter families and calendars count by: `17`, `8.4`.
    pub fn number(self) -> &'static str {
        self.number
    }

    /// The family of its parameter groups.
    pub fn parameter_family(self) -> &'static str {
        &self.row.parameter_family
    }

    /// The last day of standard support.
    pub fn standard_support_ends(self) -> Date {
        self.row.standard_support_ends
    }

    /// The last day of paid Extended Support, when it is known.
    pub fn extended_support_ends(self) -> Option<Date> {
        self.row.extended_support_ends
    }

    /// The newest minor version that a new instance can run. An ordinary release is preferred to
    /// one of Extended Support (`11.22-rds.20260514`).
    pub fn newest_minor(self) -> Option<&'static str> {
        let lasting = |version: &&String| !self.row.retiring.contains(version);
        let minors = || self.row.available.iter().rev().filter(lasting);
        minors()
            .find(|version| !version.contains("-rds."))
            .or_else(|| minors().next())
            .map(String::as_str)
    }

    /// Whether a new instance can run `version`. A bare major number is available as long as one
    /// of its minor versions is.
    pub fn status(self, version: &EngineVersion) -> VersionStatus {
        let text = version.to_string();
        let among = |list: &[String]| list.contains(&text);
        if text == self.number && self.newest_minor().is_some() {
            VersionStatus::Available
        } else if among(&self.row.retiring) {
            VersionStatus::Retiring
        } else if among(&self.row.available) {
            VersionStatus::Available
        } else if among(&self.row.deprecated) {
            VersionStatus::Deprecated
        } else {
            VersionStatus::Unknown
        }
    }
}

/// How many numbers of a version name the major version: PostgreSQL counts by the first, MySQL by
/// the first two.
fn major_length(engine: Engine) -> usize {
    match engine {
        Engine::Postgres => 1,
        Engine::Mysql => 2,
    }
}

/// The major version that `version` belongs to, if RDS has it.
pub fn major_version(engine: Engine, version: &EngineVersion) -> Option<MajorVersion> {
    let number = version.prefix(major_length(engine));
    majors(engine).find(|major| major.number == number)
}

/// Every major version of the engine, oldest first.
pub fn majors(engine: Engine) -> impl DoubleEndedIterator<Item = MajorVersion> {
    let majors = engine_row(engine).majors.iter();
    majors.map(|(number, row)| MajorVersion { number, row })
}

/// The day of the version table; RDS may have newer versions since.
pub fn table_date() -> Date {
    TABLE.date
}

/// The logs that the engine can send to CloudWatch.
pub fn log_exports(engine: Engine) -> impl Iterator<Item = &'static str> {
    engine_row(engine).log_exports.iter().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn version(text: &str) -> EngineVersion {
        EngineVersion::parse(text).unwrap()
    }

    #[test]
    fn every_major_has_a_family_of_its_own_and_can_be_created() {
        for engine in [Engine::Postgres, Engine::Mysql] {
            for major in majors(engine) {
                let family = format!("{engine}{}", major.number());
                assert_eq!(major.parameter_family(), family);
                assert!(major.newest_minor().is_some(), "{family}");
            }
        }
    }

    #[test]
    fn postgres_counts_majors_by_one_number_and_mysql_by_two() {
        let number = |engine, text| major_version(engine, &version(text)).map(MajorVersion::number);
        assert_eq!(number(Engine::Postgres, "17.6"), Some("17"));
        assert_eq!(number(Engine::Mysql, "8.4.6"), Some("8.4"));
        assert_eq!(number(Engine::Mysql, "8"), None);
        assert_eq!(number(Engine::Postgres, "9.6"), None);
    }

    #[test]
    fn the_newest_minor_is_the_last_one_that_stays() {
        let seventeen = major_version(Engine::Postgres, &version("17")).unwrap();
        assert_eq!(seventeen.newest_minor(), Some("17.11"));
        assert_eq!(seventeen.status(&version("17")), VersionStatus::Available);
        assert_eq!(seventeen.status(&version("17.6")), VersionStatus::Retiring);
        assert_eq!(
            seventeen.status(&version("17.4")),
            VersionStatus::Deprecated
        );
        assert_eq!(seventeen.status(&version("17.99")), VersionStatus::Unknown);
    }
}
