//! Replication from the primary to the standby.

pub(crate) mod logical;
pub(crate) mod sides;
#[cfg(test)]
mod tests;

use mcgen_diagnostics::Reference;
use mcgen_model::{Environment, LogicalReplication, PrimaryReplica, Replication};
use mcgen_spec::refused::replication as refused;

checks_of_subject! {
    refused::ROW_IDENTITY => logical::identity;
    refused::SEQUENCES_STAY => logical::sequence_margin;
    refused::ONE_ROLE => logical::own_role;
    sides::OTHER_ENGINE => sides::engine;
    sides::NO_DATABASE => sides::databases;
    sides::NO_WAY => sides::way;
    sides::OLDER_STANDBY => sides::versions;
    logical::TABLES => logical::tables;
}

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    strategy: &'a PrimaryReplica,
}

impl<'a> Subject<'a> {
    fn of(environment: &'a Environment) -> Option<Self> {
        let strategy = environment.strategy.primary_replica()?;
        Some(Self {
            environment,
            strategy,
        })
    }

    /// The settings of logical replication, where that is the mechanism.
    fn logical(&self) -> Option<&'a LogicalReplication> {
        match &self.strategy.replication {
            Replication::Logical(settings) => Some(settings),
            Replication::Dms(_) => None,
        }
    }
}

pub(crate) const LOGICAL_REPLICATION: Reference = Reference {
    title: "PostgreSQL: logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication.html",
};
