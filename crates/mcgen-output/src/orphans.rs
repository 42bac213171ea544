//! Owned files that no environment uses any more.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use mcgen_render::TreePath;

use crate::conflict::ConflictKind;
use crate::disk::Stamp;
use crate::error::OutputError;
use crate::folders::{Folder, Folders};
use crate::inspect::{OnDisk, inspect};
use crate::manifest::Entry;
use crate::parallel;
use crate::paths::folder_of;

/// What is to be done about the orphans.
#[derive(Debug, Default)]
pub(crate) struct Orphans {
    /// Owned files to delete.
    pub(crate) deletable: BTreeMap<String, Deletable>,
    /// Paths that are not mcgen's to delete.
    pub(crate) conflicts: BTreeMap<String, ConflictKind>,
    /// Folders that hold, or held, an orphan.
    pub(crate) folders: BTreeSet<String>,
}

/// An orphan that can be deleted.
#[derive(Debug)]
pub(crate) struct Deletable {
    pub(crate) stamp: Stamp,
    /// It was edited by hand, and `--force` was given.
    pub(crate) forced: bool,
}

/// Looks at every orphan.
pub(crate) fn examine(
    out: &Utf8Path,
    orphans: &[(&TreePath, &Entry)],
    folders: &mut Folders<'_>,
    force: bool,
) -> Result<Orphans, OutputError> {
    let mut found = Orphans::default();
    let mut reachable = Vec::new();
    for (path, entry) in orphans {
        let folder = folder_of(path.as_str());
        match folders.look(folder)? {
            Folder::Present => {
                found.folders.insert(folder.to_owned());
                reachable.push((path.as_str(), *entry));
            }
            // Gone with its folder; the folder above may have been left empty by a killed run.
            Folder::Missing { top } => {
                found.folders.insert(folder_of(&top).to_owned());
            }
            Folder::Obstructed(_) => {}
            Folder::SymbolicLink(link) => {
                found
                    .conflicts
                    .insert(link.to_string(), ConflictKind::SymbolicLink);
            }
        }
    }
    let states = parallel::try_map(&reachable, |buffer, (path, _)| {
        inspect(&out.join(path), None, buffer.bytes())
    })?;
    for ((path, entry), state) in reachable.into_iter().zip(states) {
        let conflict = match state {
            // A folder is there when a killed run has already written what needs it.
            OnDisk::Missing | OnDisk::Same | OnDisk::Folder => continue,
            OnDisk::Other { hash, stamp } if force || entry.accepts(hash) => {
                let forced = !entry.accepts(hash);
                found
                    .deletable
                    .insert(path.to_owned(), Deletable { stamp, forced });
                continue;
            }
            OnDisk::Other { .. } => ConflictKind::HandEditedOrphan,
            OnDisk::SymbolicLink => ConflictKind::SymbolicLink,
            OnDisk::Special => ConflictKind::Special,
        };
        found.conflicts.insert(path.to_owned(), conflict);
    }
    Ok(found)
}
