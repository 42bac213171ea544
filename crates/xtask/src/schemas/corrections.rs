//! Known mistakes of what packages tell, each with its correction.

use std::collections::BTreeMap;

use mcgen_schema::{
    Attribute, AttributeKind, Block, Kind, NestedBlock, Nesting, Overlay, ProviderSchema, Schema,
    Type,
};

/// Corrects what needs no other source.
pub(super) fn correct(schema: &mut ProviderSchema) {
    drop_alias(&mut schema.configuration);
    for_each_schema(schema, &mut |schema| {
        each_attribute(&mut schema.block, &mut drop_computed_of_required);
    });
}

/// The generator adds `alias` to every provider; Terraform takes it itself.
fn drop_alias(configuration: &mut Schema) {
    configuration.block.attributes.remove("alias");
}

/// Below an attribute that is computed, the generator calls every attribute computed; one that must be
/// set cannot be.
fn drop_computed_of_required(attribute: &mut Attribute) {
    attribute.computed &= !attribute.required;
}

/// Takes from another release of the provider what this one lost, wherever both have the same type and
/// the same path.
pub(super) fn complete_from(schema: &mut ProviderSchema, other: &ProviderSchema) {
    complete_schema(&mut schema.configuration, &other.configuration);
    for kind in Kind::ALL {
        for (name, schema) in schema.of_kind_mut(kind) {
            if let Some(other) = other.of_kind(kind).get(name) {
                complete_schema(schema, other);
            }
        }
    }
}

fn complete_schema(schema: &mut Schema, other: &Schema) {
    schema.version = schema.version.max(other.version);
    complete_block(&mut schema.block, &other.block);
}

fn complete_block(block: &mut Block, other: &Block) {
    block.deprecated |= other.deprecated;
    take_what_reads_as_dynamic(block, other);
    for (name, attribute) in &mut block.attributes {
        if let Some(other) = other.attributes.get(name) {
            complete_attribute(attribute, other);
        }
    }
    for (name, nested) in &mut block.blocks {
        if let Some(other) = other.blocks.get(name) {
            take_item_counts(nested, other);
            complete_block(&mut nested.block, &other.block);
        }
    }
}

/// A block that may hold itself reads as an attribute of any type.
fn take_what_reads_as_dynamic(block: &mut Block, other: &Block) {
    let is_dynamic = |it: &Attribute| it.kind == AttributeKind::Type(Type::Dynamic);
    let dynamic: Vec<String> = block
        .attributes
        .iter()
        .filter(|(_, it)| is_dynamic(it))
        .map(|(name, _)| name.clone())
        .collect();
    for name in dynamic {
        if let Some(nested) = other.blocks.get(&name) {
            block.attributes.remove(&name);
            block.blocks.insert(name, nested.clone());
        } else if let Some(attribute) = other.attributes.get(&name) {
            block.attributes.insert(name, attribute.clone());
        }
    }
}

fn complete_attribute(attribute: &mut Attribute, other: &Attribute) {
    attribute.sensitive |= other.sensitive;
    attribute.write_only |= other.write_only;
    attribute.deprecated |= other.deprecated;
    match (&mut attribute.kind, &other.kind) {
        (AttributeKind::Type(value), AttributeKind::Type(other)) => {
            take_inner_collections(value, other);
        }
        (AttributeKind::Nested(nested), AttributeKind::Nested(other)) => {
            complete_attributes(&mut nested.attributes, &other.attributes);
        }
        _ => {}
    }
}

fn complete_attributes(
    attributes: &mut BTreeMap<String, Attribute>,
    others: &BTreeMap<String, Attribute>,
) {
    for (name, attribute) in attributes {
        if let Some(other) = others.get(name) {
            complete_attribute(attribute, other);
        }
    }
}

/// A collection that lies in a collection always reads as a list.
fn take_inner_collections(value: &mut Type, other: &Type) {
    match (value, other) {
        (Type::List(element), Type::List(other))
        | (Type::Set(element), Type::Set(other))
        | (Type::Map(element), Type::Map(other)) => {
            if let (Type::List(inner), Type::Set(_)) = (&**element, &**other) {
                **element = Type::Set(inner.clone());
            }
            take_inner_collections(element, other);
        }
        (
            Type::Object { attributes, .. },
            Type::Object {
                attributes: others, ..
            },
        ) => {
            for (name, value) in attributes {
                if let Some(other) = others.get(name) {
                    take_inner_collections(value, other);
                }
            }
        }
        _ => {}
    }
}

