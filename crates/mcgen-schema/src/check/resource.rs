//! The blocks of a module, one after the other.

use std::collections::BTreeMap;
use std::rc::Rc;

use mcgen_hcl::syntax::Block;

use super::body::{At, Counted, Spot};
use super::built_in;
use super::context::{Context, Pass, ProviderOf};
use super::coverage::{NotChecked, Reason};
use super::finding::Finding;
use super::infer::Walker;
use super::module::{Declared, Repeat};
use super::requirement::{BUILT_IN, address};
use super::rules;
use super::spelling::nearest;
use super::value::Wanted;
use crate::{Kind, Known, Provider, Type};

/// What Terraform itself reads of a resource, data source or ephemeral resource.
const META: &[&str] = &[
    "count",
    "for_each",
    "provider",
    "depends_on",
    "lifecycle",
    "connection",
    "provisioner",
    "_",
];

/// What Terraform itself reads of a `provider` block.
const PROVIDER_META: &[&str] = &["alias", "version"];

/// What a pass over a module gives.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) findings: Vec<Finding>,
    pub(super) counted: Counted,
    pub(super) not_checked: BTreeMap<NotChecked, usize>,
}

/// Checks one module at one end of its version ranges.
pub(super) struct Checker<'p, 'c, 't> {
    pub(super) pass: &'p Pass<'c, 't>,
    pub(super) context: &'p Context<'c, 't>,
    pub(super) outcome: Outcome,
}

impl<'p, 'c, 't> Checker<'p, 'c, 't> {
    pub(super) fn new(pass: &'p Pass<'c, 't>, context: &'p Context<'c, 't>) -> Self {
        Self {
            pass,
            context,
            outcome: Outcome::default(),
        }
    }

    pub(super) fn module(&mut self) {
        let module = self.context.module;
        for ((kind, type_name, _), declared) in &module.resources {
            self.resource(*kind, type_name, declared);
        }
        for (kind, type_name, declared) in &module.further {
            self.resource(*kind, type_name, declared);
        }
        for (block, source) in &module.providers {
            self.provider(block, *source);
        }
        for call in module.calls.values() {
            self.call(call);
        }
        self.values();
        for file in &module.files {
            self.other_blocks(file);
        }
    }

