//! File tree to disk: plan, diff, manifest, atomic writes, orphan removal.
//!
//! [`WritePlan::prepare`] compares a rendered [`FileTree`](mcgen_render::FileTree) with a folder
//! and changes nothing. The plan can be printed (`+ ~ - =`), shown as a unified diff, asked
//! whether it is clean (`--check`), and applied:
//!
//! ```
//! use camino::Utf8Path;
//! use mcgen_output::{PlanOptions, WritePlan};
//! use mcgen_render::{FileTree, TreePath};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let out = Utf8Path::from_path(folder.path()).expect("a UTF-8 path");
//! let mut tree = FileTree::default();
//! let path = TreePath::parse("environments/aws/production/main.tf")?;
//! tree.add(path, "# generated\n".to_owned(), "crm/production")?;
//!
//! let plan = WritePlan::prepare(&tree, out, &PlanOptions::default())?;
//! assert!(plan.to_string().contains("+ environments/aws/production/main.tf\n"));
//! plan.apply()?;
//!
//! let again = WritePlan::prepare(&tree, out, &PlanOptions::default())?;
//! assert!(again.is_clean());
//! # Ok(())
//! # }
//! ```
//!
//! # What a person may rely on
//!
//! - **Only owned files change.** `.mcgen-manifest.json` lists every file mcgen wrote with its
//!   hash. A file that is not in it, or whose contents no longer have that hash, is a
//!   [`Conflict`]: nothing at all is written until the person decides. `--force` overwrites such
//!   files, but never follows a symbolic link and never removes a folder that holds other files.
//! - **Nothing outside the folder is touched.** Paths with `..` cannot be built, a manifest that
//!   holds one is refused, and a symbolic link below the folder is a conflict. The check and the
//!   write are two steps: a program that swaps folders for links in between is not defended
//!   against.
//! - **A file is old or new, never half.** New contents are first written to `.mcgen-tmp-stage`
//!   inside the folder; only when every byte is on disk are files, and whole new folders, renamed
//!   to their places. A full disk is therefore met before the tree has changed.
//! - **A killed run is repaired by the next one**, with the same or another input. Before the
//!   first rename the manifest is replaced by one that accepts, for each file, the old and the new
//!   hash; the final manifest comes last.
//! - **Unchanged files keep their modification time**, and a run without changes writes nothing.
//!
//! The guarantee is about killed processes. Nothing is flushed with `fsync`, which would cost
//! several times the whole run: after a power cut the file system decides what is kept, and
//! everything here can be rendered again.

mod apply;
mod conflict;
mod diff;
mod disk;
mod error;
mod folders;
mod hash;
mod inspect;
mod journal;
mod manifest;
mod manifest_reader;
mod names;
mod orphans;
mod parallel;
mod paths;
mod plan;
mod prepare;
mod scope;
mod stage;

#[cfg(test)]
mod history_tests;
#[cfg(test)]
mod interruption_tests;

pub use apply::Applied;
pub use conflict::{Conflict, ConflictKind};
pub use error::OutputError;
pub use manifest::MANIFEST_NAME;
pub use plan::{Action, Change, PlanOptions, Reason, Scope, Summary, Unchanged, WritePlan};
pub use stage::STAGE_NAME;
