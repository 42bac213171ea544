use anyhow::{Context as _, bail};
use mcgen::{Estate, FirstFile};
use mcgen_model::StrategyName;
use mcgen_model::catalog::strategies;

use super::{InitArguments, Outcome, output};

pub(super) fn run(arguments: &InitArguments) -> anyhow::Result<Outcome> {
    let text = first_file(arguments)?.text()?;
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

fn first_file(arguments: &InitArguments) -> anyhow::Result<FirstFile> {
    let strategy: StrategyName = arguments.strategy.into();
    let file = FirstFile::new(strategy, &arguments.project, &arguments.environment);
    let Some(mechanism) = &arguments.mechanism else {
        return Ok(file);
    };
    let names = strategies::mechanisms(strategy);
    if names.is_empty() {
        bail!("`{strategy}` has no mechanisms; leave `--mechanism` out");
    }
    if !names.contains(&mechanism.as_str()) {
        let names = names.join(", ");
        bail!("`{mechanism}` is no mechanism of `{strategy}`; write one of: {names}");
    }
    Ok(file.with_mechanism(mechanism))
}
