//! What the rules find beside the fixtures: the other branches of each.

use std::fmt::Write;

use mcgen_model::cloud_sql::{
    authorized_networks, effective_flags, iam_login, iam_user_name, placement, replica_zone,
};
use mcgen_model::{Date, Engine, GcpEnvironment, Principal, Scalar};
use mcgen_spec::{LoadedFile, Loader};

use crate::{Context, check};

/// A production environment with this database.
fn load(engine: &str, version: &str, tier: &str, lines: &[&str]) -> LoadedFile {
    let mut text = format!(
        "project: crm\nenvironment: production\nstrategy: independent\ngcp:\n  \
         region: asia-northeast3\n  project: crm-prod\n  network: {{ cidr: 10.20.0.0/20 }}\n  \
         database:\n    engine: {engine}\n    version: \"{version}\"\n    tier: {tier}\n"
    );
    for line in lines {
        writeln!(text, "    {line}").unwrap();
    }
    Loader::new().load_text("crm.yaml", &text)
}

/// The findings of a database with these lines, as `CODE: help`, those of this family alone.
fn found(engine: &str, version: &str, tier: &str, lines: &[&str]) -> Vec<String> {
    let file = load(engine, version, tier, lines);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let environment = file.environment.as_ref().unwrap();
    let findings = check(environment, &context, file.diagnostics);
    findings
        .iter()
        .filter(|finding| finding.rule.code.starts_with("SQL-"))
        .map(|finding| format!("{}: {}", finding.rule.code, finding.help))
        .collect()
}

/// The part of the environment that is on Google Cloud.
fn gcp(engine: &str, lines: &[&str]) -> GcpEnvironment {
    let version = if engine == "mysql" { "8.4" } else { "17" };
    let file = load(engine, version, "db-custom-4-16384", lines);
    file.environment.unwrap().gcp.unwrap()
}

fn postgres(lines: &[&str]) -> Vec<String> {
    found("postgres", "17", "db-custom-4-16384", lines)
}

fn mysql(lines: &[&str]) -> Vec<String> {
    found("mysql", "8.4", "db-custom-4-16384", lines)
}

fn tier(tier: &str, lines: &[&str]) -> Vec<String> {
    found("postgres", "17", tier, lines)
}

#[test]
fn defaults_are_clean_on_both_engines_and_editions() {
    assert_eq!(postgres(&[]), [""; 0]);
    assert_eq!(mysql(&[]), [""; 0]);
    assert_eq!(tier("db-perf-optimized-N-4", &[]), [""; 0]);
    assert_eq!(
        tier("db-c4a-highmem-4", &["disk: { type: hyperdisk }"]),
        [""; 0]
    );
    assert_eq!(
        tier("db-custom-N4-4-16384", &["disk: { type: hyperdisk }"]),
        [""; 0]
    );
    assert_eq!(found("mysql", "8.4", "db-n1-standard-4", &[]), [""; 0]);
}

#[test]
fn a_machine_goes_with_edition_disk_and_version() {
    for (tier_name, lines, expected) in [
        (
            "db-custom-4-16384",
            &["edition: enterprise-plus"][..],
            "SQL-003: write `tier: db-perf-optimized-N-2`, or `edition: enterprise`",
        ),
        (
            "db-perf-optimized-N-4",
            &["edition: enterprise"],
            "SQL-003: write `tier: db-custom-4-26624`, or `edition: enterprise-plus`",
        ),
        (
            "db-perf-optimized-N-3",
            &[],
            "SQL-003: did you mean `db-perf-optimized-N-2`?",
        ),
        (
            "db-c4a-highmem-4",
            &[],
            "SQL-003: write `disk: { type: hyperdisk }`",
        ),
        (
            "db-custom-4-16384",
            &["replicas: [{ name: reports, tier: db-perf-optimized-N-2 }]"],
            "SQL-003: write `tier: db-custom-2-13312`",
        ),
        (
            "db.m7g.large",
            &[],
            "SQL-003: write a machine type of Cloud SQL such as `db-custom-4-16384`",
        ),
        (
            "db-custom-4-16384",
            &["data-cache: true"],
            "SQL-003: write `data-cache: false`, or choose a machine type of `enterprise-plus`",
        ),
    ] {
        assert_eq!(tier(tier_name, lines), [expected], "{tier_name} {lines:?}");
    }
    let old = found("postgres", "11", "db-perf-optimized-N-4", &[]);
    assert!(
        old.iter()
            .any(|it| it.starts_with("SQL-003: choose a newer version")),
        "{old:?}"
    );
}

#[test]
fn logs_rest_on_backups_and_a_standby_on_logs() {
    for (lines, start) in [
        (
            &["backup: { enabled: false }"][..],
            "SQL-007: write `enabled: true`",
        ),
        (
            &["backup: { point-in-time-recovery: false }"],
            "SQL-007: write `point-in-time-recovery: true`",
        ),
        (&["backup: { binary-log: true }"], "SQL-007: remove it"),
        (
            &["backup: { retained: 400 }"],
            "SQL-008: write `retained: 365`",
        ),
    ] {
        let found = postgres(lines);
        assert!(
            found.len() == 1 && found[0].starts_with(start),
            "{lines:?}: {found:?}"
        );
    }
    let replica = mysql(&[
        "availability: zonal",
        "backup: { binary-log: false }",
        "replicas: [{ name: reports }]",
    ]);
    assert!(
        replica.contains(&"SQL-007: write `binary-log: true`".to_owned()),
        "{replica:?}"
    );
}

