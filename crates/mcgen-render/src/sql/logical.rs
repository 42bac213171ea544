//! The files of a primary and its standby: where each runs, when, and what it must be told.

use std::collections::BTreeSet;

use mcgen_model::{Environment, LogicalReplication, PrimaryReplica, Replication, logical};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::server::{Server, Servers};
use super::steps::{
    PASSWORD, Place, Step, UNTIL_TRANSACTIONS_END, Variable, optional, required, step,
};
use super::{Kit, SERVICE_ROLES, STREAMS_SINCE, Table};

/// The first version that counts the errors of a subscription.
const COUNTS_ERRORS_SINCE: u32 = 15;

const PRIMARY_HOST: Variable = required("PRIMARY_HOST");
const PRIMARY_PORT: Variable = required("PRIMARY_PORT");
const FENCE_LSN: &str = "FENCE_LSN";

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    project: &'a str,
    environment: &'a str,
    primary: &'a Server,
    standby: &'a Server,
    aws: &'a Server,
    gcp: &'a Server,
    user: &'a str,
    /// What the role of a database may be.
    states: [&'static str; 5],
    publication: String,
    /// The subscription of the standby, and its slot on the primary.
    subscription: String,
    /// The same for the way back.
    reverse: String,
    tables: Vec<Table<'a>>,
    full_identity: Vec<Table<'a>>,
    schemas: BTreeSet<&'a str>,
    service_roles: [&'static str; 5],
    sequence_margin: u32,
    wait_seconds: u32,
    streaming: bool,
    error_counts: bool,
    tolerated_outage: String,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.primary_replica()?;
    let Replication::Logical(replication) = &strategy.replication else {
        return None;
    };
    let servers = Servers::of(environment)?;
    let primary = strategy.primary.value;
    let [first, second] = [primary, primary.other()].map(|cloud| servers.of_cloud(cloud).clone());
    Some(Kit {
        templates: "sql/logical",
        steps: STEPS,
        parts: PARTS,
        values: Value::from(Serde(context(environment, strategy, replication, &servers))),
        first,
        second,
    })
}

/// Text that several files share, by its name in their templates.
const PARTS: &[(&str, &str)] = &[
    ("drop_slot", "sql/shared/part-drop-slot.sql"),
    ("end_sessions", "sql/logical/part-end-sessions.sql"),
    ("identity", "sql/logical/part-identity.sql"),
    ("no_overrides", "sql/logical/part-no-overrides.sql"),
    ("publication", "sql/logical/part-publication.sql"),
    ("roles", "sql/shared/part-roles.sql"),
    ("schema", "sql/shared/part-schema.sql"),
    ("subscription", "sql/shared/part-subscription.sql"),
];

fn context<'a>(
    environment: &'a Environment,
    strategy: &'a PrimaryReplica,
    replication: &'a LogicalReplication,
    servers: &'a Servers,
) -> Context<'a> {
    let primary = strategy.primary.value;
    let oldest = servers.oldest();
    Context {
        project: environment.project.as_str(),
        environment: environment.name.as_str(),
        primary: servers.of_cloud(primary),
        standby: servers.of_cloud(primary.other()),
        aws: &servers.aws,
        gcp: &servers.gcp,
        user: replication.user.as_str(),
        states: ["new", "primary", "standby", "promoting", "fenced"],
        publication: logical::publication(environment),
        subscription: logical::subscription(environment, primary),
        reverse: logical::subscription(environment, primary.other()),
        tables: strategy
            .tables
            .iter()
            .map(|it| (&it.value).into())
            .collect(),
        full_identity: replication
            .full_identity
            .iter()
            .map(|it| (&it.value).into())
            .collect(),
        schemas: strategy.tables.iter().map(|it| it.schema()).collect(),
        service_roles: SERVICE_ROLES,
        sequence_margin: replication.sequence_margin.value,
        wait_seconds: WAIT_SECONDS,
        streaming: oldest >= STREAMS_SINCE,
        error_counts: oldest >= COUNTS_ERRORS_SINCE,
        tolerated_outage: environment.objectives.tolerated_outage.to_string(),
    }
}

/// How long the primary waits for the standby at a switchover, in seconds.
const WAIT_SECONDS: u32 = 600;

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    Step {
        variables: &[PASSWORD],
        ..step(
            "01-roles.sql",
            Place::Both,
            &[],
            "the role that the standby connects as, and the note of what this database is",
        )
    },
    step(
        "02-publisher.sql",
        Place::First,
        &["new", "primary"],
        "the publication of the tables, and the grants to read them",
    ),
    Step {
        writes: false,
        ..step(
            "03-schema.sql",
            Place::Both,
            &[],
            "the replicated tables as text, to compare the two sides",
        )
    },
    step(
        "04-fence-standby.sql",
        Place::Second,
        &["new", "standby"],
        "the standby becomes read-only",
    ),
    Step {
        variables: &[PRIMARY_HOST, PRIMARY_PORT, PASSWORD],
        statement_timeout: UNTIL_TRANSACTIONS_END,
        ..step(
            "05-subscriber.sql",
            Place::Second,
            &["standby"],
            "the subscription, which copies the tables and then follows",
        )
    },
    step(
        "06-refresh.sql",
        Place::Second,
        &["standby"],
        "the subscription takes up tables that were added to the publication",
    ),
    Step {
        writes: false,
        ..step(
            "10-health-primary.sql",
            Place::First,
            &["primary"],
            "the slot of the standby and its lag; fails when something is wrong",
        )
    },
    Step {
        writes: false,
        ..step(
            "11-health-standby.sql",
            Place::Second,
            &["standby"],
            "the subscription and its tables; fails when something is wrong",
        )
    },
    step(
        "20-fence-primary.sql",
        Place::First,
        &["primary"],
        "the primary takes no more writes, and notes where its log ends",
    ),
    Step {
        writes: false,
        statement_timeout: "660s",
        ..step(
            "21-wait-for-standby.sql",
            Place::First,
            &["fenced"],
            "waits until the standby has everything up to the fence, and prints its LSN",
        )
    },
    Step {
        variables: &[
            required("PRIMARY_STATE"),
            optional(FENCE_LSN),
            optional("INCOMPLETE_COPY"),
        ],
        ..step(
            "22-promote.sql",
            Place::Second,
            &["standby", "promoting"],
            "the standby lets go of the primary and takes writes",
        )
    },
    Step {
        variables: &[required("STANDBY_PROMOTED")],
        ..step(
            "23-cancel-switchover.sql",
            Place::First,
            &["fenced"],
            "the primary takes writes again, when the standby was not promoted",
        )
    },
    Step {
        variables: &[PRIMARY_HOST, PRIMARY_PORT, PASSWORD, required(FENCE_LSN)],
        ..step(
            "30-follow.sql",
            Place::Second,
            &["fenced"],
            "after a switchover the old primary follows the new one, without a new copy",
        )
    },
    Step {
        variables: &[required("OTHER_SIDE")],
        ..step(
            "40-fence-returned.sql",
            Place::Second,
            &["primary", "fenced"],
            "a primary that comes back after its loss takes no more writes",
        )
    },
    Step {
        variables: &[optional("SALVAGED")],
        ..step(
            "41-reseed.sql",
            Place::Second,
            &["standby", "fenced"],
            "empties the tables, for a copy from the beginning",
        )
    },
    step(
        "42-drop-slot.sql",
        Place::First,
        &["primary"],
        "drops the slot that a standby left behind",
    ),
];