    pub(super) fn walker(&self, source: mcgen_diagnostics::SourceId) -> Walker<'p, 'c, 't> {
        Walker::new(self.pass, self.context, source)
    }

    pub(super) fn take(&mut self, walker: Walker<'_, '_, '_>) {
        self.outcome.findings.extend(walker.findings);
    }

    pub(super) fn leave_out(&mut self, subject: String, reason: Reason) {
        let entry = self
            .outcome
            .not_checked
            .entry(NotChecked { subject, reason });
        *entry.or_default() += 1;
    }

    fn resource(&mut self, kind: Kind, type_name: &'t str, declared: &'t Declared<'t>) {
        let block = declared.block;
        let mut walker = self.walker(declared.source);
        walker.repeat(block);
        let mut names = self.instance_names(declared);
        let provider = self.context.provider_of(block);
        let found = self
            .context
            .resource_type(&provider.address, kind, type_name);
        let itself = found.as_ref().map(|it| it.value_type());
        walker.with_names(names.clone(), |walker| {
            if let Some(found) = &found {
                let spot = Spot::Schema {
                    provider: self.context.origin(&provider.address),
                    overlay: found.overlay.as_ref(),
                    keeps: kind != Kind::Ephemeral,
                };
                let at = At {
                    spot,
                    in_parts: declared.in_parts,
                    is_provider: false,
                };
                if found.block().deprecated {
                    let label = format!("`{type_name}` is deprecated");
                    let finding = walker.finding(&rules::DEPRECATED, block.labels[0].span, label);
                    walker.report_at(finding, &at);
                }
                let counted = &mut self.outcome.counted;
                walker.body(block, found.block(), &at, META, &mut Vec::new(), counted);
            } else {
                self.without_schema(walker, kind, type_name, block, &provider);
                for attribute in &block.body.attributes {
                    if !META.contains(&attribute.name) {
                        walker.infer(&attribute.value);
                    }
                }
                for inside in &block.body.blocks {
                    if !META.contains(&inside.kind) {
                        walker.opaque(inside);
                    }
                }
            }
        });
        let itself = itself.unwrap_or_else(|| Rc::new(Type::Dynamic));
        names.push(("self", itself));
        walker.with_names(names, |walker| {
            for inside in &block.body.blocks {
                if META.contains(&inside.kind) {
                    walker.life(inside);
                }
            }
        });
        self.take(walker);
    }

    /// `each` and `count` in a block.
    pub(super) fn instance_names(
        &self,
        declared: &'t Declared<'t>,
    ) -> Vec<(&'static str, Rc<Type>)> {
        match declared.repeat {
            Repeat::One => Vec::new(),
            Repeat::Count => vec![("count", Rc::new(Type::object([("index", Type::Number)])))],
            Repeat::ForEach => {
                let each = self.context.each(self.pass, declared);
                each.into_iter().map(|it| ("each", Rc::new(it))).collect()
            }
        }
    }

    /// Says why a block is not checked, or that its type does not exist.
    fn without_schema(
        &mut self,
        walker: &mut Walker<'p, 'c, 't>,
        kind: Kind,
        type_name: &str,
        block: &Block<'_>,
        provider: &ProviderOf,
    ) {
        let subject = format!("{} {type_name}", kind.keyword());
        if provider.address == BUILT_IN {
            let known = built_in::types(kind).iter().copied();
            self.unknown_type(walker, kind, type_name, block, known, None);
            return;
        }
        let held = self.context.catalog().versions(&provider.address);
        if held.is_empty() {
            self.undeclared(walker, type_name, block, provider);
            let address = provider.address.clone();
            self.leave_out(subject, Reason::ProviderNotHeld(address));
            return;
        }
        let Some(version) = self.context.provider(&provider.address) else {
            self.leave_out(subject, Reason::NoHeldVersionFits(provider.address.clone()));
            return;
        };
        if matches!(version.knows(kind, type_name), Ok(Known::Unknown)) {
            let known = version.types(kind).unwrap_or_default();
            self.unknown_type(walker, kind, type_name, block, known, Some(version));
        } else {
            let provider = format!("{} {}", provider.address, version.version());
            self.leave_out(subject, Reason::TypeNotHeld(provider));
        }
    }

    fn unknown_type<'n>(
        &self,
        walker: &mut Walker<'p, 'c, 't>,
        kind: Kind,
        type_name: &str,
        block: &Block<'_>,
        known: impl IntoIterator<Item = &'n str>,
        provider: Option<&Provider>,
    ) {
        let span = block.labels.first().map_or(block.header, |it| it.span);
        let label = format!("there is no {kind} `{type_name}`");
        let mut finding = walker.finding(&rules::UNKNOWN_TYPE, span, label);
        let other = provider.and_then(|provider| {
            let is_of = |other: &Kind| matches!(provider.knows(*other, type_name), Ok(Known::Held));
            Kind::ALL.into_iter().find(is_of)
        });
        finding = match other {
            Some(other) => finding.help(format!(
                "there is a {other} of this name: `{}`",
                other.keyword()
            )),
            None => finding.meant(nearest(type_name, known)),
        };
        finding.provider = provider.and_then(|it| self.context.origin(it.source()));
        walker.report(finding);
    }

    /// Reports a provider that is only found in another namespace than the one that is looked in.
    fn undeclared(
        &self,
        walker: &mut Walker<'p, 'c, 't>,
        type_name: &str,
        block: &Block<'_>,
        provider: &ProviderOf,
    ) {
        let module = self.context.module;
        let names_source = module.requirements.get(provider.name.as_str());
        if module.incomplete || names_source.is_some_and(|it| it.source.is_some()) {
            return;
        }
        let elsewhere = self.context.catalog().providers().iter().find(|held| {
            let name = held.source().rsplit('/').next();
            name == Some(provider.name.as_str()) && !held.source().starts_with("hashicorp/")
        });
        let Some(held) = elsewhere else { return };
        let span = block.labels.first().map_or(block.header, |it| it.span);
        let label = format!("`{type_name}` is looked for in `{}`", provider.address);
        let source = held.source();
        let help = format!(
            "add `{} = {{ source = \"{source}\" }}` to `required_providers`",
            provider.name
        );
        let finding = walker.finding(&rules::UNDECLARED_PROVIDER, span, label);
        walker.report(finding.help(help));
    }

    fn provider(&mut self, block: &'t Block<'t>, source: mcgen_diagnostics::SourceId) {
        let mut walker = self.walker(source);
        let name = block.label(0).unwrap_or_default();
        let address = address(self.context.module, name);
        if let Some(schema) = self.context.provider_schema(&address) {
            let at = At {
                spot: Spot::Schema {
                    provider: self.context.origin(&address),
                    overlay: None,
                    keeps: false,
                },
                in_parts: false,
                is_provider: true,
            };
            let mut path = Vec::new();
            let counted = &mut self.outcome.counted;
            walker.body(block, &schema.block, &at, PROVIDER_META, &mut path, counted);
        } else {
            walker.opaque(block);
            let reason = if self.context.catalog().versions(&address).is_empty() {
                Reason::ProviderNotHeld(address)
            } else {
                Reason::NoHeldVersionFits(address)
            };
            self.leave_out(format!("provider {name}"), reason);
        }
        self.take(walker);
    }
}

