use anyhow::Context as _;
use mcgen::{Estate, TemplateLibrary};

use super::{FormatArgument, GraphArguments, Outcome, PictureArgument, output};

pub(super) fn run(arguments: &GraphArguments) -> anyhow::Result<Outcome> {
    let checked = match Estate::load_all(&arguments.paths)?.check() {
        Ok(checked) => checked,
        Err(rejected) => {
            output::findings(&rejected.0, FormatArgument::Text.into())?;
            output::say("nothing was drawn\n");
            return Ok(Outcome::Findings);
        }
    };
    output::findings(checked.findings(), FormatArgument::Text.into())?;
    let graph = match &arguments.templates {
        Some(directory) => checked
            .graph_with(&mcgen::read_templates(directory)?)
            .context("cannot render with these templates")?,
        None => checked
            .graph_with(&TemplateLibrary::default())
            .context("this is a bug in mcgen: its own templates cannot be rendered")?,
    };
    let picture = match arguments.format {
        PictureArgument::Mermaid => graph.to_mermaid(),
        PictureArgument::Dot => graph.to_dot(),
        PictureArgument::Svg => graph.to_svg(),
    };
    match &arguments.out {
        Some(file) => {
            if let Some(folder) = file.parent() {
                fs_err::create_dir_all(folder)?;
            }
            fs_err::write(file, picture)?;
        }
        None => output::data(&picture)?,
    }
    Ok(Outcome::Clean)
}
