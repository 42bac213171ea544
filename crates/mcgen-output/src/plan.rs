//! What a run would change, and the words for it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{FileTree, TreePath};

use crate::conflict::Conflict;
use crate::disk::Stamp;
use crate::error::OutputError;
use crate::manifest::{Entry, MANIFEST_NAME, Manifest};
use crate::paths::PathMap;
use crate::prepare;
use crate::stage::STAGE_NAME;

/// How a tree is compared with the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanOptions {
    /// Overwrite hand-written and hand-edited files.
    pub force: bool,
    /// The environments for which the tree is complete.
    pub scope: Scope,
}

/// The environments for which a tree is complete: only their files can become orphans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All: an owned file that is not in the tree is an orphan.
    WholeEstate,
    /// Those named (`project/environment`) and those that have a file in the tree. Files that any
    /// other environment uses are kept.
    Environments(BTreeSet<String>),
}

impl Default for Scope {
    fn default() -> Self {
        Self::Environments(BTreeSet::new())
    }
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It is new.
    Create,
    /// Its contents change.
    Update,
    /// It is no longer used and is removed.
    Delete,
    /// It is already right and is not touched.
    Keep,
}

impl Action {
    /// The sign of the action in a printed plan: `+`, `~`, `-` or `=`.
    pub fn sign(self) -> char {
        match self {
            Self::Create => '+',
            Self::Update => '~',
            Self::Delete => '-',
            Self::Keep => '=',
        }
    }
}

/// Why a file is created, updated, deleted or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The file was never written before.
    New,
    /// mcgen wrote the file before, and somebody deleted it.
    Missing,
    /// What is rendered has changed.
    Changed,
    /// The contents are already those rendered.
    Unchanged,
    /// The contents are already those rendered, and the file becomes an owned one.
    Adopted,
    /// No environment uses the file any more.
    Orphaned,
    /// The file is hand-written or hand-edited, and `--force` was given.
    Forced,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::New => "new",
            Self::Missing => "was deleted by hand",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
            Self::Adopted => "has the rendered contents already, owned from now on",
            Self::Orphaned => "no environment uses it any more",
            Self::Forced => "hand-written or hand-edited, overwritten by --force",
        })
    }
}

/// One file of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path, relative to the output folder.
    pub path: TreePath,
    /// What happens to the file.
    pub action: Action,
    /// Why it happens.
    pub reason: Reason,
}

/// How many files a plan creates, updates, deletes and keeps; the manifest is not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new.
    pub created: usize,
    /// Files whose contents change.
    pub updated: usize,
    /// Files that are removed.
    pub deleted: usize,
    /// Files that are already right.
    pub unchanged: usize,
    /// Paths that are not mcgen's to change.
    pub conflicts: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to create, {} to update, {} to delete, {} unchanged",
            self.created, self.updated, self.deleted, self.unchanged
        )?;
        match self.conflicts {
            0 => Ok(()),
            1 => f.write_str(", 1 conflict"),
            many => write!(f, ", {many} conflicts"),
        }
    }
}

/// Whether a printed plan lists the files that stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// Lists them with `=`.
    Show,
    /// Leaves them out.
    Hide,
}

/// What a run would change in an output folder. Making it changes nothing.
#[derive(Debug)]
pub struct WritePlan<'tree> {
    pub(crate) out: Utf8PathBuf,
    pub(crate) changes: Vec<Change>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) other_environments: BTreeSet<Arc<str>>,
    pub(crate) work: Work<'tree>,
}

/// What [`WritePlan::apply`] has to do.
#[derive(Debug, Default)]
pub(crate) struct Work<'tree> {
    /// Files to create and update, in path order.
    pub(crate) writes: Vec<Write<'tree>>,
    pub(crate) deletes: Vec<Delete>,
    /// Owned files, and folders of them, that lie where a folder, or file, is written.
    pub(crate) vacated: BTreeSet<String>,
    /// The folders among them, each after those it contains.
    pub(crate) vacated_folders: Vec<String>,
    /// Folders that lost a file and may be empty now.
    pub(crate) maybe_empty: BTreeSet<String>,
    /// The manifest as it is at the end.
    pub(crate) manifest: Manifest,
    pub(crate) manifest_action: ManifestAction,
    /// The manifest that was read.
    pub(crate) manifest_stamp: Option<Stamp>,
    /// Entries that differ until the end, so that a killed run can be repaired.
    pub(crate) journal: PathMap<Entry>,
    /// Whether a killed run left its staging folder.
    pub(crate) stale_stage: bool,
}

