//! How long the parts of a recovery take where nothing in the environment says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::ReplicationName;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    figures: BTreeMap<String, Figure>,
    remarks: BTreeMap<String, String>,
    copy_mibps: CopyRates,
}

/// A time that a part of a recovery takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// How long.
    pub seconds: u32,
    /// The word of `recovery::Certainty` for it.
    pub certainty: String,
    /// What it rests on.
    pub basis: String,
    /// The page that says so, of a documented figure.
    pub source: Option<String>,
}

#[derive(Deserialize)]
struct CopyRates {
    logical: u32,
    dms: u32,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("recovery")));

/// The figure of this name.
///
/// # Panics
///
/// When the table lacks it; a test asks for every name.
pub(crate) fn figure(name: &str) -> &'static Figure {
    &TABLE.figures[name]
}

/// Every figure by its name.
#[cfg(test)]
pub(crate) fn figures() -> &'static BTreeMap<String, Figure> {
    &TABLE.figures
}

/// The sentence of this name, with `{}` where its value stands.
///
/// # Panics
///
/// When the table lacks it; a test asks for every name.
pub(crate) fn remark(name: &str) -> &'static str {
    &TABLE.remarks[name]
}

/// What one stream of the first copy carries before the link limits it, in MiB a second.
pub fn copy_mibps(replication: ReplicationName) -> u32 {
    match replication {
        ReplicationName::Logical => TABLE.copy_mibps.logical,
        ReplicationName::Dms => TABLE.copy_mibps.dms,
    }
}
