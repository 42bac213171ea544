//! From environments to a tree of files. Text that depends on the shape alone is rendered and
//! checked once and shared by every environment of that shape.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use mcgen_hcl::ModuleDescription;
use mcgen_model::Environment;
use serde::Serialize;

use crate::engine::Engine;
use crate::library::{Manifest, TemplateLibrary, Traits};
use crate::stack::{Stack, stacks};
use crate::{FileTree, RenderError, TreeError, TreePath, module_readme, stack_readme, tfvars};

/// The backend is the only file of a stack, besides its values and its README, that differs between
/// environments of one shape.
const BACKEND: &str = "backend.tf";

/// Renders environments. Keep one renderer for all environments of a run.
pub struct Renderer {
    library: TemplateLibrary,
    engine: Engine,
    stacks: BTreeMap<(&'static str, Traits), StackShape>,
    modules: BTreeMap<String, ModuleVariant>,
    manifests: BTreeMap<String, Manifest>,
}

/// A module in one shape.
#[derive(Clone)]
struct ModuleVariant {
    /// Files by their path in the tree.
    files: BTreeMap<TreePath, String>,
}

/// A stack in one shape.
#[derive(Clone)]
struct StackShape {
    /// Files that every environment of the shape shares, by name.
    files: BTreeMap<String, String>,
    /// The folders of the modules that it calls, in the order of the calls.
    modules: Vec<(String, String)>,
    description: ModuleDescription,
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

impl Renderer {
    /// A renderer over these templates.
    pub fn new(library: TemplateLibrary) -> Self {
        Self {
            library,
            engine: Engine::new(),
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
        let identity = environment.identity();
        for stack in stacks(environment) {
            self.render_stack(environment, &stack, &identity, tree)?;
        }
        Ok(())
    }

    fn render_stack(
        &mut self,
        environment: &Environment,
        stack: &Stack,
        identity: &str,
        tree: &mut FileTree,
    ) -> Result<(), RenderError> {
        self.prepare(stack)?;
        let key = (stack.name, stack.traits.clone());
        let Some(shape) = self.stacks.get(&key) else {
            return Err(RenderError::manifest(
                stack.name,
                "the shape was not prepared",
            ));
        };
        let folder = format!("environments/{}/{}", stack.name, environment.name.value);
        let mut add = |path: String, contents: String| -> Result<(), RenderError> {
            Ok(tree.add(TreePath::parse(&path)?, contents, identity)?)
        };
        for (name, contents) in &shape.files {
            add(format!("{folder}/{name}"), contents.clone())?;
        }
        let backend = self.backend(stack, &shape.modules)?;
        add(format!("{folder}/{BACKEND}"), backend)?;
        declared_only(stack, &shape.description)?;
        add(
            format!("{folder}/terraform.tfvars"),
            tfvars::text(&stack.variables),
        )?;
        let manifest = &self.manifests[&stack_manifest(stack.name)];
        let readme = stack_readme::text(
            environment,
            stack,
            manifest,
            &shape.modules,
            &shape.description,
        );
        add(format!("{folder}/README.md"), readme)?;
        for (_, variant) in &shape.modules {
            for (path, contents) in &self.modules[variant].files {
                tree.add_shared(path, contents, identity)?;
            }
        }
        Ok(())
    }

    /// Renders and checks the shape of `stack`, unless that has been done.
    fn prepare(&mut self, stack: &Stack) -> Result<(), RenderError> {
        let key = (stack.name, stack.traits.clone());
        if self.stacks.contains_key(&key) {
            return Ok(());
        }
        let manifest = self.manifest(&stack_manifest(stack.name))?;
        let mut modules = Vec::new();
        for call in manifest
            .calls
            .iter()
            .filter(|call| call.is_made(&stack.traits))
        {
            let folder = format!("{}/{}", manifest.cloud, call.module);
            let traits = call.module_traits(&stack.traits)?;
            modules.push((call.name.clone(), self.module(&folder, &traits)?));
        }
        let template_folder = format!("stacks/{}", stack.name);
        let context = context(stack, &modules);
        let mut files = BTreeMap::new();
        let mut backend = String::new();
        for (name, path, text) in self.library.templates(&template_folder) {
            let contents = self.engine.render(path, text, &context)?;
            if name == BACKEND {
                backend = contents;
            } else if !contents.trim().is_empty() {
                files.insert(name.to_owned(), contents);
            }
        }
        let description = self.check(stack, &files, &backend, &modules)?;
        let shape = StackShape {
            files,
            modules,
            description,
        };
        self.stacks.insert(key, shape);
        Ok(())
    }

    /// Checks that every reference of the stack and of its modules resolves and that every call
    /// passes exactly what the module declares.
    fn check(
        &self,
        stack: &Stack,
        files: &BTreeMap<String, String>,
        backend: &str,
        modules: &[(String, String)],
    ) -> Result<ModuleDescription, RenderError> {
        let root = format!("environments/{}/any", stack.name);
        let mut texts: Vec<(String, &str)> = vec![(format!("{root}/{BACKEND}"), backend)];
        texts.extend(
            files
                .iter()
                .map(|(name, text)| (format!("{root}/{name}"), text.as_str())),
        );
        let variants: BTreeSet<&String> = modules.iter().map(|(_, variant)| variant).collect();
        for variant in variants {
            let files = self.modules[variant].files.iter();
            texts.extend(files.map(|(path, text)| (path.to_string(), text.as_str())));
        }
        texts.retain(|(path, _)| is_configuration(path));
        let texts: Vec<(&str, &str)> = texts
            .iter()
            .map(|(path, text)| (path.as_str(), *text))
            .collect();
        let findings = mcgen_hcl::check_references(&texts);
        if let Some(finding) = findings.iter().find(|finding| finding.kind.is_error()) {
            return Err(rendered_fault(&texts, finding));
        }
        let own: Vec<(&str, &str)> = texts
            .into_iter()
            .filter(|(path, _)| path.starts_with(&root))
            .collect();
        describe(&own)
    }

    fn backend(&self, stack: &Stack, modules: &[(String, String)]) -> Result<String, RenderError> {
        let template_folder = format!("stacks/{}", stack.name);
        let mut templates = self.library.templates(&template_folder);
        match templates.find(|(name, ..)| *name == BACKEND) {
            Some((_, path, text)) => self.engine.render(path, text, &context(stack, modules)),
            None => Err(RenderError::manifest(
                &template_folder,
                "there is no backend.tf.j2",
            )),
        }
    }

    /// Renders the module at `folder` in the shape of `traits`, unless that has been done, and gives
    /// the name of the variant.
    fn module(&mut self, folder: &str, traits: &Traits) -> Result<String, RenderError> {
        let manifest = self.manifest(&format!("{folder}/module.toml"))?;
        let variant = manifest.variant(traits)?;
        if self.modules.contains_key(&variant) {
            return Ok(variant);
        }
        let mut files = BTreeMap::new();
        for (name, path, text) in self.library.templates(folder) {
            let contents = self.engine.render(path, text, &ModuleContext { traits })?;
            if !contents.trim().is_empty() {
                files.insert(format!("modules/{variant}/{name}"), contents);
            }
        }
        let texts: Vec<(&str, &str)> = files
            .iter()
            .filter(|(path, _)| is_configuration(path))
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let description = describe(&texts)?;
        let readme = module_readme::text(&manifest, &variant, traits, &description);
        files.insert(format!("modules/{variant}/README.md"), readme);
        let files = files
            .into_iter()
            .map(|(path, text)| Ok((TreePath::parse(path)?, text)))
            .collect::<Result<_, TreeError>>()?;
        self.modules
            .insert(variant.clone(), ModuleVariant { files });
        Ok(variant)
    }

    fn manifest(&mut self, path: &str) -> Result<Manifest, RenderError> {
        if let Some(manifest) = self.manifests.get(path) {
            return Ok(manifest.clone());
        }
        let manifest = self.library.manifest(path)?;
        self.manifests.insert(path.to_owned(), manifest.clone());
        Ok(manifest)
    }
}

/// Whether Terraform reads the file as part of a module; tests and values are read apart.
fn is_configuration(path: &str) -> bool {
    Utf8Path::new(path).extension() == Some("tf")
}

fn stack_manifest(name: &str) -> String {
    format!("stacks/{name}/stack.toml")
}

fn context<'a>(stack: &'a Stack, modules: &'a [(String, String)]) -> StackContext<'a> {
    let sources = modules.iter().map(|(call, variant)| {
        let source = format!("../../../modules/{variant}");
        (call.as_str(), ModuleSource { source })
    });
    StackContext {
        traits: &stack.traits,
        modules: sources.collect(),
        backend: &stack.backend,
    }
}

fn describe(texts: &[(&str, &str)]) -> Result<ModuleDescription, RenderError> {
    mcgen_hcl::describe_module(texts).map_err(|fault| {
        let broken = texts
            .iter()
            .find_map(|(path, text)| Some((*path, *text, mcgen_hcl::check_syntax(text).err()?)));
        let (path, text, fault) = broken.unwrap_or(("", "", fault));
        RenderError::Rendered {
            file: path.to_owned(),
            line: line_at(text, fault.span.start),
            reason: fault.message,
        }
    })
}

/// The number of the line, from 1, in which the byte at `offset` stands.
fn line_at(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

fn rendered_fault(texts: &[(&str, &str)], finding: &mcgen_hcl::Finding) -> RenderError {
    let text = texts
        .iter()
        .find(|(path, _)| *path == finding.path)
        .map_or("", |(_, text)| *text);
    let hint = finding
        .suggestion
        .as_ref()
        .map(|it| format!(" (did you mean `{it}`?)"));
    RenderError::Rendered {
        file: finding.path.clone(),
        line: line_at(text, finding.span.start),
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
