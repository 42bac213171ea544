//! The command line of mcgen: thin, over the library.

mod cli;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match cli::run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            cli::output::say_error(&error);
            ExitCode::from(2)
        }
    }
}
