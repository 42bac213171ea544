use mcgen_diagnostics::Diagnostics;
use mcgen_model::{
    ColumnName, Deletes, Duration, KeySource, MechanismName, RoleName, Scalar as _, TableName,
};
use serde_json::{Map, Value};

use crate::choice;
use crate::decode::{Decode, List, block};
use crate::node::Node;

block! {
    /// Both clouds take writes, and each sends its own to the other.
    pub struct ActiveActiveSpec at "strategy.active-active" {
        /// What carries the changes, and decides which of two wins: `logical-lww`.
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
}

impl Decode for MechanismSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<MechanismName>(node, "exactly one mechanism", diagnostics)?;
        match choice.name {
            MechanismName::LogicalLww => {
                choice::settings(choice.settings, diagnostics).map(Self::LogicalLww)
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let logical_lww = LogicalLwwSpec::schema(definitions);
        choice::one_of(
            &MechanismName::choices().unwrap_or_default(),
            [("logical-lww", logical_lww)],
        )
    }
}
