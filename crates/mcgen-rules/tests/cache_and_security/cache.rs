use mcgen_diagnostics::Severity;

use crate::environments::{assert_codes, codes, elasticache, memorystore, read, redis, valkey};

#[test]
fn names_of_caches_are_judged_by_each_service() {
    let long = "a-name-that-is-longer-than-forty-characters";
    assert_codes(&[
        (valkey(&format!("name: {long}")), &["error CACHE-001"]),
        (valkey("name: crm--cache"), &["error CACHE-001"]),
        (redis(&format!("name: {long}")), &["error CACHE-010"]),
        (redis("name: crm--cache"), &[]),
        (
            memorystore("production", "engine: valkey, version: \"8.0\", name: crm"),
            &["error CACHE-010"],
        ),
        (valkey("replication-group-id: crm"), &["error CACHE-001"]),
        (redis("instance-id: crm"), &["error CACHE-010"]),
    ]);
}

#[test]
fn users_exist_only_where_tls_is_required() {
    assert_codes(&[
        (
            valkey("transit-encryption: preferred"),
            &["error CACHE-002", "warning CACHE-005"],
        ),
        (
            valkey("transit-encryption: none"),
            &["error CACHE-002", "error SEC-005"],
        ),
        (
            valkey("transit-encryption: preferred, auth: none"),
            &["warning CACHE-005", "warning SEC-008"],
        ),
        (
            memorystore("production", "engine: valkey, version: \"8.0\", tls: false"),
            &["error CACHE-002", "error SEC-005"],
        ),
        (valkey("auth-token: \"${var.token}\""), &["error CACHE-002"]),
    ]);
}

#[test]
fn versions_are_those_of_the_service() {
    let on_aws =
        |engine: &str, more: &str| elasticache("production", engine, "cache.m6g.large", more);
    assert_codes(&[
        (
            on_aws("engine: valkey, version: \"8\"", ""),
            &["error CACHE-003"],
        ),
        (on_aws("engine: redis, version: \"7.1\"", ""), &[]),
        (
            on_aws("engine: redis, version: \"5.0.6\"", "auth: none"),
            &["error CACHE-003", "warning SEC-008"],
        ),
        (
            memorystore("production", "engine: redis, version: \"7.1\""),
            &["error CACHE-003"],
        ),
        (
            memorystore("production", "engine: redis, version: \"6\""),
            &[],
        ),
        (
            memorystore("production", "engine: valkey, version: \"9.1\""),
            &["warning CACHE-003"],
        ),
        (
            valkey("transit-encryption-enabled: true"),
            &["error CACHE-003"],
        ),
    ]);
}

#[test]
fn failover_needs_somebody_to_fail_over_to() {
    assert_codes(&[
        (
            valkey("nodes: 1, automatic-failover: true"),
            &["error CACHE-004", "warning CACHE-017"],
        ),
        (
            valkey("nodes: 2, automatic-failover: false, multi-az: true"),
            &["error CACHE-004"],
        ),
        (
            valkey("nodes: 2, automatic-failover: false, multi-az: false"),
            &[],
        ),
        (
            valkey("shards: 2, automatic-failover: false"),
            &["error CACHE-004", "error CACHE-004"],
        ),
        (
            valkey("shards: 2, replicas-per-shard: 6"),
            &["error CACHE-004"],
        ),
        (valkey("shards: 2, nodes: 4"), &["error CACHE-004"]),
        (valkey("replicas-per-shard: 1"), &["error CACHE-004"]),
        (valkey("shards: 50"), &["warning CACHE-004"]),
        (valkey("shards: 300"), &["error CACHE-004"]),
        (
            valkey("shards: 2, replicas-per-shard: 0, multi-az: true"),
            &["error CACHE-004", "warning CACHE-017"],
        ),
        (valkey("nodes: 0"), &["error CACHE-004"]),
        (valkey("cluster-mode: enabled"), &["error CACHE-004"]),
    ]);
}

#[test]
fn a_cache_over_zones_needs_subnets_in_two() {
    let text = valkey("nodes: 2").replace(
        "cidr: 10.30.0.0/16",
        "cidr: 10.30.0.0/16, subnets: { cache: { a: 10.30.40.0/24 } }",
    );
    assert_eq!(codes(&text), ["error CACHE-004"]);
}

