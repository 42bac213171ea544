//! The arguments and blocks of a body against a schema.

use std::collections::BTreeMap;
use std::rc::Rc;

use mcgen_hcl::syntax::{
    Attribute as Written, Block as WrittenBlock, Body, Expression, ExpressionKind, Span,
};

use super::finding::{Finding, FromProvider};
use super::infer::Walker;
use super::rules;
use super::spelling::nearest;
use crate::{Attribute, AttributeKind, Block, Type, TypeOverlay};

/// Where a value stands.
pub(super) enum Spot<'s> {
    /// In a block that a provider's schema describes.
    Schema {
        /// The provider.
        provider: Option<Rc<FromProvider>>,
        /// What is known beyond the schema.
        overlay: Option<&'s TypeOverlay>,
        /// What is set here is kept in the plan and the state.
        keeps: bool,
    },
    /// It is the value of a variable of this name.
    Variable(&'s str),
}

/// What a body belongs to.
pub(super) struct At<'s> {
    pub(super) spot: Spot<'s>,
    /// The arguments may also stand in another block: nothing is missing here.
    pub(super) in_parts: bool,
    /// The body of a `provider` block, which may be completed from the environment.
    pub(super) is_provider: bool,
}

/// What was counted on the way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) blocks: usize,
    pub(super) arguments: usize,
}

/// The blocks of one kind in a body.
#[derive(Default)]
pub(super) struct Blocks<'t> {
    pub(super) written: Vec<&'t WrittenBlock<'t>>,
    pub(super) dynamic: usize,
}

impl<'t> Walker<'_, '_, 't> {
    pub(super) fn report_at(&mut self, mut finding: Finding, at: &At<'_>) {
        match &at.spot {
            Spot::Schema { provider, .. } => finding.provider.clone_from(provider),
            Spot::Variable(name) => {
                if finding.reason.is_none() {
                    finding.reason = Some(format!("it is the value of the variable `{name}`"));
                }
            }
        }
        self.report(finding);
    }

    /// Checks a body and what is in it. `skip` names what Terraform itself reads.
    pub(super) fn body(
        &mut self,
        written: &'t WrittenBlock<'t>,
        schema: &Block,
        at: &At<'_>,
        skip: &[&str],
        path: &mut Vec<String>,
        counted: &mut Counted,
    ) {
        counted.blocks += 1;
        let body = &written.body;
        for attribute in &body.attributes {
            if skip.contains(&attribute.name) {
                continue;
            }
            counted.arguments += 1;
            self.infer(&attribute.value);
            self.attribute_of(attribute, schema, at, path);
        }
        let mut found: BTreeMap<&'t str, Blocks<'t>> = BTreeMap::new();
        for block in &body.blocks {
            if skip.contains(&block.kind) {
                continue;
            }
            if block.kind == "dynamic" {
                self.dynamic(block, schema, at, path, counted, &mut found);
            } else {
                found.entry(block.kind).or_default().written.push(block);
                self.nested(
                    block,
                    block.kind,
                    block.kind_span,
                    schema,
                    at,
                    path,
                    counted,
                );
            }
        }
        if !at.in_parts && !at.is_provider {
            self.missing(written, schema, at, &found);
        }
        self.counts(written, schema, at, path, &found);
        self.combinations(written, at, path);
    }

    fn attribute_of(
        &mut self,
        written: &'t Written<'t>,
        schema: &Block,
        at: &At<'_>,
        path: &[String],
    ) {
        let name = written.name;
        if let Some(attribute) = schema.attributes.get(name) {
            self.argument(&written.value, attribute, written.name_span, at);
            self.ephemeral(&written.value, attribute, at, path, name);
            self.constraint(&written.value, attribute, at, path, name);
        } else if schema.blocks.contains_key(name) {
            let label = format!("`{name}` is a block");
            let finding = self.finding(&rules::BLOCK_AS_ARGUMENT, written.name_span, label);
            self.report_at(finding, at);
        } else {
            self.unknown(name, written.name_span, "argument", schema, at);
        }
    }

