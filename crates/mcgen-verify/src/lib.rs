//! The proof of a rendered tree: held against the schemas of the real providers, then taken through
//! its life by the real Terraform on simulated clouds.
//!
//! [`verify`] works on a private copy. Nothing of it reaches the files of the user, a real state or a
//! real cloud: the commands run with an empty environment, states stand in the private folder, and
//! every provider is a simulated one.
//!
//! # What is not here
//!
//! What a provider's schema says and how a simulated provider behaves are in `mcgen-schema` and
//! `mcgen-simulator`; this crate decides what is run, in which order, and what its results mean.

mod chain;
mod cloud;
mod data_holders;
mod disk;
mod error;
mod findings;
mod lanes;
mod offline;
mod origin;
mod pool;
mod reach;
mod report;
pub mod rules;
mod simulation;
mod summary;
mod terraform;
mod tree;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use camino::Utf8PathBuf;
use mcgen_diagnostics::{Diagnostics, SourceMap};
use mcgen_schema::Catalog;

pub use cloud::Cloud;
pub use error::VerifyError;
pub use lanes::Ends;
pub use offline::check_folder;
pub use origin::{Template, TemplateOf};
pub use report::{
    ChangeRecord, FolderReport, LaneRecord, ModuleRecord, OfflineRecord, Outcome, Record, Report,
    StackRecord, Step, StepRecord,
};
pub use terraform::{
    Cancel, ChangeCounts, DEFAULT_TIMEOUT, Flavour, RunError, Terraform, TestCounts, Unusable,
};
pub use tree::Tree;

use chain::{Chain, ChainResult, test_module};
use findings::{Fault, RawFinding, Teller};
use lanes::{Lane, Lanes};
use origin::Origins;
use reach::ways_out;
use simulation::Simulation;
use terraform::{Caller, Messages, TerraformDiagnostic};
use workspace::Workspace;

/// What a run is busy with.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The versions of the providers: an index into [`Record::lanes`].
    pub lane: usize,
    /// The stack or the module.
    pub subject: &'a str,
    /// The step.
    pub step: &'a str,
}

/// What is to be proved, and how.
pub struct Request<'a> {
    /// The rendered files.
    pub tree: &'a Tree,
    /// The environment files, for findings that lead back to them.
    pub sources: SourceMap,
    /// The template of a rendered file.
    pub template_of: &'a TemplateOf<'a>,
    /// The tree whose state the new one is planned over, with its name.
    pub from: Option<(String, &'a Tree)>,
    /// Addresses that the change may destroy.
    pub accepted_losses: BTreeSet<String>,
    /// The cloud that goes away after the apply.
    pub outage: Option<Cloud>,
    /// What is applied, during the outage, where that cloud is the primary's.
    pub promotion: Option<Promotion<'a>>,
    /// Which ends of the version ranges.
    pub ends: Ends,
    /// Whether the tests of the modules are run.
    pub module_tests: bool,
    /// The Terraform to run, or why none is run.
    pub terraform: Result<Terraform, String>,
    /// The longest that one command may take.
    pub timeout: Duration,
    /// Calls the run off.
    pub cancel: Cancel,
    /// Is told what the run is busy with, from several threads.
    pub progress: &'a (dyn Fn(&Progress<'_>) + Sync),
}

/// What environments render to when the cloud of their primary is lost and the other takes over.
#[derive(Debug, Clone)]
pub struct Promotion<'a> {
    /// The rendered files.
    pub tree: &'a Tree,
    /// The cloud of the primary as it is, by environment.
    pub primaries: BTreeMap<String, Cloud>,
}

/// One piece of work: an environment or a module, with one set of provider versions.
enum Job<'a> {
    Chain {
        lane: usize,
        environment: String,
        tree: Tree,
    },
    Module {
        lane: usize,
        module: &'a Utf8PathBuf,
        tree: Tree,
    },
}

