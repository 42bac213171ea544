//! What the fixtures, one mistake each, do not show: the halves of a rule, and the values that rules
//! and renderer share.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Severity};
use mcgen_model::{AwsDatabase, Date, InsightsMode, ParameterApply, Scalar, rds};
use mcgen_spec::{LoadedFile, Loader};

use super::CHECKS;
use crate::Context;

const POSTGRES: &str = "engine: postgres, version: '17', class: db.m7g.large";
const MYSQL: &str = "engine: mysql, version: '8.4', class: db.m7g.large";

fn load(tier: &str, database: &str) -> LoadedFile {
    let text = format!(
        "project: crm\nenvironment: test\ntier: {tier}\nstrategy: independent\naws:\n  region: ap-northeast-2\n  \
         account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\n  database: {{ {database} }}\n"
    );
    Loader::new().load_text("test.yaml", &text)
}

/// What this family, its refused keys included, finds in a production database.
fn findings(database: &str) -> Vec<Diagnostic> {
    let file = load("production", database);
    let mut findings = file.diagnostics;
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    for check in CHECKS {
        (check.run)(file.environment.as_ref().unwrap(), &context, &mut findings);
    }
    findings.into_iter().collect()
}

fn codes(database: &str) -> Vec<&'static str> {
    let mut codes: Vec<&str> = findings(database).iter().map(|it| it.rule.code).collect();
    codes.sort_unstable();
    codes
}

fn only(database: &str) -> Diagnostic {
    let mut findings = findings(database);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

fn model(database: &str) -> AwsDatabase {
    let environment = load("production", database).environment.unwrap();
    environment.aws.unwrap().database.unwrap()
}

fn parameters(database: &str) -> BTreeMap<String, (String, ParameterApply)> {
    rds::effective_parameters(&model(database))
        .into_iter()
        .map(|(name, parameter)| (name, (parameter.value, parameter.apply)))
        .collect()
}

fn pending(value: &str) -> (String, ParameterApply) {
    (value.to_owned(), ParameterApply::PendingReboot)
}

fn immediate(value: &str) -> (String, ParameterApply) {
    (value.to_owned(), ParameterApply::Immediate)
}

#[test]
fn the_defaults_break_no_rule() {
    assert_eq!(codes(POSTGRES), [""; 0]);
    assert_eq!(codes(MYSQL), [""; 0]);
}

#[test]
fn logical_decoding_sets_its_parameters_for_the_next_reboot() {
    let parameters = parameters(&format!(
        "{POSTGRES}, logical-decoding: {{ consumers: 8, max-slot-wal-keep-mib: 51200 }}"
    ));
    let get = |name: &str| parameters[name].clone();
    assert_eq!(get("rds.logical_replication"), pending("1"));
    assert_eq!(get("max_replication_slots"), pending("26"));
    assert_eq!(get("max_wal_senders"), pending("26"));
    assert_eq!(get("max_worker_processes"), pending("13"));
    assert_eq!(get("max_slot_wal_keep_size"), immediate("51200"));
}

#[test]
fn a_parameter_of_the_file_wins_and_gets_its_apply_method() {
    let parameters = parameters(&format!(
        "{POSTGRES}, logical-decoding: {{ consumers: 1, max-slot-wal-keep-mib: 51200 }}, parameters: \
         {{ max_wal_senders: 40, work_mem: 8192, log_statement: {{ value: ddl, apply: pending-reboot }} }}"
    ));
    let get = |name: &str| parameters[name].clone();
    assert_eq!(get("max_wal_senders"), pending("40"));
    assert_eq!(get("work_mem"), immediate("8192"));
    assert_eq!(get("log_statement"), pending("ddl"));
}

#[test]
fn the_tls_parameter_is_never_among_the_parameters() {
    for (database, name) in [
        (POSTGRES, "rds.force_ssl"),
        (MYSQL, "require_secure_transport"),
    ] {
        let database = format!("{database}, parameters: {{ {name}: 1 }}");
        assert!(!parameters(&database).contains_key(name));
        assert_eq!(only(&database).rule.code, "RDS-025");
    }
}

#[test]
fn mysql_writes_the_logs_that_it_exports() {
    let parameters = parameters(&format!("{MYSQL}, logs: [error, slowquery, general]"));
    let get = |name: &str| parameters[name].clone();
    assert_eq!(get("slow_query_log"), immediate("1"));
    assert_eq!(get("long_query_time"), immediate("2"));
    assert_eq!(get("general_log"), immediate("1"));
    assert_eq!(get("log_output"), immediate("FILE"));
    assert!(self::parameters(&format!("{MYSQL}, logs: [error]")).is_empty());
}

#[test]
fn postgres_logs_connections_lock_waits_slow_statements_and_schema_changes() {
    let parameters = parameters(POSTGRES);
    let expected = [
        ("log_connections", "1"),
        ("log_disconnections", "1"),
        ("log_lock_waits", "1"),
        ("log_min_duration_statement", "2000"),
        ("log_statement", "ddl"),
        ("log_temp_files", "10240"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), immediate(value)));
    assert_eq!(parameters, BTreeMap::from(expected));
}

