//! The README of the runbooks: what is promised, and what that rests on.

use std::fmt::Write as _;

use mcgen_model::recovery::Sum;

use super::book::Words;
use super::facts::{Facts, Tables};
use super::{Board, Language};
use crate::RenderError;
use crate::markdown::{code, table};

pub(super) struct Page<'a> {
    pub(super) words: &'a Words,
    pub(super) board: &'a Board,
    pub(super) facts: &'a Facts,
    pub(super) language: Language,
}

impl Page<'_> {
    /// That of an environment with a standby.
    pub(super) fn of_a_standby(
        &self,
        tables: &Tables,
        picture: &str,
    ) -> Result<String, RenderError> {
        let mut text = self.head()?;
        let _ = write!(
            text,
            "\n## {}\n\n```mermaid\n{picture}```\n",
            self.words("picture")?
        );
        let time = self.sum(&tables.recovery.time)?;
        let _ = write!(text, "\n## {}\n\n{time}", self.words("time")?);
        let loss = self.sum(&tables.recovery.loss)?;
        let _ = write!(text, "\n## {}\n\n{loss}", self.words("loss")?);
        let log = self.log(tables)?;
        let _ = write!(text, "\n## {}\n\n{log}", self.words("log")?);
        let sizes = self.sizes(tables)?;
        let _ = write!(text, "\n## {}\n\n{sizes}", self.words("sizes")?);
        self.end(text)
    }

    /// That of an environment whose two databases both take writes.
    pub(super) fn of_two_sides(&self) -> Result<String, RenderError> {
        self.end(self.head()?)
    }

    fn head(&self) -> Result<String, RenderError> {
        Ok(format!(
            "# {}: {} {}\n\n{}\n",
            self.words("title")?,
            self.facts.value("project")?,
            self.facts.value("environment")?,
            self.words("roles")?
        ))
    }

    fn end(&self, mut text: String) -> Result<String, RenderError> {
        for (title, body) in [("order", "order_text"), ("fence", "fence_text")] {
            let (title, body) = (self.words(title)?, self.words(body)?);
            let _ = write!(text, "\n## {title}\n\n{}\n", body.trim());
        }
        let _ = write!(text, "\n## {}\n\n{}", self.words("books")?, self.books()?);
        let rendered = self.words.label("rendered", self.language)?;
        let _ = write!(text, "\n{rendered}\n");
        Ok(text)
    }

    fn words(&self, name: &str) -> Result<String, RenderError> {
        let texts = &self.board.readme.texts;
        let words = texts.get(name).or_else(|| self.words.readme.get(name));
        let missing = || RenderError::manifest("runbooks/words.toml", format!("no text `{name}`"));
        words
            .ok_or_else(missing)?
            .in_words(self.language, self.facts)
    }

    fn sum<N: Copy + PartialEq + ToString>(&self, sum: &Sum<N>) -> Result<String, RenderError> {
        let mut rows = Vec::new();
        for part in &sum.parts {
            let key = part.name.to_string();
            let words = self.words.parts.get(&key);
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

    fn log(&self, tables: &Tables) -> Result<String, RenderError> {
        let key = match self.facts.find("log_room") {
            Some(_) => "log_kept",
            None => "log_endless",
        };
        let mut text = self.words(key)?;
        if tables.recovery.load.is_some() {
            text = format!("{text} {}", self.words("first_copy")?);
        }
        Ok(format!("{text}\n"))
    }

    fn sizes(&self, tables: &Tables) -> Result<String, RenderError> {
        let titles = [
            self.words("machine")?,
            self.words("as_primary")?,
            self.words("as_standby")?,
        ];
        let rows = tables.sizes.iter().map(|[cloud, full, small]| {
            [cloud.as_str().into(), code(full).into(), code(small).into()]
        });
        Ok(table(titles.each_ref().map(String::as_str), rows))
    }

    fn books(&self) -> Result<String, RenderError> {
        let mut text = String::new();
        for (name, book, facts) in self.board.copies(self.facts) {
            let title = book.title.in_words(self.language, &facts)?;
            let _ = writeln!(text, "- [{title}]({name}{})", self.language.ending());
        }
        let drill = match self.facts.find("last_drill") {
            Some(_) => self.words("drill")?,
            None => self.words("no_drill")?,
        };
        Ok(format!("{text}\n{drill}\n"))
    }
}
