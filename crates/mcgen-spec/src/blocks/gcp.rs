use mcgen_model::{
    Availability, CacheClient, CacheEngine, Cidr, CloudSqlTier, ConnectMode, DiskType, Edition,
    Engine, EngineVersion, FirewallTarget, GcpRegion, HostCheck, MaintenanceTrack, MemorystoreTier,
    NatLog, Persistence, Principal, RoutingMode, SqlTls, TimeOfDay, Traffic,
};

use crate::decode::{List, Number, Switch, Table, Text, block};

block! {
    /// What is built on Google Cloud.
    pub struct GcpSpec at "gcp" {
        /// The region of everything: `asia-northeast3`.
        required region: GcpRegion,
        /// The project id: `crm-prod`.
        required project: Text,
        /// The project number; service agents, which use the customer keys, are named by it.
        optional project_number: Text,
        /// The service account that Terraform impersonates.
        optional impersonate: Text,
        /// Where the state lives; by default the bucket
        /// `<project>-<environment>-tfstate-<project id>`.
        optional backend: GcsBackendSpec,
        /// The network.
        required network: GcpNetworkSpec,
        /// The database, if there is one.
        optional database: GcpDatabaseSpec,
        /// The cache, if there is one.
        optional cache: GcpCacheSpec,
    }

    /// State in Cloud Storage.
    pub struct GcsBackendSpec at "gcp.backend" {
        /// The bucket; it must exist before the first `terraform init`.
        required bucket: Text,
        /// The first part of the object name; the project by default.
        optional prefix: Text,
    }

    /// The Google Cloud network.
    pub struct GcpNetworkSpec at "gcp.network" {
        /// The primary range of the node subnet: `10.20.0.0/20`. A VPC network itself has no range.
        required cidr: Cidr,
        /// The secondary range of pods; a free /16 by default.
        optional pods: Cidr,
        /// The secondary range of services; a free /20 by default.
        optional services: Cidr,
        /// The range for Cloud SQL and Memorystore; a free /20 by default.
        optional private_services: Cidr,
        /// Further subnets.
        optional subnets: List<GcpSubnetSpec>,
        /// Zones of primary and standby, by letter or full name; the region's first two by default.
        optional zones: List<Text>,
        /// Cloud NAT.
        optional nat: CloudNatSpec,
        /// How far learned routes reach; `global` by default.
        optional routing: RoutingMode,
        /// Flow logs; they are always on.
        optional flow_logs: GcpFlowLogsSpec,
        /// A GKE cluster that will live in the network; plans addresses, builds nothing.
        optional gke: GkeSpec,
        /// Ingress that is allowed besides the defaults.
        optional firewall: List<FirewallRuleSpec>,
    }

    /// A further subnet.
    pub struct GcpSubnetSpec at "gcp.network.subnets" {
        /// Its name, appended to the network's.
        required name: Text,
        /// Its range.
        required cidr: Cidr,
        /// Its region; the environment's by default.
        optional region: GcpRegion,
    }

    /// Cloud NAT.
    pub struct CloudNatSpec at "gcp.network.nat" {
        /// Which connections are logged; `errors` by default.
        optional log: NatLog,
        /// Ports kept for each host; 64 by default.
        optional min_ports_per_vm: Number,
    }

    /// Flow logs of the subnets.
    pub struct GcpFlowLogsSpec at "gcp.network.flow-logs" {
        /// The share of flows that is logged, 1 to 100 percent; 50 by default.
        optional sampling_percent: Number,
    }

    /// A GKE cluster that will live in the network.
    pub struct GkeSpec at "gcp.network.gke" {
        /// The largest number of nodes, all zones together.
        required max_nodes: Number,
        /// Nodes that exist besides during an upgrade; 1 by default.
        optional surge_nodes: Number,
        /// Pods a node, 8 to 256; 110 by default.
        optional max_pods_per_node: Number,
        /// Expected Kubernetes services; 500 by default.
        optional services: Number,
        /// The /28 of the control plane, when one is reserved.
        optional control_plane: Cidr,
        /// The region of the workload; the environment's by default.
        optional workload_region: GcpRegion,
    }

    /// Ingress that is allowed.
    pub struct FirewallRuleSpec at "gcp.network.firewall" {
        /// Its name, appended to the network's.
        required name: Text,
        /// Protocols and ports: `[tcp:443, udp:8000-8100, icmp]`, or `[all]`.
        required allow: List<Traffic>,
        /// Source ranges.
        required from: List<Cidr>,
        /// What it protects; `nodes` by default.
        optional to: FirewallTarget,
    }

    /// A Cloud SQL database.
    pub struct GcpDatabaseSpec at "gcp.database" {
        /// The instance name; by default made of project, environment and generation.
        optional name: Text,
        /// Counts re-creations, because a deleted name stays blocked for a week; 1 by default.
        optional generation: Number,
        /// The engine: `postgres` or `mysql`.
        required engine: Engine,
        /// The major version: `"17"`, `"8.4"`.
        required version: EngineVersion,
        /// The machine type: `db-custom-4-16384`.
        required tier: CloudSqlTier,
        /// The edition; follows from the tier.
        optional edition: Edition,
        /// Whether a standby runs in another zone; `regional` in production, else `zonal`.
        optional availability: Availability,
        /// The zone of the primary, by letter or full name.
        optional zone: Text,
        /// The zone of the standby, by letter or full name.
        optional secondary_zone: Text,
        /// The first database; the project by default.
        optional database_name: Text,
        /// The administrator; `<project>_admin` by default. Its password goes to Secret Manager alone.
        optional username: Text,
        /// The disk.
        optional disk: GcpDiskSpec,
        /// Backups.
        optional backup: GcpBackupSpec,
        /// When Google may change the instance.
        optional maintenance: GcpMaintenanceSpec,
        /// Database flags by name.
        optional flags: Table<Text>,
        /// Query Insights.
        optional insights: GcpInsightsSpec,
        /// What is asked of a connection; `encrypted-only` by default.
        optional tls: SqlTls,
        /// Whether only Cloud SQL connectors may connect; `false` by default.
        optional connector_enforcement: Switch,
        /// Whether the instance has a private address; `true` by default.
        optional private_ip: Switch,
        /// Whether the instance has a public address; `false` by default.
        optional public_ip: Switch,
        /// Ranges that may connect from outside RFC 1918.
        optional authorized_networks: List<AuthorizedNetworkSpec>,
        /// Whether Terraform refuses to delete the instance; `true` by default.
        optional deletion_protection: Switch,
        /// Whether the API refuses to delete the instance; `true` by default.
        optional deletion_protection_api: Switch,
        /// An existing customer key, `projects/…/cryptoKeys/…`; one is made by default.
        optional kms_key: Text,
        /// Logical decoding for change-data-capture consumers (PostgreSQL).
        optional logical_decoding: GcpLogicalDecodingSpec,
        /// Read replicas in the same region.
        optional replicas: List<GcpReplicaSpec>,
        /// Whether a local SSD caches reads (Enterprise Plus); `false` by default.
        optional data_cache: Switch,
        /// Who connects: `nodes`, `pods`, a further subnet, a range, or over a link a tier of the other cloud (`aws.private`); `[nodes, pods]` by default.
        optional clients: List<Text>,
        /// What clients verify of the server's certificate; `verify-ca` by default.
        optional host_check: HostCheck,
        /// Whether IAM identities may log in; `true` by default.
        optional iam_auth: Switch,
        /// IAM identities that become users: `serviceAccount:app@crm-prod.iam.gserviceaccount.com`, `group:dba@example.com`.
        optional iam_users: List<Principal>,
        /// Whether these identities get the role to log in, on this instance alone; `true` by default, `false`
        /// where somebody else grants roles in the project.
        optional iam_grants: Switch,
    }

    /// The disk of a Cloud SQL instance.
    pub struct GcpDiskSpec at "gcp.database.disk" {
        /// The disk type; `ssd` by default.
        optional r#type: DiskType,
        /// The size in GB; 50 by default.
        optional size_gib: Number,
        /// The size to which it may grow by itself, 0 is without limit; 500 by default.
        optional max_size_gib: Number,
        /// Whether it grows by itself; `true` by default.
        optional autoresize: Switch,
    }

    /// Backups of a Cloud SQL instance.
    pub struct GcpBackupSpec at "gcp.database.backup" {
        /// Whether there are daily backups; `true` by default.
        optional enabled: Switch,
        /// How many are kept; 14 in production, else 7.
        optional retained: Number,
        /// When they begin; `17:00` by default.
        optional start: TimeOfDay,
        /// Point-in-time recovery (PostgreSQL); `true` by default.
        optional point_in_time_recovery: Switch,
        /// Binary log, on which point-in-time recovery of MySQL rests; `true` for MySQL.
        optional binary_log: Switch,
        /// Days of transaction logs; 7 by default.
        optional log_retention_days: Number,
        /// Where backups are kept; the environment's region by default.
        optional location: Text,
        /// Whether the backups of a deleted instance are kept; `true` in production.
        optional retain_on_delete: Switch,
        /// Days that a last backup, taken on deletion, is kept, 0 is none; 30 in production, else 7.
        optional final_backup_days: Number,
    }

    /// When Google may change the instance.
    pub struct GcpMaintenanceSpec at "gcp.database.maintenance" {
        /// The day, 1 is Monday and 7 is Sunday; 7 by default.
        optional day: Number,
        /// The hour in UTC, 0 to 23; 18 by default.
        optional hour: Number,
        /// When it comes, compared with other instances; `stable` by default.
        optional track: MaintenanceTrack,
    }

    /// Query Insights.
    pub struct GcpInsightsSpec at "gcp.database.insights" {
        /// Bytes of a statement that are kept; 1024 by default.
        optional query_string_length: Number,
        /// Plans a minute that are sampled; 5 by default.
        optional plans_per_minute: Number,
        /// Whether client addresses are kept; `true` by default.
        optional record_client: Switch,
    }

    /// A range that may connect.
    pub struct AuthorizedNetworkSpec at "gcp.database.authorized-networks" {
        /// Who it is.
        required name: Text,
        /// The range.
        required cidr: Cidr,
    }

    /// Logical decoding.
    pub struct GcpLogicalDecodingSpec at "gcp.database.logical-decoding" {
        /// Consumers, each with a replication slot; 1 by default.
        optional consumers: Number,
    }

    /// A read replica.
    pub struct GcpReplicaSpec at "gcp.database.replicas" {
        /// Its name, appended to the instance name.
        required name: Text,
        /// Its machine type; the source's by default.
        optional tier: CloudSqlTier,
        /// Its zone, by letter or full name.
        optional zone: Text,
    }

    /// A Memorystore cache.
    pub struct GcpCacheSpec at "gcp.cache" {
        /// The instance name; `<project>-<environment>` by default.
        optional name: Text,
        /// The engine: `redis` or `valkey`.
        required engine: CacheEngine,
        /// The engine version: `"7.2"`, `"8.0"`.
        required version: EngineVersion,
        /// The Redis tier; `standard-ha` by default.
        optional tier: MemorystoreTier,
        /// Memory of the Redis instance in GiB; 5 by default.
        optional size_gib: Number,
        /// Redis replicas that answer reads, 0 to 5; 0 by default.
        optional read_replicas: Number,
        /// The Valkey node type; `highmem-medium` by default.
        optional node_type: Text,
        /// Valkey shards; 1 by default.
        optional shards: Number,
        /// Replicas of each Valkey shard; 1 in production, else 0.
        optional replicas: Number,
        /// Engine settings by name.
        optional configs: Table<Text>,
        /// Whether clients must prove who they are; `true` by default.
        optional auth: Switch,
        /// Whether clients must speak TLS; `true` by default.
        optional tls: Switch,
        /// The port that clients use; 6378 for Redis with TLS, else 6379.
        optional port: Number,
        /// How Redis is attached to the network; `private-service-access` by default.
        optional connect_mode: ConnectMode,
        /// When Google may change the instance.
        optional maintenance: CacheMaintenanceSpec,
        /// What survives a restart; `rdb` in production, else `none`.
        optional persistence: Persistence,
        /// Daily backups (Valkey).
        optional backup: CacheBackupSpec,
        /// Who connects: `nodes`, `pods`, a further subnet, a range, or over a link a tier of the other cloud (`aws.private`); `[nodes, pods]` by default.
        optional clients: List<Text>,
        /// The protocol that client libraries are set to.
        optional client: CacheClient,
        /// An existing customer key, `projects/…/cryptoKeys/…`; one is made by default.
        optional kms_key: Text,
    }

    /// Daily backups of a Valkey cache.
    pub struct CacheBackupSpec at "gcp.cache.backup" {
        /// Days that each is kept, 0 is no backup; 7 in production, else 1.
        optional retention_days: Number,
        /// The hour in UTC, 0 to 23; 16 by default.
        optional hour: Number,
    }

    /// When Google may change the cache.
    pub struct CacheMaintenanceSpec at "gcp.cache.maintenance" {
        /// The day, 1 is Monday and 7 is Sunday; 7 by default.
        optional day: Number,
        /// The hour in UTC, 0 to 23; 19 by default.
        optional hour: Number,
    }
}
