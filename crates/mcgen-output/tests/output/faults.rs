//! Folders that cannot be used, and file systems that refuse.

use std::fs;

use crate::common::Out;
use mcgen_output::{OutputError, STAGE_NAME};

const FILES: &[(&str, &str)] = &[("a/main.tf", "rendered\n")];

#[test]
fn an_output_folder_that_is_a_file_is_refused() {
    let out = Out::new();
    fs::write(&out.path, "mine\n").unwrap();
    let error = out.try_render(FILES, true).unwrap_err();
    assert!(
        matches!(&error, OutputError::NotAFolder { path } if *path == out.path),
        "{error}"
    );
    assert_eq!(fs::read_to_string(&out.path).unwrap(), "mine\n");
}

#[test]
fn an_output_folder_below_a_file_is_refused() {
    let out = Out::new();
    fs::write(&out.path, "mine\n").unwrap();
    let inside = out.join("deeper");
    let tree = crate::common::tree(FILES);
    let error = mcgen_output::WritePlan::prepare(&tree, &inside, &crate::common::options(true))
        .and_then(|plan| plan.apply())
        .unwrap_err();
    assert!(error.to_string().contains(inside.as_str()), "{error}");
}

#[test]
fn a_name_too_long_for_the_file_system_leaves_the_old_tree() {
    let out = Out::with(FILES);
    let before = out.listing();
    let name = "n".repeat(300);
    let path = format!("new/{name}");
    let error = out
        .try_render(&[("a/main.tf", "changed\n"), (&path, "x\n")], false)
        .unwrap_err();
    assert!(matches!(&error, OutputError::Io { .. }), "{error}");
    assert!(error.to_string().contains(&name), "{error}");
    assert_eq!(out.listing(), before);
}

/// Root may write everywhere, so that nothing can be seen.
#[cfg(unix)]
fn is_read_only(out: &Out) -> bool {
    let probe = out.join("probe");
    let refused = fs::write(&probe, "").is_err();
    if !refused {
        fs::remove_file(probe).unwrap();
    }
    refused
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_named_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let out = Out::with(FILES);
    let before = out.listing();
    fs::set_permissions(&out.path, fs::Permissions::from_mode(0o555)).unwrap();
    if is_read_only(&out) {
        let error = out.try_render(&[], false).unwrap_err().to_string();
        assert!(error.contains(out.join(STAGE_NAME).as_str()), "{error}");
        assert!(error.contains("check the owner and the mode"), "{error}");
    } else {
        println!("skipped: this user may write to read-only folders");
    }
    fs::set_permissions(&out.path, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(out.listing(), before);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_further_down_is_repaired_by_the_next_run() {
    use std::os::unix::fs::PermissionsExt;

    let out = Out::with(FILES);
    let next = [("a/main.tf", "changed\n"), ("b/main.tf", "new\n")];
    fs::set_permissions(out.join("a"), fs::Permissions::from_mode(0o555)).unwrap();
    let refused = out.try_render(&next, false);
    fs::set_permissions(out.join("a"), fs::Permissions::from_mode(0o755)).unwrap();
    match refused {
        Err(error) => assert!(
            error.to_string().contains(out.join("a/main.tf").as_str()),
            "{error}"
        ),
        Ok(_) => println!("skipped: this user may write to read-only folders"),
    }
    assert!(!out.join(STAGE_NAME).exists());
    out.render(&next);
    assert_eq!(out.listing(), Out::with(&next).listing());
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let out = Out::with(FILES);
    fs::set_permissions(out.join("a/main.tf"), fs::Permissions::from_mode(0o000)).unwrap();
    match out.try_render(FILES, false) {
        Err(error) => assert!(
            error.to_string().contains(out.join("a/main.tf").as_str()),
            "{error}"
        ),
        Ok(_) => println!("skipped: this user may read unreadable files"),
    }
}
