//! Both clouds take writes: which tables they share, and what carries the changes both ways.

use mcgen_diagnostics::{Span, Spanned};

use crate::{
    Bucardo, ColumnName, DebeziumKafka, Duration, Messages, Replicator, RoleName, SymmetricDs,
    TableName, choice,
};

/// Both clouds take writes, and each sends its own to the other.
#[derive(Debug, Clone)]
pub struct ActiveActive {
    /// The place of the block.
    pub span: Span,
    /// What carries the changes, and decides which of two wins.
    pub mechanism: Mechanism,
    /// The tables that both sides write to, in the order of the file.
    pub tables: Vec<SharedTable>,
}

/// A table that both sides write to, and what is known of how it is used. Whether a mechanism can keep
/// it depends on that alone.
#[derive(Debug, Clone)]
pub struct SharedTable {
    /// The place of the block.
    pub span: Span,
    /// The table.
    pub name: Spanned<TableName>,
    /// Where the key of a new row comes from.
    pub key: Spanned<KeySource>,
    /// How rows end.
    pub deletes: Spanned<Deletes>,
    /// Columns that are changed by an amount rather than set: counters, balances, stock.
    pub counters: Vec<Spanned<ColumnName>>,
}

impl SharedTable {
    /// The name of the view of the rows that are not deleted; it stands in the schema of the table.
    pub fn live_view(&self) -> String {
        format!("{}_live", self.name.table())
    }
}

choice! {
    /// Where the key of a new row comes from.
    pub enum KeySource {
        /// A random or time-ordered UUID: no two sides ever make the same.
        Uuid = "uuid",
        /// A sequence of which each side has its own numbers: odd ones and even ones.
        SplitSequence = "split-sequence",
        /// Something of the world, such as an e-mail address: two sides may insert the same row.
        Natural = "natural",
        /// A sequence that counts on each side for itself: both give out the same numbers.
        Sequence = "sequence",
        /// There is no primary key.
        None = "none",
    }
}

choice! {
    /// How rows end.
    pub enum Deletes {
        /// They are never deleted.
        Never = "never",
        /// A `DELETE` marks the row as deleted; it goes for good long after every side knows.
        Tombstone = "tombstone",
        /// A `DELETE` removes the row at once.
        Physical = "physical",
    }
}

/// What carries the changes both ways.
#[derive(Debug, Clone)]
pub enum Mechanism {
    /// The logical replication of PostgreSQL itself, with triggers by which the last write wins.
    LogicalLww(LogicalLww),
    /// Debezium, Kafka and the JDBC sink of Debezium, with triggers by which the last write wins.
    DebeziumKafka(Box<DebeziumKafka>),
    /// Bucardo: triggers that note changed rows, and a machine that copies them.
    Bucardo(Box<Bucardo>),
    /// SymmetricDS: triggers that note each change, and a machine that sends it.
    SymmetricDs(Box<SymmetricDs>),
    /// The application sends what happened as messages, and applies those of the other side.
    Application(Box<Messages>),
}

choice! {
    /// The mechanisms by name.
    pub enum MechanismName {
        /// The logical replication of PostgreSQL itself, with triggers by which the last write wins.
        LogicalLww = "logical-lww",
        /// Debezium, Kafka and the JDBC sink of Debezium, with triggers by which the last write wins.
        DebeziumKafka = "debezium-kafka",
        /// Bucardo: triggers that note changed rows, and a machine that copies them.
        Bucardo = "bucardo",
        /// SymmetricDS: triggers that note each change, and a machine that sends it.
        SymmetricDs = "symmetricds",
        /// The application sends what happened as messages, and applies those of the other side.
        Application = "application",
    }
}

