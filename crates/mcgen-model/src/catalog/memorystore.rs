//! Memorystore for Redis and for Valkey: versions, sizes and settings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{optional_scalar, scalar};
use crate::{CacheEngine, EngineVersion, MemorystoreTier};

#[derive(Deserialize)]
struct Table {
    redis: Redis,
    valkey: Valkey,
}

#[derive(Deserialize)]
struct Redis {
    versions: BTreeMap<String, String>,
    port: u32,
    tls_port: u32,
    name_max_length: usize,
    tiers: BTreeMap<String, Tier>,
    configs: BTreeMap<String, Config>,
    fixed_configs: FixedConfigs,
}

#[derive(Deserialize)]
struct FixedConfigs {
    keys: Vec<String>,
}

/// A tier of Memorystore for Redis.
#[derive(Debug, Clone, Deserialize)]
pub struct Tier {
    /// Its name in the API.
    pub api: String,
    /// The least memory in GiB.
    pub min_size_gib: u32,
    /// The most memory in GiB.
    pub max_size_gib: u32,
    /// How many read replicas there can be; none when the tier has none.
    #[serde(default)]
    pub read_replicas: Vec<u32>,
    /// The least memory in GiB of an instance with read replicas.
    pub read_replicas_min_size_gib: Option<u32>,
    /// The first version with read replicas.
    #[serde(default, deserialize_with = "optional_scalar")]
    pub read_replicas_min_version: Option<EngineVersion>,
}

/// What a setting of Memorystore for Redis takes.
#[derive(Debug, Clone, Deserialize)]
pub struct Config {
    /// The first version that takes the setting.
    #[serde(deserialize_with = "scalar")]
    pub since: EngineVersion,
    /// The words that it takes, when it takes words.
    #[serde(default)]
    pub values: Vec<String>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// Whether 0 is legal besides the range, for "off".
    #[serde(default)]
    pub zero: bool,
    /// Whether a percentage is legal.
    #[serde(default)]
    pub percent: bool,
    /// The least number, in percent of the memory of the instance.
    pub min_percent_of_size: Option<u32>,
    /// The characters that the value is made of.
    pub characters: Option<String>,
}

#[derive(Deserialize)]
struct Valkey {
    versions: BTreeMap<String, String>,
    preview_versions: BTreeMap<String, String>,
    port: u32,
    name_min_length: usize,
    name_max_length: usize,
    replicas_max: u32,
    nodes_max: u32,
    backup_retention_days_max: u32,
    node_types: BTreeMap<String, NodeType>,
    configs: ValkeyConfigs,
}

#[derive(Deserialize)]
struct ValkeyConfigs {
    keys: Vec<String>,
}

/// A node type of Memorystore for Valkey.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct NodeType {
    /// Memory in GB.
    pub memory_gb: f64,
    /// Memory for keys and values in GB.
    pub writable_gb: f64,
    /// Whether the node type is in the documentation and in the provider.
    pub documented: bool,
    /// Whether the service level agreement covers it.
    #[serde(default)]
    pub sla: bool,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("memorystore")));

fn table() -> &'static Table {
    &TABLE
}

fn versions_of(engine: CacheEngine) -> &'static BTreeMap<String, String> {
    match engine {
        CacheEngine::Redis => &table().redis.versions,
        CacheEngine::Valkey => &table().valkey.versions,
    }
}

/// The versions that exist, previews left out, oldest first.
pub fn versions(engine: CacheEngine) -> impl Iterator<Item = &'static str> {
    versions_of(engine).keys().map(String::as_str)
}

/// The name of a version in the API: `REDIS_7_2` of `7.2`. Version 6 of Redis has no minors, so `6`
/// and every `6.…` give `REDIS_6_X`. `None` when there is no such version.
pub fn api_version(engine: CacheEngine, version: &EngineVersion) -> Option<&'static str> {
    let versions = versions_of(engine);
    let minor_free = format!("{}.x", version.major());
    let name = versions
        .get(&version.to_string())
        .or_else(|| versions.get(&minor_free))
        .or_else(|| preview(engine, version));
    name.map(String::as_str)
}

fn preview(engine: CacheEngine, version: &EngineVersion) -> Option<&'static String> {
    let previews = &table().valkey.preview_versions;
    let name = previews.get(&version.to_string())?;
    (engine == CacheEngine::Valkey).then_some(name)
}

/// Whether the version is a preview, without a service level agreement.
pub fn is_preview(engine: CacheEngine, version: &EngineVersion) -> bool {
    preview(engine, version).is_some()
}

