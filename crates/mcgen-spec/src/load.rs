//! From files to environments. Nothing else in mcgen reads environment files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceMap, Span};
use mcgen_model::{Environment, Needs};

use crate::blocks::{EnvironmentSpec, NeedsSpec};
use crate::decode::Decode;
use crate::node::{Node, NodeKind};
use crate::{lower, reader, rules, secrets};

/// How deep `extends` may go.
const MAX_EXTENDS: usize = 8;

/// A fault of the machine or of the call, not of a file's content.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// Nothing stands at the path, or it cannot be read.
    #[error("{cause}")]
    Unreadable {
        /// The path as it was given.
        path: Utf8PathBuf,
        /// What the operating system says; it names the path.
        cause: std::io::Error,
    },
    /// A directory without a single environment file below it.
    #[error(
        "`{0}` holds no environment file (*.yaml, *.yml or *.json); `mcgen init` writes a first one"
    )]
    NoEnvironments(Utf8PathBuf),
}

/// One environment file: what could be made of it and what was found while reading.
#[derive(Debug, Clone)]
pub struct LoadedFile {
    /// The path as it was given or found.
    pub path: Utf8PathBuf,
    /// The environment; present, for further checks, even when there are findings, as long as its
    /// frame could be read.
    pub environment: Option<Environment>,
    /// What the file would describe if the other side took over; only of a primary and a replica.
    pub promoted: Option<Environment>,
    /// What was found while reading.
    pub diagnostics: Diagnostics,
}

/// Reads environment files and keeps their texts for the diagnostics.
#[derive(Debug, Default)]
pub struct Loader {
    sources: SourceMap,
    /// Files that others extend; they are no environments of their own.
    bases: BTreeSet<Utf8PathBuf>,
    /// Every file that was read, with what it holds, so that a base is read and reported once.
    inputs: BTreeMap<Utf8PathBuf, Option<Arc<Node>>>,
    /// Every file that was loaded, by the path without links, so that none is an environment twice.
    loaded: BTreeSet<Utf8PathBuf>,
}

impl Loader {
    /// A loader that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The texts that were read.
    pub fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Gives the texts away.
    pub fn into_sources(self) -> SourceMap {
        self.sources
    }

    /// Every file that was read, bases included.
    pub fn inputs(&self) -> impl Iterator<Item = &Utf8Path> {
        self.inputs.keys().map(Utf8PathBuf::as_path)
    }

    /// Reads a file, or every environment file below a directory. Files that other files extend are
    /// bases and are left out, unless they are named themselves. A file that this loader has loaded
    /// before, under whatever path, is left out too.
    pub fn load(&mut self, path: &Utf8Path) -> Result<Vec<LoadedFile>, LoadError> {
        let unreadable = |cause: std::io::Error| LoadError::Unreadable {
            path: path.to_owned(),
            cause: std::io::Error::new(cause.kind(), format!("cannot read `{path}`: {cause}")),
        };
        if !path.metadata().map_err(unreadable)?.is_dir() {
            return Ok(self.load_once(path)?.into_iter().collect());
        }
        let found = environment_files(path)?;
        let mut files = Vec::new();
        for path in &found {
            files.extend(self.load_once(path)?);
        }
        files.retain(|file| {
            let is_base = self.bases.contains(&normalized(&file.path));
            // Left out here, it may still be named itself.
            if is_base {
                self.loaded.remove(&real_path(&file.path));
            }
            !is_base
        });
        if found.iter().all(|it| self.bases.contains(&normalized(it))) {
            return Err(LoadError::NoEnvironments(path.to_owned()));
        }
        Ok(files)
    }

