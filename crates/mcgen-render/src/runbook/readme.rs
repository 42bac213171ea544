//! The README of the runbooks: what is promised, and what that rests on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use mcgen_model::recovery::{Outage, Outcome, Remark, Sum};

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
        let time = self.sum(&tables.recovery.time, true)?;
        let _ = write!(text, "\n## {}\n\n{time}", self.words("time")?);
        let loss = self.sum(&tables.recovery.loss, true)?;
        let _ = write!(text, "\n## {}\n\n{loss}", self.words("loss")?);
        let log = self.log(tables)?;
        let _ = write!(text, "\n## {}\n\n{log}", self.words("log")?);
        let sizes = self.sizes(tables)?;
        let _ = write!(text, "\n## {}\n\n{sizes}", self.words("sizes")?);
        self.end(text)
    }

    /// That of an environment in which nothing is promoted.
    pub(super) fn of_outages(&self, outages: &[Outage]) -> Result<String, RenderError> {
        let mut text = self.head()?;
        let _ = write!(
            text,
            "\n## {}\n\n{}\n",
            self.words("outages")?,
            self.words("outages_text")?
        );
        for outage in outages {
            let _ = write!(text, "\n### {}\n", self.lost(outage)?);
            text.push_str(&self.outage(outage)?);
        }
        self.end(text)
    }

    fn lost(&self, outage: &Outage) -> Result<String, RenderError> {
        if self.language == Language::English {
            let title = outage.title();
            let mut letters = title.chars();
            let first = letters.next().map(|it| it.to_ascii_uppercase());
            return Ok(first.into_iter().chain(letters).collect());
        }
        let text = word(&self.words.extents, outage.extent.as_str())?;
        Ok(text.replace("{}", &outage.places.join(", ")))
    }

    fn outage(&self, outage: &Outage) -> Result<String, RenderError> {
        let mut text = String::new();
        let time_title = self.words("time")?;
        let loss_title = self.words("loss")?;
        match &outage.outcome {
            Outcome::GoesOn { time, loss } => {
                let time = self.sum(time, outage.held)?;
                let loss = self.sum(loss, outage.held)?;
                let _ = write!(text, "\n{time_title}:\n\n{time}\n{loss_title}:\n\n{loss}");
            }
            Outcome::Stops { why, loss } => {
                let _ = write!(text, "\n{time_title}: {}.\n", self.remark(why)?);
                if let Some(loss) = loss {
                    let loss = self.sum(loss, outage.held)?;
                    let _ = write!(text, "\n{loss_title}:\n\n{loss}");
                }
            }
        }
        for (number, remark) in outage.remarks.iter().enumerate() {
            let gap = if number == 0 { "\n" } else { "" };
            let _ = writeln!(text, "{gap}- {}", self.remark(remark)?);
        }
        Ok(text)
    }

    fn remark(&self, remark: &Remark) -> Result<String, RenderError> {
        match self.language {
            Language::English => Ok(remark.to_string()),
            Language::Korean => {
                let text = word(&self.words.remarks, remark.name.as_str())?;
                Ok(text.replace("{}", &remark.value))
            }
        }
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

    /// A table of the parts; `held` says whether an objective is held against them.
    fn sum<N: Copy + PartialEq + ToString>(
        &self,
        sum: &Sum<N>,
        held: bool,
    ) -> Result<String, RenderError> {
        let mut rows = Vec::new();
        for part in &sum.parts {
            let key = part.name.to_string();
            let words = self.words.parts.get(&key);
            let (name, about) = match (words, self.language) {
                (Some(words), Language::English) => (words.en.as_str(), part.basis.as_str()),
                (Some(words), Language::Korean) => (words.ko.as_str(), words.about.as_str()),
                (None, _) => (key.as_str(), part.basis.as_str()),
            };
            let certainty = self.words.certainty.get(part.certainty.as_str());
            let certainty = certainty.map_or(part.certainty.as_str(), |it| it.raw(self.language));
            rows.push([
                name.to_owned(),
                part.time.in_words(),
                certainty.to_owned(),
                about.to_owned(),
            ]);
        }
        let objective = match &sum.objective {
            _ if !held => self.words("not_held")?,
            Some(objective) => format!(
                "{}: {}",
                self.words("objective")?,
                objective.value.in_words()
            ),
            None => format!("{}: {}", self.words("objective")?, self.words("none")?),
        };
        rows.push([
            format!("**{}**", self.words("total")?),
            format!("**{}**", sum.total().in_words()),
            String::new(),
            objective,
        ]);
        let titles = [
            self.words("part")?,
            self.words("takes")?,
            self.words("certainty")?,
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

fn word<'a>(words: &'a BTreeMap<String, String>, name: &str) -> Result<&'a str, RenderError> {
    let missing = || RenderError::manifest("runbooks/words.toml", format!("no word for `{name}`"));
    words.get(name).map(String::as_str).ok_or_else(missing)
}
