//! The types of Terraform's values.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::Error as _;
use serde::ser::SerializeSeq as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// The type of a value.
///
/// Its JSON form is Terraform's: `"string"`, `["list", "string"]`, `["object", {"a": "bool"}, ["a"]]`,
/// where the third part of an object names the attributes that may be left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Any type; which one is known when the value is.
    Dynamic,
    /// Text.
    String,
    /// A number of any size, whole or not.
    Number,
    /// `true` or `false`.
    Bool,
    /// An ordered collection of one type.
    List(Box<Type>),
    /// A collection of one type without order and repetition.
    Set(Box<Type>),
    /// Values of one type by text.
    Map(Box<Type>),
    /// Values by fixed names.
    Object {
        /// The attributes by name.
        attributes: BTreeMap<String, Type>,
        /// The attributes that may be left out.
        optional: BTreeSet<String>,
    },
    /// Values by place.
    Tuple(Vec<Type>),
}

impl Type {
    /// A list of `element`.
    pub fn list(element: Self) -> Self {
        Self::List(Box::new(element))
    }

    /// A set of `element`.
    pub fn set(element: Self) -> Self {
        Self::Set(Box::new(element))
    }

    /// A map to `element`.
    pub fn map(element: Self) -> Self {
        Self::Map(Box::new(element))
    }

    /// An object in which no attribute may be left out.
    pub fn object<N: Into<String>>(attributes: impl IntoIterator<Item = (N, Self)>) -> Self {
        let attributes = attributes
            .into_iter()
            .map(|(name, value)| (name.into(), value));
        Self::Object {
            attributes: attributes.collect(),
            optional: BTreeSet::new(),
        }
    }

    fn from_json(value: &Value) -> Result<Self, String> {
        match value {
            Value::String(word) => match word.as_str() {
                "dynamic" => Ok(Self::Dynamic),
                "string" => Ok(Self::String),
                "number" => Ok(Self::Number),
                "bool" => Ok(Self::Bool),
                other => Err(format!("`{other}` is no type")),
            },
            Value::Array(parts) => Self::from_parts(parts),
            other => Err(format!("`{other}` is no type")),
        }
    }

    fn from_parts(parts: &[Value]) -> Result<Self, String> {
        match parts {
            [Value::String(word), inner] if word == "list" => {
                Ok(Self::list(Self::from_json(inner)?))
            }
            [Value::String(word), inner] if word == "set" => Ok(Self::set(Self::from_json(inner)?)),
            [Value::String(word), inner] if word == "map" => Ok(Self::map(Self::from_json(inner)?)),
            [Value::String(word), Value::Array(elements)] if word == "tuple" => {
                let elements = elements.iter().map(Self::from_json);
                Ok(Self::Tuple(elements.collect::<Result<_, _>>()?))
            }
            [Value::String(word), Value::Object(attributes), rest @ ..]
                if word == "object" && rest.len() <= 1 =>
            {
                let optional = rest.first().and_then(Value::as_array).into_iter().flatten();
                let attributes = attributes
                    .iter()
                    .map(|(name, value)| Ok((name.clone(), Self::from_json(value)?)));
                Ok(Self::Object {
                    attributes: attributes.collect::<Result<_, String>>()?,
                    optional: optional
                        .filter_map(|name| name.as_str().map(str::to_owned))
                        .collect(),
                })
            }
            other => Err(format!("`{}` is no type", Value::from(other.to_vec()))),
        }
    }
}

/// As it is written in the `type` of a variable: `list(string)`, `object({ a = optional(bool) })`.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dynamic => f.write_str("any"),
            Self::String => f.write_str("string"),
            Self::Number => f.write_str("number"),
            Self::Bool => f.write_str("bool"),
            Self::List(element) => write!(f, "list({element})"),
            Self::Set(element) => write!(f, "set({element})"),
            Self::Map(element) => write!(f, "map({element})"),
            Self::Object {
                attributes,
                optional,
            } => {
                f.write_str("object({")?;
                for (index, (name, value)) in attributes.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    if optional.contains(name) {
                        write!(f, "{comma} {name} = optional({value})")?;
                    } else {
                        write!(f, "{comma} {name} = {value}")?;
                    }
                }
                f.write_str(if attributes.is_empty() { "})" } else { " })" })
            }
            Self::Tuple(elements) => {
                f.write_str("tuple([")?;
                for (index, element) in elements.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{element}")?;
                }
                f.write_str("])")
            }
        }
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn pair<S: Serializer, T: Serialize + ?Sized>(
            serializer: S,
            word: &str,
            inner: &T,
        ) -> Result<S::Ok, S::Error> {
            let mut parts = serializer.serialize_seq(Some(2))?;
            parts.serialize_element(word)?;
            parts.serialize_element(inner)?;
            parts.end()
        }
        match self {
            Self::Dynamic => serializer.serialize_str("dynamic"),
            Self::String => serializer.serialize_str("string"),
            Self::Number => serializer.serialize_str("number"),
            Self::Bool => serializer.serialize_str("bool"),
            Self::List(element) => pair(serializer, "list", element),
            Self::Set(element) => pair(serializer, "set", element),
            Self::Map(element) => pair(serializer, "map", element),
            Self::Tuple(elements) => pair(serializer, "tuple", elements),
            Self::Object {
                attributes,
                optional,
            } if optional.is_empty() => pair(serializer, "object", attributes),
            Self::Object {
                attributes,
                optional,
            } => {
                let mut parts = serializer.serialize_seq(Some(3))?;
                parts.serialize_element("object")?;
                parts.serialize_element(attributes)?;
                parts.serialize_element(optional)?;
                parts.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_json(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn a_type_reads_and_writes_terraforms_json() {
        for (json, text) in [
            (r#""string""#, "string"),
            (r#"["list",["map","number"]]"#, "list(map(number))"),
            (r#"["object",{}]"#, "object({})"),
            (
                r#"["object",{"a":"bool","b":["set","string"]},["b"]]"#,
                "object({ a = bool, b = optional(set(string)) })",
            ),
            (r#"["tuple",["dynamic","bool"]]"#, "tuple([any, bool])"),
        ] {
            let value: Type = serde_json::from_str(json).unwrap();
            assert_eq!(value.to_string(), text);
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
        }
    }

    #[test]
    fn what_is_no_type_is_refused() {
        for json in [
            r#""text""#,
            r#"["list"]"#,
            r#"["list","x"]"#,
            "1",
            r#"["bag","string"]"#,
        ] {
            assert!(serde_json::from_str::<Type>(json).is_err(), "{json}");
        }
    }
}
