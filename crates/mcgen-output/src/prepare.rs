//! Compares a tree with a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{FileTree, TreeFile, TreePath};
use walkdir::WalkDir;

use crate::conflict::{Conflict, ConflictKind};
use crate::error::OutputError;
use crate::folders::{Folder, Folders};
use crate::hash::ContentHash;
use crate::inspect::{OnDisk, inspect};
use crate::journal;
use crate::manifest::{Entry, EnvironmentNames, MANIFEST_NAME, Manifest};
use crate::manifest_reader::{self, FoundManifest};
use crate::names::Names;
use crate::orphans::{self, Orphans};
use crate::parallel;
use crate::plan::{
    Action, Change, Delete, ManifestAction, PlanOptions, Reason, Scope, Work, Write, WritePlan,
};
use crate::stage;

pub(crate) fn prepare<'tree>(
    tree: &'tree FileTree,
    out: &Utf8Path,
    options: &PlanOptions,
) -> Result<WritePlan<'tree>, OutputError> {
    let out = if out.as_str().is_empty() {
        Utf8Path::new(".")
    } else {
        out
    };
    let out_exists = folder_exists(out)?;
    let found = manifest_reader::read(&out.join(MANIFEST_NAME))?;
    let stale_stage = stage::is_left_over(out)?;
    let scope = ResolvedScope::new(&options.scope, tree);
    let unwanted = Unwanted::split(&found.manifest, tree, &scope);
    check_names(tree, &unwanted.kept)?;

    let mut folders = Folders::new(out, out_exists);
    let orphans = orphans::examine(out, &unwanted.orphans, &mut folders, options.force)?;
    let wanted = look_at_folders(tree, &mut folders)?;
    let states = parallel::try_map(&wanted, |buffer, wanted| {
        let contents = wanted.file.contents.as_bytes();
        let on_disk = match wanted.folder {
            Folder::Present if out_exists => {
                inspect(&out.join(wanted.path.as_path()), Some(contents), buffer)?
            }
            _ => OnDisk::Missing,
        };
        Ok((ContentHash::of(contents), on_disk))
    })?;

    let other_environments = unwanted.other_environments();
    let mut decisions = Decisions {
        out,
        force: options.force,
        owned: &found.manifest,
        scope: &scope,
        conflicts: orphans.conflicts.clone(),
        orphans: &orphans,
        names: EnvironmentNames::default(),
        changes: Vec::with_capacity(wanted.len() + orphans.deletable.len()),
        work: Work {
            manifest: Manifest {
                files: unwanted.kept,
            },
            stale_stage,
            manifest_stamp: found.stamp,
            ..Work::default()
        },
    };
    for (wanted, (hash, on_disk)) in wanted.into_iter().zip(states) {
        decisions.decide(wanted, hash, on_disk)?;
    }
    decisions.delete_orphans(&unwanted.orphans);
    Ok(decisions.into_plan(&found, other_environments))
}

fn folder_exists(out: &Utf8Path) -> Result<bool, OutputError> {
    // The output folder itself may be a symbolic link: the person chose it.
    match fs::metadata(out) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(OutputError::NotAFolder {
            path: out.to_owned(),
        }),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(OutputError::io("read", out, cause)),
    }
}

/// The environments for which the tree is complete.
struct ResolvedScope<'names> {
    /// `None`: all of them.
    names: Option<BTreeSet<&'names str>>,
}

impl<'names> ResolvedScope<'names> {
    fn new(scope: &'names Scope, tree: &'names FileTree) -> Self {
        let names = match scope {
            Scope::WholeEstate => None,
            Scope::Environments(named) => Some(
                tree.iter()
                    .flat_map(|(_, file)| &file.environments)
                    .chain(named)
                    .map(String::as_str)
                    .collect(),
            ),
        };
        Self { names }
    }

    fn contains(&self, environment: &str) -> bool {
        self.names
            .as_ref()
            .is_none_or(|names| names.contains(environment))
    }

    /// The environments of `entry` whose files this tree says nothing about.
    fn others<'entry>(&self, entry: &'entry Entry) -> impl Iterator<Item = &'entry Arc<str>> {
        entry
            .environments
            .iter()
            .filter(|name| !self.contains(name))
    }
}

