//! The files of two sides that both take writes, by SymmetricDS: its role and what it needs on both
//! databases. What runs on the machine is rendered by [`crate::replicator`].

use mcgen_model::{Environment, Mechanism};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Kit;
use super::replicator_sides::{DISMANTLE, GATE, PARTS, ReplicatorSides, SCHEMA, SEQUENCES};
use super::server::Servers;
use super::steps::{PASSWORD, Place, Step, step};

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    sides: ReplicatorSides<'a>,
    /// Who wins a conflict.
    conflict: &'static str,
    retention_minutes: u32,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    let Mechanism::SymmetricDs(settings) = &strategy.mechanism else {
        return None;
    };
    let servers = Servers::of(environment)?;
    let context = Context {
        sides: ReplicatorSides::of(environment, strategy, &settings.replicator, &servers),
        conflict: settings.conflict.value.as_str(),
        retention_minutes: settings.retention.seconds().div_ceil(60),
    };
    Some(Kit {
        templates: "sql/symmetricds",
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
        variables: &[PASSWORD],
        ..step(
            "02-role.sql",
            Place::Both,
            &[],
            "the role of the replicator, its rights, and its schema",
        )
    },
    SEQUENCES,
    GATE,
    DISMANTLE,
];
