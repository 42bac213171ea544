//! What the files of one folder declare.

use std::collections::BTreeMap;
use std::rc::Rc;

use mcgen_diagnostics::SourceId;
use mcgen_hcl::syntax::{Block, Body, Expression, ExpressionKind, File, Span};

use super::objects::Objects;
use super::requirement::Requirement;
use super::type_expression;
use crate::{Kind, Type};

/// A file that was read.
pub(super) struct Parsed<'a> {
    pub(super) path: &'a str,
    pub(super) folder: String,
    pub(super) source: SourceId,
    pub(super) file: File<'a>,
}

impl Parsed<'_> {
    /// Whether its blocks change blocks of other files rather than adding to them.
    pub(super) fn overrides(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        name == "override.tf" || name.ends_with("_override.tf")
    }
}

/// A range of bytes and the file that it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) source: SourceId,
    pub(super) span: Span,
}

/// An expression and the file that it is in.
#[derive(Clone, Copy)]
pub(super) struct Written<'t> {
    pub(super) source: SourceId,
    pub(super) value: &'t Expression<'t>,
}

/// A `variable` block.
pub(super) struct Variable<'t> {
    pub(super) value_type: Rc<Type>,
    pub(super) default: Option<Written<'t>>,
    pub(super) ephemeral: bool,
    pub(super) block: &'t Block<'t>,
    pub(super) source: SourceId,
}

/// An `output` block.
pub(super) struct Output<'t> {
    pub(super) value: Option<Written<'t>>,
    pub(super) ephemeral: bool,
    pub(super) block: &'t Block<'t>,
    pub(super) source: SourceId,
}

/// How many objects a block stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    One,
    Count,
    ForEach,
}

/// A `resource`, `data`, `ephemeral` or `module` block.
pub(super) struct Declared<'t> {
    pub(super) block: &'t Block<'t>,
    pub(super) source: SourceId,
    pub(super) repeat: Repeat,
    pub(super) objects: Objects,
    /// It changes another block, which has what this one lacks.
    pub(super) in_parts: bool,
}

/// A module: the configuration files of one folder.
pub(super) struct Module<'t> {
    pub(super) folder: &'t str,
    pub(super) files: Vec<&'t Parsed<'t>>,
    pub(super) variables: BTreeMap<&'t str, Variable<'t>>,
    pub(super) locals: BTreeMap<&'t str, Written<'t>>,
    pub(super) outputs: BTreeMap<&'t str, Output<'t>>,
    pub(super) calls: BTreeMap<&'t str, Declared<'t>>,
    pub(super) resources: BTreeMap<(Kind, &'t str, &'t str), Declared<'t>>,
    /// Blocks of override files that change a resource, and second blocks of a name.
    pub(super) further: Vec<(Kind, &'t str, Declared<'t>)>,
    pub(super) providers: Vec<(&'t Block<'t>, SourceId)>,
    pub(super) requirements: BTreeMap<&'t str, Requirement>,
    /// Files that give values to its variables.
    pub(super) values: Vec<&'t Parsed<'t>>,
    /// Some of its files could not be read.
    pub(super) incomplete: bool,
}

impl<'t> Module<'t> {
    /// Collects what the files declare, those that override others last.
    pub(super) fn new(folder: &'t str, mut files: Vec<&'t Parsed<'t>>, incomplete: bool) -> Self {
        files.sort_by_key(|file| file.overrides());
        let mut module = Self {
            folder,
            files: Vec::new(),
            variables: BTreeMap::new(),
            locals: BTreeMap::new(),
            outputs: BTreeMap::new(),
            calls: BTreeMap::new(),
            resources: BTreeMap::new(),
            further: Vec::new(),
            providers: Vec::new(),
            requirements: BTreeMap::new(),
            values: Vec::new(),
            incomplete,
        };
        for file in &files {
            module.add_body(&file.file.body, file.source, file.overrides());
        }
        module.files = files;
        module
    }

    fn add_body(&mut self, body: &'t Body<'t>, source: SourceId, overrides: bool) {
        for block in &body.blocks {
            match (block.kind, block.label(0), block.label(1)) {
                ("variable", Some(name), _) => self.add_variable(name, block, source),
                ("output", Some(name), _) => self.add_output(name, block, source),
                ("locals", ..) => {
                    for attribute in &block.body.attributes {
                        let value = &attribute.value;
                        self.locals
                            .insert(attribute.name, Written { source, value });
                    }
                }
                ("module", Some(name), _) => self.add_call(name, block, source, overrides),
                ("resource", Some(kind), Some(name)) => {
                    self.add_resource((Kind::Resource, kind, name), block, source, overrides);
                }
                ("data", Some(kind), Some(name)) => {
                    self.add_resource((Kind::DataSource, kind, name), block, source, overrides);
                }
                ("ephemeral", Some(kind), Some(name)) => {
                    self.add_resource((Kind::Ephemeral, kind, name), block, source, overrides);
                }
                ("provider", Some(_), _) => self.providers.push((block, source)),
                // A check may have a data source of its own.
                ("check", ..) => self.add_body(&block.body, source, overrides),
                ("terraform", ..) => self.add_requirements(&block.body),
                _ => {}
            }
        }
    }

