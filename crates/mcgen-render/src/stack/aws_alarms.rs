use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::rds_classes;
use mcgen_model::catalog::rds_limits::default_max_connections;
use mcgen_model::{
    AwsCache, AwsDatabase, AwsEnvironment, AwsReplica, CacheTopology, Cloud, Environment,
    InstanceClass, Monitoring, Recipients, StorageType, rds,
};

use super::Object;
use super::alarms::{
    ERRORS_PER_MINUTE, Quantity, Row, addresses, answering, has_targets, takes_traffic, thresholds,
};
use crate::library::Traits;

/// Credits below which a burstable instance is nearly out of them.
const LAST_CREDITS: u32 = 20;

/// Percent of a burst balance below which it is nearly used up.
const LAST_OF_A_BALANCE: u32 = 20;

/// Seconds that one request of a hundred may wait for its answer.
const SLOW_SECONDS: u32 = 2;

/// What checkpoints and archiving keep of the log anyway, in MiB.
const USUAL_LOG_MIB: u64 = 8192;

/// Two segments of the log of RDS, in MiB: a primary without writes goes on to the next one every five
/// minutes, and its consumers follow in steps of one.
const TWO_SEGMENTS_MIB: u64 = 128;

pub(super) fn traits(environment: &Environment, aws: &AwsEnvironment) -> Traits {
    let monitoring = environment.monitoring.as_ref();
    let watched = monitoring.is_some();
    let on = |question: fn(&Monitoring) -> bool| monitoring.is_some_and(question);
    let anything = aws.database.is_some() || aws.cache.is_some();
    let traits = [
        ("alarms", watched),
        ("alarm_topics", on(has_addresses)),
        ("alarm_database", watched && aws.database.is_some()),
        ("alarm_cache", watched && aws.cache.is_some()),
        (
            "alarm_load_balancer",
            answering(environment, Cloud::Aws).is_some(),
        ),
        (
            "alarm_conflicts",
            watched && aws.database.is_some() && environment.logs_conflicts(),
        ),
        ("alarm_dashboard", anything && on(|it| it.dashboards.value)),
    ];
    Traits::from(traits.map(|(name, on)| (name.to_owned(), on.into())))
}

fn has_addresses(monitoring: &Monitoring) -> bool {
    !monitoring.notify.email.is_empty() || !monitoring.page.email.is_empty()
}

pub(super) fn variables(
    environment: &Environment,
    aws: &AwsEnvironment,
    monitoring: &Monitoring,
) -> Literal {
    let mut told = Object::default();
    told.set("alerts", recipients(monitoring, &monitoring.notify))
        .set("pages", recipients(monitoring, &monitoring.page));
    let limits = &monitoring.thresholds;
    let mut object = Object::default();
    object.set("recipients", told);
    let copies = aws.database.is_some() || aws.cache.is_some();
    let load_balancer = answering(environment, Cloud::Aws).is_some();
    object
        .set_if(copies, "lag_minutes", limits.lag_minutes.value)
        .set_if(copies || load_balancer, "minutes", limits.minutes.value);
    if load_balancer {
        object.set(
            "load_balancer",
            self::load_balancer(environment, monitoring),
        );
    }
    if let Some(database) = &aws.database {
        let conflicts = limits.conflicts_per_minute.value;
        object
            .set_if(
                environment.logs_conflicts(),
                "conflicts_per_minute",
                conflicts,
            )
            .set("databases", databases(environment, monitoring, database));
    }
    if let Some(cache) = &aws.cache {
        object.set("cache", self::cache(monitoring, cache));
    }
    object.into()
}

fn recipients(monitoring: &Monitoring, recipients: &Recipients) -> Object {
    let topics = recipients.sns_topics.iter();
    let topics: Vec<String> = topics.map(|topic| topic.arn().to_owned()).collect();
    let mut object = Object::default();
    object
        .set_if(has_addresses(monitoring), "emails", addresses(recipients))
        .set("topic_arns", topics);
    object
}

/// The thresholds of the instance, and of its replicas under `database-<replica>`.
fn databases(
    environment: &Environment,
    monitoring: &Monitoring,
    database: &AwsDatabase,
) -> BTreeMap<String, BTreeMap<&'static str, Literal>> {
    let mut rows = usage(monitoring, database, database.running_class());
    if environment.has_slots_on_aws() {
        rows.extend(slots(environment, monitoring));
    }
    let mut databases = BTreeMap::from([("database".to_owned(), thresholds("AWS/RDS", rows))]);
    databases.extend(database.replicas.iter().map(|replica| {
        let rows = self::replica(monitoring, database, replica);
        (
            format!("database-{}", replica.name),
            thresholds("AWS/RDS", rows),
        )
    }));
    databases
}

