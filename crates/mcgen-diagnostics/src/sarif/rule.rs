use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::level;
use crate::Rule;

/// A reportingDescriptor object.
pub(super) fn descriptor(rule: &Rule) -> Value {
    let mut descriptor = Map::new();
    let mut set = |name: &str, value: Value| {
        descriptor.insert(name.to_owned(), value);
    };
    set("id", json!(rule.code));
    set("name", json!(pascal_case(rule.slug)));
    set("shortDescription", json!({ "text": rule.summary }));
    set("fullDescription", json!({ "text": full_description(rule) }));
    set(
        "help",
        json!({ "text": help_text(rule), "markdown": help_markdown(rule) }),
    );
    if let Some(source) = rule.sources.first() {
        set("helpUri", json!(source.url));
    }
    let level = level(rule.severity);
    set("defaultConfiguration", json!({ "level": level }));
    Value::Object(descriptor)
}

fn pascal_case(slug: &str) -> String {
    slug.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}

/// The first paragraph of the background; code scanning services cut long descriptions.
fn full_description(rule: &Rule) -> &'static str {
    let explain = rule.explain.trim();
    let paragraph = explain.split("\n\n").next().unwrap_or_default();
    if paragraph.is_empty() {
        rule.summary
    } else {
        paragraph
    }
}

fn help_text(rule: &Rule) -> String {
    let mut text = rule.fix.to_owned();
    for source in rule.sources {
        let _ = write!(text, "\nSource: {}, {}", source.title, source.url);
    }
    text
}

fn help_markdown(rule: &Rule) -> String {
    let mut parts = vec![format!("**Fix:** {}", rule.fix)];
    let explain = rule.explain.trim();
    if !explain.is_empty() {
        parts.push(explain.to_owned());
    }
    if !rule.sources.is_empty() {
        let sources = rule.sources.iter();
        let links = sources.map(|source| format!("- [{}]({})", source.title, source.url));
        let links = links.collect::<Vec<_>>().join("\n");
        parts.push(format!("**Sources**\n\n{links}"));
    }
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_pascal_case() {
        assert_eq!(pascal_case("overlapping-ranges"), "OverlappingRanges");
        assert_eq!(pascal_case("mtu-1460"), "Mtu1460");
    }
}
