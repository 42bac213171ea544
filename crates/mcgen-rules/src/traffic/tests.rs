//! What the fixtures, one mistake each, do not show: the halves of a rule, where it ends, and many mistakes at once.

use std::collections::BTreeSet;

use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

const CLOUDS: &str = "\
project: crm
environment: production
aws: { region: ap-northeast-2, account: '111122223333', network: { cidr: 10.30.0.0/16 } }
gcp: { region: asia-northeast3, project: crm-production, network: { cidr: 10.20.0.0/20 } }
";
const CLOUDFLARE: &str =
    "account-id: 0123456789abcdef0123456789abcdef, zone-id: fedcba9876543210fedcba9876543210";
const AWS: &str = "address: crm-1.ap-northeast-2.elb.amazonaws.com, certificate-record: { name: _0a.crm.example.com, value: _1b.acm-validations.aws }";
const GCP: &str = "address: 203.0.113.10, certificate-record: { name: _acme-challenge.crm.example.com, value: 0a.1.authorize.certificatemanager.goog }";

fn codes_of(text: &str) -> Vec<&'static str> {
    let file = Loader::new().load_text("test.yaml", text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = match &file.environment {
        Some(environment) => check(environment, &context, file.diagnostics),
        None => file.diagnostics,
    };
    // Databases, rehearsals and alarms are left out here.
    let elsewhere = |code: &str| {
        ["REP-", "DR-", "MON-"]
            .iter()
            .any(|it| code.starts_with(it))
    };
    let codes = findings.iter().map(|finding| finding.rule.code);
    codes.filter(|code| !elsewhere(code)).collect()
}

/// An environment whose primary is `primary`, with further lines and what stands in `traffic`.
fn environment(primary: &str, more: &str, traffic: &str) -> String {
    format!(
        "{CLOUDS}{more}strategy: {{ primary-replica: {{ primary: {primary}, replication: logical, \
         tables: [public.accounts] }} }}\ntraffic: {{ hostname: crm.example.com, {traffic} }}\n"
    )
}

fn cloudflare(settings: &str) -> Vec<&'static str> {
    let manager = format!("cloudflare: {{ {CLOUDFLARE}, {settings} }}");
    let traffic = format!("{manager}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }}");
    codes_of(&environment("aws", "", &traffic))
}

/// The primary stands in Google Cloud, so that nothing is said of the control plane of Route 53.
fn route53(settings: &str, more: &str) -> Vec<&'static str> {
    let manager =
        format!("backend: aws, route53: {{ zone-id: Z0123456789ABCDEFGHIJ, {settings} }}");
    let traffic = format!("{manager}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }}");
    codes_of(&environment("gcp", more, &traffic))
}

/// Both sides serve one database; `region` is that of Google Cloud.
fn both_by_route53(region: &str, traffic: &str, settings: &str) -> Vec<&'static str> {
    let clouds = CLOUDS.replace("asia-northeast3", region);
    codes_of(&format!(
        "{clouds}strategy: {{ active-active: {{ mechanism: logical-lww, \
         tables: [{{ name: public.contacts, key: uuid, deletes: tombstone }}] }} }}\n\
         traffic: {{ hostname: crm.example.com, {traffic} route53: {{ zone-id: Z0123456789ABCDEFGHIJ, {settings} }}, \
         origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }} }}\n"
    ))
    .into_iter()
    // What two sides that write need besides is left out here.
    .filter(|code| code.starts_with("LB-") || code.starts_with("ENV-"))
    .collect()
}

fn origins(aws: &str, gcp: &str) -> Vec<&'static str> {
    let traffic = format!(
        "cloudflare: {{ {CLOUDFLARE} }}, origins: {{ aws: {{ {aws} }}, gcp: {{ {gcp} }} }}"
    );
    codes_of(&environment("aws", "", &traffic))
}

#[test]
fn the_defaults_of_both_managers_break_no_rule() {
    assert!(cloudflare("").is_empty());
    assert!(route53("", "").is_empty());
}