#[test]
fn a_log_parameter_of_the_file_wins() {
    let own = |database: &str, name: &str, value: &str| {
        let database = format!("{database}, parameters: {{ {name}: {value} }}");
        parameters(&database)[name].clone()
    };
    assert_eq!(own(POSTGRES, "log_statement", "none"), immediate("none"));
    assert_eq!(own(MYSQL, "long_query_time", "10"), immediate("10"));
}

#[test]
fn refused_iam_log_ins_are_exported_where_iam_may_log_in() {
    let logs = |database: &str| -> Vec<String> {
        let logs = model(database).logs.into_iter();
        logs.map(|log| log.value).collect()
    };
    for database in [POSTGRES, MYSQL] {
        assert!(logs(database).contains(&"iam-db-auth-error".to_owned()));
        let without = logs(&format!("{database}, iam-auth: false"));
        assert!(!without.contains(&"iam-db-auth-error".to_owned()));
    }
    assert_eq!(logs(&format!("{MYSQL}, logs: [error]")), ["error"]);
}

#[test]
fn insights_are_off_where_the_class_cannot_run_them() {
    let small = MYSQL.replace("m7g.large", "t4g.micro");
    let insights = rds::effective_insights(&model(&small));
    assert_eq!(
        (insights.enabled, insights.mode),
        (false, InsightsMode::Standard)
    );
    assert_eq!(codes(&small), [""; 0]);
    assert_eq!(
        only(&format!("{small}, insights: {{ mode: advanced }}"))
            .rule
            .code,
        "RDS-032"
    );
    assert!(rds::effective_insights(&model(&POSTGRES.replace("m7g.large", "t4g.micro"))).enabled);
}

#[test]
fn the_switch_alone_does_not_say_how_many_consumers_there_are() {
    let alone = format!("{POSTGRES}, parameters: {{ rds.logical_replication: 1 }}");
    assert_eq!(codes(&alone), ["RDS-020", "RDS-023"]);
    let at_once = alone.replace(": 1 }", ": { value: 1, apply: immediate } }");
    assert_eq!(codes(&at_once), ["RDS-018", "RDS-020", "RDS-023"]);
    let sized = alone.replace(
        ": 1 }",
        ": 1, max_replication_slots: 10, max_wal_senders: 8, max_slot_wal_keep_size: 20480 }",
    );
    assert_eq!(only(&sized).help, "write `max_wal_senders: 10`");
}

#[test]
fn logical_decoding_is_neither_for_mysql_nor_to_be_switched_off_again() {
    assert_eq!(
        codes(&format!("{MYSQL}, logical-decoding: {{}}")),
        ["RDS-019"]
    );
    let off = "logical-decoding: { max-slot-wal-keep-mib: 51200 }, parameters: { rds.logical_replication: 0 }";
    assert_eq!(codes(&format!("{POSTGRES}, {off}")), ["RDS-019"]);
}

#[test]
fn a_slot_limit_lies_between_minutes_of_log_and_the_volume() {
    for (limit, found) in [(100, 1), (1024, 0), (51_200, 0), (102_399, 0), (102_400, 1)] {
        let database =
            format!("{POSTGRES}, logical-decoding: {{ max-slot-wal-keep-mib: {limit} }}");
        assert_eq!(findings(&database).len(), found, "{limit}");
    }
    let twice = "logical-decoding: { max-slot-wal-keep-mib: 2048 }, parameters: { max_slot_wal_keep_size: -1 }";
    assert_eq!(only(&format!("{POSTGRES}, {twice}")).rule.code, "RDS-023");
}

#[test]
fn an_upgrade_that_keeps_its_slots_needs_no_notice() {
    let decoding = "logical-decoding: { max-slot-wal-keep-mib: 51200 }";
    let database = |version| format!("{}, {decoding}", POSTGRES.replace("17", version));
    assert_eq!(codes(&database("14")), ["RDS-039"]);
    assert_eq!(codes(&database("16")), [""; 0]);
    assert_eq!(codes(&database("18")), [""; 0]);
}

#[test]
fn a_major_without_standard_support_is_refused_or_paid() {
    let old = MYSQL.replace("8.4", "8.0");
    assert_eq!(only(&old).rule.code, "RDS-013");
    let paid = only(&format!("{old}, extended-support: true"));
    assert_eq!(
        (paid.rule.code, paid.severity),
        ("RDS-014", Severity::Warning)
    );
    assert_eq!(codes(&POSTGRES.replace("'17'", "'17.6'")), ["RDS-014"]);
}

