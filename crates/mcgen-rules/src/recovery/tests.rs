//! Which objectives hold with which copies of a database over both clouds, and with which two sides.

use mcgen_diagnostics::Severity;
use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

/// Findings of DR-012 and DR-013: an error by its code, a warning with a `?`.
fn findings(strategy: &str, objectives: &str, database: bool) -> Vec<String> {
    let databases = if database {
        [
            "  database: { engine: postgres, version: '17', class: db.m7g.large }\n",
            "  database: { engine: postgres, version: '17', tier: db-custom-4-16384 }\n",
        ]
    } else {
        ["", ""]
    };
    let text = format!(
        "project: crm\nenvironment: production\nstrategy: {{ {strategy} }}\nobjectives: {{ {objectives} }}\n\
         aws:\n  region: ap-northeast-2\n  account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\n{}\
         gcp:\n  region: asia-northeast3\n  project: crm-production\n  network: {{ cidr: 10.20.0.0/20 }}\n{}\
         link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n",
        databases[0], databases[1]
    );
    let loaded = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let environment = loaded
        .environment
        .unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let all = check(&environment, &context, loaded.diagnostics);
    let ours = all
        .iter()
        .filter(|it| ["DR-012", "DR-013"].contains(&it.rule.code));
    ours.map(|finding| match finding.severity {
        Severity::Error => finding.rule.code.to_owned(),
        _ => format!("{}?", finding.rule.code),
    })
    .collect()
}

fn global(product: &str, objectives: &str) -> Vec<String> {
    findings(
        &format!("global-database: {{ product: {{ {product} }} }}"),
        objectives,
        false,
    )
}

fn two_sides(mechanism: &str, objectives: &str) -> Vec<String> {
    let deletes = match mechanism {
        "bucardo: {}" => "physical",
        _ => "never",
    };
    let tables = format!("[{{ name: public.contacts, key: uuid, deletes: {deletes} }}]");
    findings(
        &format!("active-active: {{ mechanism: {{ {mechanism} }}, tables: {tables} }}"),
        objectives,
        true,
    )
}

const ATLAS: &str = "atlas: { project: 0123456789abcdef01234567, regions: [\
    { name: ap-northeast-2, nodes: 2 }, { name: asia-northeast3, nodes: 2 }, { name: ap-northeast-1, nodes: 1 }] }";
const NONE: [&str; 0] = [];

#[test]
fn a_majority_that_is_left_loses_nothing_and_needs_an_election() {
    assert_eq!(global(ATLAS, "disaster: region, rto: 1m, rpo: 0s"), NONE);
    // 12 s are documented, and clients that connect anew are assumed.
    assert_eq!(global(ATLAS, "disaster: region, rto: 30s"), ["DR-012?"]);
    assert_eq!(global(ATLAS, "disaster: region, rto: 10s"), ["DR-012"]);
    let measured = "disaster: region, rto: 30s, measured: { steering: 10s }";
    assert_eq!(global(ATLAS, measured), NONE);
}

#[test]
fn without_a_majority_no_time_is_long_enough() {
    let heavy = "atlas: { project: 0123456789abcdef01234567, regions: [\
        { name: ap-northeast-2, nodes: 3 }, { name: asia-northeast3, nodes: 2 }] }";
    assert_eq!(global(heavy, "disaster: region, rto: 4h"), ["DR-012"]);
    assert_eq!(global(heavy, "disaster: zone, rto: 1m"), NONE);
    let nodes = "yugabyte: { fault-tolerance: node, regions: [{ name: ap-northeast-2, cidr: 10.64.0.0/24 }] }";
    assert_eq!(global(nodes, "rto: 4h"), ["DR-012"]);
    let zones = "yugabyte: { fault-tolerance: zone, regions: [{ name: ap-northeast-2, cidr: 10.64.0.0/24 }] }";
    assert_eq!(global(zones, "rto: 1m, rpo: 0s"), NONE);
}

#[test]
fn the_region_with_the_only_endpoint_takes_the_way_with_it() {
    let regions = |names: [&str; 3]| {
        let regions = names.map(|name| format!("{{ name: {name} }}")).join(", ");
        format!("cockroach: {{ plan: advanced, cloud: aws, regions: [{regions}] }}")
    };
    let seoul = regions(["ap-northeast-2", "ap-northeast-1", "ap-southeast-1"]);
    assert_eq!(global(&seoul, "disaster: region, rto: 4h"), ["DR-012"]);
    assert_eq!(global(&seoul, "disaster: zone, rto: 1m"), NONE);
}

#[test]
fn two_regions_of_spanner_need_somebody_and_one_is_told_by_its_own_rule() {
    let japan = "spanner: { configuration: dual-region-japan1 }";
    assert_eq!(global(japan, "disaster: region, rto: 15m"), NONE);
    assert_eq!(global(japan, "disaster: region, rto: 5m"), ["DR-012?"]);
    let seoul = "spanner: { configuration: regional-asia-northeast3 }";
    assert_eq!(global(seoul, "disaster: region, rto: 5m"), NONE);
}

#[test]
fn two_sides_lose_what_their_mechanism_has_not_sent() {
    // 5 s of lag are assumed, 10 s of reports and 30 s of BGP are not.
    assert_eq!(two_sides("logical-lww: {}", "rpo: 45s"), NONE);
    assert_eq!(two_sides("logical-lww: {}", "rpo: 44s"), ["DR-013?"]);
    assert_eq!(two_sides("logical-lww: {}", "rpo: 39s"), ["DR-013"]);
    assert_eq!(two_sides("bucardo: {}", "rpo: 96s"), NONE);
    assert_eq!(two_sides("bucardo: {}", "rpo: 45s"), ["DR-013"]);
    let measured = "rpo: 45s, measured: { lag: 6s }";
    assert_eq!(two_sides("logical-lww: {}", measured), ["DR-013"]);
}

#[test]
fn a_person_in_the_sum_is_slower_than_a_promise_of_minutes() {
    let mechanism = "logical-lww: {}";
    assert_eq!(two_sides(mechanism, "rto: 15m"), NONE);
    assert_eq!(two_sides(mechanism, "rto: 14m"), ["DR-012?"]);
    assert_eq!(two_sides(mechanism, "rto: 4m, decision: 5m"), ["DR-012"]);
}

#[test]
fn records_move_clients_when_checks_have_failed_and_answers_have_ended() {
    let of = |rto: &str, check: &str| {
        // Another block beside `objectives`.
        let blocks = format!(
            "rto: {rto} }}\ntraffic: {{ hostname: crm.example.com, route53: {{ zone-id: Z0123456789ABCDEFGHIJ, \
             steering: weighted, health-check: {{ {check} }} }}"
        );
        two_sides("logical-lww: {}", &blocks)
    };
    // Three checks every 10 s, 6 s for the last answer, a minute of DNS.
    assert_eq!(of("96s", "interval-seconds: 10"), NONE);
    assert_eq!(of("95s", "interval-seconds: 10"), ["DR-012"]);
    assert_eq!(of("156s", ""), NONE);
    assert_eq!(of("155s", ""), ["DR-012"]);
}