/// Owned files that are not in the tree.
struct Unwanted<'found> {
    /// Those that other environments use, with these environments.
    kept: BTreeMap<TreePath, Entry>,
    orphans: Vec<(&'found TreePath, &'found Entry)>,
}

impl<'found> Unwanted<'found> {
    fn split(found: &'found Manifest, tree: &FileTree, scope: &ResolvedScope<'_>) -> Self {
        let mut kept = BTreeMap::new();
        let mut orphans = Vec::new();
        for (path, entry) in &found.files {
            if tree.get(path.as_str()).is_some() {
                continue;
            }
            let environments: Vec<_> = scope.others(entry).cloned().collect();
            if environments.is_empty() {
                orphans.push((path, entry));
            } else {
                let former = entry.former.clone();
                let hash = entry.hash;
                kept.insert(
                    path.clone(),
                    Entry {
                        hash,
                        former,
                        environments,
                    },
                );
            }
        }
        Self { kept, orphans }
    }

    fn other_environments(&self) -> BTreeSet<Arc<str>> {
        self.kept
            .values()
            .flat_map(|entry| entry.environments.iter().cloned())
            .collect()
    }
}

fn check_names(tree: &FileTree, kept: &BTreeMap<TreePath, Entry>) -> Result<(), OutputError> {
    let mut names = Names::default();
    tree.iter()
        .map(|(path, _)| path)
        .chain(kept.keys())
        .try_for_each(|path| names.add(path))
}

/// A file of the tree, and what is where its folder should be.
struct Wanted<'tree> {
    path: &'tree TreePath,
    file: &'tree TreeFile,
    folder: Folder,
}

fn look_at_folders<'tree>(
    tree: &'tree FileTree,
    folders: &mut Folders<'_>,
) -> Result<Vec<Wanted<'tree>>, OutputError> {
    tree.iter()
        .map(|(path, file)| {
            let folder = folders.look(path.as_path().parent().unwrap_or(Utf8Path::new("")))?;
            Ok(Wanted { path, file, folder })
        })
        .collect()
}

/// Decides file by file what is to be done.
struct Decisions<'tree, 'found> {
    out: &'found Utf8Path,
    force: bool,
    owned: &'found Manifest,
    scope: &'found ResolvedScope<'found>,
    orphans: &'found Orphans,
    conflicts: BTreeMap<Utf8PathBuf, ConflictKind>,
    names: EnvironmentNames,
    changes: Vec<Change>,
    work: Work<'tree>,
}

