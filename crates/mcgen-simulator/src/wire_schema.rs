//! A provider schema as the protocol's message.

use std::collections::BTreeMap;

use bytes::Bytes;
use mcgen_schema::{Attribute, AttributeKind, Block, NestedBlock, Nesting, ProviderSchema, Schema};
use prost::Message as _;

use crate::wire;

/// What the simulator can do. Destroying needs no plan of the provider, and no provider of the real
/// world takes over objects of any other type, so neither is offered.
pub(crate) fn capabilities() -> wire::ServerCapabilities {
    wire::ServerCapabilities {
        plan_destroy: false,
        schema_optional: true,
        move_state: false,
    }
}

/// The names of all types, without their schemas.
pub(crate) fn metadata(schema: &ProviderSchema) -> wire::Metadata {
    fn names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<wire::TypeName> {
        names
            .map(|name| wire::TypeName {
                type_name: name.clone(),
            })
            .collect()
    }
    wire::Metadata {
        capabilities: Some(capabilities()),
        data_sources: names(schema.data_sources.keys()),
        resources: names(schema.resources.keys()),
        ephemerals: names(schema.ephemerals.keys()),
    }
}

/// The whole schema, as bytes. A message may come in parts, of which each adds to those before, so
/// that one type at a time is held as a message.
pub(crate) fn provider_schemas(schema: &ProviderSchema) -> Bytes {
    let mut bytes = Vec::new();
    let mut add = |part: wire::ProviderSchemas| bytes.extend_from_slice(&part.encode_to_vec());
    add(wire::ProviderSchemas {
        provider: Some(message(&schema.configuration)),
        capabilities: Some(capabilities()),
        ..wire::ProviderSchemas::default()
    });
    for it in &schema.resources {
        add(wire::ProviderSchemas {
            resources: one(it),
            ..wire::ProviderSchemas::default()
        });
    }
    for it in &schema.data_sources {
        add(wire::ProviderSchemas {
            data_sources: one(it),
            ..wire::ProviderSchemas::default()
        });
    }
    for it in &schema.ephemerals {
        add(wire::ProviderSchemas {
            ephemerals: one(it),
            ..wire::ProviderSchemas::default()
        });
    }
    Bytes::from(bytes)
}

fn one((name, schema): (&String, &Schema)) -> BTreeMap<String, wire::Schema> {
    BTreeMap::from([(name.clone(), message(schema))])
}

fn message(schema: &Schema) -> wire::Schema {
    wire::Schema {
        version: i64::try_from(schema.version).unwrap_or(i64::MAX),
        block: Some(block(&schema.block)),
    }
}

fn block(block: &Block) -> wire::Block {
    wire::Block {
        attributes: attributes(&block.attributes),
        blocks: block.blocks.iter().map(nested_block).collect(),
        deprecated: block.deprecated,
    }
}

fn attributes(attributes: &BTreeMap<String, Attribute>) -> Vec<wire::Attribute> {
    attributes.iter().map(attribute).collect()
}

fn attribute((name, attribute): (&String, &Attribute)) -> wire::Attribute {
    let (value_type, nested) = match &attribute.kind {
        // The JSON of a type holds strings only, which cannot fail to be written.
        AttributeKind::Type(it) => (serde_json::to_vec(it).unwrap_or_default(), None),
        AttributeKind::Nested(nested) => {
            let object = wire::Object {
                attributes: attributes(&nested.attributes),
                nesting: nesting(nested.nesting),
            };
            (Vec::new(), Some(object))
        }
    };
    wire::Attribute {
        name: name.clone(),
        value_type: Bytes::from(value_type),
        nested,
        required: attribute.required,
        optional: attribute.optional,
        computed: attribute.computed,
        sensitive: attribute.sensitive,
        deprecated: attribute.deprecated,
        write_only: attribute.write_only,
    }
}

fn nested_block((name, nested): (&String, &NestedBlock)) -> wire::NestedBlock {
    wire::NestedBlock {
        name: name.clone(),
        block: Some(block(&nested.block)),
        nesting: nesting(nested.nesting),
        min_items: nested.min_items.into(),
        max_items: nested.max_items.into(),
    }
}

fn nesting(nesting: Nesting) -> i32 {
    match nesting {
        Nesting::Single => 1,
        Nesting::List => 2,
        Nesting::Set => 3,
        Nesting::Map => 4,
        Nesting::Group => 5,
    }
}
