use std::collections::BTreeMap;

use mcgen_diagnostics::{Span, Spanned};

use crate::{
    AwsRegion, Cidr, DailyWindow, Engine, EngineVersion, InstanceClass, WeeklyWindow, choice,
};

/// What is built on AWS.
#[derive(Debug, Clone)]
pub struct AwsEnvironment {
    /// The place of the `aws` block.
    pub span: Span,
    /// The region of everything.
    pub region: Spanned<AwsRegion>,
    /// The only account that an apply may touch, 12 digits.
    pub account: Spanned<String>,
    /// The role that Terraform assumes.
    pub assume_role: Option<Spanned<String>>,
    /// Where the state lives.
    pub backend: S3Backend,
    /// The network.
    pub network: AwsNetwork,
    /// The database, if there is one.
    pub database: Option<AwsDatabase>,
    /// The cache, if there is one.
    pub cache: Option<AwsCache>,
}

/// State in S3 with its native lock file.
#[derive(Debug, Clone)]
pub struct S3Backend {
    /// The bucket.
    pub bucket: Spanned<String>,
    /// The region of the bucket.
    pub region: Spanned<AwsRegion>,
    /// The only account whose credentials may reach the bucket; any, if there is none.
    pub account: Option<Spanned<String>>,
    /// The key of the state object is `<prefix>/<environment>/aws.tfstate`.
    pub key_prefix: Spanned<String>,
    /// The customer key of the state object, an ARN.
    pub kms_key: Option<Spanned<String>>,
}

impl S3Backend {
    /// The folder of the states of the environment with this name, in the bucket.
    pub fn folder(&self, environment: &str) -> String {
        format!("{}/{environment}", self.key_prefix)
    }
}

choice! {
    /// What lives in a subnet.
    pub enum SubnetTier {
        /// Load balancers and NAT gateways; the only tier with a route to the internet gateway.
        Public = "public",
        /// Application hosts; they reach the internet through NAT.
        Private = "private",
        /// Databases; no route to the internet.
        Database = "database",
        /// Caches; no route to the internet.
        Cache = "cache",
        /// Cluster nodes and pods, when a cluster is planned.
        Cluster = "cluster",
    }
}

choice! {
    /// How private subnets reach the internet.
    pub enum NatMode {
        /// One NAT gateway for all zones: cheaper, and one zone's loss cuts all off.
        Single = "single",
        /// One NAT gateway a zone.
        PerZone = "per-zone",
        /// No way out.
        None = "none",
    }
}

/// The AWS network.
#[derive(Debug, Clone)]
pub struct AwsNetwork {
    /// The place of the `network` block.
    pub span: Span,
    /// The primary range of the VPC.
    pub cidr: Spanned<Cidr>,
    /// Further ranges of the VPC.
    pub secondary_cidrs: Vec<Spanned<Cidr>>,
    /// Zones by full name, `ap-northeast-2a`, in the order of the file.
    pub zones: Vec<Spanned<String>>,
    /// How private subnets reach the internet.
    pub nat: Spanned<NatMode>,
    /// Every subnet, by tier and zone name. Carved ones are marked as defaults.
    pub subnets: BTreeMap<SubnetTier, BTreeMap<String, Spanned<Cidr>>>,
    /// How long flow logs are kept, in days.
    pub flow_log_retention_days: Spanned<u32>,
    /// Services reached without NAT, by their short names (`s3`, `secretsmanager`).
    pub endpoints: Vec<Spanned<String>>,
    /// Whether the VPC resolver answers.
    pub dns_support: Spanned<bool>,
    /// Whether hosts get private DNS names.
    pub dns_hostnames: Spanned<bool>,
    /// A cluster that will share the network; planning only.
    pub eks: Option<EksPlan>,
}

impl AwsNetwork {
    /// The subnets of one tier as `(zone, range)`, empty when the tier is not built.
    pub fn tier(&self, tier: SubnetTier) -> impl Iterator<Item = (&str, &Spanned<Cidr>)> {
        self.subnets
            .get(&tier)
            .into_iter()
            .flatten()
            .map(|(zone, cidr)| (zone.as_str(), cidr))
    }

