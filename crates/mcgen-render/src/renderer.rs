//! From environments to a tree of files. Text that depends on the shape alone is rendered and
//! checked once and shared by every environment of that shape.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use camino::Utf8Path;
use mcgen_hcl::{Finding, Formatted, ModuleDescription, ModuleFiles};
use mcgen_model::{Environment, standby};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::engine::Engine;
use crate::library::{Manifest, TemplateLibrary, Traits};
use crate::runbook::{self, Shelf};
use crate::stack::{Backend, Stack, stacks};
use crate::{
    FileTree, RenderError, TreeError, TreeFile, TreePath, connectors, messages, module_readme,
    picture, prometheus, replicator, sql, stack_readme, tfvars,
};

/// The backend is the only file of a stack, besides its values and its README, that differs between
/// environments of one shape.
const BACKEND: &str = "backend.tf";

/// Renders environments. Keep one renderer for all environments of a run.
pub struct Renderer<'a> {
    library: &'a TemplateLibrary,
    engine: Engine<'a>,
    stacks: BTreeMap<(&'static str, Traits), StackShape>,
    modules: BTreeMap<String, ModuleVariant>,
    manifests: BTreeMap<String, Arc<Manifest>>,
    /// Read when the first environment with a standby comes.
    runbooks: Option<Shelf>,
}

/// A module in one shape.
struct ModuleVariant {
    /// Files by their path in the tree.
    files: BTreeMap<TreePath, Arc<str>>,
    description: ModuleDescription,
    /// The environments that call it.
    environments: BTreeSet<Arc<str>>,
}

/// A stack in one shape.
struct StackShape {
    /// Files that every environment of the shape shares, by name.
    files: BTreeMap<String, Arc<str>>,
    /// The folders of the modules that it calls, in the order of the calls.
    modules: Vec<(String, String)>,
    description: ModuleDescription,
    readme: stack_readme::Shared,
    picture: picture::Shape,
}

#[derive(Serialize)]
struct StackContext<'a> {
    traits: &'a Traits,
    modules: BTreeMap<&'a str, ModuleSource>,
}

#[derive(Serialize)]
struct BackendContext<'a> {
    backend: &'a Backend,
}

#[derive(Serialize)]
struct ModuleSource {
    source: String,
}

#[derive(Serialize)]
struct ModuleContext<'a> {
    traits: &'a Traits,
}

impl<'a> Renderer<'a> {
    /// A renderer over these templates.
    pub fn new(library: &'a TemplateLibrary) -> Self {
        Self {
            library,
            engine: Engine::default(),
            stacks: BTreeMap::new(),
            modules: BTreeMap::new(),
            manifests: BTreeMap::new(),
            runbooks: None,
        }
    }

    /// Renders the stacks of one environment into `tree`, and notes the modules that they call.
    pub fn render(
        &mut self,
        environment: &Environment,
        tree: &mut FileTree,
    ) -> Result<(), RenderError> {
        let identity = Arc::from(environment.identity());
        let as_it_runs = standby::as_it_runs(environment);
        let stacks = stacks(&as_it_runs);
        for stack in &stacks {
            self.render_stack(&as_it_runs, stack, &identity, tree)?;
        }
        if runbook::STRATEGIES.contains(&environment.strategy.name()) {
            let names: Vec<&str> = stacks.iter().map(|stack| stack.name).collect();
            for (path, text) in self.shelf()?.files(environment, &names)? {
                tree.add(TreePath::parse(path)?, text, Arc::clone(&identity))?;
            }
        }
        for (path, text) in connectors::files(environment) {
            tree.add(TreePath::parse(path)?, text, Arc::clone(&identity))?;
        }
        let migration = sql::migration::files(environment, self.library, &mut self.engine)?;
        let scripts = replicator::files(environment, self.library, &mut self.engine)?;
        let functions = messages::files(environment, self.library, &mut self.engine)?;
        let alerts = prometheus::files(environment, self.library, &mut self.engine)?;
        for (path, text) in sql::files(environment, self.library, &mut self.engine)?
            .into_iter()
            .chain(migration)
            .chain(scripts)
            .chain(functions)
            .chain(alerts)
        {
            tree.add(TreePath::parse(path)?, text, Arc::clone(&identity))?;
        }
        Ok(())
    }

    /// The runbooks, read when they are first asked for.
    fn shelf(&mut self) -> Result<&Shelf, RenderError> {
        let shelf = match self.runbooks.take() {
            Some(shelf) => shelf,
            None => Shelf::read(self.library)?,
        };
        Ok(self.runbooks.insert(shelf))
    }

    /// Adds the modules that the environments call.
    pub fn finish(self, tree: &mut FileTree) -> Result<(), RenderError> {
        for module in self.modules.into_values() {
            for (path, contents) in module.files {
                let environments = module.environments.clone();
                tree.add_file(
                    path,
                    TreeFile {
                        contents,
                        environments,
                    },
                )?;
            }
        }
        Ok(())
    }

