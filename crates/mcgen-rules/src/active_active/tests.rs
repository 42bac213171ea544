//! What the fixtures, one mistake each, do not show: rules of other families that hold here too.

use mcgen_diagnostics::Severity;
use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

const AWS: &str = "database: { engine: postgres, version: '17', class: db.m7g.large }";
const GCP: &str = "database: { engine: postgres, version: '17', tier: db-custom-4-16384 }";
const LINK: &str = "link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }\n";
const TABLES: &str = "[{ name: public.contacts, key: uuid, deletes: tombstone }]";

/// The codes of errors, then those of warnings with a `?`.
fn codes(mechanism: &str, tables: &str, aws: &str, gcp: &str, rest: &str) -> Vec<String> {
    let text = format!(
        "project: crm\nenvironment: production\nmonitoring: {{ notify: {{ email: [oncall@example.com] }} }}\n\
         strategy:\n  active-active:\n    mechanism: {mechanism}\n    tables: {tables}\n\
         aws:\n  region: ap-northeast-2\n  account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\n  {aws}\n\
         gcp:\n  region: asia-northeast3\n  project: crm-production\n  network: {{ cidr: 10.20.0.0/20 }}\n  {gcp}\n{rest}"
    );
    let loaded = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = check(&loaded.environment.unwrap(), &context, loaded.diagnostics);
    findings
        .iter()
        .map(|finding| match finding.severity {
            Severity::Error => finding.rule.code.to_owned(),
            _ => format!("{}?", finding.rule.code),
        })
        .collect()
}

#[test]
fn two_databases_with_a_way_between_them_are_needed() {
    let lww = "logical-lww";
    assert!(codes(lww, TABLES, AWS, GCP, LINK).is_empty());
    assert_eq!(codes(lww, TABLES, AWS, GCP, ""), ["REP-027"]);
    assert_eq!(codes(lww, TABLES, "", GCP, LINK), ["REP-026"]);
    assert_eq!(codes(lww, TABLES, AWS, "", LINK), ["REP-026"]);
    let mysql = "database: { engine: mysql, version: '8.0', class: db.m7g.large }";
    assert!(codes(lww, TABLES, mysql, GCP, LINK).contains(&"REP-025".to_owned()));
}

#[test]
fn the_role_is_neither_the_administrator_nor_of_the_service() {
    for user in ["crm_admin", "rds_superuser"] {
        let mechanism = format!("{{ logical-lww: {{ user: {user} }} }}");
        assert_eq!(
            codes(&mechanism, TABLES, AWS, GCP, LINK),
            ["REP-018"],
            "{user}"
        );
    }
}

#[test]
fn a_table_is_shared_once_and_one_is_shared() {
    assert_eq!(codes("logical-lww", "[]", AWS, GCP, LINK), ["REP-029"]);
    let twice = "[{ name: public.a, key: uuid, deletes: never }, { name: public.a, key: natural, deletes: never }]";
    assert_eq!(
        codes("logical-lww", twice, AWS, GCP, LINK),
        ["AA-003?", "REP-029"]
    );
}

#[test]
fn both_sides_keep_the_log_of_an_outage_and_neither_stands_by() {
    // 100 GiB, of which 4 hours at 8 MiB/s want more than half.
    let objectives = format!("{LINK}objectives: {{ tolerated-outage: 4h, write-rate-mibps: 8 }}\n");
    assert!(codes("logical-lww", TABLES, AWS, GCP, &objectives).contains(&"DR-006".to_owned()));
    let small = "database: { engine: postgres, version: '17', class: db.m7g.large, standby-class: db.m7g.medium }";
    assert_eq!(codes("logical-lww", TABLES, small, GCP, LINK), ["DR-008"]);
}

const SYMMETRICDS: &str = "{ symmetricds: { distribution: { url: 'https://downloads.example.com/symmetric.zip', \
    sha256: 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a } } }";

#[test]
fn no_log_is_kept_where_triggers_note_what_changed() {
    let objectives = format!("{LINK}objectives: {{ tolerated-outage: 4h, write-rate-mibps: 8 }}\n");
    let tables = "[{ name: public.contacts, key: uuid, deletes: physical }]";
    // The notes of SymmetricDS hold whole rows; those of Bucardo are a small part of what is written.
    assert_eq!(codes("bucardo", tables, AWS, GCP, &objectives), ["AA-025?"]);
    assert_eq!(
        codes(SYMMETRICDS, tables, AWS, GCP, &objectives),
        ["DR-014?"]
    );
}

#[test]
fn the_table_of_mcgen_that_travels_along_keeps_its_name() {
    let tables = "[{ name: public.marks, key: uuid, deletes: physical }]";
    assert_eq!(codes(SYMMETRICDS, tables, AWS, GCP, LINK), ["AA-043"]);
}
