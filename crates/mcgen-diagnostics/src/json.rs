use serde::Serialize;

use crate::place::{Place, Places};
use crate::{Diagnostic, Diagnostics, Label, Severity, SourceMap};

/// The version of the JSON shape. It grows when a field changes its meaning or goes away; a new
/// field alone does not change it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    counts: Counts,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    slug: &'a str,
    severity: &'static str,
    summary: &'a str,
    reason: Option<&'a str>,
    help: &'a str,
    environment: Option<&'a str>,
    waiver: Option<&'a str>,
    labels: Vec<PlacedLabel<'a>>,
}

#[derive(Serialize)]
struct PlacedLabel<'a> {
    primary: bool,
    text: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    start_byte: Option<usize>,
    end_byte: Option<usize>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    waived: usize,
}

/// Renders findings as one JSON document for programs.
///
/// ```json
/// {
///   "version": 1,
///   "findings": [
///     {
///       "code": "NET-001",
///       "slug": "overlapping-ranges",
///       "severity": "error",
///       "summary": "two routed ranges overlap",
///       "reason": null,
///       "help": "give each network a range of its own",
///       "environment": "crm/production",
///       "waiver": null,
///       "labels": [
///         {
///           "primary": true,
///           "text": "this range",
///           "path": "crm.yaml",
///           "line": 3,
///           "column": 9,
///           "end_line": 3,
///           "end_column": 20,
///           "start_byte": 31,
///           "end_byte": 42
///         }
///       ]
///     }
///   ],
///   "counts": { "error": 1, "warning": 0, "waived": 0 }
/// }
/// ```
///
/// `severity` is `error`, `warning` or `waived`. Lines and columns count from 1 and columns count
/// characters; `end_column` and `end_byte` stand after the last character. A label of a value that
/// stands in no file has `null` from `path` on. `reason`, `environment` and `waiver` may be `null`.
#[expect(
    clippy::missing_panics_doc,
    reason = "strings, numbers and lists always have a JSON form"
)]
pub fn render_json(diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let places = Places::new(diagnostics, sources);
    let report = Report {
        version: VERSION,
        findings: diagnostics
            .iter()
            .map(|diagnostic| finding(diagnostic, &places))
            .collect(),
        counts: Counts {
            error: diagnostics.count(Severity::Error),
            warning: diagnostics.count(Severity::Warning),
            waived: diagnostics.count(Severity::Waived),
        },
    };
    let mut text = serde_json::to_string_pretty(&report).expect("the report has a JSON form");
    text.push('\n');
    text
}

fn finding<'a>(diagnostic: &'a Diagnostic, places: &Places<'a>) -> Finding<'a> {
    let rule = diagnostic.rule;
    let labels = diagnostic.labels.iter().enumerate();
    Finding {
        code: rule.code,
        slug: rule.slug,
        severity: diagnostic.severity.name(),
        summary: rule.summary,
        reason: diagnostic.reason.as_deref(),
        help: &diagnostic.help,
        environment: diagnostic.environment.as_deref(),
        waiver: diagnostic.waiver.as_deref(),
        labels: labels
            .map(|(index, label)| placed_label(index == 0, label, places.find(label.span).as_ref()))
            .collect(),
    }
}

fn placed_label<'a>(
    primary: bool,
    label: &'a Label,
    place: Option<&Place<'a, '_>>,
) -> PlacedLabel<'a> {
    PlacedLabel {
        primary,
        text: &label.text,
        path: place.map(|place| place.lines.path),
        line: place.map(|place| place.start.line),
        column: place.map(|place| place.start.column),
        end_line: place.map(|place| place.end.line),
        end_column: place.map(|place| place.end.column),
        start_byte: place.map(|place| place.range.start),
        end_byte: place.map(|place| place.range.end),
    }
}
