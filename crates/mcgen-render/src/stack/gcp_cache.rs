use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::memorystore;
use mcgen_model::{
    CacheClient, CacheEngine, ConnectMode, Environment, GcpCache, GcpCacheBackup, GcpEnvironment,
    MemorystoreSize, MemorystoreTier, Persistence,
};

use super::Object;
use super::gcp_database::screaming;
use crate::library::Traits;

const DAYS: [&str; 7] = [
    "MONDAY",
    "TUESDAY",
    "WEDNESDAY",
    "THURSDAY",
    "FRIDAY",
    "SATURDAY",
    "SUNDAY",
];

pub(super) fn traits(cache: Option<&GcpCache>) -> Traits {
    let engine = cache.map_or("none", |cache| cache.engine.as_str());
    let redis = cache.filter(|cache| cache.engine.value == CacheEngine::Redis);
    let valkey = cache.filter(|cache| cache.engine.value == CacheEngine::Valkey);
    let persistence = valkey.map_or("none", |cache| cache.persistence.as_str());
    let attached =
        redis.is_some_and(|it| it.connect_mode.value == ConnectMode::PrivateServiceAccess);
    Traits::from([
        ("cache".to_owned(), engine.into()),
        (
            "cache_auth".to_owned(),
            redis.is_some_and(|it| it.auth.value).into(),
        ),
        (
            "cache_key".to_owned(),
            cache.is_some_and(|it| it.kms_key.is_none()).into(),
        ),
        ("cache_persistence".to_owned(), persistence.into()),
        (
            "cache_without_backup".to_owned(),
            valkey.is_some_and(|it| backed_up(it).is_none()).into(),
        ),
        ("cache_private_services".to_owned(), attached.into()),
    ])
}

/// How the cache is backed up, if it is.
fn backed_up(cache: &GcpCache) -> Option<&GcpCacheBackup> {
    let backup = cache.backup.as_ref()?;
    (backup.retention_days.value > 0).then_some(backup)
}

pub(super) fn variables(
    environment: &Environment,
    gcp: &GcpEnvironment,
    cache: &GcpCache,
) -> Literal {
    let configs: BTreeMap<String, String> = cache
        .configs
        .iter()
        .map(|(name, value)| (name.clone(), value.value.value.clone()))
        .collect();
    let mut maintenance = Object::default();
    let day = (cache.maintenance_day.value as usize).saturating_sub(1) % DAYS.len();
    maintenance
        .set("day", DAYS[day])
        .set("hour", cache.maintenance_hour.value);
    let engine = cache.engine.value;
    // A version that is not in the table has been refused by then.
    let version = memorystore::api_version(engine, &cache.version).unwrap_or_default();
    let mut object = Object::default();
    object
        .set("configs", configs)
        .set("deletion_protection", environment.is_production())
        .set("engine_version", version)
        .set("maintenance_window", maintenance)
        .set("name", cache.name.value.clone());
    if let Some(key) = &cache.kms_key {
        object.set("kms_key", key.value.clone());
    }
    match &cache.size {
        MemorystoreSize::Redis {
            tier,
            size_gib,
            read_replicas,
        } => {
            let mut zones = gcp.network.zones.iter().map(|zone| zone.value.clone());
            let zone = zones.next();
            let alternative = zones
                .next()
                .filter(|_| tier.value == MemorystoreTier::StandardHa);
            let snapshots = match cache.persistence.value {
                Persistence::None => "NONE",
                Persistence::Rdb | Persistence::Aof => "TWELVE_HOURS",
            };
            object
                .set("alternative_zone", alternative)
                .set_if(cache.auth.value, "auth_secret_version", 1)
                .set("memory_size_gib", size_gib.value)
                .set("read_replicas", read_replicas.value)
                .set("snapshot_period", snapshots)
                .set("tier", screaming(tier.as_str()))
                .set(
                    "transit_encryption_mode",
                    if cache.tls.value {
                        "SERVER_AUTHENTICATION"
                    } else {
                        "DISABLED"
                    },
                )
                .set("zone", zone);
        }
        MemorystoreSize::Valkey {
            node_type,
            shards,
            replicas,
        } => {
            let plain = cache
                .client
                .as_ref()
                .is_some_and(|it| it.value == CacheClient::Plain);
            object
                .set_if(
                    cache.persistence.value == Persistence::Aof,
                    "append_fsync",
                    "EVERY_SEC",
                )
                .set(
                    "authorization_mode",
                    if cache.auth.value {
                        "IAM_AUTH"
                    } else {
                        "AUTH_DISABLED"
                    },
                )
                .set(
                    "mode",
                    if plain && shards.value == 1 {
                        "CLUSTER_DISABLED"
                    } else {
                        "CLUSTER"
                    },
                )
                .set("node_type", screaming(node_type))
                .set("replica_count", replicas.value)
                .set("shard_count", shards.value)
                .set_if(
                    cache.persistence.value == Persistence::Rdb,
                    "snapshot_period",
                    "TWELVE_HOURS",
                )
                .set(
                    "transit_encryption_mode",
                    if cache.tls.value {
                        "SERVER_AUTHENTICATION"
                    } else {
                        "TRANSIT_ENCRYPTION_DISABLED"
                    },
                )
                .set("zone", Literal::Null);
            if let Some(backup) = backed_up(cache) {
                let mut schedule = Object::default();
                schedule
                    .set("retention_days", backup.retention_days.value)
                    .set("start_hour", backup.hour.value);
                object.set("backup", schedule);
            }
        }
    }
    object.into()
}
