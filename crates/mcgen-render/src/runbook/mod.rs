//! Runbooks of an environment with two databases, or with one over both clouds: the steps as commands with
//! what each must show, in English and Korean from one source, and a README with what stands behind them.

mod book;
mod facts;
mod global_facts;
mod page;
mod readme;

use mcgen_model::{Cloud, Environment, StrategyName, recovery, standby};

use self::book::{Book, Readme, Shared, Words};
use self::facts::{Facts, Tables};
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

/// The strategies that have books.
pub(crate) const STRATEGIES: [StrategyName; 3] = [
    StrategyName::PrimaryReplica,
    StrategyName::ActiveActive,
    StrategyName::GlobalDatabase,
];

/// The folders of books, each with the strategy whose shared steps it uses. One strategy has several where
/// mechanisms have little in common; their READMEs say which is whose.
const FOLDERS: [(&str, StrategyName); 4] = [
    ("primary-replica", StrategyName::PrimaryReplica),
    ("active-active", StrategyName::ActiveActive),
    ("messages", StrategyName::ActiveActive),
    ("global-database", StrategyName::GlobalDatabase),
];

/// Every book, read once for all environments.
pub(crate) struct Shelf {
    words: Words,
    boards: Vec<Board>,
}

/// The books of one folder.
struct Board {
    strategy: StrategyName,
    readme: Readme,
    /// By name, in the order in which they are listed.
    books: Vec<(String, Book)>,
}

impl Shelf {
    /// Reads the books of `library`.
    pub(crate) fn read(library: &TemplateLibrary) -> Result<Self, RenderError> {
        let words = library.table(&format!("{TEMPLATES}/words.toml"))?;
        let boards = FOLDERS
            .into_iter()
            .map(|(folder, strategy)| Board::read(library, folder, strategy));
        Ok(Self {
            words,
            boards: boards.collect::<Result<_, _>>()?,
        })
    }

    /// The files of `environment` by their path in the tree; none where its strategy has no books.
    /// `stacks` are the names of its stacks.
    pub(crate) fn files(
        &self,
        environment: &Environment,
        stacks: &[&str],
    ) -> Result<Vec<(String, String)>, RenderError> {
        let Some((facts, tables)) = facts(environment, stacks) else {
            return Ok(Vec::new());
        };
        let strategy = environment.strategy.name();
        let boards = self.boards.iter().filter(|it| it.strategy == strategy);
        let Some(board) = boards.into_iter().find(|it| it.knows(&facts)) else {
            return Ok(Vec::new());
        };
        let outages = recovery::outages(environment);
        let picture = picture::replication::alone(&standby::as_it_runs(environment));
        let picture = picture.map(|it| it.to_mermaid());
        let folder = format!("{TEMPLATES}/{}", environment.name);
        let mut files = Vec::new();
        for language in Language::ALL {
            let end = language.ending();
            for (name, book, facts) in board.copies(&facts) {
                let text = page::text(book, &self.words, &facts, language)?;
                files.push((format!("{folder}/{name}{end}"), text));
            }
            let page = readme::Page {
                words: &self.words,
                board,
                facts: &facts,
                language,
            };
            let text = match (&tables, &picture) {
                (Some(tables), Some(picture)) => page.of_a_standby(tables, picture)?,
                _ => page.of_outages(&outages)?,
            };
            files.push((format!("{folder}/README{end}"), text));
        }
        Ok(files)
    }
}

/// What the books say of `environment`, and of a standby what its README shows in tables.
fn facts(environment: &Environment, stacks: &[&str]) -> Option<(Facts, Option<Tables>)> {
    if let Some((facts, tables)) = Facts::of_a_standby(environment, stacks) {
        return Some((facts, Some(tables)));
    }
    let facts = Facts::of_two_sides(environment, stacks);
    let facts = facts.or_else(|| Facts::of_global(environment, stacks));
    facts.map(|facts| (facts, None))
}

impl Board {
    fn read(
        library: &TemplateLibrary,
        folder: &str,
        strategy: StrategyName,
    ) -> Result<Self, RenderError> {
        let folder = format!("{TEMPLATES}/{folder}");
        let readme = library.table(&format!("{folder}/readme.toml"))?;
        let shared: Shared = library.table(&format!("{TEMPLATES}/{strategy}/shared.toml"))?;
        let mut books = Vec::new();
        for (path, name) in library.tables(&folder) {
            if !matches!(name, "readme" | "shared") {
                let mut book: Book = library.table(path)?;
                book.take_in(&shared, path)?;
                books.push((name.to_owned(), book));
            }
        }
        books.sort_by_key(|(_, book)| book.order);
        Ok(Self {
            strategy,
            readme,
            books,
        })
    }

    /// Whether the steps of the environment's mechanism are written.
    fn knows(&self, facts: &Facts) -> bool {
        let mechanisms = &self.readme.mechanisms;
        mechanisms.is_empty() || mechanisms.iter().any(|it| facts.is("mechanism", it))
    }

    /// Each book with its name and its facts, those that each side has of its own twice.
    fn copies(&self, facts: &Facts) -> Vec<(String, &Book, Facts)> {
        let mut copies = Vec::new();
        let books = self.books.iter().filter(|(_, it)| facts.are(&it.when));
        for (name, book) in books {
            if book.each_side {
                for side in [Cloud::Aws, Cloud::Gcp] {
                    copies.push((format!("{name}-{side}"), book, facts.of_side(side)));
                }
            } else {
                copies.push((name.clone(), book, facts.clone()));
            }
        }
        copies
    }
}

#[cfg(test)]
mod tests;
