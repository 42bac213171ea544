use mcgen_diagnostics::{render_github, render_json, render_sarif, render_text};
use mcgen_rules::book;

use crate::environments::{assert_codes, cloud_sql, codes, rds, read, redis, valkey};

#[test]
fn secrets_are_found_wherever_they_stand() {
    let labelled = |labels: &str| format!("labels: {{ {labels} }}\n{}", valkey(""));
    assert_codes(&[
        (labelled("note: AKIAIOSFODNN7EXAMPLE"), &["error SEC-001"]),
        (
            labelled("url: \"postgres://crm:hunter2@db.internal/crm\""),
            &["error SEC-001"],
        ),
        (labelled("db-password: hunter2"), &["error SEC-001"]),
        (
            labelled("session: q8Zt3vLx0PbN7wYc2RdF"),
            &["warning SEC-001"],
        ),
        (labelled("token: enabled, team: crm"), &[]),
        (
            format!("# ghp_0123456789abcdefghijABCDEFGHIJ012345\n{}", valkey("")),
            &["error SEC-001"],
        ),
        (
            valkey("auth-token: \"k3y!k3y!k3y!k3y!\""),
            &["error CACHE-002", "error SEC-001"],
        ),
        (
            rds("password: trip-service-user"),
            &["error SEC-001", "error SEC-002"],
        ),
        (
            rds("MasterUserPassword: hunter2"),
            &["error SEC-001", "error SEC-002"],
        ),
        (
            rds("parameters: { log_line_prefix: \"host=db password=hunter2\" }"),
            &["error SEC-001"],
        ),
        (
            cloud_sql("", "root-password: hunter2"),
            &["error SEC-001", "error SEC-002"],
        ),
        (
            cloud_sql("pre-shared-key: hunter2hunter2", ""),
            &["error SEC-001", "error SEC-003"],
        ),
        (
            cloud_sql(
                "",
                "replicas: [{ name: reports, replica-password: hunter2 }]",
            ),
            &["error ENV-003", "error SEC-001"],
        ),
        (
            rds("").replace("account:", "secret-access-key: wJalrXUtnFEMI4711, account:"),
            &["error SEC-001"],
        ),
    ]);
}

#[test]
fn no_output_shows_a_secret() {
    let secret = "hunter2hunter2";
    let text = rds(&format!("master-password: {secret}, clients: [privat]"));
    let (mut findings, loader) = read(&text);
    let sources = loader.sources();
    findings.sort(sources);
    assert_eq!(findings.len(), 3, "the word for the clients is wrong too");
    for output in [
        render_text(&findings, sources, false),
        render_json(&findings, sources),
        render_sarif(&findings, sources, &book(), "0.1.0"),
        render_github(&findings, sources),
    ] {
        assert!(output.contains("SEC-001"));
        assert!(!output.contains(secret), "{output}");
    }
}

#[test]
fn the_internet_reaches_no_database() {
    let firewall = |rule: &str| cloud_sql(&format!("firewall: [{{ name: web, {rule} }}]"), "");
    assert_codes(&[
        (rds("publicly-accessible: true"), &["error SEC-004"]),
        (cloud_sql("", "public-ip: true"), &["error SEC-004"]),
        (
            cloud_sql("", "authorized-networks: [{ name: all, cidr: 0.0.0.0/0 }]"),
            &["error SEC-004"],
        ),
        (valkey("clients: [0.0.0.0/1]"), &["error SEC-004"]),
        (redis("clients: [0.0.0.0/0]"), &["error SEC-004"]),
        (
            firewall("allow: [tcp:5432], from: [0.0.0.0/0]"),
            &["error SEC-004"],
        ),
        (
            firewall("allow: [all], from: [0.0.0.0/0]"),
            &["error SEC-004"],
        ),
        (firewall("allow: [tcp:443], from: [0.0.0.0/0]"), &[]),
        (rds("load-balancer: true"), &["error SEC-004"]),
        (valkey("public-ip: true"), &["error SEC-004"]),
    ]);
}

#[test]
fn a_waiver_accepts_plain_text_by_name() {
    let text = format!(
        "waivers: [{{ rule: SEC-005, reason: a legacy client until spring }}]\n{}",
        rds("require-tls: false")
    );
    assert_eq!(codes(&text), ["waived SEC-005"]);
    assert_eq!(codes(&cloud_sql("", "tls: unencrypted")), ["error SEC-005"]);
}

#[test]
fn keys_are_of_the_region_of_what_they_encrypt() {
    let key = |region: &str| format!("kms-key: arn:aws:kms:{region}:111122223333:key/1b2c3d4e");
    let state = |bucket_region: &str| {
        rds("").replace(
            "account:",
            &format!(
                "backend: {{ bucket: crm-tfstate, {bucket_region} {} }}, account:",
                key("us-east-1")
            ),
        )
    };
    let gcp_key = |location: &str| {
        redis(&format!(
            "kms-key: projects/crm-prod/locations/{location}/keyRings/crm/cryptoKeys/cache"
        ))
    };
    assert_codes(&[
        (valkey(&key("us-east-1")), &["error SEC-006"]),
        (valkey(&key("ap-northeast-2")), &[]),
        (valkey("kms-key: alias/aws/elasticache"), &["error SEC-006"]),
        (state(""), &["error SEC-006"]),
        (state("region: us-east-1,"), &[]),
        (gcp_key("global"), &["error SEC-006"]),
        (gcp_key("asia-northeast3"), &[]),
        (
            redis("kms-key: arn:aws:kms:ap-northeast-2:111122223333:key/1"),
            &["error SEC-006"],
        ),
    ]);
}

#[test]
fn clients_are_no_wider_than_those_who_connect() {
    let firewall = |rule: &str| cloud_sql(&format!("firewall: [{{ name: vpn, {rule} }}]"), "");
    assert_codes(&[
        (rds("clients: [10.30.0.0/16]"), &["warning SEC-007"]),
        (rds("clients: [10.0.0.0/8]"), &["warning SEC-007"]),
        (rds("clients: [172.16.0.0/12]"), &["warning SEC-007"]),
        (valkey("clients: [public]"), &["warning SEC-007"]),
        (rds("clients: [private, sg-0a1b2c3d, 10.40.0.0/16]"), &[]),
        (
            cloud_sql("", "clients: [nodes, 10.16.0.0/12]"),
            &["warning SEC-007"],
        ),
        (
            firewall("allow: [all], from: [10.30.0.0/16]"),
            &["warning SEC-007"],
        ),
        (firewall("allow: [tcp:443], from: [10.30.0.0/16]"), &[]),
        (valkey("ingress: []"), &["error SEC-007"]),
    ]);
}

#[test]
fn superusers_are_made_by_nobody() {
    assert_codes(&[
        (rds("rds-superuser: crm_app"), &["error SEC-008"]),
        (cloud_sql("", "replication-user: repl"), &["error SEC-008"]),
        (
            cloud_sql("", "password-rotation-days: 30"),
            &["error SEC-009"],
        ),
    ]);
}
