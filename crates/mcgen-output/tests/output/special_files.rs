//! Links, sockets and locks.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_output::{ConflictKind, MANIFEST_NAME, OutputError, STAGE_NAME, WritePlan};

use crate::common::{Out, options, tree};
use crate::conflicts::{FILES, at, refusal};

fn outside(out: &Out) -> Utf8PathBuf {
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
    other_run.unlock().unwrap();
    out.render(&FILES[1..]);
}