impl<'t> Walker<'_, '_, 't> {
    /// Checks `count` and `for_each`.
    pub(super) fn repeat(&mut self, block: &'t Block<'t>) {
        let at = At {
            spot: Spot::Schema {
                provider: None,
                overlay: None,
                keeps: true,
            },
            in_parts: false,
            is_provider: false,
        };
        if let Some(count) = block.body.attribute("count") {
            self.infer(&count.value);
            self.fit(&count.value, Wanted::Type(&Type::Number), &at);
        }
        let Some(each) = block.body.attribute("for_each") else {
            return;
        };
        let found = self.infer(&each.value);
        let is_loop = matches!(*found, Type::Map(_) | Type::Object { .. } | Type::Set(_));
        if !is_loop && *found != Type::Dynamic {
            let label = "a map or a set of strings is needed";
            let finding = self.finding(&rules::WRONG_TYPE, each.value.span, label);
            self.report(finding.help("`toset(…)` makes a set of a list"));
        }
    }

    /// Looks at the references in a block of an unknown schema.
    fn opaque(&mut self, block: &'t Block<'t>) {
        if block.kind != "dynamic" {
            for attribute in &block.body.attributes {
                self.infer(&attribute.value);
            }
            for inside in &block.body.blocks {
                self.opaque(inside);
            }
            return;
        }
        let iteration = self.iteration(block);
        self.for_each(&iteration, |walker| {
            for content in block.body.blocks_of("content") {
                walker.opaque(content);
            }
        });
    }

    /// Looks at the references in `lifecycle`, `provisioner` and the like.
    fn life(&mut self, block: &'t Block<'t>) {
        // These name attributes of the resource itself, or resources, without a value.
        const NAMES: &[&str] = &[
            "ignore_changes",
            "replace_triggered_by",
            "events",
            "actions",
        ];
        for attribute in &block.body.attributes {
            if !NAMES.contains(&attribute.name) {
                self.infer(&attribute.value);
            }
        }
        for inside in &block.body.blocks {
            self.life(inside);
        }
    }
}