impl Mechanism {
    /// Its name.
    pub fn name(&self) -> MechanismName {
        match self {
            Self::LogicalLww(_) => MechanismName::LogicalLww,
            Self::DebeziumKafka(_) => MechanismName::DebeziumKafka,
            Self::Bucardo(_) => MechanismName::Bucardo,
            Self::SymmetricDs(_) => MechanismName::SymmetricDs,
            Self::Application(_) => MechanismName::Application,
        }
    }

    /// The place where it was chosen.
    pub fn span(&self) -> Span {
        match self {
            Self::LogicalLww(settings) => settings.span,
            Self::DebeziumKafka(settings) => settings.span,
            Self::Bucardo(settings) => settings.span,
            Self::SymmetricDs(settings) => settings.span,
            Self::Application(settings) => settings.span,
        }
    }

    /// The role of both databases that carries the changes; with messages, the one whose members send and
    /// receive.
    pub fn user(&self) -> &Spanned<RoleName> {
        match self {
            Self::LogicalLww(settings) => &settings.user,
            Self::DebeziumKafka(settings) => &settings.user,
            Self::Bucardo(settings) => &settings.user,
            Self::SymmetricDs(settings) => &settings.user,
            Self::Application(settings) => &settings.user,
        }
    }

    /// The settings of messages, where the application sends them.
    pub fn messages(&self) -> Option<&Messages> {
        match self {
            Self::Application(settings) => Some(settings),
            _ => None,
        }
    }

    /// The machine that carries the changes, where they need one.
    pub fn replicator(&self) -> Option<&Replicator> {
        match self {
            Self::LogicalLww(_) | Self::DebeziumKafka(_) | Self::Application(_) => None,
            Self::Bucardo(settings) => Some(&settings.replicator),
            Self::SymmetricDs(settings) => Some(&settings.replicator),
        }
    }

    /// Whether the changes are read from the log of each database, which keeps it until they were. Others wait
    /// as rows: what triggers noted, or the messages of the outbox.
    pub fn keeps_log(&self) -> bool {
        match self {
            Self::LogicalLww(_) | Self::DebeziumKafka(_) => true,
            Self::Bucardo(_) | Self::SymmetricDs(_) | Self::Application(_) => false,
        }
    }

    /// How far a side that was away may be behind when it takes clients again, where its database can know.
    pub fn rejoin_lag(&self) -> Option<Duration> {
        match self {
            Self::LogicalLww(settings) => Some(settings.rejoin_lag.value),
            Self::Bucardo(settings) => Some(settings.rejoin_lag.value),
            Self::SymmetricDs(settings) => Some(settings.rejoin_lag.value),
            Self::DebeziumKafka(_) | Self::Application(_) => None,
        }
    }

    /// Whether triggers of the databases decide conflicts, keep what loses, and log that they did.
    pub fn logs_conflicts(&self) -> bool {
        match self {
            Self::LogicalLww(_) | Self::DebeziumKafka(_) => true,
            Self::Bucardo(_) | Self::SymmetricDs(_) | Self::Application(_) => false,
        }
    }

    /// How long the mark of a deleted row is kept, where rows are marked. A side that was away for longer
    /// may bring the row back.
    pub fn tombstone_retention(&self) -> Option<&Spanned<Duration>> {
        match self {
            Self::LogicalLww(settings) => Some(&settings.tombstone_retention),
            Self::DebeziumKafka(settings) => Some(&settings.tombstone_retention),
            Self::Bucardo(_) | Self::SymmetricDs(_) | Self::Application(_) => None,
        }
    }
}

/// Two-way logical replication, by which the last write of a row wins.
#[derive(Debug, Clone)]
pub struct LogicalLww {
    /// The place where it was chosen.
    pub span: Span,
    /// The role that each side connects to the other as; both databases have it.
    pub user: Spanned<RoleName>,
    /// How long the mark of a deleted row is kept. A side that was away for longer may bring the row back.
    pub tombstone_retention: Spanned<Duration>,
    /// How far a side that was away may be behind when it takes clients again.
    pub rejoin_lag: Spanned<Duration>,
}
