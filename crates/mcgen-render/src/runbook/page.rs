//! One runbook as Markdown.

use std::fmt::Write as _;

use super::Language;
use super::book::{Book, Step, Words, fill};
use super::facts::Facts;
use crate::RenderError;

pub(super) fn text(
    book: &Book,
    words: &Words,
    facts: &Facts,
    language: Language,
) -> Result<String, RenderError> {
    let title = book.title.in_words(language, facts)?;
    let purpose = book.purpose.in_words(language, facts)?;
    let label = |name: &str| words.label(name, language);
    let mut text = format!(
        "# {title}: {} {}\n\n{purpose}\n\n## {}\n",
        facts.value("project")?,
        facts.value("environment")?,
        label("shell")?
    );
    let shells = words.shell.iter();
    for shell in shells.filter(|it| it.is_needed(&book.shell, facts)) {
        let about = shell.text.in_words(language, facts)?;
        let run = fill(&shell.run, facts)?;
        let _ = write!(text, "\n{about}\n\n```sh\n{}\n```\n", run.trim());
    }
    let _ = write!(text, "\n## {}\n", label("steps")?);
    for (number, it) in (1..).zip(book.steps(facts)) {
        text.push_str(&step(number, it, words, facts, language)?);
    }
    let _ = write!(text, "\n{}\n", label("rendered")?);
    Ok(text)
}

fn step(
    number: u32,
    step: &Step,
    words: &Words,
    facts: &Facts,
    language: Language,
) -> Result<String, RenderError> {
    let label = |name: &str| words.label(name, language);
    let title = step.title.in_words(language, facts)?;
    let who = words.who.get(&step.who).map(|it| it.raw(language));
    let mut text = format!(
        "\n### {number}. {title}\n\n**{}:** {}",
        label("who")?,
        who.unwrap_or(&step.who)
    );
    let measured = step.part.as_ref().and_then(|part| facts.find(part));
    let planned = step.minutes.map(|minutes| format!("{minutes}m"));
    if let Some(time) = measured.or(planned.as_deref()) {
        let _ = write!(text, " · **{}:** {time}", label("time")?);
    }
    let run = fill(&step.run, facts)?;
    let expect = step.expect.in_words(language, facts)?;
    let _ = write!(
        text,
        "\n\n```sh\n{}\n```\n\n**{}:** {expect}\n",
        run.trim(),
        label("expect")?
    );
    if let Some(note) = &step.note {
        let note = note.in_words(language, facts)?;
        let _ = write!(text, "\n> **{}:** {note}\n", label("note")?);
    }
    Ok(text)
}

impl Words {
    /// A label in `language`.
    pub(super) fn label(&self, name: &str, language: Language) -> Result<&str, RenderError> {
        let text = self.labels.get(name).map(|it| it.raw(language));
        text.ok_or_else(|| {
            RenderError::manifest("runbooks/words.toml", format!("no label `{name}`"))
        })
    }
}
