//! Alerts that were broken in every way that a hand may break one. The tests beside them notice each.

use std::process::Command;

use tempfile::TempDir;

use super::{Rendered, example, has, said};

const MARK: &str = "      - alert: ";
const ANOTHER: &str = "  - name: ";

/// An alert of a file of rules.
pub(super) struct Alert<'a> {
    pub(super) name: &'a str,
    pub(super) text: &'a str,
}

/// The alerts of a file, each with all of its lines.
pub(super) fn alerts(rules: &str) -> Vec<Alert<'_>> {
    let alerts = rules.split(MARK).skip(1);
    alerts
        .map(|text| Alert {
            name: text.lines().next().unwrap_or_default(),
            text,
        })
        .collect()
}

/// What one break makes of the text of an alert; several where it can be made in several places.
fn everywhere(text: &str, from: &str, to: &str) -> Vec<String> {
    let places = text.match_indices(from);
    places
        .map(|(at, _)| format!("{}{to}{}", &text[..at], &text[at + from.len()..]))
        .collect()
}

/// The thresholds of an alert, and both neighbours of each.
fn neighbours(expression: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for sign in [" < ", " > ", " == "] {
        for (at, _) in expression.match_indices(sign) {
            let start = at + sign.len();
            let number: String = expression[start..]
                .chars()
                .take_while(|it| it.is_ascii_digit() || *it == '.')
                .collect();
            let Ok(value) = number.parse::<f64>() else {
                continue;
            };
            let step = if number.contains('.') { 0.01 } else { 1.0 };
            let end = start + number.len();
            for other in [value - step, value + step] {
                let (before, after) = (&expression[..start], &expression[end..]);
                broken.push(format!("{before}{other:.2}{after}"));
            }
        }
    }
    broken
}

/// The broken forms of an alert. What people read is left alone.
fn mutants(alert: &str) -> Vec<String> {
    let (rule, words) = alert.split_once("        annotations:").unwrap();
    let patience = rule.find("        for: ");
    let at = patience.or_else(|| rule.find("        labels:")).unwrap();
    let (expression, urgency) = rule.split_at(at);
    let mut expressions = neighbours(expression);
    for (from, to) in [
        (" < ", " > "),
        (" > ", " < "),
        (" == ", " != "),
        ("crdb_cloud_", "crdb_cloud_x"),
        ("[10m", "[2m"),
    ] {
        expressions.extend(everywhere(expression, from, to));
    }
    let selector = expression.find('{').zip(expression.find('}'));
    let (open, close) = selector.unwrap();
    expressions.push(expression.replace(&expression[open..=close], ""));
    let mut broken: Vec<String> = expressions
        .into_iter()
        .map(|it| format!("{it}{urgency}"))
        .collect();
    for (from, to) in [
        ("severity: page", "severity: info"),
        ("severity: notice", "severity: page"),
        ("for: ", "for: 1"),
    ] {
        let others = everywhere(urgency, from, to);
        broken.extend(others.into_iter().map(|it| format!("{expression}{it}")));
    }
    if patience.is_some() {
        let (_, at_once) = urgency.split_once('\n').unwrap();
        broken.push(format!("{expression}{at_once}"));
    }
    let whole = broken.into_iter();
    whole
        .map(|it| format!("{it}        annotations:{words}"))
        .collect()
}

/// The tests that speak of an alert, and those that speak of all.
fn tests_of(tests: &str, name: &str) -> String {
    let mut parts = tests.split(ANOTHER);
    let head = parts.next().unwrap().to_owned();
    let quoted = format!("\"{name}\"");
    parts
        .filter(|it| it.contains(&quoted) || it.contains("expr: ALERTS\n"))
        .fold(head, |text, part| text + ANOTHER + part)
}

/// What `promtool` says against rules and tests; `None` where they hold.
fn objection(rules: &str, tests: &str) -> Option<String> {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("alerts.rules"), rules).unwrap();
    std::fs::write(folder.path().join("alerts.test"), tests).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new("promtool");
        command.args(arguments).current_dir(folder.path());
        command.output().unwrap()
    };
    let checked = run(&["check", "rules", "alerts.rules"]);
    assert!(checked.status.success(), "{}\n{rules}", said(&checked));
    let tested = run(&["test", "rules", "alerts.test"]);
    (!tested.status.success()).then(|| said(&tested))
}

/// The broken forms of an alert, and those of them that its tests let pass.
fn tried(head: &str, alert: &Alert<'_>, tests: &str) -> (usize, Vec<String>) {
    let tests = tests_of(tests, alert.name);
    let whole = format!("{head}{MARK}{}", alert.text);
    assert_eq!(objection(&whole, &tests), None, "{}", alert.name);
    let none = format!("{head}{MARK}Nothing\n        expr: vector(0) > 1\n");
    assert!(objection(&none, &tests).is_some(), "{}", alert.name);
    let mutants = mutants(alert.text);
    let count = mutants.len();
    let passes = |mutant: &String| {
        let rules = format!("{head}{MARK}{mutant}");
        assert_ne!(rules, whole);
        objection(&rules, &tests).is_none()
    };
    (count, mutants.into_iter().filter(passes).collect())
}

#[test]
fn no_alert_can_be_broken_unnoticed() {
    if !has("promtool", "--version") {
        return;
    }
    let rendered = Rendered::of(&example());
    let (rules, tests) = (rendered.read("alerts.rules"), rendered.read("alerts.test"));
    let head = rules.split(MARK).next().unwrap();
    let alerts = alerts(&rules);
    let results: Vec<(usize, Vec<String>)> = std::thread::scope(|scope| {
        let running: Vec<_> = alerts
            .iter()
            .map(|alert| scope.spawn(|| tried(head, alert, &tests)))
            .collect();
        running.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let count: usize = results.iter().map(|(count, _)| count).sum();
    let unnoticed: Vec<String> = results.into_iter().flat_map(|(_, it)| it).collect();
    assert!(
        unnoticed.is_empty(),
        "of {count}:\n{}",
        unnoticed.join("\n")
    );
    assert!(count > 80, "{count}");
}