#[test]
fn the_design_of_a_drawing_board_is_refused_with_everything_that_is_wrong_at_once() {
    // Blocks of version 4, latency for a standby, a cookie that nobody sets, a monitor that any certificate
    // satisfies, and a minute between checks for an objective of half a minute.
    let traffic = format!(
        "health-path: /health, cloudflare: {{ {CLOUDFLARE}, default-pool-ids: [aws], fallback-pool-id: gcp, \
         steering: dynamic_latency, proxied: false, session-affinity: cookie, \
         monitor: {{ interval-seconds: 60, allow-insecure: true }} }}, \
         origins: {{ aws: {{ {AWS}, admit: cloudflare }}, gcp: {{ {GCP} }} }}"
    );
    let found: BTreeSet<_> = codes_of(&environment("aws", "objectives: { rto: 30s }\n", &traffic))
        .into_iter()
        .collect();
    let expected = [
        "LB-001", "LB-002", "LB-003", "LB-004", "LB-007", "LB-008", "LB-017", "LB-027", "LB-032",
    ];
    assert_eq!(found, BTreeSet::from(expected));
    let traffic = format!(
        "route53: {{ zone-id: Z0123456789ABCDEFGHIJ, ttl-seconds: 300, weight: 50, health-check: {{ fqdn: \
         crm-1.ap-northeast-2.elb.amazonaws.com, interval-seconds: 60 }} }}, origins: {{ aws: {{ {AWS} }}, \
         gcp: {{ {GCP}, alias: crm, managed-ssl-certificate: crm }} }}"
    );
    let found: BTreeSet<_> = codes_of(&environment("aws", "", &traffic))
        .into_iter()
        .collect();
    let expected = [
        "LB-009", "LB-010", "LB-011", "LB-012", "LB-013", "LB-018", "LB-019",
    ];
    assert_eq!(found, BTreeSet::from(expected));
}

#[test]
fn a_policy_wants_what_it_chooses_by_and_nothing_else() {
    assert_eq!(cloudflare("steering: geo"), ["LB-002", "LB-005"]);
    let geo = "steering: geo, regions: { NEAS: aws, WEU: gcp }";
    assert_eq!(cloudflare(geo), ["LB-002"]);
    assert_eq!(cloudflare("regions: { NEAS: aws }"), ["LB-005"]);
    assert_eq!(cloudflare("weights: { aws: 90 }"), ["LB-005"]);
    let weighted = "steering: weighted, weights: { aws: 90, gcp: 10 }";
    assert_eq!(cloudflare(weighted), ["LB-002"]);
    let nobody = "steering: weighted, weights: { aws: 0, gcp: 0 }";
    assert_eq!(cloudflare(nobody), ["LB-002", "LB-005"]);
    let too_much = "steering: weighted, weights: { aws: 101 }";
    assert_eq!(cloudflare(too_much), ["LB-002", "LB-031"]);
    assert_eq!(
        cloudflare("steering: geo, regions: { ASIA: aws }"),
        ["ENV-006", "LB-002", "LB-005"]
    );
}

#[test]
fn bounds_belong_to_what_is_allowed() {
    let affinity = |seconds: u32| {
        cloudflare(&format!(
            "session-affinity: ip-cookie, session-affinity-ttl-seconds: {seconds}"
        ))
    };
    assert!(affinity(1800).is_empty() && affinity(604_800).is_empty());
    assert_eq!(affinity(1799), ["LB-004"]);
    assert_eq!(affinity(604_801), ["LB-004"]);
    let interval = |plan: &str, seconds: u32| {
        cloudflare(&format!(
            "plan: {plan}, monitor: {{ interval-seconds: {seconds} }}"
        ))
    };
    assert!(interval("self-serve", 15).is_empty() && interval("enterprise", 10).is_empty());
    assert_eq!(interval("self-serve", 14), ["LB-006"]);
    assert_eq!(interval("enterprise", 3601), ["LB-006"]);
    assert!(route53("ttl-seconds: 1", "").is_empty());
    assert_eq!(route53("ttl-seconds: 0", ""), ["LB-009"]);
    assert_eq!(route53("ttl-seconds: 61", ""), ["LB-009"]);
    assert!(route53("health-check: { failure-threshold: 10 }", "").is_empty());
    assert_eq!(
        route53("health-check: { failure-threshold: 11 }", ""),
        ["LB-012"]
    );
    let too_few = "health-check: { regions: [us-east-1, us-west-1] }";
    assert_eq!(route53(too_few, ""), ["LB-012"]);
    let nowhere = "health-check: { regions: [us-east-1, us-west-1, ap-northeast-2] }";
    assert_eq!(route53(nowhere, ""), ["LB-012"]);
}

