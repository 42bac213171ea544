//! The files of two sides that both take writes, by Bucardo: its role and what it needs on both databases.
//! What runs on the machine is rendered by [`crate::replicator`].

use mcgen_model::{BucardoConflict, Environment, Mechanism};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Kit;
use super::replicator_sides::{DISMANTLE, GATE, PARTS, ReplicatorSides, SCHEMA, SEQUENCES};
use super::server::Servers;
use super::steps::{PASSWORD, Place, Step, optional, step};

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    sides: ReplicatorSides<'a>,
    /// Whether the time of the last write decides a conflict, and whether it does table by table.
    conflict_is_time: bool,
    conflict_per_table: bool,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    let Mechanism::Bucardo(settings) = &strategy.mechanism else {
        return None;
    };
    let servers = Servers::of(environment)?;
    let conflict = settings.conflict.value;
    let context = Context {
        sides: ReplicatorSides::of(environment, strategy, &settings.replicator, &servers),
        conflict_is_time: matches!(
            conflict,
            BucardoConflict::Latest | BucardoConflict::LatestOfAll
        ),
        conflict_per_table: conflict == BucardoConflict::Latest,
    };
    Some(Kit {
        templates: "sql/bucardo",
        steps: STEPS,
        parts: PARTS,
        values: Value::from(Serde(context)),
        first: servers.aws.clone(),
        second: servers.gcp.clone(),
    })
}

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    SCHEMA,
    Step {
        variables: &[PASSWORD, optional("SERVICE_ROLE")],
        ..step(
            "02-role.sql",
            Place::Both,
            &[],
            "the role of the replicator and its rights, which are tried at once",
        )
    },
    SEQUENCES,
    GATE,
    DISMANTLE,
];
