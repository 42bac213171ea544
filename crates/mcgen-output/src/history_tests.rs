//! Random histories of runs, kills and edits, which all end in the tree of one undisturbed run.

use std::collections::BTreeMap;
use std::fs;

use camino::Utf8Path;
use proptest::prelude::*;

use crate::interruption_tests::{FaultyDisk, Files, Out, fresh, options, tree};
use crate::{OutputError, WritePlan};

/// One step of a random history.
#[derive(Debug, Clone)]
enum Step {
    Render(Files<'static>),
    Kill(Files<'static>, usize),
    DeleteByHand(&'static str),
    EditByHand(&'static str),
}

const PATHS: [&str; 9] = [
    "a", "a/b", "a/b/c", "a/d", "m/x", "m/y", "n/x/y", "n/x/z", "t",
];
const CONTENTS: [&str; 3] = ["one\n", "two, longer\n", "six\n"];

fn any_files() -> impl Strategy<Value = Files<'static>> {
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
