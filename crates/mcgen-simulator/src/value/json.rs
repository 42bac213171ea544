//! Values as JSON: in state files, in overlays, and for whoever looks at the simulated world.

use std::collections::BTreeMap;

use mcgen_schema::Type;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Number, Value, ValueError};

/// Reads the value of a state file. Its attributes that the type does not have are dropped, those
/// that it lacks are null, and so is what has another form than the type.
pub(crate) fn from_state(json: &[u8], value_type: &Type) -> Result<Value, ValueError> {
    let raw: &RawValue = serde_json::from_slice(json)?;
    typed(raw, value_type)
}

/// A dynamic value in a state file.
#[derive(Deserialize)]
struct WithType<'a> {
    #[serde(borrow, rename = "type")]
    value_type: &'a RawValue,
    #[serde(borrow)]
    value: &'a RawValue,
}

fn typed(raw: &RawValue, value_type: &Type) -> Result<Value, ValueError> {
    let text = raw.get();
    if text == "null" {
        return Ok(Value::Null);
    }
    Ok(match value_type {
        Type::Dynamic => {
            let Ok(with_type) = serde_json::from_str::<WithType<'_>>(text) else {
                return Ok(Value::Null);
            };
            let json = with_type.value_type.get();
            let inner = typed(with_type.value, &serde_json::from_str(json)?)?;
            Value::Dynamic(json.as_bytes().to_vec(), Box::new(inner))
        }
        Type::String | Type::Number | Type::Bool => scalar(text, value_type)?,
        Type::List(element) | Type::Set(element) => {
            match serde_json::from_str::<Vec<&RawValue>>(text) {
                Ok(elements) => sequence(elements.into_iter().map(|it| (it, element.as_ref())))?,
                Err(_) => Value::Null,
            }
        }
        Type::Tuple(types) => match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(elements) => sequence(elements.into_iter().zip(types))?,
            Err(_) => Value::Null,
        },
        Type::Map(element) => match entries(text) {
            Some(entries) => {
                let entries = entries.into_iter();
                let entries = entries.map(|(key, value)| Ok((key, typed(value, element)?)));
                Value::Map(entries.collect::<Result<_, ValueError>>()?)
            }
            None => Value::Null,
        },
        Type::Object { attributes, .. } => match entries(text) {
            Some(entries) => {
                let attributes = attributes.iter().map(|(name, inner)| {
                    let value = entries.get(name).map(|it| typed(it, inner));
                    Ok((name.clone(), value.transpose()?.unwrap_or(Value::Null)))
                });
                Value::Map(attributes.collect::<Result<_, ValueError>>()?)
            }
            None => Value::Null,
        },
    })
}

fn entries(text: &str) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(text).ok()
}

fn sequence<'a>(
    elements: impl Iterator<Item = (&'a RawValue, &'a Type)>,
) -> Result<Value, ValueError> {
    let elements = elements.map(|(element, value_type)| typed(element, value_type));
    Ok(Value::Sequence(elements.collect::<Result<_, _>>()?))
}

/// A scalar; Terraform converts them into each other, and so does this.
fn scalar(text: &str, value_type: &Type) -> Result<Value, ValueError> {
    let written = match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str::<String>(text)?,
        Some(b'{' | b'[') | None => return Ok(Value::Null),
        // A number is kept as it is written: JSON readers would round it.
        Some(_) => text.to_owned(),
    };
    Ok(match value_type {
        Type::Bool => written.parse().map_or(Value::Null, Value::Bool),
        Type::Number if is_number(&written) => Value::Number(match written.parse() {
            Ok(number) => Number::Integer(number),
            Err(_) => Number::Decimal(written),
        }),
        Type::Number => Value::Null,
        _ => Value::String(written),
    })
}

fn is_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

