//! Carries a plan out, in an order that can be interrupted after every step.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;

use crate::disk::{Disk, FolderLock, FolderRemoval, RealDisk, Stamp, look};
use crate::error::OutputError;
use crate::manifest::MANIFEST_NAME;
use crate::paths::{PathMap, folder_of, folders_above};
use crate::plan::{Delete, ManifestAction, Summary, WritePlan};
use crate::stage::{STAGE_NAME, Stage};

/// What a run has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// How many files were created, updated, deleted and kept.
    pub files: Summary,
    /// Whether anything at all was written or removed, the manifest included.
    pub wrote: bool,
}

impl WritePlan<'_> {
    /// Carries the plan out. A [clean](Self::is_clean) plan touches nothing.
    ///
    /// Fails without writing if there are conflicts, or if something that the plan would change
    /// was changed after the plan was made. After any other failure every file is old or new, and
    /// the next run completes the rest.
    pub fn apply(&self) -> Result<Applied, OutputError> {
        self.apply_on(&RealDisk)
    }

    pub(crate) fn apply_on(&self, disk: &impl Disk) -> Result<Applied, OutputError> {
        if !self.conflicts.is_empty() {
            return Err(OutputError::Conflicts {
                out: self.out.clone(),
                conflicts: self.conflicts.clone(),
            });
        }
        let applied = Applied {
            files: self.summary(),
            wrote: !self.is_clean(),
        };
        if applied.wrote {
            disk.create_folders(&self.out)?;
            let _lock = FolderLock::of(&self.out)?;
            self.require_same_manifest()?;
            if look(&self.out.join(STAGE_NAME))?.is_some() {
                disk.remove_tree(&self.out.join(STAGE_NAME))?;
            }
            self.write(disk)?;
        }
        Ok(applied)
    }

    fn write(&self, disk: &impl Disk) -> Result<(), OutputError> {
        if self.work.writes.is_empty()
            && self.work.deletes.is_empty()
            && self.work.manifest_action == ManifestAction::Keep
        {
            return Ok(());
        }
        let stage = Stage::create(disk, &self.out)?;
        let written = self.write_through(disk, &stage);
        let removed = stage.remove();
        // What went wrong first is what the person has to know.
        written.and(removed)
    }

    fn write_through<D: Disk>(&self, disk: &D, stage: &Stage<'_, D>) -> Result<(), OutputError> {
        let work = &self.work;
        let moves = stage.fill(&self.out, &work.writes)?;
        let manifests = self.stage_manifests(stage)?;
        self.require_unchanged()?;

        // From here on the tree changes.
        let manifest = self.out.join(MANIFEST_NAME);
        if let Some(first) = &manifests.first {
            disk.rename(first, &manifest)?;
        }
        let (vacating, later): (Vec<_>, Vec<_>) = work
            .deletes
            .iter()
            .partition(|delete| work.vacated.contains(delete.path.as_str()));
        self.delete(disk, &vacating)?;
        for folder in &work.vacated_folders {
            disk.remove_empty_folder(&self.out.join(folder))?;
        }
        for staged in &moves {
            disk.rename(&staged.from, &staged.to)?;
        }
        self.delete(disk, &later)?;
        self.remove_empty_folders(disk)?;
        if let Some(last) = &manifests.last {
            disk.rename(last, &manifest)?;
        }
        Ok(())
    }

    fn stage_manifests<D: Disk>(&self, stage: &Stage<'_, D>) -> Result<Manifests, OutputError> {
        let work = &self.work;
        let mut manifests = Manifests::default();
        if !work.journal.is_empty() {
            let json = work.manifest.to_json(&work.journal);
            manifests.first = Some(stage.add("journal", &json)?);
        }
        if work.manifest_action != ManifestAction::Keep || !work.journal.is_empty() {
            let json = work.manifest.to_json(&PathMap::default());
            let last = stage.add("manifest", &json)?;
            // Without a journal the last manifest already accepts all that can be on disk.
            if manifests.first.is_none() {
                manifests.first = Some(last);
            } else {
                manifests.last = Some(last);
            }
        }
        Ok(manifests)
    }

    fn delete(&self, disk: &impl Disk, deletes: &[&Delete]) -> Result<(), OutputError> {
        deletes
            .iter()
            .try_for_each(|delete| disk.remove_file(&self.out.join(delete.path.as_path())))
    }

    fn remove_empty_folders(&self, disk: &impl Disk) -> Result<(), OutputError> {
        let mut candidates = self.work.maybe_empty.clone();
        // What lies below a folder sorts after it, so the last one has none below it in the set.
        while let Some(folder) = candidates.pop_last() {
            if folder.is_empty() {
                continue;
            }
            if disk.remove_empty_folder(&self.out.join(&folder))? != FolderRemoval::InUse {
                candidates.insert(folder_of(&folder).to_owned());
            }
        }
        Ok(())
    }

    fn require_same_manifest(&self) -> Result<(), OutputError> {
        let path = self.out.join(MANIFEST_NAME);
        let stamp = look(&path)?.map(|metadata| Stamp::of(&metadata));
        if stamp == self.work.manifest_stamp {
            Ok(())
        } else {
            Err(OutputError::ChangedSincePlan { path })
        }
    }

    /// Looks once more at all that is going to be replaced or deleted, and at the folders above.
    fn require_unchanged(&self) -> Result<(), OutputError> {
        let mut folders = BTreeSet::new();
        let mut free = None;
        for write in &self.work.writes {
            let target = write.missing_top.as_deref().unwrap_or(write.path.as_str());
            if write.missing_top.is_some() && free == Some(target) {
                continue;
            }
            free = Some(target);
            add_folders(&mut folders, target);
            if !self.work.vacated.contains(target) {
                self.require_stamp(target, write.replaces)?;
            }
        }
        for delete in &self.work.deletes {
            add_folders(&mut folders, delete.path.as_str());
            self.require_stamp(delete.path.as_str(), Some(delete.stamp))?;
        }
        for folder in folders {
            let path = self.out.join(folder);
            if !look(&path)?.is_some_and(|metadata| metadata.is_dir()) {
                return Err(OutputError::ChangedSincePlan { path });
            }
        }
        Ok(())
    }

    fn require_stamp(&self, path: &str, expected: Option<Stamp>) -> Result<(), OutputError> {
        let path = self.out.join(path);
        let found = look(&path)?;
        let is_file = found.as_ref().is_none_or(std::fs::Metadata::is_file);
        if is_file && found.map(|metadata| Stamp::of(&metadata)) == expected {
            Ok(())
        } else {
            Err(OutputError::ChangedSincePlan { path })
        }
    }
}

fn add_folders<'path>(folders: &mut BTreeSet<&'path str>, path: &'path str) {
    for folder in folders_above(path) {
        if !folders.insert(folder) {
            // Those above it came with it.
            break;
        }
    }
}

/// The staged manifests.
#[derive(Default)]
struct Manifests {
    /// Takes its place before any other file.
    first: Option<Utf8PathBuf>,
    /// Takes its place after all other files.
    last: Option<Utf8PathBuf>,
}
