//! Runs that end after every single step, and what the next run makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{FileTree, TreePath};
use walkdir::WalkDir;

use crate::disk::{Disk, FolderRemoval, RealDisk};
use crate::{OutputError, PlanOptions, Scope, WritePlan};

/// More than any run of these tests needs.
const MOST_OPERATIONS: usize = 200;

const ENVIRONMENT: &str = "crm/production";

/// A disk that fails at one operation.
pub(crate) struct FaultyDisk {
    /// Operations that still succeed.
    left: AtomicUsize,
    /// Killed: nothing works from then on, clean-up included. Else only one operation fails.
    killed: bool,
}

impl FaultyDisk {
    pub(crate) fn killed_after(operations: usize) -> Self {
        Self {
            left: AtomicUsize::new(operations),
            killed: true,
        }
    }

    fn full_at(operation: usize) -> Self {
        Self {
            left: AtomicUsize::new(operation),
            killed: false,
        }
    }

    fn run<T>(
        &self,
        path: &Utf8Path,
        operation: impl FnOnce() -> Result<T, OutputError>,
        half: impl FnOnce(),
    ) -> Result<T, OutputError> {
        let next = |left: usize| {
            Some(if left == 0 && self.killed {
                0
            } else {
                left.wrapping_sub(1)
            })
        };
        match self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, next)
        {
            Ok(0) => {
                half();
                let cause = io::Error::from(io::ErrorKind::StorageFull);
                Err(OutputError::io("write", path, cause))
            }
            _ => operation(),
        }
    }
}

impl Disk for FaultyDisk {
    fn create_folders(&self, path: &Utf8Path) -> Result<(), OutputError> {
        self.run(path, || RealDisk.create_folders(path), || {})
    }
    fn create_folder(&self, path: &Utf8Path) -> Result<(), OutputError> {
        self.run(path, || RealDisk.create_folder(path), || {})
    }
    fn write_new(&self, path: &Utf8Path, contents: &[u8]) -> Result<(), OutputError> {
        let half = || {
            let _ = fs::write(path, &contents[..contents.len() / 2]);
        };
        self.run(path, || RealDisk.write_new(path, contents), half)
    }
    fn rename(&self, from: &Utf8Path, to: &Utf8Path) -> Result<(), OutputError> {
        self.run(to, || RealDisk.rename(from, to), || {})
    }
    fn remove_file(&self, path: &Utf8Path) -> Result<(), OutputError> {
        self.run(path, || RealDisk.remove_file(path), || {})
    }
    fn remove_empty_folder(&self, path: &Utf8Path) -> Result<FolderRemoval, OutputError> {
        self.run(path, || RealDisk.remove_empty_folder(path), || {})
    }
    fn remove_tree(&self, path: &Utf8Path) -> Result<(), OutputError> {
        self.run(path, || RealDisk.remove_tree(path), || {})
    }
}

pub(crate) type Files<'text> = BTreeMap<&'text str, &'text str>;

pub(crate) fn tree(files: &Files<'_>) -> FileTree {
    let mut tree = FileTree::default();
    for (path, contents) in files {
        let path = TreePath::parse(path).unwrap();
        tree.add(path, (*contents).to_owned(), ENVIRONMENT).unwrap();
    }
    tree
}

pub(crate) fn options() -> PlanOptions {
    PlanOptions {
        force: false,
        scope: Scope::Environments([ENVIRONMENT.to_owned()].into()),
    }
}

pub(crate) struct Out {
    _folder: tempfile::TempDir,
    pub(crate) path: Utf8PathBuf,
}

impl Out {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().join("out")).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    pub(crate) fn render_on(&self, files: &Files<'_>, disk: &impl Disk) -> Result<(), OutputError> {
        let tree = tree(files);
        WritePlan::prepare(&tree, &self.path, &options())?
            .apply_on(disk)
            .map(drop)
    }

    pub(crate) fn render(&self, files: &Files<'_>) {
        self.render_on(files, &RealDisk).unwrap();
    }

    /// Every path below the folder; a folder has no contents.
    pub(crate) fn listing(&self) -> BTreeMap<String, Option<String>> {
        WalkDir::new(&self.path)
            .min_depth(1)
            .into_iter()
            .filter_map(Result::ok)
            .map(|found| {
                let path = Utf8Path::from_path(found.path()).unwrap();
                let below = path.strip_prefix(&self.path).unwrap().to_string();
                let contents = found.file_type().is_file();
                (below, contents.then(|| fs::read_to_string(path).unwrap()))
            })
            .collect()
    }
}

/// What a first, undisturbed run makes of `files`.
pub(crate) fn fresh(files: &Files<'_>) -> BTreeMap<String, Option<String>> {
    let out = Out::new();
    out.render(files);
    out.listing()
}

fn old_files() -> Files<'static> {
    BTreeMap::from([
        ("environments/aws/production/main.tf", "old main\n"),
        ("environments/aws/production/same.tf", "same\n"),
        (
            "environments/aws/staging/only.tf",
            "orphan alone in its folder\n",
        ),
        ("file-to-folder", "a file\n"),
        ("deep/er/orphan.tf", "orphan, and two folders with it\n"),
        ("folder-to-file/a/b.tf", "in a folder\n"),
        ("folder-to-file/c.tf", "in a folder\n"),
        ("modules/network/main.tf", "old module\n"),
        ("orphan.tf", "orphan\n"),
    ])
}