#[test]
fn node_types_fit_region_engine_and_tiering() {
    let node = |node_type: &str, more: &str| {
        elasticache(
            "production",
            "engine: valkey, version: \"8.2\"",
            node_type,
            more,
        )
    };
    let redis_on = |node_type: &str| {
        elasticache(
            "production",
            "engine: redis, version: \"7.1\"",
            node_type,
            "",
        )
    };
    assert_codes(&[
        (node("db.m7g.large", ""), &["error CACHE-006"]),
        (node("cache.m7g.largee", ""), &["error CACHE-006"]),
        (node("cache.q9z.large", ""), &["error CACHE-006"]),
        (
            node("cache.m7g.large", "data-tiering: true"),
            &["error CACHE-006"],
        ),
        (
            node("cache.r6gd.xlarge", "data-tiering: true"),
            &["warning CACHE-006"],
        ),
        (node("cache.m4.large", ""), &["warning CACHE-006"]),
        (node("cache.r8g.large", ""), &[]),
        (redis_on("cache.r8g.large"), &["error CACHE-006"]),
        (redis_on("cache.r7g.large"), &[]),
    ]);
}

/// A production Memorystore for Valkey.
fn on_valkey(more: &str) -> String {
    memorystore(
        "production",
        &format!("engine: valkey, version: \"8.0\", {more}"),
    )
}

#[test]
fn windows_and_retention_are_checked_on_both_clouds() {
    assert_codes(&[
        (
            valkey("snapshots: { retention-days: 0 }"),
            &["warning CACHE-007"],
        ),
        (
            valkey("snapshots: { retention-days: 36 }"),
            &["error CACHE-007"],
        ),
        (
            valkey("snapshots: { window: \"16:00-16:30\" }"),
            &["error CACHE-007"],
        ),
        (
            valkey("maintenance-window: \"sun:19:00-sun:19:30\""),
            &["error CACHE-007"],
        ),
        (redis("maintenance: { day: 8 }"), &["error CACHE-007"]),
        (redis("maintenance: { hour: 24 }"), &["error CACHE-007"]),
        (
            on_valkey("backup: { retention-days: 0 }"),
            &["warning CACHE-007"],
        ),
        (
            on_valkey("backup: { retention-days: 366 }"),
            &["error CACHE-007"],
        ),
        (on_valkey("backup: { hour: 24 }"), &["error CACHE-007"]),
        (on_valkey("backup: { retention-days: 365, hour: 0 }"), &[]),
        (
            elasticache(
                "development",
                "engine: valkey, version: \"8.2\"",
                "cache.t4g.small",
                "snapshots: { retention-days: 0 }",
            ),
            &[],
        ),
    ]);
}

#[test]
fn the_place_of_a_cache_is_a_tier_and_a_port() {
    let empty = valkey("nodes: 1, port: 6379").replace(
        "cidr: 10.30.0.0/16",
        "cidr: 10.30.0.0/16, subnets: { cache: {} }",
    );
    assert_codes(&[
        (empty, &["error CACHE-008", "warning CACHE-017"]),
        (valkey("port: 80"), &["error CACHE-008"]),
        (valkey("port: 7000"), &[]),
    ]);
}

#[test]
fn no_cache_is_a_replica_of_another_cloud() {
    assert_codes(&[
        (valkey("replicate-to: gcp"), &["error CACHE-009"]),
        (
            valkey("global-replication-group-id: g"),
            &["error CACHE-009"],
        ),
        (redis("replicate-from: aws"), &["error CACHE-009"]),
    ]);
}

#[test]
fn memorystore_is_measured_as_its_engine_measures() {
    assert_codes(&[
        (redis("size-gib: 301"), &["error CACHE-012"]),
        (redis("size-gib: 0"), &["error CACHE-012"]),
        (
            redis("tier: basic, read-replicas: 1"),
            &["error CACHE-012", "warning CACHE-011"],
        ),
        (redis("read-replicas: 6"), &["error CACHE-012"]),
        (redis("shards: 2"), &["error CACHE-012"]),
        (on_valkey("size-gib: 5"), &["error CACHE-012"]),
        (on_valkey("node-type: HIGHMEM_MEDIUM"), &["error CACHE-012"]),
        (on_valkey("node-type: custom-pico"), &["error CACHE-012"]),
        (on_valkey("replicas: 6"), &["error CACHE-012"]),
        (on_valkey("shards: 126"), &["error CACHE-012"]),
        (on_valkey("shards: 125"), &[]),
        (redis("memory-size-gb: 5"), &["error CACHE-012"]),
        (redis("backup: { retention-days: 7 }"), &["error CACHE-012"]),
        (
            memorystore(
                "development",
                "engine: redis, version: \"7.2\", tier: basic",
            ),
            &[],
        ),
    ]);
}

