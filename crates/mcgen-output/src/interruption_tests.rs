//! Runs that end after every single step, and what the next run makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{FileTree, TreePath};
use proptest::prelude::*;
use walkdir::WalkDir;

use crate::disk::{Disk, FolderRemoval, RealDisk};
use crate::{OutputError, PlanOptions, Scope, WritePlan};

const ENVIRONMENT: &str = "crm/production";

/// A disk that fails at one operation.
struct FaultyDisk {
    /// Operations that still succeed.
    left: AtomicUsize,
    /// Killed: nothing works from then on, clean-up included. Else only one operation fails.
    killed: bool,
}

impl FaultyDisk {
    fn killed_after(operations: usize) -> Self {
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

type Files<'text> = BTreeMap<&'text str, &'text str>;

fn tree(files: &Files<'_>) -> FileTree {
    let mut tree = FileTree::default();
    for (path, contents) in files {
        let path = TreePath::parse(path).unwrap();
        tree.add(path, (*contents).to_owned(), ENVIRONMENT).unwrap();
    }
    tree
}

fn options() -> PlanOptions {
    PlanOptions {
        force: false,
        scope: Scope::Environments([ENVIRONMENT.to_owned()].into()),
    }
}

struct Out {
    _folder: tempfile::TempDir,
    path: Utf8PathBuf,
}

impl Out {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(folder.path().join("out")).unwrap();
        Self {
            _folder: folder,
            path,
        }
    }

    fn render_on(&self, files: &Files<'_>, disk: &impl Disk) -> Result<(), OutputError> {
        let tree = tree(files);
        WritePlan::prepare(&tree, &self.path, &options())?
            .apply_on(disk)
            .map(drop)
    }

    fn render(&self, files: &Files<'_>) {
        self.render_on(files, &RealDisk).unwrap();
    }

    /// Every path below the folder; a folder has no contents.
    fn listing(&self) -> BTreeMap<String, Option<String>> {
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
fn fresh(files: &Files<'_>) -> BTreeMap<String, Option<String>> {
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
    for operations in 0.. {
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
    for operation in 0.. {
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

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Render(BTreeMap<&'static str, &'static str>),
    Kill(BTreeMap<&'static str, &'static str>, usize),
    DeleteByHand(&'static str),
    EditByHand(&'static str),
}

const PATHS: [&str; 9] = [
    "a", "a/b", "a/b/c", "a/d", "m/x", "m/y", "n/x/y", "n/x/z", "t",
];
const CONTENTS: [&str; 3] = ["one\n", "two, longer\n", "six\n"];

fn any_files() -> impl Strategy<Value = BTreeMap<&'static str, &'static str>> {
    prop::collection::btree_map(
        prop::sample::select(&PATHS[..]),
        prop::sample::select(&CONTENTS[..]),
        0..PATHS.len(),
    )
    .prop_map(|mut files| {
        let all: Vec<_> = files.keys().copied().collect();
        let is_folder = |path: &str| {
            all.iter()
                .any(|other| other.starts_with(&format!("{path}/")))
        };
        files.retain(|path, _| !is_folder(path));
        files
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any_files().prop_map(Step::Render),
        4 => (any_files(), 0_usize..40).prop_map(|(files, left)| Step::Kill(files, left)),
        1 => prop::sample::select(&PATHS[..]).prop_map(Step::DeleteByHand),
        1 => prop::sample::select(&PATHS[..]).prop_map(Step::EditByHand),
    ]
}

/// Plays one step; edits are undone by force in the next run, and only there.
fn play(out: &Out, step: &Step, edited: &mut BTreeMap<&'static str, String>) {
    match step {
        Step::Render(files) | Step::Kill(files, _) => {
            let disk = match step {
                Step::Kill(_, left) => FaultyDisk::killed_after(*left),
                _ => FaultyDisk::killed_after(usize::MAX),
            };
            match out.render_on(files, &disk) {
                Err(OutputError::Conflicts { conflicts, .. }) => {
                    for conflict in conflicts {
                        let about = |path: &&str| {
                            conflict.path.starts_with(path)
                                || Utf8Path::new(path).starts_with(&conflict.path)
                        };
                        assert!(edited.keys().any(about), "{conflict}: {edited:?}");
                    }
                }
                Err(OutputError::Io { .. }) if matches!(step, Step::Kill(..)) => {}
                done => done.unwrap(),
            }
        }
        Step::DeleteByHand(path) => {
            let path_on_disk = out.path.join(path);
            if path_on_disk.is_file() {
                fs::remove_file(path_on_disk).unwrap();
                edited.remove(path);
            }
        }
        Step::EditByHand(path) => {
            let path_on_disk = out.path.join(path);
            if path_on_disk.is_file() {
                fs::write(path_on_disk, "by hand\n").unwrap();
                edited.insert(path, "by hand\n".to_owned());
            }
        }
    }
    for (path, contents) in edited.iter() {
        assert_eq!(
            &fs::read_to_string(out.path.join(path)).unwrap(),
            contents,
            "{path}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn any_history_of_runs_kills_and_edits_converges(
        steps in prop::collection::vec(any_step(), 0..8),
        last in any_files(),
    ) {
        let out = Out::new();
        fs::create_dir(&out.path).unwrap();
        fs::write(out.path.join("hand-written.md"), "mine\n").unwrap();
        let mut edited = BTreeMap::new();
        for step in &steps {
            play(&out, step, &mut edited);
        }
        // What was edited by hand is given up, so that nothing may remain of the history.
        for path in edited.keys() {
            fs::remove_file(out.path.join(path)).unwrap();
        }
        out.render(&last);

        let mut listing = out.listing();
        prop_assert_eq!(listing.remove("hand-written.md"), Some(Some("mine\n".to_owned())));
        let mut wanted = fresh(&last);
        if last.is_empty() {
            wanted.extend(listing.get_key_value(crate::MANIFEST_NAME).map(|(path, text)| (path.clone(), text.clone())));
        }
        prop_assert_eq!(listing, wanted);
        let tree = tree(&last);
        prop_assert!(WritePlan::prepare(&tree, &out.path, &options()).unwrap().is_clean());
    }
}
