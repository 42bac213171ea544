//! Labels, which both clouds must take: AWS as tags, Google Cloud as labels.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};

use crate::Text;
use crate::decode::Table;
use crate::rules::ILLEGAL_LABEL;

/// What every resource is labelled with anyway.
const OWN: [&str; 3] = ["environment", "managed-by", "project"];

/// The clouds that the environment builds on.
#[derive(Clone, Copy)]
pub(super) struct Clouds {
    pub(super) aws: bool,
    pub(super) gcp: bool,
}

pub(super) fn lower(
    field: Option<Spanned<Table<Text>>>,
    clouds: Clouds,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Spanned<String>> {
    let mut labels = BTreeMap::new();
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for (key, (key_span, value)) in field.map_or_else(BTreeMap::new, |table| table.value.0) {
        let value: Spanned<String> = value.map(Into::into);
        let mut findings = vec![
            own_key(&key, key_span),
            key_fault(&key, clouds).map(|reason| illegal_key(&key, key_span, reason)),
            value_fault(&value, clouds).map(|reason| illegal_value(value.span, reason)),
        ];
        if let Some(first) = seen.insert(key.to_lowercase(), key_span) {
            findings.push(clouds.gcp.then(|| {
                Diagnostic::new(&ILLEGAL_LABEL)
                    .at(key_span, "this key")
                    .at(first, "and this one are one in lower case")
                    .because("Google Cloud knows labels in lower case only")
                    .help("remove one of the two")
            }));
        }
        for finding in findings.into_iter().flatten() {
            diagnostics.push(finding);
        }
        labels.insert(key, value);
    }
    labels
}

fn own_key(key: &str, span: Span) -> Option<Diagnostic> {
    OWN.contains(&key.to_lowercase().as_str()).then(|| {
        Diagnostic::new(&ILLEGAL_LABEL)
            .at(span, "mcgen writes this label itself")
            .because(
                "every resource is labelled with its project, its environment and `managed-by`",
            )
            .help("remove the label, or give it another key")
    })
}

fn illegal_key(key: &str, span: Span, reason: &str) -> Diagnostic {
    let finding = Diagnostic::new(&ILLEGAL_LABEL)
        .at(span, format!("`{key}` is not a legal key"))
        .because(reason);
    match mended(key) {
        mended if mended.is_empty() || mended == key => finding,
        mended => finding.help(format!("write `{mended}`")),
    }
}

/// Does not repeat the value: somebody may have put a secret there.
fn illegal_value(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(&ILLEGAL_LABEL)
        .at(span, "not a legal value")
        .because(reason)
        .help("write it in lower-case letters, digits, `_` and `-`")
}

/// A key in the characters that both clouds take.
fn mended(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let legal = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "_-".contains(it);
    let mut words: Vec<&str> = lower.split(|it| !legal(it)).collect();
    words.retain(|word| !word.is_empty());
    words.join("-").chars().take(63).collect()
}

fn key_fault(key: &str, clouds: Clouds) -> Option<&'static str> {
    let lower = key.to_lowercase();
    let begins = lower.starts_with(|it: char| it.is_ascii_lowercase());
    if clouds.gcp && !(begins && is_label(&lower)) {
        return Some(
            "a key on Google Cloud begins with a letter and has up to 63 letters, digits, `_` and `-`",
        );
    }
    if clouds.aws && lower.starts_with("aws:") {
        return Some("keys that begin with `aws:` are those of AWS");
    }
    let long = !(1..=128).contains(&key.chars().count());
    (clouds.aws && (long || !is_tag(key))).then_some(
        "a key on AWS has 1 to 128 letters, digits, spaces and the characters `_.:/=+-@`",
    )
}

fn value_fault(value: &str, clouds: Clouds) -> Option<&'static str> {
    if clouds.gcp && !is_label(&value.to_lowercase()) {
        return Some("a value on Google Cloud has up to 63 letters, digits, `_` and `-`");
    }
    (clouds.aws && (value.chars().count() > 256 || !is_tag(value))).then_some(
        "a value on AWS has up to 256 letters, digits, spaces and the characters `_.:/=+-@`",
    )
}

/// The ASCII part of what Google Cloud takes, which resources of every service take.
fn is_label(text: &str) -> bool {
    text.len() <= 63
        && text
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || b"_-".contains(&it))
}

fn is_tag(text: &str) -> bool {
    text.chars()
        .all(|it| it.is_alphanumeric() || it == ' ' || "_.:/=+-@".contains(it))
}

#[cfg(test)]
mod tests {
    use super::{Clouds, key_fault, mended, value_fault};

    const AWS: Clouds = Clouds {
        aws: true,
        gcp: false,
    };
    const GCP: Clouds = Clouds {
        aws: false,
        gcp: true,
    };

    #[test]
    fn each_cloud_judges_by_its_own_letters() {
        assert_eq!(key_fault("Cost Center", AWS), None);
        assert!(key_fault("Cost Center", GCP).is_some());
        assert_eq!(value_fault("a@b.c", AWS), None);
        assert!(value_fault("a@b.c", GCP).is_some());
        assert_eq!(
            key_fault("Team", GCP),
            None,
            "mcgen writes it in lower case"
        );
        assert!(key_fault("4th", GCP).is_some());
        assert!(key_fault("aws:team", AWS).is_some());
        assert!(value_fault("${x}", AWS).is_some());
        assert_eq!(value_fault("", GCP), None);
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        assert_eq!(value_fault(&"é".repeat(256), AWS), None);
        assert!(value_fault(&"é".repeat(257), AWS).is_some());
        assert_eq!(value_fault(&"a".repeat(63), GCP), None);
        assert!(value_fault(&"a".repeat(64), GCP).is_some());
    }

    #[test]
    fn what_is_proposed_is_legal_on_both() {
        for (text, expected) in [
            ("Cost Center", "cost-center"),
            ("R&D  4100!", "r-d-4100"),
            ("a_b-c", "a_b-c"),
        ] {
            assert_eq!(mended(text), expected);
        }
    }
}
