use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::cloud_sql::default_max_connections;
use mcgen_model::{
    CacheEngine, Cloud, CloudSqlTier, Engine, Environment, GcpCache, GcpDatabase, GcpEnvironment,
    MemorystoreSize, MemorystoreTier, Monitoring, Recipients, TrafficSteering, cloud_sql,
};

use super::Object;
use super::alarms::{
    ERRORS_PER_MINUTE, Quantity, Row, addresses, answering, takes_traffic, thresholds,
};
use crate::library::Traits;

pub(super) fn traits(environment: &Environment, gcp: &GcpEnvironment) -> Traits {
    let monitoring = environment.monitoring.as_ref();
    let database = gcp.database.as_ref().filter(|_| monitoring.is_some());
    let cache = gcp.cache.as_ref().filter(|_| monitoring.is_some());
    let dashboards = monitoring.is_some_and(|it| it.dashboards.value);
    let anything = database.is_some() || cache.is_some();
    Traits::from([
        ("alerts".to_owned(), monitoring.is_some().into()),
        (
            "alert_database".to_owned(),
            database.map_or("none", |it| it.engine.as_str()).into(),
        ),
        (
            "alert_cache".to_owned(),
            cache.map_or("none", |it| it.engine.as_str()).into(),
        ),
        (
            "alert_load_balancer".to_owned(),
            answering(environment, Cloud::Gcp).is_some().into(),
        ),
        (
            "alert_conflicts".to_owned(),
            (database.is_some() && environment.logs_conflicts()).into(),
        ),
        (
            "alert_dashboard".to_owned(),
            (anything && dashboards).into(),
        ),
    ])
}

pub(super) fn variables(
    environment: &Environment,
    gcp: &GcpEnvironment,
    monitoring: &Monitoring,
) -> Literal {
    let limits = &monitoring.thresholds;
    let mut object = Object::default();
    object.set("recipients", told(monitoring));
    let traffic = answering(environment, Cloud::Gcp);
    if let Some(traffic) = traffic {
        let load_balancer = load_balancer(environment, monitoring, traffic);
        object.set("load_balancer", load_balancer);
    }
    let redis = gcp
        .cache
        .as_ref()
        .is_some_and(|cache| cache.engine.value == CacheEngine::Redis);
    object
        .set_if(
            gcp.database.is_some() || redis,
            "lag_minutes",
            limits.lag_minutes.value,
        )
        .set_if(
            gcp.database.is_some() || gcp.cache.is_some() || traffic.is_some(),
            "minutes",
            limits.minutes.value,
        );
    if let Some(database) = &gcp.database {
        let conflicts = limits.conflicts_per_minute.value;
        object
            .set_if(
                environment.logs_conflicts(),
                "conflicts_per_minute",
                conflicts,
            )
            .set("databases", databases(environment, monitoring, database));
    }
    if let Some(cache) = &gcp.cache {
        object.set("cache", self::cache(monitoring, cache));
    }
    object.into()
}

/// Who is told in Google Cloud.
pub(super) fn told(monitoring: &Monitoring) -> Object {
    let mut told = Object::default();
    told.set("alerts", recipients(&monitoring.notify))
        .set("pages", recipients(&monitoring.page));
    told
}

fn recipients(recipients: &Recipients) -> Object {
    let channels = recipients.channels.iter();
    let channels: Vec<String> = channels.map(|it| it.name().to_owned()).collect();
    let mut object = Object::default();
    object
        .set("channel_ids", channels)
        .set("emails", addresses(recipients));
    object
}