#[test]
fn a_version_is_answered_with_one_that_can_be_created() {
    let help = |engine: &str, from: &str, to: &str| only(&engine.replace(from, to)).help;
    assert_eq!(help(MYSQL, "8.4", "8"), "write `version: \"8.4\"`");
    assert_eq!(help(POSTGRES, "17", "9.6"), "write `version: \"18\"`");
    assert!(help(POSTGRES, "17", "17.4").starts_with("write `version: \"17.11\"`"));
    assert!(help(MYSQL, "8.4", "8.4.4").starts_with("write `version: \"8.4.11\"`"));
}

#[test]
fn a_class_is_answered_with_one_that_can_be_ordered() {
    let help = |class: &str| only(&POSTGRES.replace("db.m7g.large", class)).help;
    assert_eq!(help("cache.m7g.large"), "write `class: db.m7g.large`");
    assert_eq!(help("db.m4.large"), "write `class: db.m8g.large`");
    assert_eq!(help("db.r6gd.large"), "write `class: db.r8g.large`");
    assert_eq!(help("db.m7g.lagre"), "did you mean `db.m7g.large`?");
    assert_eq!(help("db.m7gg.large"), "did you mean `db.m7g.large`?");
}

#[test]
fn a_family_that_the_region_does_not_list_is_a_warning_and_a_retired_one_an_error() {
    let severity = |class: &str| only(&POSTGRES.replace("db.m7g.large", class)).severity;
    assert_eq!(severity("db.r6gd.large"), Severity::Warning);
    assert_eq!(severity("db.m4.large"), Severity::Error);
}

#[test]
fn an_old_version_does_not_run_on_a_new_family() {
    let database = "engine: postgres, version: '12', class: db.m7g.large, extended-support: true";
    assert_eq!(codes(database), ["RDS-014", "RDS-015"]);
}

#[test]
fn a_replica_is_checked_for_a_class_of_its_own_only() {
    let replicas = "replicas: [{ name: one }, { name: two, class: db.m4.large }]";
    assert_eq!(codes(&format!("{POSTGRES}, {replicas}")), ["RDS-015"]);
    let inherited = POSTGRES.replace("m7g", "m4");
    assert_eq!(
        codes(&format!("{inherited}, replicas: [{{ name: one }}]")),
        ["RDS-015"]
    );
}

#[test]
fn each_volume_type_takes_its_own_performance() {
    for (storage, found) in [
        ("type: gp3, size-gib: 399, iops: 3000", 1),
        (
            "type: gp3, size-gib: 400, iops: 64000, throughput-mibps: 4000",
            0,
        ),
        ("type: gp3, size-gib: 400, iops: 64001", 1),
        ("type: gp3, size-gib: 400, throughput-mibps: 3000", 0),
        ("type: gp3, size-gib: 400, throughput-mibps: 3001", 1),
        (
            "type: gp2, size-gib: 400, iops: 3000, throughput-mibps: 500",
            2,
        ),
        ("type: io1, size-gib: 100, iops: 5000", 0),
        ("type: io1, size-gib: 100, iops: 5001", 1),
        ("type: io2, size-gib: 100, iops: 100000", 0),
        ("type: io2, size-gib: 100", 1),
        (
            "type: io2, size-gib: 400, max-size-gib: 20000, iops: 9999",
            1,
        ),
    ] {
        let database = format!("{POSTGRES}, storage: {{ {storage} }}");
        let codes = codes(&database);
        assert_eq!(codes.len(), found, "{storage}: {codes:?}");
        assert!(
            codes.iter().all(|code| *code == "RDS-006"),
            "{storage}: {codes:?}"
        );
    }
}

#[test]
fn a_volume_grows_by_a_tenth_or_not_at_all() {
    let database =
        |limit: u32| format!("{POSTGRES}, storage: {{ size-gib: 1000, max-size-gib: {limit} }}");
    assert_eq!(codes(&database(1100)), [""; 0]);
    assert!(
        only(&database(1099))
            .help
            .starts_with("write `max-size-gib: 1260`")
    );
    let full = format!("{POSTGRES}, storage: {{ size-gib: 65536, max-size-gib: 65536 }}");
    assert_eq!(
        only(&full).help,
        "remove `max-size-gib`: the volume cannot grow"
    );
}

#[test]
fn a_standby_is_the_default_of_production_and_excludes_a_zone() {
    assert_eq!(codes(&format!("{POSTGRES}, zone: a")), ["RDS-010"]);
    assert_eq!(
        codes(&format!("{POSTGRES}, zone: a, multi-az: false")),
        ["RDS-011"]
    );
}

