use clap::CommandFactory as _;

use super::{Arguments, Outcome, SchemaArgument, output};

pub(super) fn schema(file: SchemaArgument) -> anyhow::Result<Outcome> {
    let schema = match file {
        SchemaArgument::Environment => mcgen::json_schema(),
        SchemaArgument::Needs => mcgen::needs_schema(),
    };
    output::data(&format!("{schema:#}\n"))?;
    Ok(Outcome::Clean)
}

pub(super) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "mcgen", &mut script);
    output::data(&String::from_utf8(script)?)?;
    Ok(Outcome::Clean)
}

pub(super) fn man() -> anyhow::Result<Outcome> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    output::data(&String::from_utf8(page)?)?;
    Ok(Outcome::Clean)
}
