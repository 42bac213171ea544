//! The rendered tree, in memory: what every renderer produces and the output crate writes.

use std::cmp::Ordering;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use camino::{Utf8Component, Utf8Path};

/// A path inside a rendered tree: relative, never empty, without `.` or `..`, separated by `/`.
///
/// Paths are ordered as their components are, folder by folder.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TreePath(String);

impl Ord for TreePath {
    fn cmp(&self, other: &Self) -> Ordering {
        path_order(&self.0, &other.0)
    }
}

/// The order of paths component by component, without taking them apart: what lies below a folder
/// stays together. Both must be normal, as the text of every [`TreePath`] is.
pub fn path_order(one: &str, other: &str) -> Ordering {
    // The separator comes before every byte of a name.
    let rank = |byte: u8| if byte == b'/' { 0 } else { u16::from(byte) + 1 };
    let (one, other) = (one.as_bytes(), other.as_bytes());
    match first_difference(one, other) {
        Some(at) => rank(one[at]).cmp(&rank(other[at])),
        None => one.len().cmp(&other.len()),
    }
}

/// Where two texts of which none begins with the other differ first. Neighbouring paths share most
/// of their bytes, so these are compared by the word.
fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    const WORD: usize = 8;
    let (words, _) = one.as_chunks::<WORD>();
    let (other_words, _) = other.as_chunks::<WORD>();
    let equal = words
        .iter()
        .zip(other_words)
        .take_while(|(one, other)| one == other);
    let same = equal.count() * WORD;
    let rest = one[same..]
        .iter()
        .zip(&other[same..])
        .position(|(one, other)| one != other);
    rest.map(|at| same + at)
}

impl PartialOrd for TreePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl TreePath {
    /// Accepts `path` if it stays inside the tree.
    pub fn parse(path: impl AsRef<str>) -> Result<Self, TreeError> {
        let path = path.as_ref();
        let legal = !path.is_empty()
            && !path.contains('\\')
            && !path.chars().any(char::is_control)
            && Utf8Path::new(path)
                .components()
                .all(|part| matches!(part, Utf8Component::Normal(_)))
            && path.split('/').all(|part| !part.is_empty() && part != ".");
        if legal {
            Ok(Self(path.to_owned()))
        } else {
            Err(TreeError::IllegalPath(path.to_owned()))
        }
    }

    /// The path relative to the root of the tree.
    pub fn as_path(&self) -> &Utf8Path {
        Utf8Path::new(&self.0)
    }

    /// The path as text, separated by `/` on every platform.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One file of the tree and the environments that need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFile {
    /// The whole text of the file, ending in a newline.
    pub contents: Arc<str>,
    /// The environments (`project/environment`) that use the file; shared modules have several.
    pub environments: BTreeSet<Arc<str>>,
}

impl TreeFile {
    /// Notes that `environment` uses the file, if it wants the same contents.
    fn share(
        &mut self,
        path: &TreePath,
        contents: &Arc<str>,
        environment: &Arc<str>,
    ) -> Result<(), TreeError> {
        if !Arc::ptr_eq(&self.contents, contents) && self.contents != *contents {
            return Err(TreeError::Claimed {
                path: path.to_string(),
                first: self
                    .environments
                    .first()
                    .map_or_else(String::new, ToString::to_string),
                second: environment.to_string(),
            });
        }
        self.environments.insert(Arc::clone(environment));
        Ok(())
    }
}

/// A set of files, ordered by path, so that the same input always gives the same bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileTree {
    files: BTreeMap<TreePath, TreeFile>,
}

/// Why a file could not be put into a tree.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeError {
    /// The path would leave the tree or is not portable.
    #[error("`{0}` is not a relative path inside the output folder")]
    IllegalPath(String),
    /// Two environments want different contents at one path.
    #[error(
        "`{path}` is claimed by `{first}` and by `{second}` with different contents; render each \
         project to an `--out` of its own"
    )]
    Claimed {
        /// The path both claim.
        path: String,
        /// The environment that came first.
        first: String,
        /// The environment that came second.
        second: String,
    },
}

impl FileTree {
    /// Adds a file for `environment`. The same contents at the same path are shared; different
    /// contents are a conflict.
    pub fn add(
        &mut self,
        path: TreePath,
        contents: impl Into<Arc<str>>,
        environment: impl Into<Arc<str>>,
    ) -> Result<(), TreeError> {
        let file = TreeFile {
            contents: contents.into(),
            environments: BTreeSet::from([environment.into()]),
        };
        self.add_file(path, file)
    }

    /// The same for all environments of `file`.
    pub fn add_file(&mut self, path: TreePath, file: TreeFile) -> Result<(), TreeError> {
        match self.files.entry(path) {
            Entry::Vacant(place) => {
                place.insert(file);
                Ok(())
            }
            Entry::Occupied(mut known) => {
                let path = known.key().clone();
                let known = known.get_mut();
                let mut environments = file.environments.iter();
                environments.try_for_each(|it| known.share(&path, &file.contents, it))
            }
        }
    }

    /// Moves every file of `other` into this tree.
    pub fn merge(&mut self, other: Self) -> Result<(), TreeError> {
        let mut files = other.files.into_iter();
        files.try_for_each(|(path, file)| self.add_file(path, file))
    }

    /// The files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (&TreePath, &TreeFile)> {
        self.files.iter()
    }

    /// The file at `path`, if the tree holds it.
    pub fn get(&self, path: &str) -> Option<&TreeFile> {
        self.files.get(&TreePath::parse(path).ok()?)
    }

    /// How many files the tree holds.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether the tree holds no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
