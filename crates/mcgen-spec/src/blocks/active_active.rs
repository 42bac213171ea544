use mcgen_diagnostics::Diagnostics;
use mcgen_model::{
    BucardoConflict, Cloud, ColumnName, Deletes, DistributionUrl, Duration, KeySource, MachineType,
    MechanismName, RoleArn, RoleName, ServiceAccountEmail, Sha256, SymmetricConflict, TableName,
};
use serde_json::{Map, Value};

use super::DebeziumKafkaSpec;
use crate::choice;
use crate::decode::{Decode, List, Number, Switch, block};
use crate::node::Node;

block! {
    /// Both clouds take writes, and each sends its own to the other.
    pub struct ActiveActiveSpec at "strategy.active-active" {
        /// What carries the changes, and decides which of two wins: `logical-lww`, `debezium-kafka`,
        /// `bucardo`, `symmetricds` or `application`.
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
        /// How far a side that was away may be behind when it takes clients again; `30s` by default.
        optional rejoin_lag: Duration,
    }

    /// Bucardo: triggers that note changed rows, and a machine that copies them.
    pub struct BucardoSpec at "strategy.active-active.mechanism.bucardo" {
        /// The role of both databases that the machine connects as; `<project>_replication` by default.
        optional user: RoleName,
        /// Which side wins a conflict: `latest` (default), `latest-of-all`, `aws`, `gcp` or `abort`.
        optional conflict: BucardoConflict,
        /// How far a side that was away may be behind when it takes clients again; `30s` by default.
        optional rejoin_lag: Duration,
        /// The cloud in which the machine stands; `aws` by default.
        optional cloud: Cloud,
        /// The type of the machine; `t3.medium` in AWS and `e2-medium` in Google Cloud by default.
        optional machine: MachineType,
        /// The disk of the machine, in GiB; 20 by default.
        optional disk_gib: Number,
        /// Whether the machine carries changes: `true` once both sides hold the same rows; `false` by default.
        optional start: Switch,
        /// The version of the password of the role; a higher one makes a new password. 1 by default.
        optional password_version: Number,
    }

    /// SymmetricDS: triggers that note each change, and a machine that sends it to the other side.
    pub struct SymmetricDsSpec at "strategy.active-active.mechanism.symmetricds" {
        /// The archive of SymmetricDS that the machine loads when it starts.
        required distribution: DistributionSpec,
        /// The role of both databases that the machine connects as; `<project>_replication` by default.
        optional user: RoleName,
        /// Which side wins a conflict: `newer` (default), `aws`, `gcp` or `manual`.
        optional conflict: SymmetricConflict,
        /// How long a change that was sent is kept, to decide conflicts; `7d` by default.
        optional retention: Duration,
        /// How far a side that was away may be behind when it takes clients again; `30s` by default.
        optional rejoin_lag: Duration,
        /// The cloud in which the machine stands; `aws` by default.
        optional cloud: Cloud,
        /// The type of the machine; `t3.medium` in AWS and `e2-medium` in Google Cloud by default.
        optional machine: MachineType,
        /// The disk of the machine, in GiB; 20 by default.
        optional disk_gib: Number,
        /// Whether the machine sends changes: `true` once both sides hold the same rows; `false` by default.
        optional start: Switch,
        /// The version of the password of the role; a higher one makes a new password. 1 by default.
        optional password_version: Number,
    }

    /// The archive of SymmetricDS.
    pub struct DistributionSpec at "strategy.active-active.mechanism.symmetricds.distribution" {
        /// Where it is loaded from: `https://downloads.example.com/symmetric-server-3.15.22.zip`.
        required url: DistributionUrl,
        /// Its SHA-256, as `sha256sum` prints it.
        required sha256: Sha256,
    }

    /// Messages of the application, with an outbox and an inbox in each database.
    pub struct ApplicationSpec at "strategy.active-active.mechanism.application" {
        /// The role of both databases whose members send and receive; `<project>_messages` by default.
        optional user: RoleName,
        /// For how long a message that was sent stays in the outbox; `30d` by default.
        optional retention: Duration,
        /// For how long a queue keeps a message that nobody receives; `14d` by default, which is the longest.
        optional queue_retention: Duration,
        /// How long the application has for a message before it is given to another receiver; `1m` by default.
        optional processing: Duration,
        /// How often the application gets a message before it goes to the dead letters; 20 by default.
        optional attempts: Number,
        /// Who publishes and receives; nobody by default.
        optional clients: MessageClientsSpec,
    }

    /// Who publishes messages to the topics and receives them from the queues.
    pub struct MessageClientsSpec at "strategy.active-active.mechanism.application.clients" {
        /// The ARNs of roles of AWS: `[arn:aws:iam::111122223333:role/crm]`.
        optional aws: List<RoleArn>,
        /// The e-mail addresses of service accounts: `[crm@crm-production.iam.gserviceaccount.com]`.
        optional gcp: List<ServiceAccountEmail>,
    }
}

/// What carries the changes both ways, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum MechanismSpec {
    /// The logical replication of PostgreSQL, with triggers by which the last write wins.
    LogicalLww(LogicalLwwSpec),
    /// Debezium, Kafka and the JDBC sink of Debezium, with triggers by which the last write wins.
    DebeziumKafka(Box<DebeziumKafkaSpec>),
    /// Bucardo.
    Bucardo(BucardoSpec),
    /// SymmetricDS.
    SymmetricDs(Box<SymmetricDsSpec>),
    /// Messages of the application.
    Application(ApplicationSpec),
}

impl Decode for MechanismSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<MechanismName>(
            node,
            "strategy.active-active.mechanism",
            "exactly one mechanism",
            diagnostics,
        )?;
        match choice.name {
            MechanismName::LogicalLww => {
                choice::settings(choice.settings, diagnostics).map(Self::LogicalLww)
            }
            MechanismName::DebeziumKafka => {
                let spec = choice::needed(&choice, "`plugin`", diagnostics)?;
                Some(Self::DebeziumKafka(Box::new(spec)))
            }
            MechanismName::Bucardo => {
                choice::settings(choice.settings, diagnostics).map(Self::Bucardo)
            }
            MechanismName::SymmetricDs => {
                let spec = choice::needed(&choice, "`distribution`", diagnostics)?;
                Some(Self::SymmetricDs(Box::new(spec)))
            }
            MechanismName::Application => {
                choice::settings(choice.settings, diagnostics).map(Self::Application)
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let logical_lww = LogicalLwwSpec::schema(definitions);
        let debezium_kafka = DebeziumKafkaSpec::schema(definitions);
        let bucardo = BucardoSpec::schema(definitions);
        let symmetricds = SymmetricDsSpec::schema(definitions);
        let application = ApplicationSpec::schema(definitions);
        choice::one_of(
            &[
                MechanismName::LogicalLww.as_str(),
                MechanismName::Bucardo.as_str(),
                MechanismName::Application.as_str(),
            ],
            [
                ("logical-lww", logical_lww),
                ("debezium-kafka", debezium_kafka),
                ("bucardo", bucardo),
                ("symmetricds", symmetricds),
                ("application", application),
            ],
        )
    }
}