    /// The primary range and every further one.
    pub fn vpc_ranges(&self) -> impl Iterator<Item = &Spanned<Cidr>> {
        std::iter::once(&self.cidr).chain(&self.secondary_cidrs)
    }
}

/// An EKS cluster that will live in the network. mcgen plans its addresses and builds nothing of it.
#[derive(Debug, Clone)]
pub struct EksPlan {
    /// The place of the block.
    pub span: Span,
    /// The largest number of nodes.
    pub max_nodes: Spanned<u32>,
    /// Pods a node; each takes an address of the node's subnet.
    pub max_pods_per_node: Spanned<u32>,
    /// The range of cluster services; not routed outside the cluster.
    pub service_cidr: Spanned<Cidr>,
}

choice! {
    /// A volume type of RDS.
    pub enum StorageType {
        /// General purpose with independent IOPS.
        Gp3 = "gp3",
        /// General purpose, IOPS by size.
        Gp2 = "gp2",
        /// Provisioned IOPS.
        Io1 = "io1",
        /// Provisioned IOPS, more durable.
        Io2 = "io2",
    }
}

choice! {
    /// How much Database Insights keeps.
    pub enum InsightsMode {
        /// Seven days of counters by default.
        Standard = "standard",
        /// Fifteen months, with execution plans and fleet views.
        Advanced = "advanced",
    }
}

choice! {
    /// When a changed parameter takes effect.
    pub enum ParameterApply {
        /// At once; only for dynamic parameters.
        Immediate = "immediate",
        /// At the next reboot.
        PendingReboot = "pending-reboot",
    }
}

/// One parameter of a parameter group.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its value, as RDS reads it.
    pub value: Spanned<String>,
    /// When it takes effect, if the file says so; mcgen knows it otherwise.
    pub apply: Option<Spanned<ParameterApply>>,
    /// The place of its name.
    pub name_span: Span,
}

/// An RDS database.
#[derive(Debug, Clone)]
pub struct AwsDatabase {
    /// The place of the `database` block.
    pub span: Span,
    /// The instance identifier.
    pub name: Spanned<String>,
    /// The engine.
    pub engine: Spanned<Engine>,
    /// The engine version.
    pub version: Spanned<EngineVersion>,
    /// The instance class, `db.m7g.large`.
    pub class: Spanned<InstanceClass>,
    /// The class while the database stands by, when the file names one.
    pub standby_class: Option<Spanned<InstanceClass>>,
    /// The class that it runs on now, where it stands by on another; see [`crate::standby::as_it_runs`].
    pub runs_on: Option<InstanceClass>,
    /// The first database.
    pub database_name: Spanned<String>,
    /// The master user.
    pub username: Spanned<String>,
    /// The TCP port.
    pub port: Spanned<u32>,
    /// The volume.
    pub storage: AwsStorage,
    /// Whether the volume is encrypted.
    pub encrypted: Spanned<bool>,
    /// An existing customer key, an ARN; mcgen makes one otherwise.
    pub kms_key: Option<Spanned<String>>,
    /// Whether a standby runs in another zone.
    pub multi_az: Spanned<bool>,
    /// The zone of a single-zone instance, by full name.
    pub zone: Option<Spanned<String>>,
    /// Days that backups, and with them point-in-time recovery, reach back.
    pub backup_retention_days: Spanned<u32>,
    /// When the daily snapshot is taken.
    pub backup_window: Spanned<DailyWindow>,
    /// When AWS may change the instance.
    pub maintenance_window: Spanned<WeeklyWindow>,
    /// Whether minor versions come by themselves.
    pub auto_minor_upgrade: Spanned<bool>,
    /// Whether a change of the version may cross a major version.
    pub allow_major_upgrade: Spanned<bool>,
    /// Whether the instance refuses to be deleted.
    pub deletion_protection: Spanned<bool>,
    /// Whether a last snapshot is taken on deletion.
    pub final_snapshot: Spanned<bool>,
    /// Parameters that the file sets, by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// The family that the file names for the parameter group.
    pub parameter_family: Option<Spanned<String>>,
    /// Logs that go to CloudWatch.
    pub logs: Vec<Spanned<String>>,
    /// The mode of Database Insights.
    pub insights_mode: Spanned<InsightsMode>,
    /// Days that Performance Insights data is kept.
    pub insights_retention_days: Spanned<u32>,
    /// Seconds between operating-system metrics; 0 is off.
    pub monitoring_interval_seconds: Spanned<u32>,
    /// The certificate authority of the server certificate.
    pub ca: Spanned<String>,
    /// Whether IAM identities may log in.
    pub iam_auth: Spanned<bool>,
    /// Whether the server refuses connections without TLS.
    pub require_tls: Spanned<bool>,
    /// Whether the instance gets a public address.
    pub publicly_accessible: Spanned<bool>,
    /// Whether AWS may bill Extended Support after the end of standard support.
    pub extended_support: Spanned<bool>,
    /// Who may connect: tiers of this VPC, ranges, security groups.
    pub clients: Vec<Spanned<String>>,
    /// The ranges of databases elsewhere that this one connects to.
    pub peers: Vec<Cidr>,
    /// Logical decoding for change-data-capture consumers.
    pub logical_decoding: Option<LogicalDecoding>,
    /// Read replicas.
    pub replicas: Vec<AwsReplica>,
    /// An RDS Proxy in front.
    pub proxy: Option<RdsProxy>,
    /// Connections that all client pools open together, when that is known.
    pub connections: Option<Spanned<u32>>,
    /// Days between rotations of the master password, when they are wanted.
    pub password_rotation_days: Option<Spanned<u32>>,
}

