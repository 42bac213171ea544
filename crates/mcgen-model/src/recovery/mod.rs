//! What a failover takes and costs, part by part: the time without writes, the writes that are lost,
//! the log that the primary keeps meanwhile, and the time of the first copy.
//!
//! Objectives are held against these sums. Every part says what it rests on; what a drill has
//! measured replaces what is assumed.

mod loss;
mod storage;
mod text;
mod time;

pub use storage::{InitialLoad, RetainedLog, retained_log};
pub use text::gib;

use mcgen_diagnostics::Spanned;

use crate::catalog::recovery::{Figure, figure};
use crate::{Cloud, Duration, Environment, choice};

choice! {
    /// A part of the time without writes, in the order in which they come.
    pub enum TimePart {
        /// From the failure to the alarm.
        Detection = "detection",
        /// From the alarm to the decision of a person to promote.
        Decision = "decision",
        /// The standby becomes a database that takes writes.
        Promotion = "promotion",
        /// The environment file is changed, checked and rendered, and its stacks are planned.
        Preparation = "preparation",
        /// The promoted side grows to its full size, and gets what it lacks.
        Resize = "resize",
        /// Clients are sent to the promoted side.
        Steering = "steering",
    }
}

choice! {
    /// A part of the span of writes that may be lost.
    pub enum LossPart {
        /// What has not reached the standby yet.
        Lag = "lag",
        /// How old the last known lag can be.
        Report = "report",
        /// Silence until a lost tunnel is noticed and another one used.
        Path = "path",
    }
}

/// One part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<N> {
    /// Which one.
    pub name: N,
    /// How long it is at the most.
    pub time: Duration,
    /// What that rests on.
    pub basis: String,
}

/// Parts, and what they may take together.
#[derive(Debug, Clone)]
pub struct Sum<N> {
    /// What the environment promises.
    pub objective: Option<Spanned<Duration>>,
    /// The parts that concern the environment, in their order.
    pub parts: Vec<Part<N>>,
}

impl<N: Copy + PartialEq> Sum<N> {
    /// All parts together.
    pub fn total(&self) -> Duration {
        total(self.parts.iter())
    }

    /// These parts together.
    pub fn of(&self, names: &[N]) -> Duration {
        total(self.parts.iter().filter(|part| names.contains(&part.name)))
    }

    /// The part of this name, when it concerns the environment.
    pub fn part(&self, name: N) -> Option<&Part<N>> {
        self.parts.iter().find(|part| part.name == name)
    }
}

fn total<'a, N: 'a>(parts: impl Iterator<Item = &'a Part<N>>) -> Duration {
    let seconds = parts.map(|part| part.time.seconds());
    Duration::from_seconds(seconds.fold(0, u32::saturating_add))
}

/// What the loss of the primary takes and costs.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// The side that is lost.
    pub lost: Cloud,
    /// The time without writes (RTO).
    pub time: Sum<TimePart>,
    /// The span of writes that may be lost (RPO).
    pub loss: Sum<LossPart>,
    /// The log that the primary keeps while the standby is away.
    pub log: Option<RetainedLog>,
    /// The first copy of the data, when their size is known.
    pub load: Option<InitialLoad>,
}

/// The recovery of `environment`; `None` where nothing is replicated.
pub fn of(environment: &Environment) -> Option<Recovery> {
    let strategy = environment.strategy.primary_replica()?;
    let primary = strategy.primary.value;
    Some(Recovery {
        lost: primary,
        time: time::sum(environment, strategy),
        loss: loss::sum(environment, strategy),
        log: storage::retained_log(environment, primary),
        load: storage::initial_load(environment, strategy),
    })
}

/// What was measured, or else what is assumed.
fn measured_or<N>(name: N, measured: Option<&Spanned<Duration>>, assumed: &Figure) -> Part<N> {
    match measured {
        Some(time) => Part {
            name,
            time: time.value,
            basis: "measured, as the environment file says".to_owned(),
        },
        None => Part {
            name,
            time: Duration::from_seconds(assumed.seconds),
            basis: assumed.basis.clone(),
        },
    }
}

#[cfg(test)]
mod tests;
