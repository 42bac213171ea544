//! What the fixtures, one mistake each, do not show.

use mcgen_model::catalog::debezium::{Key, key};
use mcgen_model::debezium::{connectors, route};
use mcgen_model::{Date, Environment, Scalar};
use mcgen_spec::Loader;

use crate::{Context, check};

/// The environment with these lines below the mechanism, and the codes of what is found.
fn environment(lines: &str, today: &str) -> (Environment, Vec<String>) {
    let text = format!(
        "project: crm\nenvironment: production\nmonitoring: {{ notify: {{ email: [oncall@example.com] }} }}\n\
         strategy:\n  active-active:\n    mechanism:\n      debezium-kafka:\n\
         \x20       plugin: {{ bucket: b, key: k, object-version: v, version: 3.6.3.Final, sha256: {} }}\n{lines}\
         \x20   tables: [{{ name: public.contacts, key: uuid, deletes: tombstone }}]\n\
         aws:\n  region: ap-northeast-2\n  account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16, zones: [a, b, c] }}\n\
         \x20 database: {{ engine: postgres, version: '15', class: db.m7g.large }}\n\
         gcp:\n  region: asia-northeast3\n  project: crm-production\n  network: {{ cidr: 10.20.0.0/20 }}\n\
         \x20 database: {{ engine: postgres, version: '15', tier: db-custom-4-16384 }}\n\
         link: {{ vpn: {{ gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 }} }}\n",
        "0a".repeat(32)
    );
    let loaded = Loader::new().load_text("test.yaml", &text);
    let environment = loaded.environment.unwrap();
    let context = Context {
        today: Date::parse(today).unwrap(),
    };
    let findings = check(&environment, &context, loaded.diagnostics);
    let codes = findings.iter().map(|it| it.rule.code.to_owned()).collect();
    (environment, codes)
}

fn codes(lines: &str) -> Vec<String> {
    environment(lines, "2026-11-20").1
}

#[test]
fn every_setting_that_is_rendered_is_one_that_the_connector_reads() {
    let (environment, found) = environment("", "2026-11-20");
    assert!(found.is_empty(), "{found:?}");
    let route = route(&environment).unwrap();
    let all = connectors(&environment, &route);
    assert_eq!(all.len(), 4);
    for connector in &all {
        for (name, value) in &connector.settings {
            match key(connector.is_source, name) {
                // A worker puts the secret in its place before the connector reads it.
                Key::Known(_) if value.starts_with("${secretManager:") => {}
                Key::Known(kind) => assert!(kind.admits(value), "{name}: {value}"),
                Key::HandedOn => {}
                other => panic!("{}: {name} is {other:?}", connector.name),
            }
        }
    }
}

#[test]
fn no_setting_holds_a_password() {
    let (environment, _) = environment("", "2026-11-20");
    let route = route(&environment).unwrap();
    for connector in connectors(&environment, &route) {
        let secrets = connector
            .settings
            .iter()
            .filter(|(name, _)| name.ends_with("password"));
        for (name, value) in secrets {
            assert!(value.starts_with("${secretManager:<"), "{name}");
        }
    }
}

#[test]
fn a_sink_reads_the_topics_of_the_other_side() {
    let (environment, _) = environment("", "2026-11-20");
    let route = route(&environment).unwrap();
    let all = connectors(&environment, &route);
    let sink = all.iter().find(|it| it.name == "crm-production-aws-sink");
    assert_eq!(
        sink.unwrap().settings["topics"],
        "crm-production-gcp.public.contacts,crm-production-gcp.mcgen.marks"
    );
}

#[test]
fn a_version_is_refused_once_its_support_has_ended() {
    let old = "        kafka: { msk: { version: 3.6.0, metadata: zookeeper } }\n";
    assert!(environment(old, "2026-05-01").1.is_empty());
    assert_eq!(environment(old, "2026-06-02").1, ["KFK-005"]);
    assert_eq!(
        codes("        kafka: { msk: { version: 9.9.x } }\n"),
        ["KFK-005"]
    );
}

#[test]
fn version_14_has_no_row_filters() {
    let text = include_str!("../../../../tests/rules/KFK-001.pass.yaml").replace(
        "engine: postgres, version: \"17\", class",
        "engine: postgres, version: \"14\", class",
    );
    let loaded = Loader::new().load_text("test.yaml", &text);
    let context = Context {
        today: Date::parse("2025-01-01").unwrap(),
    };
    let findings = check(&loaded.environment.unwrap(), &context, loaded.diagnostics);
    assert!(findings.iter().any(|it| it.rule.code == "AA-006"));
}

#[test]
fn a_cluster_elsewhere_needs_no_zones() {
    let existing =
        "        kafka: { existing: { bootstrap-servers: [b:9094], ranges: [10.40.0.0/16] } }\n";
    assert!(codes(existing).is_empty());
}
