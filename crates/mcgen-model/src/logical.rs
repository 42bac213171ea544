//! What follows from the logical replication of PostgreSQL: its names and what the primary keeps for
//! a standby that is away. Rules judge these values and the renderer writes them.

use crate::{Cloud, Environment, Objectives};

/// What `wal_sender_timeout` and `wal_receiver_timeout` are set to, in milliseconds: the default of
/// PostgreSQL. 0 would never notice that the other side is gone.
pub const TIMEOUT_MS: u32 = 60_000;

/// A slot is judged at checkpoints and given up by whole segments, of 64 MiB on RDS. So much more than
/// the longest outage writes keeps an outage of just that length from losing it, in MiB.
const SLOT_HEADROOM_MIB: u32 = 1024;

/// The publication of the primary; both databases use the same name in turn.
pub fn publication(environment: &Environment) -> String {
    format!("{}_publication", identifier(environment))
}

/// The subscription by which the other cloud follows `primary`, and its slot there.
pub fn subscription(environment: &Environment, primary: Cloud) -> String {
    let standby = primary.other();
    format!("{}_{primary}_to_{standby}", identifier(environment))
}

/// The project as a part of an SQL identifier. A slot takes lower-case letters, digits and `_`.
fn identifier(environment: &Environment) -> String {
    environment.project.as_str().replace('-', "_")
}

/// The write-ahead log that the primary keeps while the standby is away as long as tolerated, in MiB.
pub fn retained_wal_mib(objectives: &Objectives) -> u32 {
    let seconds = objectives.tolerated_outage.seconds();
    objectives.write_rate_mibps.saturating_mul(seconds)
}

/// `max_slot_wal_keep_size` for the standby's slot, in MiB.
pub fn slot_limit_mib(objectives: &Objectives) -> u32 {
    retained_wal_mib(objectives).saturating_add(SLOT_HEADROOM_MIB)
}
