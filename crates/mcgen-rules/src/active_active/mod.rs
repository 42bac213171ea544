//! Both sides take writes: whether the mechanism can keep what the tables need.

mod messages;
mod objectives;
mod replicator;
mod sides;
mod symmetricds;
mod tables;
#[cfg(test)]
mod tests;

use mcgen_diagnostics::Reference;
use mcgen_model::catalog::mechanisms::{self, Guarantees};
use mcgen_model::{ActiveActive, Environment};
use mcgen_spec::refused::replication as refused;

use crate::replication::{logical, sides as replication};

checks_of_subject! {
    tables::COUNTERS => tables::counters;
    tables::KEYS => tables::keys;
    tables::NATURAL_KEY => tables::natural_keys;
    tables::PHYSICAL_DELETES => tables::deletes;
    tables::VIEW => tables::views;
    logical::TABLES => tables::list;
    sides::OLD_VERSION => sides::versions;
    replication::OTHER_ENGINE => sides::engines;
    replication::NO_DATABASE => sides::databases;
    replication::NO_WAY => sides::way;
    refused::ONE_ROLE => sides::role;
    sides::RETENTION => sides::retention;
    objectives::NOTHING_LOST => objectives::nothing_lost;
    replicator::TOMBSTONES => replicator::tombstones;
    replicator::MACHINE => replicator::machine;
    replicator::DISK => replicator::disk;
    replicator::NO_WAY_OUT => replicator::way_out;
    replicator::CONFLICT_STOPS => replicator::conflict;
    replicator::SERVICE_RIGHTS => replicator::rights;
    replicator::OLD_VERSION => sides::versions_of_bucardo;
    messages::RETENTION => messages::retention;
    messages::DELIVERY => messages::delivery;
    messages::QUEUES => messages::queues;
    messages::PATIENCE => messages::patience;
    messages::CLIENTS => messages::clients;
    messages::OLD_VERSION => sides::versions_of_messages;
    symmetricds::CONFLICT_WAITS => symmetricds::conflict;
    symmetricds::NOTES_TOO_SHORT => symmetricds::retention;
    symmetricds::OLD_VERSION => symmetricds::versions;
    symmetricds::SAME_NAME => symmetricds::names;
}

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    strategy: &'a ActiveActive,
    guarantees: &'static Guarantees,
}

impl<'a> Subject<'a> {
    fn of(environment: &'a Environment) -> Option<Self> {
        let strategy = environment.strategy.active_active()?;
        Some(Self {
            environment,
            strategy,
            guarantees: mechanisms::guarantees(strategy.mechanism.name()),
        })
    }
}

const CONFLICTS: Reference = Reference {
    title: "PostgreSQL: conflicts of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-conflicts.html",
};
