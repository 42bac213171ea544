use std::collections::BTreeMap;
use std::fmt;
use std::mem;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_diagnostics::{Diagnostics, SourceMap, render_text};
use mcgen_graph::Graph;
use mcgen_model::{Date, Environment};
use mcgen_render::{Renderer, TemplateLibrary};
use mcgen_rules::Context;
use mcgen_spec::{LoadError, LoadedFile, Loader};

use crate::threads::threads_for;
use crate::{RenderError, RenderedEstate};

/// The environment files of one or more projects, read but not yet judged.
#[derive(Debug, Default)]
pub struct Estate {
    loader: Loader,
    files: Vec<LoadedFile>,
}

impl Estate {
    /// Reads an environment file, or every environment file below a directory.
    pub fn load(path: impl AsRef<Utf8Path>) -> Result<Self, LoadError> {
        Self::load_all([path])
    }

    /// Reads several files or directories as one estate.
    pub fn load_all(
        paths: impl IntoIterator<Item = impl AsRef<Utf8Path>>,
    ) -> Result<Self, LoadError> {
        let mut estate = Self::default();
        for path in paths {
            let files = estate.loader.load(path.as_ref())?;
            estate.files.extend(files);
        }
        Ok(estate)
    }

    /// Reads one environment from a text, as if it stood in a file at `path`.
    pub fn from_text(path: &str, text: &str) -> Self {
        let mut estate = Self::default();
        estate.add_text(path, text);
        estate
    }

    /// Adds one environment from a text.
    pub fn add_text(&mut self, path: &str, text: &str) {
        let file = self.loader.load_text(path, text);
        self.files.push(file);
    }

    /// Every file that was read, bases included; a build script watches these.
    pub fn inputs(&self) -> impl Iterator<Item = &Utf8Path> {
        self.loader.inputs()
    }

    /// Checks every environment against the rule book as of today.
    pub fn check(self) -> Result<CheckedEstate, Rejected> {
        self.check_on(today())
    }

    /// Checks every environment as of a given day, which decides about support dates and waivers.
    pub fn check_on(self, today: Date) -> Result<CheckedEstate, Rejected> {
        let (checked, findings) = self.judge(today);
        match checked {
            Some((environments, promoted)) => Ok(CheckedEstate {
                environments,
                promoted,
                findings,
            }),
            None => Err(Rejected(Box::new(findings))),
        }
    }

    fn judge(mut self, today: Date) -> (Option<(Vec<Environment>, Promoted)>, Findings) {
        let inputs = self.loader.inputs().map(Utf8Path::to_owned).collect();
        let mut findings = Diagnostics::new();
        check_together(&mut self.files);
        check_rules(&mut self.files, &Context { today });
        let mut environments = Vec::new();
        let mut promoted = Promoted::new();
        for file in self.files {
            findings.append(file.diagnostics);
            if let Some(environment) = file.promoted {
                promoted.insert(environments.len(), environment);
            }
            environments.extend(file.environment);
        }
        let sources = self.loader.into_sources();
        findings.sort(&sources);
        let accepted = !findings.has_errors();
        let findings = Findings {
            diagnostics: findings,
            sources,
            inputs,
        };
        (accepted.then_some((environments, promoted)), findings)
    }
}

/// Adds what only shows between environments to the findings of reading of the file that it belongs to.
fn check_together(files: &mut [LoadedFile]) {
    let environments = files.iter().filter_map(|file| file.environment.as_ref());
    let environments: Vec<&Environment> = environments.collect();
    let found = mcgen_rules::check_estate(&environments);
    let files = files.iter_mut().filter(|file| file.environment.is_some());
    for (file, found) in files.zip(found) {
        file.diagnostics.append(found);
    }
}

