//! Folders that are too long, too small, not to be written or not to be read.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::run::{Ended, Verify, assert_nothing_is_left, has_terraform, root};

const ENVIRONMENT: &str = "examples/independent-minimal/environment.yaml";

#[test]
fn a_folder_whose_path_is_too_long_for_a_socket_is_refused_with_a_next_step() {
    if !has_terraform() {
        return;
    }
    let mut verify = Verify::new().arguments(&[ENVIRONMENT, "--providers", "max"]);
    let long = verify.scratch.path().join("a".repeat(60));
    let long = long.join("b".repeat(60));
    std::fs::create_dir_all(&long).unwrap();
    let output = verify.command.env("TMPDIR", &long).output().unwrap();
    Ended::of(output)
        .expect(2)
        .says("the path of a socket can be")
        .says("set TMPDIR to a folder with a shorter path");
    assert_nothing_is_left(&long);
}

#[test]
fn a_folder_for_temporary_files_that_is_not_there_is_a_fault_with_its_path() {
    if !has_terraform() {
        return;
    }
    let mut verify = Verify::new().arguments(&[ENVIRONMENT]);
    verify.command.env("TMPDIR", "/no/such/folder");
    verify
        .run()
        .expect(2)
        .says("cannot keep the private copy")
        .says("/no/such/folder");
}

/// Everything that a run needs, where a person without rights can reach it: permissions do not bind the
/// superuser.
struct Unprivileged {
    folder: TempDir,
    is_superuser: bool,
}

impl Unprivileged {
    /// The user that owns nothing.
    const NOBODY: u32 = 65534;

    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let is_superuser = folder.path().metadata().unwrap().uid() == 0;
        set_mode(folder.path(), 0o755);
        std::fs::copy(env!("CARGO_BIN_EXE_mcgen"), folder.path().join("mcgen")).unwrap();
        let file = root().join(ENVIRONMENT);
        std::fs::copy(file, folder.path().join("environment.yaml")).unwrap();
        std::fs::create_dir(folder.path().join("scratch")).unwrap();
        Self {
            folder,
            is_superuser,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn verify(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(self.path("mcgen"));
        command.arg("verify").args(arguments);
        command.current_dir(self.folder.path());
        command.env("TMPDIR", self.path("scratch"));
        if self.is_superuser {
            command.uid(Self::NOBODY).gid(Self::NOBODY);
        }
        Ended::of(command.output().unwrap())
    }
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_for_temporary_files_that_is_not_to_be_written_is_a_fault_with_its_path() {
    if !has_terraform() {
        return;
    }
    let person = Unprivileged::new();
    set_mode(&person.path("scratch"), 0o555);
    person
        .verify(&["environment.yaml"])
        .expect(2)
        .says("cannot keep the private copy: Permission denied")
        .says(person.path("scratch").to_str().unwrap());
}

#[test]
fn a_folder_or_file_that_is_not_to_be_read_is_a_fault_with_its_path() {
    let person = Unprivileged::new();
    let inner = person.path("tree/inner");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(inner.join("main.tf"), "").unwrap();
    set_mode(&inner.join("main.tf"), 0o000);
    person
        .verify(&["--dir", "tree"])
        .expect(2)
        .says("cannot read `tree/inner/main.tf`")
        .says("Permission denied");
    set_mode(&inner, 0o000);
    person
        .verify(&["--dir", "tree"])
        .expect(2)
        .says("cannot read `tree/inner`")
        .says("Permission denied");
    // Its owner has to remove it.
    set_mode(&inner, 0o755);
}

#[test]
fn a_folder_that_is_no_folder_is_a_fault_with_its_path() {
    for (path, words) in [
        ("Cargo.toml", "not a directory"),
        ("no/such/folder", "No such file or directory"),
    ] {
        Verify::new()
            .arguments(&["--dir", path])
            .run()
            .expect(2)
            .says(&format!("cannot read `{path}`"))
            .says(words);
    }
}

/// A file system of its own in the place of the folder for temporary files, that the run alone sees.
fn in_small_file_system(size: &str, verify: &Verify) -> Option<Command> {
    let mount = format!("mount -t tmpfs -o size={size} small \"$TMPDIR\"");
    let scratch = verify.scratch.path();
    let unshare = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
        command.env("TMPDIR", scratch).current_dir(root());
        command
    };
    let can = unshare().arg(&mount).output();
    if !can.is_ok_and(|it| it.status.success()) {
        return None;
    }
    let mut command = unshare();
    command.arg(format!(
        "{mount} && {{ \"$@\"; code=$?; ls -A \"$TMPDIR\"; exit $code; }}"
    ));
    command.args(["sh", env!("CARGO_BIN_EXE_mcgen"), "verify"]);
    Some(command)
}

#[test]
fn a_folder_for_temporary_files_that_is_full_is_a_fault_and_stays_empty() {
    if !has_terraform() {
        return;
    }
    let verify = Verify::new();
    let Some(mut command) = in_small_file_system("64k", &verify) else {
        return skipped("this machine lets nobody mount a small file system");
    };
    let ended = Ended::of(command.arg(ENVIRONMENT).output().unwrap());
    ended
        .expect(2)
        .says("cannot keep the private copy")
        .says("No space left on device");
    assert_eq!(ended.data, "", "this is left behind");
}

/// Not a tool that could be there: what the machine allows. So the test passes without it anywhere.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn skipped(reason: &str) {
    println!("skipped: {reason}");
}
