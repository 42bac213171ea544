//! The configuration of the four connectors. Files and Terraform are both made of it.

use std::collections::BTreeMap;

use super::DebeziumRoute;
use crate::{Cloud, Environment, fitted_name, logical};

/// How often an idle source writes, so that its slot goes on, in milliseconds.
pub const HEARTBEAT_MS: u32 = 60_000;

/// The table of the heartbeats, which both sides send to each other.
const MARKS: &str = "mcgen.marks";

/// One connector.
#[derive(Debug, Clone)]
pub struct Connector {
    /// Its name in Kafka Connect.
    pub name: String,
    /// The side whose database it reads or writes.
    pub side: Cloud,
    /// Whether it reads.
    pub is_source: bool,
    /// Its settings by their key. `<aws-secret>` and `<gcp-secret>` stand for the names of the secrets, which
    /// Secrets Manager gives.
    pub settings: BTreeMap<String, String>,
}

/// The slot of the source, on each side.
pub fn slot(environment: &Environment) -> String {
    format!(
        "{}_debezium",
        environment.project.as_str().replace('-', "_")
    )
}

/// What every topic of the changes of `side` begins with.
pub fn topic_prefix(environment: &Environment, side: Cloud) -> String {
    format!("{}-{side}", name(environment))
}

/// What the sink that writes to `side` could not read.
pub fn dead_letters(environment: &Environment, side: Cloud) -> String {
    format!("{}-dead-letters-{side}", name(environment))
}

/// What every name begins with.
pub fn name(environment: &Environment) -> String {
    fitted_name(
        &[environment.project.as_str(), environment.name.as_str()],
        45,
    )
}

/// The source and the sink of each side, with what the file adds to them.
pub fn connectors(environment: &Environment, route: &DebeziumRoute<'_>) -> Vec<Connector> {
    let mut connectors = own(environment, route);
    for connector in &mut connectors {
        let added = if connector.is_source {
            &route.settings.source
        } else {
            &route.settings.sink
        };
        // What the mechanism sets wins; a rule has reported the other one.
        for (key, (_, value)) in added {
            let settings = &mut connector.settings;
            settings
                .entry(key.clone())
                .or_insert_with(|| value.value.clone());
        }
    }
    connectors
}

/// The source and the sink of each side, with what the mechanism itself sets.
pub fn own(environment: &Environment, route: &DebeziumRoute<'_>) -> Vec<Connector> {
    let sides = Cloud::ALL.iter().copied();
    sides
        .flat_map(|side| {
            let source = source(environment, route, side);
            let sink = sink(environment, route, side);
            [(true, "source", source), (false, "sink", sink)].map(
                |(is_source, suffix, settings)| Connector {
                    name: format!("{}-{suffix}", topic_prefix(environment, side)),
                    side,
                    is_source,
                    settings,
                },
            )
        })
        .collect()
}

fn secret(side: Cloud, field: &str) -> String {
    format!("${{secretManager:<{side}-secret>:{field}}}")
}

fn database<'a>(route: &DebeziumRoute<'a>, side: Cloud) -> &'a str {
    let name = match side {
        Cloud::Aws => route.aws.database.as_ref().map(|it| &it.database_name),
        Cloud::Gcp => route.gcp.database.as_ref().map(|it| &it.database_name),
    };
    name.map_or("", |it| it.value.as_str())
}

/// The tables, with that of the heartbeats.
fn tables(route: &DebeziumRoute<'_>) -> Vec<String> {
    let tables = route.strategy.tables.iter();
    let mut tables: Vec<String> = tables.map(|table| table.name.to_string()).collect();
    tables.push(MARKS.to_owned());
    tables
}

/// What every connector has. A worker that read its secrets anew would restart its connectors for each.
fn common() -> BTreeMap<String, String> {
    let converter = "org.apache.kafka.connect.json.JsonConverter";
    settings([
        ("config.action.reload", "none".to_owned()),
        ("key.converter", converter.to_owned()),
        ("key.converter.schemas.enable", "true".to_owned()),
        ("value.converter", converter.to_owned()),
        ("value.converter.schemas.enable", "true".to_owned()),
    ])
}

