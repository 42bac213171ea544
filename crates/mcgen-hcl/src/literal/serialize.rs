//! Any serializable value as a literal.

use serde::ser::{self, Serialize};

use super::{Decimal, DecimalFault, Literal};

/// Why a value has no literal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerializeFault {
    /// A number without HCL text.
    #[error(transparent)]
    Decimal(#[from] DecimalFault),
    /// An integer beyond 128 signed bits.
    #[error("the integer `{0}` is too large")]
    IntegerTooLarge(u128),
    /// A map key that is no string, number or bool.
    #[error("an object key must be a string, found {0}")]
    KeyNotAString(String),
    /// What a `Serialize` implementation reported.
    #[error("{0}")]
    Custom(String),
}

impl ser::Error for SerializeFault {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}

type Outcome = Result<Literal, SerializeFault>;

/// Builds a [`Literal`].
pub(super) struct LiteralSerializer;

/// A list under construction, with the enum variant that wraps it.
pub(super) struct ListBuilder {
    items: Vec<Literal>,
    variant: Option<&'static str>,
}

/// An object under construction, with the enum variant that wraps it.
pub(super) struct ObjectBuilder {
    entries: Vec<(String, Literal)>,
    key: Option<String>,
    variant: Option<&'static str>,
}

fn tagged(variant: Option<&'static str>, value: Literal) -> Literal {
    match variant {
        Some(variant) => Literal::Object(vec![(variant.to_owned(), value)]),
        None => value,
    }
}

fn list(length: Option<usize>, variant: Option<&'static str>) -> ListBuilder {
    ListBuilder {
        items: Vec::with_capacity(length.unwrap_or(0).min(1024)),
        variant,
    }
}

fn object(length: Option<usize>, variant: Option<&'static str>) -> ObjectBuilder {
    let entries = Vec::with_capacity(length.unwrap_or(0).min(1024));
    ObjectBuilder {
        entries,
        key: None,
        variant,
    }
}

macro_rules! integers {
    ($($method:ident: $integer:ty),*) => {$(
        fn $method(self, value: $integer) -> Outcome {
            Ok(Literal::Integer(i128::from(value)))
        }
    )*};
}

impl ser::Serializer for LiteralSerializer {
    type Ok = Literal;
    type Error = SerializeFault;
    type SerializeSeq = ListBuilder;
    type SerializeTuple = ListBuilder;
    type SerializeTupleStruct = ListBuilder;
    type SerializeTupleVariant = ListBuilder;
    type SerializeMap = ObjectBuilder;
    type SerializeStruct = ObjectBuilder;
    type SerializeStructVariant = ObjectBuilder;

    integers!(
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64
    );

    fn serialize_u128(self, value: u128) -> Outcome {
        let value = i128::try_from(value).map_err(|_| SerializeFault::IntegerTooLarge(value))?;
        Ok(Literal::Integer(value))
    }

    fn serialize_bool(self, value: bool) -> Outcome {
        Ok(Literal::Bool(value))
    }

    fn serialize_f32(self, value: f32) -> Outcome {
        // Through its own shortest text, so that 0.1 stays 0.1 and not the nearest f64.
        let text = format!("{value:?}");
        if value.is_finite() {
            Ok(Literal::Decimal(Decimal::parse(
                text.strip_suffix(".0").unwrap_or(&text),
            )?))
        } else {
            Err(DecimalFault::NotFinite(text).into())
        }
    }

    fn serialize_f64(self, value: f64) -> Outcome {
        Ok(Literal::Decimal(Decimal::try_from(value)?))
    }

    fn serialize_char(self, value: char) -> Outcome {
        Ok(Literal::String(value.to_string()))
    }

