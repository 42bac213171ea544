//! What the templates of every mechanism see in which two sides write and the last write wins.

use std::collections::BTreeSet;

use mcgen_model::catalog::mechanisms;
use mcgen_model::{
    ActiveActive, CONFLICT_LINES_PER_MINUTE, Deletes, Environment, KeySource, SharedTable, logical,
};
use minijinja::Value;
use serde::Serialize;

use super::Table;
use super::server::{Server, Servers};

/// How far a sequence jumps when it is split, beyond what is seen: numbers that transactions still hold.
pub(super) const SEQUENCE_MARGIN: u32 = 10_000;

/// The two sides, and the tables that they share.
#[derive(Serialize)]
pub(super) struct TwoSides<'a> {
    project: &'a str,
    environment: &'a str,
    aws: &'a Server,
    gcp: &'a Server,
    /// The role that carries the changes.
    user: &'a str,
    publication: String,
    tables: Vec<Shared<'a>>,
    tombstones: Vec<Shared<'a>>,
    uuid: Vec<Shared<'a>>,
    split: Vec<Shared<'a>>,
    schemas: BTreeSet<&'a str>,
    sequence_margin: u32,
    /// What a session writes of conflicts to the log of the server at most, in lines.
    conflict_lines_per_minute: u32,
    /// For how long marks of deleted rows are kept.
    retention: Option<String>,
    retention_seconds: Option<u32>,
    /// What the mechanism keeps and loses, as a list of Markdown.
    guarantees: Value,
}

impl<'a> TwoSides<'a> {
    pub(super) fn of(
        environment: &'a Environment,
        strategy: &'a ActiveActive,
        servers: &'a Servers,
    ) -> Self {
        let tables = |wanted: fn(&SharedTable) -> bool| -> Vec<Shared<'a>> {
            let tables = strategy.tables.iter().filter(|table| wanted(table));
            tables.map(Shared::from).collect()
        };
        let retention = strategy.mechanism.tombstone_retention();
        Self {
            project: environment.project.as_str(),
            environment: environment.name.as_str(),
            aws: &servers.aws,
            gcp: &servers.gcp,
            user: strategy.mechanism.user().as_str(),
            publication: logical::publication(environment),
            tables: tables(|_| true),
            tombstones: tables(|table| table.deletes.value == Deletes::Tombstone),
            uuid: tables(|table| table.key.value == KeySource::Uuid),
            split: tables(|table| table.key.value == KeySource::SplitSequence),
            schemas: strategy.tables.iter().map(|it| it.name.schema()).collect(),
            sequence_margin: SEQUENCE_MARGIN,
            conflict_lines_per_minute: CONFLICT_LINES_PER_MINUTE,
            retention: retention.map(ToString::to_string),
            retention_seconds: retention.map(|it| it.seconds()),
            guarantees: guarantees(strategy),
        }
    }
}

/// A shared table.
#[derive(Serialize)]
struct Shared<'a> {
    #[serde(flatten)]
    table: Table<'a>,
    /// Whether a DELETE marks the row.
    buries: bool,
    live: Live<'a>,
}

/// The view of the rows that are there.
#[derive(Serialize)]
struct Live<'a> {
    schema: &'a str,
    name: String,
}

impl<'a> From<&'a SharedTable> for Shared<'a> {
    fn from(table: &'a SharedTable) -> Self {
        Self {
            table: (&table.name.value).into(),
            buries: table.deletes.value == Deletes::Tombstone,
            live: Live {
                schema: table.name.schema(),
                name: table.live_view(),
            },
        }
    }
}

fn guarantees(strategy: &ActiveActive) -> Value {
    let lines = mechanisms::guarantees(strategy.mechanism.name())
        .lines()
        .into_iter();
    let text: Vec<String> = lines
        .map(|(heading, line)| format!("- **{heading}**: {line}"))
        .collect();
    Value::from_safe_string(text.join("\n"))
}