    fn unknown(&mut self, name: &str, span: Span, what: &str, schema: &Block, at: &At<'_>) {
        let settable = schema.attributes.iter().filter(|(_, it)| it.is_settable());
        let known = settable.map(|(name, _)| name.as_str());
        let near = nearest(name, known.chain(schema.blocks.keys().map(String::as_str)));
        let finding = self.finding(
            &rules::UNKNOWN_ARGUMENT,
            span,
            format!("there is no {what} `{name}` here"),
        );
        self.report_at(finding.meant(near), at);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the place in the file and in the schema"
    )]
    fn nested(
        &mut self,
        block: &'t WrittenBlock<'t>,
        kind: &str,
        span: Span,
        schema: &Block,
        at: &At<'_>,
        path: &mut Vec<String>,
        counted: &mut Counted,
    ) {
        path.push(kind.to_owned());
        if let Some(nested) = schema.blocks.get(kind) {
            // A `dynamic` block may make none.
            if nested.block.deprecated && block.kind == kind {
                let finding = self.finding(&rules::DEPRECATED, span, "this is deprecated");
                self.report_at(finding, at);
            }
            self.body(block, &nested.block, at, &[], path, counted);
        } else if let Some(attribute) = schema.attributes.get(kind) {
            match attribute.kind.as_blocks() {
                Some(objects) if attribute.is_settable() => {
                    self.body(block, &objects, at, &[], path, counted);
                }
                Some(_) => {
                    let finding = self.finding(&rules::COMPUTED_ONLY, span, "the provider sets it");
                    self.report_at(finding, at);
                    self.expressions(&block.body);
                }
                None => {
                    let label = format!("`{kind}` is an argument");
                    let finding = self.finding(&rules::ARGUMENT_AS_BLOCK, span, label);
                    self.report_at(finding.help(format!("write `{kind} = …`")), at);
                    self.expressions(&block.body);
                }
            }
        } else {
            self.unknown(kind, span, "block", schema, at);
            self.expressions(&block.body);
        }
        path.pop();
    }

    fn dynamic(
        &mut self,
        block: &'t WrittenBlock<'t>,
        schema: &Block,
        at: &At<'_>,
        path: &mut Vec<String>,
        counted: &mut Counted,
        found: &mut BTreeMap<&'t str, Blocks<'t>>,
    ) {
        let Some(label) = block.labels.first() else {
            return self.expressions(&block.body);
        };
        found.entry(label.text).or_default().dynamic += 1;
        let iteration = self.iteration(block);
        self.for_each(&iteration, |walker| {
            if let Some(labels) = block.body.attribute("labels") {
                walker.infer(&labels.value);
            }
            for content in block.body.blocks_of("content") {
                walker.nested(content, label.text, label.span, schema, at, path, counted);
            }
        });
    }

    /// Looks at the references of a body that no schema describes.
    pub(super) fn expressions(&mut self, body: &'t Body<'t>) {
        for attribute in &body.attributes {
            self.infer(&attribute.value);
        }
        for block in &body.blocks {
            self.expressions(&block.body);
        }
    }
}

impl AttributeKind {
    /// The attribute as blocks, where Terraform takes it in this form too: a list or set of objects.
    fn as_blocks(&self) -> Option<Block> {
        match self {
            Self::Type(Type::List(element) | Type::Set(element)) => block_of(element),
            _ => None,
        }
    }
}

fn block_of(object: &Type) -> Option<Block> {
    let Type::Object { attributes, .. } = object else {
        return None;
    };
    let attributes = attributes.iter().map(|(name, value)| {
        let attribute = Attribute {
            kind: AttributeKind::Type(value.clone()),
            required: false,
            optional: true,
            computed: false,
            sensitive: false,
            write_only: false,
            deprecated: false,
        };
        (name.clone(), attribute)
    });
    Some(Block {
        attributes: attributes.collect(),
        ..Block::default()
    })
}

/// Whether an argument or a block of this name is surely there. What a provider may take for not set is not.
pub(super) fn is_set(body: &Body<'_>, name: &str) -> bool {
    let is_filled = |value: &Expression<'_>| match &value.bare().kind {
        ExpressionKind::Bool(value) => *value,
        ExpressionKind::String(text) => !text.is_empty(),
        ExpressionKind::Number(text) => *text != "0",
        ExpressionKind::List(items) => !items.is_empty(),
        ExpressionKind::Object(items) => !items.is_empty(),
        ExpressionKind::Template(_) => true,
        _ => false,
    };
    body.attribute(name).is_some_and(|it| is_filled(&it.value))
        || body.blocks_of(name).next().is_some()
}