/// The thresholds of the instance, and of its replicas under `database-<replica>`.
fn databases(
    environment: &Environment,
    monitoring: &Monitoring,
    database: &GcpDatabase,
) -> BTreeMap<String, BTreeMap<&'static str, Literal>> {
    let service = "cloudsql.googleapis.com";
    let limits = &monitoring.thresholds;
    let mut rows = usage(monitoring, database, database.running_tier());
    if environment.has_slots_on_gcp() {
        rows.push((
            "slot-wal",
            "database/disk/bytes_used_by_data_type",
            Quantity::Mebibytes(limits.slot_wal_mib.value.into()),
        ));
    }
    let mut databases = BTreeMap::from([("database".to_owned(), thresholds(service, rows))]);
    databases.extend(database.replicas.iter().map(|replica| {
        let mut rows = usage(monitoring, database, &replica.tier);
        let metric = "database/replication/replica_lag";
        let lag = limits.lag.value.seconds();
        rows.extend([
            ("replica-lag", metric, Quantity::Seconds(lag)),
            ("replica-stopped", metric, Quantity::Seconds(0)),
        ]);
        (
            format!("database-{}", replica.name),
            thresholds(service, rows),
        )
    }));
    databases
}

/// What an instance of `tier` uses up.
fn usage(monitoring: &Monitoring, database: &GcpDatabase, tier: &CloudSqlTier) -> Vec<Row> {
    let limits = &monitoring.thresholds;
    let mut rows = vec![
        (
            "cpu",
            "database/cpu/utilization",
            Quantity::Percent(limits.cpu_percent.value),
        ),
        (
            "disk",
            "database/disk/utilization",
            Quantity::Percent(limits.disk_percent.value),
        ),
        (
            "memory",
            "database/memory/utilization",
            Quantity::Percent(limits.memory_percent.value),
        ),
    ];
    if let Some(connections) = max_connections(database, tier) {
        let share = u64::from(connections) * u64::from(limits.connections_percent.value) / 100;
        let metric = match database.engine.value {
            Engine::Postgres => "database/postgresql/num_backends",
            Engine::Mysql => "database/network/connections",
        };
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        rows.push(("connections", metric, Quantity::Number(share)));
    }
    rows
}

/// The connections that the server takes: those of its flag, or the default of PostgreSQL, which
/// follows from memory. The default of MySQL is not written anywhere.
fn max_connections(database: &GcpDatabase, tier: &CloudSqlTier) -> Option<u32> {
    match database.flags.get("max_connections") {
        Some(flag) => flag.value.parse().ok(),
        None if database.engine.value == Engine::Postgres => {
            cloud_sql::memory_mb(tier).map(default_max_connections)
        }
        None => None,
    }
}

/// The name that clients know is asked for the path that tells the role: whoever takes the writes answers.
fn load_balancer(
    environment: &Environment,
    monitoring: &Monitoring,
    traffic: &TrafficSteering,
) -> Object {
    let mut object = Object::default();
    object
        .set(
            "certificate_days",
            monitoring.thresholds.certificate_days.value,
        )
        .set("errors_per_minute", ERRORS_PER_MINUTE)
        .set("health_path", traffic.health_path.as_str())
        .set("host", traffic.hostname.as_str())
        .set("takes_traffic", takes_traffic(environment, Cloud::Gcp));
    object
}

fn cache(monitoring: &Monitoring, cache: &GcpCache) -> Object {
    let limits = &monitoring.thresholds;
    let cpu = Quantity::Percent(limits.cpu_percent.value);
    let memory = Quantity::Percent(limits.memory_percent.value);
    let evictions = Quantity::Number(limits.evictions_per_minute.value);
    let thresholds = match &cache.size {
        MemorystoreSize::Redis { tier, .. } => {
            let mut rows = vec![
                ("cpu", "stats/cpu_utilization_main_thread", cpu),
                ("evictions", "stats/evicted_keys", evictions),
                ("memory", "stats/memory/usage_ratio", memory),
            ];
            if tier.value == MemorystoreTier::StandardHa {
                let lag = Quantity::Seconds(limits.lag.value.seconds());
                rows.push(("replication-lag", "replication/master/slaves/lag", lag));
            }
            thresholds("redis.googleapis.com", rows)
        }
        MemorystoreSize::Valkey { .. } => thresholds(
            "memorystore.googleapis.com",
            [
                ("cpu", "instance/cpu/maximum_utilization", cpu),
                (
                    "evictions",
                    "instance/stats/total_evicted_keys_count",
                    evictions,
                ),
                ("memory", "instance/memory/maximum_utilization", memory),
            ],
        ),
    };
    let mut object = Object::default();
    object.set("thresholds", thresholds);
    object
}