#[test]
fn an_objective_that_is_just_met_is_met() {
    // Three checks every 30 s, 6 s for the last answer, 60 s of DNS.
    let rto = |text: &str| route53("", &format!("objectives: {{ rto: {text} }}\n"));
    assert_eq!(rto("95s"), ["LB-007"]);
    assert_eq!(rto("96s"), ["LB-015"]);
    assert_eq!(rto("155s"), ["LB-015"]);
    assert!(rto("156s").is_empty());
}

#[test]
fn who_may_come_follows_from_how_clients_come() {
    assert!(cloudflare("proxied: false").is_empty());
    let everyone = format!("{AWS}, admit: everyone");
    assert_eq!(origins(&everyone, GCP), ["LB-026"]);
    let only_cloudflare = format!("{GCP}, admit: cloudflare");
    let traffic = format!(
        "cloudflare: {{ {CLOUDFLARE}, proxied: false }}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {only_cloudflare} }} }}"
    );
    assert_eq!(codes_of(&environment("aws", "", &traffic)), ["LB-027"]);
}

#[test]
fn a_time_to_live_belongs_to_names_that_are_not_proxied() {
    assert_eq!(cloudflare("ttl-seconds: 30"), ["LB-004"]);
    assert!(cloudflare("proxied: false, ttl-seconds: 60").is_empty());
}

#[test]
fn a_state_is_judged_by_the_side_that_takes_the_writes_now() {
    let with = |primary: &str, backend: &str| {
        let traffic = format!(
            "backend: {backend}, cloudflare: {{ {CLOUDFLARE} }}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }}"
        );
        codes_of(&environment(primary, "", &traffic))
    };
    assert!(with("aws", "gcp").is_empty() && with("gcp", "aws").is_empty());
    assert_eq!(with("gcp", "gcp"), ["LB-021"]);
    assert!(with("aws", "r2").is_empty() && with("gcp", "r2").is_empty());
}

#[test]
fn what_is_not_known_before_the_first_apply_is_asked_for() {
    assert_eq!(origins("", ""), ["LB-023", "LB-023"]);
    assert_eq!(origins(AWS, "address: 203.0.113.10"), ["LB-023"]);
    assert!(origins(AWS, "address: 203.0.113.10, certificate-map: crm").is_empty());
}

#[test]
fn an_entrance_is_public_and_of_the_region() {
    let aws = |address: &str| {
        origins(
            &AWS.replace("crm-1.ap-northeast-2.elb.amazonaws.com", address),
            GCP,
        )
    };
    assert_eq!(aws("crm-1.us-east-1.elb.amazonaws.com"), ["LB-024"]);
    assert_eq!(aws("lb.example.com"), ["LB-024"]);
    assert!(aws("crm-2.ap-northeast-2.elb.amazonaws.com").is_empty());
    for address in ["10.20.0.5", "169.254.1.1", "100.64.0.1", "127.0.0.1"] {
        assert_eq!(
            origins(AWS, &GCP.replace("203.0.113.10", address)),
            ["LB-024"],
            "{address}"
        );
    }
}

#[test]
fn a_record_proves_the_name_of_the_clients_to_its_own_authority() {
    let other_name = GCP.replace("_acme-challenge.crm.", "_acme-challenge.app.");
    assert_eq!(origins(AWS, &other_name), ["LB-025"]);
    let swapped = AWS.replace(
        "_1b.acm-validations.aws",
        "0a.1.authorize.certificatemanager.goog",
    );
    assert_eq!(origins(&swapped, GCP), ["LB-025"]);
}

