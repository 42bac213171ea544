//! The files of two sides that both take writes, by messages of the application: an outbox and an inbox in
//! each database.

use mcgen_model::Environment;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Kit;
use super::server::Servers;
use super::steps::{Place, Step, optional, required, step};
use super::two_sides::TwoSides;

/// The largest message, in bytes of its text. SNS takes 256 KiB, of which base64 leaves three quarters.
const PAYLOAD_BYTES: u32 = 180_000;

/// For how long a message may wait where the environment says nothing of it, in seconds.
const LAG_SECONDS: u32 = 60;

/// The highest number of a column without an index is found by reading the table.
const UNTIL_READ: &str = "0";

/// What every template sees.
#[derive(Serialize)]
struct Context<'a> {
    #[serde(flatten)]
    sides: TwoSides<'a>,
    payload_bytes: u32,
    lag_seconds: u32,
    kept: String,
    kept_seconds: u32,
    /// How long a receiver has for a message, and how often it gets it.
    processing: String,
    attempts: u32,
    gcp_region: &'a str,
}

/// The files of `environment`; `None` for another strategy or mechanism.
pub(super) fn kit(environment: &Environment) -> Option<Kit> {
    let strategy = environment.strategy.active_active()?;
    let messages = strategy.mechanism.messages()?;
    let servers = Servers::of(environment)?;
    let monitoring = environment.monitoring.as_ref();
    let context = Context {
        sides: TwoSides::of(environment, strategy, &servers),
        payload_bytes: PAYLOAD_BYTES,
        lag_seconds: monitoring.map_or(LAG_SECONDS, |it| it.thresholds.lag.value.seconds()),
        kept: messages.retention.to_string(),
        kept_seconds: messages.retention.seconds(),
        processing: messages.processing.to_string(),
        attempts: messages.attempts.value,
        gcp_region: environment.gcp.as_ref()?.region.code(),
    };
    Some(Kit {
        templates: "sql/application",
        steps: STEPS,
        parts: PARTS,
        values: Value::from(Serde(context)),
        first: servers.aws.clone(),
        second: servers.gcp.clone(),
    })
}

const fn reading(name: &'static str, summary: &'static str) -> Step {
    Step {
        writes: false,
        ..step(name, Place::Both, &[], summary)
    }
}

/// Text that its files share with others, by its name in their templates.
const PARTS: &[(&str, &str)] = &[("sequences", "sql/shared/part-replicator-sequences.sql")];

/// Every file, in the order of its number.
pub(super) const STEPS: &[Step] = &[
    step(
        "01-role.sql",
        Place::Both,
        &[],
        "the role whose members send and receive",
    ),
    step(
        "02-messages.sql",
        Place::Both,
        &[],
        "outbox, inbox and their functions",
    ),
    step(
        "03-sequences.sql",
        Place::Both,
        &[],
        "sequences with numbers of their own",
    ),
    reading(
        "10-health.sql",
        "what waits to be sent, and an error when it waits for too long",
    ),
    reading(
        "11-sent.sql",
        "the last number of each aggregate that was sent",
    ),
    reading(
        "12-received.sql",
        "the last number of each aggregate that was applied",
    ),
    step(
        "13-purge.sql",
        Place::Both,
        &[],
        "removes old messages that were sent or applied",
    ),
    Step {
        variables: &[required("SINCE"), required("UNTIL")],
        ..step(
            "20-replay.sql",
            Place::Either("the side that sends again"),
            &[],
            "sends the messages of a span of time again",
        )
    },
    Step {
        variables: &[optional("SALVAGED")],
        ..step(
            "30-empty.sql",
            Place::Either("the side that is copied anew"),
            &["open", "seeding"],
            "closes a side and empties its tables, outbox and inbox",
        )
    },
    Step {
        variables: &[optional("OTHER_SIDE")],
        ..step(
            "31-cut.sql",
            Place::Either("the side that has the rows"),
            &["open"],
            "makes old whatever the emptied side sent before",
        )
    },
    Step {
        statement_timeout: UNTIL_READ,
        ..step(
            "32-open.sql",
            Place::Either("the side that is copied anew"),
            &["seeding"],
            "opens a side whose rows were copied, with sequences of its own",
        )
    },
    Step {
        variables: &[optional("INDEPENDENT")],
        ..step(
            "40-dismantle.sql",
            Place::Both,
            &[],
            "removes outbox, inbox and functions; the rows of the application stay",
        )
    },
];
