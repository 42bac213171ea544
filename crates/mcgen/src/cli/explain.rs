use std::fmt::Write as _;

use anyhow::bail;
use mcgen::Rule;

use super::{ExplainArguments, Outcome, output};

pub(super) fn run(arguments: &ExplainArguments) -> anyhow::Result<Outcome> {
    let Some(name) = &arguments.rule else {
        output::data(&list())?;
        return Ok(Outcome::Clean);
    };
    let Some(rule) = mcgen::find(name) else {
        match near(name) {
            Some(nearest) => bail!("there is no rule `{name}`; did you mean `{nearest}`?"),
            None => bail!("there is no rule `{name}`; `mcgen explain` lists all rules"),
        }
    };
    output::data(&page(rule))?;
    Ok(Outcome::Clean)
}

/// The code or the name that was probably meant.
fn near(name: &str) -> Option<&'static str> {
    let book = mcgen::book();
    let codes = book.iter().map(|rule| rule.code);
    mcgen_model::nearest(&name.to_uppercase(), codes).or_else(|| {
        let slugs = book.iter().map(|rule| rule.slug);
        mcgen_model::nearest(&name.to_lowercase(), slugs)
    })
}

fn list() -> String {
    let mut text = String::new();
    for rule in mcgen::book() {
        let _ = writeln!(
            text,
            "{:<10} {:<8} {}",
            rule.code,
            rule.severity.to_string(),
            rule.summary
        );
    }
    text
}

fn page(rule: &Rule) -> String {
    let waivable = if rule.waivable {
        "can be waived by name"
    } else {
        "cannot be waived"
    };
    let mut text = format!(
        "{} {} ({}, {waivable})\n\n{}\n\n{}\n\nFix: {}\n",
        rule.code, rule.slug, rule.severity, rule.summary, rule.explain, rule.fix
    );
    if !rule.sources.is_empty() {
        text.push_str("\nSources:\n");
        for source in rule.sources {
            let _ = writeln!(text, "- {}: {}", source.title, source.url);
        }
    }
    text
}
