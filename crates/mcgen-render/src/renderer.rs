//! From environments to a tree of files. Text that depends on the shape alone is rendered and
//! checked once and shared by every environment of that shape.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use mcgen_hcl::{Finding, Formatted, ModuleDescription, ModuleFiles};
use mcgen_model::Environment;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::engine::Engine;
use crate::library::{Manifest, TemplateLibrary, Traits};
use crate::stack::{Stack, stacks};
use crate::{FileTree, RenderError, TreeError, TreePath, module_readme, stack_readme, tfvars};

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
}

/// A module in one shape.
struct ModuleVariant {
    /// Files by their path in the tree.
    files: BTreeMap<TreePath, Arc<str>>,
    description: ModuleDescription,
}

/// A stack in one shape.
struct StackShape {
    /// Files that every environment of the shape shares, by name.
    files: BTreeMap<String, Arc<str>>,
    /// The folders of the modules that it calls, in the order of the calls.
    modules: Vec<(String, String)>,
    description: ModuleDescription,
    readme: stack_readme::Shared,
}

#[derive(Serialize)]
struct StackContext<'a> {
    traits: &'a Traits,
    modules: BTreeMap<&'a str, ModuleSource>,
    backend: &'a BTreeMap<&'static str, Option<String>>,
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
        }
    }

    /// Renders one environment into `tree`.
    pub fn render(
        &mut self,
        environment: &Environment,
        tree: &mut FileTree,
    ) -> Result<(), RenderError> {
        let identity = Arc::from(environment.identity());
        for stack in stacks(environment) {
            self.render_stack(environment, stack, &identity, tree)?;
        }
        Ok(())
    }

    fn render_stack(
        &mut self,
        environment: &Environment,
        stack: Stack,
        identity: &Arc<str>,
        tree: &mut FileTree,
    ) -> Result<(), RenderError> {
        let key = (stack.name, stack.traits.clone());
        if !self.stacks.contains_key(&key) {
            let shape = self.shape(&stack)?;
            self.stacks.insert(key.clone(), shape);
        }
        let shape = &self.stacks[&key];
        let folder = format!("environments/{}/{}", stack.name, environment.name.value);
        let mut add = |name: &str, contents: &Arc<str>| -> Result<(), RenderError> {
            let path = TreePath::parse(format!("{folder}/{name}"))?;
            Ok(tree.add_shared(&path, contents, identity)?)
        };
        for (name, contents) in &shape.files {
            add(name, contents)?;
        }
        let context = context(&stack, &shape.modules);
        let backend = backend(&mut self.engine, self.library, stack.name, &context)?;
        add(BACKEND, &backend.into_text().into())?;
        declared_only(&stack, &shape.description)?;
        add("terraform.tfvars", &tfvars::text(&stack.variables).into())?;
        let readme = stack_readme::text(environment, &stack, &shape.readme);
        add("README.md", &readme.into())?;
        for (_, variant) in &shape.modules {
            for (path, contents) in &self.modules[variant].files {
                tree.add_shared(path, contents, identity)?;
            }
        }
        Ok(())
    }

    /// Renders and checks what all stacks of this shape share.
    fn shape(&mut self, stack: &Stack) -> Result<StackShape, RenderError> {
        let manifest = self.manifest(&stack_manifest(stack.name))?;
        let mut modules = Vec::new();
        for call in manifest
            .calls
            .iter()
            .filter(|call| call.is_made(&stack.traits))
        {
            let folder = call.folder(&manifest.cloud);
            let traits = call.module_traits(&stack.traits)?;
            modules.push((call.name.clone(), self.module(&folder, &traits)?));
        }
        let context = context(stack, &modules);
        let folder = format!("environments/{}/any", stack.name);
        let files = self.files(&stack_folder(stack.name), &folder, &context)?;
        let called = modules
            .iter()
            .map(|(_, variant)| (source(variant), &self.modules[variant].description))
            .collect();
        let description = described_and_checked(&files, &called)?;
        let files = files.into_iter().filter(|file| file.name != BACKEND);
        let files = files.map(|file| (file.name, file.text.into_text().into()));
        Ok(StackShape {
            files: files.collect(),
            readme: stack_readme::Shared::new(&manifest, &modules, &description),
            modules,
            description,
        })
    }

    /// Renders the module at `folder` in the shape of `traits`, unless that has been done, and gives
    /// the name of the variant.
    fn module(&mut self, folder: &str, traits: &Traits) -> Result<String, RenderError> {
        let manifest = self.manifest(&format!("{folder}/module.toml"))?;
        let variant = manifest.variant(traits)?;
        if self.modules.contains_key(&variant) {
            return Ok(variant);
        }
        let context = Value::from(Serde(ModuleContext { traits }));
        let files = self.files(folder, &format!("modules/{variant}"), &context)?;
        let description = described_and_checked(&files, &BTreeMap::new())?;
        let readme = module_readme::text(&manifest, &variant, traits, &description);
        let readme = (format!("modules/{variant}/README.md"), readme);
        let files = files
            .into_iter()
            .map(|file| (file.path, file.text.into_text()))
            .chain([readme])
            .map(|(path, text)| Ok((TreePath::parse(path)?, text.into())))
            .collect::<Result<_, TreeError>>()?;
        self.modules
            .insert(variant.clone(), ModuleVariant { files, description });
        Ok(variant)
    }

    /// Renders the templates below `templates` to files below `folder`; those without any text are
    /// left out.
    fn files(
        &mut self,
        templates: &str,
        folder: &str,
        context: &Value,
    ) -> Result<Vec<RenderedFile>, RenderError> {
        let mut files = Vec::new();
        for (name, template, text) in self.library.templates(templates) {
            let text = self.engine.render(template, text, context)?;
            if !text.text().trim().is_empty() {
                files.push(RenderedFile {
                    name: name.to_owned(),
                    path: format!("{folder}/{name}"),
                    text,
                });
            }
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

/// What a template was rendered to.
struct RenderedFile {
    name: String,
    path: String,
    text: Formatted,
}

fn backend<'a>(
    engine: &mut Engine<'a>,
    library: &'a TemplateLibrary,
    stack: &str,
    context: &Value,
) -> Result<Formatted, RenderError> {
    let folder = stack_folder(stack);
    let mut templates = library.templates(&folder);
    match templates.find(|(name, ..)| *name == BACKEND) {
        Some((_, path, text)) => engine.render(path, text, context),
        None => Err(RenderError::manifest(&folder, "there is no backend.tf.j2")),
    }
}

fn stack_folder(name: &str) -> String {
    format!("stacks/{name}")
}

fn stack_manifest(name: &str) -> String {
    format!("stacks/{name}/stack.toml")
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
        backend: &stack.backend,
    }))
}

/// Checks that every reference in the files of one folder resolves and that every call passes
/// exactly what the module declares, and describes them.
fn described_and_checked(
    files: &[RenderedFile],
    called: &BTreeMap<String, &ModuleDescription>,
) -> Result<ModuleDescription, RenderError> {
    let texts = files.iter().map(|file| (file.path.as_str(), &file.text));
    let module = ModuleFiles::read(texts).map_err(|finding| rendered_fault(files, &finding))?;
    let findings = module.check(called);
    match findings.iter().find(|finding| finding.kind.is_error()) {
        Some(finding) => Err(rendered_fault(files, finding)),
        None => Ok(module.describe()),
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

/// Every value has a variable, and every variable that has no default has a value.
fn declared_only(stack: &Stack, description: &ModuleDescription) -> Result<(), RenderError> {
    let declared: BTreeSet<&str> = description
        .variables
        .iter()
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
