//! Everything that must hold before a change is merged, in one run that goes on after a failure.

use std::process::{Command, Stdio};

use camino::Utf8Path;
use clap::Args;

use crate::{files, generate};

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Leave out the tests, for a run that has them behind it
    #[arg(long)]
    no_tests: bool,
    /// Fail where cargo-deny or its advisory database is missing, instead of saying so
    #[arg(long)]
    require_tools: bool,
}

/// How one step ended.
enum Outcome {
    Passed,
    Failed,
    /// A tool or a download is missing.
    Missing(&'static str),
}

impl From<bool> for Outcome {
    fn from(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

/// Runs every step. `false` when one of them failed.
pub(crate) fn run(root: &Utf8Path, arguments: &CheckArguments) -> anyhow::Result<bool> {
    let mut report = Report {
        require_tools: arguments.require_tools,
        lines: Vec::new(),
        passed: true,
    };
    report.step("format", || cargo(root, &["fmt", "--all", "--check"]))?;
    report.step("files", || Ok(files::check(root)?.into()))?;
    if !arguments.no_tests {
        report.step("tests", || tests(root))?;
    }
    report.step("lints", || {
        cargo(
            root,
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ],
        )
    })?;
    report.step("documentation", || documentation(root))?;
    report.step("generated files", || Ok(generate::run(root, true)?.into()))?;
    report.step("licences and sources", || {
        deny(root, &["bans", "licenses", "sources"])
    })?;
    report.step("advisories", || advisories(root))?;
    report.print();
    Ok(report.passed)
}

struct Report {
    require_tools: bool,
    lines: Vec<String>,
    passed: bool,
}

impl Report {
    fn step(
        &mut self,
        name: &str,
        run: impl FnOnce() -> anyhow::Result<Outcome>,
    ) -> anyhow::Result<()> {
        println!("\n== {name}");
        let line = match run()? {
            Outcome::Passed => format!("passed   {name}"),
            Outcome::Missing(what) if !self.require_tools => {
                format!("skipped  {name}: {what}")
            }
            Outcome::Missing(what) => {
                self.passed = false;
                format!("FAILED   {name}: {what}")
            }
            Outcome::Failed => {
                self.passed = false;
                format!("FAILED   {name}")
            }
        };
        self.lines.push(line);
        Ok(())
    }

    fn print(&self) {
        println!("\n== summary");
        for line in &self.lines {
            println!("{line}");
        }
    }
}

fn command(root: &Utf8Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).args(arguments);
    command
}

fn cargo(root: &Utf8Path, arguments: &[&str]) -> anyhow::Result<Outcome> {
    Ok(command(root, arguments).status()?.success().into())
}

/// Whether cargo has this subcommand.
fn has(root: &Utf8Path, subcommand: &str) -> bool {
    command(root, &[subcommand, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn tests(root: &Utf8Path) -> anyhow::Result<Outcome> {
    if !has(root, "nextest") {
        return cargo(root, &["test", "--workspace", "--no-fail-fast"]);
    }
    let units = command(root, &["nextest", "run", "--workspace", "--no-fail-fast"]).status()?;
    // Nextest runs no examples of the documentation.
    let examples = command(root, &["test", "--workspace", "--doc"]).status()?;
    Ok((units.success() && examples.success()).into())
}

fn documentation(root: &Utf8Path) -> anyhow::Result<Outcome> {
    let status = command(root, &["doc", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()?;
    Ok(status.success().into())
}

fn deny(root: &Utf8Path, checks: &[&str]) -> anyhow::Result<Outcome> {
    if !has(root, "deny") {
        return Ok(Outcome::Missing("cargo-deny is not installed"));
    }
    let arguments: Vec<&str> = ["deny", "check", "--hide-inclusion-graph"]
        .into_iter()
        .chain(checks.iter().copied())
        .collect();
    cargo(root, &arguments)
}

fn advisories(root: &Utf8Path) -> anyhow::Result<Outcome> {
    if !has(root, "deny") {
        return Ok(Outcome::Missing("cargo-deny is not installed"));
    }
    let fetched = command(root, &["deny", "fetch", "db"])
        .stderr(Stdio::null())
        .status()?;
    if !fetched.success() {
        return Ok(Outcome::Missing(
            "the advisory database cannot be downloaded",
        ));
    }
    deny(root, &["advisories"])
}
