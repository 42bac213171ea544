//! Variants of the rules about networks that the fixtures of the book leave out: the milder half of a
//! rule, defaults that clash, and plans as people bring them.

use mcgen_diagnostics::{Diagnostics, Severity};
use mcgen_model::{Date, Scalar};
use mcgen_rules::{Context, check};
use mcgen_spec::Loader;

fn findings(text: &str) -> Diagnostics {
    let text = format!("project: crm\nenvironment: production\nstrategy: independent\n{text}");
    let file = Loader::new().load_text("crm.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").expect("a date"),
    };
    let environment = file.environment.expect("the frame of the file is there");
    check(&environment, &context, file.diagnostics)
}

/// Every finding as its severity and code, `error NET-001`.
fn codes(text: &str) -> Vec<String> {
    findings(text)
        .iter()
        .map(|finding| format!("{} {}", finding.severity, finding.rule.code))
        .collect()
}

fn aws(network: &str) -> String {
    format!(
        "aws: {{ region: ap-northeast-2, account: \"111122223333\", network: {{ {network} }} }}\n"
    )
}

fn gcp(network: &str) -> String {
    format!(
        "gcp: {{ region: asia-northeast3, project: crm-production, network: {{ {network} }} }}\n"
    )
}

#[test]
fn a_plan_that_shares_subnets_between_tiers_is_refused() {
    let network = "cidr: 10.30.0.0/16, zones: [a, c], eks: { max-nodes: 20 }, subnets: { \
        cluster: { a: 10.30.10.0/24, c: 10.30.11.0/24 }, \
        database: { a: 10.30.10.0/24, c: 10.30.11.0/24 } }";
    assert_eq!(
        codes(&aws(network)),
        ["error NET-003", "error NET-003", "warning NET-021"]
    );
}

#[test]
fn the_default_service_range_of_eks_is_compared_too() {
    assert_eq!(
        codes(&aws("cidr: 172.20.0.0/16, eks: { max-nodes: 20 }")),
        ["error NET-022", "warning NET-040"]
    );
}

#[test]
fn reserved_ranges_may_overlap_among_themselves_only() {
    let reserved = "reserved-ranges: [{ name: office, cidr: 10.0.0.0/12 }, { name: lab, cidr: 10.1.0.0/16 }]\n";
    assert!(codes(&format!("{reserved}{}", aws("cidr: 10.30.0.0/16"))).is_empty());
    assert_eq!(
        codes(&format!("{reserved}{}", aws("cidr: 10.1.0.0/16"))),
        ["error NET-001", "error NET-001"]
    );
}

#[test]
fn what_is_carved_never_overlaps_what_is_given() {
    for (vpc, nodes) in [
        ("10.30.0.0/16", "10.29.240.0/20"),
        ("10.0.0.0/16", "10.255.240.0/20"),
        ("192.168.0.0/17", "192.168.128.0/20"),
        ("172.16.0.0/16", "172.18.0.0/20"),
    ] {
        let eks = format!("cidr: {vpc}, eks: {{ max-nodes: 20 }}");
        let gke = format!(
            "cidr: {nodes}, gke: {{ max-nodes: 20, max-pods-per-node: 32, control-plane: 192.168.250.0/28 }}"
        );
        let found = codes(&(aws(&eks) + &gcp(&gke)));
        assert!(
            found.iter().all(|code| !code.starts_with("error")),
            "{vpc} {nodes}: {found:?}"
        );
    }
}

#[test]
fn a_sixth_range_of_the_vpc_needs_a_higher_quota() {
    let network = "cidr: 10.30.0.0/16, secondary-cidrs: [10.31.0.0/16, 10.32.0.0/16, 10.33.0.0/16, 10.34.0.0/16, 10.35.0.0/16]";
    assert_eq!(codes(&aws(network)), ["warning NET-002"]);
}

#[test]
fn half_as_many_services_again_should_fit() {
    let services = |count: u32| {
        codes(&gcp(&format!(
            "cidr: 10.20.0.0/20, services: 10.22.0.0/24, gke: {{ max-nodes: 3, services: {count} }}"
        )))
    };
    assert!(services(170).is_empty());
    assert_eq!(services(171), ["warning NET-017"]);
    assert_eq!(services(256), ["warning NET-017"]);
    assert_eq!(services(257), ["error NET-017"]);
}

#[test]
fn the_pod_range_is_counted_to_the_node() {
    let nodes = |count: u32, pods: u32| {
        codes(&gcp(&format!(
            "cidr: 10.20.0.0/20, pods: 10.21.0.0/20, \
             gke: {{ max-nodes: {count}, surge-nodes: 0, max-pods-per-node: {pods} }}"
        )))
    };
    assert!(nodes(12, 110).is_empty());
    assert_eq!(nodes(13, 110), ["warning NET-016"]);
    assert_eq!(nodes(16, 110), ["warning NET-016"]);
    assert_eq!(nodes(17, 110), ["error NET-015"]);
    assert!(nodes(17, 32).is_empty());
    assert_eq!(nodes(1, 7), ["error NET-015"]);
    assert_eq!(nodes(1, 257), ["error NET-015"]);
}

