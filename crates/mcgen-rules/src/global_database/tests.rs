//! What the fixtures, one cluster each, do not show: settings of AWS for a cluster in Google Cloud.

use mcgen_model::{Date, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

/// The codes that are found when a cluster of CockroachDB in Seoul has `settings` besides.
fn codes(cloud: &str, region: &str, settings: &str) -> Vec<&'static str> {
    let text = format!(
        "project: crm\nenvironment: staging\nstrategy:\n  global-database:\n    product:\n      cockroach: {{ plan: advanced, cloud: {cloud}, regions: [{{ \
         name: {region} }}]{settings} }}\naws:\n  region: ap-northeast-2\n  account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\ngcp:\n  region: \
         asia-northeast3\n  project: crm-staging\n  network: {{ cidr: 10.20.0.0/20, pods: 10.21.0.0/16, services: 10.22.0.0/20 }}\nlink: {{ vpn: {{ \
         gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let environment = file.environment.unwrap_or_else(|| panic!("{text}"));
    let findings = check(&environment, &context, file.diagnostics);
    findings.iter().map(|finding| finding.rule.code).collect()
}

const METRICS: &str = ", cloudwatch-metrics: false";
const KEY: &str = ", kms-keys: ['arn:aws:kms:ap-northeast-2:111122223333:key/1a2b']";

#[test]
fn a_cluster_in_aws_has_metrics_in_cloudwatch_and_keys_of_kms() {
    for settings in ["", METRICS, KEY] {
        let found = codes("aws", "ap-northeast-2", settings);
        assert!(found.is_empty(), "{settings}: {found:?}");
    }
}

#[test]
fn metrics_are_brought_to_somebody() {
    let bring = ", cloudwatch-metrics: true";
    assert_eq!(codes("aws", "ap-northeast-2", bring), ["GDB-003"]);
}

#[test]
fn a_prometheus_reads_a_cluster_of_either_cloud() {
    let read = ", prometheus: true";
    assert!(codes("aws", "ap-northeast-2", read).is_empty());
    assert!(codes("gcp", "asia-northeast3", read).is_empty());
}

#[test]
fn a_cluster_in_google_cloud_has_neither() {
    let google = |settings: &str| codes("gcp", "asia-northeast3", settings);
    assert!(google("").is_empty());
    assert_eq!(google(METRICS), ["GDB-003"]);
    assert_eq!(google(KEY), ["GDB-021"]);
}
