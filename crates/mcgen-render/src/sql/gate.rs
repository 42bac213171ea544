//! When a side that was away takes clients again, where its database can know.

use mcgen_model::{Environment, Mechanism};
use serde::Serialize;

/// How far apart a side that is asked for its health tells the other one so.
const BEAT_SECONDS: u32 = 5;
/// A restart is shorter, and misses nothing.
const AWAY_SECONDS: u32 = 120;
/// Longer than a large transaction that holds the changes behind it back.
const ALONE_SECONDS: u32 = 300;
/// Longer than a machine takes that starts anew in the cloud that is back, and carries what was noted in hours.
const ALONE_BESIDE_A_MACHINE_SECONDS: u32 = 3_600;

/// The gate of a side, all times in seconds.
#[derive(Serialize)]
pub(super) struct Gate {
    /// How far apart a side tells the other one that it is asked.
    beat: u32,
    /// Not asked for so long, it was away.
    away: u32,
    /// What arrives with this delay or less is young.
    lag: u32,
    /// Nothing arrives for so long: there is nobody to wait for.
    alone: u32,
    /// Whether the database knows a role in which it takes no clients.
    by_role: bool,
}

impl Gate {
    /// The gate of both sides; `None` where what arrives does not tell how far a side is behind.
    pub(super) fn of(environment: &Environment, mechanism: &Mechanism) -> Option<Self> {
        let lag = mechanism.rejoin_lag()?;
        let traffic = environment.traffic.as_deref();
        let interval = traffic.map_or(0, |it| it.manager.interval().seconds());
        let has_machine = mechanism.replicator().is_some();
        Some(Self {
            beat: BEAT_SECONDS,
            away: interval.saturating_mul(3).max(AWAY_SECONDS),
            lag: lag.seconds(),
            alone: if has_machine {
                ALONE_BESIDE_A_MACHINE_SECONDS
            } else {
                ALONE_SECONDS
            },
            by_role: !has_machine,
        })
    }
}