/// A value that a person wrote, as a value of the type; nothing where it cannot be one.
pub(crate) fn from_plain(json: &serde_json::Value, value_type: &Type) -> Option<Value> {
    use serde_json::Value as Json;
    Some(match (json, value_type) {
        (Json::Null, _) => Value::Null,
        (_, Type::Dynamic) => {
            let guessed = guess(json);
            let name = serde_json::to_vec(&guessed).ok()?;
            Value::Dynamic(name, Box::new(from_plain(json, &guessed)?))
        }
        (Json::Array(elements), Type::List(element) | Type::Set(element)) => {
            let elements = elements.iter().map(|it| from_plain(it, element));
            Value::Sequence(elements.collect::<Option<_>>()?)
        }
        (Json::Array(elements), Type::Tuple(types)) if elements.len() == types.len() => {
            let elements = elements.iter().zip(types);
            let elements = elements.map(|(it, value_type)| from_plain(it, value_type));
            Value::Sequence(elements.collect::<Option<_>>()?)
        }
        (Json::Object(entries), Type::Map(element)) => {
            let entries = entries.iter();
            let entries = entries.map(|(key, it)| Some((key.clone(), from_plain(it, element)?)));
            Value::Map(entries.collect::<Option<_>>()?)
        }
        (Json::Object(entries), Type::Object { attributes, .. }) => {
            if entries.keys().any(|key| !attributes.contains_key(key)) {
                return None;
            }
            let attributes = attributes.iter().map(|(name, inner)| {
                let value = entries.get(name).unwrap_or(&Json::Null);
                Some((name.clone(), from_plain(value, inner)?))
            });
            Value::Map(attributes.collect::<Option<_>>()?)
        }
        (
            Json::String(_) | Json::Number(_) | Json::Bool(_),
            Type::String | Type::Number | Type::Bool,
        ) => {
            let value = scalar(&json.to_string(), value_type).ok()?;
            return (!value.is_null()).then_some(value);
        }
        _ => return None,
    })
}

/// The type that a value without one most likely has.
fn guess(json: &serde_json::Value) -> Type {
    use serde_json::Value as Json;
    match json {
        Json::Bool(_) => Type::Bool,
        Json::Number(_) => Type::Number,
        Json::Null | Json::String(_) => Type::String,
        Json::Array(elements) => Type::Tuple(elements.iter().map(guess).collect()),
        Json::Object(entries) => {
            Type::object(entries.iter().map(|(name, it)| (name.clone(), guess(it))))
        }
    }
}

/// The value as JSON, without the types of dynamic values. What is unknown is null.
pub(crate) fn to_plain(value: &Value) -> serde_json::Value {
    use serde_json::Value as Json;
    match value {
        Value::Null | Value::Unknown => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(Number::Integer(number)) => (*number).into(),
        Value::Number(Number::Unsigned(number)) => (*number).into(),
        Value::Number(Number::Float(number)) => (*number).into(),
        Value::Number(Number::Decimal(digits)) => digits.as_str().into(),
        Value::String(text) => text.as_str().into(),
        Value::Sequence(elements) => elements.iter().map(to_plain).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| (key.clone(), to_plain(value)))
            .collect(),
        Value::Dynamic(_, inner) => to_plain(inner),
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::Type;
    use serde_json::json;

    use super::{Number, Value, from_plain, from_state, to_plain};

    fn value_type(json: &serde_json::Value) -> Type {
        serde_json::from_value(json.clone()).unwrap()
    }

    #[test]
    fn a_state_is_read_by_its_type() {
        let wanted = value_type(&json!(["object", {
            "id": "string", "count": "number", "on": "bool", "new": ["list", "string"],
            "tags": ["map", "string"], "any": "dynamic", "pair": ["tuple", ["string", "number"]],
        }]));
        let state = json!({
            "id": "x", "count": 3, "on": true, "gone": 1, "tags": {"a": "b"},
            "any": {"type": ["list", "number"], "value": [1]}, "pair": ["p", 2],
        });
        let value = from_state(state.to_string().as_bytes(), &wanted).unwrap();
        assert_eq!(
            to_plain(&value),
            json!({
                "any": [1], "count": 3, "id": "x", "new": null, "on": true, "pair": ["p", 2],
                "tags": {"a": "b"},
            })
        );
    }

    #[test]
    fn no_digit_of_a_number_in_a_state_is_lost() {
        let number = from_state(b"12345678901234567890.125", &Type::Number).unwrap();
        let digits = "12345678901234567890.125".to_owned();
        assert_eq!(number, Value::Number(Number::Decimal(digits)));
    }

    #[test]
    fn scalars_are_converted_as_terraform_does() {
        for (json, wanted, value) in [
            ("1", Type::String, Value::text("1")),
            ("true", Type::String, Value::text("true")),
            ("\"7\"", Type::Number, Value::integer(7)),
            ("\"false\"", Type::Bool, Value::Bool(false)),
            ("\"x\"", Type::Number, Value::Null),
            ("[]", Type::String, Value::Null),
        ] {
            assert_eq!(
                from_state(json.as_bytes(), &wanted).unwrap(),
                value,
                "{json}"
            );
        }
    }

    #[test]
    fn what_a_person_wrote_must_fit_the_type() {
        let object = value_type(&json!(["object", {"a": "string"}]));
        assert!(from_plain(&json!({"a": "x"}), &object).is_some());
        assert!(from_plain(&json!({"b": "x"}), &object).is_none());
        assert!(from_plain(&json!(["x"]), &Type::String).is_none());
        assert!(from_plain(&json!("x"), &Type::Number).is_none());
    }
}
