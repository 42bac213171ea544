//! The proof of an estate.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_render::{RenderError, TemplateLibrary};
use mcgen_verify::{
    Cancel, Cloud, Ends, Flavour, Progress, Promotion, Report, Request, Template, Terraform, Tree,
    VerifyError,
};

use crate::{CheckedEstate, Estate, LoadError, Rejected};

/// How an estate is proved. The default runs the Terraform on the path at both ends of the version
/// ranges.
pub struct VerifyOptions {
    /// Which ends of the version ranges.
    pub ends: Ends,
    /// A rendered tree, or environment files: its state is what the new tree is planned over.
    pub from: Option<Utf8PathBuf>,
    /// Addresses that the change may destroy although they hold data.
    pub accepted_losses: BTreeSet<String>,
    /// The cloud that goes away after the apply.
    pub outage: Option<Cloud>,
    /// Whether the tests of the modules are run; they are by default.
    pub module_tests: bool,
    /// The Terraform to run, or why none is run.
    pub terraform: Result<Terraform, String>,
    /// The longest that one command of Terraform may take.
    pub timeout: Duration,
    /// Calls the run off.
    pub cancel: Cancel,
    /// Is told what the run is busy with, from several threads.
    pub progress: Box<dyn Fn(&Progress<'_>) + Sync>,
}

impl Default for VerifyOptions {
    fn default() -> Self {
        let cancel = Cancel::default();
        let terraform = Terraform::find(Flavour::Terraform, None, &cancel);
        Self {
            ends: Ends::Both,
            from: None,
            accepted_losses: BTreeSet::new(),
            outage: None,
            module_tests: true,
            terraform: terraform.map_err(|it| it.to_string()),
            timeout: mcgen_verify::DEFAULT_TIMEOUT,
            cancel,
            progress: Box::new(|_| ()),
        }
    }
}

impl fmt::Debug for VerifyOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifyOptions")
            .field("ends", &self.ends)
            .field("from", &self.from)
            .field("accepted_losses", &self.accepted_losses)
            .field("outage", &self.outage)
            .field("module_tests", &self.module_tests)
            .field("terraform", &self.terraform)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// Why an estate could not be proved or refuted.
#[derive(Debug, thiserror::Error)]
pub enum EstateVerifyError {
    /// It cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The old environment files cannot be read.
    #[error("the old environment files: {0}")]
    OldFiles(#[from] LoadError),
    /// The old environment files have errors.
    #[error("the old environment files have errors:\n{0}")]
    OldRejected(#[from] Rejected),
    /// The verification came to no result.
    #[error(transparent)]
    Verify(#[from] VerifyError),
}

impl CheckedEstate {
    /// Renders with these templates and proves what was rendered. The report holds the warnings of
    /// the check as well.
    pub fn verify(
        &self,
        library: &TemplateLibrary,
        options: &VerifyOptions,
    ) -> Result<Report, EstateVerifyError> {
        let rendered = self.render_with(library)?;
        let tree = Tree::of(rendered.tree());
        let old = options
            .from
            .as_deref()
            .map(|path| Ok::<_, EstateVerifyError>((path.to_string(), old_tree(path)?)))
            .transpose()?;
        let promoted = match options.outage {
            Some(_) => self.promoted(),
            None => None,
        };
        let promoted = promoted.map(|it| it.render_with(library)).transpose()?;
        let promoted = promoted.map(|it| Tree::of(it.tree()));
        let template_of = |path: &Utf8Path| -> Option<Template<'_>> { library.template_of(path) };
        let mut report = mcgen_verify::verify(&Request {
            tree: &tree,
            sources: self.findings().sources.clone(),
            template_of: &template_of,
            from: old.as_ref().map(|(name, tree)| (name.clone(), tree)),
            accepted_losses: options.accepted_losses.clone(),
            outage: options.outage,
            promotion: promoted.as_ref().map(|tree| Promotion {
                tree,
                primaries: self.primaries(),
            }),
            ends: options.ends,
            module_tests: options.module_tests,
            terraform: options.terraform.clone(),
            timeout: options.timeout,
            cancel: options.cancel.clone(),
            progress: &options.progress,
        })?;
        report
            .diagnostics
            .append(self.findings().diagnostics.clone());
        report.diagnostics.sort(&report.sources);
        Ok(report)
    }
}

impl CheckedEstate {
    /// The cloud of the primary, by the name of the environment.
    fn primaries(&self) -> BTreeMap<String, Cloud> {
        let settings = self.environments().iter().filter_map(|environment| {
            let cloud = match environment.strategy.value.primary_replica()?.primary.value {
                mcgen_model::Cloud::Aws => Cloud::Aws,
                mcgen_model::Cloud::Gcp => Cloud::Gcp,
            };
            Some((environment.name.value.to_string(), cloud))
        });
        settings.collect()
    }
}

/// A rendered tree as it stands, or what environment files render to.
fn old_tree(path: &Utf8Path) -> Result<Tree, EstateVerifyError> {
    if path.join("environments").is_dir() && path.join("modules").is_dir() {
        return Ok(Tree::read(path)?);
    }
    let checked = Estate::load(path)?.check()?;
    Ok(Tree::of(checked.render()?.tree()))
}
