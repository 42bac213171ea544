//! Debezium and Kafka as the mechanism of two sides that write: settings, and what follows from them.

mod connectors;
mod values;

use std::collections::BTreeMap;

use mcgen_diagnostics::{Span, Spanned};

pub use self::connectors::{
    Connector, HEARTBEAT_MS, connectors, dead_letters, name, own, slot, topic_prefix,
};
pub use self::values::{BootstrapServer, DebeziumVersion, KafkaClass, KafkaVersion, Sha256};
use crate::{
    ActiveActive, AwsEnvironment, Cidr, Duration, Environment, GcpEnvironment, Mechanism, NatMode,
    RoleName, Scalar as _, SubnetTier, choice,
};

/// Settings of a connector that the file adds, by their key: where the key stands, and the value.
pub type ExtraSettings = BTreeMap<String, (Span, Spanned<String>)>;

/// Debezium reads both databases, Kafka carries the changes, and the JDBC sink of Debezium writes them.
#[derive(Debug, Clone)]
pub struct DebeziumKafka {
    /// The place where it was chosen.
    pub span: Span,
    /// Whether the connectors run. They start only once both databases are prepared.
    pub start: Spanned<bool>,
    /// The role that the connectors use on both databases. What it writes is sent nowhere.
    pub user: Spanned<RoleName>,
    /// The version of the passwords of that role; a higher one makes new passwords.
    pub password_version: Spanned<u32>,
    /// How long the mark of a deleted row is kept.
    pub tombstone_retention: Spanned<Duration>,
    /// The archive with the connectors.
    pub plugin: ConnectPlugin,
    /// What carries the changes.
    pub kafka: Kafka,
    /// The size of a worker of Kafka Connect, in MSK Connect Units of 1 vCPU and 4 GiB.
    pub mcu: Spanned<u32>,
    /// Partitions of each topic, and tasks of each sink.
    pub partitions: Spanned<u32>,
    /// What the file adds to both sources.
    pub source: ExtraSettings,
    /// What the file adds to both sinks.
    pub sink: ExtraSettings,
}

/// The archive with the connectors of Debezium and the reader of secrets; a person uploads it to S3.
#[derive(Debug, Clone)]
pub struct ConnectPlugin {
    /// The place of the block.
    pub span: Span,
    /// The bucket.
    pub bucket: Spanned<String>,
    /// The key of the object.
    pub key: Spanned<String>,
    /// The version of the object, which S3 gave at the upload.
    pub object_version: Spanned<String>,
    /// The version of Debezium in it, of the source and of the sink.
    pub version: Spanned<DebeziumVersion>,
    /// The SHA-256 of the archive.
    pub sha256: Spanned<Sha256>,
}

/// What carries the changes.
#[derive(Debug, Clone)]
pub enum Kafka {
    /// A cluster of Amazon MSK that is made here.
    Msk(Box<Msk>),
    /// A cluster that exists.
    Existing(ExistingKafka),
}

choice! {
    /// Where Kafka comes from, by name.
    pub enum KafkaName {
        /// A cluster of Amazon MSK that is made here.
        Msk = "msk",
        /// A cluster that exists.
        Existing = "existing",
    }
}

choice! {
    /// Who keeps the metadata of a cluster.
    pub enum KafkaMetadata {
        /// The brokers themselves.
        Kraft = "kraft",
        /// Servers of `ZooKeeper`, up to Kafka 3.9.
        Zookeeper = "zookeeper",
    }
}

/// A cluster of Amazon MSK with one broker in each zone.
#[derive(Debug, Clone)]
pub struct Msk {
    /// The place of the block.
    pub span: Span,
    /// The version of Kafka: `3.9.x`.
    pub version: Spanned<KafkaVersion>,
    /// Who keeps its metadata.
    pub metadata: Spanned<KafkaMetadata>,
    /// The type of a broker: `kafka.m7g.large`.
    pub broker: Spanned<KafkaClass>,
    /// The disk of a broker, in GiB.
    pub storage_gib: Spanned<u32>,
    /// How far that disk may grow, in GiB.
    pub max_storage_gib: Spanned<u32>,
}

/// A cluster that exists.
#[derive(Debug, Clone)]
pub struct ExistingKafka {
    /// The place of the block.
    pub span: Span,
    /// Where its brokers answer with TLS.
    pub bootstrap_servers: Vec<Spanned<BootstrapServer>>,
    /// The ranges of its brokers.
    pub ranges: Vec<Spanned<Cidr>>,
    /// The ARN of a cluster of Amazon MSK that knows its clients by IAM; others know them by nothing.
    pub arn: Option<Spanned<String>>,
}

/// An environment that Debezium replicates, with everything that takes part in it.
#[derive(Debug, Clone, Copy)]
pub struct DebeziumRoute<'a> {
    /// The strategy.
    pub strategy: &'a ActiveActive,
    /// The settings of the mechanism.
    pub settings: &'a DebeziumKafka,
    /// The AWS side.
    pub aws: &'a AwsEnvironment,
    /// The Google Cloud side.
    pub gcp: &'a GcpEnvironment,
}

/// The route of the changes, when Debezium carries them between two databases.
pub fn route(environment: &Environment) -> Option<DebeziumRoute<'_>> {
    let strategy = environment.strategy.active_active()?;
    let Mechanism::DebeziumKafka(settings) = &strategy.mechanism else {
        return None;
    };
    let (aws, gcp) = (environment.aws.as_ref()?, environment.gcp.as_ref()?);
    (aws.database.is_some() && gcp.database.is_some()).then_some(DebeziumRoute {
        strategy,
        settings,
        aws,
        gcp,
    })
}

/// Copies of each topic where the brokers are not counted here.
const COPIES: usize = 3;

impl DebeziumRoute<'_> {
    /// The private subnets, in which the brokers and the workers stand, by their zone.
    pub fn subnets(&self) -> impl Iterator<Item = (&str, &Spanned<Cidr>)> {
        self.aws.network.tier(SubnetTier::Private)
    }

    /// How many copies of a topic there are: one in each zone.
    pub fn copies(&self) -> usize {
        match self.settings.kafka {
            Kafka::Msk(_) => self.subnets().count(),
            Kafka::Existing(_) => COPIES,
        }
    }

    /// Where the workers reach Secrets Manager: its endpoint in the VPC, or the internet. Empty when they cannot.
    pub fn secrets_manager(&self) -> Vec<Cidr> {
        let network = &self.aws.network;
        let mut endpoints = network.endpoints.iter();
        if endpoints.any(|it| it.as_str() == "secretsmanager") {
            return network.vpc_ranges().map(|range| range.value).collect();
        }
        if network.nat.value == NatMode::None {
            return Vec::new();
        }
        Cidr::parse("0.0.0.0/0").into_iter().collect()
    }
}
