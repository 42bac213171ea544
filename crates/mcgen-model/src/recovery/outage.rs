//! Losses that an environment without a primary goes through: what becomes of the writes in each.

use std::fmt;

use super::{LossPart, Sum, TimePart, global_database, two_sides};
use crate::catalog::recovery::remark;
use crate::{Environment, choice};

choice! {
    /// How much is lost.
    pub enum Extent {
        /// The zone in which a database takes writes; what is in it may come back.
        Zone = "zone",
        /// One of two sides that write, as a whole.
        Side = "side",
        /// A region of the database.
        Region = "region",
        /// A cloud, in all its regions.
        Cloud = "cloud",
        /// The database itself: deleted, or its rows destroyed by a mistake.
        Database = "database",
    }
}

choice! {
    /// What no sum says of an outage. The sentences stand in `data/recovery.toml`.
    pub enum RemarkName {
        /// Conflicts lose changes without any outage.
        Conflicts = "conflicts",
        /// The other side must be large enough.
        Capacity = "capacity",
        /// How far a direction is behind when somebody is told.
        Told = "told",
        /// The same where only one of two services has a metric.
        ToldByRds = "told-by-rds",
        /// Nobody is told.
        NotTold = "not-told",
        /// What was not sent is still there.
        KeptOnDisk = "kept-on-disk",
        /// There is no standby in another zone.
        OneZone = "one-zone",
        /// Where the brokers stand.
        KafkaInAws = "kafka-in-aws",
        /// Where the machine stands that carries changes.
        MachineIn = "machine-in",
        /// There is no majority.
        NoQuorum = "no-quorum",
        /// All copies stand in one place.
        OnePlace = "one-place",
        /// The cluster is not made for the loss.
        NoFaultTolerance = "no-fault-tolerance",
        /// The database goes on and cannot be reached.
        NoWay = "no-way",
        /// A backup is restored.
        Restore = "restore",
        /// The survival goal of a database of `CockroachDB`.
        SurvivalGoal = "survival-goal",
        /// The quorum is changed by somebody.
        ByHand = "by-hand",
        /// Applications are lost with their cloud.
        ClientsLost = "clients-lost",
        /// Which writes a majority has.
        MajorityWrites = "majority-writes",
        /// A configuration can be forced.
        Forced = "forced",
        /// The database goes on as before.
        Untouched = "untouched",
    }
}

/// What no sum says of an outage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which one.
    pub name: RemarkName,
    /// What it speaks of: a place, or a time; empty where it needs none.
    pub value: String,
}

impl Remark {
    pub(super) fn new(name: RemarkName) -> Self {
        Self::of(name, "")
    }

    pub(super) fn of(name: RemarkName, value: impl Into<String>) -> Self {
        let value = value.into();
        Self { name, value }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&remark(self.name.as_str()).replace("{}", &self.value))
    }
}

/// What becomes of the writes.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// They go on after a time.
    GoesOn {
        /// The time without writes (RTO).
        time: Sum<TimePart>,
        /// The span of writes that may be lost (RPO).
        loss: Sum<LossPart>,
    },
    /// Nobody writes, for as long as it lasts.
    Stops {
        /// Why.
        why: Remark,
        /// What is lost when a backup is restored, where that is the way out.
        loss: Option<Sum<LossPart>>,
    },
}

/// A loss, and what becomes of the writes.
#[derive(Debug, Clone)]
pub struct Outage {
    /// How much is lost.
    pub extent: Extent,
    /// What is lost: clouds or regions, each of them alone, with the same outcome.
    pub places: Vec<String>,
    /// Whether objectives are held against it: they are, where it must be survived.
    pub held: bool,
    /// What becomes of the writes.
    pub outcome: Outcome,
    /// What no sum says.
    pub remarks: Vec<Remark>,
}

impl Outage {
    /// What is lost, in words.
    pub fn title(&self) -> String {
        let places = self.places.join(" or ");
        match self.extent {
            Extent::Zone => format!("the zone of the database in {places} is lost"),
            Extent::Side => format!("{places} is lost"),
            Extent::Region => format!("the region {places} is lost"),
            Extent::Cloud => format!("all of {places} is lost"),
            Extent::Database => "the database itself is lost".to_owned(),
        }
    }
}

/// The outages of an environment whose two sides write, or with one database over both clouds, the
/// smallest first. A failover from a primary is a [`super::Recovery`].
pub fn outages(environment: &Environment) -> Vec<Outage> {
    if let Some(strategy) = environment.strategy.active_active() {
        return two_sides::outages(environment, strategy);
    }
    let database = environment.strategy.global_database();
    database.map_or_else(Vec::new, |it| global_database::outages(environment, it))
}
