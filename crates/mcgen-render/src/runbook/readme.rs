//! The README of an environment with a standby: what is promised, and what that rests on.

use std::fmt::Write as _;

use mcgen_model::recovery::Sum;

use super::facts::Facts;
use super::{Language, Shelf};
use crate::RenderError;
use crate::markdown::{code, table};

pub(super) fn text(
    shelf: &Shelf,
    facts: &Facts,
    picture: &str,
    language: Language,
) -> Result<String, RenderError> {
    let page = Page {
        shelf,
        facts,
        language,
    };
    let mut text = format!(
        "# {}: {} {}\n\n{}\n",
        page.words("title")?,
        facts.value("project")?,
        facts.value("environment")?,
        page.words("roles")?
    );
    let _ = write!(
        text,
        "\n## {}\n\n```mermaid\n{picture}```\n",
        page.words("picture")?
    );
    let time = page.sum(&facts.recovery.time)?;
    let _ = write!(text, "\n## {}\n\n{time}", page.words("time")?);
    let loss = page.sum(&facts.recovery.loss)?;
    let _ = write!(text, "\n## {}\n\n{loss}", page.words("loss")?);
    let _ = write!(text, "\n## {}\n\n{}", page.words("log")?, page.log()?);
    let _ = write!(text, "\n## {}\n\n{}", page.words("sizes")?, page.sizes()?);
    for (title, body) in [("order", "order_text"), ("fence", "fence_text")] {
        let (title, body) = (page.words(title)?, page.words(body)?);
        let _ = write!(text, "\n## {title}\n\n{}\n", body.trim());
    }
    let _ = write!(text, "\n## {}\n\n{}", page.words("books")?, page.books()?);
    let rendered = shelf.words.label("rendered", language)?;
    let _ = write!(text, "\n{rendered}\n");
    Ok(text)
}

struct Page<'a> {
    shelf: &'a Shelf,
    facts: &'a Facts,
    language: Language,
}

impl Page<'_> {
    fn words(&self, name: &str) -> Result<String, RenderError> {
        let words = self.shelf.words.readme.get(name);
        let missing = || RenderError::manifest("runbooks/words.toml", format!("no text `{name}`"));
        words
            .ok_or_else(missing)?
            .in_words(self.language, self.facts)
    }

    fn sum<N: Copy + PartialEq + ToString>(&self, sum: &Sum<N>) -> Result<String, RenderError> {
        let mut rows = Vec::new();
        for part in &sum.parts {
            let key = part.name.to_string();
            let words = self.shelf.words.parts.get(&key);
            let (name, about) = match (words, self.language) {
                (Some(words), Language::English) => (words.en.as_str(), part.basis.as_str()),
                (Some(words), Language::Korean) => (words.ko.as_str(), words.about.as_str()),
                (None, _) => (key.as_str(), part.basis.as_str()),
            };
            rows.push([name.to_owned(), part.time.in_words(), about.to_owned()]);
        }
        let objective = match &sum.objective {
            Some(objective) => objective.value.in_words(),
            None => self.words("none")?,
        };
        rows.push([
            format!("**{}**", self.words("total")?),
            format!("**{}**", sum.total().in_words()),
            format!("{}: {objective}", self.words("objective")?),
        ]);
        let titles = [
            self.words("part")?,
            self.words("takes")?,
            self.words("basis")?,
        ];
        Ok(table(
            titles.each_ref().map(String::as_str),
            rows.into_iter().map(|row| row.map(Into::into)),
        ))
    }

    fn log(&self) -> Result<String, RenderError> {
        let key = match self.facts.find("log_room") {
            Some(_) => "log_kept",
            None => "log_endless",
        };
        let mut text = self.words(key)?;
        if self.facts.recovery.load.is_some() {
            text = format!("{text} {}", self.words("first_copy")?);
        }
        Ok(format!("{text}\n"))
    }

    fn sizes(&self) -> Result<String, RenderError> {
        let titles = [
            self.words("machine")?,
            self.words("as_primary")?,
            self.words("as_standby")?,
        ];
        let rows = self.facts.sizes.iter().map(|[cloud, full, small]| {
            [cloud.as_str().into(), code(full).into(), code(small).into()]
        });
        Ok(table(titles.each_ref().map(String::as_str), rows))
    }

    fn books(&self) -> Result<String, RenderError> {
        let mut text = String::new();
        for (name, book) in &self.shelf.books {
            let title = book.title.in_words(self.language, self.facts)?;
            let _ = writeln!(text, "- [{title}]({name}{})", self.language.ending());
        }
        let drill = match self.facts.find("last_drill") {
            Some(_) => self.words("drill")?,
            None => self.words("no_drill")?,
        };
        Ok(format!("{text}\n{drill}\n"))
    }
}