    fn add_variable(&mut self, name: &'t str, block: &'t Block<'t>, source: SourceId) {
        let body = &block.body;
        let value_type = body
            .attribute("type")
            .map(|it| type_expression::read(&it.value));
        let default = body.attribute("default").map(|it| Written {
            source,
            value: &it.value,
        });
        let ephemeral = is_true(body, "ephemeral");
        match self.variables.get_mut(name) {
            None => {
                let variable = Variable {
                    value_type: Rc::new(value_type.unwrap_or(Type::Dynamic)),
                    default,
                    ephemeral,
                    block,
                    source,
                };
                self.variables.insert(name, variable);
            }
            Some(known) => {
                known.ephemeral |= ephemeral;
                known.default = default.or(known.default);
                if let Some(value_type) = value_type {
                    known.value_type = Rc::new(value_type);
                }
            }
        }
    }

    fn add_output(&mut self, name: &'t str, block: &'t Block<'t>, source: SourceId) {
        let value = block.body.attribute("value").map(|it| Written {
            source,
            value: &it.value,
        });
        let ephemeral = is_true(&block.body, "ephemeral");
        match self.outputs.get_mut(name) {
            None => {
                let output = Output {
                    value,
                    ephemeral,
                    block,
                    source,
                };
                self.outputs.insert(name, output);
            }
            Some(known) => {
                known.ephemeral |= ephemeral;
                known.value = value.or(known.value);
            }
        }
    }

    fn add_call(&mut self, name: &'t str, block: &'t Block<'t>, source: SourceId, overrides: bool) {
        match self.calls.get_mut(name) {
            None => {
                self.calls.insert(name, declared(block, source, overrides));
            }
            Some(known) => known.change(block),
        }
    }

    fn add_resource(
        &mut self,
        key: (Kind, &'t str, &'t str),
        block: &'t Block<'t>,
        source: SourceId,
        overrides: bool,
    ) {
        match self.resources.get_mut(&key) {
            None => {
                self.resources
                    .insert(key, declared(block, source, overrides));
            }
            Some(known) => {
                known.change(block);
                let further = declared(block, source, true);
                self.further.push((key.0, key.1, further));
            }
        }
    }

    fn add_requirements(&mut self, terraform: &'t Body<'t>) {
        for block in terraform.blocks_of("required_providers") {
            for attribute in &block.body.attributes {
                let requirement = Requirement::read(attribute);
                match self.requirements.get_mut(attribute.name) {
                    None => {
                        self.requirements.insert(attribute.name, requirement);
                    }
                    Some(known) => known.join(requirement),
                }
            }
        }
    }

    /// The folder that a call leads to, where its source is a path.
    pub(super) fn called_folder(&self, call: &Declared<'_>) -> Option<String> {
        let source = call.block.body.attribute("source")?.value.as_text()?;
        if !source.starts_with("./") && !source.starts_with("../") {
            return None;
        }
        join(self.folder, source)
    }
}

impl Declared<'_> {
    fn change(&mut self, other: &Block<'_>) {
        if repeat(&other.body) != Repeat::One {
            self.repeat = repeat(&other.body);
            self.objects = Objects::Unknown;
        }
    }
}

fn declared<'t>(block: &'t Block<'t>, source: SourceId, in_parts: bool) -> Declared<'t> {
    Declared {
        block,
        source,
        repeat: repeat(&block.body),
        objects: Objects::of(&block.body),
        in_parts,
    }
}

fn repeat(body: &Body<'_>) -> Repeat {
    if body.attribute("for_each").is_some() {
        Repeat::ForEach
    } else if body.attribute("count").is_some() {
        Repeat::Count
    } else {
        Repeat::One
    }
}

fn is_true(body: &Body<'_>, name: &str) -> bool {
    body.attribute(name)
        .is_some_and(|it| it.value.bare().kind == ExpressionKind::Bool(true))
}

/// The folder of a file.
pub(super) fn folder(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let rooted = if path.starts_with('/') { "/" } else { "" };
    join("", folder).map_or_else(|| folder.to_owned(), |it| format!("{rooted}{it}"))
}

/// The folder that `relative` leads to from `base`; `None` if that leaves the tree.
fn join(base: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let rooted = if base.starts_with('/') { "/" } else { "" };
    for part in base.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(format!("{rooted}{}", parts.join("/")))
}
