use mcgen_diagnostics::{Diagnostic, Diagnostics, Span};
use mcgen_model::{Cloud, ReplicationName, RoleName, Scalar, Standby, StrategyName, TableName};
use serde_json::{Map, Value, json};

use crate::blocks::DmsReplicationSpec;
use crate::decode::{self, Decode, List, Number, block};
use crate::node::{Node, NodeKind};
use crate::rules;

block! {
    /// One cloud takes the writes, the other follows and can take over.
    pub struct PrimaryReplicaSpec at "strategy.primary-replica" {
        /// The cloud whose database takes the writes: `aws` or `gcp`.
        required primary: Cloud,
        /// How much of the standby runs before it is needed; `warm` by default.
        optional standby: Standby,
        /// What carries the changes: `logical` (PostgreSQL) or `dms`.
        required replication: ReplicationSpec,
        /// The tables that are replicated, each with its schema: `[public.orders]`.
        required tables: List<TableName>,
    }

    /// The logical replication of PostgreSQL.
    pub struct LogicalReplicationSpec at "strategy.primary-replica.replication.logical" {
        /// The role that the standby connects as; `<project>_replication` by default.
        optional user: RoleName,
        /// How far every sequence jumps at a promotion; 10000 by default.
        optional sequence_margin: Number,
        /// Tables without a primary key, whose whole rows identify them: `[public.audit_log]`.
        optional full_identity: List<TableName>,
    }
}

/// A strategy, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum StrategySpec {
    /// Each cloud runs its own database.
    Independent,
    /// One cloud takes the writes, the other follows.
    PrimaryReplica(Box<PrimaryReplicaSpec>),
}

impl StrategySpec {
    /// Whether one side is the primary.
    pub(crate) fn has_primary(&self) -> bool {
        matches!(self, Self::PrimaryReplica(spec) if spec.primary.is_some())
    }

    /// Makes the other side the primary, as a person does by changing the word. A pilot light becomes warm:
    /// the side that is demoted has a cache, and would lose it.
    pub(crate) fn promote(&mut self) {
        if let Self::PrimaryReplica(spec) = self {
            spec.primary = spec
                .primary
                .map(|primary| primary.map(mcgen_model::Cloud::other));
            spec.standby = spec.standby.map(|standby| {
                standby.map(|level| match level {
                    Standby::PilotLight => Standby::Warm,
                    other => other,
                })
            });
        }
    }
}

/// What carries the changes, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum ReplicationSpec {
    /// The logical replication of PostgreSQL.
    Logical(LogicalReplicationSpec),
    /// AWS DMS.
    Dms(Box<DmsReplicationSpec>),
}

/// A name and what stands under it: nothing when the name stands alone.
struct Choice<'a, T> {
    name: T,
    name_span: Span,
    settings: Option<&'a Node>,
}

/// Reads `name`, or a block with the one key `name`.
fn choice<'a, T: Scalar>(
    node: &'a Node,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Choice<'a, T>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        return Some(Choice {
            name: T::decode(node, diagnostics)?,
            name_span: node.span,
            settings: None,
        });
    };
    let [entry] = entries.as_slice() else {
        diagnostics.push(decode::wrong_type(node, what));
        return None;
    };
    match T::parse(&entry.key) {
        Ok(name) => Some(Choice {
            name,
            name_span: entry.key_span,
            settings: (entry.value.kind != NodeKind::Null).then_some(&entry.value),
        }),
        Err(fault) => {
            let help = fault
                .help
                .unwrap_or_else(|| format!("write {}", T::EXPECTED));
            diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(entry.key_span, fault.reason)
                    .help(help),
            );
            None
        }
    }
}

impl Decode for StrategySpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::<StrategyName>(node, "exactly one strategy", diagnostics)?;
        match choice.name {
            StrategyName::Independent => {
                if let Some(settings) = choice.settings
                    && settings.kind != NodeKind::Mapping(Vec::new())
                {
                    diagnostics.push(
                        Diagnostic::new(&rules::UNKNOWN_KEY)
                            .at(settings.span, "`independent` takes no settings")
                            .help("write `strategy: independent`"),
                    );
                }
                Some(Self::Independent)
            }
            StrategyName::PrimaryReplica => {
                let Some(settings) = choice.settings else {
                    diagnostics.push(
                        Diagnostic::new(&rules::MISSING_KEY)
                            .at(choice.name_span, "`primary-replica` has no settings")
                            .help("write `primary`, `replication` and `tables` below it"),
                    );
                    return None;
                };
                let spec = PrimaryReplicaSpec::decode(settings, diagnostics)?;
                Some(Self::PrimaryReplica(Box::new(spec)))
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let primary_replica = PrimaryReplicaSpec::schema(definitions);
        json!({
            "oneOf": [
                { "type": "string", "enum": ["independent"] },
                {
                    "type": "object",
                    "properties": {
                        "independent": { "type": "object", "maxProperties": 0 },
                        "primary-replica": primary_replica,
                    },
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": false,
                },
            ],
        })
    }
}

impl Decode for ReplicationSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::<ReplicationName>(node, "exactly one mechanism", diagnostics)?;
        match choice.name {
            ReplicationName::Logical => settings(choice.settings, diagnostics).map(Self::Logical),
            ReplicationName::Dms => {
                settings(choice.settings, diagnostics).map(|spec| Self::Dms(Box::new(spec)))
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let logical = LogicalReplicationSpec::schema(definitions);
        let dms = DmsReplicationSpec::schema(definitions);
        json!({
            "oneOf": [
                { "type": "string", "enum": ReplicationName::choices() },
                {
                    "type": "object",
                    "properties": { "logical": logical, "dms": dms },
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": false,
                },
            ],
        })
    }
}

/// The settings of a mechanism; all defaults when its name stands alone.
fn settings<T: Decode + Default>(node: Option<&Node>, diagnostics: &mut Diagnostics) -> Option<T> {
    match node {
        Some(node) => T::decode(node, diagnostics),
        None => Some(T::default()),
    }
}