    fn render_stack(
        &mut self,
        environment: &Environment,
        stack: &Stack,
        identity: &Arc<str>,
        tree: &mut FileTree,
    ) -> Result<(), RenderError> {
        let key = self.prepare(stack)?;
        let shape = &self.stacks[&key];
        let folder = format!("environments/{}/{}", stack.name, environment.name.value);
        let mut add = |name: &str, contents: Arc<str>| -> Result<(), RenderError> {
            let path = TreePath::parse(format!("{folder}/{name}"))?;
            Ok(tree.add(path, contents, Arc::clone(identity))?)
        };
        for (name, contents) in &shape.files {
            add(name, Arc::clone(contents))?;
        }
        let backend = backend(&mut self.engine, self.library, &stack.backend)?;
        add(BACKEND, backend.into_text().into())?;
        declared_only(stack, &shape.description)?;
        add("terraform.tfvars", tfvars::text(&stack.variables).into())?;
        let readme = stack_readme::text(environment, stack, &shape.readme);
        add("README.md", readme.into())?;
        for (_, variant) in &shape.modules {
            if let Some(module) = self.modules.get_mut(variant) {
                module.environments.insert(Arc::clone(identity));
            }
        }
        Ok(())
    }

    /// The picture of the shape of `stack`.
    pub(crate) fn picture(&mut self, stack: &Stack) -> Result<&picture::Shape, RenderError> {
        let key = self.prepare(stack)?;
        Ok(&self.stacks[&key].picture)
    }

    /// Sees to it that the shape of `stack` is rendered, and gives its key.
    fn prepare(&mut self, stack: &Stack) -> Result<(&'static str, Traits), RenderError> {
        let key = (stack.name, stack.traits.clone());
        if !self.stacks.contains_key(&key) {
            let shape = self.shape(stack)?;
            self.stacks.insert(key.clone(), shape);
        }
        Ok(key)
    }

    /// Renders and checks what all stacks of this shape share.
    fn shape(&mut self, stack: &Stack) -> Result<StackShape, RenderError> {
        let manifest = self.manifest(&stack_manifest(stack.name))?;
        let mut modules = Vec::new();
        let mut parts = Vec::new();
        for call in manifest
            .calls
            .iter()
            .filter(|call| call.is_made(&stack.traits))
        {
            let folder = call.folder(&manifest.cloud);
            let traits = call.module_traits(&stack.traits)?;
            let variant = self.module(&folder, &traits)?;
            parts.push(picture::Part {
                call: call.name.clone(),
                variant: variant.clone(),
                kind: self.manifest(&module_manifest(&folder))?.kind,
            });
            modules.push((call.name.clone(), variant));
        }
        let context = context(stack, &modules);
        let folder = format!("environments/{}/any", stack.name);
        let templates = stack_folder(stack.name);
        let files = self.files(&templates, &folder, &context, Proof::Wanted)?;
        let called = modules
            .iter()
            .map(|(_, variant)| (source(variant), &self.modules[variant].description))
            .collect();
        let own = read(&files)?;
        check(&files, &own, &called)?;
        let description = own.describe();
        let picture = picture::Shape::new(&manifest.title, parts, own.flows());
        let files = files.into_iter();
        let files = files.map(|file| (file.name, file.text.into_text().into()));
        Ok(StackShape {
            files: files.collect(),
            readme: stack_readme::Shared::new(&manifest, &picture.graph(), &description),
            picture,
            modules,
            description,
        })
    }

    /// Renders the module at `folder` in the shape of `traits`, unless that has been done, and gives
    /// the name of the variant.
    fn module(&mut self, folder: &str, traits: &Traits) -> Result<String, RenderError> {
        let manifest = self.manifest(&module_manifest(folder))?;
        let variant = manifest.variant(traits)?;
        if self.modules.contains_key(&variant) {
            return Ok(variant);
        }
        let context = Value::from(Serde(ModuleContext { traits }));
        // Of mcgen's own modules a test proves in every shape what is asked of others here.
        let proof = if self.library.is_embedded(folder) {
            Proof::Given
        } else {
            Proof::Wanted
        };
        let files = self.files(folder, &format!("modules/{variant}"), &context, proof)?;
        let module = read(&files)?;
        if proof == Proof::Wanted {
            check(&files, &module, &BTreeMap::new())?;
        }
        let description = module.describe();
        let readme = module_readme::text(&manifest, &variant, traits, &description);
        let readme = (format!("modules/{variant}/README.md"), readme);
        let files = files
            .into_iter()
            .map(|file| (file.path, file.text.into_text()))
            .chain([readme])
            .map(|(path, text)| Ok((TreePath::parse(path)?, text.into())))
            .collect::<Result<_, TreeError>>()?;
        let module = ModuleVariant {
            files,
            description,
            environments: BTreeSet::new(),
        };
        self.modules.insert(variant.clone(), module);
        Ok(variant)
    }

