//! Compares a tree with a folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};
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
use crate::manifest::{Entry, MANIFEST_NAME, Manifest};
use crate::manifest_reader;
use crate::names::Names;
use crate::orphans::{self, Orphans};
use crate::parallel;
use crate::paths::{PathMap, folder_of, path_order};
use crate::plan::{
    Action, Change, Delete, ManifestAction, PlanOptions, Reason, Work, Write, WritePlan,
};
use crate::scope::{Rendered, ResolvedScope, Sides};
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
    let sides = Sides::new(tree, &found.manifest, &scope);
    check_names(&sides)?;

    let mut folders = Folders::new(out, out_exists);
    let orphans = orphans::examine(out, &sides.orphans, &mut folders, options.force)?;
    let places = look_at_folders(&sides.rendered, &mut folders)?;
    let states = parallel::try_map(&places, |buffer, (rendered, folder)| match folder {
        Folder::Present if out_exists => {
            let contents = rendered.file.contents.as_bytes();
            let path = out.join(rendered.path.as_str());
            inspect(&path, Some(contents), buffer.bytes())
        }
        _ => Ok(OnDisk::Missing),
    })?;
    let hashes = hashes(&sides.rendered)?;

    let mut decisions = Decisions {
        out,
        force: options.force,
        scope: &scope,
        conflicts: orphans.conflicts.clone(),
        other_environments: sides.other_environments(),
        orphans: &orphans,
        changes: Vec::with_capacity(places.len() + orphans.deletable.len()),
        manifest: Vec::with_capacity(places.len() + sides.kept.len()),
        journal: Vec::new(),
        work: Work {
            stale_stage,
            manifest_stamp: found.stamp,
            ..Work::default()
        },
    };
    for (((rendered, folder), hash), on_disk) in places.iter().zip(hashes).zip(states) {
        decisions.decide(rendered, folder, hash, on_disk)?;
    }
    decisions.delete_orphans(&sides.orphans);
    decisions.manifest.extend(sides.kept);
    let mut plan = decisions.into_plan();
    plan.work.manifest_action = match found.stamp {
        _ if plan.work.manifest == found.manifest => ManifestAction::Keep,
        None => ManifestAction::Create,
        Some(_) => ManifestAction::Update,
    };
    Ok(plan)
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

fn check_names(sides: &Sides<'_, '_>) -> Result<(), OutputError> {
    let mut names = Names::default();
    let rendered = sides.rendered.iter().map(|rendered| rendered.path);
    rendered
        .chain(sides.kept.iter().map(|(path, _)| path))
        .try_for_each(|path| names.add(path))
}

fn look_at_folders<'all, 'tree, 'found>(
    rendered: &'all [Rendered<'tree, 'found>],
    folders: &mut Folders<'_>,
) -> Result<Vec<(&'all Rendered<'tree, 'found>, Folder)>, OutputError> {
    let mut places: Vec<(&Rendered<'_, '_>, Folder)> = Vec::with_capacity(rendered.len());
    for rendered in rendered {
        let folder = folder_of(rendered.path.as_str());
        let found = match places.last() {
            Some((before, found)) if folder_of(before.path.as_str()) == folder => found.clone(),
            _ => folders.look(folder)?,
        };
        places.push((rendered, found));
    }
    Ok(places)
}

/// The hash of each file. Environments of one shape share most of their texts, and a shared text is
/// hashed once.
fn hashes(rendered: &[Rendered<'_, '_>]) -> Result<Vec<ContentHash>, OutputError> {
    // Only looked up, never walked, so its order cannot reach the output.
    let mut known: HashMap<*const str, usize> = HashMap::with_capacity(rendered.len());
    let mut distinct: Vec<&str> = Vec::new();
    let of_file: Vec<usize> = rendered
        .iter()
        .map(|rendered| {
            let contents = &*rendered.file.contents;
            *known
                .entry(std::ptr::from_ref(contents))
                .or_insert_with(|| {
                    distinct.push(contents);
                    distinct.len() - 1
                })
        })
        .collect();
    let hashes = parallel::try_map(&distinct, |_, text| Ok(ContentHash::of(text.as_bytes())))?;
    Ok(of_file.into_iter().map(|index| hashes[index]).collect())
}

/// What is to be done about one file.
enum Verdict {
    Do(Action, Reason),
    Refuse(ConflictKind),
}

/// Decides file by file what is to be done.
struct Decisions<'tree, 'found> {
    out: &'found Utf8Path,
    force: bool,
    scope: &'found ResolvedScope<'found>,
    orphans: &'found Orphans,
    conflicts: BTreeMap<String, ConflictKind>,
    other_environments: BTreeSet<Arc<str>>,
    changes: Vec<Change>,
    manifest: Vec<(TreePath, Entry)>,
    journal: Vec<(TreePath, Entry)>,
    work: Work<'tree>,
}