#[test]
fn enterprise_plus_keeps_more() {
    let lines = [
        "backup: { log-retention-days: 35 }",
        "insights: { query-string-length: 8000, plans-per-minute: 200 }",
        "data-cache: true",
    ];
    assert_eq!(tier("db-perf-optimized-N-4", &lines), [""; 0]);
    let small = tier(
        "db-perf-optimized-N-4",
        &["insights: { query-string-length: 512 }"],
    );
    assert_eq!(small, ["SQL-027: write `query-string-length: 1024`"]);
}

#[test]
fn logical_decoding_is_complete_or_refused() {
    for (lines, start) in [
        (
            &[
                "logical-decoding: { consumers: 1 }",
                "flags: { cloudsql.logical_decoding: off }",
            ][..],
            "SQL-017: remove the flag",
        ),
        (
            &[
                "logical-decoding: { consumers: 12 }",
                "flags: { max_replication_slots: 12 }",
            ],
            "SQL-017: write `max_replication_slots: \"14\"`",
        ),
        (
            &[
                "logical-decoding: { consumers: 9 }",
                "flags: { max_wal_senders: 11 }",
                "replicas: [{ name: reports }]",
            ],
            "SQL-017: write `max_wal_senders: \"12\"`",
        ),
        (
            &["logical-decoding: { consumers: 0 }"],
            "SQL-017: write the number of consumers",
        ),
        (
            &[
                "logical-decoding: { consumers: 1 }",
                "tls: client-certificate",
            ],
            "SQL-013: write `tls: encrypted-only`",
        ),
        (
            &[
                "disk: { max-size-gib: 0 }",
                "flags: { cloudsql.logical_decoding: on }",
            ],
            "SQL-015: write `max-size-gib: 500`",
        ),
    ] {
        let found = postgres(lines);
        assert!(
            found.len() == 1 && found[0].starts_with(start),
            "{lines:?}: {found:?}"
        );
    }
    let on_mysql = mysql(&["logical-decoding: { consumers: 1 }"]);
    assert!(
        on_mysql[0].starts_with("SQL-017: remove `logical-decoding`"),
        "{on_mysql:?}"
    );
}

#[test]
fn flags_are_judged_by_kind_range_and_version() {
    for (lines, expected) in [
        (
            &["flags: { max_conections: 200 }"][..],
            "SQL-030: did you mean `max_connections`?",
        ),
        (
            &["flags: { io_workers: 4 }"],
            "SQL-030: remove the flag, or choose a newer version",
        ),
        (
            &["flags: { work_mem: 64MB }"],
            "SQL-030: write the number alone (KiB)",
        ),
        (
            &["flags: { random_page_cost: cheap }"],
            "SQL-030: write the number alone",
        ),
        (
            &["flags: { password_encryption: plain }"],
            "SQL-030: write one of `md5`, `scram-sha-256`",
        ),
        (&["flags: { jit: 0 }"], "SQL-030: write `off`"),
        (
            &["flags: { rds.force_ssl: 1 }"],
            "SQL-018: use the tls setting of the database (ssl_mode)",
        ),
    ] {
        assert_eq!(postgres(lines), [expected], "{lines:?}");
    }
    assert_eq!(
        postgres(&["flags: { pgaudit.log: \"ddl, -role\", jit: OFF }"]),
        [""; 0]
    );
    assert_eq!(
        mysql(&["flags: { expire_logs_days: 3 }"]),
        ["SQL-030: remove the flag"]
    );
}

#[test]
fn names_keys_and_disks_are_mended() {
    for (lines, expected) in [
        (
            &["database-name: postgres"][..],
            "SQL-020: write another name, such as `crm`",
        ),
        (&["username: Crm-Admin"], "SQL-020: write `crm_admin`"),
        (&["username: 9lives"], "SQL-020: write `u_9lives`"),
        (&["username: crm@%"], "SQL-021: write `username: crm`"),
        (&["disk: { size-gib: 5 }"], "SQL-014: write `size-gib: 10`"),
        (
            &["disk: { size-gib: 600 }"],
            "SQL-014: write `max-size-gib: 1200`, or 0 for no limit",
        ),
        (
            &[
                "kms-key: projects/p/locations/asia-northeast3/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
            ],
            "SQL-023: write `projects/p/locations/asia-northeast3/keyRings/r/cryptoKeys/k`",
        ),
        (
            &["kms-key: my-key"],
            "SQL-023: write `projects/<project>/locations/asia-northeast3/keyRings/<ring>/cryptoKeys/<key>`",
        ),
        (
            &["replicas: [{ name: a }, { name: a }]"],
            "SQL-002: give one of them another name",
        ),
        (
            &["availability: regional", "secondary-zone: a"],
            "SQL-032: write `secondary-zone: asia-northeast3-b`",
        ),
    ] {
        assert_eq!(postgres(lines), [expected], "{lines:?}");
    }
}