    /// Renders the templates below `templates` to files below `folder`; those without any text are
    /// left out.
    fn files(
        &mut self,
        templates: &str,
        folder: &str,
        context: &Value,
        proof: Proof,
    ) -> Result<Vec<RenderedFile>, RenderError> {
        let mut files = Vec::new();
        for (name, template, text) in self.library.templates(templates) {
            let text = self.engine.render(template, text, context)?;
            if text.trim().is_empty() {
                continue;
            }
            files.push(RenderedFile {
                name: name.to_owned(),
                path: format!("{folder}/{name}"),
                // The columns of tests follow from too many traits to be right before this.
                text: match proof {
                    Proof::Given if is_configuration(name) => Formatted::known(text.into_owned()),
                    _ => Formatted::new(&text),
                },
            });
        }
        Ok(files)
    }

    fn manifest(&mut self, path: &str) -> Result<Arc<Manifest>, RenderError> {
        if let Some(manifest) = self.manifests.get(path) {
            return Ok(Arc::clone(manifest));
        }
        let manifest = Arc::new(self.library.manifest(path)?);
        self.manifests
            .insert(path.to_owned(), Arc::clone(&manifest));
        Ok(manifest)
    }
}

/// Where it is proved that the files of a folder are canonical and refer to what is there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// A test has proved it.
    Given,
    /// It is proved when they are rendered.
    Wanted,
}

/// What a template was rendered to.
struct RenderedFile {
    name: String,
    path: String,
    text: Formatted,
}

fn backend<'a>(
    engine: &mut Engine<'a>,
    library: &'a TemplateLibrary,
    backend: &Backend,
) -> Result<Formatted, RenderError> {
    let (path, text) = library.template(backend.template())?;
    let context = Value::from(Serde(BackendContext { backend }));
    Ok(Formatted::new(&engine.render(path, text, &context)?))
}

fn stack_folder(name: &str) -> String {
    format!("stacks/{name}")
}

fn stack_manifest(name: &str) -> String {
    format!("stacks/{name}/stack.toml")
}

fn module_manifest(folder: &str) -> String {
    format!("{folder}/module.toml")
}

/// How a stack calls the module in this shape.
fn source(variant: &str) -> String {
    format!("../../../modules/{variant}")
}

fn context(stack: &Stack, modules: &[(String, String)]) -> Value {
    let sources = modules.iter().map(|(call, variant)| {
        let source = source(variant);
        (call.as_str(), ModuleSource { source })
    });
    Value::from(Serde(StackContext {
        traits: &stack.traits,
        modules: sources.collect(),
    }))
}

/// Whether Terraform reads the file as part of a module; tests and values are read apart.
fn is_configuration(path: &str) -> bool {
    Utf8Path::new(path).extension() == Some("tf")
}

fn read(files: &[RenderedFile]) -> Result<ModuleFiles<'_>, RenderError> {
    let texts = files.iter().map(|file| (file.path.as_str(), &file.text));
    ModuleFiles::read(texts).map_err(|finding| rendered_fault(files, &finding))
}

/// Checks that every reference in the files of one folder resolves and that every call passes
/// exactly what the module declares.
fn check(
    files: &[RenderedFile],
    module: &ModuleFiles<'_>,
    called: &BTreeMap<String, &ModuleDescription>,
) -> Result<(), RenderError> {
    let findings = module.check(called);
    match findings.iter().find(|finding| finding.kind.is_error()) {
        Some(finding) => Err(rendered_fault(files, finding)),
        None => Ok(()),
    }
}

fn rendered_fault(files: &[RenderedFile], finding: &Finding) -> RenderError {
    let file = files.iter().find(|file| file.path == finding.path);
    let text = file.map_or("", |file| file.text.text());
    let before = text.get(..finding.span.start).unwrap_or(text);
    let hint = finding
        .suggestion
        .as_ref()
        .map(|it| format!(" (did you mean `{it}`?)"));
    RenderError::Rendered {
        file: finding.path.clone(),
        line: before.matches('\n').count() + 1,
        reason: format!("{}{}", finding.message, hint.unwrap_or_default()),
    }
}

/// Every value has a variable, and every variable has a value. A key of a provider is the exception: it is
/// sensitive, stands in the environment of whoever applies, and is empty without it.
fn declared_only(stack: &Stack, description: &ModuleDescription) -> Result<(), RenderError> {
    let variables = description.variables.iter();
    let declared: BTreeSet<&str> = variables
        .filter(|it| !(it.sensitive && it.default.is_some()))
        .map(|it| it.name.as_str())
        .collect();
    let valued: BTreeSet<&str> = stack.variables.keys().copied().collect();
    let Some(name) = declared.symmetric_difference(&valued).next() else {
        return Ok(());
    };
    let reason = if declared.contains(name) {
        "the stack declares it, and mcgen has no value for it"
    } else {
        "mcgen has a value for it, and the stack declares no such variable"
    };
    Err(RenderError::Value {
        name: (*name).to_owned(),
        reason: reason.to_owned(),
    })
}

#[cfg(test)]
#[path = "shape_tests.rs"]
mod shape_tests;
