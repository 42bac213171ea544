mod artifact;
mod fingerprint;
mod rule;

use serde_json::{Map, Value, json};

use crate::place::{Place, Places};
use crate::{Diagnostic, Diagnostics, Label, Rule, Severity, SourceMap};
use artifact::artifact_location;
use fingerprint::Fingerprints;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const ROOT: &str = "%SRCROOT%";

/// Renders findings as a SARIF 2.1.0 log for code scanning services and editors.
///
/// The log describes all `rules`, and also a rule that has a finding and is missing there. A waived
/// finding is a suppressed result of level `note`. Relative paths are relative to `%SRCROOT%`, the
/// directory mcgen ran in. A finding keeps its fingerprint while its rule, files, environment
/// and values stay the same, wherever in a file a value moves.
pub fn render_sarif(
    diagnostics: &Diagnostics,
    sources: &SourceMap,
    rules: &[&'static Rule],
    tool_version: &str,
) -> String {
    let places = Places::new(diagnostics, sources);
    let rules = all_rules(diagnostics, rules);
    let mut fingerprints = Fingerprints::default();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &places, &rules, &mut fingerprints))
        .collect();
    let descriptors: Vec<Value> = rules.iter().map(|rule| rule::descriptor(rule)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "mcgen",
                    "version": tool_version,
                    "rules": descriptors,
                }
            },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                ROOT: { "description": { "text": "The directory mcgen ran in." } }
            },
            "results": results,
        }]
    });
    format!("{log:#}\n")
}

/// The rules in their given order, each once, and then those that only a finding names.
fn all_rules(diagnostics: &Diagnostics, rules: &[&'static Rule]) -> Vec<&'static Rule> {
    let found = diagnostics.iter().map(|diagnostic| diagnostic.rule);
    let mut all: Vec<&'static Rule> = Vec::new();
    for rule in rules.iter().copied().chain(found) {
        if !all.contains(&rule) {
            all.push(rule);
        }
    }
    all
}

fn result(
    diagnostic: &Diagnostic,
    places: &Places<'_>,
    rules: &[&'static Rule],
    fingerprints: &mut Fingerprints,
) -> Value {
    let mut result = Map::new();
    let mut set = |name: &str, value: Value| {
        result.insert(name.to_owned(), value);
    };
    let rule_index = rules.iter().position(|rule| *rule == diagnostic.rule);
    set("ruleId", json!(diagnostic.rule.code));
    set("ruleIndex", json!(rule_index));
    set("level", json!(level(diagnostic.severity)));
    set("message", message(&message_text(diagnostic)));
    set("locations", Value::Array(locations(diagnostic, places)));
    let related = related_locations(diagnostic, places);
    if !related.is_empty() {
        set("relatedLocations", Value::Array(related));
    }
    set(
        "partialFingerprints",
        json!({ "mcgenFinding/v1": fingerprints.of(diagnostic, places) }),
    );
    // The standard wants this property on all results of a run or on none.
    set("suppressions", suppressions(diagnostic));
    Value::Object(result)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Waived => "note",
    }
}

/// Sentences, the first of which can stand alone.
fn message_text(diagnostic: &Diagnostic) -> String {
    let mut lines = vec![diagnostic.rule.summary.to_owned()];
    if let Some(label) = diagnostic.labels.first()
        && !label.text.is_empty()
    {
        lines[0] = format!("{}: {}", lines[0], label.text);
    }
    lines.extend(diagnostic.reason.clone());
    if !diagnostic.help.is_empty() {
        lines.push(format!("help: {}", diagnostic.help));
    }
    lines.join("\n")
}

/// A message object. Viewers fill `{0}` and make links of `[text](target)`; values of a user must
/// do neither.
fn message(text: &str) -> Value {
    let text = text.replace('{', "{{").replace('}', "}}");
    json!({ "text": text.replace("](", "\\](") })
}

fn locations(diagnostic: &Diagnostic, places: &Places<'_>) -> Vec<Value> {
    let primary = diagnostic.labels.first();
    let placed = primary.and_then(|label| Some((label, places.find(label.span)?)));
    let mut location = Map::new();
    if let Some((label, place)) = placed {
        location.insert("physicalLocation".to_owned(), physical(&place));
        if !label.text.is_empty() {
            location.insert("message".to_owned(), message(&label.text));
        }
    }
    if let Some(environment) = &diagnostic.environment {
        location.insert(
            "logicalLocations".to_owned(),
            json!([{ "fullyQualifiedName": environment, "kind": "environment" }]),
        );
    }
    if location.is_empty() {
        return Vec::new();
    }
    vec![Value::Object(location)]
}

fn related_locations(diagnostic: &Diagnostic, places: &Places<'_>) -> Vec<Value> {
    let related = diagnostic.labels.iter().enumerate().skip(1);
    related
        .map(|(id, label)| related_location(id, label, places.find(label.span).as_ref()))
        .collect()
}

fn related_location(id: usize, label: &Label, place: Option<&Place<'_, '_>>) -> Value {
    let mut location = Map::new();
    location.insert("id".to_owned(), json!(id));
    if let Some(place) = place {
        location.insert("physicalLocation".to_owned(), physical(place));
    }
    location.insert("message".to_owned(), message(&label.text));
    Value::Object(location)
}

fn physical(place: &Place<'_, '_>) -> Value {
    json!({
        "artifactLocation": artifact_location(place.lines.path),
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        }
    })
}

fn suppressions(diagnostic: &Diagnostic) -> Value {
    if diagnostic.severity != Severity::Waived {
        return json!([]);
    }
    let mut suppression = Map::new();
    suppression.insert("kind".to_owned(), json!("external"));
    suppression.insert("status".to_owned(), json!("accepted"));
    if let Some(reason) = &diagnostic.waiver {
        suppression.insert("justification".to_owned(), json!(reason));
    }
    json!([suppression])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_and_links_in_messages_are_literal() {
        assert_eq!(
            message("use ${var.x} [here](1)"),
            json!({ "text": "use ${{var.x}} [here\\](1)" })
        );
    }
}