/// What an instance of `class` uses up.
fn usage(monitoring: &Monitoring, database: &AwsDatabase, class: &InstanceClass) -> Vec<Row> {
    let limits = &monitoring.thresholds;
    let free = |whole_mib: u64, used_percent: u32| {
        whole_mib * u64::from(100_u32.saturating_sub(used_percent)) / 100
    };
    let storage_mib = u64::from(database.storage.size_gib.value) * 1024;
    let mut rows = vec![
        (
            "cpu",
            "CPUUtilization",
            Quantity::Percent(limits.cpu_percent.value),
        ),
        // One value a minute.
        ("down", "CPUUtilization", Quantity::Percent(1)),
        (
            "free-storage",
            "FreeStorageSpace",
            Quantity::Mebibytes(free(storage_mib, limits.disk_percent.value)),
        ),
        (
            "queue-depth",
            "DiskQueueDepth",
            Quantity::Number(limits.disk_queue.value),
        ),
    ];
    let capacity = rds_classes::capacity(class);
    if let Some(capacity) = capacity {
        let memory_mib = u64::from(capacity.memory_gib) * 1024;
        rows.push((
            "free-memory",
            "FreeableMemory",
            Quantity::Mebibytes(free(memory_mib, limits.memory_percent.value)),
        ));
    }
    let connections = rds::given_number(database, "max_connections").or_else(|| {
        let memory_gib = capacity?.memory_gib;
        Some(default_max_connections(database.engine.value, memory_gib))
    });
    if let Some(connections) = connections {
        let share = u64::from(connections) * u64::from(limits.connections_percent.value) / 100;
        let share = u32::try_from(share).unwrap_or(u32::MAX);
        rows.push((
            "connections",
            "DatabaseConnections",
            Quantity::Number(share),
        ));
    }
    if class.is_burstable() {
        rows.push((
            "cpu-credits",
            "CPUCreditBalance",
            Quantity::Number(LAST_CREDITS),
        ));
        for (alarm, metric) in [
            ("ebs-io-balance", "EBSIOBalance%"),
            ("ebs-throughput-balance", "EBSByteBalance%"),
        ] {
            rows.push((alarm, metric, Quantity::Percent(LAST_OF_A_BALANCE)));
        }
    }
    if database.storage.kind.value == StorageType::Gp2 {
        rows.push((
            "burst-balance",
            "BurstBalance",
            Quantity::Percent(LAST_OF_A_BALANCE),
        ));
    }
    rows
}

/// What the slots of consumers hold back.
fn slots(environment: &Environment, monitoring: &Monitoring) -> Vec<Row> {
    let objectives = &environment.objectives;
    let limits = &monitoring.thresholds;
    let budget = u64::from(objectives.outage_wal_mib()).max(USUAL_LOG_MIB);
    let mut rows = vec![
        (
            "slot-wal",
            "OldestReplicationSlotLag",
            Quantity::Mebibytes(limits.slot_wal_mib.value.into()),
        ),
        (
            "transaction-logs",
            "TransactionLogsDiskUsage",
            Quantity::Mebibytes(budget),
        ),
    ];
    // Only of the other side is it known how far it may be behind.
    if environment.strategy.keeps_log() {
        let rate = u64::from(objectives.write_rate_mibps.value);
        let behind = rate * u64::from(limits.lag.value.seconds());
        rows.push((
            "slot-lag",
            "OldestReplicationSlotLag",
            Quantity::Mebibytes(behind.max(TWO_SEGMENTS_MIB)),
        ));
    }
    rows
}

fn replica(monitoring: &Monitoring, database: &AwsDatabase, replica: &AwsReplica) -> Vec<Row> {
    let mut rows = usage(monitoring, database, &replica.class);
    let lag = monitoring.thresholds.lag.value.seconds();
    rows.extend([
        ("replica-lag", "ReplicaLag", Quantity::Seconds(lag)),
        ("replica-stopped", "ReplicaLag", Quantity::Seconds(0)),
    ]);
    rows
}

fn cache(monitoring: &Monitoring, cache: &AwsCache) -> Object {
    let limits = &monitoring.thresholds;
    let cpu = Quantity::Percent(limits.cpu_percent.value);
    let rows = [
        ("cpu", "CPUUtilization", cpu),
        // One value a minute.
        ("down", "CPUUtilization", Quantity::Percent(1)),
        ("engine-cpu", "EngineCPUUtilization", cpu),
        (
            "evictions",
            "Evictions",
            Quantity::Number(limits.evictions_per_minute.value),
        ),
        (
            "memory",
            "DatabaseMemoryUsagePercentage",
            Quantity::Percent(limits.memory_percent.value),
        ),
        (
            "replication-lag",
            "ReplicationLag",
            Quantity::Seconds(limits.lag.value.seconds()),
        ),
    ];
    let single = cache.topology.total_nodes() == 1;
    let rows = rows
        .into_iter()
        .filter(|(alarm, ..)| !single || *alarm != "replication-lag");
    let mut object = Object::default();
    object
        .set("nodes", node_suffixes(&cache.topology))
        .set("thresholds", thresholds("AWS/ElastiCache", rows));
    object
}

fn load_balancer(environment: &Environment, monitoring: &Monitoring) -> Object {
    let mut object = Object::default();
    object
        .set(
            "certificate_days",
            monitoring.thresholds.certificate_days.value,
        )
        .set("errors_per_minute", ERRORS_PER_MINUTE)
        .set("has_targets", has_targets(environment, Cloud::Aws))
        .set("response_seconds", SLOW_SECONDS)
        .set("takes_traffic", takes_traffic(environment, Cloud::Aws));
    object
}

/// What ElastiCache appends to the ID of the group: `001`, or with shards `0001-001`.
fn node_suffixes(topology: &CacheTopology) -> Vec<String> {
    match topology {
        CacheTopology::Nodes(nodes) => (1..=nodes.value).map(|node| format!("{node:03}")).collect(),
        CacheTopology::Sharded { shards, replicas } => (1..=shards.value)
            .flat_map(|shard| {
                let nodes = 1..=replicas.value.saturating_add(1);
                nodes.map(move |node| format!("{shard:04}-{node:03}"))
            })
            .collect(),
    }
}