    /// Reads a file, unless it was loaded before.
    fn load_once(&mut self, path: &Utf8Path) -> Result<Option<LoadedFile>, LoadError> {
        if self.loaded.insert(real_path(path)) {
            self.load_file(path).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Reads one file.
    pub fn load_file(&mut self, path: &Utf8Path) -> Result<LoadedFile, LoadError> {
        let mut diagnostics = Diagnostics::new();
        let node = self.read_node(path, &mut diagnostics)?;
        Ok(self.finish(path, node, diagnostics))
    }

    /// Reads a file in which a team says what it needs. `None` when something necessary is missing; then
    /// there are findings.
    pub fn load_needs(
        &mut self,
        path: &Utf8Path,
    ) -> Result<(Option<Needs>, Diagnostics), LoadError> {
        let mut diagnostics = Diagnostics::new();
        let node = self.read_node(path, &mut diagnostics)?;
        let spec = node.and_then(|node| {
            let spec = NeedsSpec::decode(&node, &mut diagnostics)?;
            Some((spec, node.first_key()))
        });
        let needs = spec.and_then(|(spec, span)| lower::needs::lower(spec, span));
        Ok((needs.filter(|_| !diagnostics.has_errors()), diagnostics))
    }

    /// Reads a text as if it stood in a file at `path`; `extends` is found relative to that path.
    pub fn load_text(&mut self, path: &str, text: &str) -> LoadedFile {
        let mut diagnostics = Diagnostics::new();
        let node = self
            .parse(path, text.to_owned(), &mut diagnostics)
            .map(Arc::new);
        self.finish(Utf8Path::new(path), node, diagnostics)
    }

    fn finish(
        &mut self,
        path: &Utf8Path,
        node: Option<Arc<Node>>,
        mut diagnostics: Diagnostics,
    ) -> LoadedFile {
        let mut chain = vec![normalized(path)];
        let node = node.and_then(|node| self.with_bases(node, path, &mut chain, &mut diagnostics));
        let spec = node.and_then(|node| {
            let spec = EnvironmentSpec::decode(&node, &mut diagnostics)?;
            Some((spec, node.first_key()))
        });
        let promoted = spec
            .as_ref()
            .and_then(|(spec, span)| lower::promoted(spec, *span));
        let environment = spec.and_then(|(spec, span)| lower::lower(spec, span, &mut diagnostics));
        LoadedFile {
            path: path.to_owned(),
            environment,
            promoted,
            diagnostics,
        }
    }

    fn read_node(
        &mut self,
        path: &Utf8Path,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Arc<Node>>, LoadError> {
        let path = normalized(path);
        if let Some(node) = self.inputs.get(&path) {
            return Ok(node.clone());
        }
        let bytes = read_limited(&path).map_err(|cause| LoadError::Unreadable {
            path: path.clone(),
            cause,
        })?;
        let node = self.read_bytes(&path, bytes, diagnostics).map(Arc::new);
        self.inputs.insert(path, node.clone());
        Ok(node)
    }

    fn read_bytes(
        &mut self,
        path: &Utf8Path,
        bytes: Vec<u8>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Node> {
        if bytes.len() > reader::MAX_BYTES {
            let source = self.sources.add(path.as_str(), "");
            diagnostics.push(
                Diagnostic::new(&rules::LIMIT)
                    .at(Span::new(source, 0, 0), "this file is too large")
                    .because(format!(
                        "an environment file has at most {} bytes",
                        reader::MAX_BYTES
                    )),
            );
            return None;
        }
        match String::from_utf8(bytes) {
            Ok(text) => self.parse(path.as_str(), text, diagnostics),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = self.sources.add(path.as_str(), text);
                let mark = Span::new(source, at, at + char::REPLACEMENT_CHARACTER.len_utf8());
                diagnostics.push(
                    Diagnostic::new(&rules::NOT_TEXT)
                        .at(mark, "no UTF-8 from here")
                        .because(format!("byte {at} begins no character")),
                );
                None
            }
        }
    }

    fn parse(&mut self, path: &str, text: String, diagnostics: &mut Diagnostics) -> Option<Node> {
        let (node, source) = {
            let source = self.sources.add(path, text);
            let text = self.sources.get(source).map_or("", |it| it.text.as_str());
            (reader::read(text, source, diagnostics), source)
        };
        secrets::find(source, node.as_ref(), &mut self.sources, diagnostics);
        match node {
            Some(node) if matches!(node.kind, NodeKind::Mapping(_)) => Some(node),
            Some(node) if node.kind != NodeKind::Null => {
                diagnostics.push(
                    no_content().at(node.span, format!("{} is no environment", node.describe())),
                );
                None
            }
            _ => {
                if !diagnostics.has_errors() {
                    diagnostics.push(no_content().at(Span::new(source, 0, 0), "nothing here"));
                }
                None
            }
        }
    }

    /// Lays `node` over the file that it extends, and that over its own base.
    fn with_bases(
        &mut self,
        node: Arc<Node>,
        path: &Utf8Path,
        chain: &mut Vec<Utf8PathBuf>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Node>> {
        let Some(entry) = node.get("extends") else {
            return Some(node);
        };
        let span = entry.value.span;
        let NodeKind::Scalar { text, .. } = &entry.value.kind else {
            return Some(node);
        };
        let complain = |text: String| Diagnostic::new(&rules::EXTENDS).at(span, text);
        let base_path = path.parent().unwrap_or(Utf8Path::new("")).join(text);
        let base_key = normalized(&base_path);
        if chain.contains(&base_key) || chain.len() > MAX_EXTENDS {
            let steps: Vec<&str> = chain.iter().map(|it| it.as_str()).collect();
            diagnostics.push(
                complain("this leads back to a file that is being read, or too deep".to_owned())
                    .because(format!("read so far: {}", steps.join(" > "))),
            );
            return None;
        }
        self.bases.insert(base_key.clone());
        chain.push(base_key);
        let base = match self.read_node(&base_path, diagnostics) {
            Ok(base) => base?,
            Err(error) => {
                diagnostics.push(complain(error.to_string()));
                return None;
            }
        };
        let base = self.with_bases(base, &base_path, chain, diagnostics)?;
        let (node, base) = (Arc::unwrap_or_clone(node), Arc::unwrap_or_clone(base));
        Some(Arc::new(node.over(base)))
    }
}

fn no_content() -> Diagnostic {
    Diagnostic::new(&rules::NO_CONTENT)
}

/// At most one byte more than the limit is read, so that a huge or endless file costs nothing.
fn read_limited(path: &Utf8Path) -> std::io::Result<Vec<u8>> {
    const USUAL: usize = 8 * 1024;
    let mut bytes = Vec::with_capacity(USUAL);
    let limit = reader::MAX_BYTES as u64 + 1;
    fs_err::File::open(path)?
        .take(limit)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The path without links, to tell whether two paths name one file. What the disk does not say, for
/// a file that is missing, is left to whoever reads it.
fn real_path(path: &Utf8Path) -> Utf8PathBuf {
    path.canonicalize_utf8()
        .unwrap_or_else(|_| normalized(path))
}

/// The path without `.` and `..`, to tell whether two paths name one file without asking the disk.
fn normalized(path: &Utf8Path) -> Utf8PathBuf {
    let mut parts = Utf8PathBuf::new();
    for part in path.components() {
        match part {
            camino::Utf8Component::CurDir => {}
            camino::Utf8Component::ParentDir if parts.file_name().is_some() => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts
}

fn environment_files(directory: &Utf8Path) -> Result<Vec<Utf8PathBuf>, LoadError> {
    let mut files = Vec::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    let walk = walkdir::WalkDir::new(directory)
        .sort_by_file_name()
        .into_iter();
    for entry in walk.filter_entry(visible) {
        let entry = entry.map_err(|error| LoadError::Unreadable {
            path: directory.to_owned(),
            cause: error.into(),
        })?;
        // Anything else may be a link to one.
        let is_file = entry.file_type().is_file();
        let Ok(path) = Utf8PathBuf::from_path_buf(entry.into_path()) else {
            continue;
        };
        // `mcgen init` puts the JSON Schema beside the first environment.
        let schema = path.as_str().ends_with(".schema.json");
        let extension = matches!(path.extension(), Some("yaml" | "yml" | "json"));
        if extension && !schema && (is_file || path.is_file()) {
            files.push(path);
        }
    }
    Ok(files)
}
