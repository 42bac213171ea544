//! The real Terraform (or OpenTofu), run apart from everything of the user.

mod messages;
mod process;

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use camino::Utf8Path;
use serde::Deserialize;

pub(crate) use messages::{Action, Change, Messages, Range, TerraformDiagnostic};
pub use messages::{ChangeCounts, TestCounts};
pub use process::Cancel;
use process::{Finished, Unfinished};

/// The oldest version that has what mcgen renders: write-only arguments.
const OLDEST: semver::Version = semver::Version::new(1, 11, 0);

/// The time that one command may take, unless the caller says otherwise. The slowest on record takes seconds.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_mins(5);

/// Which of the two programs is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Terraform.
    Terraform,
    /// OpenTofu.
    OpenTofu,
}

impl Flavour {
    /// The name of the program on the path.
    pub fn program(self) -> &'static str {
        match self {
            Self::Terraform => "terraform",
            Self::OpenTofu => "tofu",
        }
    }

    /// The name of the product.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terraform => "Terraform",
            Self::OpenTofu => "OpenTofu",
        }
    }
}

/// A Terraform that can be called.
#[derive(Debug, Clone)]
pub struct Terraform {
    program: PathBuf,
    flavour: Flavour,
    version: semver::Version,
}

/// Why Terraform cannot be used here.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// There is no such program.
    #[error("`{0}` is not on the path")]
    Missing(String),
    /// It does not answer as Terraform does.
    #[error("`{program} version` does not answer as Terraform does: {reason}")]
    Strange {
        /// The program.
        program: String,
        /// What it did.
        reason: String,
    },
    /// The run was called off before it answered.
    #[error("the run was called off")]
    Cancelled,
    /// It cannot do what the rendered files need.
    #[error("`{program}` is version {version}, and what is rendered needs {OLDEST} or later")]
    TooOld {
        /// The program.
        program: String,
        /// Its version.
        version: semver::Version,
    },
}

/// Why a command of Terraform gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// It could not be started or read.
    #[error("cannot run `{command}`: {cause}")]
    Io {
        /// The command.
        command: String,
        /// The fault.
        cause: std::io::Error,
    },
    /// It ran too long.
    #[error("`{command}` did not end within {} s and was stopped; `--timeout` sets another limit", .limit.as_secs())]
    TimedOut {
        /// The command.
        command: String,
        /// The limit.
        limit: Duration,
    },
    /// It was killed from outside, or crashed.
    #[error("`{command}` ended without a result ({status}){output}")]
    Crashed {
        /// The command.
        command: String,
        /// How the system describes its end.
        status: String,
        /// The last lines that it printed, after a colon.
        output: String,
    },
    /// The run was called off.
    #[error("the run was called off")]
    Cancelled,
}

#[derive(Deserialize)]
struct VersionAnswer {
    terraform_version: semver::Version,
}

impl Terraform {
    /// Looks for `program`, a name on the path or a path.
    pub fn find(
        flavour: Flavour,
        program: Option<&Utf8Path>,
        cancel: &Cancel,
    ) -> Result<Self, Unusable> {
        let program = program.map_or_else(|| flavour.program().to_owned(), Utf8Path::to_string);
        let strange = |reason: String| Unusable::Strange {
            program: program.clone(),
            reason,
        };
        let mut command = Command::new(&program);
        command
            .args(["version", "-json"])
            .env("CHECKPOINT_DISABLE", "1");
        let finished = match process::run(&mut command, Duration::from_secs(30), cancel) {
            Ok(finished) => finished,
            Err(Unfinished::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Unusable::Missing(program));
            }
            Err(Unfinished::Io(error)) => return Err(strange(error.to_string())),
            Err(Unfinished::Cancelled) => return Err(Unusable::Cancelled),
            Err(Unfinished::TimedOut) => {
                return Err(strange("it did not answer within 30 s".to_owned()));
            }
        };
        let answer: VersionAnswer = serde_json::from_str(&finished.stdout)
            .map_err(|error| strange(format!("{error} in {:?}", last_lines(&finished.stdout))))?;
        let version = answer.terraform_version;
        if version < OLDEST {
            return Err(Unusable::TooOld { program, version });
        }
        Ok(Self {
            program: program.into(),
            flavour,
            version,
        })
    }

    /// Name and version, as in `Terraform 1.11.4`.
    pub fn title(&self) -> String {
        format!("{} {}", self.flavour.name(), self.version)
    }
}

/// How the commands of one run are called: nothing of the user's settings reaches them, so that
/// neither a real cloud nor a real state can be touched.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) terraform: Terraform,
    /// A folder that is the home of the commands.
    pub(crate) home: camino::Utf8PathBuf,
    /// The value of `TF_REATTACH_PROVIDERS`.
    pub(crate) providers: String,
    pub(crate) limit: Duration,
    pub(crate) cancel: Cancel,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The exit code: 0 for success, 2 for a plan with changes where that was asked for.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// How much garbage, in percent of what is in use, Terraform lets pile up before it collects. Its commands
/// are short, and with the 100 of Go a third of their time goes into collecting; with this they take up to
/// twice the memory.
const GARBAGE_PERCENT: &str = "400";

impl Caller {
    /// Runs `terraform` with `arguments` in `folder`.
    pub(crate) fn run(&self, folder: &Utf8Path, arguments: &[&str]) -> Result<Answer, RunError> {
        let mut command = Command::new(&self.terraform.program);
        command
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("CHECKPOINT_DISABLE", "1")
            .env("GOGC", GARBAGE_PERCENT)
            .env("HOME", &self.home)
            .env("TMPDIR", &self.home)
            .env("TF_CLI_CONFIG_FILE", self.home.join("terraform.rc"))
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0")
            .env("TF_REATTACH_PROVIDERS", &self.providers);
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        let shown = || {
            format!(
                "{} {}",
                self.terraform.flavour.program(),
                arguments.join(" ")
            )
        };
        let finished = process::run(&mut command, self.limit, &self.cancel);
        let Finished {
            status,
            stdout,
            stderr,
        } = finished.map_err(|unfinished| match unfinished {
            Unfinished::Io(cause) => RunError::Io {
                command: shown(),
                cause,
            },
            Unfinished::TimedOut => RunError::TimedOut {
                command: shown(),
                limit: self.limit,
            },
            Unfinished::Cancelled => RunError::Cancelled,
        })?;
        match status.code() {
            Some(code @ 0..=2) => Ok(Answer {
                code,
                stdout,
                stderr,
            }),
            _ if self.cancel.is_cancelled() => Err(RunError::Cancelled),
            _ => Err(RunError::Crashed {
                command: shown(),
                status: status.to_string(),
                output: last_lines(&stderr),
            }),
        }
    }
}

/// The end of a text, after a colon; nothing if there is no text.
fn last_lines(text: &str) -> String {
    const LINES: usize = 8;
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let tail = lines[lines.len().saturating_sub(LINES)..].join("\n");
    if tail.is_empty() {
        tail
    } else {
        format!(":\n{tail}")
    }
}
