//! The mistakes of the first design documents, each where the documents make it: one run finds them all,
//! and the corrected estates have none.
//!
//! A comment of a fixture that begins with codes, `# VPN-005: one tunnel`, names every finding that begins on
//! its line, and says what the documents do there.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use camino::Utf8PathBuf;
use mcgen::{Date, Estate};

const FIXTURES: [&str; 3] = [
    "crm-as-first-designed.yaml",
    "crm-standby-as-first-designed.yaml",
    "crm-standby-by-dms-as-first-designed.yaml",
];

/// A code and the number of a line.
type Place = (usize, String);

fn root() -> Utf8PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Utf8PathBuf::from_path_buf(root).unwrap()
}

fn fixture(name: &str) -> Utf8PathBuf {
    root().join("tests/documents").join(name)
}

/// What the comments of a fixture name.
fn named(text: &str) -> BTreeSet<Place> {
    let mut named = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let comment = line.split_once("# ").map_or("", |(_, comment)| comment);
        let words = comment.split(' ').map(|word| word.trim_end_matches(':'));
        let codes =
            words.take_while(|word| mcgen::find(word).is_some_and(|rule| rule.code == *word));
        named.extend(codes.map(|code| (index + 1, code.to_owned())));
    }
    named
}

/// What one run finds, and where.
fn found(name: &str) -> BTreeSet<Place> {
    let rejected = Estate::load(fixture(name))
        .unwrap()
        .check_on(Date::TABLES)
        .unwrap_err();
    let findings = &rejected.0;
    let places = findings.diagnostics.iter().map(|finding| {
        let place = findings.sources.position(finding.span());
        (place.map_or(0, |it| it.line), finding.rule.code.to_owned())
    });
    places.collect()
}

#[test]
fn one_run_names_every_mistake_of_the_documents_where_it_stands() {
    let mut wrong = Vec::new();
    for name in FIXTURES {
        let text = std::fs::read_to_string(fixture(name)).unwrap();
        let (named, found) = (named(&text), found(name));
        let say = |what: &str, (line, code): &Place| format!("{name}:{line}: {what} {code}");
        wrong.extend(named.difference(&found).map(|it| say("missed", it)));
        wrong.extend(found.difference(&named).map(|it| say("found besides", it)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_corrected_estates_have_no_findings() {
    for folder in ["environments/crm", "environments/crm-dr"] {
        let checked = Estate::load(root().join(folder))
            .unwrap()
            .check_on(Date::TABLES)
            .unwrap();
        assert!(
            checked.findings().diagnostics.is_empty(),
            "{}",
            checked.findings()
        );
    }
}
