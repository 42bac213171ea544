use anyhow::{Context as _, bail};
use mcgen::advise::{Advice, AdviseError};
use serde_json::json;

use super::{AdviseArguments, AdviseFormat, Outcome, output};

/// What `mcgen advise` prints when it is given no file.
const EXAMPLE: &str = include_str!("needs.yaml");

pub(super) fn run(arguments: &AdviseArguments) -> anyhow::Result<Outcome> {
    let Some(path) = &arguments.needs else {
        output::data(EXAMPLE)?;
        output::say("next: write this to a file, edit it, then `mcgen advise FILE`\n");
        return Ok(Outcome::Clean);
    };
    let advice = match Advice::load(path) {
        Ok(advice) => advice,
        Err(AdviseError::Rejected(rejected)) => {
            output::findings(&rejected.0, mcgen::Format::Text)?;
            return Ok(Outcome::Findings);
        }
        Err(error) => return Err(error.into()),
    };
    match arguments.format {
        AdviseFormat::Text => output::data(&advice.to_string())?,
        AdviseFormat::Json => output::data(&format!("{:#}\n", record(&advice)))?,
    }
    let Some(text) = advice.first_file() else {
        return Ok(Outcome::Findings);
    };
    if let Some(path) = &arguments.out {
        if path.as_std_path().symlink_metadata().is_ok() {
            bail!("`{path}` exists; nothing was written");
        }
        if let Some(folder) = path.parent() {
            fs_err::create_dir_all(folder)?;
        }
        fs_err::write(path, text?).context("cannot write the environment file")?;
        output::say(&format!(
            "+ {path}\nnext: edit it, then `mcgen check {path}` and `mcgen render {path} --out infra`\n"
        ));
    }
    Ok(Outcome::Clean)
}

/// An advice for programs.
fn record(advice: &Advice) -> serde_json::Value {
    let options = advice.verdicts().iter().map(|verdict| {
        let option = verdict.option;
        let shortfalls = verdict.shortfalls.iter();
        json!({
            "strategy": option.strategy.as_str(),
            "mechanism": option.mechanism,
            "standby": option.standby.map(mcgen_model::Standby::as_str),
            "cost": option.cost.as_str(),
            "effort": option.effort.as_str(),
            "shortfalls": shortfalls.map(|it| json!({ "need": it.need, "reason": it.reason })).collect::<Vec<_>>(),
        })
    });
    json!({
        "recommended": advice.recommended().map(ToString::to_string),
        "options": options.collect::<Vec<_>>(),
    })
}
