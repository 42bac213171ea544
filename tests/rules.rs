//! Every rule has a fixture that breaks it and one that keeps it, and its message is read by eye
//! once and then held by a snapshot.
//!
//! The first line of a fixture, `# expect: CODE …`, names every code that may be found. A line `---` divides a
//! fixture of a rule over an estate into the files of its environments.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mcgen_diagnostics::{Diagnostics, Rule, Severity, render_text};
use mcgen_model::{Date, Environment, Scalar};
use mcgen_rules::{Context, book, check, check_estate};
use mcgen_spec::{LoadedFile, Loader};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/rules")
}

fn context() -> Context {
    Context {
        today: Date::parse("2026-11-20").unwrap(),
    }
}

/// Rules that ask for monitoring. A fixture of another rule has none, so that it stays short.
const UNWATCHED: [&str; 3] = ["MON-001", "MON-004", "MON-007"];

fn findings_of(name: &str, text: &str) -> (Diagnostics, Loader) {
    let mut loader = Loader::new();
    let texts = text.split_inclusive("\n---\n");
    let files: Vec<LoadedFile> = texts
        .enumerate()
        .map(|(number, text)| {
            let folder = match number {
                0 => String::new(),
                later => format!("{}/", later + 1),
            };
            let text = text.trim_end_matches("---\n");
            loader.load_text(&format!("{folder}{name}"), text)
        })
        .collect();
    let environments = files.iter().filter_map(|file| file.environment.as_ref());
    let environments: Vec<&Environment> = environments.collect();
    let mut of_estate = check_estate(&environments).into_iter();
    let mut findings = Diagnostics::new();
    for LoadedFile {
        environment,
        mut diagnostics,
        ..
    } in files
    {
        if let Some(environment) = environment {
            diagnostics.append(of_estate.next().unwrap());
            diagnostics = check(&environment, &context(), diagnostics);
        }
        findings.append(diagnostics);
    }
    findings.retain(|it| name.starts_with("MON-") || !UNWATCHED.contains(&it.rule.code));
    findings.sort(loader.sources());
    (findings, loader)
}

fn expectation(name: &str, text: &str) -> BTreeSet<String> {
    let first = text.lines().next().unwrap_or_default();
    let codes = first
        .strip_prefix("# expect:")
        .unwrap_or_else(|| panic!("{name} begins with `# expect:`"));
    codes.split_whitespace().map(str::to_owned).collect()
}

/// Rules about the text of a file have fixtures in `tests/invalid`, since many of them are no YAML.
fn has_fixtures_here(rule: &Rule) -> bool {
    !rule.code.starts_with("ENV-")
}

#[test]
fn every_rule_has_a_failing_and_a_passing_fixture_that_find_what_they_say() {
    let mut wrong = Vec::new();
    for rule in book().into_iter().filter(|rule| has_fixtures_here(rule)) {
        for kind in ["fail", "pass"] {
            let name = format!("{}.{kind}.yaml", rule.code);
            let Ok(text) = std::fs::read_to_string(folder().join(&name)) else {
                wrong.push(format!("{name} is missing"));
                continue;
            };
            let (findings, _) = findings_of(&name, &text);
            let found: BTreeSet<String> = findings
                .iter()
                .filter(|finding| finding.severity != Severity::Waived)
                .map(|finding| finding.rule.code.to_owned())
                .collect();
            let expected = expectation(&name, &text);
            if found != expected {
                wrong.push(format!("{name}: expected {expected:?}, found {found:?}"));
            }
            if (kind == "fail") != expected.contains(rule.code) {
                wrong.push(format!("{name} is not about {}", rule.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let codes: BTreeSet<&str> = book().iter().map(|rule| rule.code).collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.split('.').next().unwrap();
        assert!(
            codes.contains(code),
            "{name} belongs to no rule of the book"
        );
    }
}

#[test]
fn every_finding_points_at_a_value_and_says_what_to_do() {
    for rule in book().into_iter().filter(|rule| has_fixtures_here(rule)) {
        let name = format!("{}.fail.yaml", rule.code);
        let Ok(text) = std::fs::read_to_string(folder().join(&name)) else {
            continue;
        };
        let (findings, loader) = findings_of(&name, &text);
        let finding = findings
            .iter()
            .find(|finding| finding.rule == rule)
            .unwrap_or_else(|| panic!("{name} breaks its rule"));
        assert!(
            !loader.sources().slice(finding.span()).is_empty(),
            "{name}: the finding points at nothing"
        );
        assert!(!finding.help.is_empty(), "{name}: no next step");
    }
}

#[test]
fn every_message_is_the_one_that_was_read() {
    insta::glob!("rules", "*.fail.yaml", |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (findings, loader) = findings_of(name, &std::fs::read_to_string(path).unwrap());
        insta::assert_snapshot!(render_text(&findings, loader.sources(), false));
    });
}

#[test]
fn every_rule_explains_itself() {
    for rule in book() {
        let code = rule.code;
        assert!(
            rule.explain.len() > 80,
            "{code}: the explanation is too short"
        );
        assert!(!rule.fix.is_empty(), "{code}: no fix");
        let first = rule.summary.chars().next().unwrap();
        let name = rule.summary.split(' ').next().unwrap();
        let proper = name.chars().skip(1).any(char::is_uppercase)
            || [
                "Cloud",
                "Google",
                "Memorystore",
                "Terraform",
                "Redis",
                "Valkey",
                "Enhanced",
                "European",
                "Korean",
            ]
            .contains(&name);
        assert!(
            !first.is_uppercase() || proper,
            "{code}: `{}` is no lower-case phrase",
            rule.summary
        );
        assert!(
            !rule.summary.ends_with('.'),
            "{code}: the summary ends in a full stop"
        );
        if has_fixtures_here(rule) {
            assert!(!rule.sources.is_empty(), "{code}: no source");
        }
    }
}

#[test]
fn codes_and_slugs_are_unique() {
    let rules = book();
    let slugs: BTreeSet<&str> = rules.iter().map(|rule| rule.slug).collect();
    assert_eq!(slugs.len(), rules.len());
}