/// A package tells one block at most from any number of blocks, and no other limits.
fn take_item_counts(nested: &mut NestedBlock, other: &NestedBlock) {
    let is_collection = matches!(nested.nesting, Nesting::List | Nesting::Set);
    if !is_collection {
        return;
    }
    if nested.max_items == 0 && other.max_items != 1 {
        nested.max_items = other.max_items;
    }
    if nested.min_items == 1 && other.min_items > 1 {
        nested.min_items = other.min_items;
    }
}

/// Writes into the schemas what the overlay knows that packages lose.
pub(super) fn apply(schema: &mut ProviderSchema, overlay: &Overlay) {
    for kind in Kind::ALL {
        for (name, entry) in overlay.of_kind(kind) {
            let Some(schema) = schema.of_kind_mut(kind).get_mut(name) else {
                continue;
            };
            let block = &mut schema.block;
            for path in &entry.sensitive {
                at(block, path, &mut |it| it.sensitive = true);
            }
            for path in &entry.write_only {
                at(block, path, &mut |it| it.write_only = true);
            }
            for (path, count) in &entry.max_items {
                block_at(block, path, &mut |it| it.max_items = *count);
            }
        }
    }
}

fn at(block: &mut Block, path: &str, change: &mut dyn FnMut(&mut Attribute)) {
    match path.split_once('.') {
        None => {
            if let Some(attribute) = block.attributes.get_mut(path) {
                change(attribute);
            }
        }
        Some((name, rest)) => {
            if let Some(nested) = block.blocks.get_mut(name) {
                at(&mut nested.block, rest, change);
            } else if let Some(Attribute {
                kind: AttributeKind::Nested(nested),
                ..
            }) = block.attributes.get_mut(name)
            {
                at_nested(&mut nested.attributes, rest, change);
            }
        }
    }
}

fn at_nested(
    attributes: &mut BTreeMap<String, Attribute>,
    path: &str,
    change: &mut dyn FnMut(&mut Attribute),
) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(attribute) = attributes.get_mut(name) else {
        return;
    };
    if rest.is_empty() {
        change(attribute);
    } else if let AttributeKind::Nested(nested) = &mut attribute.kind {
        at_nested(&mut nested.attributes, rest, change);
    }
}

fn block_at(block: &mut Block, path: &str, change: &mut dyn FnMut(&mut NestedBlock)) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(nested) = block.blocks.get_mut(name) else {
        return;
    };
    if rest.is_empty() {
        change(nested);
    } else {
        block_at(&mut nested.block, rest, change);
    }
}

fn for_each_schema(schema: &mut ProviderSchema, change: &mut dyn FnMut(&mut Schema)) {
    change(&mut schema.configuration);
    for kind in Kind::ALL {
        for schema in schema.of_kind_mut(kind).values_mut() {
            change(schema);
        }
    }
}

fn each_attribute(block: &mut Block, change: &mut dyn FnMut(&mut Attribute)) {
    for attribute in block.attributes.values_mut() {
        each_nested(attribute, change);
    }
    for nested in block.blocks.values_mut() {
        each_attribute(&mut nested.block, change);
    }
}

