//! What the fixtures, one mistake each, do not show: the halves of a rule, and where it ends.

use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

fn codes(link: &str) -> Vec<&'static str> {
    let text = format!(
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nenvironment: production\nstrategy: independent\naws:\n  region: ap-northeast-2\n  \
         account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\ngcp:\n  region: asia-northeast3\n  \
         project: crm-production\n  network: {{ cidr: 10.20.0.0/20 }}\nlink:\n  vpn:\n    \
         gateway: vpn-gateway\n    aws-asn: 64512\n    gcp-asn: 65000\n    {link}\n"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = check(&file.environment.unwrap(), &context, file.diagnostics);
    findings.iter().map(|finding| finding.rule.code).collect()
}

fn ciphers(ciphers: &str) -> Vec<&'static str> {
    codes(&format!("cipher: {{ {ciphers} }}"))
}

fn options(options: &str) -> Vec<&'static str> {
    codes(&format!("tunnel-options: {{ {options} }}"))
}

#[test]
fn a_link_with_nothing_but_its_two_numbers_breaks_no_rule() {
    assert!(codes("").is_empty());
}

#[test]
fn beside_gcm_the_integrity_of_phase_2_does_not_count() {
    assert!(ciphers("integrity: SHA2-384").is_empty());
    assert!(ciphers("phase2: { integrity: SHA1 }").is_empty());
    assert_eq!(ciphers("integrity: SHA1"), ["VPN-017"]);
    let mixed = "phase2: { encryption: AES256, integrity: SHA2-384 }";
    assert_eq!(ciphers(mixed), ["VPN-014"]);
}

#[test]
fn a_group_is_judged_in_the_phase_that_it_is_for() {
    assert_eq!(ciphers("dh-group: 5"), ["VPN-015", "VPN-017"]);
    assert_eq!(ciphers("phase2: { dh-group: 5 }"), ["VPN-016", "VPN-017"]);
    assert_eq!(ciphers("phase2: { dh-group: 17 }"), ["VPN-015", "VPN-016"]);
    assert!(ciphers("dh-group: 24").is_empty());
}

#[test]
fn what_phase_2_takes_over_from_phase_1_is_reported_once() {
    assert_eq!(ciphers("dh-group: 22"), ["VPN-017"]);
    assert_eq!(ciphers("encryption: AES128"), ["VPN-017"]);
}

#[test]
fn bounds_belong_to_what_is_allowed() {
    for legal in [
        "phase1-lifetime-seconds: 901, phase2-lifetime-seconds: 900, rekey-margin-seconds: 60",
        "rekey-margin-seconds: 1800",
        "replay-window-packets: 64",
        "dpd-timeout-seconds: 3600",
    ] {
        assert!(options(legal).is_empty(), "{legal}");
    }
    for (illegal, code) in [
        ("phase1-lifetime-seconds: 28801", "VPN-018"),
        ("phase1-lifetime-seconds: 3600", "VPN-018"),
        ("rekey-margin-seconds: 59", "VPN-020"),
        ("rekey-margin-seconds: 1801", "VPN-020"),
        ("replay-window-packets: 2049", "VPN-020"),
        ("dpd-timeout-seconds: 29", "VPN-020"),
    ] {
        assert_eq!(options(illegal), [code], "{illegal}");
    }
}

#[test]
fn waiting_for_the_other_end_is_a_choice_and_giving_up_is_none() {
    assert!(options("startup-action: add, dpd-action: clear").is_empty());
    assert_eq!(
        options("startup-action: start, dpd-action: none"),
        ["VPN-024"]
    );
}

#[test]
fn a_declared_size_is_compared_with_what_crosses_the_tunnel() {
    for (mtu, found) in [
        (1300, vec![]),
        (1406, vec![]),
        (1407, vec!["VPN-029"]),
        (1500, vec!["VPN-029"]),
        (1501, vec!["VPN-030"]),
        (9001, vec!["VPN-030"]),
    ] {
        assert_eq!(codes(&format!("mtu: {mtu}")), found, "{mtu}");
    }
}

#[test]
fn one_tunnel_is_filled_exactly() {
    assert!(codes("expected-mbps: 1250").is_empty());
    assert_eq!(codes("expected-mbps: 1251"), ["VPN-026"]);
}
