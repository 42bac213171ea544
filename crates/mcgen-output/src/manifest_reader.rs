//! Reads a manifest, and refuses every one that is not exactly what this version writes.

use std::borrow::Cow;
use std::fmt;
use std::fs;

use camino::Utf8Path;
use mcgen_render::TreePath;
use serde::Deserialize;
use serde::de::{Error as _, MapAccess, Visitor};

use crate::disk::{Stamp, look};
use crate::error::OutputError;
use crate::hash::ContentHash;
use crate::manifest::{Entry, EnvironmentNames, FORMAT, Manifest};
use crate::names::is_reserved;
use crate::paths::PathMap;

/// A manifest of one million files has about 200 MB; what is larger is not a manifest.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// A manifest as found on disk.
#[derive(Debug, Default)]
pub(crate) struct FoundManifest {
    pub(crate) manifest: Manifest,
    /// What the file looked like; `None` if there is no manifest yet.
    pub(crate) stamp: Option<Stamp>,
}

/// Reads the manifest at `path`; a missing one is empty.
pub(crate) fn read(path: &Utf8Path) -> Result<FoundManifest, OutputError> {
    let broken = |why: String| OutputError::Manifest {
        path: path.to_owned(),
        why,
    };
    let Some(metadata) = look(path)? else {
        return Ok(FoundManifest::default());
    };
    if !metadata.is_file() {
        return Err(broken("it is not a regular file".to_owned()));
    }
    if metadata.len() > MOST_BYTES {
        return Err(broken(format!(
            "it has {} bytes, and the largest that is read has {MOST_BYTES}",
            metadata.len()
        )));
    }
    let bytes = fs::read(path).map_err(|cause| OutputError::io("read", path, cause))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        broken(format!(
            "it is not UTF-8 after byte {}",
            error.valid_up_to()
        ))
    })?;
    match serde_json::from_str::<ManifestFile>(text) {
        Ok(file) if file.format == FORMAT => Ok(FoundManifest {
            manifest: file.files.0,
            stamp: Some(Stamp::of(&metadata)),
        }),
        Ok(file) => Err(unknown_format(path, file.format)),
        // Another format may differ in anything else, so only its number is asked for.
        Err(error) => match serde_json::from_str::<FormatOnly>(text) {
            Ok(FormatOnly { format }) if format != FORMAT => Err(unknown_format(path, format)),
            _ => Err(broken(error.to_string())),
        },
    }
}

fn unknown_format(path: &Utf8Path, found: u64) -> OutputError {
    OutputError::ManifestFormat {
        path: path.to_owned(),
        found,
        supported: FORMAT,
    }
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ManifestFile {
    format: u64,
    #[serde(rename = "mcgen")]
    _mcgen: String,
    files: Files,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine<'json> {
    #[serde(borrow)]
    sha256: Hashes<'json>,
    #[serde(borrow)]
    environments: Vec<Text<'json>>,
}

/// A string, copied only if it has escapes.
#[derive(Deserialize)]
struct Text<'json>(#[serde(borrow)] Cow<'json, str>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected one hash or a list of hashes")]
enum Hashes<'json> {
    One(#[serde(borrow)] Cow<'json, str>),
    Several(#[serde(borrow)] Vec<Text<'json>>),
}

struct Files(Manifest);

impl<'json> Deserialize<'json> for Files {
    fn deserialize<D: serde::Deserializer<'json>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FilesVisitor).map(Self)
    }
}

struct FilesVisitor;

impl<'json> Visitor<'json> for FilesVisitor {
    type Value = Manifest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map from paths to hashes and environments")
    }

    fn visit_map<A: MapAccess<'json>>(self, mut map: A) -> Result<Manifest, A::Error> {
        let mut names = EnvironmentNames::default();
        let mut files = Vec::new();
        while let Some(Text(path)) = map.next_key::<Text<'json>>()? {
            let line = map.next_value::<FileLine<'json>>()?;
            let path = TreePath::parse(&path).map_err(A::Error::custom)?;
            if is_reserved(&path) {
                return Err(A::Error::custom(format!(
                    "`{path}` is kept for mcgen itself"
                )));
            }
            files.push((path, entry(line, &mut names).map_err(A::Error::custom)?));
        }
        let files = PathMap::new(files)
            .map_err(|twice| A::Error::custom(format!("`{twice}` is listed twice")))?;
        Ok(Manifest { files })
    }
}

fn entry(line: FileLine<'_>, names: &mut EnvironmentNames) -> Result<Entry, String> {
    let (hash, former) = match line.sha256 {
        Hashes::One(text) => (parse_hash(&text)?, Vec::new()),
        Hashes::Several(texts) => {
            let mut hashes = texts.iter().map(|text| parse_hash(&text.0));
            let hash = hashes.next().ok_or("an empty list of hashes")??;
            (hash, hashes.collect::<Result<_, _>>()?)
        }
    };
    let mut environments: Vec<_> = line
        .environments
        .iter()
        .map(|name| names.shared(&name.0))
        .collect();
    environments.sort_unstable();
    environments.dedup();
    Ok(Entry {
        hash,
        former,
        environments,
    })
}

fn parse_hash(text: &str) -> Result<ContentHash, String> {
    ContentHash::parse(text).ok_or_else(|| format!("`{text}` is not a SHA-256 in lower case"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn entry(hashes: &[&str], environments: &[&str]) -> Entry {
        let mut hashes = hashes.iter().map(|text| ContentHash::of(text.as_bytes()));
        Entry {
            hash: hashes.next().unwrap(),
            former: hashes.collect(),
            environments: environments.iter().map(|name| Arc::from(*name)).collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let manifest = Manifest {
            files: PathMap::new(vec![
                (
                    TreePath::parse("a \"b\".tf").unwrap(),
                    entry(&["1"], &["x\\y\u{1}", "é/z"]),
                ),
                (
                    TreePath::parse("c/d").unwrap(),
                    entry(&["1", "2", "3"], &[]),
                ),
            ])
            .unwrap(),
        };
        let json = manifest.to_json(&PathMap::default());
        let read: ManifestFile = serde_json::from_str(&json).unwrap();
        assert_eq!(read.files.0, manifest);
    }
}
