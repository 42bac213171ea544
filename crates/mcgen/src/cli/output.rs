//! The only place that prints.

use std::io::{IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use mcgen::{Findings, Format};
use mcgen_diagnostics::{RenderOptions, summary};
use serde::Serialize;

/// Writes data to standard output. A reader that has gone away (`| head`) is no fault.
pub(crate) fn data(text: &str) -> anyhow::Result<()> {
    match anstream::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// Writes words to standard error; if even that fails, there is nowhere to say so.
pub(crate) fn say(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Writes the error that ends the run, with its causes.
pub(crate) fn say_error(error: &anyhow::Error) {
    say(&format!("error: {error:#}\n"));
}

/// Writes findings as JSON with more parts beside them, by their name.
pub(crate) fn findings_with<P: Serialize>(
    findings: &Findings,
    parts: impl IntoIterator<Item = (&'static str, P)>,
) -> anyhow::Result<()> {
    let text = mcgen_diagnostics::render_json(&findings.diagnostics, &findings.sources);
    let mut report: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text)?;
    for (name, part) in parts {
        report.insert(name.to_owned(), serde_json::to_value(part)?);
    }
    data(&format!("{}\n", serde_json::to_string_pretty(&report)?))
}

/// Writes findings: text to standard error, everything else to standard output.
pub(crate) fn findings(findings: &Findings, format: Format) -> anyhow::Result<()> {
    let rules = mcgen::book();
    let options = RenderOptions {
        colour: format == Format::Text && wants_colour(),
        rules: &rules,
        tool_version: env!("CARGO_PKG_VERSION"),
    };
    let text = format.render(&findings.diagnostics, &findings.sources, &options);
    if format == Format::Text {
        say(&text);
        if !findings.diagnostics.is_empty() {
            say(&format!("{}\n", summary(&findings.diagnostics)));
        }
        Ok(())
    } else {
        data(&text)
    }
}

fn wants_colour() -> bool {
    let stderr = std::io::stderr();
    stderr.is_terminal() && AutoStream::choice(&stderr) != ColorChoice::Never
}
