//! Walks all expressions of a module and resolves what they refer to.

use std::collections::BTreeSet;
use std::ops::Range;

use super::callees::Callees;
use super::cycles::Node;
use super::module::{Module, Site};
use super::resolve::{self, Target};
use super::scan::{self, Traversal};
use super::{Finding, FindingKind};
use crate::outline::{Attribute, Block, Body, Outline};

/// What the expressions of a module read.
#[derive(Default)]
pub(super) struct Uses<'a> {
    pub(super) variables: BTreeSet<&'a str>,
    pub(super) locals: BTreeSet<&'a str>,
    /// Which value needs which, for those that can be part of a cycle.
    pub(super) edges: BTreeSet<(Node<'a>, Node<'a>)>,
}

impl<'a> Uses<'a> {
    /// Reports the variables and local values that nothing reads.
    pub(super) fn report_unused(&self, module: &Module<'a, '_>, findings: &mut Vec<Finding>) {
        for (name, variable) in &module.variables {
            if !self.variables.contains(name) {
                let message = format!("variable `{name}` is never read");
                findings.push(module.finding(FindingKind::UnusedVariable, &variable.site, message));
            }
        }
        for (name, site) in &module.locals {
            if !self.locals.contains(name) {
                let message = format!("local value `{name}` is never read");
                findings.push(module.finding(FindingKind::UnusedLocal, site, message));
            }
        }
    }
}

/// What an expression may refer to because of where it stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context<'a> {
    pub(super) each: bool,
    pub(super) count: bool,
    pub(super) this: bool,
    /// The value that the expression is part of.
    pub(super) owner: Owner<'a>,
}

/// The block or local value an expression is part of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Owner<'a> {
    /// A variable, whose own name in its validation is no use of it.
    Variable(&'a str),
    /// Something that can be part of a cycle.
    Node(Node<'a>),
    #[default]
    Other,
}

/// Resolves every reference of the module.
pub(super) fn walk<'a>(
    module: &Module<'a, '_>,
    callees: Callees<'_, 'a, '_>,
    findings: &mut Vec<Finding>,
) -> Uses<'a> {
    let mut uses = Uses::default();
    for (number, file) in module.files.iter().enumerate() {
        let mut walker = Walker {
            module,
            callees,
            outline: &file.outline,
            file: number,
            findings: &mut *findings,
            uses: &mut uses,
            scope: Vec::new(),
        };
        for block in &file.outline.body.blocks {
            walker.top(block);
        }
    }
    uses
}

struct Walker<'w, 'a, 'f> {
    module: &'w Module<'a, 'f>,
    callees: Callees<'w, 'a, 'f>,
    outline: &'w Outline<'a>,
    file: usize,
    findings: &'w mut Vec<Finding>,
    uses: &'w mut Uses<'a>,
    /// The iterators of the enclosing `dynamic` blocks.
    scope: Vec<&'a str>,
}

impl<'a> Walker<'_, 'a, '_> {
    fn top(&mut self, block: &Block<'a>) {
        let has = |name| block.body.attribute(name).is_some();
        let mut context = Context {
            each: has("for_each"),
            count: has("count"),
            ..Context::default()
        };
        let address = block.label(0).zip(block.label(1));
        match (block.kind, address) {
            ("terraform" | "removed", _) => {}
            ("locals", _) => {
                for attribute in &block.body.attributes {
                    context.owner = Owner::Node(Node::Local(attribute.name));
                    self.expression(&attribute.value, context);
                }
            }
            ("variable", _) => {
                if let Some(name) = block.label(0) {
                    context.owner = Owner::Variable(name);
                }
                self.body(&block.body, context, &["type"]);
            }
            ("moved", _) => self.destination(block, context),
            ("import", _) => self.body(&block.body, context, &["provider"]),
            ("module", _) => self.instances(&block.body, context, &["providers"]),
            ("resource" | "data" | "ephemeral", Some((kind, name))) => {
                context.owner = match block.kind {
                    "resource" => Owner::Node(Node::Resource(kind, name)),
                    "data" => Owner::Node(Node::Data(kind, name)),
                    _ => Owner::Other,
                };
                self.instances(&block.body, context, &["provider"]);
                if let Some(provider) = block.body.attribute("provider") {
                    self.provider(&provider.value);
                }
            }
            _ => self.body(&block.body, context, &[]),
        }
        if block.kind == "module"
            && let Some(providers) = block.body.attribute("providers")
        {
            self.passed_providers(&providers.value);
        }
    }

    /// The body of a block that can have instances: `for_each` and `count` are outside of each of them.
    fn instances(&mut self, body: &Body<'a>, context: Context<'a>, skipped: &[&str]) {
        let outside = Context {
            each: false,
            count: false,
            ..context
        };
        for attribute in &body.attributes {
            if attribute.name == "for_each" || attribute.name == "count" {
                self.expression(&attribute.value, outside);
            } else if !skipped.contains(&attribute.name) {
                self.expression(&attribute.value, context);
            }
        }
        for block in &body.blocks {
            self.nested(block, context);
        }
    }

    fn body(&mut self, body: &Body<'a>, context: Context<'a>, skipped: &[&str]) {
        for attribute in &body.attributes {
            if !skipped.contains(&attribute.name) {
                self.expression(&attribute.value, context);
            }
        }
        for block in &body.blocks {
            self.nested(block, context);
        }
    }

