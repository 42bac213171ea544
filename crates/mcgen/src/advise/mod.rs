//! Which strategy and mechanism meet what a team needs, and why the others do not.

mod judge;
mod text;

use camino::Utf8Path;
use mcgen_diagnostics::Diagnostics;
use mcgen_model::catalog::strategies::{StrategyOption, options};
use mcgen_model::{Date, Needs};
use mcgen_spec::{LoadError, Loader};

pub use self::judge::Shortfall;
use crate::{Findings, FirstFile, Rejected, RenderError};

/// Every way to run the databases, judged by what a team needs; the best first.
#[derive(Debug, Clone)]
pub struct Advice {
    needs: Needs,
    verdicts: Vec<Verdict>,
}

/// One way, judged.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The way.
    pub option: &'static StrategyOption,
    /// The needs that it does not meet; none when it meets them all.
    pub shortfalls: Vec<Shortfall>,
}

/// Why no advice could be given.
#[derive(Debug, thiserror::Error)]
pub enum AdviseError {
    /// The file cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The file holds mistakes.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// A first file cannot be rendered; a bug of mcgen.
    #[error(transparent)]
    Render(#[from] RenderError),
}

impl Advice {
    /// Reads what a team needs from a file, and judges every way by it, as of today.
    pub fn load(path: &Utf8Path) -> Result<Self, AdviseError> {
        Self::load_on(path, crate::today())
    }

    /// The same as of a given day, which decides about support dates.
    pub fn load_on(path: &Utf8Path, today: Date) -> Result<Self, AdviseError> {
        let mut loader = Loader::new();
        let (needs, diagnostics) = loader.load_needs(path)?;
        match needs {
            Some(needs) => Self::on(needs, today),
            None => Err(AdviseError::Rejected(rejected(loader, diagnostics))),
        }
    }

    /// Judges every way by `needs`.
    pub fn on(needs: Needs, today: Date) -> Result<Self, AdviseError> {
        let mut verdicts = Vec::new();
        for option in options() {
            let mut shortfalls = judge::by_nature(option, &needs);
            // Of another engine or other data, the rule book would speak of what nobody asks for.
            if !shortfalls.iter().any(Shortfall::is_another_thing) {
                shortfalls.extend(judge::by_the_book(&FirstFile::of(option, &needs), today)?);
            }
            verdicts.push(Verdict { option, shortfalls });
        }
        // Of those that lack the same, the cheaper and then the simpler; the order of the table decides the rest.
        verdicts.sort_by_key(|it| (it.shortfalls.len(), it.option.cost, it.option.effort));
        Ok(Self { needs, verdicts })
    }

    /// What was asked for.
    pub fn needs(&self) -> &Needs {
        &self.needs
    }

    /// Every way, the best first.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The way to take; none when no way meets every need.
    pub fn recommended(&self) -> Option<&'static StrategyOption> {
        let best = self.verdicts.first()?;
        best.shortfalls.is_empty().then_some(best.option)
    }

    /// The text of a first environment file of the recommended way, which passes `check`.
    pub fn first_file(&self) -> Option<Result<String, RenderError>> {
        let option = self.recommended()?;
        Some(FirstFile::of(option, &self.needs).text())
    }
}

fn rejected(loader: Loader, mut diagnostics: Diagnostics) -> Rejected {
    let inputs = loader.inputs().map(Utf8Path::to_owned).collect();
    let sources = loader.into_sources();
    diagnostics.sort(&sources);
    Rejected(Box::new(Findings {
        diagnostics,
        sources,
        inputs,
    }))
}
