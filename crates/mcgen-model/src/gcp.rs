use std::collections::BTreeMap;

use mcgen_diagnostics::{Span, Spanned};

use crate::{
    CacheClient, CacheEngine, Cidr, CloudSqlTier, Engine, EngineVersion, GcpRegion,
    LogicalDecoding, Principal, TimeOfDay, Traffic, choice,
};

/// What is built on Google Cloud.
#[derive(Debug, Clone)]
pub struct GcpEnvironment {
    /// The place of the `gcp` block.
    pub span: Span,
    /// The region of everything.
    pub region: Spanned<GcpRegion>,
    /// The project id.
    pub project: Spanned<String>,
    /// The project number, 12 digits or so; service agents are named by it.
    pub project_number: Option<Spanned<String>>,
    /// The service account that Terraform impersonates.
    pub impersonate: Option<Spanned<String>>,
    /// Where the state lives.
    pub backend: GcsBackend,
    /// The network.
    pub network: GcpNetwork,
    /// The database, if there is one.
    pub database: Option<GcpDatabase>,
    /// The cache, if there is one.
    pub cache: Option<GcpCache>,
}

/// State in Cloud Storage.
#[derive(Debug, Clone)]
pub struct GcsBackend {
    /// The bucket.
    pub bucket: Spanned<String>,
    /// The state object is `<prefix>/<environment>/gcp/default.tfstate`.
    pub prefix: Spanned<String>,
}

impl GcsBackend {
    /// The folder of the states of the environment with this name, in the bucket.
    pub fn folder(&self, environment: &str) -> String {
        format!("{}/{environment}", self.prefix)
    }
}

choice! {
    /// Which connections of Cloud NAT are logged.
    pub enum NatLog {
        /// Those that failed.
        Errors = "errors",
        /// All.
        All = "all",
        /// None.
        None = "none",
    }
}

choice! {
    /// How far learned routes reach.
    pub enum RoutingMode {
        /// To every region of the network.
        Global = "global",
        /// Only to the router's region.
        Regional = "regional",
    }
}

/// The Google Cloud network.
#[derive(Debug, Clone)]
pub struct GcpNetwork {
    /// The place of the `network` block.
    pub span: Span,
    /// The primary range of the node subnet. The VPC network itself has no range.
    pub cidr: Spanned<Cidr>,
    /// The secondary range of pods.
    pub pods: Spanned<Cidr>,
    /// The secondary range of services.
    pub services: Spanned<Cidr>,
    /// The range that is peered to Google's producer network.
    pub private_services: Spanned<Cidr>,
    /// Further subnets.
    pub subnets: Vec<GcpSubnet>,
    /// Zones by full name, `asia-northeast3-a`, in the order of the file.
    pub zones: Vec<Spanned<String>>,
    /// What Cloud NAT logs.
    pub nat_log: Spanned<NatLog>,
    /// Ports that Cloud NAT keeps for each host.
    pub nat_min_ports_per_vm: Spanned<u32>,
    /// How far learned routes reach.
    pub routing: Spanned<RoutingMode>,
    /// The share of flows that is logged, percent.
    pub flow_log_sampling_percent: Spanned<u32>,
    /// A cluster that will live in the network; planning only.
    pub gke: Option<GkePlan>,
    /// Ingress that is allowed besides the defaults.
    pub firewall: Vec<FirewallRule>,
}

/// A further subnet.
#[derive(Debug, Clone)]
pub struct GcpSubnet {
    /// Its name, appended to the network's.
    pub name: Spanned<String>,
    /// Its range.
    pub cidr: Spanned<Cidr>,
    /// Its region, when it is another than the environment's.
    pub region: Option<Spanned<GcpRegion>>,
}

/// A GKE cluster that will live in the network. mcgen plans its addresses and builds nothing of it.
#[derive(Debug, Clone)]
pub struct GkePlan {
    /// The place of the block.
    pub span: Span,
    /// The largest number of nodes, all zones together.
    pub max_nodes: Spanned<u32>,
    /// Nodes that exist besides while a pool is upgraded.
    pub surge_nodes: Spanned<u32>,
    /// Pods a node.
    pub max_pods_per_node: Spanned<u32>,
    /// Expected Kubernetes services.
    pub services: Spanned<u32>,
    /// The range of the control plane, when one is reserved.
    pub control_plane: Option<Spanned<Cidr>>,
    /// The region of the workload, when it is another than the environment's.
    pub workload_region: Option<Spanned<GcpRegion>>,
}

