//! Runbooks of an environment with a standby: the steps of a failover as commands with what each
//! must show, in English and Korean from one source, and a README with the sums behind the promises.

mod book;
mod facts;
mod page;
mod readme;

use mcgen_model::{Environment, standby};

use self::book::{Book, Shared, Words};
use self::facts::Facts;
use crate::library::TemplateLibrary;
use crate::{RenderError, picture};

/// The folder of the books.
const TEMPLATES: &str = "runbooks";

/// The languages, with the end that their files have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Korean,
}

impl Language {
    const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// The end of a file's name.
    fn ending(self) -> &'static str {
        match self {
            Self::English => ".md",
            Self::Korean => ".ko.md",
        }
    }
}

/// Every book, read once for all environments.
pub(crate) struct Shelf {
    words: Words,
    /// By name, in the order in which they are listed.
    books: Vec<(String, Book)>,
}

impl Shelf {
    /// Reads the books of `library`.
    pub(crate) fn read(library: &TemplateLibrary) -> Result<Self, RenderError> {
        let words = library.table(&format!("{TEMPLATES}/words.toml"))?;
        let shared: Shared = library.table(&format!("{TEMPLATES}/shared.toml"))?;
        let mut books = Vec::new();
        for (path, name) in library.tables(TEMPLATES) {
            if !matches!(name, "words" | "shared") {
                let mut book: Book = library.table(path)?;
                book.take_in(&shared, path)?;
                books.push((name.to_owned(), book));
            }
        }
        books.sort_by_key(|(_, book)| book.order);
        Ok(Self { words, books })
    }

    /// The files of `environment` by their path in the tree; none without a standby. `stacks` are the
    /// names of its stacks.
    pub(crate) fn files(
        &self,
        environment: &Environment,
        stacks: &[&str],
    ) -> Result<Vec<(String, String)>, RenderError> {
        let facts = Facts::of(environment, stacks);
        let picture = picture::replication::alone(&standby::as_it_runs(environment));
        let Some((facts, picture)) = facts.zip(picture) else {
            return Ok(Vec::new());
        };
        let picture = picture.to_mermaid();
        let folder = format!("{TEMPLATES}/{}", environment.name);
        let mut files = Vec::new();
        for language in Language::ALL {
            let end = language.ending();
            for (name, book) in &self.books {
                let text = page::text(book, &self.words, &facts, language)?;
                files.push((format!("{folder}/{name}{end}"), text));
            }
            let text = readme::text(self, &facts, &picture, language)?;
            files.push((format!("{folder}/README{end}"), text));
        }
        Ok(files)
    }
}

#[cfg(test)]
mod tests;
