//! What the fixtures, one cluster each, do not show: settings of AWS for a cluster in Google Cloud, and the clouds of a
//! cluster of YugabyteDB.

use mcgen_diagnostics::Diagnostics;
use mcgen_model::recovery::{self, Extent, Outcome};
use mcgen_model::{Date, Environment, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

fn environment(product: &str, gcp: &str, link: &str) -> Environment {
    let text = format!(
        "project: crm\nenvironment: staging\nstrategy:\n  global-database:\n    product:\n      {product}\naws:\n  region: ap-northeast-2\n  account: \
         '111122223333'\n  network: {{ cidr: 10.30.0.0/16 }}\ngcp:\n  region: asia-northeast3\n  project: crm-staging\n  network: {{ {gcp} }}\n{link}"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    file.environment.unwrap_or_else(|| panic!("{text}"))
}

fn found(environment: &Environment) -> Vec<&'static str> {
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = check(environment, &context, Diagnostics::default());
    findings.iter().map(|finding| finding.rule.code).collect()
}

const GCP: &str = "cidr: 10.20.0.0/20, pods: 10.24.0.0/16, services: 10.22.0.0/20, private-services: 10.23.0.0/20";
const LINK: &str = "link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }\n";

/// The codes that are found when a cluster of CockroachDB in Seoul has `settings` besides.
fn codes(cloud: &str, region: &str, settings: &str) -> Vec<&'static str> {
    let product = format!(
        "cockroach: {{ plan: advanced, cloud: {cloud}, regions: [{{ name: {region} }}]{settings} }}"
    );
    found(&environment(&product, GCP, LINK))
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

const AWS: &str = "{ name: ap-northeast-2, cidr: 10.64.0.0/24 }";
const JAPAN: &str = "{ name: ap-northeast-1, cidr: 10.64.2.0/24 }";
const GOOGLE: &str = "{ name: asia-northeast3, cidr: 10.64.1.0/24 }";
const OSAKA: &str = "{ name: asia-northeast2, cidr: 10.64.2.0/24 }";
const NETWORK: &str = ", google-network: projects/yugabyte/global/networks/crm";

fn yugabyte(regions: &[&str], settings: &str, gcp: &str, link: &str) -> Environment {
    let product = format!(
        "yugabyte: {{ regions: [{}]{settings} }}",
        regions.join(", ")
    );
    environment(&product, gcp, link)
}

fn codes_of_yugabyte(regions: &[&str], settings: &str) -> Vec<&'static str> {
    found(&yugabyte(regions, settings, GCP, ""))
}

#[test]
fn nodes_in_both_clouds_need_no_link_once_their_network_in_google_cloud_is_named() {
    let both = [AWS, GOOGLE, JAPAN];
    assert!(codes_of_yugabyte(&both, NETWORK).is_empty());
    // The first apply comes before the name is known, and must be possible.
    for link in ["", LINK] {
        assert_eq!(found(&yugabyte(&both, "", GCP, link)), ["GDB-022"]);
    }
    let one_cloud = [AWS, JAPAN, "{ name: ap-northeast-3, cidr: 10.64.3.0/24 }"];
    assert_eq!(codes_of_yugabyte(&one_cloud, ""), ["GDB-016"]);
}

#[test]
fn a_network_in_google_cloud_is_named_for_nodes_that_are_there() {
    let one_cloud = [AWS, JAPAN, "{ name: ap-northeast-3, cidr: 10.64.3.0/24 }"];
    let environment = yugabyte(&one_cloud, NETWORK, GCP, LINK);
    assert_eq!(found(&environment), ["GDB-007"]);
}

#[test]
fn ranges_of_yugabyte_have_the_sizes_of_their_cloud_and_leave_its_own_alone() {
    let of_aws = |cidr: &str| format!("{{ name: ap-northeast-2, cidr: {cidr} }}");
    let of_google = |cidr: &str| format!("{{ name: asia-northeast3, cidr: {cidr} }}");
    let is_taken = |aws: &str, google: &str| {
        let regions = [of_aws(aws), of_google(google), JAPAN.to_owned()];
        let regions = regions.each_ref().map(String::as_str);
        codes_of_yugabyte(&regions, NETWORK).is_empty()
    };
    assert!(is_taken("10.65.0.0/16", "10.64.1.0/24"));
    assert!(is_taken("10.64.0.0/26", "10.64.1.0/26"));
    assert!(!is_taken("10.66.0.0/15", "10.64.1.0/24"));
    assert!(!is_taken("10.64.0.0/27", "10.64.1.0/24"));
    assert!(!is_taken("10.64.0.0/24", "10.65.0.0/23"));
    assert!(!is_taken("10.3.8.0/24", "10.64.1.0/24"));
    assert!(!is_taken("10.64.0.0/24", "10.21.1.0/24"));
    // What Aeon keeps in one cloud is free in the other.
    assert!(is_taken("10.21.0.0/24", "10.3.8.0/24"));
}

#[test]
fn a_peered_network_keeps_off_the_ranges_of_yugabyte() {
    let both = [AWS, GOOGLE, JAPAN];
    for (from, to, code) in [
        ("10.24.0.0/16", "10.21.0.0/16", "GDB-007"),
        ("10.24.0.0/16", "10.64.0.0/16", "NET-001"),
    ] {
        let gcp = GCP.replace(from, to);
        assert_eq!(found(&yugabyte(&both, NETWORK, &gcp, "")), [code]);
    }
}

#[test]
fn a_cloud_is_lost_with_the_majority_or_with_the_only_way() {
    let fates = |regions: &[&str], settings: &str| -> Vec<(String, bool)> {
        let outages = recovery::outages(&yugabyte(regions, settings, GCP, LINK));
        let clouds = outages.iter().filter(|it| it.extent == Extent::Cloud);
        clouds
            .map(|it| {
                let goes_on = matches!(it.outcome, Outcome::GoesOn { .. });
                (it.places.join(""), goes_on)
            })
            .collect()
    };
    let are = |aws, gcp| [("aws".to_owned(), aws), ("gcp".to_owned(), gcp)];
    assert_eq!(fates(&[AWS, GOOGLE, JAPAN], NETWORK), are(false, true));
    assert_eq!(fates(&[AWS, GOOGLE, OSAKA], NETWORK), are(true, false));
    // Without the peering the clients in Google Cloud know no way but the one through AWS.
    assert_eq!(fates(&[AWS, GOOGLE, OSAKA], ""), are(false, false));
}