choice! {
    /// What a firewall rule is meant to protect.
    pub enum FirewallTarget {
        /// Hosts of the network.
        Nodes = "nodes",
        /// Cloud SQL, which lives in Google's network.
        CloudSql = "cloud-sql",
        /// Memorystore, which lives in Google's network.
        Memorystore = "memorystore",
        /// A Cloud VPN gateway.
        VpnGateway = "vpn-gateway",
    }
}

/// Ingress that is allowed.
#[derive(Debug, Clone)]
pub struct FirewallRule {
    /// The place of the rule.
    pub span: Span,
    /// Its name, appended to the network's.
    pub name: Spanned<String>,
    /// What is let in.
    pub allow: Vec<Spanned<Traffic>>,
    /// Source ranges.
    pub from: Vec<Spanned<Cidr>>,
    /// What it protects.
    pub to: Spanned<FirewallTarget>,
}

choice! {
    /// A Cloud SQL edition.
    pub enum Edition {
        /// Enterprise: shared-core and custom machine types.
        Enterprise = "enterprise",
        /// Enterprise Plus: performance-optimised machine types, data cache, 35 days of logs.
        EnterprisePlus = "enterprise-plus",
    }
}

choice! {
    /// Whether a standby runs in another zone.
    pub enum Availability {
        /// A standby in another zone, and automatic failover.
        Regional = "regional",
        /// One zone.
        Zonal = "zonal",
    }
}

choice! {
    /// A Cloud SQL disk type.
    pub enum DiskType {
        /// Solid state.
        Ssd = "ssd",
        /// Hard disk.
        Hdd = "hdd",
        /// Hyperdisk Balanced.
        Hyperdisk = "hyperdisk",
    }
}

choice! {
    /// What Cloud SQL asks of a connection.
    pub enum SqlTls {
        /// TLS.
        EncryptedOnly = "encrypted-only",
        /// TLS and a client certificate.
        ClientCertificate = "client-certificate",
        /// Nothing.
        Unencrypted = "unencrypted",
    }
}

choice! {
    /// When maintenance comes, compared with other instances.
    pub enum MaintenanceTrack {
        /// First, seven days before the others.
        Canary = "canary",
        /// After canary.
        Stable = "stable",
        /// Five weeks after the notice.
        Week5 = "week5",
    }
}

choice! {
    /// What clients verify of the server's certificate.
    pub enum HostCheck {
        /// The issuer.
        VerifyCa = "verify-ca",
        /// The issuer and the host name.
        VerifyFull = "verify-full",
    }
}

