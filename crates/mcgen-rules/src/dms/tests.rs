//! What the fixtures, one mistake each, do not show: the halves of a rule, and where it ends.

use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

const POSTGRES: &str = "engine: postgres, version: '17'";
const MYSQL: &str = "engine: mysql, version: '8.4'";

/// The codes that are found when `settings` stand under `dms`, and the rest under the two clouds.
fn codes(engine: &str, settings: &str, aws: &str, gcp: &str) -> Vec<&'static str> {
    found(
        engine,
        settings,
        aws,
        gcp,
        "cidr: 10.30.0.0/16, zones: [a, c]",
    )
}

fn found(engine: &str, settings: &str, aws: &str, gcp: &str, network: &str) -> Vec<&'static str> {
    let table = if engine == MYSQL {
        "crm.orders"
    } else {
        "public.orders"
    };
    let text = format!(
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nenvironment: production\nstrategy:\n  primary-replica:\n    primary: aws\n    replication: {{ dms: {{ {settings} }} }}\n    \
         tables: [{table}]\naws:\n  region: ap-northeast-2\n  account: '111122223333'\n  network: {{ {network} }}\n  \
         database: {{ {engine}, class: db.m7g.large{aws} }}\ngcp:\n  region: asia-northeast3\n  project: crm-production\n  \
         network: {{ cidr: 10.20.0.0/20 }}\n  database: {{ {engine}, tier: db-custom-4-16384{gcp} }}\n\
         link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let environment = file.environment.unwrap_or_else(|| panic!("{text}"));
    let findings = check(&environment, &context, file.diagnostics);
    findings.iter().map(|finding| finding.rule.code).collect()
}

fn postgres(settings: &str) -> Vec<&'static str> {
    codes(POSTGRES, settings, "", "")
}

fn mysql(settings: &str) -> Vec<&'static str> {
    codes(MYSQL, settings, "", "")
}

#[test]
fn all_defaults_break_no_rule_with_either_engine() {
    assert!(postgres("").is_empty());
    assert!(mysql("").is_empty());
}

#[test]
fn what_mcgen_writes_for_the_source_can_be_written_by_hand_too() {
    let parameters = ", parameters: { wal_sender_timeout: '0' }";
    // 0 is legal for DMS; that it hides a dead consumer is said elsewhere.
    assert_eq!(codes(POSTGRES, "", parameters, ""), ["RDS-022"]);
    let parameters =
        ", parameters: { wal_sender_timeout: '300000', idle_in_transaction_session_timeout: '0' }";
    assert!(codes(POSTGRES, "", parameters, "").is_empty());
    let log = ", parameters: { binlog_format: row, binlog_row_image: FULL, binlog_transaction_compression: 'OFF' }";
    assert!(codes(MYSQL, "", log, "").is_empty());
}

#[test]
fn both_sides_are_sources_after_some_promotion() {
    let slow = "parameters: { wal_sender_timeout: '600000' }";
    assert_eq!(codes(POSTGRES, "", &format!(", {slow}"), ""), ["RDS-021"]);
    let slow = ", flags: { wal_sender_timeout: '600000' }";
    assert_eq!(codes(POSTGRES, "", "", slow), ["RDS-021"]);
    let compressed = ", parameters: { binlog_transaction_compression: 'ON' }";
    assert_eq!(codes(MYSQL, "", compressed, ""), ["REP-101"]);
    let rows = ", flags: { binlog_row_image: minimal }";
    assert_eq!(codes(MYSQL, "", "", rows), ["REP-101"]);
}

#[test]
fn logical_decoding_cannot_be_switched_off_under_dms() {
    let off = ", parameters: { rds.logical_replication: '0' }";
    assert!(codes(POSTGRES, "", off, "").contains(&"RDS-019"));
    assert!(
        !codes(
            POSTGRES,
            "",
            "",
            ", flags: { cloudsql.logical_decoding: 'off' }"
        )
        .is_empty()
    );
}

#[test]
fn a_slot_that_holds_back_more_than_the_volume_is_reported() {
    let small = ", storage: { type: gp3, size-gib: 25 }";
    assert_eq!(codes(POSTGRES, "", small, ""), ["RDS-023", "DR-006"]);
    let given =
        format!("{small}, logical-decoding: {{ consumers: 1, max-slot-wal-keep-mib: 12000 }}");
    // The log of the outage has no room on this volume, but the slot no longer fills it.
    assert!(!codes(POSTGRES, "", &given, "").contains(&"RDS-023"));
}

#[test]
fn the_way_to_cloud_sql_ends_at_an_instance_that_lets_dms_in() {
    let at = |gcp| codes(MYSQL, "", "", gcp);
    assert_eq!(at(", connector-enforcement: true"), ["DMS-029"]);
    assert_eq!(at(", tls: client-certificate"), ["DMS-029"]);
    assert!(codes(POSTGRES, "", "", ", connector-enforcement: true").contains(&"SQL-013"));
}

#[test]
fn subnets_outside_the_private_ranges_are_authorized_by_name() {
    let network = "cidr: 10.30.0.0/16, secondary-cidrs: [100.64.0.0/16], zones: [a, c], subnets: { private: { a: 100.64.0.0/24, c: 100.64.1.0/24 } }";
    let unknown = found(POSTGRES, "", "", "", network);
    assert_eq!(unknown, ["DMS-029", "DMS-029"]);
    let known = found(POSTGRES, "", "", ", clients: [nodes, aws.private]", network);
    assert!(!known.contains(&"DMS-029"), "{known:?}");
}

#[test]
fn an_endpoint_in_the_vpc_is_a_way_to_secrets_manager() {
    let network = "cidr: 10.30.0.0/16, zones: [a, c], nat: none";
    assert_eq!(found(POSTGRES, "", "", "", network), ["DMS-033"]);
    let network = format!("{network}, endpoints: [secretsmanager]");
    assert!(found(POSTGRES, "", "", "", &network).is_empty());
}

#[test]
fn classes_are_those_of_dms_in_their_sizes() {
    assert!(postgres("class: dms.r6i.32xlarge").is_empty());
    assert_eq!(postgres("class: dms.c5.8xlarge"), ["DMS-017"]);
    assert_eq!(postgres("class: db.r6i.large"), ["DMS-017"]);
}

#[test]
fn a_version_is_judged_by_the_day() {
    assert!(postgres("version: '3.5.4'").is_empty());
    assert_eq!(postgres("version: '3.6.0'"), ["DMS-018"]);
    assert_eq!(postgres("version: '4.0.0'"), ["DMS-018"]);
}

#[test]
fn a_certificate_is_one_in_pem() {
    assert_eq!(postgres("aws-certificate: rds.pem"), ["DMS-012"]);
    let pem = "aws-certificate: '-----BEGIN CERTIFICATE-----'";
    assert!(postgres(pem).is_empty());
}

#[test]
fn what_belongs_to_postgresql_says_nothing_about_mysql() {
    assert!(mysql("heartbeat: { enabled: false }").is_empty());
    assert!(mysql("plugin: pglogical").is_empty());
    assert_eq!(postgres("plugin: pglogical"), ["DMS-022", "DMS-022"]);
}

#[test]
fn batches_go_with_the_limited_mode_alone() {
    assert_eq!(postgres("batch-apply: true"), ["DMS-027"]);
    let limited = "batch-apply: true, lob: { mode: limited, max-kib: 512 }";
    assert_eq!(postgres(limited), ["DMS-027"]);
    assert_eq!(postgres("lob: { mode: limited }"), ["DMS-009"]);
}
