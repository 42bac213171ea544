//! Keys of the two `cache` blocks that come from Terraform, from the APIs, or from a design that
//! neither service can follow.

mod elasticache;
mod memorystore;

pub use elasticache::*;
pub use memorystore::*;

use super::refused_keys;

refused_keys! {
    CACHE_NAME: "aws.cache" [
        "replication-group-id" "replication_group_id" "ReplicationGroupId" "cluster-id"
        "cluster_id" "CacheClusterId" "id"
    ]
        "the id of the group is the name of the cache",
        "write `name`, or leave it out: it follows from project and environment";
    CACHE_NAME: "aws.cache" [
        "description" "replication-group-description" "replication_group_description"
        "ReplicationGroupDescription"
    ]
        "the API wants a description with every group, so mcgen writes one from the name",
        "remove the key";
    CACHE_AUTH: "aws.cache" [
        "auth-token" "auth_token" "AuthToken" "auth-token-update-strategy"
        "auth_token_update_strategy" "password" "requirepass"
    ]
        "a token has 16 to 128 printable characters, of the special ones only `!&#$^<>-`, needs TLS, and stands in the state for ever",
        "remove the key and write `auth: iam`: clients log in with tokens that last 15 minutes";
    CACHE_AUTH: "aws.cache" [
        "user-group-ids" "user_group_ids" "UserGroupIds" "user-group" "user_group" "users"
        "passwords" "passwords-wo" "passwords_wo"
    ]
        "the user group belongs to the cache and is made with it",
        "remove the key and write `auth: iam`";
    CACHE_VERSION: "aws.cache" [
        "engine-version" "engine_version" "EngineVersion" "cache-engine-version"
    ]
        "the version stands under its short name",
        "write `version`, in quotes";
    CACHE_VERSION: "aws.cache" [
        "transit-encryption-enabled" "transit_encryption_enabled" "TransitEncryptionEnabled"
        "transit-encryption-mode" "transit_encryption_mode" "TransitEncryptionMode" "tls"
    ]
        "Valkey refuses a group that leaves TLS open, so mcgen always writes switch and mode, from one key",
        "write `transit-encryption: required`, which is the default";
    CACHE_VERSION: "aws.cache" [
        "parameter-group-name" "parameter_group_name" "CacheParameterGroupName"
        "parameter-group" "parameter-group-family" "parameter_group_family" "family"
    ]
        "the family follows from engine and version, and a default group cannot be changed",
        "remove the key and write the values under `parameters`";
    CACHE_SHAPE: "aws.cache" [
        "num-cache-clusters" "num_cache_clusters" "NumCacheClusters" "num-cache-nodes"
        "num_cache_nodes" "number-cache-clusters" "number_cache_clusters"
    ]
        "mcgen counts nodes, the primary among them",
        "write `nodes`, 1 to 6";
    CACHE_SHAPE: "aws.cache" [
        "num-node-groups" "num_node_groups" "NumNodeGroups" "cluster-mode" "cluster_mode"
        "ClusterMode" "cluster-enabled" "cluster_enabled"
    ]
        "cluster mode is on exactly when the cache has `shards`",
        "write `shards`, or leave it out and write `nodes`";
    CACHE_SHAPE: "aws.cache" [
        "replicas-per-node-group" "replicas_per_node_group" "ReplicasPerNodeGroup"
        "replica-count" "replica_count" "replicas"
    ]
        "with shards, replicas are counted for each shard; without, they are among the nodes",
        "write `shards` with `replicas-per-shard`, or `nodes`";
    CACHE_SHAPE: "aws.cache" [
        "automatic-failover-enabled" "automatic_failover_enabled" "AutomaticFailoverEnabled"
        "multi-az-enabled" "multi_az_enabled" "MultiAZEnabled"
    ]
        "that is the argument of the provider",
        "write `automatic-failover` or `multi-az`; both follow from the number of nodes";
    ENCRYPTION_IS_FINAL: "aws.cache" [
        "at-rest-encryption-enabled" "at_rest_encryption_enabled" "AtRestEncryptionEnabled"
    ]
        "the argument follows from `at-rest-encryption`, which is `true` by default",
        "remove the key, or write `at-rest-encryption`";
    NODE_TYPE: "aws.cache" [
        "data-tiering-enabled" "data_tiering_enabled" "DataTieringEnabled"
    ]
        "that is the argument of the provider",
        "write `data-tiering: true`, with a node type of the family `r6gd`";
    CACHE_SNAPSHOTS: "aws.cache" [
        "snapshot-retention-limit" "snapshot_retention_limit" "SnapshotRetentionLimit"
        "snapshot-window" "snapshot_window" "SnapshotWindow" "final-snapshot-identifier"
        "final_snapshot_identifier"
    ]
        "snapshots are described in a block of their own",
        "write `snapshots: { retention-days: 7, window: \"16:00-17:00\" }`";
    CACHE_PLACEMENT: "aws.cache" [
        "subnet-group-name" "subnet_group_name" "CacheSubnetGroupName" "subnet-group"
        "subnet_group" "subnet-ids" "subnet_ids" "subnets" "security-group-ids"
        "security_group_ids" "SecurityGroupIds"
    ]
        "the cache has its own subnet group over the `cache` tier, and its own security group",
        "remove the key; choose ranges under `aws.network.subnets.cache` and peers under `clients`";
    NO_CACHE_REPLICATION: "aws.cache" [
        "global-replication-group-id" "global_replication_group_id" "GlobalReplicationGroupId"
        "global-datastore" "global_datastore" "global" "secondary-regions"
    ]
        "a Global Datastore joins ElastiCache groups of two AWS regions, and this file describes one",
        "remove the key; a second region is an environment of its own";
    NO_CACHE_REPLICATION: "aws.cache" [
        "replicate-to" "replicate_to" "replicate-from" "replicate_from" "replication"
        "replica-of" "replica_of" "primary" "standby" "memorystore"
    ]
        "ElastiCache and Memorystore do not replicate to each other, in neither direction",
        "remove the key; each cloud fills its own cache from its own database";
    NO_CACHE_REPLICATION: "gcp.cache" [
        "replicate-to" "replicate_to" "replicate-from" "replicate_from" "replication"
        "replica-of" "replica_of" "master" "primary" "standby" "elasticache"
        "cross-instance-replication" "cross_instance_replication_config"
    ]
        "Memorystore follows no foreign primary, and none that this file could name",
        "remove the key; each cloud fills its own cache from its own database";
    MEMORYSTORE_NAME: "gcp.cache" [
        "instance-id" "instance_id" "instance-name" "display-name" "display_name"
    ]
        "name, id and display name of the instance are one",
        "write `name`, or leave it out: it follows from project and environment";
    MEMORYSTORE_SIZE: "gcp.cache" [
        "memory-size-gb" "memory_size_gb" "memorySizeGb" "memory-size" "size"
    ]
        "that is the argument of the provider",
        "write `size-gib` (Redis), or `node-type` and `shards` (Valkey)";
    MEMORYSTORE_SIZE: "gcp.cache" [
        "replica-count" "replica_count" "replicaCount" "read-replicas-mode"
        "read_replicas_mode" "readReplicasMode" "shard-count" "shard_count" "mode"
    ]
        "number and mode belong together, and mcgen writes both from one key",
        "write `read-replicas` (Redis, 0 to 5), or `shards` and `replicas` (Valkey)";
    MEMORYSTORE_ACCESS: "gcp.cache" [
        "auth-enabled" "auth_enabled" "authEnabled" "authorization-mode" "authorization_mode"
    ]
        "the argument follows from `auth`, which is `true` by default",
        "remove the key, or write `auth`";
    MEMORYSTORE_ACCESS: "gcp.cache" [
        "transit-encryption-mode" "transit_encryption_mode" "transitEncryptionMode"
        "transit-encryption" "transit_encryption" "ssl"
    ]
        "the argument follows from `tls`, which is `true` by default",
        "remove the key, or write `tls`";
    MEMORYSTORE_NETWORK: "gcp.cache" [
        "authorized-network" "authorized_network" "authorizedNetwork" "network" "vpc"
        "network-id"
    ]
        "without it the provider takes the network named `default`, so mcgen always writes the network of this file",
        "remove the key";
    MEMORYSTORE_NETWORK: "gcp.cache" [
        "reserved-ip-range" "reserved_ip_range" "reservedIpRange" "secondary-ip-range"
        "secondary_ip_range"
    ]
        "the instance takes its addresses from the peered range of the network",
        "remove the key, and set `gcp.network.private-services` to choose the range";
    MEMORYSTORE_NETWORK: "gcp.cache" ["connect_mode" "connectMode"]
        "that is the argument of the provider",
        "write `connect-mode: private-service-access`, which is the default";
    MEMORYSTORE_SETTING: "gcp.cache" [
        "redis-configs" "redis_configs" "redisConfigs" "engine-configs" "engine_configs"
        "parameters" "flags"
    ]
        "Memorystore calls its settings configs, and takes a few of them",
        "write them under `configs`";
    WRONG_CLIENT: "aws.cache" [
        "sentinel" "sentinels" "sentinel-master" "sentinel_master" "master-name" "master_name"
    ]
        "ElastiCache moves its primary endpoint itself and runs no Sentinel",
        "remove the key and write `client: plain`, or `client: cluster` with shards";
    WRONG_CLIENT: "gcp.cache" [
        "sentinel" "sentinels" "sentinel-master" "sentinel_master" "master-name" "master_name"
    ]
        "Memorystore keeps one address through a failover and runs no Sentinel",
        "remove the key and write `client: plain`";
}