/// A Cloud SQL database.
#[derive(Debug, Clone)]
pub struct GcpDatabase {
    /// The place of the `database` block.
    pub span: Span,
    /// The instance name.
    pub name: Spanned<String>,
    /// Counts re-creations; part of the default name, because a name is blocked after deletion.
    pub generation: Spanned<u32>,
    /// The engine.
    pub engine: Spanned<Engine>,
    /// The major version.
    pub version: Spanned<EngineVersion>,
    /// The machine type.
    pub tier: Spanned<CloudSqlTier>,
    /// The machine type while the database stands by, when the file names one.
    pub standby_tier: Option<Spanned<CloudSqlTier>>,
    /// The machine type that it runs on now, where it stands by on another; see [`crate::standby::as_it_runs`].
    pub runs_on: Option<CloudSqlTier>,
    /// The edition; follows from the tier when the file is silent.
    pub edition: Spanned<Edition>,
    /// Whether a standby runs in another zone.
    pub availability: Spanned<Availability>,
    /// The zone of the primary, by full name.
    pub zone: Option<Spanned<String>>,
    /// The zone of the standby, by full name.
    pub secondary_zone: Option<Spanned<String>>,
    /// The first database.
    pub database_name: Spanned<String>,
    /// The administrator.
    pub username: Spanned<String>,
    /// The disk.
    pub disk: GcpDisk,
    /// Backups.
    pub backup: GcpBackup,
    /// The day of maintenance, 1 is Monday.
    pub maintenance_day: Spanned<u32>,
    /// The hour of maintenance in UTC.
    pub maintenance_hour: Spanned<u32>,
    /// When maintenance comes.
    pub maintenance_track: Spanned<MaintenanceTrack>,
    /// Database flags, by name.
    pub flags: BTreeMap<String, DatabaseFlag>,
    /// Bytes of a statement that Query Insights keeps.
    pub insights_query_length: Spanned<u32>,
    /// Plans a minute that Query Insights samples.
    pub insights_plans_per_minute: Spanned<u32>,
    /// Whether Query Insights keeps client addresses.
    pub insights_record_client: Spanned<bool>,
    /// What is asked of a connection.
    pub tls: Spanned<SqlTls>,
    /// Whether only Cloud SQL connectors may connect.
    pub connector_enforcement: Spanned<bool>,
    /// Whether the instance has a private address.
    pub private_ip: Spanned<bool>,
    /// Whether the instance has a public address.
    pub public_ip: Spanned<bool>,
    /// Ranges that may connect to a public address, or privately from outside RFC 1918.
    pub authorized_networks: Vec<AuthorizedNetwork>,
    /// Whether Terraform refuses to delete the instance.
    pub deletion_protection: Spanned<bool>,
    /// Whether the API refuses to delete the instance.
    pub deletion_protection_api: Spanned<bool>,
    /// An existing customer key; mcgen makes one otherwise.
    pub kms_key: Option<Spanned<String>>,
    /// Logical decoding for change-data-capture consumers.
    pub logical_decoding: Option<LogicalDecoding>,
    /// Read replicas.
    pub replicas: Vec<GcpReplica>,
    /// Whether a local SSD caches reads.
    pub data_cache: Spanned<bool>,
    /// Who connects: `nodes`, `pods`, further subnets by name, or ranges.
    pub clients: Vec<Spanned<String>>,
    /// What clients verify of the server's certificate.
    pub host_check: Spanned<HostCheck>,
    /// Whether IAM identities may log in.
    pub iam_auth: Spanned<bool>,
    /// The IAM identities that are users of the database.
    pub iam_users: Vec<Spanned<Principal>>,
    /// Whether these identities get the role to log in.
    pub iam_grants: Spanned<bool>,
}

/// One database flag.
#[derive(Debug, Clone)]
pub struct DatabaseFlag {
    /// Its value, as Cloud SQL reads it.
    pub value: Spanned<String>,
    /// The place of its name.
    pub name_span: Span,
}

/// The disk of a Cloud SQL instance.
#[derive(Debug, Clone)]
pub struct GcpDisk {
    /// The place of the block.
    pub span: Span,
    /// The disk type.
    pub kind: Spanned<DiskType>,
    /// The size in GB.
    pub size_gib: Spanned<u32>,
    /// The size in GB to which the disk may grow by itself; 0 is without limit.
    pub max_size_gib: Spanned<u32>,
    /// Whether the disk grows by itself.
    pub autoresize: Spanned<bool>,
}

/// Backups of a Cloud SQL instance.
#[derive(Debug, Clone)]
pub struct GcpBackup {
    /// The place of the block.
    pub span: Span,
    /// Whether there are daily backups.
    pub enabled: Spanned<bool>,
    /// How many daily backups are kept.
    pub retained: Spanned<u32>,
    /// When the daily backup begins.
    pub start: Spanned<TimeOfDay>,
    /// Point-in-time recovery (PostgreSQL).
    pub point_in_time_recovery: Spanned<bool>,
    /// Binary log, on which point-in-time recovery rests (MySQL).
    pub binary_log: Spanned<bool>,
    /// Days of transaction logs.
    pub log_retention_days: Spanned<u32>,
    /// Where backups are kept: a region or a multi-region.
    pub location: Spanned<String>,
    /// Whether the backups of an instance outlive it.
    pub retain_on_delete: Spanned<bool>,
    /// Days that a last backup, taken when the instance is deleted, is kept; 0 is none.
    pub final_backup_days: Spanned<u32>,
}

