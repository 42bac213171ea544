//! Values brought into the shape of a schema.

use std::collections::BTreeMap;

use mcgen_schema::{Attribute, AttributeKind, Block, NestedBlock, Nesting, Type};

use crate::value::{Value, ValueError, from_state};

/// Reads the state of an older or the present schema into the shape of the present one.
pub(crate) fn upgrade(state: &[u8], block: &Block) -> Result<Value, ValueError> {
    Ok(conform(&from_state(state, &block.value_type())?, block))
}

/// The value with the attributes of the block and no others: what it lacks is null, and blocks that
/// are not there are empty collections, as Terraform wants them.
pub(crate) fn conform(value: &Value, block: &Block) -> Value {
    if value.is_null() || value.is_unknown() {
        return value.clone();
    }
    let attributes = block.attributes.iter().map(|(name, attribute)| {
        let value = attribute_value(value.get(name), attribute);
        (name.clone(), value)
    });
    let blocks = block.blocks.iter().map(|(name, nested)| {
        let value = nested_value(value.get(name), nested);
        (name.clone(), value)
    });
    Value::Map(attributes.chain(blocks).collect())
}

/// An object of the block in which nothing is set.
pub(crate) fn empty(block: &Block) -> Value {
    conform(&Value::Map(BTreeMap::new()), block)
}

fn attribute_value(value: &Value, attribute: &Attribute) -> Value {
    let fits = match &attribute.kind {
        AttributeKind::Type(value_type) => fits(value, value_type),
        AttributeKind::Nested(nested) => fits(value, &nested.value_type()),
    };
    if fits { value.clone() } else { Value::Null }
}

/// The blocks of one name in the shape of their schema.
pub(crate) fn nested_value(value: &Value, nested: &NestedBlock) -> Value {
    match (value, nested.nesting) {
        (Value::Unknown, _) => Value::Unknown,
        (Value::Map(_), Nesting::Single | Nesting::Group) => conform(value, &nested.block),
        (_, Nesting::Single) => Value::Null,
        (_, Nesting::Group) => empty(&nested.block),
        (Value::Map(entries), Nesting::Map) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, value)| (key.clone(), conform(value, &nested.block)));
            Value::Map(entries.collect())
        }
        (_, Nesting::Map) => Value::Map(BTreeMap::new()),
        (value, Nesting::List | Nesting::Set) => {
            let elements = value.elements().iter();
            Value::Sequence(elements.map(|it| conform(it, &nested.block)).collect())
        }
    }
}

/// The value as one of the type, where that can be: an object has the attributes of the type and no
/// others.
pub(crate) fn project(value: &Value, value_type: &Type) -> Option<Value> {
    Some(match (value, value_type) {
        (Value::Sequence(elements), Type::List(element) | Type::Set(element)) => {
            let elements = elements.iter().map(|it| project(it, element));
            Value::Sequence(elements.collect::<Option<_>>()?)
        }
        (Value::Map(entries), Type::Map(element)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| Some((key.clone(), project(it, element)?)));
            Value::Map(entries.collect::<Option<_>>()?)
        }
        (Value::Map(_), Type::Object { attributes, .. }) => {
            let attributes = attributes.iter();
            let attributes = attributes
                .map(|(name, inner)| Some((name.clone(), project(value.get(name), inner)?)));
            Value::Map(attributes.collect::<Option<_>>()?)
        }
        (value, value_type) if fits(value, value_type) => value.clone(),
        _ => return None,
    })
}

/// Whether the value can be one of the type.
fn fits(value: &Value, value_type: &Type) -> bool {
    match (value, value_type) {
        (Value::Null | Value::Unknown, _)
        | (Value::Bool(_), Type::Bool)
        | (Value::Number(_), Type::Number)
        // A number with many digits travels as text.
        | (Value::String(_), Type::String | Type::Number)
        | (Value::Dynamic(..), Type::Dynamic) => true,
        (Value::Sequence(elements), Type::List(element) | Type::Set(element)) => {
            elements.iter().all(|it| fits(it, element))
        }
        (Value::Sequence(elements), Type::Tuple(types)) => {
            let mut pairs = elements.iter().zip(types);
            elements.len() == types.len() && pairs.all(|(it, value_type)| fits(it, value_type))
        }
        (Value::Map(entries), Type::Map(element)) => entries.values().all(|it| fits(it, element)),
        (Value::Map(entries), Type::Object { attributes, .. }) => {
            entries.len() == attributes.len()
                && attributes
                    .iter()
                    .all(|(name, inner)| entries.get(name).is_some_and(|it| fits(it, inner)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::Block;
    use serde_json::json;

    use super::upgrade;
    use crate::value::to_plain;

    fn block() -> Block {
        let block = json!({
            "attributes": {
                "id": {"type": "string", "computed": true},
                "ports": {"type": ["list", "number"], "optional": true},
                "rule": {
                    "nested_type": {
                        "nesting_mode": "single",
                        "attributes": {"name": {"type": "string", "optional": true}},
                    },
                    "optional": true,
                },
            },
            "block_types": {
                "one": {"nesting_mode": "single", "block": {}},
                "group": {"nesting_mode": "group", "block": {
                    "attributes": {"a": {"type": "string", "optional": true}},
                }},
                "list": {"nesting_mode": "list", "block": {}},
                "map": {"nesting_mode": "map", "block": {}},
            },
        });
        serde_json::from_value(block).unwrap()
    }

    #[test]
    fn a_state_of_an_older_schema_loses_what_is_gone_and_gains_nulls_and_empty_blocks() {
        let state = json!({"id": "x", "gone": true, "rule": {"name": "r"}});
        let value = upgrade(state.to_string().as_bytes(), &block()).unwrap();
        assert_eq!(
            to_plain(&value),
            json!({
                "group": {"a": null}, "id": "x", "list": [], "map": {}, "one": null,
                "ports": null, "rule": {"name": "r"},
            })
        );
    }

    #[test]
    fn a_value_of_another_type_is_dropped() {
        let state = json!({"id": ["x"], "ports": "80", "list": "no"});
        let value = upgrade(state.to_string().as_bytes(), &block()).unwrap();
        let value = to_plain(&value);
        assert_eq!(value["id"], json!(null));
        assert_eq!(value["ports"], json!(null));
        assert_eq!(value["list"], json!([]));
    }
}
