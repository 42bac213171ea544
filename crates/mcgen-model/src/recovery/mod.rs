//! What a loss takes and costs, part by part: the time without writes and the writes that are lost; of a
//! failover also the log that the primary keeps meanwhile, and the time of the first copy.
//!
//! Objectives are held against these sums. Every part says what it rests on; what a drill has
//! measured replaces what is assumed.

mod clients;
mod global_database;
mod loss;
mod outage;
mod storage;
mod text;
mod time;
mod two_sides;

pub use outage::{Extent, Outage, Outcome, Remark, RemarkName, outages};
pub use storage::{InitialLoad, RetainedLog, retained_log};
pub use text::gib;

use mcgen_diagnostics::Spanned;

use crate::catalog::recovery::{Figure, figure};
use crate::{Cloud, Duration, Environment, Scalar as _, choice};

choice! {
    /// A part of the time without writes, in the order in which they come.
    pub enum TimePart {
        /// From the failure to the alarm.
        Detection = "detection",
        /// From the alarm to the decision of a person to promote.
        Decision = "decision",
        /// The standby becomes a database that takes writes.
        Promotion = "promotion",
        /// The service goes over to a copy of its own, in another zone or region.
        Failover = "failover",
        /// The copies that are left agree on who takes the writes.
        Election = "election",
        /// The environment file is changed, checked and rendered, and its stacks are planned.
        Preparation = "preparation",
        /// The promoted side grows to its full size, and gets what it lacks.
        Resize = "resize",
        /// Clients are sent to the side that takes the writes.
        Steering = "steering",
        /// Clients notice that their connections are broken, and make new ones.
        Reconnect = "reconnect",
    }
}

choice! {
    /// A part of the span of writes that may be lost.
    pub enum LossPart {
        /// What has not reached the standby yet.
        Lag = "lag",
        /// How long a change waits until the mechanism looks for changes.
        Interval = "interval",
        /// How old the last known lag can be.
        Report = "report",
        /// Silence until a lost tunnel is noticed and another one used.
        Path = "path",
        /// What is confirmed, where it stands in more than one place by then: nothing of it is lost.
        Commit = "commit",
        /// What was written since the last backup.
        Backup = "backup",
    }
}

choice! {
    /// How sure a figure is.
    pub enum Certainty {
        /// It follows from settings of the environment or of what is rendered.
        Set = "set",
        /// A page of the vendor says so. It is the usual case, and no promise.
        Documented = "documented",
        /// Nobody says so; it is meant to be long enough.
        Assumed = "assumed",
        /// A drill has measured it.
        Measured = "measured",
    }
}

/// One part of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<N> {
    /// Which one.
    pub name: N,
    /// How long it is at the most.
    pub time: Duration,
    /// How sure that is.
    pub certainty: Certainty,
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

    /// What is left when every part that is only assumed took no time.
    pub fn certain(&self) -> Duration {
        let parts = self.parts.iter();
        total(parts.filter(|part| part.certainty != Certainty::Assumed))
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

/// What was measured, or else the figure of the table.
fn measured_or<N>(name: N, measured: Option<&Spanned<Duration>>, otherwise: &Figure) -> Part<N> {
    measured_instead(Part::of(name, otherwise), measured)
}

/// `part`, or what was measured in its place.
fn measured_instead<N>(part: Part<N>, measured: Option<&Spanned<Duration>>) -> Part<N> {
    match measured {
        Some(time) => Part {
            name: part.name,
            time: time.value,
            certainty: Certainty::Measured,
            basis: "measured, as the environment file says".to_owned(),
        },
        None => part,
    }
}

impl<N> Part<N> {
    /// A figure of the table.
    fn of(name: N, figure: &Figure) -> Self {
        Self {
            name,
            time: Duration::from_seconds(figure.seconds),
            // The table has the words of the type; a test reads them all.
            certainty: Certainty::parse(&figure.certainty).unwrap_or(Certainty::Assumed),
            basis: figure.basis.clone(),
        }
    }

    /// What follows from settings.
    fn set(name: N, seconds: u32, basis: impl Into<String>) -> Self {
        Self {
            name,
            time: Duration::from_seconds(seconds),
            certainty: Certainty::Set,
            basis: basis.into(),
        }
    }
}

#[cfg(test)]
mod tests;
