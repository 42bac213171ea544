//! How much smaller than the full size a standby runs.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::Standby;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    steps: Steps,
    floor: Floor,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Steps {
    pilot_light: u32,
    warm: u32,
    hot: u32,
}

/// The smallest machine that keeps up with replication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Floor {
    /// Virtual processors.
    pub vcpus: u32,
    /// Memory in MB.
    pub memory_mb: u32,
}

impl Floor {
    /// Whether a machine of this size keeps up.
    pub fn holds(self, vcpus: u32, memory_mb: u32) -> bool {
        vcpus >= self.vcpus && memory_mb >= self.memory_mb
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("standby")));

/// How many sizes of its family a standby stands below the full size.
pub fn steps(standby: Standby) -> u32 {
    match standby {
        Standby::PilotLight => TABLE.steps.pilot_light,
        Standby::Warm => TABLE.steps.warm,
        Standby::Hot => TABLE.steps.hot,
    }
}

/// The smallest machine that a step leads to.
pub fn floor() -> Floor {
    TABLE.floor
}