impl<'tree> Decisions<'tree, '_> {
    fn decide(
        &mut self,
        rendered: &Rendered<'tree, '_>,
        folder: &Folder,
        hash: ContentHash,
        on_disk: OnDisk,
    ) -> Result<(), OutputError> {
        let (path, owned) = (rendered.path, rendered.owned);
        let missing_top = match self.missing_top(folder) {
            Ok(top) => top,
            Err((at, kind)) => {
                self.conflicts.insert(at.to_string(), kind);
                return Ok(());
            }
        };
        let last = self.entry(rendered.file, owned, hash);
        let (action, reason) = match self.judge(path, owned, on_disk)? {
            Verdict::Do(action, reason) => (action, reason),
            Verdict::Refuse(kind) => {
                self.conflicts.insert(path.to_string(), kind);
                return Ok(());
            }
        };
        let mut replaces = None;
        if let OnDisk::Other { hash: old, stamp } = on_disk {
            let on_the_way = journal::entry_while_updating(&last, owned, old);
            self.journal
                .extend(on_the_way.map(|entry| (path.clone(), entry)));
            replaces = Some(stamp);
        }
        if action != Action::Keep {
            self.work.writes.push(Write {
                path,
                contents: &rendered.file.contents,
                replaces,
                missing_top,
            });
        }
        self.manifest.push((path.clone(), last));
        self.changes.push(Change {
            path: path.clone(),
            action,
            reason,
        });
        Ok(())
    }

    /// The topmost folder that has to be created for a file, or what is in its way.
    fn missing_top(
        &mut self,
        folder: &Folder,
    ) -> Result<Option<Arc<str>>, (Arc<str>, ConflictKind)> {
        match folder {
            Folder::Present => Ok(None),
            Folder::Missing { top } => Ok(Some(Arc::clone(top))),
            Folder::Obstructed(file) if self.orphans.deletable.contains_key(&**file) => {
                self.work.vacated.insert(file.to_string());
                Ok(Some(Arc::clone(file)))
            }
            Folder::Obstructed(file) => Err((Arc::clone(file), ConflictKind::NotAFolder)),
            Folder::SymbolicLink(link) => Err((Arc::clone(link), ConflictKind::SymbolicLink)),
        }
    }

    fn judge(
        &mut self,
        path: &TreePath,
        owned: Option<&Entry>,
        on_disk: OnDisk,
    ) -> Result<Verdict, OutputError> {
        Ok(match on_disk {
            OnDisk::Missing if owned.is_some() => Verdict::Do(Action::Create, Reason::Missing),
            OnDisk::Missing => Verdict::Do(Action::Create, Reason::New),
            OnDisk::Same if owned.is_some() => Verdict::Do(Action::Keep, Reason::Unchanged),
            OnDisk::Same => Verdict::Do(Action::Keep, Reason::Adopted),
            OnDisk::Other { hash, .. } => match owned {
                Some(entry) if !self.force && self.is_used_elsewhere(entry) => {
                    Verdict::Refuse(ConflictKind::UsedElsewhere)
                }
                Some(entry) if entry.accepts(hash) => Verdict::Do(Action::Update, Reason::Changed),
                _ if self.force => Verdict::Do(Action::Update, Reason::Forced),
                Some(_) => Verdict::Refuse(ConflictKind::HandEdited),
                None => Verdict::Refuse(ConflictKind::HandWritten),
            },
            OnDisk::Folder if self.vacate_folder(path)? => Verdict::Do(Action::Create, Reason::New),
            OnDisk::Folder => Verdict::Refuse(ConflictKind::Folder),
            OnDisk::SymbolicLink => Verdict::Refuse(ConflictKind::SymbolicLink),
            OnDisk::Special => Verdict::Refuse(ConflictKind::Special),
        })
    }

    /// Whether an environment that is not rendered now would see the file change under it.
    fn is_used_elsewhere(&self, entry: &Entry) -> bool {
        self.scope.others(entry).next().is_some()
    }

    /// The entry the file has at the end.
    fn entry(&self, file: &TreeFile, owned: Option<&Entry>, hash: ContentHash) -> Entry {
        let mut environments: Vec<_> = file.environments.iter().cloned().collect();
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

    /// Whether the folder at `path` holds nothing but orphans, so that a file can take its place.
    fn vacate_folder(&mut self, path: &TreePath) -> Result<bool, OutputError> {
        let top = self.out.join(path.as_str());
        let mut files = vec![path.as_str().to_owned()];
        let mut folders = Vec::new();
        for found in WalkDir::new(&top).contents_first(true) {
            let found = found.map_err(|error| OutputError::io("read", &top, error.into()))?;
            let below =
                Utf8Path::from_path(found.path()).and_then(|path| path.strip_prefix(self.out).ok());
            let Some(below) = below.map(Utf8Path::as_str) else {
                return Ok(false);
            };
            if found.file_type().is_dir() {
                folders.push(below.to_owned());
            } else if self.orphans.deletable.contains_key(below) {
                files.push(below.to_owned());
            } else {
                return Ok(false);
            }
        }
        self.work.vacated.extend(files);
        self.work.vacated_folders.extend(folders);
        Ok(true)
    }

    fn delete_orphans(&mut self, orphans: &[(&TreePath, &Entry)]) {
        self.work.maybe_empty.clone_from(&self.orphans.folders);
        for (path, entry) in orphans {
            // Those already gone too: a killed run may still have to remove their folders.
            let on_the_way = journal::entry_while_deleting(entry);
            self.journal.push(((*path).clone(), on_the_way));
            let Some(deletable) = self.orphans.deletable.get(path.as_str()) else {
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
    }

    fn into_plan(mut self) -> WritePlan<'tree> {
        // The tree and the manifest hold each path once; what is kept or deleted is not in the tree.
        self.work.manifest = Manifest {
            files: PathMap::of_distinct(self.manifest),
        };
        self.work.journal = PathMap::of_distinct(self.journal);
        self.changes
            .sort_by(|one, other| path_order(one.path.as_str(), other.path.as_str()));
        let conflicts = self.conflicts.into_iter().map(|(path, kind)| Conflict {
            path: Utf8PathBuf::from(path),
            kind,
        });
        WritePlan {
            out: self.out.to_owned(),
            changes: self.changes,
            conflicts: conflicts.collect(),
            other_environments: self.other_environments,
            work: self.work,
        }
    }
}
