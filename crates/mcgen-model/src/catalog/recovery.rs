//! How long the parts of a recovery take where nothing in the environment says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::ReplicationName;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    figures: BTreeMap<String, Figure>,
    copy_mibps: CopyRates,
}

/// A time that a part of a recovery takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Figure {
    /// How long.
    pub seconds: u32,
    /// What is assumed.
    pub basis: String,
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

/// What one stream of the first copy carries before the link limits it, in MiB a second.
pub fn copy_mibps(replication: ReplicationName) -> u32 {
    match replication {
        ReplicationName::Logical => TABLE.copy_mibps.logical,
        ReplicationName::Dms => TABLE.copy_mibps.dms,
    }
}
