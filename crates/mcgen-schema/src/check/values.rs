//! What goes into modules and variables, and what comes out.

use mcgen_hcl::syntax::{Attribute, Expression};

use super::body::{At, Spot};
use super::coverage::Reason;
use super::infer::Walker;
use super::module::{Declared, Parsed};
use super::resource::Checker;
use super::rules;
use super::value::Wanted;
use crate::Type;

/// What Terraform itself reads of a `module` block.
const MODULE_META: &[&str] = &[
    "source",
    "version",
    "count",
    "for_each",
    "providers",
    "depends_on",
];

impl<'t> Checker<'_, '_, 't> {
    pub(super) fn call(&mut self, call: &'t Declared<'t>) {
        let block = call.block;
        let mut walker = self.walker(call.source);
        walker.repeat(block);
        let names = self.instance_names(call);
        let folder = self.context.module.called_folder(call);
        let called = folder.and_then(|it| self.pass.modules.get(it.as_str()));
        self.outcome.counted.blocks += 1;
        if called.is_none() {
            let source = block
                .body
                .attribute("source")
                .and_then(|it| it.value.as_text());
            let subject = format!("module {}", source.unwrap_or("without a source"));
            self.leave_out(subject, Reason::ModuleNotGiven);
        }
        walker.with_names(names, |walker| {
            for attribute in &block.body.attributes {
                if MODULE_META.contains(&attribute.name) {
                    continue;
                }
                walker.infer(&attribute.value);
                let Some(called) = called else { continue };
                let Some(variable) = called.variables.get(attribute.name) else {
                    continue;
                };
                self.outcome.counted.arguments += 1;
                walker.input(attribute, &variable.value_type, variable.ephemeral);
            }
        });
        self.take(walker);
    }

    /// Variables with their defaults, locals and outputs.
    pub(super) fn values(&mut self) {
        let module = self.context.module;
        for (name, variable) in &module.variables {
            let mut walker = self.walker(variable.source);
            for inside in &variable.block.body.blocks {
                walker.expressions(&inside.body);
            }
            if let Some(default) = variable.default {
                walker.source = default.source;
                walker.variable(default.value, name, &variable.value_type);
            }
            self.take(walker);
        }
        for file in &module.values {
            let mut walker = self.walker(file.source);
            for given in &file.file.body.attributes {
                if let Some(variable) = module.variables.get(given.name) {
                    walker.variable(&given.value, given.name, &variable.value_type);
                }
            }
            self.take(walker);
        }
        for written in module.locals.values() {
            let mut walker = self.walker(written.source);
            walker.infer(written.value);
            self.take(walker);
        }
        for output in module.outputs.values() {
            let mut walker = self.walker(output.source);
            for inside in &output.block.body.blocks {
                walker.expressions(&inside.body);
            }
            if let Some(value) = output.value {
                walker.source = value.source;
                walker.infer(value.value);
                walker.given_out(value.value, output.ephemeral);
            }
            self.take(walker);
        }
    }

    /// Blocks that have no schema but may hold references.
    pub(super) fn other_blocks(&mut self, file: &'t Parsed<'t>) {
        for block in &file.file.body.blocks {
            if block.kind == "check" {
                let mut walker = self.walker(file.source);
                for assertion in block.body.blocks_of("assert") {
                    walker.expressions(&assertion.body);
                }
                self.take(walker);
            }
        }
    }
}

impl<'t> Walker<'_, '_, 't> {
    /// Checks the value of a variable.
    pub(super) fn variable(&mut self, value: &'t Expression<'t>, name: &str, wanted: &Type) {
        let at = At {
            spot: Spot::Variable(name),
            in_parts: false,
            is_provider: false,
        };
        self.fit(value, Wanted::Type(wanted), &at);
    }

    fn input(&mut self, attribute: &'t Attribute<'t>, wanted: &Type, takes_ephemeral: bool) {
        self.variable(&attribute.value, attribute.name, wanted);
        if takes_ephemeral {
            return;
        }
        if let Some(span) = self.ephemeral_part(&attribute.value) {
            let label = format!(
                "this is ephemeral, and the variable `{}` is not",
                attribute.name
            );
            let finding = self.finding(&rules::EPHEMERAL_VALUE, span, label);
            self.report(finding.help("set `ephemeral = true` in the variable"));
        }
    }

    fn given_out(&mut self, value: &'t Expression<'t>, is_ephemeral: bool) {
        if is_ephemeral {
            return;
        }
        if let Some(span) = self.ephemeral_part(value) {
            let label = "this is ephemeral, and the output is not";
            let finding = self.finding(&rules::EPHEMERAL_VALUE, span, label);
            self.report(finding.help("set `ephemeral = true` in the output of a module"));
        }
    }
}