#[test]
fn insights_are_kept_as_long_as_their_mode_says() {
    let severities = |insights: &str| -> Vec<Severity> {
        let database = format!("{POSTGRES}, insights: {{ {insights} }}");
        findings(&database).iter().map(|it| it.severity).collect()
    };
    assert_eq!(severities("mode: standard"), []);
    assert_eq!(severities("mode: advanced, retention-days: 465"), []);
    assert_eq!(
        severities("mode: advanced, retention-days: 731"),
        [Severity::Warning]
    );
    assert_eq!(
        severities("mode: standard, retention-days: 31"),
        [Severity::Warning]
    );
    assert_eq!(
        severities("mode: advanced, retention-days: 434"),
        [Severity::Error]
    );
    assert_eq!(
        severities("mode: standard, retention-days: 30"),
        [Severity::Error]
    );
}

#[test]
fn a_reserved_role_is_refused_and_a_key_word_only_doubted() {
    let user = |engine: &str, name: &str| -> Vec<Severity> {
        let found = findings(&format!("{engine}, username: {name}"));
        found.iter().map(|it| it.severity).collect()
    };
    assert_eq!(user(POSTGRES, "admin"), [Severity::Error]);
    assert_eq!(user(POSTGRES, "rds_owner"), [Severity::Error]);
    assert_eq!(user(POSTGRES, "select"), [Severity::Warning]);
    assert_eq!(user(MYSQL, "admin"), []);
    assert_eq!(user(MYSQL, "a_name_of_more_than_16"), [Severity::Error]);
}

#[test]
fn a_replica_s_identifier_is_as_long_as_both_names() {
    let database = |name: usize| {
        let name = "a".repeat(name);
        format!("{POSTGRES}, name: {name}, replicas: [{{ name: reports }}]")
    };
    assert_eq!(codes(&database(55)), [""; 0]);
    assert_eq!(
        only(&database(56)).help,
        "shorten the replica's name to 6 characters"
    );
}

#[test]
fn connections_are_counted_unless_a_proxy_shares_them() {
    let small = POSTGRES.replace("m7g.large", "t3.medium");
    assert_eq!(codes(&format!("{small}, connections: 405")), [""; 0]);
    assert_eq!(codes(&format!("{small}, connections: 406")), ["RDS-016"]);
    assert_eq!(
        codes(&format!("{small}, connections: 406, proxy: {{}}")),
        [""; 0]
    );
    let raised = "connections: 406, parameters: { max_connections: 500 }";
    assert_eq!(codes(&format!("{small}, {raised}")), [""; 0]);
}

#[test]
fn a_publisher_in_production_does_not_run_on_credits() {
    let decoding = "logical-decoding: { max-slot-wal-keep-mib: 51200 }";
    let small = POSTGRES.replace("m7g.large", "t4g.medium");
    let finding = only(&format!("{small}, {decoding}"));
    assert_eq!(finding.help, "write `class: db.m8g.large`");
}

#[test]
fn iam_logins_through_a_proxy_need_tls() {
    let open = format!("{POSTGRES}, proxy: {{}}, require-tls: false");
    assert_eq!(codes(&open), ["RDS-038"]);
    assert_eq!(codes(&format!("{open}, iam-auth: false")), [""; 0]);
}

#[test]
fn a_replica_in_another_region_is_refused_and_a_key_of_its_own_ignored() {
    let replica = |keys: &str| {
        let database = format!("{POSTGRES}, replicas: [{{ name: reports, {keys} }}]");
        let finding = only(&database);
        (finding.rule.code, finding.severity)
    };
    assert_eq!(replica("region: us-west-2"), ("RDS-028", Severity::Error));
    assert_eq!(replica("kms-key: arn"), ("RDS-028", Severity::Warning));
}

#[test]
fn a_major_upgrade_is_pointed_out_as_long_as_it_is_allowed() {
    let allowed = |database: &str| only(&format!("{database}, allow-major-version-upgrade: true"));
    let plain = allowed(POSTGRES);
    assert_eq!(
        (plain.rule.code, plain.severity),
        ("RDS-039", Severity::Warning)
    );
    assert!(plain.help.starts_with("remove the key"), "{}", plain.help);
    let decoding = "logical-decoding: { max-slot-wal-keep-mib: 51200 }";
    let slots = allowed(&format!("{POSTGRES}, {decoding}"));
    assert!(
        slots.help.starts_with("stop the consumers"),
        "{}",
        slots.help
    );
    let kept = POSTGRES.replace("17", "18");
    let kept = allowed(&format!("{kept}, {decoding}"));
    assert!(kept.help.starts_with("remove the key"), "{}", kept.help);
    let replicas = "replicas: [{ name: reports }]";
    let source = allowed(&format!("{MYSQL}, {replicas}"));
    assert!(
        source.help.starts_with("take the replicas"),
        "{}",
        source.help
    );
    let together = allowed(&format!("{POSTGRES}, {replicas}"));
    assert!(
        together.help.starts_with("remove the key"),
        "{}",
        together.help
    );
}
