//! Keys of Kafka pipelines that people bring and that mcgen settles or does not need.

use mcgen_diagnostics::Reference;

use super::{refused_keys, rules_of_keys};

const SOURCE: Reference = Reference {
    title: "Debezium: connector for PostgreSQL",
    url: "https://debezium.io/documentation/reference/stable/connectors/postgresql.html",
};
const SINK: Reference = Reference {
    title: "Debezium: JDBC sink",
    url: "https://debezium.io/documentation/reference/stable/connectors/jdbc.html",
};
const KAFKA: Reference = Reference {
    title: "Apache Kafka: geo-replication",
    url: "https://kafka.apache.org/documentation/#georeplication",
};
const ROW_FILTERS: Reference = Reference {
    title: "PostgreSQL: row filters of publications",
    url: "https://www.postgresql.org/docs/current/logical-replication-row-filter.html",
};

rules_of_keys! {
    /// KFK-013: a history or a registry of schemas.
    SCHEMA_HISTORY = "KFK-013" "history-of-schemas" Error
        "the connectors need no history and no registry of schemas",
        "remove the key",
        "A history of the schema is kept for MySQL, Oracle and SQL Server, whose logs hold no names of columns; the log of \
PostgreSQL has them. The messages are JSON with their schema inside, which the sink reads without a registry. That makes \
them larger, and leaves one service less that must run.",
        &[SOURCE, SINK];
    /// KFK-014: copies between clusters.
    MIRROR = "KFK-014" "mirror-of-topics" Error
        "one cluster serves both sides, and nothing is mirrored",
        "remove the key",
        "MirrorMaker copies topics from one cluster to another. Here one cluster stands between the two databases, and the \
sinks write to both. MirrorMaker 1, the one with `--whitelist`, is removed from Kafka 4; the second one renames topics, and \
a sink would write to tables of another name.",
        &[KAFKA];
    /// KFK-015: what follows from the mechanism.
    SETTLED_BY_CONNECTORS = "KFK-015" "settings-of-four-connectors" Error
        "the mechanism settles how the connectors read and write",
        "remove the key; tuning goes into `source` and `sink`, by the keys of the connectors",
        "The publication of each side leaves out what came from the other one, by a row filter, so no transform and no \
scripting plugin is needed against loops. The slot stays when a connector stops. Delivery is at least once, in every mode of \
Kafka Connect: a sink that writes to a database commits there and not in Kafka. A change that comes twice has the same stamp \
and loses against itself, so its effect is that of once.",
        &[SOURCE, SINK, ROW_FILTERS];
}

refused_keys! {
    SCHEMA_HISTORY: "strategy.active-active.mechanism.debezium-kafka" [
        "schema-history" "schema_history" "database-history" "database_history" "schema-registry" "schema_registry"
        "registry" "avro"
    ]
        "PostgreSQL sends names and types with its rows, and the messages hold their schema",
        "remove the key";
    MIRROR: "strategy.active-active.mechanism.debezium-kafka" [
        "mirror-maker" "mirror_maker" "mirrormaker" "kafka-mirror-maker" "whitelist" "blacklist" "num-streams" "num_streams"
        "replicator" "mirror"
    ]
        "one cluster stands between the two databases",
        "remove the key";
    SETTLED_BY_CONNECTORS: "strategy.active-active.mechanism.debezium-kafka" [
        "slot" "slot-name" "slot_name" "publication" "snapshot" "snapshot-mode" "snapshot_mode" "topic-prefix" "topic_prefix"
        "topics" "connectors" "transforms" "smt" "filter" "loop-prevention" "loop_prevention" "origin" "exactly-once"
        "exactly_once" "dead-letter-queue" "dead_letter_queue" "dlq" "heartbeat" "delete-enabled" "delete_enabled"
    ]
        "it follows from how both sides end equal",
        "remove the key";
}
