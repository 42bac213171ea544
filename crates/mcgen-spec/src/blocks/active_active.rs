use mcgen_diagnostics::Diagnostics;
use mcgen_model::{ColumnName, Deletes, Duration, KeySource, MechanismName, RoleName, TableName};
use serde_json::{Map, Value};

use super::DebeziumKafkaSpec;
use crate::choice;
use crate::decode::{Decode, List, block};
use crate::node::Node;

block! {
    /// Both clouds take writes, and each sends its own to the other.
    pub struct ActiveActiveSpec at "strategy.active-active" {
        /// What carries the changes, and decides which of two wins: `logical-lww` or `debezium-kafka`.
        required mechanism: MechanismSpec,
        /// The tables that both sides write to, and how each of them is used.
        required tables: List<SharedTableSpec>,
    }

    /// A table that both sides write to.
    pub struct SharedTableSpec at "strategy.active-active.tables" {
        /// The table with its schema: `public.orders`.
        required name: TableName,
        /// Where the key of a new row comes from: `uuid`, `split-sequence`, `natural`, `sequence` or `none`.
        required key: KeySource,
        /// How rows end: `never`, `tombstone` or `physical`.
        required deletes: Deletes,
        /// Columns that are changed by an amount rather than set, such as balances: `[balance]`.
        optional counters: List<ColumnName>,
    }

    /// Two-way logical replication of PostgreSQL, by which the last write of a row wins.
    pub struct LogicalLwwSpec at "strategy.active-active.mechanism.logical-lww" {
        /// The role that each side connects to the other as; `<project>_replication` by default.
        optional user: RoleName,
        /// How long the mark of a deleted row is kept; `30d` by default.
        optional tombstone_retention: Duration,
    }
}

/// What carries the changes both ways, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum MechanismSpec {
    /// The logical replication of PostgreSQL, with triggers by which the last write wins.
    LogicalLww(LogicalLwwSpec),
    /// Debezium, Kafka and the JDBC sink of Debezium, with triggers by which the last write wins.
    DebeziumKafka(Box<DebeziumKafkaSpec>),
}

impl Decode for MechanismSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<MechanismName>(node, "exactly one mechanism", diagnostics)?;
        match choice.name {
            MechanismName::LogicalLww => {
                choice::settings(choice.settings, diagnostics).map(Self::LogicalLww)
            }
            MechanismName::DebeziumKafka => {
                let spec = choice::needed(&choice, "`plugin`", diagnostics)?;
                Some(Self::DebeziumKafka(Box::new(spec)))
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let logical_lww = LogicalLwwSpec::schema(definitions);
        let debezium_kafka = DebeziumKafkaSpec::schema(definitions);
        choice::one_of(
            &[MechanismName::LogicalLww.as_str()],
            [
                ("logical-lww", logical_lww),
                ("debezium-kafka", debezium_kafka),
            ],
        )
    }
}
