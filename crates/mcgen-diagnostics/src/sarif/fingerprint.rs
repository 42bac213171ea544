use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::artifact::uri;
use crate::place::Places;
use crate::{Diagnostic, Label};

/// Makes fingerprints, and numbers findings that would have the same one.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// A name for the finding that survives edits elsewhere in the file: lines, columns and, for a
    /// value in a file, the wording of its label are no part of it.
    pub(super) fn of(&mut self, diagnostic: &Diagnostic, places: &Places<'_>) -> String {
        let hash = hash(diagnostic, places);
        let count = self.seen.entry(hash.clone()).or_default();
        *count += 1;
        format!("{hash}:{count}")
    }
}

fn hash(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let mut hasher = Sha256::new();
    let mut add = |part: &str| {
        // The length keeps two parts apart whatever they hold.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    };
    add(diagnostic.rule.code);
    add(diagnostic.environment.as_deref().unwrap_or_default());
    for label in &diagnostic.labels {
        let (file, value) = place_identity(label, places);
        add(&file);
        add(value);
    }
    let mut text = String::new();
    for byte in hasher.finalize().iter().take(16) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The file and the value. A block counts with its first line: what else is in it may change.
fn place_identity<'a>(label: &'a Label, places: &Places<'a>) -> (String, &'a str) {
    let Some(place) = places.find(label.span) else {
        return (String::new(), &label.text);
    };
    let text = place.lines.slice(place.range);
    (
        uri(place.lines.path),
        text.lines().next().unwrap_or_default().trim(),
    )
}
