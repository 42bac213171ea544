//! What the templates of every mechanism see whose changes a machine of its own carries.

use std::collections::BTreeSet;

use mcgen_model::{ActiveActive, Environment, Replicator};
use serde::Serialize;

use super::Table;
use super::gate::Gate;
use super::server::{Server, Servers};
use super::steps::{Place, Step, optional, step};
use super::two_sides::SEQUENCE_MARGIN;
use crate::replicator;

/// Text that the files of these mechanisms share, by its name in their templates.
pub(super) const PARTS: &[(&str, &str)] = &[
    ("alone", "sql/shared/part-replicator-alone.sql"),
    ("gate", "sql/shared/part-gate.sql"),
    ("marks", "sql/shared/part-marks.sql"),
    ("schema", "sql/shared/part-schema.sql"),
    ("sequences", "sql/shared/part-replicator-sequences.sql"),
];

/// Files that both have, beside the one of the role.
pub(super) const SCHEMA: Step = Step {
    writes: false,
    ..step(
        "01-schema.sql",
        Place::Both,
        &[],
        "the shared tables as text, to compare the two sides",
    )
};
pub(super) const SEQUENCES: Step = step(
    "03-sequences.sql",
    Place::Both,
    &[],
    "sequences with numbers of their own",
);
pub(super) const GATE: Step = step(
    "04-gate.sql",
    Place::Both,
    &[],
    "what the health path asks: whether this side has caught up and takes clients",
);
pub(super) const DISMANTLE: Step = Step {
    variables: &[optional("INDEPENDENT")],
    ..step(
        "40-dismantle.sql",
        Place::Both,
        &[],
        "removes triggers and notes, and locks the role; the rows stay",
    )
};

/// The two sides, the tables that they share, and the machine between them.
#[derive(Serialize)]
pub(super) struct ReplicatorSides<'a> {
    project: &'a str,
    environment: &'a str,
    aws: &'a Server,
    gcp: &'a Server,
    /// Each side as the one that has rows, and the other.
    pairs: [[&'a Server; 2]; 2],
    /// The role that the machine connects as.
    user: &'a str,
    tables: Vec<Table<'a>>,
    schemas: BTreeSet<&'a str>,
    replicator: Machine,
    gate: Option<Gate>,
    sequence_margin: u32,
}

/// The machine, as the READMEs name it.
#[derive(Serialize)]
struct Machine {
    cloud: &'static str,
    name: String,
}

impl<'a> ReplicatorSides<'a> {
    pub(super) fn of(
        environment: &'a Environment,
        strategy: &'a ActiveActive,
        machine: &Replicator,
        servers: &'a Servers,
    ) -> Self {
        let (aws, gcp) = (&servers.aws, &servers.gcp);
        let tables = strategy.tables.iter().map(|it| &it.name);
        Self {
            project: environment.project.as_str(),
            environment: environment.name.as_str(),
            aws,
            gcp,
            pairs: [[aws, gcp], [gcp, aws]],
            user: strategy.mechanism.user().as_str(),
            tables: tables.clone().map(|it| Table::from(&it.value)).collect(),
            schemas: tables.map(|it| it.schema()).collect(),
            replicator: Machine {
                cloud: machine.cloud.value.as_str(),
                name: replicator::name(environment),
            },
            gate: Gate::of(environment, &strategy.mechanism),
            sequence_margin: SEQUENCE_MARGIN,
        }
    }
}