/// The port that clients must use; nobody can choose it.
pub fn port(engine: CacheEngine, tls: bool) -> u32 {
    match engine {
        CacheEngine::Redis if tls => table().redis.tls_port,
        CacheEngine::Redis => table().redis.port,
        CacheEngine::Valkey => table().valkey.port,
    }
}

/// How many days Memorystore for Valkey keeps a backup at most.
pub fn backup_retention_days_max() -> u32 {
    table().valkey.backup_retention_days_max
}

/// The lengths of an instance name, in characters: the least and the most.
pub fn name_lengths(engine: CacheEngine) -> (usize, usize) {
    match engine {
        // A first letter and a last letter or digit.
        CacheEngine::Redis => (2, table().redis.name_max_length),
        CacheEngine::Valkey => (
            table().valkey.name_min_length,
            table().valkey.name_max_length,
        ),
    }
}

/// A tier of Memorystore for Redis.
pub fn tier(tier: MemorystoreTier) -> &'static Tier {
    &table().redis.tiers[tier.as_str()]
}

/// A setting of Memorystore for Redis. `None` when it takes no such setting.
pub fn config(key: &str) -> Option<&'static Config> {
    table().redis.configs.get(key)
}

/// Every setting of the engine that can be set, by name. For Valkey the list is what its sister
/// product documents, so a setting outside of it may exist.
pub fn config_keys(engine: CacheEngine) -> Vec<&'static str> {
    match engine {
        CacheEngine::Redis => table().redis.configs.keys().map(String::as_str).collect(),
        CacheEngine::Valkey => {
            let keys = table().valkey.configs.keys.iter();
            keys.map(String::as_str).collect()
        }
    }
}

/// Whether Memorystore for Redis sets this one itself.
pub fn is_fixed_config(key: &str) -> bool {
    table().redis.fixed_configs.keys.iter().any(|it| it == key)
}

/// A node type of Memorystore for Valkey. `None` when there is no such type.
pub fn node_type(name: &str) -> Option<NodeType> {
    table().valkey.node_types.get(name).copied()
}

/// The documented node types of Memorystore for Valkey, by name.
pub fn node_types() -> impl Iterator<Item = &'static str> {
    let rows = table().valkey.node_types.iter();
    rows.filter(|(_, row)| row.documented)
        .map(|(name, _)| name.as_str())
}

/// The most replicas of a Valkey shard, and the most nodes of all shards together.
pub fn valkey_limits() -> (u32, u32) {
    (table().valkey.replicas_max, table().valkey.nodes_max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn version(text: &str) -> EngineVersion {
        EngineVersion::parse(text).unwrap()
    }

    #[test]
    fn the_api_names_a_version_with_its_engine() {
        let redis = |text| api_version(CacheEngine::Redis, &version(text));
        assert_eq!(redis("7.2"), Some("REDIS_7_2"));
        assert_eq!(redis("6"), Some("REDIS_6_X"));
        assert_eq!(redis("6.2"), Some("REDIS_6_X"));
        assert_eq!(redis("8.0"), None);
        let preview = version("9.1");
        assert!(is_preview(CacheEngine::Valkey, &preview));
        assert_eq!(
            api_version(CacheEngine::Valkey, &preview),
            Some("VALKEY_9_1")
        );
    }

    #[test]
    fn tls_moves_the_port_of_redis_only() {
        assert_eq!(port(CacheEngine::Redis, true), 6378);
        assert_eq!(port(CacheEngine::Redis, false), 6379);
        assert_eq!(port(CacheEngine::Valkey, true), 6379);
    }

    #[test]
    fn every_tier_has_a_row() {
        for name in MemorystoreTier::ALL {
            assert!(tier(*name).min_size_gib < tier(*name).max_size_gib);
        }
        assert!(tier(MemorystoreTier::Basic).read_replicas.is_empty());
    }

    #[test]
    fn a_setting_is_free_or_fixed_and_never_both() {
        for key in config_keys(CacheEngine::Redis) {
            assert!(config(key).is_some() && !is_fixed_config(key), "{key}");
        }
        assert!(config("tcp-keepalive").is_none());
        assert!(is_fixed_config("maxclients"));
    }

    #[test]
    fn documented_node_types_hold_less_than_their_memory() {
        assert!(node_types().any(|name| name == "highmem-medium"));
        for name in node_types() {
            let row = node_type(name).unwrap();
            assert!(row.writable_gb < row.memory_gb, "{name}");
        }
    }
}
