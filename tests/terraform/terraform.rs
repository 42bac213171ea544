use std::path::Path;
use std::process::Command;

/// A Terraform that can be called.
pub(crate) struct Terraform {
    program: &'static str,
}

impl Terraform {
    /// The Terraform on the path, if there is one.
    pub(crate) fn find() -> Option<Self> {
        let program = "terraform";
        let found = Command::new(program).arg("version").output().ok()?;
        found.status.success().then_some(Self { program })
    }

    /// Runs a command in `folder`; what it printed is the error.
    pub(crate) fn run(&self, folder: &Path, arguments: &[&str]) -> Result<(), String> {
        self.output(folder, arguments).map(drop)
    }

    /// What a command in `folder` prints; where it fails, that is the error.
    pub(crate) fn output(&self, folder: &Path, arguments: &[&str]) -> Result<String, String> {
        let output = Command::new(self.program)
            .current_dir(folder)
            .args(arguments)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .output()
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let text = [output.stdout, output.stderr].concat();
        Err(String::from_utf8_lossy(&text).into_owned())
    }
}

/// A missing tool passes a test on a machine that cannot have it, and fails it where it must be.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
pub(crate) fn skip_or_fail(reason: &str) {
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "{reason}"
    );
    println!("skipped: {reason}");
}