/// Adds the findings of the rules to those of reading, file by file.
fn check_rules(files: &mut [LoadedFile], context: &Context) {
    let check = |files: &mut [LoadedFile]| {
        for file in files {
            if let Some(environment) = &file.environment {
                let reading = mem::take(&mut file.diagnostics);
                file.diagnostics = mcgen_rules::check(environment, context, reading);
            }
            if let Some(promoted) = &file.promoted {
                let found = mem::take(&mut file.diagnostics);
                file.diagnostics = mcgen_rules::check_promoted(promoted, context, found);
            }
        }
    };
    let threads = threads_for(files.len());
    if threads <= 1 {
        return check(files);
    }
    thread::scope(|scope| {
        for part in files.chunks_mut(files.len().div_ceil(threads)) {
            scope.spawn(|| check(part));
        }
    });
}

/// What was found, with the texts that it points into. Printed, it reads as on the command line.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The findings, sorted by place.
    pub diagnostics: Diagnostics,
    /// The texts.
    pub sources: SourceMap,
    /// The files that were read.
    pub inputs: Vec<Utf8PathBuf>,
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&render_text(&self.diagnostics, &self.sources, false))
    }
}

/// An estate with errors; nothing can be rendered from it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Rejected(pub Box<Findings>);

/// What environments become when their other sides take over, by the number of the environment.
type Promoted = BTreeMap<usize, Environment>;

/// An estate without errors.
#[derive(Debug)]
pub struct CheckedEstate {
    environments: Vec<Environment>,
    promoted: Promoted,
    findings: Findings,
}

impl CheckedEstate {
    /// The environments, in the order of reading.
    pub fn environments(&self) -> &[Environment] {
        &self.environments
    }

    /// The estate after the other side has taken over wherever one cloud is the primary and the other
    /// its replica; none where there is no such environment.
    pub fn promoted(&self) -> Option<Self> {
        if self.promoted.is_empty() {
            return None;
        }
        let numbered = self.environments.iter().enumerate();
        Some(Self {
            environments: numbered
                .map(|(number, it)| self.promoted.get(&number).unwrap_or(it).clone())
                .collect(),
            promoted: self
                .promoted
                .keys()
                .map(|number| (*number, self.environments[*number].clone()))
                .collect(),
            findings: self.findings.clone(),
        })
    }

    /// Warnings and waived findings.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// Renders with the templates of mcgen.
    pub fn render(&self) -> Result<RenderedEstate, RenderError> {
        self.render_with(&TemplateLibrary::default())
    }

    /// Renders with templates of your own in the place of some of mcgen's.
    pub fn render_with(&self, library: &TemplateLibrary) -> Result<RenderedEstate, RenderError> {
        RenderedEstate::new(&self.environments, library, self.findings.inputs.clone())
    }

    /// A picture of the environments: their stacks, the modules in them, and what goes from one
    /// module to another in what the templates of mcgen render.
    ///
    /// ```
    /// let estate = mcgen::Estate::from_text(
    ///     "crm.yaml",
    ///     "project: crm\n\
    ///      environment: development\n\
    ///      strategy: independent\n\
    ///      gcp:\n\
    ///      \x20 region: asia-northeast3\n\
    ///      \x20 project: crm-dev\n\
    ///      \x20 network: { cidr: 10.20.0.0/20 }\n",
    /// );
    /// let graph = estate.check()?.graph()?;
    /// assert_eq!(graph.title(), "crm/development");
    /// assert!(graph.to_svg().contains("10.20.0.0/20"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn graph(&self) -> Result<Graph, RenderError> {
        self.graph_with(&TemplateLibrary::default())
    }

    /// The same for what is rendered with templates of your own.
    pub fn graph_with(&self, library: &TemplateLibrary) -> Result<Graph, RenderError> {
        Renderer::new(library).graph(&self.environments)
    }
}

/// The present day, by the clock of the machine, in UTC.
pub fn today() -> Date {
    let days = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs() / 86_400);
    Date::from_days_since_epoch(days).unwrap_or(Date::EPOCH)
}