#[test]
fn memorystore_has_its_port_and_its_network() {
    let on_valkey = |more: &str| {
        memorystore(
            "production",
            &format!("engine: valkey, version: \"8.0\", {more}"),
        )
    };
    assert_codes(&[
        (redis("auth: false"), &["warning CACHE-013"]),
        (redis("tls: false"), &["error SEC-005"]),
        (
            redis("tls: false, port: 6378"),
            &["error SEC-005", "warning CACHE-013"],
        ),
        (on_valkey("port: 6378"), &["warning CACHE-013"]),
        (
            on_valkey("connect-mode: direct-peering"),
            &["warning CACHE-014"],
        ),
        (redis("authorized-network: default"), &["error CACHE-014"]),
        (redis("auth-enabled: true"), &["error CACHE-013"]),
    ]);
}

#[test]
fn settings_of_memorystore_are_few() {
    let on_valkey = |more: &str| {
        memorystore(
            "production",
            &format!("engine: valkey, version: \"8.0\", {more}"),
        )
    };
    assert_codes(&[
        (
            redis("configs: { maxmemory-policy: lru }"),
            &["error CACHE-015"],
        ),
        (redis("configs: { timeout: 60 }"), &["error CACHE-015"]),
        (redis("configs: { maxclients: 1000 }"), &["error CACHE-015"]),
        (
            memorystore(
                "production",
                "engine: redis, version: \"6\", configs: { lazyfree-lazy-expire: \"yes\" }",
            ),
            &["error CACHE-015"],
        ),
        (redis("persistence: aof"), &["error CACHE-015"]),
        (
            on_valkey("configs: { tcp-keepalive: 60 }"),
            &["warning CACHE-015"],
        ),
        (on_valkey("configs: { maxmemory-policy: allkeys-lru }"), &[]),
        (redis("redis-configs: {}"), &["error CACHE-015"]),
    ]);
}

#[test]
fn clients_speak_what_the_cache_speaks() {
    let on_valkey = |more: &str| {
        memorystore(
            "production",
            &format!("engine: valkey, version: \"8.0\", {more}"),
        )
    };
    assert_codes(&[
        (valkey("client: cluster"), &["warning CACHE-016"]),
        (valkey("shards: 2, client: plain"), &["warning CACHE-016"]),
        (valkey("shards: 2, client: cluster"), &[]),
        (redis("client: cluster"), &["warning CACHE-016"]),
        (redis("client: sentinel"), &["warning CACHE-016"]),
        (on_valkey("client: plain"), &[]),
        (
            on_valkey("shards: 2, client: plain"),
            &["warning CACHE-016"],
        ),
        (on_valkey("client: cluster"), &[]),
        (valkey("sentinel: true"), &["error CACHE-016"]),
    ]);
}

#[test]
fn a_cache_is_cold_after_the_loss_of_its_region() {
    let region = format!("objectives: {{ disaster: region }}\n{}", valkey(""));
    assert_eq!(codes(&region), ["warning CACHE-017", "warning NET-046"]);
    assert_eq!(
        codes(&valkey("shards: 2, replicas-per-shard: 0")),
        ["warning CACHE-017"]
    );
    assert!(
        codes(&memorystore(
            "development",
            "engine: valkey, version: \"8.0\""
        ))
        .is_empty(),
        "outside of production one copy is a choice"
    );
}

#[test]
fn every_finding_of_a_cache_says_what_to_do() {
    let (findings, _) = read(&valkey("nodes: 9, client: sentinel, port: 1, shards: 0"));
    assert!(findings.len() >= 3);
    for finding in findings.iter() {
        assert!(!finding.help.is_empty() && finding.span().is_somewhere());
        assert_ne!(finding.severity, Severity::Waived);
    }
}