/// The volume of an RDS instance.
#[derive(Debug, Clone)]
pub struct AwsStorage {
    /// The place of the block.
    pub span: Span,
    /// The volume type.
    pub kind: Spanned<StorageType>,
    /// The size in GiB.
    pub size_gib: Spanned<u32>,
    /// The size in GiB to which the volume may grow by itself.
    pub max_size_gib: Option<Spanned<u32>>,
    /// Provisioned operations a second.
    pub iops: Option<Spanned<u32>>,
    /// Provisioned throughput in MiB/s.
    pub throughput_mibps: Option<Spanned<u32>>,
}

/// Logical decoding on a publisher: slots and what they may hold back.
#[derive(Debug, Clone)]
pub struct LogicalDecoding {
    /// The place of the block.
    pub span: Span,
    /// Consumers, each with a replication slot of its own.
    pub consumers: Spanned<u32>,
    /// Standbys in the other cloud that subscribe themselves, each a consumer more.
    pub standbys: u32,
    /// Tasks of DMS that carry changes to a standby, each a consumer more.
    pub dms_tasks: u32,
    /// The most write-ahead log that a slot may hold back, in MiB (RDS only).
    pub max_slot_wal_keep_mib: Option<Spanned<u32>>,
}

impl LogicalDecoding {
    /// Everybody who holds a slot: the consumers of the file, and what follows for a standby.
    pub fn consumers_in_all(&self) -> u32 {
        let for_standbys = self.standbys.saturating_add(self.dms_tasks);
        self.consumers.saturating_add(for_standbys)
    }
}

/// A read replica in the same or another region.
#[derive(Debug, Clone)]
pub struct AwsReplica {
    /// Its name, appended to the instance identifier.
    pub name: Spanned<String>,
    /// Its class; the source's by default.
    pub class: Spanned<InstanceClass>,
    /// Its zone, by full name.
    pub zone: Option<Spanned<String>>,
    /// The region, when the file names one.
    pub region: Option<Spanned<String>>,
    /// A key of its own, when the file names one.
    pub kms_key: Option<Spanned<String>>,
}