fn each_nested(attribute: &mut Attribute, change: &mut dyn FnMut(&mut Attribute)) {
    change(attribute);
    if let AttributeKind::Nested(nested) = &mut attribute.kind {
        for attribute in nested.attributes.values_mut() {
            each_nested(attribute, change);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A provider with one resource of this body.
    fn provider(block: &Value) -> ProviderSchema {
        serde_json::from_value(json!({
            "provider": { "block": { "attributes": {
                "alias": { "type": "string", "optional": true },
                "region": { "type": "string", "optional": true },
            } } },
            "resource_schemas": { "cloud_disk": { "block": block } },
        }))
        .unwrap()
    }

    fn disk(provider: &ProviderSchema) -> Value {
        serde_json::to_value(&provider.resources["cloud_disk"].block).unwrap()
    }

    fn completed(block: &Value, other: &Value) -> Value {
        let mut schema = provider(block);
        complete_from(&mut schema, &provider(other));
        disk(&schema)
    }

    #[test]
    fn alias_is_no_setting_of_a_provider() {
        let mut schema = provider(&json!({}));
        correct(&mut schema);
        let names: Vec<&String> = schema.configuration.block.attributes.keys().collect();
        assert_eq!(names, ["region"]);
    }

    #[test]
    fn what_must_be_set_is_not_computed() {
        let origins = |computed: bool| {
            let mut name = json!({ "type": "string", "required": true });
            if computed {
                name["computed"] = json!(true);
            }
            json!({ "attributes": { "origins": {
                "nested_type": { "attributes": { "name": name }, "nesting_mode": "list" },
                "optional": true,
                "computed": true,
            } } })
        };
        let mut schema = provider(&origins(true));
        correct(&mut schema);
        assert_eq!(disk(&schema), origins(false));
    }

    #[test]
    fn lost_flags_are_taken_from_the_other_release() {
        let lost = json!({
            "attributes": {
                "id": { "type": "string", "computed": true },
                "key": { "type": "string", "optional": true },
            },
            "block_types": { "mount": { "nesting_mode": "set", "block": { "attributes": {
                "path": { "type": "string", "optional": true },
            } } } },
        });
        let mut whole = lost.clone();
        whole["attributes"]["key"]["sensitive"] = json!(true);
        whole["attributes"]["key"]["write_only"] = json!(true);
        whole["block_types"]["mount"]["block"]["attributes"]["path"]["deprecated"] = json!(true);
        assert_eq!(completed(&lost, &whole), whole);
    }

    #[test]
    fn required_is_never_taken_from_the_other_release() {
        let new = json!({ "attributes": { "id": { "type": "string", "optional": true } } });
        let old = json!({ "attributes": { "id": { "type": "string", "required": true } } });
        assert_eq!(completed(&new, &old), new);
    }

    #[test]
    fn a_block_that_reads_as_dynamic_is_taken_from_the_other_release() {
        let new = json!({ "attributes": { "statement": { "type": "dynamic", "optional": true } } });
        let old = json!({ "block_types": { "statement": { "nesting_mode": "list", "max_items": 1,
            "block": { "attributes": { "arn": { "type": "string", "required": true } } } } } });
        assert_eq!(completed(&new, &old), old);
    }

    #[test]
    fn a_set_in_a_set_is_taken_from_the_other_release_and_an_outer_one_is_not() {
        let zones = |value: Value| json!({ "attributes": { "zones": { "type": value, "optional": true } } });
        let inner = zones(json!(["set", ["list", "string"]]));
        let right = zones(json!(["set", ["set", "string"]]));
        assert_eq!(completed(&inner, &right), right);
        for outer in [
            zones(json!(["list", ["list", "string"]])),
            zones(json!(["set", ["object", { "a": ["list", "string"] }]])),
        ] {
            let other = zones(json!(["set", ["object", { "a": ["set", "string"] }]]));
            assert_eq!(completed(&outer, &right), outer);
            assert_eq!(completed(&outer, &other), outer);
        }
    }

    #[test]
    fn limits_of_blocks_are_taken_unless_the_package_tells_otherwise() {
        let mount = |min: u32, max: u32| {
            let mut nested = json!({ "nesting_mode": "list", "block": {} });
            for (key, count) in [("min_items", min), ("max_items", max)] {
                if count > 0 {
                    nested[key] = json!(count);
                }
            }
            json!({ "block_types": { "mount": nested } })
        };
        for (package, other, expected) in [
            ((0, 0), (0, 4), (0, 4)),
            ((1, 0), (2, 4), (2, 4)),
            // A package tells apart one from many, and required from optional.
            ((0, 0), (0, 1), (0, 0)),
            ((0, 1), (1, 4), (0, 1)),
        ] {
            assert_eq!(
                completed(&mount(package.0, package.1), &mount(other.0, other.1)),
                mount(expected.0, expected.1),
                "{package:?} {other:?}"
            );
        }
    }

    #[test]
    fn the_overlay_fills_in_what_no_release_tells() {
        let lost = json!({
            "attributes": { "tags": { "optional": true, "nested_type": { "nesting_mode": "map",
                "attributes": { "value": { "type": "string", "optional": true } } } } },
            "block_types": { "mount": { "nesting_mode": "set", "block": { "attributes": {
                "key": { "type": "string", "optional": true },
            } } } },
        });
        let mut schema = provider(&lost);
        let overlay: Overlay = toml::from_str(
            r#"
            provider = "acme/cloud"
            [resource.cloud_disk]
            sources = ["https://example.com"]
            sensitive = ["mount.key", "tags.value"]
            write-only = ["mount.key"]
            max-items = { mount = 4 }
            "#,
        )
        .unwrap();
        apply(&mut schema, &overlay);
        let mut whole = lost;
        let key = &mut whole["block_types"]["mount"]["block"]["attributes"]["key"];
        key["sensitive"] = json!(true);
        key["write_only"] = json!(true);
        whole["attributes"]["tags"]["nested_type"]["attributes"]["value"]["sensitive"] =
            json!(true);
        whole["block_types"]["mount"]["max_items"] = json!(4);
        assert_eq!(disk(&schema), whole);
    }
}
