use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::Environment;

use super::sources::GCE_NAMES;
use crate::Context;

/// The name that the subnet of `gcp.network.cidr` has after that of the network.
const NODE_SUBNET: &str = "nodes";

pub(super) static NAMES: Rule = Rule {
    code: "NET-029",
    slug: "google-cloud-resource-name",
    severity: Severity::Error,
    summary: "Google Cloud refuses this resource name",
    fix: "use lower-case letters, digits and hyphens, and every name once",
    explain: "Names of Compute Engine resources, subnets and firewall rules among them, have 1 to 63 \
lower-case letters, digits and hyphens, begin with a letter and do not end with a hyphen; the API \
refuses others, and a second resource of the same name.\n\nmcgen puts project and environment before \
every name, which gives the leading letter, and shortens what becomes too long by a hash, so that only \
the characters of the name itself can be wrong. The node subnet is called `nodes`, so no further subnet \
can be.",
    sources: &[GCE_NAMES],
    waivable: false,
};

pub(super) fn check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    let subnets = gcp.network.subnets.iter().map(|subnet| &subnet.name);
    let rules = gcp.network.firewall.iter().map(|rule| &rule.name);
    for name in subnets.clone().filter(|name| name.as_str() == NODE_SUBNET) {
        findings.push(
            Diagnostic::new(&NAMES)
                .at_value(name, "the node subnet has this name")
                .at_value(&gcp.network.cidr, "the node subnet")
                .because("mcgen calls the subnet of `cidr` by the name `nodes`")
                .help("call this subnet otherwise"),
        );
    }
    findings.extend(characters(subnets.clone()));
    findings.extend(twice(subnets));
    findings.extend(characters(rules.clone()));
    findings.extend(twice(rules));
}

fn characters<'a>(
    names: impl Iterator<Item = &'a Spanned<String>>,
) -> impl Iterator<Item = Diagnostic> {
    names.filter(|name| !is_legal(name)).map(|name| {
        let finding = Diagnostic::new(&NAMES)
            .at_value(name, format!("`{name}` is no name of Google Cloud"))
            .because("a name has lower-case letters, digits and hyphens, and no hyphen at an end");
        match legal(name) {
            Some(legal) => finding.help(format!("write `{legal}`")),
            None => finding,
        }
    })
}

fn twice<'a>(names: impl Iterator<Item = &'a Spanned<String>>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut findings = Vec::new();
    for name in names {
        match first.get(name.as_str()) {
            None => {
                first.insert(name.as_str(), name.span);
            }
            Some(span) => findings.push(
                Diagnostic::new(&NAMES)
                    .at_value(name, format!("`{name}` again"))
                    .at(*span, format!("`{name}` first stands here"))
                    .because("two resources of one kind cannot have the same name"),
            ),
        }
    }
    findings
}

/// Whether the text can stand at the end of a name.
fn is_legal(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.chars().all(inner) && !text.starts_with('-') && !text.ends_with('-')
}

/// The nearest name that is legal.
fn legal(text: &str) -> Option<String> {
    let replaced: String = text
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<&str> = replaced
        .split('-')
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join("-"))
}