    fn nested(&mut self, block: &Block<'a>, mut context: Context<'a>) {
        match block.kind {
            "dynamic" => self.dynamic(block, context),
            "lifecycle" => self.body(&block.body, context, &["ignore_changes"]),
            "postcondition" | "connection" => {
                context.this = true;
                self.body(&block.body, context, &[]);
            }
            "action_trigger" => self.body(&block.body, context, &["events"]),
            "provisioner" => {
                context.this = true;
                self.body(&block.body, context, &["when", "on_failure"]);
            }
            "data" => {
                self.body(&block.body, context, &["provider"]);
                if let Some(provider) = block.body.attribute("provider") {
                    self.provider(&provider.value);
                }
            }
            _ => self.body(&block.body, context, &[]),
        }
    }

    fn dynamic(&mut self, block: &Block<'a>, context: Context<'a>) {
        let Some(label) = block.label(0) else { return };
        let chosen = block.body.attribute("iterator").map(|iterator| {
            let bytes = self.outline.bytes(&iterator.value);
            crate::outline::unquote(&self.outline.source[bytes])
        });
        if let Some(for_each) = block.body.attribute("for_each") {
            self.expression(&for_each.value, context);
        }
        self.scope.push(chosen.unwrap_or(label));
        let inside = |attribute: &&Attribute<'a>| {
            attribute.name != "iterator" && attribute.name != "for_each"
        };
        for attribute in block.body.attributes.iter().filter(inside) {
            self.expression(&attribute.value, context);
        }
        for content in &block.body.blocks {
            self.body(&content.body, context, &[]);
        }
        self.scope.pop();
    }

    /// `moved`: where something was may be gone, where it went must be there.
    fn destination(&mut self, block: &Block<'a>, context: Context<'a>) {
        let Some(to) = block.body.attribute("to") else {
            return;
        };
        let mut found = Vec::new();
        self.collect(&to.value, &mut found);
        for traversal in found {
            // Inside another module only the call can be seen from here.
            let last = if traversal.name(0) == Some("module") {
                1
            } else {
                3
            };
            self.reference(traversal, last, context);
        }
    }

    fn collect(&mut self, value: &Range<usize>, found: &mut Vec<Traversal<'a>>) {
        scan::scan(self.outline, value, &mut self.scope, &mut |traversal| {
            found.push(traversal);
        });
    }

    fn expression(&mut self, value: &Range<usize>, context: Context<'a>) {
        let mut scope = std::mem::take(&mut self.scope);
        scan::scan(self.outline, value, &mut scope, &mut |traversal| {
            self.reference(traversal, 3, context);
        });
        self.scope = scope;
    }

    fn reference(&mut self, traversal: Traversal<'a>, last: usize, context: Context<'a>) {
        let resolver = resolve::Resolver {
            module: self.module,
            callees: self.callees,
        };
        match resolver.resolve(&traversal, last, context) {
            Ok(target) => self.record(target, context),
            Err(fault) => {
                let site = Site {
                    file: self.file,
                    span: traversal.span(fault.names),
                };
                let mut finding = self.module.finding(fault.kind, &site, fault.message);
                finding.suggestion = fault.suggestion;
                self.findings.push(finding);
            }
        }
    }

    fn record(&mut self, target: Target<'a>, context: Context<'a>) {
        let node = match target {
            Target::Variable(name) => {
                if !matches!(context.owner, Owner::Variable(own) if own == name) {
                    self.uses.variables.insert(name);
                }
                return;
            }
            Target::Local(name) => {
                self.uses.locals.insert(name);
                Node::Local(name)
            }
            Target::Resource(kind, name) => Node::Resource(kind, name),
            Target::Data(kind, name) => Node::Data(kind, name),
            Target::Other => return,
        };
        if let Owner::Node(owner) = context.owner {
            self.uses.edges.insert((owner, node));
        }
    }

    /// `providers = { inner = outer, ... }`: the keys belong to the called module, the values to this one.
    fn passed_providers(&mut self, value: &Range<usize>) {
        let tokens = &self.outline.tokens;
        let assigns = value
            .clone()
            .filter(|index| tokens[*index].kind == crate::lex::Kind::Assign);
        for assign in assigns.collect::<Vec<_>>() {
            self.provider(&(assign + 1..value.end));
        }
    }

    /// A provider configuration, `name` or `name.alias`, at the start of `value`.
    fn provider(&mut self, value: &Range<usize>) {
        let mut found = Vec::new();
        self.collect(value, &mut found);
        let Some(traversal) = found.first() else {
            return;
        };
        let (Some(name), alias) = (traversal.name(0), traversal.name(1)) else {
            return;
        };
        // The default configuration of a provider need not be written.
        let Some(alias) = alias else { return };
        let known = self.module.providers.contains_key(&(name, alias))
            || self.module.passed_providers.contains(&(name, alias));
        if !known {
            let site = Site {
                file: self.file,
                span: traversal.span((0, 1)),
            };
            let message = format!("there is no provider configuration `{name}.{alias}`");
            let mut finding = self
                .module
                .finding(FindingKind::UnknownProvider, &site, message);
            let declared = self
                .module
                .providers
                .keys()
                .chain(&self.module.passed_providers);
            let aliases = declared
                .filter(|(other, _)| *other == name)
                .map(|(_, alias)| *alias);
            finding.suggestion =
                super::nearest(alias, aliases).map(|alias| format!("{name}.{alias}"));
            self.findings.push(finding);
        }
    }
}
