use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A run of `mcgen verify` in a folder for temporary files of its own.
pub(crate) struct Verify {
    pub(crate) command: Command,
    pub(crate) scratch: TempDir,
}

/// How a run ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) data: String,
    pub(crate) words: String,
}

impl Verify {
    pub(crate) fn new() -> Self {
        // Short, because the sockets of the simulated providers stand in it.
        let scratch = TempDir::new().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mcgen"));
        command
            .arg("verify")
            .current_dir(root())
            .env("TMPDIR", scratch.path());
        Self { command, scratch }
    }

    /// A run about a change or an outage: what the tests of modules say is shown elsewhere, and takes as
    /// long as the rest.
    pub(crate) fn of_stacks() -> Self {
        Self::new().arguments(&["--no-module-tests"])
    }

    pub(crate) fn arguments<S: AsRef<OsStr>>(mut self, arguments: &[S]) -> Self {
        self.command.args(arguments);
        self
    }

    /// Runs it, and sees that nothing is left in its folder for temporary files.
    #[track_caller]
    pub(crate) fn run(mut self) -> Ended {
        let output = self.command.output().unwrap();
        assert_nothing_is_left(self.scratch.path());
        Ended::of(output)
    }
}

#[track_caller]
pub(crate) fn assert_nothing_is_left(scratch: &Path) {
    let left: Vec<_> = std::fs::read_dir(scratch)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(left.is_empty(), "{left:?} was left behind");
}

impl Ended {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            data: String::from_utf8(output.stdout).unwrap(),
            words: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn expect(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.words, self.data);
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(
            self.words.contains(text) || self.data.contains(text),
            "no `{text}` in:\n{}\n{}",
            self.words,
            self.data
        );
        self
    }
}

/// Whether Terraform is there. A missing tool passes a test on a machine that cannot have it, and
/// fails it where it must be.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn has_terraform() -> bool {
    let found = Command::new("terraform").arg("version").output();
    if found.is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "there is no terraform on the path"
    );
    println!("skipped: there is no terraform on the path");
    false
}
