//! One cloud takes the writes, the other follows and can take over.

use mcgen_diagnostics::{Span, Spanned};

use crate::{Cloud, DmsReplication, RoleName, TableName, choice};

choice! {
    /// How much of the standby runs before it is needed.
    pub enum Standby {
        /// The database follows on the smallest machine that keeps up; its cache is made at a failover.
        PilotLight = "pilot-light",
        /// Everything runs, small; it grows at a failover.
        Warm = "warm",
        /// Everything runs at full size.
        Hot = "hot",
    }
}

/// One cloud takes the writes, the other follows and can take over.
#[derive(Debug, Clone)]
pub struct PrimaryReplica {
    /// The place of the block.
    pub span: Span,
    /// The cloud whose database takes the writes.
    pub primary: Spanned<Cloud>,
    /// How much of the standby runs before it is needed.
    pub standby: Spanned<Standby>,
    /// What carries the changes from the primary to the standby.
    pub replication: Replication,
    /// The tables that are replicated, in the order of the file.
    pub tables: Vec<Spanned<TableName>>,
}

/// What carries the changes from the primary to the standby.
#[derive(Debug, Clone)]
pub enum Replication {
    /// The logical replication of PostgreSQL itself.
    Logical(LogicalReplication),
    /// AWS Database Migration Service.
    Dms(Box<DmsReplication>),
}

choice! {
    /// The mechanisms by name.
    pub enum ReplicationName {
        /// The logical replication of PostgreSQL itself.
        Logical = "logical",
        /// AWS Database Migration Service.
        Dms = "dms",
    }
}

impl Replication {
    /// Its name.
    pub fn name(&self) -> ReplicationName {
        match self {
            Self::Logical(_) => ReplicationName::Logical,
            Self::Dms(_) => ReplicationName::Dms,
        }
    }

    /// The place where it was chosen.
    pub fn span(&self) -> Span {
        match self {
            Self::Logical(settings) => settings.span,
            Self::Dms(settings) => settings.span,
        }
    }
}

/// The logical replication of PostgreSQL.
#[derive(Debug, Clone)]
pub struct LogicalReplication {
    /// The place where it was chosen.
    pub span: Span,
    /// The role that the standby connects as; both databases have it.
    pub user: Spanned<RoleName>,
    /// How far every sequence jumps at a promotion, beyond the last value that the standby knows.
    pub sequence_margin: Spanned<u32>,
    /// Tables without a primary key, whose whole rows identify them.
    pub full_identity: Vec<Spanned<TableName>>,
}