fn new_files() -> Files<'static> {
    BTreeMap::from([
        ("environments/aws/production/main.tf", "new main\n"),
        (
            "environments/aws/production/new.tf",
            "new file in an old folder\n",
        ),
        ("environments/aws/production/same.tf", "same\n"),
        (
            "environments/gcp/production/main.tf",
            "new file in new folders\n",
        ),
        ("environments/gcp/production/sub/main.tf", "deeper\n"),
        ("file-to-folder/now.tf", "in a folder\n"),
        ("folder-to-file", "a file\n"),
        ("modules/network/main.tf", "new module\n"),
    ])
}

fn other_files() -> Files<'static> {
    BTreeMap::from([
        ("environments/aws/production/main.tf", "third main\n"),
        (
            "environments/aws/production/new.tf",
            "third contents of the new file\n",
        ),
        ("environments/gcp/production/sub/main.tf", "third deeper\n"),
        ("modules/network/main.tf", "old module\n"),
    ])
}

/// Kills a run from `old` to `new` after each operation in turn and hands over what is left.
fn for_each_kill(old: Option<&Files<'_>>, new: &Files<'_>, check: impl Fn(&Out, usize)) {
    for operations in 0..MOST_OPERATIONS {
        let out = Out::new();
        if let Some(old) = old {
            out.render(old);
        }
        let ended = out
            .render_on(new, &FaultyDisk::killed_after(operations))
            .is_ok();
        check(&out, operations);
        if ended {
            assert!(
                operations > 10,
                "the run has so few steps that nothing was tried"
            );
            return;
        }
    }
    panic!("the run never ends");
}

#[test]
fn a_killed_run_leaves_each_file_old_or_new() {
    for old in [None, Some(old_files())] {
        let new = new_files();
        for_each_kill(old.as_ref(), &new, |out, operations| {
            let listing = out.listing();
            for (path, contents) in listing
                .iter()
                .filter(|(path, _)| !path.starts_with(".mcgen-"))
            {
                let Some(contents) = contents.as_deref() else {
                    continue;
                };
                let before = old.as_ref().and_then(|old| old.get(path.as_str()));
                let known = before.into_iter().chain(new.get(path.as_str()));
                assert!(
                    known.into_iter().any(|known| *known == contents),
                    "{path} {operations}"
                );
            }
        });
    }
}

#[test]
fn a_kill_before_the_first_rename_leaves_the_old_tree() {
    let new = new_files();
    let old = old_files();
    let staged: Vec<bool> = {
        let states = std::cell::RefCell::new(Vec::new());
        for_each_kill(Some(&old), &new, |out, _| {
            let mut listing = out.listing();
            listing.retain(|path, _| !path.starts_with(crate::STAGE_NAME));
            states.borrow_mut().push(listing == fresh(&old));
        });
        states.into_inner()
    };
    assert!(staged.iter().filter(|old| **old).count() > 10);
    assert!(staged.is_sorted_by(|one, next| one >= next), "{staged:?}");
}

#[test]
fn the_next_run_with_the_same_input_repairs_a_killed_one() {
    for old in [None, Some(old_files())] {
        let new = new_files();
        for_each_kill(old.as_ref(), &new, |out, operations| {
            out.render(&new);
            assert_eq!(out.listing(), fresh(&new), "killed after {operations}");
        });
    }
}

#[test]
fn the_next_run_with_another_input_repairs_a_killed_one() {
    for next in [other_files(), old_files(), Files::new()] {
        for_each_kill(Some(&old_files()), &new_files(), |out, operations| {
            out.render(&next);
            let (repaired, mut wanted) = (out.listing(), fresh(&next));
            if next.is_empty() {
                // A fresh run without files writes nothing; here a manifest was there before.
                wanted.extend(
                    repaired
                        .get_key_value(crate::MANIFEST_NAME)
                        .map(|(path, text)| (path.clone(), text.clone())),
                );
            }
            assert_eq!(repaired, wanted, "killed after {operations}");
        });
    }
}

#[test]
fn a_killed_first_run_is_repaired_with_another_input() {
    for_each_kill(None, &new_files(), |out, operations| {
        out.render(&other_files());
        assert_eq!(
            out.listing(),
            fresh(&other_files()),
            "killed after {operations}"
        );
    });
}

#[test]
fn an_edit_after_a_kill_is_still_noticed() {
    let edited = "environments/aws/production/main.tf";
    for_each_kill(Some(&old_files()), &new_files(), |out, operations| {
        fs::write(out.path.join(edited), "by hand\n").unwrap();
        let refused = out
            .render_on(&new_files(), &RealDisk)
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains(edited),
            "killed after {operations}: {refused}"
        );
        assert_eq!(
            fs::read_to_string(out.path.join(edited)).unwrap(),
            "by hand\n"
        );
    });
}

#[test]
fn a_full_disk_while_staging_leaves_the_old_tree_and_no_temporary_file() {
    let (old, new) = (old_files(), new_files());
    let mut untouched = 0;
    for operation in 0..MOST_OPERATIONS {
        let out = Out::new();
        out.render(&old);
        match out.render_on(&new, &FaultyDisk::full_at(operation)) {
            Ok(()) => break,
            Err(error) => assert!(error.to_string().contains(out.path.as_str()), "{error}"),
        }
        let mut listing = out.listing();
        let has_stage = listing.contains_key(crate::STAGE_NAME);
        listing.remove(crate::STAGE_NAME);
        // Only the removal of the staging folder itself may leave it.
        assert!(!has_stage || listing == fresh(&new), "{operation}");
        untouched += usize::from(listing == fresh(&old));
        out.render(&new);
        assert_eq!(out.listing(), fresh(&new), "failed at {operation}");
    }
    assert!(untouched > 10, "{untouched}");
}