    fn serialize_str(self, value: &str) -> Outcome {
        Ok(Literal::String(value.to_owned()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Outcome {
        Ok(Literal::list(value.iter().copied()))
    }

    fn serialize_none(self) -> Outcome {
        Ok(Literal::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Outcome {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Outcome {
        Ok(Literal::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Outcome {
        Ok(Literal::Null)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Outcome {
        Ok(Literal::from(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Outcome {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Outcome {
        Ok(tagged(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<ListBuilder, SerializeFault> {
        Ok(list(length, None))
    }

    fn serialize_tuple(self, length: usize) -> Result<ListBuilder, SerializeFault> {
        Ok(list(Some(length), None))
    }

    fn serialize_tuple_struct(
        self,
        _name: &'static str,
        length: usize,
    ) -> Result<ListBuilder, SerializeFault> {
        Ok(list(Some(length), None))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<ListBuilder, SerializeFault> {
        Ok(list(Some(length), Some(variant)))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<ObjectBuilder, SerializeFault> {
        Ok(object(length, None))
    }

    fn serialize_struct(
        self,
        _name: &'static str,
        length: usize,
    ) -> Result<ObjectBuilder, SerializeFault> {
        Ok(object(Some(length), None))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<ObjectBuilder, SerializeFault> {
        Ok(object(Some(length), Some(variant)))
    }
}

impl ListBuilder {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SerializeFault> {
        self.items.push(value.serialize(LiteralSerializer)?);
        Ok(())
    }

    fn finish(self) -> Literal {
        tagged(self.variant, Literal::List(self.items))
    }
}

impl ObjectBuilder {
    fn insert<T: Serialize + ?Sized>(
        &mut self,
        key: String,
        value: &T,
    ) -> Result<(), SerializeFault> {
        self.entries
            .push((key, value.serialize(LiteralSerializer)?));
        Ok(())
    }

    fn finish(self) -> Literal {
        tagged(self.variant, Literal::Object(self.entries))
    }
}

macro_rules! list_traits {
    ($($builder:ident: $method:ident),*) => {$(
        impl ser::$builder for ListBuilder {
            type Ok = Literal;
            type Error = SerializeFault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SerializeFault> {
                self.push(value)
            }

            fn end(self) -> Outcome {
                Ok(self.finish())
            }
        }
    )*};
}

list_traits!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! struct_traits {
    ($($builder:ident),*) => {$(
        impl ser::$builder for ObjectBuilder {
            type Ok = Literal;
            type Error = SerializeFault;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), SerializeFault> {
                self.insert(key.to_owned(), value)
            }

            fn end(self) -> Outcome {
                Ok(self.finish())
            }
        }
    )*};
}

struct_traits!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for ObjectBuilder {
    type Ok = Literal;
    type Error = SerializeFault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), SerializeFault> {
        self.key = Some(match key.serialize(LiteralSerializer)? {
            Literal::String(text) => text,
            Literal::Integer(number) => number.to_string(),
            Literal::Bool(value) => value.to_string(),
            other => return Err(SerializeFault::KeyNotAString(other.inline().to_string())),
        });
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SerializeFault> {
        let key = self.key.take();
        let key =
            key.ok_or_else(|| SerializeFault::Custom("a value came before its key".into()))?;
        self.insert(key, value)
    }

    fn end(self) -> Outcome {
        Ok(self.finish())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Serialize;

    use super::{Literal, SerializeFault};

    #[derive(Serialize)]
    enum Engine {
        Postgres,
        Version(&'static str),
        Pair(u8, u8),
        Named { major: u8 },
    }

    #[derive(Serialize)]
    struct Database {
        zone: char,
        name: &'static str,
        ports: (u16, u16),
        weight: f32,
        owner: Option<&'static str>,
        engines: Vec<Engine>,
        labels: BTreeMap<u8, bool>,
        nothing: (),
    }

    #[test]
    fn every_shape_of_serde_has_a_literal() {
        let database = Database {
            zone: 'a',
            name: "crm\n",
            ports: (5432, 5433),
            weight: 0.1,
            owner: None,
            engines: vec![
                Engine::Postgres,
                Engine::Version("16"),
                Engine::Pair(1, 2),
                Engine::Named { major: 8 },
            ],
            labels: BTreeMap::from([(2, true), (1, false)]),
            nothing: (),
        };
        insta::assert_snapshot!(Literal::from_serialize(&database).unwrap());
    }

    #[test]
    fn numbers_without_text_are_refused() {
        assert!(Literal::from_serialize(&f64::INFINITY).is_err());
        assert!(Literal::from_serialize(&f32::NAN).is_err());
        assert_eq!(
            Literal::from_serialize(&u128::MAX),
            Err(SerializeFault::IntegerTooLarge(u128::MAX))
        );
    }

    #[test]
    fn keys_that_are_not_text_are_refused() {
        let map = BTreeMap::from([(vec![1], 1)]);
        assert_eq!(
            Literal::from_serialize(&map),
            Err(SerializeFault::KeyNotAString("[1]".to_owned()))
        );
    }
}
