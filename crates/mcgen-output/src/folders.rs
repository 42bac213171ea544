//! The folders of the output folder, each looked at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::Utf8Path;

use crate::disk::look;
use crate::error::OutputError;
use crate::paths::folder_of;

/// What is at the path of a folder that files lie in. Paths are relative to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Folder {
    /// A real folder, and all its parents are.
    Present,
    /// Nothing; `top` is the topmost folder that is missing.
    Missing { top: Arc<str> },
    /// It, or a parent, is a symbolic link.
    SymbolicLink(Arc<str>),
    /// It, or a parent, is something else that is not a folder.
    Obstructed(Arc<str>),
}

/// Looks at folders and remembers what was seen.
#[derive(Debug)]
pub(crate) struct Folders<'out> {
    out: &'out Utf8Path,
    out_exists: bool,
    seen: BTreeMap<Arc<str>, Folder>,
}

impl<'out> Folders<'out> {
    pub(crate) fn new(out: &'out Utf8Path, out_exists: bool) -> Self {
        Self {
            out,
            out_exists,
            seen: BTreeMap::new(),
        }
    }

    /// What is at `folder`, which is relative to the output folder; empty is that folder itself.
    pub(crate) fn look(&mut self, folder: &str) -> Result<Folder, OutputError> {
        if folder.is_empty() {
            return Ok(Folder::Present);
        }
        if let Some(known) = self.seen.get(folder) {
            return Ok(known.clone());
        }
        let above = self.look(folder_of(folder))?;
        let path: Arc<str> = Arc::from(folder);
        let found = if above == Folder::Present {
            self.look_below_present(&path)?
        } else {
            above
        };
        self.seen.insert(path, found.clone());
        Ok(found)
    }

    fn look_below_present(&self, path: &Arc<str>) -> Result<Folder, OutputError> {
        let missing = Folder::Missing {
            top: Arc::clone(path),
        };
        if !self.out_exists {
            return Ok(missing);
        }
        Ok(match look(&self.out.join(&**path))? {
            None => missing,
            Some(metadata) if metadata.is_symlink() => Folder::SymbolicLink(Arc::clone(path)),
            Some(metadata) if metadata.is_dir() => Folder::Present,
            Some(_) => Folder::Obstructed(Arc::clone(path)),
        })
    }
}