impl<'tree> Decisions<'tree, '_> {
    fn decide(
        &mut self,
        wanted: Wanted<'tree>,
        hash: ContentHash,
        on_disk: OnDisk,
    ) -> Result<(), OutputError> {
        let missing_top = match &wanted.folder {
            Folder::Present => None,
            Folder::Missing { top } => Some(Arc::clone(top)),
            Folder::Obstructed(file) if self.is_deletable(file) => {
                self.work.vacated.insert((**file).to_owned());
                Some(Arc::clone(file))
            }
            Folder::Obstructed(file) => {
                self.conflict(file, ConflictKind::NotAFolder);
                return Ok(());
            }
            Folder::SymbolicLink(link) => {
                self.conflict(link, ConflictKind::SymbolicLink);
                return Ok(());
            }
        };
        let path = wanted.path;
        let owned = self.owned.files.get(path);
        let last = self.entry(wanted.file, owned, hash);
        let (action, reason, replaces) = match on_disk {
            OnDisk::Missing if owned.is_some() => (Action::Create, Reason::Missing, None),
            OnDisk::Missing => (Action::Create, Reason::New, None),
            OnDisk::Same if owned.is_some() => (Action::Keep, Reason::Unchanged, None),
            OnDisk::Same => (Action::Keep, Reason::Adopted, None),
            OnDisk::Other { hash: old, stamp } => {
                let reason = match owned {
                    Some(entry) if entry.accepts(old) => Reason::Changed,
                    _ if self.force => Reason::Forced,
                    Some(_) => return self.refuse(path, ConflictKind::HandEdited),
                    None => return self.refuse(path, ConflictKind::HandWritten),
                };
                if let Some(entry) = journal::entry_while_updating(&last, owned, old) {
                    self.work.journal.insert(path.clone(), entry);
                }
                (Action::Update, reason, Some(stamp))
            }
            OnDisk::SymbolicLink => return self.refuse(path, ConflictKind::SymbolicLink),
            OnDisk::Special => return self.refuse(path, ConflictKind::Special),
            OnDisk::Folder if self.vacate_folder(path)? => (Action::Create, Reason::New, None),
            OnDisk::Folder => return self.refuse(path, ConflictKind::Folder),
        };
        if action != Action::Keep {
            self.work.writes.push(Write {
                path,
                contents: &wanted.file.contents,
                replaces,
                missing_top,
            });
        }
        self.work.manifest.files.insert(path.clone(), last);
        self.changes.push(Change {
            path: path.clone(),
            action,
            reason,
        });
        Ok(())
    }

    fn conflict(&mut self, path: &Utf8Path, kind: ConflictKind) {
        self.conflicts.insert(path.to_owned(), kind);
    }

    #[expect(clippy::unnecessary_wraps, reason = "ends `decide` in one expression")]
    fn refuse(&mut self, path: &TreePath, kind: ConflictKind) -> Result<(), OutputError> {
        self.conflict(path.as_path(), kind);
        Ok(())
    }

    /// The entry the file has at the end.
    fn entry(&mut self, file: &TreeFile, owned: Option<&Entry>, hash: ContentHash) -> Entry {
        let names = &mut self.names;
        let mut environments: Vec<_> = file
            .environments
            .iter()
            .map(|name| names.shared(name))
            .collect();
        if let Some(owned) = owned {
            environments.extend(self.scope.others(owned).cloned());
            environments.sort_unstable();
        }
        Entry {
            hash,
            former: Vec::new(),
            environments,
        }
    }

    fn is_deletable(&self, path: &Utf8Path) -> bool {
        TreePath::parse(path).is_ok_and(|path| self.orphans.deletable.contains_key(&path))
    }

    /// Whether the folder at `path` holds nothing but orphans, so that a file can take its place.
    fn vacate_folder(&mut self, path: &TreePath) -> Result<bool, OutputError> {
        let mut files = Vec::new();
        let mut folders = Vec::new();
        for found in WalkDir::new(self.out.join(path.as_path())).contents_first(true) {
            let found = found.map_err(|error| {
                OutputError::io("read", &self.out.join(path.as_path()), error.into())
            })?;
            let Some(below) =
                Utf8Path::from_path(found.path()).and_then(|path| path.strip_prefix(self.out).ok())
            else {
                return Ok(false);
            };
            if found.file_type().is_dir() {
                folders.push(below.to_owned());
            } else if self.is_deletable(below) {
                files.push(below.to_owned());
            } else {
                return Ok(false);
            }
        }
        self.work.vacated.extend(files);
        self.work.vacated.insert(path.as_path().to_owned());
        self.work.vacated_folders.extend(folders);
        Ok(true)
    }

    fn delete_orphans(&mut self, orphans: &[(&TreePath, &Entry)]) {
        self.work
            .maybe_empty
            .extend(self.orphans.folders.iter().cloned());
        for (path, _) in orphans {
            let Some(deletable) = self.orphans.deletable.get(path) else {
                continue;
            };
            self.work.deletes.push(Delete {
                path: (*path).clone(),
                stamp: deletable.stamp,
            });
            self.changes.push(Change {
                path: (*path).clone(),
                action: Action::Delete,
                reason: if deletable.forced {
                    Reason::Forced
                } else {
                    Reason::Orphaned
                },
            });
        }
        // Those already gone too: their folders are still to be looked after.
        for (path, entry) in orphans {
            let entry = journal::entry_while_deleting(entry);
            self.work.journal.insert((*path).clone(), entry);
        }
    }

    fn into_plan(
        mut self,
        found: &FoundManifest,
        other_environments: BTreeSet<Arc<str>>,
    ) -> WritePlan<'tree> {
        self.work.manifest_action = match found.stamp {
            _ if self.work.manifest == found.manifest => ManifestAction::Keep,
            None => ManifestAction::Create,
            Some(_) => ManifestAction::Update,
        };
        self.changes.sort_by(|one, other| one.path.cmp(&other.path));
        let conflicts = self.conflicts.into_iter();
        WritePlan {
            out: self.out.to_owned(),
            changes: self.changes,
            conflicts: conflicts
                .map(|(path, kind)| Conflict { path, kind })
                .collect(),
            other_environments,
            work: self.work,
        }
    }
}
