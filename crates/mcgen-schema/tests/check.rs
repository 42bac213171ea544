//! The check of Terraform files: nothing is said of good modules, and every kind of defect is found.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mcgen_diagnostics::{Diagnostic, SourceMap, render_text};
use mcgen_schema::Catalog;
use mcgen_schema::check::{Report, check_configuration, rules, used_types};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Every file below a folder, with its path from there.
fn files(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.push((
                name.replace('\\', "/"),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files.sort();
    files
}

fn check(files: &[(String, String)]) -> Report {
    check_configuration(files, Catalog::embedded().unwrap()).unwrap()
}

#[test]
fn well_formed_modules_are_without_a_finding() {
    let files = files(&folder("corpus"));
    let report = check(&files);
    let text = render_text(&report.diagnostics, &report.sources, false);
    assert!(report.diagnostics.is_empty(), "{text}");
    let coverage = report.coverage;
    assert!(coverage.files >= 60, "only {} files", coverage.files);
    assert!(coverage.blocks > 250, "only {} blocks", coverage.blocks);
    assert!(
        coverage.arguments > 800,
        "only {} arguments",
        coverage.arguments
    );
}

/// `CODE:LINE` of a finding.
fn place(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let line = sources.position(diagnostic.span()).map_or(0, |it| it.line);
    format!("{}:{line}", diagnostic.rule.code)
}

/// A broken tree: `-- path` begins a file, and the first line says what must be found: `# expect: TF-001:5`.
fn broken(text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (first, rest) = text.split_once('\n').unwrap();
    let expected = first.strip_prefix("# expect:").unwrap();
    let expected = expected.split_whitespace().map(str::to_owned).collect();
    let mut files = vec![("main.tf".to_owned(), "\n".to_owned())];
    for line in rest.lines() {
        if let Some(path) = line.strip_prefix("# -- ") {
            files.push((path.to_owned(), String::new()));
        } else {
            let text = &mut files.last_mut().unwrap().1;
            writeln!(text, "{line}").unwrap();
        }
    }
    (expected, files)
}

#[test]
fn every_defect_is_found_at_its_line() {
    let mut seen = BTreeSet::new();
    let mut wrong = String::new();
    for (name, text) in files(&folder("broken")) {
        let (expected, files) = broken(&text);
        let report = check(&files);
        let found: Vec<String> = report
            .diagnostics
            .iter()
            .map(|it| place(it, &report.sources))
            .collect();
        if found != expected {
            let text = render_text(&report.diagnostics, &report.sources, false);
            writeln!(
                wrong,
                "{name}: expected {expected:?}, found {found:?}\n{text}"
            )
            .unwrap();
        }
        seen.extend(report.diagnostics.iter().map(|it| it.rule.code));
    }
    assert!(wrong.is_empty(), "{wrong}");
    let untested: Vec<&str> = rules::RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !seen.contains(code))
        .collect();
    assert!(untested.is_empty(), "no broken tree for {untested:?}");
}
