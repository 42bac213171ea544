use anyhow::{Context as _, bail};
use mcgen::Estate;

use super::{InitArguments, Outcome, StrategyArgument, output};

pub(super) fn run(arguments: &InitArguments) -> anyhow::Result<Outcome> {
    let template = match arguments.strategy {
        StrategyArgument::Independent => include_str!("independent.yaml"),
        StrategyArgument::PrimaryReplica => include_str!("primary-replica.yaml"),
        StrategyArgument::ActiveActive => include_str!("active-active.yaml"),
    };
    let text = template
        .replace("PROJECT", &arguments.project)
        .replace("ENVIRONMENT", &arguments.environment);
    let path = arguments
        .directory
        .join(format!("{}.yaml", arguments.environment));
    // What is written must pass `check`, with the names of this call too.
    if let Err(rejected) = Estate::from_text(path.as_str(), &text).check() {
        output::findings(&rejected.0, mcgen::Format::Text)?;
        return Ok(Outcome::Findings);
    }
    let schema = arguments.directory.join("mcgen.schema.json");
    for file in [&path, &schema] {
        if file.as_std_path().symlink_metadata().is_ok() {
            bail!("`{file}` exists; nothing was written");
        }
    }
    fs_err::create_dir_all(&arguments.directory)?;
    fs_err::write(&path, text).context("cannot write the environment file")?;
    fs_err::write(&schema, format!("{:#}\n", mcgen::json_schema()))
        .context("cannot write the JSON Schema")?;
    output::data(&format!("+ {path}\n+ {schema}\n"))?;
    output::say(&format!(
        "next: edit it, then `mcgen check {path}` and `mcgen render {path} --out infra`\n"
    ));
    Ok(Outcome::Clean)
}
