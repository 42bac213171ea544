//! Secrets in the text of an environment file: found by their shape anywhere in the text, comments
//! included, and by their key or their randomness among the values.

mod keys;
mod shapes;

use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceId, SourceMap, Span};

use crate::node::{Node, NodeKind};
use crate::refused::{self, security::SECRET_LITERAL, vpn::PRESHARED_KEY};

/// A secret and how sure that is.
struct Secret {
    /// What the finding points at.
    span: Span,
    /// What must not be shown; more than `span` for a key of many lines.
    hidden: Span,
    what: String,
    certain: bool,
}

/// Reports the secrets of one text, and masks them in `sources` so that no output shows them.
pub(crate) fn find(
    source: SourceId,
    node: Option<&Node>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) {
    let mut found = Found::default();
    if let Some(source_text) = sources.get(source) {
        shapes::find(&source_text.text, source, &mut found);
    }
    if let Some(node) = node {
        walk(node, "", &mut found);
    }
    for secret in &found.secrets {
        sources.mask(secret.hidden);
    }
    for hidden in &found.reported_elsewhere {
        sources.mask(*hidden);
    }
    diagnostics.extend(found.secrets.iter().map(Secret::diagnostic));
}

impl Secret {
    fn diagnostic(&self) -> Diagnostic {
        let mut finding =
            Diagnostic::new(&SECRET_LITERAL).at(self.span, format!("{}, masked here", self.what));
        if !self.certain {
            finding.severity = mcgen_diagnostics::Severity::Warning;
            finding = finding.help(
                "if it is a secret, remove it and change it; if not, write it in a form that a reader can tell apart from one",
            );
        }
        finding
    }
}

#[derive(Default)]
struct Found {
    secrets: Vec<Secret>,
    /// Values of refused keys, whose finding is about the key.
    reported_elsewhere: Vec<Span>,
}

impl Found {
    fn add(&mut self, secret: Secret) {
        let span = secret.span;
        let known = self.secrets.iter().any(|other| {
            other.span.source == span.source
                && other.span.start < span.end
                && span.start < other.span.end
        });
        if !known {
            self.secrets.push(secret);
        }
    }

    fn add_value(&mut self, node: &Node, what: String, certain: bool) {
        self.add(Secret {
            span: node.span,
            hidden: node.span,
            what,
            certain,
        });
    }
}

/// Judges every value below `node`, which stands at `path`.
fn walk(node: &Node, path: &str, found: &mut Found) {
    match &node.kind {
        NodeKind::Null | NodeKind::Scalar { .. } => {}
        NodeKind::Sequence(items) => {
            for item in items {
                value(item, path, "", found);
            }
        }
        NodeKind::Mapping(entries) => {
            for entry in entries {
                value(&entry.value, path, &entry.key, found);
            }
        }
    }
}

/// Judges the value of `key` in the block at `path`; items of a list have no key.
fn value(node: &Node, path: &str, key: &str, found: &mut Found) {
    match &node.kind {
        NodeKind::Scalar { text, .. } => {
            if keys::gives_away(key, text) {
                let refused = refused::keys().any(|refused| {
                    let about_secrets = [&SECRET_LITERAL, &PRESHARED_KEY].contains(&refused.rule);
                    about_secrets && refused.block == path && refused.key == key
                });
                if refused {
                    found.reported_elsewhere.push(node.span);
                } else {
                    found.add_value(node, format!("the literal value of `{key}`"), true);
                }
            } else if keys::looks_random(key, text) {
                found.add_value(node, "text that looks random".to_owned(), false);
            }
        }
        NodeKind::Sequence(items) => {
            for item in items {
                value(item, path, key, found);
            }
        }
        NodeKind::Mapping(_) if path.is_empty() => walk(node, key, found),
        NodeKind::Mapping(_) if key.is_empty() => walk(node, path, found),
        NodeKind::Mapping(_) => walk(node, &format!("{path}.{key}"), found),
        NodeKind::Null => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after masking and the number of findings.
    fn masked(text: &str) -> (String, usize) {
        let mut sources = SourceMap::default();
        let mut diagnostics = Diagnostics::new();
        let source = sources.add("crm.yaml", text);
        let node = crate::reader::read(text, source, &mut diagnostics);
        find(source, node.as_ref(), &mut sources, &mut diagnostics);
        let text = sources.get(source).unwrap().text.clone();
        (text, diagnostics.len())
    }

    #[test]
    fn a_found_secret_is_masked_and_nothing_else_moves() {
        let text = "labels:\n  deploy: ghp_0123456789abcdefghijABCDEFGHIJ012345\n  team: crm\n";
        let (masked, findings) = masked(text);
        assert_eq!(findings, 1);
        assert_eq!(masked.len(), text.len());
        assert!(!masked.contains("ghp_"));
        assert!(masked.ends_with("\n  team: crm\n"));
    }

    #[test]
    fn a_comment_is_searched_too() {
        assert_eq!(masked("project: crm # AKIAIOSFODNN7EXAMPLE\n").1, 1);
    }

    #[test]
    fn a_private_key_of_many_lines_is_one_finding() {
        let text = "labels:\n  key: |\n    -----BEGIN PRIVATE KEY-----\n    MIIEvQIBADANBgkqhkiG9w0BAQ\n    -----END PRIVATE KEY-----\n";
        let (masked, findings) = masked(text);
        assert_eq!(findings, 1, "{masked}");
        assert!(!masked.contains("MIIE"));
    }

    #[test]
    fn a_password_in_a_list_of_blocks_is_found() {
        let text = "aws:\n  database:\n    replicas:\n      - { name: a, password: hunter2 }\n";
        assert_eq!(masked(text).1, 1);
    }

    #[test]
    fn a_reference_is_no_secret() {
        for value in [
            "${var.password}",
            "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:crm",
            "projects/crm/secrets/db",
            "$DB_PASSWORD",
            "true",
            "<set by the pipeline>",
        ] {
            let text = format!("aws:\n  database:\n    password: \"{value}\"\n");
            assert_eq!(masked(&text), (text.clone(), 0), "{value}");
        }
    }
}
