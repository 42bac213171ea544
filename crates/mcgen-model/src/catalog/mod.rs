//! What the clouds offer and allow, from the dated tables in `data/`.
//!
//! A limit moves when a cloud moves it, so limits are data with a source and a date, and code asks
//! the questions. Each table has one module. The build script turns the TOML that people edit into
//! JSON; a table is read when it is first asked.

/// The text of a table by its name.
macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json"))
    };
}
pub(crate) use table;

pub mod atlas;
pub mod bgp;
pub mod cloud_sql;
pub mod cloud_sql_flags;
pub mod cloud_sql_machines;
pub mod cloudflare;
pub mod cluster_networks;
pub mod cockroach;
pub mod debezium;
pub mod distances;
pub mod dms;
pub mod elasticache_limits;
pub mod elasticache_nodes;
pub mod elasticache_versions;
pub mod google;
pub mod load_balancers;
pub mod master_usernames;
pub mod mechanisms;
pub mod memorystore;
pub mod metrics;
pub mod msk;
pub mod rds_classes;
pub mod rds_limits;
pub mod rds_parameters;
pub mod rds_root_certificates;
pub mod rds_versions;
pub mod recovery;
pub mod regimes;
pub mod reserved_ranges;
pub mod residency;
pub mod route53;
pub mod secret_shapes;
pub mod site_to_site_vpn;
pub mod spanner;
pub mod standby;
pub mod strategies;
pub mod vpc_limits;
pub mod yugabyte;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

use crate::Scalar;

/// The smallest and the largest number that a cloud takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
pub struct Bounds {
    /// The smallest.
    pub min: u32,
    /// The largest.
    pub max: u32,
}

impl Bounds {
    /// Whether the cloud takes `number`.
    pub fn contains(self, number: u32) -> bool {
        (self.min..=self.max).contains(&number)
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            u32::MAX => write!(f, "{} or more", self.min),
            max => write!(f, "{} to {max}", self.min),
        }
    }
}

/// Reads one of the tables that are compiled in.
#[expect(
    clippy::expect_used,
    reason = "the tables are part of the program, and a test reads each of them"
)]
pub(crate) fn read<T: Deserialize<'static>>(text: &'static str) -> T {
    serde_json::from_str(text).expect("the table is well formed")
}

/// A value of the model that a table writes as text.
fn scalar<'de, D: Deserializer<'de>, T: Scalar>(deserializer: D) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    T::parse(&text).map_err(|fault| Error::custom(fault.reason))
}

/// A value of the model that a table writes as text, or leaves out.
fn optional_scalar<'de, D: Deserializer<'de>, T: Scalar>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    scalar(deserializer).map(Some)
}

/// Values of the model that a table writes as a list of texts.
fn scalars<'de, D: Deserializer<'de>, T: Scalar>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let values = texts.iter().map(|text| T::parse(text));
    values
        .collect::<Result<_, _>>()
        .map_err(|fault| Error::custom(fault.reason))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::Value;

    #[test]
    fn the_compiled_tables_hold_what_the_edited_ones_say() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        for entry in std::fs::read_dir(data).unwrap() {
            let path = entry.unwrap().path();
            let edited = std::fs::read_to_string(&path).unwrap();
            let edited: Value = toml::from_str(&edited).unwrap();
            let compiled = Path::new(env!("OUT_DIR")).join(path.file_stem().unwrap());
            let compiled = std::fs::read_to_string(compiled.with_extension("json")).unwrap();
            let compiled: Value = serde_json::from_str(&compiled).unwrap();
            assert_eq!(compiled, edited, "{}", path.display());
        }
    }
}
