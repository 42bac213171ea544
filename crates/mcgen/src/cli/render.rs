use anyhow::Context as _;
use mcgen::{Estate, PlanOptions, RenderError, RenderedEstate, Scope, TemplateLibrary, WritePlan};
use mcgen_output::Unchanged;

use super::{Outcome, RenderArguments, output};

pub(super) fn run(arguments: &RenderArguments) -> anyhow::Result<Outcome> {
    let checked = match Estate::load_all(&arguments.paths)?.check() {
        Ok(checked) => checked,
        Err(rejected) => {
            output::findings(&rejected.0, arguments.format.into())?;
            output::say("nothing was rendered\n");
            return Ok(Outcome::Findings);
        }
    };
    output::findings(checked.findings(), arguments.format.into())?;
    let library = match &arguments.templates {
        Some(directory) => mcgen::read_templates(directory)?,
        None => TemplateLibrary::default(),
    };
    let own_templates = arguments.templates.is_some();
    match checked.render_with(&library) {
        Ok(rendered) => write(arguments, &rendered),
        // Two environments of one name: a mistake in the files, as a finding is.
        Err(RenderError::Tree(error)) => {
            output::say(&format!("error: {error}\n"));
            Ok(Outcome::Findings)
        }
        Err(error) if own_templates => Err(error).context("cannot render with these templates"),
        Err(error) => {
            Err(error).context("this is a bug in mcgen: its own templates cannot be rendered")
        }
    }
}

fn write(arguments: &RenderArguments, rendered: &RenderedEstate) -> anyhow::Result<Outcome> {
    let scope = if arguments.prune {
        Scope::WholeEstate
    } else {
        Scope::Environments(rendered.identities().clone())
    };
    let options = PlanOptions {
        force: arguments.force,
        scope,
    };
    let plan = WritePlan::prepare(rendered.tree(), &arguments.out, &options)?;
    show(arguments, &plan)?;
    if arguments.check {
        return Ok(if plan.is_clean() {
            Outcome::Clean
        } else {
            let next = if plan.conflicts().is_empty() {
                "run the same command without --check"
            } else {
                "settle the conflicts first"
            };
            output::say(&format!("{} is not as rendered; {next}\n", arguments.out));
            Outcome::Findings
        });
    }
    if arguments.dry_run {
        return Ok(if plan.conflicts().is_empty() {
            Outcome::Clean
        } else {
            Outcome::Findings
        });
    }
    if !plan.conflicts().is_empty() {
        let mut conflicts = plan.conflicts().iter();
        output::say(if conflicts.any(|it| it.kind.can_be_forced()) {
            "nothing was written; --force --dry-run --diff shows what --force would do\n"
        } else {
            "nothing was written\n"
        });
        return Ok(Outcome::Findings);
    }
    plan.apply()?;
    Ok(Outcome::Clean)
}

fn show(arguments: &RenderArguments, plan: &WritePlan<'_>) -> anyhow::Result<()> {
    let unchanged = if arguments.verbose {
        Unchanged::Show
    } else {
        Unchanged::Hide
    };
    let mut lines = String::new();
    plan.render(&mut lines, unchanged)?;
    output::data(&lines)?;
    if arguments.diff {
        output::data(&plan.diff()?)?;
    }
    output::say(&format!("{}: {}\n", arguments.out, plan.summary()));
    let others: Vec<&str> = plan.other_environments().collect();
    if !others.is_empty() {
        output::say(&format!(
            "files of {} are kept; --prune removes what only they use\n",
            others.join(", ")
        ));
    }
    Ok(())
}
