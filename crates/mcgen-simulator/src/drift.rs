//! Changes behind Terraform's back.

use mcgen_schema::Type;

use crate::value::{Value, from_plain};

/// Sets what a path leads to: `tags.Name`, `settings.0.tier`. False where the type has no such
/// place, where the way there leads through nothing, and where the new value has another type.
pub(crate) fn set(
    value: &mut Value,
    value_type: &Type,
    path: &str,
    new: &serde_json::Value,
) -> bool {
    let (step, rest) = path
        .split_once('.')
        .map_or((path, None), |(step, rest)| (step, Some(rest)));
    let (inner, inner_type) = match (value, value_type) {
        (Value::Map(entries), Type::Object { attributes, .. }) => {
            match (entries.get_mut(step), attributes.get(step)) {
                (Some(inner), Some(inner_type)) => (inner, inner_type),
                _ => return false,
            }
        }
        (Value::Map(entries), Type::Map(element)) => {
            let inner = entries.entry(step.to_owned()).or_insert(Value::Null);
            (inner, element.as_ref())
        }
        (Value::Sequence(elements), Type::List(element) | Type::Set(element)) => {
            let index = step.parse::<usize>();
            match index.ok().and_then(|index| elements.get_mut(index)) {
                Some(inner) => (inner, element.as_ref()),
                None => return false,
            }
        }
        _ => return false,
    };
    if let Some(rest) = rest {
        return set(inner, inner_type, rest, new);
    }
    match from_plain(new, inner_type) {
        Some(new) => {
            *inner = new;
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::Type;
    use serde_json::json;

    use super::set;
    use crate::value::{from_plain, to_plain};

    #[test]
    fn what_the_type_has_can_be_set_and_nothing_else() {
        let value_type: Type = serde_json::from_value(json!(["object", {
            "tags": ["map", "string"],
            "settings": ["list", ["object", {"tier": "string", "size": "number"}]],
            "none": ["object", {"a": "string"}],
        }]))
        .unwrap();
        let object = json!({
            "tags": {"a": "b"}, "settings": [{"tier": "x", "size": 1}], "none": null,
        });
        let mut value = from_plain(&object, &value_type).unwrap();
        for (path, new, wanted) in [
            ("tags.a", json!("c"), true),
            ("tags.new", json!("d"), true),
            ("settings.0.tier", json!("y"), true),
            ("settings.0.size", json!("many"), false),
            ("settings.1.tier", json!("y"), false),
            ("settings.0.nope", json!("y"), false),
            ("none.a", json!("y"), false),
            ("nope", json!("y"), false),
        ] {
            assert_eq!(set(&mut value, &value_type, path, &new), wanted, "{path}");
        }
        assert_eq!(
            to_plain(&value),
            json!({
                "none": null, "settings": [{"size": 1, "tier": "y"}],
                "tags": {"a": "c", "new": "d"},
            })
        );
    }
}
