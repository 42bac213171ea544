//! The files of two sides that both take writes, by Debezium and Kafka: what both databases need before the
//! connectors start, and what is looked at afterwards.

use mcgen_model::{Cloud, Environment, Mechanism, debezium};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Kit;
use super::server::Servers;
use super::steps::{PASSWORD, Place, Step, optional, required, step};
use super::two_sides::TwoSides;

/// The triggers that a shared table has.
const TRIGGERS: [&str; 6] = [
    "mcgen_arrive",
    "mcgen_buried",
    "mcgen_bury",
    "mcgen_key",
    "mcgen_stamp",
    "mcgen_truncate",
];

const EITHER: Place = Place::Either("either side");

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    sides: TwoSides<'a>,
    /// What the role of a database may be.
    states: [&'static str; 3],
    /// What identifies the rows of a table in the log: its key, or the whole row.
    identities: [&'static str; 2],
    /// The slot of the source, on each side.
    slot: String,
    triggers: [&'static str; 6],
    tolerated_outage: String,
    /// What was not read by a sink, by the side that it was for.
    dead_letters: [String; 2],
    plugin: Plugin<'a>,
}

/// The archive with the connectors.
#[derive(Serialize)]
struct Plugin<'a> {
    bucket: &'a str,
    key: &'a str,
    version: String,
    sha256: &'a str,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    let Mechanism::DebeziumKafka(settings) = &strategy.mechanism else {
        return None;
    };
    let servers = Servers::of(environment)?;
    let context = Context {
        sides: TwoSides::of(environment, strategy, &servers),
        states: ["new", "prepared", "open"],
        identities: ["d", "f"],
        slot: debezium::slot(environment),
        triggers: TRIGGERS,
        tolerated_outage: environment.objectives.tolerated_outage.to_string(),
        dead_letters: [Cloud::Aws, Cloud::Gcp]
            .map(|side| debezium::dead_letters(environment, side)),
        plugin: Plugin {
            bucket: &settings.plugin.bucket.value,
            key: &settings.plugin.key.value,
            version: settings.plugin.version.to_string(),
            sha256: settings.plugin.sha256.as_str(),
        },
    };
    Some(Kit {
        templates: "sql/debezium",
        steps: STEPS,
        parts: PARTS,
        values: Value::from(Serde(context)),
        first: servers.aws.clone(),
        second: servers.gcp.clone(),
    })
}

/// Text that several files share, by its name in their templates. A part sees those before it.
const PARTS: &[(&str, &str)] = &[
    ("checks", "sql/shared/part-checks.sql"),
    ("compare", "sql/shared/part-compare.sql"),
    ("conflicts", "sql/shared/part-conflicts.sql"),
    ("drop_slot", "sql/shared/part-drop-slot.sql"),
    ("stamps", "sql/shared/part-stamps.sql"),
    ("tell", "sql/shared/part-tell.sql"),
    ("functions", "sql/debezium/part-functions.sql"),
    ("limits", "sql/debezium/part-limits.sql"),
    ("lost", "sql/shared/part-lost.sql"),
    ("marks", "sql/shared/part-marks.sql"),
    ("purge", "sql/shared/part-purge.sql"),
    ("roles", "sql/shared/part-roles.sql"),
    ("schema", "sql/shared/part-schema.sql"),
    ("sequences", "sql/shared/part-sequences.sql"),
    ("sides", "sql/debezium/part-sides.sql"),
    ("unmark", "sql/shared/part-unmark.sql"),
];

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    Step {
        variables: &[PASSWORD],
        ..step(
            "01-roles.sql",
            Place::Both,
            &[],
            "the role of the connectors, the log of conflicts, and the note of what this database is",
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
        variables: &[optional("SECOND_KEYS"), optional("TRIGGERS")],
        ..step(
            "03-tables.sql",
            Place::Both,
            &["new", "prepared", "open"],
            "columns, triggers and views of the shared tables, and sequences with numbers of their own",
        )
    },
    step(
        "04-publication.sql",
        Place::Both,
        &["prepared", "open"],
        "what this side sends: its own writes, and nothing that came from the other one",
    ),
    Step {
        writes: false,
        ..step(
            "10-health.sql",
            Place::Both,
            &["prepared", "open"],
            "slot, lag, publication and triggers; fails when something is wrong",
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
    step(
        "13-purge.sql",
        EITHER,
        &["open"],
        "removes rows that were deleted long ago, and old entries of the log of conflicts",
    ),
    Step {
        variables: &[optional("BEGIN_ANEW")],
        ..step(
            "30-drop-slot.sql",
            EITHER,
            &["prepared", "open"],
            "drops a lost slot, so that the source reads the tables from the beginning",
        )
    },
    Step {
        variables: &[required("INDEPENDENT")],
        ..step(
            "40-dismantle.sql",
            EITHER,
            &[],
            "ends it: this side keeps its rows, without what the connectors needed",
        )
    },
];
