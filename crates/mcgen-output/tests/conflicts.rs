//! Files that are not mcgen's to change.

mod common;

use std::fs;

use camino::Utf8Path;
use common::{Out, options, tree};
use mcgen_output::{ConflictKind, MANIFEST_NAME, OutputError, STAGE_NAME, WritePlan};

const FILES: &[(&str, &str)] = &[("a/main.tf", "rendered\n"), ("b/main.tf", "rendered\n")];

/// Tries to render, and returns the conflicts; nothing may have changed.
fn refusal(out: &Out, files: &[(&str, &str)], force: bool) -> Vec<(String, ConflictKind)> {
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

fn at(path: &str, kind: ConflictKind) -> (String, ConflictKind) {
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

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    fn outside(out: &Out) -> camino::Utf8PathBuf {
        let folder = out.beside("outside");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("main.tf"), "not yours\n").unwrap();
        folder
    }

    fn assert_untouched(folder: &Utf8Path) {
        assert_eq!(
            fs::read_to_string(folder.join("main.tf")).unwrap(),
            "not yours\n"
        );
        assert_eq!(folder.read_dir_utf8().unwrap().count(), 1);
    }

    #[test]
    fn a_linked_folder_is_refused_even_by_force() {
        for target in ["outside", "nowhere"] {
            let out = Out::new();
            let folder = outside(&out);
            fs::create_dir(&out.path).unwrap();
            symlink(out.beside(target), out.join("a")).unwrap();
            for force in [false, true] {
                assert_eq!(
                    refusal(&out, FILES, force),
                    [at("a", ConflictKind::SymbolicLink)]
                );
            }
            assert_untouched(&folder);
        }
    }

    #[test]
    fn a_linked_file_is_refused_even_by_force() {
        for target in ["outside/main.tf", "nowhere"] {
            let out = Out::new();
            let folder = outside(&out);
            fs::create_dir_all(out.join("a")).unwrap();
            symlink(out.beside(target), out.join("a/main.tf")).unwrap();
            for force in [false, true] {
                assert_eq!(
                    refusal(&out, FILES, force),
                    [at("a/main.tf", ConflictKind::SymbolicLink)]
                );
            }
            assert_untouched(&folder);
        }
    }

    #[test]
    fn an_orphan_behind_a_link_is_not_deleted() {
        let out = Out::with(&[("a/main.tf", "not yours\n")]);
        let folder = outside(&out);
        fs::remove_dir_all(out.join("a")).unwrap();
        symlink(&folder, out.join("a")).unwrap();
        for force in [false, true] {
            assert_eq!(
                refusal(&out, &[], force),
                [at("a", ConflictKind::SymbolicLink)]
            );
        }
        assert_untouched(&folder);
    }

    #[test]
    fn a_folder_swapped_for_a_link_after_the_plan_is_noticed() {
        let out = Out::with(FILES);
        let folder = outside(&out);
        let tree = tree(&[("a/new.tf", "new\n"), FILES[0], FILES[1]]);
        let plan = WritePlan::prepare(&tree, &out.path, &options(true)).unwrap();
        fs::remove_dir_all(out.join("a")).unwrap();
        symlink(&folder, out.join("a")).unwrap();
        let error = plan.apply().unwrap_err();
        assert!(
            matches!(error, OutputError::ChangedSincePlan { .. }),
            "{error}"
        );
        assert_untouched(&folder);
    }

    #[test]
    fn the_output_folder_itself_may_be_a_link() {
        let out = Out::new();
        fs::create_dir(out.beside("real")).unwrap();
        symlink(out.beside("real"), &out.path).unwrap();
        out.render(FILES);
        assert_eq!(
            fs::read_to_string(out.beside("real").join("a/main.tf")).unwrap(),
            "rendered\n"
        );
        assert!(!out.render(FILES).wrote);
    }

    #[test]
    fn a_linked_staging_folder_is_refused() {
        let out = Out::with(FILES);
        let folder = outside(&out);
        symlink(&folder, out.join(STAGE_NAME)).unwrap();
        let error = out.try_render(&FILES[1..], true).unwrap_err();
        assert!(
            matches!(error, OutputError::StagingBlocked { .. }),
            "{error}"
        );
        assert_untouched(&folder);
    }

    #[test]
    fn a_link_in_a_left_over_staging_folder_is_not_followed() {
        let out = Out::with(FILES);
        let folder = outside(&out);
        fs::create_dir(out.join(STAGE_NAME)).unwrap();
        symlink(&folder, out.join(STAGE_NAME).join("0")).unwrap();
        out.render(&FILES[1..]);
        assert_untouched(&folder);
        assert_eq!(out.listing(), Out::with(&FILES[1..]).listing());
    }

    #[test]
    fn a_linked_manifest_is_refused() {
        let out = Out::with(FILES);
        fs::rename(out.join(MANIFEST_NAME), out.beside("manifest")).unwrap();
        symlink(out.beside("manifest"), out.join(MANIFEST_NAME)).unwrap();
        let error = out.try_render(&FILES[1..], true).unwrap_err().to_string();
        assert!(error.contains("not a regular file"), "{error}");
    }

    #[test]
    fn a_socket_is_refused_even_by_force() {
        let out = Out::new();
        fs::create_dir_all(out.join("a")).unwrap();
        let _socket = UnixListener::bind(out.join("a/main.tf")).unwrap();
        for force in [false, true] {
            assert_eq!(
                refusal(&out, FILES, force),
                [at("a/main.tf", ConflictKind::Special)]
            );
        }
    }

    #[test]
    fn two_runs_at_once_do_not_mix() {
        let out = Out::with(FILES);
        let other_run = fs::File::open(&out.path).unwrap();
        other_run.lock().unwrap();
        let before = out.listing();
        let error = out.try_render(&FILES[1..], true).unwrap_err();
        assert!(matches!(error, OutputError::Busy { .. }), "{error}");
        assert_eq!(out.listing(), before);
        drop(other_run);
        out.render(&FILES[1..]);
    }
}
