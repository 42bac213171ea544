//! The values that Terraform and the simulator exchange.

mod json;
mod msgpack;

use std::collections::BTreeMap;

pub(crate) use json::{from_plain, from_state, to_plain};
pub(crate) use msgpack::ValueError;

/// A value of any type. Which type it is, the schema says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// No value.
    Null,
    /// A value that is known after apply only.
    Unknown,
    Bool(bool),
    Number(Number),
    String(String),
    /// A list, a set or a tuple.
    Sequence(Vec<Value>),
    /// A map or an object.
    Map(BTreeMap<String, Value>),
    /// A value whose type (as JSON) travels with it.
    Dynamic(Vec<u8>, Box<Value>),
}

/// A number, in the form in which it was sent, so that none of its digits is lost.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Number {
    Integer(i64),
    Unsigned(u64),
    Float(f64),
    /// Decimal digits of a number that is none of the above.
    Decimal(String),
}

static NULL: Value = Value::Null;

impl Value {
    /// A whole number.
    pub(crate) fn integer(number: impl Into<i64>) -> Self {
        Self::Number(Number::Integer(number.into()))
    }

    /// A text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Whether no part of it is unknown.
    pub(crate) fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::Sequence(elements) => elements.iter().all(Self::is_known),
            Self::Map(entries) => entries.values().all(Self::is_known),
            Self::Dynamic(_, inner) => inner.is_known(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => true,
        }
    }

    /// The attribute of an object, null where there is none.
    pub(crate) fn get(&self, name: &str) -> &Self {
        match self {
            Self::Map(entries) => entries.get(name).unwrap_or(&NULL),
            _ => &NULL,
        }
    }

    /// Sets an attribute of an object; other values stay as they are.
    pub(crate) fn set(&mut self, name: &str, value: Self) {
        if let Self::Map(entries) = self {
            entries.insert(name.to_owned(), value);
        }
    }

    /// The elements of a list, a set or a tuple.
    pub(crate) fn elements(&self) -> &[Self] {
        match self {
            Self::Sequence(elements) => elements,
            _ => &[],
        }
    }

    /// The text, where it is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar, as Terraform converts it.
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.clone()),
            Self::Bool(flag) => Some(flag.to_string()),
            Self::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The whole number, where it is one that fits.
    pub(crate) fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Number(Number::Integer(number)) => Some(*number),
            Self::Number(Number::Unsigned(number)) => i64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The value at a path of names, keys and indexes: `settings.0.tier`. An index may be left out:
    /// `settings.tier` then leads into the first element.
    pub(crate) fn at(&self, path: &str) -> &Self {
        path.split('.').fold(self, |value, step| match value {
            Self::Sequence(elements) => match step.parse::<usize>() {
                Ok(index) => elements.get(index).unwrap_or(&NULL),
                Err(_) => elements.first().map_or(&NULL, |first| first.get(step)),
            },
            other => other.get(step),
        })
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Decimal(digits) => f.write_str(digits),
        }
    }
}
