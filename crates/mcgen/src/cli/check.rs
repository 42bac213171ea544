use mcgen::{Estate, Findings};

use super::{CheckArguments, FormatArgument, Outcome, output};

pub(super) fn run(arguments: &CheckArguments) -> anyhow::Result<Outcome> {
    let estate = Estate::load_all(&arguments.paths)?;
    let show = |findings: &Findings| output::findings(findings, arguments.format.into());
    match estate.check() {
        Ok(checked) => {
            show(checked.findings())?;
            if arguments.format == FormatArgument::Text {
                for environment in checked.environments() {
                    output::say(&format!("{} has no errors\n", environment.identity()));
                }
            }
            Ok(Outcome::Clean)
        }
        Err(rejected) => {
            show(&rejected.0)?;
            Ok(Outcome::Findings)
        }
    }
}
