use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_model::Environment;
use mcgen_output::{Applied, OutputError, PlanOptions, Scope, WritePlan};
use mcgen_render::{FileTree, RenderError, Renderer, TemplateLibrary};

/// Every file of an estate, in memory.
#[derive(Debug)]
pub struct RenderedEstate {
    tree: FileTree,
    identities: BTreeSet<String>,
    inputs: Vec<Utf8PathBuf>,
}

impl RenderedEstate {
    pub(crate) fn new(
        environments: &[Environment],
        library: &TemplateLibrary,
        inputs: Vec<Utf8PathBuf>,
    ) -> Result<Self, RenderError> {
        let mut tree = FileTree::default();
        let mut renderer = Renderer::new(library);
        for environment in environments {
            renderer.render(environment, &mut tree)?;
        }
        Ok(Self {
            tree,
            identities: environments.iter().map(Environment::identity).collect(),
            inputs,
        })
    }

    /// The files by path.
    pub fn tree(&self) -> &FileTree {
        &self.tree
    }

    /// The environments (`project/environment`) that the tree is complete for.
    pub fn identities(&self) -> &BTreeSet<String> {
        &self.identities
    }

    /// What writing to `out` would do.
    pub fn plan(
        &self,
        out: impl AsRef<Utf8Path>,
        force: bool,
    ) -> Result<WritePlan<'_>, OutputError> {
        let options = PlanOptions {
            force,
            scope: Scope::Environments(self.identities.clone()),
        };
        WritePlan::prepare(&self.tree, out.as_ref(), &options)
    }

    /// Writes what differs and leaves everything else alone. In a build script it also tells cargo
    /// which files to watch.
    pub fn write_to(&self, out: impl AsRef<Utf8Path>) -> Result<Applied, OutputError> {
        let applied = self.plan(out, false)?.apply()?;
        if in_build_script() {
            self.print_watched_files();
        }
        Ok(applied)
    }

    #[expect(
        clippy::print_stdout,
        reason = "this is how a build script speaks to cargo"
    )]
    fn print_watched_files(&self) {
        for input in &self.inputs {
            println!("cargo:rerun-if-changed={input}");
        }
    }
}

/// Cargo sets both variables for build scripts, and only there.
fn in_build_script() -> bool {
    std::env::var_os("OUT_DIR").is_some() && std::env::var_os("CARGO_CFG_TARGET_OS").is_some()
}