/// What happens to the manifest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum ManifestAction {
    #[default]
    Keep,
    Create,
    Update,
}

/// A file to create or update.
#[derive(Debug)]
pub(crate) struct Write<'tree> {
    pub(crate) path: &'tree TreePath,
    pub(crate) contents: &'tree str,
    /// The file that is replaced, if there is one.
    pub(crate) replaces: Option<Stamp>,
    /// The topmost folder above the file that does not exist yet.
    pub(crate) missing_top: Option<Arc<str>>,
}

/// A file to delete.
#[derive(Debug)]
pub(crate) struct Delete {
    pub(crate) path: TreePath,
    pub(crate) stamp: Stamp,
}

impl<'tree> WritePlan<'tree> {
    /// Compares `tree` with the folder `out`, which need not exist. Reads only.
    ///
    /// Files in the way that are not mcgen's to change are not an error but
    /// [conflicts](Self::conflicts), so that all of them can be shown at once.
    pub fn prepare(
        tree: &'tree FileTree,
        out: &Utf8Path,
        options: &PlanOptions,
    ) -> Result<Self, OutputError> {
        prepare::prepare(tree, out, options)
    }

    /// The output folder.
    pub fn out(&self) -> &Utf8Path {
        &self.out
    }

    /// Every file of the tree and every orphan, in path order, without those in conflict.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The paths that are not mcgen's to change, in path order. With one, nothing is written.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// Environments that have files in the output folder and are not rendered now. Their files are
    /// kept; see [`Scope`].
    pub fn other_environments(&self) -> impl Iterator<Item = &str> {
        self.other_environments.iter().map(AsRef::as_ref)
    }

    /// Whether the output folder is already as rendered, so that applying writes nothing.
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty()
            && self.work.manifest_action == ManifestAction::Keep
            && !self.work.stale_stage
            && self.work.writes.is_empty()
            && self.work.deletes.is_empty()
    }

    /// How many files are created, updated, deleted and kept.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary {
            conflicts: self.conflicts.len(),
            ..Summary::default()
        };
        for change in &self.changes {
            match change.action {
                Action::Create => summary.created += 1,
                Action::Update => summary.updated += 1,
                Action::Delete => summary.deleted += 1,
                Action::Keep => summary.unchanged += 1,
            }
        }
        summary
    }

    /// Writes one line for each file: its sign and its path. Conflicts follow, with `!`.
    ///
    /// The manifest and what a killed run left behind are listed where they change, so that a plan
    /// that is not clean always has a line that says why.
    pub fn render(&self, text: &mut impl fmt::Write, unchanged: Unchanged) -> fmt::Result {
        if self.work.stale_stage {
            writeln!(text, "- {STAGE_NAME}")?;
        }
        match self.work.manifest_action {
            // It is part of what a conflict stops, and the conflict is a line of its own.
            _ if !self.conflicts.is_empty() => {}
            ManifestAction::Keep => {}
            ManifestAction::Create => writeln!(text, "+ {MANIFEST_NAME}")?,
            ManifestAction::Update => writeln!(text, "~ {MANIFEST_NAME}")?,
        }
        for change in &self.changes {
            if change.action != Action::Keep || unchanged == Unchanged::Show {
                writeln!(text, "{} {}", change.action.sign(), change.path)?;
            }
        }
        for conflict in &self.conflicts {
            writeln!(text, "{conflict}")?;
        }
        Ok(())
    }
}

impl fmt::Display for WritePlan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.render(f, Unchanged::Show)
    }
}
