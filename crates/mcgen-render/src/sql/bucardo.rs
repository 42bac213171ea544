//! The files of two sides that both take writes, by Bucardo: its role and what it needs on both databases.
//! What runs on the machine is rendered by [`crate::replicator`].

use std::collections::BTreeSet;

use mcgen_model::{Bucardo, BucardoConflict, Environment, Mechanism};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::server::{Server, Servers};
use super::steps::{PASSWORD, Place, Step, optional, step};
use super::two_sides::SEQUENCE_MARGIN;
use super::{Kit, Table};
use crate::replicator;

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    aws: &'a Server,
    gcp: &'a Server,
    /// Each side as the one that has rows, and the other.
    pairs: [[&'a Server; 2]; 2],
    user: &'a str,
    tables: Vec<Table<'a>>,
    schemas: BTreeSet<&'a str>,
    replicator: Machine<'a>,
    /// Whether the time of the last write decides a conflict, and whether it does table by table.
    conflict_is_time: bool,
    conflict_per_table: bool,
    sequence_margin: u32,
}

#[derive(Serialize)]
struct Machine<'a> {
    cloud: &'a str,
    name: String,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    let Mechanism::Bucardo(settings) = &strategy.mechanism else {
        return None;
    };
    let servers = Servers::of(environment)?;
    let tables = strategy.tables.iter().map(|it| &it.name);
    let conflict = settings.conflict.value;
    let context = Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        aws: &servers.aws,
        gcp: &servers.gcp,
        pairs: [[&servers.aws, &servers.gcp], [&servers.gcp, &servers.aws]],
        user: settings.user.as_str(),
        tables: tables.clone().map(|it| Table::from(&it.value)).collect(),
        schemas: tables.map(|it| it.schema()).collect(),
        replicator: machine(environment, settings),
        conflict_is_time: matches!(
            conflict,
            BucardoConflict::Latest | BucardoConflict::LatestOfAll
        ),
        conflict_per_table: conflict == BucardoConflict::Latest,
        sequence_margin: SEQUENCE_MARGIN,
    };
    Some(Kit {
        templates: "sql/bucardo",
        steps: STEPS,
        parts: &[
            ("numbers", "sql/shared/part-numbers.sql"),
            ("schema", "sql/shared/part-schema.sql"),
        ],
        values: Value::from(Serde(context)),
        first: servers.aws.clone(),
        second: servers.gcp.clone(),
    })
}

fn machine<'a>(environment: &Environment, settings: &'a Bucardo) -> Machine<'a> {
    Machine {
        cloud: settings.replicator.cloud.value.as_str(),
        name: replicator::name(environment),
    }
}

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    Step {
        writes: false,
        ..step(
            "01-schema.sql",
            Place::Both,
            &[],
            "the shared tables as text, to compare the two sides",
        )
    },
    Step {
        variables: &[PASSWORD, optional("SERVICE_ROLE")],
        ..step(
            "02-role.sql",
            Place::Both,
            &[],
            "the role of the replicator and its rights, which are tried at once",
        )
    },
    step(
        "03-sequences.sql",
        Place::Both,
        &[],
        "sequences with numbers of their own",
    ),
    Step {
        variables: &[optional("INDEPENDENT")],
        ..step(
            "40-dismantle.sql",
            Place::Both,
            &[],
            "removes triggers and notes, and locks the role; the rows stay",
        )
    },
];
