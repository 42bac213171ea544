use mcgen_diagnostics::Diagnostics;
use mcgen_model::{
    BootstrapServer, Cidr, DebeziumVersion, Duration, KafkaClass, KafkaMetadata, KafkaName,
    KafkaVersion, RoleName, Sha256,
};
use serde_json::{Map, Value};

use crate::choice;
use crate::decode::{Decode, List, Number, Switch, Table, Text, block};
use crate::node::Node;

block! {
    /// Debezium reads both databases, Kafka carries the changes, and the JDBC sink of Debezium writes them.
    pub struct DebeziumKafkaSpec at "strategy.active-active.mechanism.debezium-kafka" {
        /// The archive with the connectors, which a person uploads to S3.
        required plugin: ConnectPluginSpec,
        /// Whether the connectors run: `true` once the SQL has run on both sides; `false` by default.
        optional start: Switch,
        /// What carries the changes: `msk` (default) or `existing`.
        optional kafka: KafkaSpec,
        /// The role that the connectors use on both databases; `<project>_replication` by default.
        optional user: RoleName,
        /// The version of that role's passwords; a higher one makes new passwords. 1 by default.
        optional password_version: Number,
        /// How long the mark of a deleted row is kept; `30d` by default.
        optional tombstone_retention: Duration,
        /// The size of a worker: 1, 2, 4 or 8 units of 1 vCPU and 4 GiB; 1 by default.
        optional mcu: Number,
        /// Partitions of each topic, and tasks of each sink; 3 by default.
        optional partitions: Number,
        /// More settings of both sources, by their key: `max.batch.size: 4096`.
        optional source: Table<Text>,
        /// More settings of both sinks, by their key: `batch.size: 1000`.
        optional sink: Table<Text>,
    }

    /// The archive with the connectors of Debezium and the reader of secrets.
    pub struct ConnectPluginSpec at "strategy.active-active.mechanism.debezium-kafka.plugin" {
        /// The bucket that it lies in.
        required bucket: Text,
        /// The key of the object: `debezium-3.6.3.zip`.
        required key: Text,
        /// The version of the object, which S3 gives at the upload.
        required object_version: Text,
        /// The version of Debezium in it: `3.6.3.Final`.
        required version: DebeziumVersion,
        /// Its SHA-256, as `sha256sum` prints it.
        required sha256: Sha256,
    }

    /// A cluster of Amazon MSK with one broker in each zone.
    pub struct MskSpec at "strategy.active-active.mechanism.debezium-kafka.kafka.msk" {
        /// The version of Kafka; `3.9.x` by default.
        optional version: KafkaVersion,
        /// Who keeps its metadata: `kraft` (default) or `zookeeper`.
        optional metadata: KafkaMetadata,
        /// The type of a broker; `kafka.m7g.large` in production by default.
        optional broker: KafkaClass,
        /// The disk of a broker, in GiB; 100 by default.
        optional storage_gib: Number,
        /// How far that disk may grow, in GiB; 1000 by default.
        optional max_storage_gib: Number,
    }

    /// A cluster of Kafka that exists.
    pub struct ExistingKafkaSpec at "strategy.active-active.mechanism.debezium-kafka.kafka.existing" {
        /// Where its brokers answer with TLS: `[b-1.example.com:9098]`.
        required bootstrap_servers: List<BootstrapServer>,
        /// The ranges of its brokers.
        required ranges: List<Cidr>,
        /// The ARN of a cluster of Amazon MSK that knows its clients by IAM; without it the brokers know them by nothing.
        optional arn: Text,
    }
}

/// What carries the changes, written as a word or as a block with one key.
#[derive(Debug, Clone)]
pub enum KafkaSpec {
    /// A cluster that is made here.
    Msk(MskSpec),
    /// A cluster that exists.
    Existing(ExistingKafkaSpec),
}

impl Decode for KafkaSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<KafkaName>(
            node,
            "strategy.active-active.mechanism.debezium-kafka.kafka",
            "`msk` or `existing`",
            diagnostics,
        )?;
        match choice.name {
            KafkaName::Msk => choice::settings(choice.settings, diagnostics).map(Self::Msk),
            KafkaName::Existing => {
                choice::needed(&choice, "`bootstrap-servers` and `ranges`", diagnostics)
                    .map(Self::Existing)
            }
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let msk = MskSpec::schema(definitions);
        let existing = ExistingKafkaSpec::schema(definitions);
        choice::one_of(
            &[KafkaName::Msk.as_str()],
            [("msk", msk), ("existing", existing)],
        )
    }
}
