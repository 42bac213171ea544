//! What the fixtures, one mistake each, do not show: the halves of a rule, where it ends, and what
//! replication asks of other families.

use mcgen_diagnostics::Severity;
use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

/// An environment to be changed in one place.
struct File {
    primary: &'static str,
    logical: &'static str,
    objectives: &'static str,
    aws: &'static str,
    gcp: &'static str,
}

const FILE: File = File {
    primary: "aws",
    logical: "{}",
    objectives: "{}",
    aws: "engine: postgres, version: '17', class: db.m7g.large",
    gcp: "engine: postgres, version: '17', tier: db-custom-4-16384",
};

/// The codes of errors, then those of warnings with a `?`.
fn codes(file: &File) -> Vec<String> {
    let File {
        primary,
        logical,
        objectives,
        aws,
        gcp,
    } = file;
    let text = format!(
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nenvironment: production\nstrategy:\n  primary-replica:\n    primary: {primary}\n    \
         replication: {{ logical: {logical} }}\n    tables: [public.accounts]\nobjectives: {objectives}\naws:\n  \
         region: ap-northeast-2\n  account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\n  \
         database: {{ {aws} }}\ngcp:\n  region: asia-northeast3\n  project: crm-production\n  \
         network: {{ cidr: 10.20.0.0/20 }}\n  database: {{ {gcp} }}\nlink:\n  vpn:\n    \
         gateway: vpn-gateway\n    aws-asn: 64512\n    gcp-asn: 65000\n"
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
fn either_side_may_be_the_primary_and_nothing_else_changes() {
    for primary in ["aws", "gcp"] {
        assert!(codes(&File { primary, ..FILE }).is_empty(), "{primary}");
    }
}

#[test]
fn no_rule_stops_a_promotion() {
    // An upgrade under way: after the promotion the older side follows, which is worth a word only.
    let gcp = "engine: postgres, version: '16', tier: db-custom-4-16384";
    let upgraded = File { gcp, ..FILE };
    assert_eq!(codes(&upgraded), ["REP-028?"]);
    assert!(
        codes(&File {
            primary: "gcp",
            ..upgraded
        })
        .is_empty()
    );
}

#[test]
fn the_role_is_neither_the_administrator_nor_of_the_service() {
    for user in [
        "{ user: crm_admin }",
        "{ user: rdsadmin }",
        "{ user: cloudsqlsuperuser }",
    ] {
        assert_eq!(
            codes(&File {
                logical: user,
                ..FILE
            }),
            ["REP-018"],
            "{user}"
        );
    }
    let named = "engine: postgres, version: '17', tier: db-custom-4-16384, username: boss";
    let file = File {
        logical: "{ user: boss }",
        gcp: named,
        ..FILE
    };
    assert_eq!(codes(&file), ["REP-018"]);
}

#[test]
fn the_margin_of_sequences_has_two_ends() {
    for (margin, wrong) in [
        ("0", true),
        ("1", false),
        ("100000000", false),
        ("100000001", true),
    ] {
        let logical = format!("{{ sequence-margin: {margin} }}").leak();
        assert_eq!(
            !codes(&File { logical, ..FILE }).is_empty(),
            wrong,
            "{margin}"
        );
    }
}

#[test]
fn the_log_of_the_tolerated_outage_fits_the_slot_and_the_volume() {
    // 100 GiB, of which 4 hours at 2 MiB/s keep 28.
    let objectives = "{ tolerated-outage: 4h, write-rate-mibps: 8 }";
    assert_eq!(codes(&File { objectives, ..FILE }), ["RDS-023?", "DR-006"]);
    let aws = "engine: postgres, version: '17', class: db.m7g.large, storage: { size-gib: 400, max-size-gib: 500 }";
    assert!(
        codes(&File {
            objectives,
            aws,
            ..FILE
        })
        .is_empty()
    );

    let aws = "engine: postgres, version: '17', class: db.m7g.large, logical-decoding: { max-slot-wal-keep-mib: 20000 }";
    assert_eq!(codes(&File { aws, ..FILE }), ["RDS-023?", "DR-006"]);
    let aws = "engine: postgres, version: '17', class: db.m7g.large, logical-decoding: { max-slot-wal-keep-mib: 28800 }";
    assert!(codes(&File { aws, ..FILE }).is_empty());
}

#[test]
fn a_standby_adds_to_what_others_need() {
    // 3 a consumer and 2 to spare: 7 consumers need 23, and 26 with the standby.
    let aws = "engine: postgres, version: '17', class: db.m7g.large, logical-decoding: { consumers: 7 }, parameters: { max_replication_slots: 25 }";
    assert_eq!(codes(&File { aws, ..FILE }), ["RDS-020"]);
    let aws = "engine: postgres, version: '17', class: db.m7g.large, logical-decoding: { consumers: 7 }, parameters: { max_replication_slots: 26, max_wal_senders: 26 }";
    assert!(codes(&File { aws, ..FILE }).is_empty());

    // 1 a consumer, 2 for the copy and 2 to spare.
    let gcp = "engine: postgres, version: '17', tier: db-custom-4-16384, logical-decoding: { consumers: 9 }, flags: { max_replication_slots: '13' }";
    assert_eq!(codes(&File { gcp, ..FILE }), ["SQL-017"]);
    let gcp = "engine: postgres, version: '17', tier: db-custom-4-16384, logical-decoding: { consumers: 9 }, flags: { max_replication_slots: '14' }";
    assert!(codes(&File { gcp, ..FILE }).is_empty());
}

#[test]
fn settings_of_a_person_that_are_too_small_for_a_standby_are_found() {
    let flags = |flags: &str| {
        let gcp = format!(
            "engine: postgres, version: '17', tier: db-custom-4-16384, flags: {{ {flags} }}"
        );
        codes(&File {
            gcp: gcp.leak(),
            ..FILE
        })
    };
    assert_eq!(flags("max_worker_processes: '12'"), ["SQL-019?"]);
    assert!(flags("max_worker_processes: '13'").is_empty());
    assert_eq!(flags("cloudsql.logical_decoding: 'off'"), ["SQL-017"]);
    let aws = "engine: postgres, version: '17', class: db.m7g.large, parameters: { wal_sender_timeout: 0 }";
    assert_eq!(codes(&File { aws, ..FILE }), ["RDS-022?"]);
    let aws = "engine: postgres, version: '17', class: db.t4g.large";
    assert_eq!(codes(&File { aws, ..FILE }), ["RDS-016?"]);
}

#[test]
fn the_standby_must_be_let_in() {
    let gcp = |keys: &str| {
        let gcp = format!("engine: postgres, version: '17', tier: db-custom-4-16384, {keys}");
        codes(&File {
            gcp: gcp.leak(),
            ..FILE
        })
    };
    assert_eq!(gcp("tls: client-certificate"), ["SQL-013"]);
    assert_eq!(gcp("connector-enforcement: true"), ["SQL-013"]);
    assert!(gcp("private-ip: false, public-ip: true").contains(&"REP-027".to_owned()));
    assert!(gcp("disk: { max-size-gib: 0 }").contains(&"SQL-015?".to_owned()));
}

#[test]
fn an_empty_list_of_tables_replicates_nothing() {
    let file = Loader::new().load_text(
        "test.yaml",
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nenvironment: production\nstrategy:\n  primary-replica: { primary: aws, replication: dms, tables: [] }\n\
         aws: { region: ap-northeast-2, account: '111122223333', network: { cidr: 10.30.0.0/16 } }\n",
    );
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = check(&file.environment.unwrap(), &context, file.diagnostics);
    let codes: Vec<&str> = findings.iter().map(|it| it.rule.code).collect();
    assert_eq!(codes, ["DMS-032", "REP-026", "REP-026", "REP-029"]);
}
