//! Small environments around one cache or one database, and what is found in them.

use mcgen_diagnostics::Diagnostics;
use mcgen_model::{Date, Scalar};
use mcgen_rules::{Context, check};
use mcgen_spec::Loader;

pub(crate) fn read(text: &str) -> (Diagnostics, Loader) {
    let text = format!(
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nstrategy: independent\n{text}"
    );
    let mut loader = Loader::new();
    let file = loader.load_text("crm.yaml", &text);
    let context = Context {
        today: Date::parse("2026-11-20").expect("a date"),
    };
    let environment = file.environment.expect("the frame of the file is there");
    (check(&environment, &context, file.diagnostics), loader)
}

/// Every finding as its severity and code, `error SEC-001`, in the order of the alphabet.
pub(crate) fn codes(text: &str) -> Vec<String> {
    let (findings, _) = read(text);
    let mut codes: Vec<String> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.severity, finding.rule.code))
        .collect();
    codes.sort();
    codes
}

pub(crate) const AWS: &str = "region: ap-northeast-2, account: \"111122223333\"";
pub(crate) const GCP: &str = "region: asia-northeast3, project: crm-prod";

/// An environment with an ElastiCache group; `more` are further keys of the group.
pub(crate) fn elasticache(environment: &str, engine: &str, node_type: &str, more: &str) -> String {
    format!(
        "environment: {environment}\naws: {{ {AWS}, network: {{ cidr: 10.30.0.0/16 }}, cache: {{ {engine}, node-type: {node_type}, {more} }} }}\n"
    )
}

pub(crate) fn valkey(more: &str) -> String {
    elasticache(
        "production",
        "engine: valkey, version: \"8.2\"",
        "cache.m7g.large",
        more,
    )
}

/// An environment with a Memorystore instance.
pub(crate) fn memorystore(environment: &str, cache: &str) -> String {
    format!(
        "environment: {environment}\ngcp: {{ {GCP}, network: {{ cidr: 10.20.0.0/20 }}, cache: {{ {cache} }} }}\n"
    )
}

pub(crate) fn redis(more: &str) -> String {
    memorystore(
        "production",
        &format!("engine: redis, version: \"7.2\", {more}"),
    )
}

pub(crate) fn rds(more: &str) -> String {
    format!(
        "environment: production\naws: {{ {AWS}, network: {{ cidr: 10.30.0.0/16 }}, database: {{ engine: postgres, version: \"17\", class: db.m7g.large, storage: {{ size-gib: 200, max-size-gib: 1000 }}, {more} }} }}\n"
    )
}

pub(crate) fn cloud_sql(network: &str, more: &str) -> String {
    format!(
        "environment: production\ngcp: {{ {GCP}, network: {{ cidr: 10.20.0.0/20, {network} }}, database: {{ engine: postgres, version: \"17\", tier: db-custom-4-16384, {more} }} }}\n"
    )
}

pub(crate) fn assert_codes(cases: &[(String, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(codes(text), *expected, "{text}");
    }
}