fn settings<const N: usize>(pairs: [(&str, String); N]) -> BTreeMap<String, String> {
    pairs
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn source(
    environment: &Environment,
    route: &DebeziumRoute<'_>,
    side: Cloud,
) -> BTreeMap<String, String> {
    let heartbeat = format!(
        "INSERT INTO {MARKS} (site, mark) VALUES ('{side}', 'heartbeat') \
         ON CONFLICT (site) DO UPDATE SET mark = excluded.mark, marked_at = clock_timestamp()"
    );
    let mut all = common();
    all.extend(settings([
        (
            "connector.class",
            "io.debezium.connector.postgresql.PostgresConnector".to_owned(),
        ),
        ("database.dbname", database(route, side).to_owned()),
        ("database.hostname", secret(side, "host")),
        ("database.password", secret(side, "password")),
        ("database.port", secret(side, "port")),
        ("database.sslmode", "require".to_owned()),
        ("database.user", secret(side, "username")),
        ("errors.tolerance", "none".to_owned()),
        ("event.processing.failure.handling.mode", "fail".to_owned()),
        ("heartbeat.action.query", heartbeat),
        ("heartbeat.interval.ms", HEARTBEAT_MS.to_string()),
        ("plugin.name", "pgoutput".to_owned()),
        ("publication.autocreate.mode", "disabled".to_owned()),
        ("publication.name", logical::publication(environment)),
        // A row ends with a mark. What the publication sends as a DELETE is a row that the other side took over.
        ("skipped.operations", "d,t".to_owned()),
        ("slot.drop.on.stop", "false".to_owned()),
        ("slot.name", slot(environment)),
        // Rows that come twice lose against themselves, so a source that lost its place begins anew.
        ("snapshot.mode", "when_needed".to_owned()),
        ("table.include.list", tables(route).join(",")),
        ("tasks.max", "1".to_owned()),
        ("tombstones.on.delete", "false".to_owned()),
        // Of a row only its last state is needed, however long a sink is away.
        (
            "topic.creation.default.cleanup.policy",
            "compact".to_owned(),
        ),
        (
            "topic.creation.default.partitions",
            route.settings.partitions.to_string(),
        ),
        // That of the cluster.
        ("topic.creation.default.replication.factor", "-1".to_owned()),
        ("topic.prefix", topic_prefix(environment, side)),
    ]));
    all
}

fn sink(
    environment: &Environment,
    route: &DebeziumRoute<'_>,
    side: Cloud,
) -> BTreeMap<String, String> {
    let from = topic_prefix(environment, side.other());
    let topics: Vec<String> = tables(route)
        .iter()
        .map(|table| format!("{from}.{table}"))
        .collect();
    let url = format!(
        "jdbc:postgresql://{}:{}/{}?sslmode=require&tcpKeepAlive=true",
        secret(side, "host"),
        secret(side, "port"),
        database(route, side)
    );
    let mut all = common();
    all.extend(settings([
        (
            "collection.name.format",
            "${source.schema}.${source.table}".to_owned(),
        ),
        ("connection.password", secret(side, "password")),
        ("connection.restart.on.errors", "true".to_owned()),
        ("connection.url", url),
        ("connection.username", secret(side, "username")),
        (
            "connector.class",
            "io.debezium.connector.jdbc.JdbcSinkConnector".to_owned(),
        ),
        ("delete.enabled", "false".to_owned()),
        (
            "errors.deadletterqueue.context.headers.enable",
            "true".to_owned(),
        ),
        (
            "errors.deadletterqueue.topic.name",
            dead_letters(environment, side),
        ),
        (
            "errors.deadletterqueue.topic.replication.factor",
            route.copies().to_string(),
        ),
        ("errors.log.enable", "true".to_owned()),
        // Rows belong into no log.
        ("errors.log.include.messages", "false".to_owned()),
        ("errors.tolerance", "all".to_owned()),
        ("insert.mode", "upsert".to_owned()),
        ("primary.key.mode", "record_key".to_owned()),
        ("quote.identifiers", "true".to_owned()),
        ("schema.evolution", "none".to_owned()),
        ("tasks.max", route.settings.partitions.to_string()),
        ("topics", topics.join(",")),
        ("truncate.enabled", "false".to_owned()),
        ("use.time.zone", "UTC".to_owned()),
    ]));
    all
}