#[test]
fn a_long_name_is_cut_to_what_the_project_leaves() {
    let name = format!("name: {}-2", "a".repeat(90));
    let found = postgres(&[name.as_str()]);
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    let mended = finding.split('`').nth(1).unwrap();
    assert_eq!(mended.len() + "crm-prod:".len(), 98);
}

#[test]
fn flags_of_the_file_stand_above_those_that_follow_from_other_keys() {
    let gcp = gcp(
        "postgres",
        &[
            "logical-decoding: { consumers: 12 }",
            "replicas: [{ name: reports }]",
            "flags: { log_connections: off, work_mem: 16384 }",
        ],
    );
    let flags = effective_flags(gcp.database.as_ref().unwrap());
    for (name, value) in [
        ("cloudsql.iam_authentication", "on"),
        ("cloudsql.logical_decoding", "on"),
        ("log_connections", "off"),
        ("log_lock_waits", "on"),
        ("max_replication_slots", "14"),
        ("max_wal_senders", "15"),
        ("work_mem", "16384"),
    ] {
        assert_eq!(flags.get(name).map(String::as_str), Some(value), "{name}");
    }
}

#[test]
fn mysql_has_flags_of_its_own_and_no_slots() {
    let gcp = gcp("mysql", &["iam-auth: false"]);
    let flags = effective_flags(gcp.database.as_ref().unwrap());
    let names: Vec<&str> = flags.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "local_infile",
            "log_output",
            "long_query_time",
            "slow_query_log"
        ]
    );
}

#[test]
fn clients_outside_private_ranges_are_authorized_under_their_names() {
    let gcp = gcp(
        "postgres",
        &["clients: [nodes, 100.64.0.0/16, 10.9.0.0/24]"],
    );
    let networks = authorized_networks(&gcp, gcp.database.as_ref().unwrap());
    let networks: Vec<String> = networks
        .into_iter()
        .map(|(name, range)| format!("{name} {range}"))
        .collect();
    assert_eq!(networks, ["client-100-64-0-0-16 100.64.0.0/16"]);
}

#[test]
fn a_standby_and_a_replica_avoid_the_zone_of_the_primary() {
    let gcp = gcp("postgres", &["zone: b", "replicas: [{ name: reports }]"]);
    let database = gcp.database.as_ref().unwrap();
    let (zone, standby) = placement(&gcp, database).unwrap();
    assert_eq!(zone.value, "asia-northeast3-b");
    assert_eq!(standby.unwrap().value, "asia-northeast3-a");
    let replica = replica_zone(&gcp, database, &database.replicas[0]);
    assert_eq!(replica.as_deref(), Some("asia-northeast3-a"));
}

#[test]
fn an_iam_user_needs_the_flag_and_a_login_of_its_own() {
    let app = "serviceAccount:app@crm-prod.iam.gserviceaccount.com";
    let users = |others: &str| format!("iam-users: [\"{app}\"{others}]");
    assert_eq!(postgres(&[&users(", \"user:app@example.com\"")]), [""; 0]);
    for (lines, expected) in [
        (
            &[users("").as_str(), "iam-auth: false"][..],
            "SQL-033: remove `iam-auth: false`",
        ),
        (
            &[&users(""), "flags: { cloudsql_iam_authentication: off }"],
            "SQL-033: remove the flag `cloudsql_iam_authentication`; `iam-auth` sets it",
        ),
        (
            &[&users(", \"user:app@example.com\"")],
            "SQL-033: keep one of the two, or put both into a group and list the group",
        ),
        (
            &[&users(&format!(", \"{app}\""))],
            "SQL-033: remove one of the two",
        ),
        (
            &[&users(""), "username: app"],
            "SQL-033: write another `username`",
        ),
        (
            &["iam-users: [\"user:a-name-of-more-than-thirty-two-letters@example.com\"]"],
            "SQL-033: list a group that the identity belongs to",
        ),
    ] {
        assert_eq!(mysql(lines), [expected], "{lines:?}");
    }
}

#[test]
fn an_iam_user_is_named_as_the_engine_knows_it() {
    let app = Principal::parse("serviceAccount:app@crm-prod.iam.gserviceaccount.com").unwrap();
    assert_eq!(iam_user_name(Engine::Postgres, &app), "app@crm-prod.iam");
    assert_eq!(iam_user_name(Engine::Mysql, &app), app.email());
    assert_eq!(iam_login(Engine::Mysql, &app), "app");
}

#[test]
fn a_final_backup_is_kept_for_a_year_at_most() {
    assert_eq!(postgres(&["backup: { final-backup-days: 0 }"]), [""; 0]);
    assert_eq!(postgres(&["backup: { final-backup-days: 365 }"]), [""; 0]);
    assert_eq!(
        postgres(&["backup: { final-backup-days: 366 }"]),
        ["SQL-008: write `final-backup-days: 365`"]
    );
}