#[test]
fn a_zone_that_only_some_accounts_have_is_a_warning() {
    let tokyo = |zones: &str| {
        codes(&format!(
            "aws: {{ region: ap-northeast-1, account: \"111122223333\", network: {{ cidr: 10.30.0.0/16, zones: {zones} }} }}\n"
        ))
    };
    assert!(tokyo("[a, c]").is_empty());
    assert_eq!(tokyo("[a, b]"), ["warning NET-025"]);
    assert_eq!(tokyo("[a, ap-northeast-2c]"), ["error NET-025"]);
}

#[test]
fn a_firewall_rule_for_a_vpn_gateway_is_a_warning() {
    let rule = |to: &str| {
        codes(&gcp(&format!(
            "cidr: 10.20.0.0/20, firewall: [{{ name: ike, allow: [\"udp:500\"], from: [10.40.0.0/24], to: {to} }}]"
        )))
    };
    assert_eq!(rule("memorystore"), ["error NET-036"]);
    assert_eq!(rule("vpn-gateway"), ["warning NET-036"]);
}

#[test]
fn a_security_group_of_a_vpn_and_a_range_of_a_network_are_no_keys() {
    assert_eq!(
        codes(&aws("cidr: 10.30.0.0/16, vpn-security-group-ids: [sg-1]")),
        ["error NET-036"]
    );
    assert_eq!(
        codes(&gcp("cidr: 10.20.0.0/20, ip_cidr_range: 10.20.0.0/16")),
        ["error NET-027"]
    );
}

#[test]
fn names_of_google_cloud_resources_are_unique() {
    let subnets = |names: [&str; 2]| {
        codes(&gcp(&format!(
            "cidr: 10.20.0.0/20, subnets: [{{ name: {}, cidr: 10.20.16.0/24 }}, {{ name: {}, cidr: 10.20.17.0/24 }}]",
            names[0], names[1]
        )))
    };
    assert!(subnets(["jobs", "batch"]).is_empty());
    assert_eq!(subnets(["jobs", "jobs"]), ["error NET-029"]);
    assert_eq!(subnets(["jobs", "nodes"]), ["error NET-029"]);
}

/// A database in Seoul on AWS and a network in another place on Google Cloud.
fn residency(lines: &str, gcp_region: &str) -> Vec<String> {
    let aws = aws("cidr: 10.30.0.0/16");
    codes(&format!(
        "residency: {{ {lines} }}\n{aws}gcp: {{ region: {gcp_region}, project: crm-production, network: {{ cidr: 10.20.0.0/20 }} }}\n"
    ))
}

#[test]
fn a_ground_must_be_one_that_the_law_of_the_subjects_knows() {
    assert_eq!(
        residency("subjects: [KR]", "asia-northeast1"),
        ["error NET-042"]
    );
    assert!(
        residency(
            "subjects: [KR], transfer-basis: contract",
            "asia-northeast1"
        )
        .is_empty()
    );
    assert_eq!(
        residency("subjects: [KR], transfer-basis: scc", "asia-northeast1"),
        ["error NET-042"]
    );
}

#[test]
fn a_ground_opens_no_country_that_the_file_does_not_allow() {
    assert_eq!(
        residency(
            "subjects: [KR], allowed: [KR], transfer-basis: consent",
            "asia-northeast1"
        ),
        ["error NET-042"]
    );
}

#[test]
fn european_data_goes_to_adequate_countries_without_a_ground() {
    // Korea is adequate, so only the second region matters.
    assert!(residency("subjects: [DE]", "asia-northeast1").is_empty());
    assert!(residency("subjects: [EU]", "europe-west3").is_empty());
    assert_eq!(residency("subjects: [EU]", "us-east1"), ["warning NET-045"]);
    assert!(residency("subjects: [EU], transfer-basis: adequacy", "us-east1").is_empty());
    assert_eq!(
        residency(
            "subjects: [EU], transfer-basis: adequacy",
            "asia-southeast1"
        ),
        ["warning NET-045"]
    );
    assert_eq!(
        residency(
            "subjects: [EU], transfer-basis: contract",
            "asia-southeast1"
        ),
        ["warning NET-045"]
    );
}

#[test]
fn a_korean_sector_law_holds_for_korean_subjects_only() {
    assert_eq!(
        residency(
            "data: [map-data], transfer-basis: consent",
            "asia-northeast1"
        ),
        ["error NET-044"]
    );
    assert!(
        residency(
            "subjects: [JP], data: [map-data], transfer-basis: consent",
            "asia-northeast1"
        )
        .is_empty()
    );
}

#[test]
fn one_region_cannot_survive_the_loss_of_a_region() {
    let text = format!(
        "objectives: {{ disaster: region }}\n{}",
        aws("cidr: 10.30.0.0/16")
    );
    assert_eq!(codes(&text), ["warning NET-046"]);
    assert!(
        findings(&text)
            .iter()
            .all(|it| it.severity == Severity::Warning)
    );
}
