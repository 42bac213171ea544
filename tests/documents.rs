//! The mistakes of the first design documents, in one file: one run finds them all, and the
//! corrected estate finds none.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use camino::Utf8PathBuf;
use mcgen::{Date, Estate};

fn root() -> Utf8PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Utf8PathBuf::from_path_buf(root).unwrap()
}

#[test]
fn one_run_names_every_mistake_of_the_documents() {
    let path = root().join("tests/documents/crm-as-first-designed.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("# expect: "))
        .unwrap();
    let expected: BTreeSet<&str> = line.split(' ').collect();
    let rejected = Estate::load(&path)
        .unwrap()
        .check_on(Date::TABLES)
        .unwrap_err();
    let found: BTreeSet<&str> = rejected
        .0
        .diagnostics
        .iter()
        .map(|it| it.rule.code)
        .collect();
    let missed: Vec<_> = expected.difference(&found).collect();
    let besides: Vec<_> = found.difference(&expected).collect();
    assert!(
        missed.is_empty() && besides.is_empty(),
        "missed {missed:?}, found besides {besides:?}"
    );
}

#[test]
fn the_corrected_estate_has_no_findings() {
    let checked = Estate::load(root().join("environments/crm"))
        .unwrap()
        .check_on(Date::TABLES)
        .unwrap();
    assert!(
        checked.findings().diagnostics.is_empty(),
        "{}",
        checked.findings()
    );
}
