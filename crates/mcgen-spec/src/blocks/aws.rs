use mcgen_diagnostics::{Diagnostics, Spanned};
use mcgen_model::{
    AwsRegion, CacheAuth, CacheClient, CacheEngine, Cidr, DailyWindow, Engine, EngineVersion,
    InsightsMode, InstanceClass, NatMode, ParameterApply, StorageType, TransitEncryption,
    WeeklyWindow,
};
use serde_json::{Map, Value, json};

use crate::decode::{Decode, List, Number, Switch, Table, Text, block};
use crate::node::{Node, NodeKind};

block! {
    /// What is built on AWS.
    pub struct AwsSpec at "aws" {
        /// The region of everything: `ap-northeast-2`.
        required region: AwsRegion,
        /// The only account that an apply may touch, 12 digits in quotes.
        required account: Text,
        /// The ARN of the role that Terraform assumes.
        optional assume_role: Text,
        /// Where the state lives; by default the bucket `<project>-<environment>-tfstate-<account>`.
        optional backend: S3BackendSpec,
        /// The network.
        required network: AwsNetworkSpec,
        /// The database, if there is one.
        optional database: AwsDatabaseSpec,
        /// The cache, if there is one.
        optional cache: AwsCacheSpec,
    }

    /// State in S3 with its native lock file.
    pub struct S3BackendSpec at "aws.backend" {
        /// The bucket; it must exist before the first `terraform init`.
        required bucket: Text,
        /// The region of the bucket; the environment's by default.
        optional region: AwsRegion,
        /// The account of the credentials that reach the bucket, before a role is assumed; `aws.account`
        /// by default, and not checked with `assume-role`.
        optional account: Text,
        /// The first part of the object key; the project by default.
        optional key_prefix: Text,
        /// The ARN of the key that encrypts the state object.
        optional kms_key: Text,
    }

    /// The AWS network.
    pub struct AwsNetworkSpec at "aws.network" {
        /// The primary range of the VPC, /16 to /28: `10.30.0.0/16`.
        required cidr: Cidr,
        /// Further ranges of the VPC.
        optional secondary_cidrs: List<Cidr>,
        /// Zones by letter or full name, two or more; the region's first two by default.
        optional zones: List<Text>,
        /// How private subnets reach the internet; `per-zone` in production, else `single`.
        optional nat: NatMode,
        /// Subnets by tier and zone; every one that is absent is carved from `cidr`.
        optional subnets: SubnetsSpec,
        /// Flow logs; they are always on.
        optional flow_logs: FlowLogsSpec,
        /// Services that are reached without NAT; `[s3]` by default.
        optional endpoints: List<Text>,
        /// Whether the VPC resolver answers; `true` by default.
        optional dns_support: Switch,
        /// Whether hosts get private names; `true` by default.
        optional dns_hostnames: Switch,
        /// An EKS cluster that will share the network; plans addresses, builds nothing.
        optional eks: EksSpec,
    }

    /// Subnets by tier, each a block of zone and range.
    pub struct SubnetsSpec at "aws.network.subnets" {
        /// Load balancers and NAT gateways.
        optional public: Table<Cidr>,
        /// Application hosts.
        optional private: Table<Cidr>,
        /// Databases.
        optional database: Table<Cidr>,
        /// Caches.
        optional cache: Table<Cidr>,
        /// Cluster nodes and pods.
        optional cluster: Table<Cidr>,
    }

    /// Flow logs of the VPC.
    pub struct FlowLogsSpec at "aws.network.flow-logs" {
        /// Days that they are kept; 90 by default.
        optional retention_days: Number,
    }

    /// An EKS cluster that will share the network.
    pub struct EksSpec at "aws.network.eks" {
        /// The largest number of nodes.
        required max_nodes: Number,
        /// Pods a node, each with an address of the node's subnet; 30 by default.
        optional max_pods_per_node: Number,
        /// The range of cluster services; `172.20.0.0/16` by default.
        optional service_cidr: Cidr,
    }

    /// An RDS database.
    pub struct AwsDatabaseSpec at "aws.database" {
        /// The instance identifier; `<project>-<environment>` by default.
        optional name: Text,
        /// The engine: `postgres` or `mysql`.
        required engine: Engine,
        /// The engine version: `"17"` or `"17.6"`.
        required version: EngineVersion,
        /// The instance class: `db.m7g.large`.
        required class: InstanceClass,
        /// The first database; the project by default.
        optional database_name: Text,
        /// The master user; `<project>_admin` by default. Its password is made and kept by AWS.
        optional username: Text,
        /// The TCP port; the engine's own by default.
        optional port: Number,
        /// The volume; 100 GiB of gp3 by default.
        optional storage: AwsStorageSpec,
        /// Whether the volume is encrypted; `true` by default.
        optional encrypted: Switch,
        /// The ARN of an existing customer key; one is made by default.
        optional kms_key: Text,
        /// Whether a standby runs in another zone; `true` in production.
        optional multi_az: Switch,
        /// The zone of a single-zone instance, by letter or full name.
        optional zone: Text,
        /// Backups and point-in-time recovery.
        optional backup: AwsBackupSpec,
        /// When AWS may change the instance.
        optional maintenance: AwsMaintenanceSpec,
        /// Whether the instance refuses to be deleted; `true` by default.
        optional deletion_protection: Switch,
        /// Whether a last snapshot is taken on deletion; `true` by default. Every instance names its own.
        optional final_snapshot: Switch,
        /// Engine parameters by name: a value, or `{value, apply}`; they win over those of mcgen, which log
        /// connections, lock waits, slow statements and schema changes.
        optional parameters: Table<ParameterSpec>,
        /// The family of the parameter group; follows from engine and version.
        optional parameter_family: Text,
        /// Logs that go to CloudWatch; by default those of the engine, and of IAM log-ins that were refused.
        optional logs: List<Text>,
        /// Database Insights.
        optional insights: AwsInsightsSpec,
        /// Seconds between operating-system metrics, 0 is off; 60 by default.
        optional monitoring_interval_seconds: Number,
        /// The certificate authority; `rds-ca-rsa2048-g1` by default.
        optional ca: Text,
        /// Whether IAM identities may log in; `true` by default.
        optional iam_auth: Switch,
        /// Whether the server refuses plain text; `true` by default.
        optional require_tls: Switch,
        /// Whether the instance gets a public address; `false` by default.
        optional publicly_accessible: Switch,
        /// Whether AWS may bill Extended Support; `false` by default.
        optional extended_support: Switch,
        /// Whether a change of `version` may cross a major version; only for the upgrade, `false` by default.
        optional allow_major_version_upgrade: Switch,
        /// Who may connect: tiers, ranges, security groups, and over a link parts of the other cloud (`gcp.nodes`); `[private]` by default.
        optional clients: List<Text>,
        /// Logical decoding for change-data-capture consumers (PostgreSQL).
        optional logical_decoding: AwsLogicalDecodingSpec,
        /// Read replicas in the same region.
        optional replicas: List<AwsReplicaSpec>,
        /// An RDS Proxy in front of the instance.
        optional proxy: RdsProxySpec,
        /// Connections that all client pools open together.
        optional connections: Number,
        /// Days between rotations of the master password; AWS rotates every 7 days by default.
        optional password_rotation_days: Number,
    }

    /// The volume of an RDS instance.
    pub struct AwsStorageSpec at "aws.database.storage" {
        /// The volume type; `gp3` by default.
        optional r#type: StorageType,
        /// The size in GiB; 100 by default.
        optional size_gib: Number,
        /// The size in GiB to which it may grow by itself.
        optional max_size_gib: Number,
        /// Provisioned operations a second.
        optional iops: Number,
        /// Provisioned throughput in MiB/s.
        optional throughput_mibps: Number,
    }

    /// Backups of an RDS instance.
    pub struct AwsBackupSpec at "aws.database.backup" {
        /// Days that point-in-time recovery reaches back, 0 to 35; 14 in production, else 7.
        optional retention_days: Number,
        /// When the daily snapshot is taken; `17:00-17:30` by default.
        optional window: DailyWindow,
    }

    /// When AWS may change an RDS instance.
    pub struct AwsMaintenanceSpec at "aws.database.maintenance" {
        /// The weekly window; `sun:18:00-sun:19:00` by default.
        optional window: WeeklyWindow,
        /// Whether minor versions come by themselves; `true` by default.
        optional auto_minor_upgrade: Switch,
    }

    /// Database Insights.
    pub struct AwsInsightsSpec at "aws.database.insights" {
        /// `advanced` in production, else `standard`.
        optional mode: InsightsMode,
        /// Days of Performance Insights data; 465 with `advanced`, else 7.
        optional retention_days: Number,
    }

    /// Logical decoding.
    pub struct AwsLogicalDecodingSpec at "aws.database.logical-decoding" {
        /// Consumers, each with a replication slot; 1 by default.
        optional consumers: Number,
        /// The most write-ahead log that a slot may hold back, in MiB.
        optional max_slot_wal_keep_mib: Number,
    }

    /// A read replica.
    pub struct AwsReplicaSpec at "aws.database.replicas" {
        /// Its name, appended to the instance identifier: `reports`.
        required name: Text,
        /// Its class; the source's by default.
        optional class: InstanceClass,
        /// Its zone, by letter or full name.
        optional zone: Text,
        /// Another region is not supported by this strategy.
        optional region: Text,
        /// Only for a replica in another region.
        optional kms_key: Text,
    }

    /// An RDS Proxy.
    pub struct RdsProxySpec at "aws.database.proxy" {
        /// The share of the instance's connections that it may use, percent; 80 by default.
        optional max_connections_percent: Number,
        /// The share that it may keep open while idle, percent; 40 by default.
        optional max_idle_connections_percent: Number,
        /// How long a client waits for a connection, seconds; 120 by default.
        optional borrow_timeout_seconds: Number,
    }

    /// An ElastiCache replication group.
    pub struct AwsCacheSpec at "aws.cache" {
        /// The replication group id; `<project>-<environment>` by default.
        optional name: Text,
        /// The engine: `valkey` or `redis`.
        required engine: CacheEngine,
        /// The engine version: `"8.0"`.
        required version: EngineVersion,
        /// The node type: `cache.m7g.large`.
        required node_type: InstanceClass,
        /// One primary and its replicas together; 2 in production, else 1.
        optional nodes: Number,
        /// Shards; giving it turns cluster mode on.
        optional shards: Number,
        /// Replicas of each shard; 1 by default.
        optional replicas_per_shard: Number,
        /// Whether replicas stand in other zones; follows the number of nodes.
        optional multi_az: Switch,
        /// Whether a replica takes over by itself; follows the number of nodes.
        optional automatic_failover: Switch,
        /// TLS between client and node; `required` by default.
        optional transit_encryption: TransitEncryption,
        /// Encryption of disk and snapshots; `true` by default.
        optional at_rest_encryption: Switch,
        /// The ARN of an existing customer key; one is made by default.
        optional kms_key: Text,
        /// How clients prove who they are; `iam` by default.
        optional auth: CacheAuth,
        /// Snapshots.
        optional snapshots: SnapshotsSpec,
        /// When AWS may change the nodes; `sun:19:00-sun:20:00` by default.
        optional maintenance_window: WeeklyWindow,
        /// Engine parameters by name.
        optional parameters: Table<Text>,
        /// Whether cold keys move to SSD (r6gd, r7gd); `false` by default.
        optional data_tiering: Switch,
        /// Who may connect: tiers, ranges, security groups, and over a link parts of the other cloud (`gcp.nodes`); `[private]` by default.
        optional clients: List<Text>,
        /// The TCP port; 6379 by default.
        optional port: Number,
        /// The protocol that client libraries are set to.
        optional client: CacheClient,
    }

    /// Snapshots of a cache.
    pub struct SnapshotsSpec at "aws.cache.snapshots" {
        /// Days that they are kept, 0 is none; 7 in production, else 1.
        optional retention_days: Number,
        /// When they are taken; `16:00-17:00` by default.
        optional window: DailyWindow,
    }
}

/// An engine parameter, written as a value or as `{value, apply}`.
#[derive(Debug, Clone)]
pub struct ParameterSpec {
    /// The value as RDS reads it.
    pub value: Spanned<String>,
    /// When it takes effect.
    pub apply: Option<Spanned<ParameterApply>>,
}

block! {
    /// An engine parameter with its apply method.
    pub struct FullParameterSpec at "aws.database.parameters" {
        /// The value.
        required value: Text,
        /// When it takes effect: `immediate` or `pending-reboot`.
        optional apply: ParameterApply,
    }
}

impl Decode for ParameterSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        if matches!(node.kind, NodeKind::Mapping(_)) {
            let full = FullParameterSpec::decode(node, diagnostics)?;
            return Some(Self {
                value: full.value?.map(|Text(text)| text),
                apply: full.apply,
            });
        }
        let Text(text) = Text::decode(node, diagnostics)?;
        Some(Self {
            value: Spanned::given(text, node.span),
            apply: None,
        })
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        json!({ "anyOf": [Text::schema(definitions), FullParameterSpec::schema(definitions)] })
    }
}
