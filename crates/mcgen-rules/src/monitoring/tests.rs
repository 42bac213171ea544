//! What the fixtures, one database each, do not show: the other databases that somebody else runs.

use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

/// What MON-015 says of a product: its reason, and how many places it points at.
fn told(product: &str, monitoring: &str) -> Option<(String, usize)> {
    let text = format!(
        "project: crm\nenvironment: staging\nstrategy:\n  global-database:\n    product:\n      {product}\naws:\n  region: ap-northeast-2\n  \
         account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\ngcp:\n  region: asia-northeast3\n  project: crm-staging\n  network: {{ \
         cidr: 10.20.0.0/20, pods: 10.21.0.0/16, services: 10.22.0.0/20 }}\nlink: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} \
         }}\n{monitoring}"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let environment = file.environment.unwrap_or_else(|| panic!("{text}"));
    let findings = check(&environment, &context, file.diagnostics);
    let codes: Vec<&str> = findings.iter().map(|it| it.rule.code).collect();
    assert!(codes.iter().all(|it| *it == "MON-015"), "{codes:?}");
    let finding = findings.iter().next()?;
    let reason = finding.reason.clone().unwrap_or_default();
    Some((reason, finding.labels.len()))
}

const WATCHED: &str = "monitoring: { notify: { email: [databases@example.com] } }\n";
const SEOUL: &str = "regions: [{ name: ap-northeast-2 }]";

#[test]
fn each_database_of_somebody_else_says_what_is_built_for_it() {
    let reason = |product: &str| told(product, WATCHED).unwrap().0;
    let sending =
        format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL}, cloudwatch-metrics: true }}");
    assert!(reason(&sending).contains("pages when its metrics stay away"));
    let silent = format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL} }}");
    assert!(reason(&silent).contains("no metrics of it go to CloudWatch"));
    let google = "cockroach: { plan: advanced, cloud: gcp, regions: [{ name: asia-northeast3 }] }";
    assert!(reason(google).contains("no metrics of it go to CloudWatch"));
    let basic = "cockroach: { plan: basic, cloud: aws, regions: [{ name: ap-southeast-1 }], allow: [{ name: office, cidr: 203.0.113.0/24 }] }";
    assert!(reason(basic).contains("exports no metrics of `basic`"));
    let aeon = "yugabyte: { regions: [{ name: ap-northeast-2, cidr: 10.64.0.0/24 }] }";
    assert!(reason(aeon).contains("Aeon writes to the members of its account"));
}

#[test]
fn nodes_of_another_region_are_pointed_at() {
    let three = "cockroach: { plan: advanced, cloud: aws, regions: [{ name: ap-northeast-2 }, { name: ap-northeast-1 }, { name: ap-southeast-1 }], cloudwatch-metrics: true }";
    let one =
        format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL}, cloudwatch-metrics: true }}");
    assert_eq!(told(three, WATCHED).unwrap().1, 3);
    assert_eq!(told(&one, WATCHED).unwrap().1, 2);
}

#[test]
fn a_prometheus_of_ones_own_tells() {
    let offered = format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL}, prometheus: true }}");
    assert_eq!(told(&offered, WATCHED), None);
    let asked = format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL}, prometheus: false }}");
    assert!(told(&asked, WATCHED).is_some());
}

#[test]
fn members_of_aeon_are_written_to_by_its_alerts() {
    let aeon = |members: &str| {
        format!(
            "yugabyte: {{ regions: [{{ name: ap-northeast-2, cidr: 10.64.0.0/24 }}]{members} }}"
        )
    };
    let named = aeon(", members: [databases@example.com, on-call@example.com]");
    assert_eq!(told(&named, WATCHED), None);
    let paged = "monitoring: { notify: { email: [databases@example.com] }, page: { email: [night@example.com] } }\n";
    // The address that is paged is pointed at, besides the database and the block.
    assert_eq!(told(&named, paged).unwrap().1, 3);
    assert_eq!(told(&aeon(""), paged).unwrap().1, 2);
}

#[test]
fn who_asks_for_no_alarms_is_told_nothing() {
    let one = format!("cockroach: {{ plan: advanced, cloud: aws, {SEOUL} }}");
    assert_eq!(told(&one, ""), None);
}
