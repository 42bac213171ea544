//! A type as the simulator knows it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mcgen_schema::{Block, Kind, Overlay, ProviderSchema, TypeOverlay};
use serde_json::Value;

static NOTHING_MORE: LazyLock<TypeOverlay> = LazyLock::new(TypeOverlay::default);

/// A type with its schema, and what is known beyond that.
#[derive(Clone, Copy)]
pub(crate) struct Definition<'a> {
    /// The name of the type: `aws_vpc`.
    pub(crate) name: &'a str,
    /// Its schema.
    pub(crate) block: &'a Block,
    /// What no schema says.
    pub(crate) overlay: &'a TypeOverlay,
    /// Values by the name of an attribute, whatever the type.
    pub(crate) every: &'a BTreeMap<String, Value>,
}

impl<'a> Definition<'a> {
    /// The type of this name, where the provider has it.
    pub(crate) fn find(
        schema: &'a ProviderSchema,
        overlay: &'a Overlay,
        kind: Kind,
        name: &str,
    ) -> Option<Self> {
        let (name, schema) = schema.of_kind(kind).get_key_value(name)?;
        let every = &overlay.every;
        let overlay = overlay.of_kind(kind).get(name);
        Some(Self {
            name,
            block: &schema.block,
            overlay: overlay.unwrap_or_else(|| &NOTHING_MORE),
            every,
        })
    }

    /// Whether the provider gives values that its schema does not announce as computed. Terraform
    /// lets a provider do that which says that it uses the old type system.
    pub(crate) fn is_legacy(&self) -> bool {
        let announced = |path: &String| {
            let attribute = self.attribute(path);
            attribute.is_none_or(|it| it.computed)
        };
        !self.overlay.computed_blocks.is_empty() || !self.overlay.computed.keys().all(announced)
    }

    /// The attribute at a path through blocks and objects.
    pub(crate) fn attribute(&self, path: &str) -> Option<&'a mcgen_schema::Attribute> {
        let (above, name) = path.rsplit_once('.').unwrap_or(("", path));
        let mut attributes = &self.block.attributes;
        let mut blocks = Some(&self.block.blocks);
        for step in above.split('.').filter(|it| !it.is_empty()) {
            if let Some(nested) = blocks.and_then(|it| it.get(step)) {
                attributes = &nested.block.attributes;
                blocks = Some(&nested.block.blocks);
                continue;
            }
            match &attributes.get(step)?.kind {
                mcgen_schema::AttributeKind::Nested(nested) => {
                    attributes = &nested.attributes;
                    blocks = None;
                }
                mcgen_schema::AttributeKind::Type(_) => return None,
            }
        }
        attributes.get(name)
    }
}

#[cfg(test)]
impl Definition<'_> {
    /// The type of what stands at a path: an attribute, or blocks.
    pub(crate) fn value_type(&self, path: &str) -> Option<mcgen_schema::Type> {
        if let Some(attribute) = self.attribute(path) {
            return Some(attribute.value_type());
        }
        let mut blocks = &self.block.blocks;
        let mut found = None;
        for name in path.split('.') {
            let nested = blocks.get(name)?;
            blocks = &nested.block.blocks;
            found = Some(nested.nesting.of(nested.block.value_type()));
        }
        found
    }
}

/// What is known of a provider configuration beyond its schema: nothing.
pub(crate) fn nothing_more() -> &'static TypeOverlay {
    &NOTHING_MORE
}
