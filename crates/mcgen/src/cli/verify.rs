use std::sync::Mutex;
use std::time::Duration;

use anyhow::Context as _;
use camino::Utf8Path;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mcgen::{Estate, EstateVerifyError, Findings, RenderError, TemplateLibrary, VerifyOptions};
use mcgen_verify::{
    Cancel, Cloud, Ends, Flavour, Progress, Report, RunError, Terraform, VerifyError,
};
use serde::Serialize;

use super::{CloudArgument, EndArgument, FormatArgument, Outcome, VerifyArguments, output};

pub(super) fn run(arguments: &VerifyArguments) -> anyhow::Result<Outcome> {
    if let Some(folder) = &arguments.dir {
        return check_folder(folder, arguments.format);
    }
    let checked = match Estate::load_all(&arguments.paths)?.check() {
        Ok(checked) => checked,
        Err(rejected) => {
            output::findings(&rejected.0, arguments.format.into())?;
            output::say("nothing was verified\n");
            return Ok(Outcome::Findings);
        }
    };
    let library = match &arguments.templates {
        Some(directory) => mcgen::read_templates(directory)?,
        None => TemplateLibrary::default(),
    };
    let spinner = spinner();
    let options = options(arguments, &spinner)?;
    let result = checked.verify(&library, &options);
    spinner.finish_and_clear();
    match result {
        Ok(report) => show(arguments, report),
        Err(EstateVerifyError::Verify(VerifyError::Run(RunError::Cancelled))) => {
            output::say("called off: nothing was proved, and nothing is left behind\n");
            Ok(Outcome::CalledOff)
        }
        // Two environments of one name: a mistake in the files, as a finding is.
        Err(EstateVerifyError::Render(RenderError::Tree(error))) => {
            output::say(&format!("error: {error}\n"));
            Ok(Outcome::Findings)
        }
        Err(error) => Err(error.into()),
    }
}

fn options(arguments: &VerifyArguments, spinner: &ProgressBar) -> anyhow::Result<VerifyOptions> {
    let cancel = Cancel::default();
    let on_signal = cancel.clone();
    ctrlc::set_handler(move || on_signal.cancel()).context("cannot listen for Ctrl-C")?;
    let spinner = Mutex::new(spinner.clone());
    let progress = move |progress: &Progress<'_>| {
        if let Ok(spinner) = spinner.lock() {
            spinner.set_message(format!("{}: {}", progress.subject, progress.step));
        }
    };
    Ok(VerifyOptions {
        ends: ends(&arguments.providers),
        from: arguments.from.clone(),
        accepted_losses: arguments.accept_loss.iter().cloned().collect(),
        outage: arguments.outage.map(Cloud::from),
        module_tests: !arguments.no_module_tests,
        terraform: terraform(arguments, &cancel)?,
        timeout: Duration::from_secs(arguments.timeout),
        cancel,
        progress: Box::new(progress),
    })
}

/// The Terraform to run. One that was asked for by name must be there, and one for what nothing else can
/// tell; without one on the path the offline check is still worth something.
fn terraform(
    arguments: &VerifyArguments,
    cancel: &Cancel,
) -> anyhow::Result<Result<Terraform, String>> {
    if arguments.offline {
        return Ok(Err("`--offline` was given".to_owned()));
    }
    let flavour = if arguments.tofu {
        Flavour::OpenTofu
    } else {
        Flavour::Terraform
    };
    let found = Terraform::find(flavour, arguments.terraform.as_deref(), cancel);
    let is_needed = arguments.tofu
        || arguments.terraform.is_some()
        || arguments.from.is_some()
        || arguments.outage.is_some();
    // A run that was called off ends a little later, with the words for that.
    if is_needed && !cancel.is_cancelled() {
        return Ok(Ok(found?));
    }
    Ok(found.map_err(|unusable| unusable.to_string()))
}

fn ends(arguments: &[EndArgument]) -> Ends {
    match (
        arguments.contains(&EndArgument::Min),
        arguments.contains(&EndArgument::Max),
    ) {
        (true, false) => Ends::Min,
        (false, true) => Ends::Max,
        _ => Ends::Both,
    }
}

impl From<CloudArgument> for Cloud {
    fn from(argument: CloudArgument) -> Self {
        match argument {
            CloudArgument::Aws => Self::Aws,
            CloudArgument::Gcp => Self::Gcp,
            CloudArgument::Cloudflare => Self::Cloudflare,
        }
    }
}

/// Shows on a terminal what a long run is busy with; elsewhere it is silent.
fn spinner() -> ProgressBar {
    let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed:>4} {wide_msg}") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(200));
    spinner
}

/// Checks Terraform files that people wrote.
fn check_folder(folder: &Utf8Path, format: FormatArgument) -> anyhow::Result<Outcome> {
    let report = mcgen::check_folder(folder)?;
    let accepted = !report.diagnostics.has_errors();
    let text = report.record.to_text(accepted);
    let findings = Findings {
        diagnostics: report.diagnostics,
        sources: report.sources,
        inputs: Vec::new(),
    };
    write(&findings, &text, &report.record, format)?;
    Ok(outcome(accepted))
}

fn show(arguments: &VerifyArguments, report: Report) -> anyhow::Result<Outcome> {
    let accepted = !report.diagnostics.has_errors();
    let findings = Findings {
        diagnostics: report.diagnostics,
        sources: report.sources,
        inputs: Vec::new(),
    };
    let text = report.record.to_text(accepted);
    write(&findings, &text, &report.record, arguments.format)?;
    Ok(outcome(accepted))
}

/// Findings and record: in words, or as one document.
fn write(
    findings: &Findings,
    text: &str,
    record: &impl Serialize,
    format: FormatArgument,
) -> anyhow::Result<()> {
    match format {
        FormatArgument::Text => {
            output::findings(findings, format.into())?;
            output::data(text)
        }
        FormatArgument::Json => output::findings_with(findings, [("verification", record)]),
        FormatArgument::Sarif | FormatArgument::Github => {
            output::findings(findings, format.into())?;
            output::say(text);
            Ok(())
        }
    }
}

fn outcome(accepted: bool) -> Outcome {
    if accepted {
        Outcome::Clean
    } else {
        Outcome::Findings
    }
}
