use crate::corpus::{self, BACKUP, Corpus, NAME, RULES};
use jsonschema::Validator;
use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceMap, render_sarif};
use serde_json::{Value, json};

fn schema() -> Validator {
    // The first edition has a stray bracket in the pattern of languages; the errata mend it.
    let text = include_str!("../data/sarif-schema-2.1.0.json").replace(
        "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$",
        "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$",
    );
    let schema: Value = serde_json::from_str(&text).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn errors(log: &Value) -> Vec<String> {
    let schema = schema();
    let errors = schema.iter_errors(log);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn log(diagnostics: &Diagnostics, sources: &SourceMap) -> Value {
    serde_json::from_str(&render_sarif(diagnostics, sources, &RULES, "1.2.3")).unwrap()
}

#[test]
fn all_kinds_of_findings_fit_the_schema() {
    let corpus = Corpus::new();
    let log = log(&corpus::all(&corpus), &corpus.sources);
    assert_eq!(errors(&log), [""; 0]);
}

#[test]
fn no_findings_fit_the_schema() {
    let log = log(&Diagnostics::new(), &SourceMap::default());
    assert_eq!(errors(&log), [""; 0]);
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn the_schema_check_finds_mistakes() {
    let corpus = Corpus::new();
    let mut log = log(&corpus::one_label(&corpus), &corpus.sources);
    let result = &mut log["runs"][0]["results"][0];
    result["level"] = json!("fatal");
    result["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
    log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] = json!("no uri");
    assert_eq!(errors(&log).len(), 3, "{:?}", errors(&log));
}

#[test]
fn every_result_points_at_its_rule() {
    let corpus = Corpus::new();
    let findings = corpus::all(&corpus);
    // The rule of the first finding is left out of the given rules.
    let text = render_sarif(&findings, &corpus.sources, &RULES[..2], "1.2.3");
    let log: Value = serde_json::from_str(&text).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 3);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

fn fingerprints(text: &str, values: &[&str]) -> Vec<String> {
    let mut sources = SourceMap::default();
    let id = sources.add("./a.yaml", text);
    let mut diagnostics = Diagnostics::new();
    let mut from = 0;
    for value in values {
        let start = from + text[from..].find(value).unwrap();
        from = start + value.len();
        let span = mcgen_diagnostics::Span::new(id, start, from);
        diagnostics.push(Diagnostic::new(&NAME).at(span, format!("at byte {start}")));
    }
    let log = log(&diagnostics, &sources);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let fingerprint = |result: &Value| {
        result["partialFingerprints"]["mcgenFinding/v1"]
            .as_str()
            .map(str::to_owned)
    };
    results.iter().filter_map(fingerprint).collect()
}

#[test]
fn fingerprints_survive_a_move_of_the_value() {
    let before = fingerprints("name: x1\n", &["x1"]);
    let after = fingerprints("# a comment\n\nname:   x1\n", &["x1"]);
    assert_eq!(before, after);
}

#[test]
fn fingerprints_change_with_the_value() {
    assert_ne!(
        fingerprints("name: x1\n", &["x1"]),
        fingerprints("name: x2\n", &["x2"])
    );
}

#[test]
fn fingerprints_of_equal_values_differ() {
    let both = fingerprints("a: x1\nb: x1\n", &["x1", "x1"]);
    assert_eq!(both.len(), 2);
    assert_ne!(both[0], both[1]);
}

#[test]
fn only_waived_findings_are_suppressed() {
    let corpus = Corpus::new();
    let mut findings = corpus::waived(&corpus);
    findings.push(Diagnostic::new(&BACKUP));
    let log = log(&findings, &corpus.sources);
    let results = &log["runs"][0]["results"];
    assert_eq!(results[0]["suppressions"][0]["kind"], "external");
    assert_eq!(results[0]["level"], "note");
    assert_eq!(results[1]["suppressions"], json!([]));
}