enum JobResult {
    Chain(ChainResult),
    Module(ModuleRecord, Vec<RawFinding>),
}

/// Proves a tree: offline first and, if nothing is wrong there, with Terraform.
pub fn verify(request: &Request<'_>) -> Result<Report, VerifyError> {
    let catalog = Catalog::embedded()?;
    let mut sources = request.sources.clone();
    let mut diagnostics = Diagnostics::new();
    let origins = Origins::new(request.template_of, sources.ids().collect());
    let from = request.from.as_ref().map(|(_, tree)| *tree);
    let (offline, mut used) = offline::check(
        catalog,
        request.tree,
        &origins,
        &mut sources,
        &mut diagnostics,
    )?;
    for (source, types) in from.into_iter().flat_map(Tree::used_types) {
        used.entry(source).or_default().extend(types);
    }
    let Lanes {
        chosen: lanes,
        missing,
        misfits,
    } = Lanes::choose(catalog, request.tree, from, &used, request.ends)?;
    let mut record = Record {
        lanes: lanes.iter().map(Lane::record).collect(),
        offline,
        outage: request.outage.map(|cloud| cloud.name().to_owned()),
        from: request.from.as_ref().map(|(name, _)| name.clone()),
        ..Record::default()
    };
    let teller = Teller {
        tree: request.tree,
        lanes: &record.lanes.clone(),
        origins: &origins,
    };
    teller.tell_misfits(misfits, &mut sources, &mut diagnostics);
    if request.terraform.is_ok() {
        tell_ways_out(request, &teller, &mut sources, &mut diagnostics)?;
    }
    if request.cancel.is_cancelled() {
        return Err(RunError::Cancelled.into());
    }
    match &request.terraform {
        _ if diagnostics.has_errors() => {
            record.not_run = Some("there are errors without it".to_owned());
        }
        Err(reason) => record.not_run = Some(reason.clone()),
        Ok(_) if !missing.is_empty() => record.not_run = Some(missing.join(", and ")),
        Ok(terraform) => {
            record.terraform = Some(terraform.title());
            let raw = run(request, terraform, &lanes, &mut record)?;
            teller.tell(raw, &mut sources, &mut diagnostics);
        }
    }
    let is_asked = request.from.is_some() || request.outage.is_some();
    if let Some(reason) = record.not_run.as_ref().filter(|_| is_asked)
        && !diagnostics.has_errors()
    {
        return Err(VerifyError::NotRun(reason.clone()));
    }
    diagnostics.sort(&sources);
    Ok(Report {
        diagnostics,
        sources,
        record,
    })
}

/// Tells what leads out of the new tree or the old one.
fn tell_ways_out(
    request: &Request<'_>,
    teller: &Teller<'_, '_>,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Result<(), VerifyError> {
    for (name, tree) in [Some((None, request.tree)), old(request)?]
        .into_iter()
        .flatten()
    {
        let teller = Teller { tree, ..*teller };
        teller.tell_ways_out(ways_out(tree), name, sources, diagnostics);
    }
    Ok(())
}

/// The old tree with its name. One that has nothing to do with the new one would prove nothing.
fn old<'a>(request: &'a Request<'_>) -> Result<Option<(Option<&'a str>, &'a Tree)>, VerifyError> {
    let Some((name, tree)) = &request.from else {
        return Ok(None);
    };
    let environments = request.tree.environments();
    if tree.environments().is_disjoint(&environments) {
        let environments: Vec<String> = environments.into_iter().collect();
        return Err(VerifyError::NothingBefore {
            from: name.clone(),
            environments: environments.join(", "),
        });
    }
    Ok(Some((Some(name), tree)))
}

