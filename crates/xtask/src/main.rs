//! What CI runs (`cargo xtask check`), what is generated (`cargo xtask generate`), and the provider
//! schemas (`cargo xtask schemas`).

#![expect(
    clippy::print_stdout,
    reason = "the progress of a check is what this program is for"
)]

mod check;
mod files;
mod generate;
mod schemas;

use std::process::ExitCode;

use anyhow::Context as _;
use camino::{Utf8Path, Utf8PathBuf};
use clap::{Parser, Subcommand};

/// Tasks of this repository
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run everything that must hold before a change is merged
    Check(check::CheckArguments),
    /// Write the generated documentation and the trees of the examples
    Generate {
        /// Write nothing; fail if something would change
        #[arg(long)]
        check: bool,
    },
    /// Take the provider schemas from where `schemas/sources.toml` says
    Schemas {
        /// Write nothing; fail if something would change
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let outcome = root().and_then(|root| match Arguments::parse().task {
        Task::Check(arguments) => check::run(&root, &arguments),
        Task::Generate { check } => generate::run(&root, check),
        Task::Schemas { check } => schemas::run(&root, check),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// The root of the repository, wherever the task is called from.
fn root() -> anyhow::Result<Utf8PathBuf> {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .map(Utf8Path::to_owned)
        .context("this crate stands two folders below the root")
}
