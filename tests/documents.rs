//! The mistakes of the first design documents, one file for each strategy: one run finds them all,
//! and the corrected estates have none.

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
    for name in [
        "crm-as-first-designed.yaml",
        "crm-standby-as-first-designed.yaml",
    ] {
        let path = root().join("tests/documents").join(name);
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
            "{name}: missed {missed:?}, found besides {besides:?}"
        );
    }
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