/// An RDS Proxy and the settings of its target group.
#[derive(Debug, Clone)]
pub struct RdsProxy {
    /// The place of the block.
    pub span: Span,
    /// The share of the instance's connections that the proxy may use, percent.
    pub max_connections_percent: Spanned<u32>,
    /// The share that it may keep open while idle, percent.
    pub max_idle_connections_percent: Spanned<u32>,
    /// How long a client waits for a connection, seconds.
    pub borrow_timeout_seconds: Spanned<u32>,
}

choice! {
    /// A cache engine.
    pub enum CacheEngine {
        /// Valkey.
        Valkey = "valkey",
        /// Redis open source.
        Redis = "redis",
    }
}

choice! {
    /// Whether clients must speak TLS to the cache.
    pub enum TransitEncryption {
        /// Only TLS.
        Required = "required",
        /// TLS and plain text, the first of two steps on an existing group.
        Preferred = "preferred",
        /// Plain text.
        None = "none",
    }
}

choice! {
    /// How clients prove who they are to ElastiCache.
    pub enum CacheAuth {
        /// A user group whose users log in with IAM tokens; no secret exists.
        Iam = "iam",
        /// Whoever reaches the port may read everything.
        None = "none",
    }
}

choice! {
    /// The protocol that a cache client library is set to.
    pub enum CacheClient {
        /// One endpoint.
        Plain = "plain",
        /// The cluster protocol.
        Cluster = "cluster",
        /// Redis Sentinel.
        Sentinel = "sentinel",
    }
}

/// How many nodes a cache has and how they share the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CacheTopology {
    /// One primary and its replicas, together `nodes`.
    Nodes(Spanned<u32>),
    /// The keys are spread over shards (cluster mode).
    Sharded {
        /// Shards.
        shards: Spanned<u32>,
        /// Replicas of each shard, the primary not counted.
        replicas: Spanned<u32>,
    },
}

impl CacheTopology {
    /// All nodes of the cache.
    pub fn total_nodes(&self) -> u32 {
        match self {
            Self::Nodes(nodes) => nodes.value,
            Self::Sharded { shards, replicas } => shards
                .value
                .saturating_mul(replicas.value.saturating_add(1)),
        }
    }
}

/// An ElastiCache replication group.
#[derive(Debug, Clone)]
pub struct AwsCache {
    /// The place of the `cache` block.
    pub span: Span,
    /// The replication group id.
    pub name: Spanned<String>,
    /// The engine.
    pub engine: Spanned<CacheEngine>,
    /// The engine version.
    pub version: Spanned<EngineVersion>,
    /// The node type, `cache.m7g.large`.
    pub node_type: Spanned<InstanceClass>,
    /// Nodes or shards.
    pub topology: CacheTopology,
    /// Whether replicas stand in other zones.
    pub multi_az: Spanned<bool>,
    /// Whether a replica takes over by itself.
    pub automatic_failover: Spanned<bool>,
    /// TLS between client and node.
    pub transit_encryption: Spanned<TransitEncryption>,
    /// Encryption of disk and snapshots.
    pub at_rest_encryption: Spanned<bool>,
    /// An existing customer key, an ARN; mcgen makes one otherwise.
    pub kms_key: Option<Spanned<String>>,
    /// How clients prove who they are.
    pub auth: Spanned<CacheAuth>,
    /// Days that snapshots are kept; 0 is none.
    pub snapshot_retention_days: Spanned<u32>,
    /// When the daily snapshot is taken.
    pub snapshot_window: Spanned<DailyWindow>,
    /// When AWS may change the nodes.
    pub maintenance_window: Spanned<WeeklyWindow>,
    /// Parameters that the file sets, by name.
    pub parameters: BTreeMap<String, Spanned<String>>,
    /// Whether cold keys move to SSD.
    pub data_tiering: Spanned<bool>,
    /// Who may connect: tiers of this VPC, ranges, security groups.
    pub clients: Vec<Spanned<String>>,
    /// The TCP port.
    pub port: Spanned<u32>,
    /// The protocol that clients are set to, when the file says so.
    pub client: Option<Spanned<CacheClient>>,
}
