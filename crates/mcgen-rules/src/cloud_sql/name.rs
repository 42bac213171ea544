//! Instance names.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Span, Spanned};
use mcgen_model::{Environment, catalog, fitted_name};

use super::{database, sources};
use crate::Context;

pub(super) static FIXED_NAME: Rule = Rule {
    code: "SQL-001",
    slug: "fixed-database-name",
    severity: Severity::Warning,
    summary: "Cloud SQL instance has a name that cannot change",
    fix: "leave `name` out, and raise `generation` when the instance must be made again",
    explain: "Some changes replace an instance: another key, another network, a restore. Under a fixed \
name the new one cannot be made beside the old one. The provider's page also says that the name of a \
deleted instance stays blocked for up to a week; the newer Cloud SQL page says that it is free at \
once, so expect either.\n\nmcgen makes the name from the project, the environment and a hash over \
`generation`, so that raising that number gives a new name. The rule finds a name that somebody wrote \
and that ends in no number or hash.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: delete instances",
            url: "https://cloud.google.com/sql/docs/postgres/delete-instance",
        },
    ],
    waivable: true,
};

pub(super) static ILLEGAL_NAME: Rule = Rule {
    code: "SQL-002",
    slug: "illegal-database-name",
    severity: Severity::Error,
    summary: "Cloud SQL refuses the instance name",
    fix: "use lower-case letters, digits and hyphens, beginning with a letter",
    explain: "The name of an instance has lower-case letters, digits and hyphens, begins with a \
letter and does not end with a hyphen. Together with the project and a colon between them it has at \
most 98 characters. A read replica is an instance too: its name is the instance name, a hyphen and the \
name under `replicas`, and two of them cannot share one.",
    sources: &[sources::SETTINGS],
    waivable: false,
};

pub(super) fn fixed(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let name = &database.name;
    if name.given && !has_counter(name) {
        findings.push(
            Diagnostic::new(&FIXED_NAME)
                .at_value(name, "a second instance of this name cannot exist")
                .because("a change that replaces the instance must destroy it before it makes the new one"),
        );
    }
}

/// Whether the last part of the name is a number or a hash, which somebody can change.
fn has_counter(name: &str) -> bool {
    let last = name.rsplit('-').next().unwrap_or_default();
    let number = last.trim_start_matches(['v', 'g']);
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    let is_hash = last.len() >= 4
        && last.bytes().all(|it| it.is_ascii_hexdigit())
        && last.bytes().any(|it| it.is_ascii_digit());
    is_number || is_hash
}

pub(super) fn illegal(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, database)) = database(environment) else {
        return;
    };
    // The colon between project and name counts.
    let longest = catalog::cloud_sql::max_name_length_with_project()
        .saturating_sub(gcp.project.chars().count() + 1);
    judge(&database.name, "", longest, &gcp.project, findings);
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for replica in &database.replicas {
        let prefix = format!("{}-", database.name.value);
        judge(&replica.name, &prefix, longest, &gcp.project, findings);
        if let Some(first) = seen.insert(&replica.name, replica.name.span) {
            findings.push(
                Diagnostic::new(&ILLEGAL_NAME)
                    .at(replica.name.span, "the second replica of this name")
                    .at(first, "the first one")
                    .because(format!(
                        "both would be called `{prefix}{}`",
                        replica.name.value
                    ))
                    .help("give one of them another name"),
            );
        }
    }
}

fn judge(
    name: &Spanned<String>,
    prefix: &str,
    longest: usize,
    project: &Spanned<String>,
    findings: &mut Diagnostics,
) {
    // The prefix of a replica is judged as the name of its primary.
    let characters_fit = is_legal(name, prefix.is_empty());
    let whole = format!("{prefix}{}", name.value);
    let length = whole.chars().count();
    if characters_fit && length <= longest {
        return;
    }
    let room = longest.saturating_sub(prefix.chars().count());
    let mended = fitted_name(&[&legal_part(name)], room);
    let finding = Diagnostic::new(&ILLEGAL_NAME).help(format!("write `{mended}`"));
    findings.push(if characters_fit {
        finding
            .at_value(name, format!("`{whole}` has {length} characters"))
            .at_value(project, format!("leaves room for {longest}"))
            .because("project, colon and name together have at most 98 characters")
    } else {
        finding
            .at_value(name, format!("`{}` is no instance name", name.value))
            .because(
                "only lower-case letters, digits and hyphens; a letter first, no hyphen at the end",
            )
    });
}

fn is_legal(name: &str, begins: bool) -> bool {
    let legal = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    let first = name.bytes().next();
    first.is_some_and(|it| it.is_ascii_lowercase() || (!begins && it.is_ascii_digit()))
        && name.bytes().all(legal)
        && !name.ends_with('-')
}

/// The name with every illegal run of characters made one hyphen.
fn legal_part(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_lowercase() && !it.is_ascii_digit());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    if joined.starts_with(|it: char| it.is_ascii_lowercase()) {
        joined
    } else {
        format!("db-{joined}").trim_end_matches('-').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_or_hash_makes_a_name_changeable() {
        for name in ["crm-2", "crm-production-g3", "crm-4f1b2c"] {
            assert!(has_counter(name), "{name}");
        }
        for name in ["crm", "crm-production", "crm-added", "crm-db"] {
            assert!(!has_counter(name), "{name}");
        }
    }

    #[test]
    fn a_mended_name_is_legal() {
        for name in ["CRM_Production", "9crm", "crm--", "é"] {
            assert!(is_legal(&legal_part(name), true), "{name}");
        }
    }
}