/// A range that may connect.
#[derive(Debug, Clone)]
pub struct AuthorizedNetwork {
    /// Who it is.
    pub name: Spanned<String>,
    /// The range.
    pub cidr: Spanned<Cidr>,
}

/// A Cloud SQL read replica.
#[derive(Debug, Clone)]
pub struct GcpReplica {
    /// Its name, appended to the instance name.
    pub name: Spanned<String>,
    /// Its machine type; the source's by default.
    pub tier: Spanned<CloudSqlTier>,
    /// Its zone, by full name.
    pub zone: Option<Spanned<String>>,
}

choice! {
    /// A Memorystore for Redis tier.
    pub enum MemorystoreTier {
        /// A replica in another zone, and automatic failover.
        StandardHa = "standard-ha",
        /// One node.
        Basic = "basic",
    }
}

choice! {
    /// How Memorystore for Redis is attached to the network.
    pub enum ConnectMode {
        /// Over the private services range.
        PrivateServiceAccess = "private-service-access",
        /// Over a peering of its own.
        DirectPeering = "direct-peering",
    }
}

choice! {
    /// What of the cache survives a restart.
    pub enum Persistence {
        /// Snapshots.
        Rdb = "rdb",
        /// Every write (Valkey).
        Aof = "aof",
        /// Nothing.
        None = "none",
    }
}

/// The size of a Memorystore cache, which the two engines measure differently.
#[derive(Debug, Clone)]
pub enum MemorystoreSize {
    /// Memorystore for Redis.
    Redis {
        /// The tier.
        tier: Spanned<MemorystoreTier>,
        /// Memory in GiB.
        size_gib: Spanned<u32>,
        /// Replicas that answer reads.
        read_replicas: Spanned<u32>,
    },
    /// Memorystore for Valkey.
    Valkey {
        /// The node type, `highmem-medium`.
        node_type: Spanned<String>,
        /// Shards.
        shards: Spanned<u32>,
        /// Replicas of each shard.
        replicas: Spanned<u32>,
    },
}

/// Daily backups of a Valkey cache.
#[derive(Debug, Clone)]
pub struct GcpCacheBackup {
    /// Days that each is kept; 0 is no backup.
    pub retention_days: Spanned<u32>,
    /// The hour in UTC in which it is made.
    pub hour: Spanned<u32>,
}

/// A Memorystore cache.
#[derive(Debug, Clone)]
pub struct GcpCache {
    /// The place of the `cache` block.
    pub span: Span,
    /// The instance name.
    pub name: Spanned<String>,
    /// The engine.
    pub engine: Spanned<CacheEngine>,
    /// The engine version.
    pub version: Spanned<EngineVersion>,
    /// How large it is.
    pub size: MemorystoreSize,
    /// Engine settings, by name.
    pub configs: BTreeMap<String, DatabaseFlag>,
    /// Whether clients must prove who they are.
    pub auth: Spanned<bool>,
    /// Whether clients must speak TLS.
    pub tls: Spanned<bool>,
    /// The port that clients are told to use.
    pub port: Spanned<u32>,
    /// How it is attached to the network.
    pub connect_mode: Spanned<ConnectMode>,
    /// The day of maintenance, 1 is Monday.
    pub maintenance_day: Spanned<u32>,
    /// The hour of maintenance in UTC.
    pub maintenance_hour: Spanned<u32>,
    /// What survives a restart.
    pub persistence: Spanned<Persistence>,
    /// Backups, which Memorystore for Redis does not have.
    pub backup: Option<GcpCacheBackup>,
    /// Who connects: `nodes`, `pods`, further subnets by name, or ranges.
    pub clients: Vec<Spanned<String>>,
    /// The protocol that clients are set to, when the file says so.
    pub client: Option<Spanned<CacheClient>>,
    /// An existing customer key; mcgen makes one otherwise.
    pub kms_key: Option<Spanned<String>>,
}
