//! Values as `MessagePack`, the form in which they travel.

use bytes::Bytes;

use super::{Number, Value};
use crate::wire::DynamicValue;

/// What a value cannot be read for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ValueError {
    #[error("a value is no MessagePack: {0}")]
    Encoding(#[from] rmpv::decode::Error),
    #[error("a value holds {0}, which no value of Terraform does")]
    Form(&'static str),
    #[error("a value is no JSON of its type: {0}")]
    Json(#[from] serde_json::Error),
    #[error("a value is missing")]
    Missing,
}

impl Value {
    /// Reads a value that was sent. One that is missing is null.
    pub(crate) fn decode(message: Option<&DynamicValue>) -> Result<Self, ValueError> {
        let Some(message) = message else {
            return Ok(Self::Null);
        };
        if message.msgpack.is_empty() {
            return Err(ValueError::Missing);
        }
        let mut bytes = message.msgpack.as_ref();
        from_rmpv(rmpv::decode::read_value(&mut bytes)?)
    }

    /// The value in the form in which it is sent.
    pub(crate) fn encode(&self) -> DynamicValue {
        DynamicValue {
            msgpack: Bytes::from(self.bytes()),
            json: Bytes::new(),
        }
    }

    /// The value as `MessagePack`: equal values have equal bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // A `Vec` takes every byte.
        let written = rmpv::encode::write_value(&mut bytes, &to_rmpv(self));
        debug_assert!(written.is_ok());
        bytes
    }
}

fn from_rmpv(value: rmpv::Value) -> Result<Value, ValueError> {
    Ok(match value {
        rmpv::Value::Nil => Value::Null,
        // Unknown values may be refined (type 12); the refinement is of no use here.
        rmpv::Value::Ext(..) => Value::Unknown,
        rmpv::Value::Boolean(flag) => Value::Bool(flag),
        rmpv::Value::Integer(number) => Value::Number(match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Number::Integer(number),
            (None, Some(number)) => Number::Unsigned(number),
            (None, None) => return Err(ValueError::Form("a number out of range")),
        }),
        rmpv::Value::F32(number) => Value::Number(Number::Float(number.into())),
        rmpv::Value::F64(number) => Value::Number(Number::Float(number)),
        rmpv::Value::String(text) => match text.into_str() {
            Some(text) => Value::String(text),
            None => return Err(ValueError::Form("text that is not UTF-8")),
        },
        rmpv::Value::Binary(_) => return Err(ValueError::Form("bytes")),
        rmpv::Value::Array(elements) => sequence(elements)?,
        rmpv::Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| match key {
                    rmpv::Value::String(key) => match key.into_str() {
                        Some(key) => Ok((key, from_rmpv(value)?)),
                        None => Err(ValueError::Form("a key that is not UTF-8")),
                    },
                    _ => Err(ValueError::Form("a key that is no text")),
                })
                .collect::<Result<_, _>>()?,
        ),
    })
}

/// A sequence, or a dynamic value: two elements, of which the first is the only place where bytes
/// can stand.
fn sequence(mut elements: Vec<rmpv::Value>) -> Result<Value, ValueError> {
    if let [rmpv::Value::Binary(_), _] = elements.as_slice()
        && let (Some(value), Some(rmpv::Value::Binary(value_type))) =
            (elements.pop(), elements.pop())
    {
        return Ok(Value::Dynamic(value_type, Box::new(from_rmpv(value)?)));
    }
    let elements = elements.into_iter().map(from_rmpv);
    Ok(Value::Sequence(elements.collect::<Result<_, _>>()?))
}

fn to_rmpv(value: &Value) -> rmpv::Value {
    match value {
        Value::Null => rmpv::Value::Nil,
        Value::Unknown => rmpv::Value::Ext(0, vec![0]),
        Value::Bool(flag) => rmpv::Value::Boolean(*flag),
        Value::Number(Number::Integer(number)) => (*number).into(),
        Value::Number(Number::Unsigned(number)) => (*number).into(),
        Value::Number(Number::Float(number)) => (*number).into(),
        Value::Number(Number::Decimal(digits)) => digits.as_str().into(),
        Value::String(text) => text.as_str().into(),
        Value::Sequence(elements) => rmpv::Value::Array(elements.iter().map(to_rmpv).collect()),
        Value::Map(entries) => rmpv::Value::Map(
            entries
                .iter()
                .map(|(key, value)| (key.as_str().into(), to_rmpv(value)))
                .collect(),
        ),
        Value::Dynamic(value_type, value) => rmpv::Value::Array(vec![
            rmpv::Value::Binary(value_type.clone()),
            to_rmpv(value),
        ]),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytes::Bytes;

    use super::{Number, Value};
    use crate::wire::DynamicValue;

    fn decode(bytes: &'static [u8]) -> Result<Value, super::ValueError> {
        Value::decode(Some(&DynamicValue {
            msgpack: Bytes::from_static(bytes),
            json: Bytes::new(),
        }))
    }

    #[test]
    fn every_kind_of_value_comes_back_as_it_was_sent() {
        let value = Value::Map(BTreeMap::from([
            ("null".to_owned(), Value::Null),
            ("unknown".to_owned(), Value::Unknown),
            ("bool".to_owned(), Value::Bool(true)),
            ("small".to_owned(), Value::integer(-5)),
            (
                "large".to_owned(),
                Value::Number(Number::Unsigned(u64::MAX)),
            ),
            ("half".to_owned(), Value::Number(Number::Float(0.5))),
            (
                "any".to_owned(),
                Value::Dynamic(br#""string""#.to_vec(), Box::new(Value::text("x"))),
            ),
            (
                "list".to_owned(),
                Value::Sequence(vec![Value::text("a"), Value::Null]),
            ),
        ]));
        assert_eq!(Value::decode(Some(&value.encode())).unwrap(), value);
    }

    #[test]
    fn a_number_with_many_digits_travels_as_text_and_keeps_them() {
        let digits = "12345678901234567890.125";
        let sent = Value::Number(Number::Decimal(digits.to_owned())).encode();
        assert_eq!(Value::decode(Some(&sent)).unwrap(), Value::text(digits));
    }

    #[test]
    fn every_form_of_unknown_is_unknown() {
        for bytes in [
            b"\xd4\x00\x00".as_slice(),
            b"\xc7\x00\x00",
            b"\xc7\x03\x0c\x81\x01\xc2",
        ] {
            assert_eq!(decode(bytes).unwrap(), Value::Unknown);
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        assert!(decode(b"").is_err(), "nothing");
        assert!(decode(b"\x92\x01").is_err(), "an array that ends early");
        assert!(decode(b"\xc4\x01a").is_err(), "bytes");
        assert!(decode(b"\x81\x01\x01").is_err(), "a key that is a number");
    }
}
