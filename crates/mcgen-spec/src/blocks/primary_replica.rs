use mcgen_diagnostics::Diagnostics;
use mcgen_model::{Cloud, ReplicationName, RoleName, Scalar as _, Standby, TableName};
use serde_json::{Map, Value};

use crate::blocks::DmsReplicationSpec;
use crate::choice;
use crate::decode::{Decode, List, Number, block};
use crate::node::Node;

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

/// What carries the changes, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum ReplicationSpec {
    /// The logical replication of PostgreSQL.
    Logical(LogicalReplicationSpec),
    /// AWS DMS.
    Dms(Box<DmsReplicationSpec>),
}

impl Decode for ReplicationSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<ReplicationName>(
            node,
            "strategy.primary-replica.replication",
            "exactly one mechanism",
            diagnostics,
        )?;
        match choice.name {
            ReplicationName::Logical => {
                choice::settings(choice.settings, diagnostics).map(Self::Logical)
            }
            ReplicationName::Dms => {
                choice::settings(choice.settings, diagnostics).map(|spec| Self::Dms(Box::new(spec)))
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let logical = LogicalReplicationSpec::schema(definitions);
        let dms = DmsReplicationSpec::schema(definitions);
        choice::one_of(
            &ReplicationName::choices().unwrap_or_default(),
            [("logical", logical), ("dms", dms)],
        )
    }
}
