//! The list of owned files, with their hashes and the environments that use them.

use std::collections::BTreeSet;
use std::sync::Arc;

use mcgen_render::TreePath;

use crate::hash::ContentHash;
use crate::paths::{PathMap, path_order};

/// The name of the manifest in the output folder.
pub const MANIFEST_NAME: &str = ".mcgen-manifest.json";

/// The format this version reads and writes.
pub(crate) const FORMAT: u64 = 1;

/// One owned file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The hash of the contents that were rendered last.
    pub(crate) hash: ContentHash,
    /// Hashes the file may still have, because a run was interrupted; normally none.
    pub(crate) former: Vec<ContentHash>,
    /// The environments that use the file, sorted. None: the file is to be deleted.
    pub(crate) environments: Vec<Arc<str>>,
}

impl Entry {
    /// Whether a file with this hash is as mcgen left it.
    pub(crate) fn accepts(&self, hash: ContentHash) -> bool {
        self.hash == hash || self.former.contains(&hash)
    }
}

/// All owned files of an output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) files: PathMap<Entry>,
}

impl Manifest {
    /// The manifest as JSON, one file a line, with the entries of `changed` in place of, or added
    /// to, those of the manifest.
    pub(crate) fn to_json(&self, changed: &PathMap<Entry>) -> String {
        let mut json = String::with_capacity(64 + 160 * (self.files.len() + changed.len()));
        json.push_str("{\n  \"format\": ");
        json.push_str(&FORMAT.to_string());
        json.push_str(",\n  \"mcgen\": ");
        push_string(&mut json, env!("CARGO_PKG_VERSION"));
        json.push_str(",\n  \"files\": {");
        let mut changed = changed.iter().peekable();
        let mut first = true;
        for (path, entry) in self.files.iter() {
            let comes = |other: &TreePath| path_order(other.as_str(), path.as_str());
            while let Some((path, entry)) = changed.next_if(|(other, _)| comes(other).is_lt()) {
                push_line(&mut json, &mut first, path, entry);
            }
            let replaced = changed.next_if(|(other, _)| comes(other).is_eq());
            push_line(
                &mut json,
                &mut first,
                path,
                replaced.map_or(entry, |(_, entry)| entry),
            );
        }
        for (path, entry) in changed {
            push_line(&mut json, &mut first, path, entry);
        }
        json.push_str(if first { "}\n}\n" } else { "\n  }\n}\n" });
        json
    }
}

fn push_line(json: &mut String, first: &mut bool, path: &TreePath, entry: &Entry) {
    json.push_str(if *first { "\n    " } else { ",\n    " });
    *first = false;
    push_string(json, path.as_str());
    json.push_str(": { \"sha256\": ");
    if entry.former.is_empty() {
        push_hash(json, entry.hash);
    } else {
        json.push('[');
        push_hash(json, entry.hash);
        for hash in &entry.former {
            json.push_str(", ");
            push_hash(json, *hash);
        }
        json.push(']');
    }
    json.push_str(", \"environments\": [");
    for (index, environment) in entry.environments.iter().enumerate() {
        if index > 0 {
            json.push_str(", ");
        }
        push_string(json, environment);
    }
    json.push_str("] }");
}

fn push_hash(json: &mut String, hash: ContentHash) {
    json.push('"');
    json.push_str(&hash.to_string());
    json.push('"');
}

fn push_string(json: &mut String, text: &str) {
    json.push('"');
    if text
        .bytes()
        .all(|byte| byte >= b' ' && !matches!(byte, b'"' | b'\\'))
    {
        json.push_str(text);
        json.push('"');
        return;
    }
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            control if control < ' ' => {
                json.extend(["\\u", &format!("{:04x}", u32::from(control))]);
            }
            other => json.push(other),
        }
    }
    json.push('"');
}

/// Environment names, each held once: every file of an environment repeats its name.
#[derive(Debug, Default)]
pub(crate) struct EnvironmentNames(BTreeSet<Arc<str>>);

impl EnvironmentNames {
    pub(crate) fn shared(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(name);
        self.0.insert(Arc::clone(&new));
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> TreePath {
        TreePath::parse(text).unwrap()
    }

    fn entry(contents: &str, environments: &[&str]) -> Entry {
        Entry {
            hash: ContentHash::of(contents.as_bytes()),
            former: Vec::new(),
            environments: environments.iter().map(|name| Arc::from(*name)).collect(),
        }
    }

    fn sample() -> Manifest {
        Manifest {
            files: PathMap::new(vec![
                (path("b/main.tf"), entry("b", &["crm/a", "crm/b"])),
                (path("c \"quoted\".tf"), entry("c", &["back\\slash\u{7}"])),
            ])
            .unwrap(),
        }
    }

    #[test]
    fn a_manifest_has_one_line_for_each_file() {
        insta::assert_snapshot!(
            sample()
                .to_json(&PathMap::default())
                .replace(env!("CARGO_PKG_VERSION"), "VERSION")
        );
    }

    #[test]
    fn a_journal_adds_former_hashes_and_files_to_delete() {
        let mut updated = entry("b2", &["crm/a"]);
        updated.former = vec![ContentHash::of(b"b")];
        let changed = PathMap::new(vec![
            (path("a.tf"), entry("a", &[])),
            (path("b/main.tf"), updated),
            (path("z.tf"), entry("z", &[])),
        ])
        .unwrap();
        insta::assert_snapshot!(
            sample()
                .to_json(&changed)
                .replace(env!("CARGO_PKG_VERSION"), "VERSION")
        );
    }

    #[test]
    fn an_empty_manifest_is_valid_json() {
        let json = Manifest::default().to_json(&PathMap::default());
        assert!(
            serde_json::from_str::<serde_json::Value>(&json).is_ok(),
            "{json}"
        );
    }
}
