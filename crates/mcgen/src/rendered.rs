use std::collections::BTreeSet;
use std::thread;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen_model::Environment;
use mcgen_output::{Applied, OutputError, PlanOptions, Scope, WritePlan};
use mcgen_render::{FileTree, RenderError, Renderer, TemplateLibrary};

use crate::threads::threads_for;

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
        Ok(Self {
            tree: render(environments, library)?,
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

fn render(
    environments: &[Environment],
    library: &TemplateLibrary,
) -> Result<FileTree, RenderError> {
    let threads = threads_for(environments.len());
    let in_parts = || render_in_parts(environments, library, threads).ok();
    match (threads > 1).then(in_parts).flatten() {
        Some(tree) => Ok(tree),
        // What failed is rendered once more in order, so that the error is the same on any machine.
        None => render_in_order(environments, library),
    }
}

fn render_in_parts(
    environments: &[Environment],
    library: &TemplateLibrary,
    threads: usize,
) -> Result<FileTree, RenderError> {
    let parts = environments.chunks(environments.len().div_ceil(threads));
    thread::scope(|scope| {
        // Collected first: every thread must have started before the first is waited for.
        let running: Vec<_> = parts
            .map(|part| scope.spawn(|| render_in_order(part, library)))
            .collect();
        let mut tree = FileTree::default();
        for thread in running {
            match thread.join() {
                Ok(part) => tree.merge(part?)?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok(tree)
    })
}

fn render_in_order(
    environments: &[Environment],
    library: &TemplateLibrary,
) -> Result<FileTree, RenderError> {
    let mut tree = FileTree::default();
    let mut renderer = Renderer::new(library);
    for environment in environments {
        renderer.render(environment, &mut tree)?;
    }
    renderer.finish(&mut tree)?;
    Ok(tree)
}

/// Cargo sets both variables for build scripts, and only there.
fn in_build_script() -> bool {
    std::env::var_os("OUT_DIR").is_some() && std::env::var_os("CARGO_CFG_TARGET_OS").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Estate};

    #[test]
    fn the_number_of_threads_does_not_change_what_is_rendered() {
        let mut estate = Estate::default();
        for number in 0..7 {
            let text = format!(
                "project: crm\n\
                 environment: test-{number}\n\
                 strategy: independent\n\
                 gcp:\n\
                 \x20 region: asia-northeast3\n\
                 \x20 project: crm-test-{number}\n\
                 \x20 network: {{ cidr: 10.{number}.0.0/20 }}\n"
            );
            estate.add_text(&format!("{number}.yaml"), &text);
        }
        let checked = estate.check_on(Date::TABLES).unwrap();
        let library = TemplateLibrary::default();
        let in_order = render_in_order(checked.environments(), &library).unwrap();
        for threads in 1..=8 {
            let parts = render_in_parts(checked.environments(), &library, threads).unwrap();
            assert!(parts == in_order, "{threads} threads");
        }
    }
}