/// Runs everything that Terraform is needed for.
fn run(
    request: &Request<'_>,
    terraform: &Terraform,
    lanes: &[Lane],
    record: &mut Record,
) -> Result<Vec<RawFinding>, VerifyError> {
    let mut modules = request.tree.tested_modules();
    if !request.module_tests {
        record.module_tests_left_out = modules.len();
        modules.clear();
    }
    let jobs = jobs(request.tree, &modules, lanes.len());
    let results = pool::run_all(&jobs, |job| run_job(request, terraform, lanes, job))?;
    let mut findings = Vec::new();
    for result in results {
        match result {
            JobResult::Chain(chain) => {
                record.stacks.extend(chain.stacks);
                findings.extend(chain.findings);
            }
            JobResult::Module(module, found) => {
                record.modules.push(module);
                findings.extend(found);
            }
        }
    }
    Ok(findings)
}

/// Chains first, because they take longest.
fn jobs<'a>(tree: &Tree, modules: &'a BTreeSet<Utf8PathBuf>, lanes: usize) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for environment in &tree.environments() {
        let folders = tree.stacks().into_iter();
        let folders = folders.filter(|it| it.environment == *environment);
        let mut folders: Vec<Utf8PathBuf> = folders.map(|it| it.folder).collect();
        folders.push("modules".into());
        jobs.extend((0..lanes).map(|lane| Job::Chain {
            lane,
            environment: environment.clone(),
            tree: tree.part(&folders),
        }));
    }
    for module in modules {
        jobs.extend((0..lanes).map(|lane| Job::Module {
            lane,
            module,
            tree: tree.part(std::slice::from_ref(module)),
        }));
    }
    jobs
}

fn run_job(
    request: &Request<'_>,
    terraform: &Terraform,
    lanes: &[Lane],
    job: &Job<'_>,
) -> Result<JobResult, VerifyError> {
    let workspace = Workspace::new()?;
    let from = request.from.as_ref().map(|(_, tree)| *tree);
    let promoted = request.promotion.as_ref().map(|it| it.tree);
    let (lane, trees) = match job {
        Job::Chain { lane, tree, .. } => {
            let others = from.into_iter().chain(promoted);
            (*lane, others.chain([tree]).collect())
        }
        Job::Module { lane, tree, .. } => (*lane, vec![tree]),
    };
    let trees: Vec<&Tree> = trees;
    let simulation = Simulation::start(&lanes[lane], &trees, workspace.sockets())?;
    let caller = Caller {
        terraform: terraform.clone(),
        home: workspace.home(),
        providers: simulation.reattach(),
        limit: request.timeout,
        cancel: request.cancel.clone(),
    };
    let result = match job {
        Job::Chain {
            environment, tree, ..
        } => {
            let chain = Chain {
                lane,
                environment,
                tree,
                from,
                accepted: &request.accepted_losses,
                outage: request.outage,
                promotion: request.promotion.as_ref(),
                progress: request.progress,
            };
            JobResult::Chain(chain.run(&caller, &workspace, &simulation)?)
        }
        Job::Module { module, tree, .. } => {
            (request.progress)(&Progress {
                lane,
                subject: module.as_str(),
                step: "test",
            });
            let (code, messages) = test_module(&caller, &workspace, module, tree)?;
            module_result(lane, module, code, messages)
        }
    };
    simulation.stop();
    workspace.close()?;
    Ok(result)
}

fn module_result(lane: usize, module: &Utf8PathBuf, code: i32, messages: Messages) -> JobResult {
    let found = |fault| RawFinding {
        lane,
        environment: String::new(),
        folder: module.clone(),
        fault,
    };
    let told = messages
        .diagnostics
        .iter()
        .any(TerraformDiagnostic::is_error);
    let mut findings: Vec<RawFinding> = messages
        .diagnostics
        .into_iter()
        .map(|it| found(Fault::Test(it)))
        .collect();
    if code != 0 && !told {
        findings.push(found(Fault::Untold(messages.other.join("\n"))));
    }
    let name = module.file_name().unwrap_or_default().to_owned();
    let module = ModuleRecord {
        module: name,
        lane,
        tests: messages.tests.unwrap_or_default(),
    };
    JobResult::Module(module, findings)
}
