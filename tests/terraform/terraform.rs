use std::path::Path;
use std::process::{Command, Output};

/// A Terraform that can be called.
#[derive(Clone)]
pub(crate) struct Terraform {
    program: &'static str,
    variables: Vec<(&'static str, String)>,
}

impl Terraform {
    /// The Terraform on the path, if there is one.
    pub(crate) fn find() -> Option<Self> {
        let program = "terraform";
        let found = Command::new(program).arg("version").output().ok()?;
        let variables = Vec::new();
        found
            .status
            .success()
            .then_some(Self { program, variables })
    }

    /// The same with a variable in its environment.
    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.clone();
        other.variables.push((name, value.to_owned()));
        other
    }

    /// Runs a command in `folder`; what it printed is the error.
    pub(crate) fn run(&self, folder: &Path, arguments: &[&str]) -> Result<(), String> {
        self.output(folder, arguments).map(drop)
    }

    /// What a command in `folder` prints; where it fails, that is the error.
    pub(crate) fn output(&self, folder: &Path, arguments: &[&str]) -> Result<String, String> {
        let output = self
            .call(folder, arguments)
            .map_err(|error| error.to_string())?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let text = [output.stdout, output.stderr].concat();
        Err(String::from_utf8_lossy(&text).into_owned())
    }

    /// What a command in `folder` prints for a program to read, whether it fails or not.
    pub(crate) fn words(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = self.call(folder, arguments).unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn call(&self, folder: &Path, arguments: &[&str]) -> std::io::Result<Output> {
        Command::new(self.program)
            .current_dir(folder)
            .args(arguments)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            // Each of these processes ends in seconds: collecting garbage saves memory that nobody needs.
            .env("GOGC", "400")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .output()
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