#[test]
fn a_load_balancer_stands_in_two_zones() {
    let traffic = format!(
        "cloudflare: {{ {CLOUDFLARE} }}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }}"
    );
    let zones = |zones: &str| {
        let text = environment("aws", "", &traffic);
        codes_of(&text.replace(
            "10.30.0.0/16 }",
            &format!("10.30.0.0/16, zones: [{zones}] }}"),
        ))
    };
    assert!(zones("a, c").is_empty());
    assert!(zones("a").contains(&"LB-034"));
}

#[test]
fn a_path_asks_for_the_role_by_a_whole_word() {
    let path = |path: &str| {
        let traffic = format!(
            "health-path: {path}, cloudflare: {{ {CLOUDFLARE} }}, origins: {{ aws: {{ {AWS} }}, gcp: {{ {GCP} }} }}"
        );
        codes_of(&environment("aws", "", &traffic))
    };
    assert!(path("/healthz/primary").is_empty() && path("/is-leader").is_empty());
    assert_eq!(path("/healthz/rewriters"), ["LB-017"]);
    assert_eq!(path("/"), ["LB-017"]);
}

#[test]
fn records_of_two_sides_are_chosen_by_what_they_can_be_chosen_by() {
    let of = |region: &str, settings: &str| both_by_route53(region, "", settings);
    // The API of Route 53 is lost with AWS; that is said in any case.
    assert_eq!(of("asia-southeast1", ""), ["LB-019"]);
    assert_eq!(of("asia-northeast3", ""), ["LB-019", "LB-039"]);
    let elsewhere = "latency-region: ap-northeast-1";
    assert_eq!(of("asia-northeast3", elsewhere), ["LB-019"]);
    let same = "latency-region: ap-northeast-2";
    assert_eq!(of("asia-southeast1", same), ["LB-019", "LB-039"]);
    assert_eq!(of("asia-northeast3", "steering: weighted"), ["LB-019"]);
    let idle = "steering: weighted, latency-region: ap-northeast-1";
    assert_eq!(of("asia-northeast3", idle), ["LB-005", "LB-019"]);
    let nobody = "steering: weighted, weights: { aws: 0, gcp: 0 }";
    assert_eq!(of("asia-northeast3", nobody), ["LB-005", "LB-019"]);
    let too_much = "steering: weighted, weights: { aws: 101 }";
    assert_eq!(of("asia-northeast3", too_much), ["LB-019", "LB-031"]);
    let geo = "steering: geo, regions: { asia: aws, europe: gcp, KR: aws }";
    assert_eq!(of("asia-northeast3", geo), ["LB-019"]);
    let nowhere = "steering: geo, regions: { NEAS: aws }";
    assert_eq!(
        of("asia-northeast3", nowhere),
        ["ENV-006", "LB-005", "LB-019"]
    );
    assert_eq!(
        of("asia-northeast3", "steering: failover"),
        ["LB-019", "LB-036"]
    );
}

#[test]
fn weights_are_shares_where_all_answers_live_equally_long() {
    let of = |settings: &str| both_by_route53("asia-southeast1", "", settings);
    assert_eq!(of("steering: weighted, ttl-seconds: 60"), ["LB-019"]);
    assert_eq!(
        of("steering: weighted, ttl-seconds: 59"),
        ["LB-019", "LB-040"]
    );
    assert_eq!(
        of("steering: weighted, ttl-seconds: 61"),
        ["LB-009", "LB-019"]
    );
    assert_eq!(of("steering: latency, ttl-seconds: 30"), ["LB-019"]);
}

#[test]
fn a_state_of_records_lies_with_them() {
    let of = |traffic: &str| both_by_route53("asia-southeast1", traffic, "");
    assert_eq!(of("backend: aws,"), ["LB-019"]);
    assert_eq!(of("backend: gcp,"), ["LB-019", "LB-038"]);
    assert_eq!(of("backend: r2,"), ["LB-019", "LB-022"]);
    assert_eq!(of("drained: aws,"), ["LB-019"]);
}

#[test]
fn records_that_spread_the_clients_of_a_primary_are_refused() {
    assert_eq!(route53("steering: weighted", ""), ["LB-002"]);
    assert!(route53("steering: failover", "").is_empty());
    assert_eq!(route53("regions: { asia: aws }", ""), ["LB-005"]);
}
