//! The files of two sides that both take writes, by logical replication in which the last write wins: where
//! each runs, when, and what it must be told.

use mcgen_model::{ActiveActive, Cloud, Environment, Mechanism, logical};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Kit;
use super::gate::Gate;
use super::server::{Server, Servers};
use super::steps::{
    PASSWORD, Place, Step, UNTIL_TRANSACTIONS_END, Variable, optional, required, step,
};
use super::two_sides::TwoSides;

/// How long a side waits for the other one to have everything, in seconds.
const WAIT_SECONDS: u32 = 600;

/// The triggers that a shared table has.
const TRIGGERS: [&str; 8] = [
    "mcgen_apply",
    "mcgen_buried",
    "mcgen_bury",
    "mcgen_fence",
    "mcgen_key",
    "mcgen_stamp",
    "mcgen_truncate",
    "mcgen_whole",
];

const PEER_HOST: Variable = required("PEER_HOST");
const PEER_PORT: Variable = required("PEER_PORT");
const LEAVE_OUT: Variable = optional("LEAVE_OUT");
const MARK: Variable = required("MARK");

const WITHOUT_ROWS: Place = Place::Either("the side without rows");
const WITH_ROWS: Place = Place::Either("the side with the rows");
const THE_OTHER: Place = Place::Either("the side that stays");
const EITHER: Place = Place::Either("either side");

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    sides: TwoSides<'a>,
    /// Each side as the one that has rows, and the other.
    pairs: [[&'a Server; 2]; 2],
    /// What the role of a database may be.
    states: [&'static str; 5],
    /// What identifies the rows of a table in the log: its key.
    identities: [&'static str; 1],
    /// The subscription on AWS, and its slot on Google Cloud.
    to_aws: String,
    /// The subscription on Google Cloud, and its slot on AWS.
    to_gcp: String,
    triggers: [&'static str; 8],
    wait_seconds: u32,
    tolerated_outage: String,
    gate: Option<Gate>,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    if !matches!(strategy.mechanism, Mechanism::LogicalLww(_)) {
        return None;
    }
    let servers = Servers::of(environment)?;
    Some(Kit {
        templates: "sql/lww",
        steps: STEPS,
        parts: PARTS,
        values: Value::from(Serde(context(environment, strategy, &servers))),
        first: servers.aws.clone(),
        second: servers.gcp.clone(),
    })
}

/// Text that several files share, by its name in their templates. A part sees those before it.
const PARTS: &[(&str, &str)] = &[
    ("checks", "sql/shared/part-checks.sql"),
    ("compare", "sql/shared/part-compare.sql"),
    ("conflicts", "sql/shared/part-conflicts.sql"),
    ("disable", "sql/shared/part-disable.sql"),
    ("drop_slot", "sql/shared/part-drop-slot.sql"),
    ("drop_slots", "sql/lww/part-drop-slots.sql"),
    ("drop_subscription", "sql/shared/part-drop-subscription.sql"),
    ("stamps", "sql/shared/part-stamps.sql"),
    ("tell", "sql/shared/part-tell.sql"),
    ("functions", "sql/lww/part-functions.sql"),
    ("gate", "sql/shared/part-gate.sql"),
    ("lost", "sql/shared/part-lost.sql"),
    ("marks", "sql/shared/part-marks.sql"),
    ("no_address", "sql/lww/part-no-address.sql"),
    ("purge", "sql/shared/part-purge.sql"),
    ("roles", "sql/shared/part-roles.sql"),
    ("schema", "sql/shared/part-schema.sql"),
    ("sequences", "sql/shared/part-sequences.sql"),
    ("sides", "sql/lww/part-sides.sql"),
    ("subscription", "sql/shared/part-subscription.sql"),
    ("unmark", "sql/shared/part-unmark.sql"),
    ("wait", "sql/lww/part-wait.sql"),
    ("wait_back", "sql/lww/part-wait-back.sql"),
];

fn context<'a>(
    environment: &'a Environment,
    strategy: &'a ActiveActive,
    servers: &'a Servers,
) -> Context<'a> {
    let (aws, gcp) = (&servers.aws, &servers.gcp);
    Context {
        sides: TwoSides::of(environment, strategy, servers),
        pairs: [[aws, gcp], [gcp, aws]],
        states: ["new", "prepared", "seeding", "open", "fenced"],
        identities: ["d"],
        to_aws: logical::subscription(environment, Cloud::Gcp),
        to_gcp: logical::subscription(environment, Cloud::Aws),
        triggers: TRIGGERS,
        wait_seconds: WAIT_SECONDS,
        tolerated_outage: environment.objectives.tolerated_outage.to_string(),
        gate: Gate::of(environment, &strategy.mechanism),
    }
}

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    Step {
        variables: &[PASSWORD],
        ..step(
            "01-roles.sql",
            Place::Both,
            &[],
            "the role that the other side connects as, the log of conflicts, and the note of what this database is",
        )
    },
    Step {
        writes: false,
        ..step(
            "02-schema.sql",
            Place::Both,
            &[],
            "the shared tables as text, to compare the two sides",
        )
    },
    Step {
        variables: &[optional("SECOND_KEYS"), LEAVE_OUT],
        ..step(
            "03-tables.sql",
            Place::Both,
            &["new", "prepared", "seeding", "open", "fenced"],
            "columns, triggers and views of the shared tables, and sequences with numbers of their own",
        )
    },
    Step {
        variables: &[LEAVE_OUT],
        ..step(
            "04-publication.sql",
            Place::Both,
            &["prepared", "seeding", "open", "fenced"],
            "what this side sends: the tables and their columns by name",
        )
    },
    Step {
        variables: &[PEER_HOST, PEER_PORT, PASSWORD],
        statement_timeout: UNTIL_TRANSACTIONS_END,
        ..step(
            "05-seed.sql",
            WITHOUT_ROWS,
            &["prepared", "seeding"],
            "takes no writes, copies the tables from the other side, and follows",
        )
    },
    Step {
        variables: &[PEER_HOST, PEER_PORT, PASSWORD],
        statement_timeout: UNTIL_TRANSACTIONS_END,
        ..step(
            "06-join.sql",
            WITH_ROWS,
            &["prepared"],
            "follows the other side too, without a copy",
        )
    },
    Step {
        variables: &[MARK],
        statement_timeout: "660s",
        ..step(
            "07-open.sql",
            Place::Either("a side that was seeded or paused"),
            &["seeding", "fenced"],
            "takes writes, once both sides have everything of the other",
        )
    },
    step(
        "08-refresh.sql",
        Place::Both,
        &["open"],
        "takes up tables that were added to the publication of the other side",
    ),
    Step {
        writes: false,
        ..step(
            "10-health.sql",
            Place::Both,
            &["prepared", "seeding", "open", "fenced"],
            "both directions, their lag and the triggers; fails when something is wrong",
        )
    },
    Step {
        writes: false,
        ..step(
            "11-conflicts.sql",
            Place::Both,
            &[],
            "how many writes lost, and what was in the last ones",
        )
    },
    Step {
        writes: false,
        statement_timeout: "0",
        ..step(
            "12-compare.sql",
            Place::Both,
            &[],
            "rows and a sum over each table, to compare the two sides",
        )
    },
    Step {
        variables: &[MARK],
        statement_timeout: "660s",
        ..step(
            "13-purge.sql",
            EITHER,
            &["open"],
            "removes rows that were deleted long ago, and old entries of the log of conflicts",
        )
    },
    step(
        "20-mark.sql",
        EITHER,
        &["prepared", "open", "fenced"],
        "sends a mark to the other side, and prints it",
    ),
    step(
        "21-pause.sql",
        EITHER,
        &["open", "fenced"],
        "takes no writes of its own, and goes on to follow",
    ),
    Step {
        variables: &[required("OTHER_SIDE")],
        ..step(
            "30-detach.sql",
            THE_OTHER,
            &["prepared", "open"],
            "lets go of the other side, and goes on alone",
        )
    },
    Step {
        variables: &[required("SALVAGED")],
        ..step(
            "31-reseed.sql",
            Place::Either("the side that begins anew"),
            &["prepared", "seeding", "open", "fenced"],
            "empties the tables, for a copy from the beginning",
        )
    },
    Step {
        variables: &[required("INDEPENDENT")],
        ..step(
            "40-dismantle.sql",
            EITHER,
            &[],
            "ends it: this side keeps its rows, without what the replication needed",
        )
    },
];
