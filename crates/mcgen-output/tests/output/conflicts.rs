//! Files that are not mcgen's to change.

use crate::common::{Out, options, tree};
use mcgen_output::{ConflictKind, OutputError, STAGE_NAME, WritePlan};

pub(crate) const FILES: &[(&str, &str)] =
    &[("a/main.tf", "rendered\n"), ("b/main.tf", "rendered\n")];

/// Tries to render, and returns the conflicts; nothing may have changed.
pub(crate) fn refusal(
    out: &Out,
    files: &[(&str, &str)],
    force: bool,
) -> Vec<(String, ConflictKind)> {
    let before = out.listing();
    let error = out.try_render(files, force).unwrap_err();
    assert_eq!(out.listing(), before);
    let OutputError::Conflicts { conflicts, .. } = error else {
        panic!("{error}");
    };
    conflicts
        .into_iter()
        .map(|conflict| (conflict.path.into_string(), conflict.kind))
        .collect()
}

pub(crate) fn at(path: &str, kind: ConflictKind) -> (String, ConflictKind) {
    (path.to_owned(), kind)
}

#[test]
fn hand_written_files_are_overwritten_only_by_force() {
    let out = Out::new();
    out.write("a/main.tf", "mine\n");
    assert_eq!(
        refusal(&out, FILES, false),
        [at("a/main.tf", ConflictKind::HandWritten)]
    );
    assert!(!out.join("b").exists());
    out.try_render(FILES, true).unwrap();
    assert_eq!(out.listing(), Out::with(FILES).listing());
}

#[test]
fn hand_edited_files_are_overwritten_only_by_force() {
    let out = Out::with(FILES);
    let listing = out.listing();
    out.write("a/main.tf", "edited\n");
    let changed = [("a/main.tf", "newly rendered\n"), FILES[1]];
    assert_eq!(
        refusal(&out, FILES, false),
        [at("a/main.tf", ConflictKind::HandEdited)]
    );
    assert_eq!(
        refusal(&out, &changed, false),
        [at("a/main.tf", ConflictKind::HandEdited)]
    );
    out.try_render(FILES, true).unwrap();
    assert_eq!(out.listing(), listing);
}

#[test]
fn an_edit_that_equals_what_is_rendered_next_is_kept() {
    let out = Out::with(FILES);
    out.write("a/main.tf", "edited\n");
    let files = [("a/main.tf", "edited\n"), FILES[1]];
    out.render(&files);
    assert_eq!(out.listing(), Out::with(&files).listing());
}

#[test]
fn hand_edited_orphans_are_deleted_only_by_force() {
    let out = Out::with(FILES);
    out.write("a/main.tf", "edited\n");
    assert_eq!(
        refusal(&out, &FILES[1..], false),
        [at("a/main.tf", ConflictKind::HandEditedOrphan)]
    );
    out.try_render(&FILES[1..], true).unwrap();
    assert_eq!(out.listing(), Out::with(&FILES[1..]).listing());
}

#[test]
fn files_beside_the_rendered_ones_are_left_alone() {
    let out = Out::with(FILES);
    out.write("a/notes.md", "mine\n");
    out.write("terraform.tfstate", "{}\n");
    out.try_render(&FILES[1..], true).unwrap();
    assert_eq!(
        out.files(),
        ["a/notes.md", "b/main.tf", "terraform.tfstate"]
    );
}

#[test]
fn a_folder_where_a_file_is_rendered_is_never_removed() {
    let out = Out::new();
    out.write("a/main.tf/mine.txt", "mine\n");
    for force in [false, true] {
        assert_eq!(
            refusal(&out, FILES, force),
            [at("a/main.tf", ConflictKind::Folder)]
        );
    }
}

#[test]
fn a_hand_written_file_where_a_folder_is_needed_is_never_removed() {
    let out = Out::new();
    out.write("a", "mine\n");
    for force in [false, true] {
        assert_eq!(
            refusal(&out, FILES, force),
            [at("a", ConflictKind::NotAFolder)]
        );
    }
}

#[test]
fn all_conflicts_are_told_at_once() {
    let out = Out::new();
    out.write("a/main.tf", "mine\n");
    out.write("b/main.tf/mine.txt", "mine\n");
    insta::assert_snapshot!(out.plan(FILES, false), @r"
    ! a/main.tf: not written by mcgen; move it away, or overwrite it with --force
    ! b/main.tf: a folder where a file is rendered; move the folder away
    ");
    let error = out.try_render(FILES, false).unwrap_err().to_string();
    insta::assert_snapshot!(error.replace(out.path.as_str(), "OUT"), @r"
    nothing was written to `OUT`, because of
      ! a/main.tf: not written by mcgen; move it away, or overwrite it with --force
      ! b/main.tf: a folder where a file is rendered; move the folder away
    ");
}

#[test]
fn a_plan_with_conflicts_is_not_clean() {
    let out = Out::with(FILES);
    out.write("a/main.tf", "edited\n");
    let tree = tree(FILES);
    let plan = WritePlan::prepare(&tree, &out.path, &options(false)).unwrap();
    assert!(!plan.is_clean());
    assert_eq!(plan.summary().conflicts, 1);
}

#[test]
fn an_edit_between_plan_and_write_is_not_lost() {
    for path in ["a/main.tf", "b/main.tf"] {
        let out = Out::with(FILES);
        let tree = tree(&[("a/main.tf", "newly rendered\n")]);
        let plan = WritePlan::prepare(&tree, &out.path, &options(true)).unwrap();
        out.write(path, "edited meanwhile\n");
        let before = out.listing();
        let error = plan.apply().unwrap_err();
        assert!(
            matches!(&error, OutputError::ChangedSincePlan { path: found } if *found == out.join(path)),
            "{error}"
        );
        assert_eq!(out.listing(), before);
    }
}

#[test]
fn a_file_written_between_plan_and_write_is_not_lost() {
    for path in ["a/new.tf", "c/new.tf"] {
        let out = Out::with(FILES);
        let tree = tree(&[FILES[0], FILES[1], (path, "rendered\n")]);
        let plan = WritePlan::prepare(&tree, &out.path, &options(true)).unwrap();
        out.write(path, "written meanwhile\n");
        let before = out.listing();
        let error = plan.apply().unwrap_err();
        assert!(
            matches!(error, OutputError::ChangedSincePlan { .. }),
            "{error}"
        );
        assert_eq!(out.listing(), before);
    }
}

#[test]
fn what_a_killed_run_left_is_removed_even_without_changes() {
    let out = Out::with(FILES);
    let listing = out.listing();
    out.write(&format!("{STAGE_NAME}/0/main.tf"), "hal");
    assert!(
        out.plan(FILES, false)
            .starts_with(&format!("- {STAGE_NAME}\n"))
    );
    assert!(out.render(FILES).wrote);
    assert_eq!(out.listing(), listing);
}
