//! What a plan says, and that making one writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;
use std::time::SystemTime;

use crate::common::{Out, options, tree};
use camino::Utf8Path;
use mcgen_output::{MANIFEST_NAME, OutputError, Summary, Unchanged, WritePlan};
use walkdir::WalkDir;

const OLD: &[(&str, &str)] = &[
    ("environments/aws/production/main.tf", "module \"a\" {\n}\n"),
    ("environments/aws/production/old.tf", "# goes\n"),
    ("modules/network/main.tf", "# stays\n"),
];

const NEW: &[(&str, &str)] = &[
    ("environments/aws/production/main.tf", "module \"b\" {\n}\n"),
    ("environments/gcp/production/main.tf", "# new\n"),
    ("modules/network/main.tf", "# stays\n"),
];

/// When each file and folder was last changed.
fn times(out: &Utf8Path) -> BTreeMap<String, SystemTime> {
    WalkDir::new(out)
        .into_iter()
        .map(|found| {
            let found = found.unwrap();
            let time = found.metadata().unwrap().modified().unwrap();
            (found.path().display().to_string(), time)
        })
        .collect()
}

/// Sets all times to the distant past, so that a change shows whatever the clock's resolution.
fn age(out: &Utf8Path) {
    for found in WalkDir::new(out) {
        let file = fs::File::open(found.unwrap().path()).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
}

#[test]
fn a_plan_has_one_line_for_each_file() {
    let out = Out::with(OLD);
    insta::assert_snapshot!(out.plan(NEW, false), @r"
    ~ .mcgen-manifest.json
    ~ environments/aws/production/main.tf
    - environments/aws/production/old.tf
    + environments/gcp/production/main.tf
    = modules/network/main.tf
    ");
}

#[test]
fn unchanged_files_can_be_left_out() {
    let out = Out::with(OLD);
    let tree = tree(OLD);
    let plan = WritePlan::prepare(&tree, &out.path, &options(false)).unwrap();
    let mut text = String::new();
    plan.render(&mut text, Unchanged::Hide).unwrap();
    assert_eq!(text, "");
}

#[test]
fn a_summary_counts_files_by_what_happens() {
    let out = Out::with(OLD);
    let tree = tree(NEW);
    let summary = WritePlan::prepare(&tree, &out.path, &options(false))
        .unwrap()
        .summary();
    let expected = Summary {
        created: 1,
        updated: 1,
        deleted: 1,
        unchanged: 1,
        conflicts: 0,
    };
    assert_eq!(summary, expected);
    assert_eq!(
        summary.to_string(),
        "1 to create, 1 to update, 1 to delete, 1 unchanged"
    );
    assert_eq!(out.render(NEW).files, expected);
}

#[test]
fn preparing_and_printing_write_nothing() {
    let out = Out::new();
    out.plan(OLD, true);
    assert!(!out.path.exists());

    out.render(OLD);
    age(&out.path);
    let before = times(&out.path);
    let tree = tree(NEW);
    let plan = WritePlan::prepare(&tree, &out.path, &options(true)).unwrap();
    plan.diff().unwrap();
    assert!(!plan.is_clean());
    assert_eq!(times(&out.path), before);
}

#[test]
fn a_second_run_writes_nothing_at_all() {
    let out = Out::with(OLD);
    age(&out.path);
    let before = times(&out.path);
    let applied = out.render(OLD);
    assert!(!applied.wrote);
    assert_eq!(times(&out.path), before);
}

#[test]
fn unchanged_files_keep_their_times_when_others_change() {
    let out = Out::with(OLD);
    age(&out.path);
    out.render(NEW);
    let times = times(&out.path);
    let time = |path: &str| times[&out.join(path).to_string()];
    assert_eq!(time("modules/network/main.tf"), SystemTime::UNIX_EPOCH);
    assert_ne!(
        time("environments/aws/production/main.tf"),
        SystemTime::UNIX_EPOCH
    );
}

#[test]
fn a_new_version_of_mcgen_alone_is_no_change() {
    let out = Out::with(OLD);
    let manifest = out.read(MANIFEST_NAME);
    let other = manifest.replace(env!("CARGO_PKG_VERSION"), "0.0.0-other");
    assert_ne!(manifest, other);
    out.write(MANIFEST_NAME, &other);
    assert!(!out.render(OLD).wrote);
    assert_eq!(out.read(MANIFEST_NAME), other);
}

#[test]
fn files_with_the_rendered_contents_are_adopted_when_the_manifest_is_lost() {
    let out = Out::with(OLD);
    let listing = out.listing();
    fs::remove_file(out.join(MANIFEST_NAME)).unwrap();
    insta::assert_snapshot!(out.plan(OLD, false), @r"
    + .mcgen-manifest.json
    = environments/aws/production/main.tf
    = environments/aws/production/old.tf
    = modules/network/main.tf
    ");
    out.render(OLD);
    assert_eq!(out.listing(), listing);
}

#[test]
fn a_file_deleted_by_hand_is_written_again() {
    let out = Out::with(OLD);
    let listing = out.listing();
    fs::remove_dir_all(out.join("modules")).unwrap();
    out.render(OLD);
    assert_eq!(out.listing(), listing);
}

#[test]
fn a_folder_goes_with_its_last_file() {
    let out = Out::with(OLD);
    out.render(&[("modules/network/main.tf", "# stays\n")]);
    assert!(!out.join("environments").exists());
    assert!(out.join("modules/network/main.tf").exists());
}

#[test]
fn a_folder_with_other_files_stays() {
    let out = Out::with(OLD);
    out.write("environments/aws/notes.md", "mine\n");
    out.render(&[]);
    assert_eq!(out.files(), ["environments/aws/notes.md"]);
    assert!(!out.join("environments/aws/production").exists());
    assert!(out.path.exists());
}

#[test]
fn a_folder_that_was_empty_before_stays() {
    let out = Out::with(OLD);
    fs::create_dir_all(out.join("notes/empty")).unwrap();
    out.render(&[]);
    assert!(out.join("notes/empty").exists());
}

#[test]
fn a_diff_shows_created_updated_and_deleted_files() {
    let out = Out::with(OLD);
    let tree = tree(NEW);
    let plan = WritePlan::prepare(&tree, &out.path, &options(false)).unwrap();
    insta::assert_snapshot!(plan.diff().unwrap(), @r#"
    --- a/environments/aws/production/main.tf
    +++ b/environments/aws/production/main.tf
    @@ -1,2 +1,2 @@
    -module "a" {
    +module "b" {
     }
    --- a/environments/aws/production/old.tf
    +++ /dev/null
    @@ -1 +0,0 @@
    -# goes
    --- /dev/null
    +++ b/environments/gcp/production/main.tf
    @@ -0,0 +1 @@
    +# new
    "#);
}

#[test]
fn git_makes_the_same_tree_of_the_diff() {
    let git = |folder: &Utf8Path, arguments: &[&str]| {
        Command::new("git")
            .args(arguments)
            .current_dir(folder)
            .status()
    };
    if Command::new("git").arg("--version").output().is_err() {
        assert!(
            std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none(),
            "git is required"
        );
        println!("skipped: git is not installed");
        return;
    }
    let old = [
        ("a b/c d.tf", "one\ntwo\n"),
        ("gone.tf", "x\n"),
        ("no-newline", "x"),
    ];
    let new = [
        ("a b/c d.tf", "one\n2\n"),
        ("new/file.tf", "y\n"),
        ("no-newline", "z"),
    ];
    let (out, expected) = (Out::with(&old), Out::with(&new));
    let tree = tree(&new);
    let diff = WritePlan::prepare(&tree, &out.path, &options(false))
        .unwrap()
        .diff()
        .unwrap();
    fs::write(out.beside("changes.diff"), diff).unwrap();
    // Without a repository of its own, git would look for one further up.
    assert!(git(&out.path, &["init", "--quiet"]).unwrap().success());
    assert!(
        git(&out.path, &["apply", "../changes.diff"])
            .unwrap()
            .success()
    );
    fs::remove_dir_all(out.join(".git")).unwrap();
    for path in expected.files() {
        assert_eq!(out.read(&path), expected.read(&path), "{path}");
    }
    assert_eq!(out.files(), expected.files());
}

#[test]
fn files_that_are_not_text_are_named_in_a_diff() {
    let out = Out::new();
    fs::create_dir(&out.path).unwrap();
    fs::write(out.join("a.tf"), b"\xff\xfe\n").unwrap();
    out.write("b.tf", &"long\n".repeat(300_000));
    let tree = tree(&[("a.tf", "a\n"), ("b.tf", "b\n")]);
    let plan = WritePlan::prepare(&tree, &out.path, &options(true)).unwrap();
    insta::assert_snapshot!(plan.diff().unwrap(), @r"
    Binary files a/a.tf and b/a.tf differ
    Large files a/b.tf and b/b.tf differ
    ");
}

#[test]
fn a_plan_is_applied_only_once() {
    let out = Out::new();
    let tree = tree(OLD);
    let plan = WritePlan::prepare(&tree, &out.path, &options(false)).unwrap();
    plan.apply().unwrap();
    let listing = out.listing();
    let again = plan.apply().unwrap_err();
    assert!(
        matches!(again, OutputError::ChangedSincePlan { .. }),
        "{again}"
    );
    assert_eq!(out.listing(), listing);
}

#[test]
fn the_same_tree_gives_the_same_bytes_whatever_was_there_before() {
    let (direct, detour) = (Out::with(NEW), Out::with(OLD));
    detour.render(&[]);
    detour.render(OLD);
    detour.render(NEW);
    assert_eq!(direct.listing(), detour.listing());
}

#[test]
fn thousands_of_files_are_written_and_kept() {
    let files: Vec<_> = (0..3000)
        .map(|number| {
            (
                format!("f{}/g{}/{number}.tf", number % 7, number % 30),
                format!("{number}\n"),
            )
        })
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let out = Out::with(&files);
    assert_eq!(out.files().len(), 3000);
    for (path, text) in &files {
        assert_eq!(out.read(path), *text);
    }
    assert!(!out.render(&files).wrote);
    assert_eq!(out.render(&files[1000..]).files.deleted, 1000);
}

#[cfg(unix)]
#[test]
fn new_files_have_the_mode_of_the_umask() {
    use std::os::unix::fs::PermissionsExt;

    let out = Out::with(OLD);
    out.write("by-hand", "");
    let mode = |path: &str| fs::metadata(out.join(path)).unwrap().permissions().mode();
    assert_eq!(mode("modules/network/main.tf"), mode("by-hand"));
    out.render(NEW);
    assert_eq!(mode("environments/aws/production/main.tf"), mode("by-hand"));
    assert_eq!(mode(MANIFEST_NAME), mode("by-hand"));
}
