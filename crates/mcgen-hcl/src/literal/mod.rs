//! HCL values whose text cannot be broken out of.

mod number;
mod serialize;
mod write;

use std::fmt;

pub use number::{Decimal, DecimalFault};
pub use serialize::SerializeFault;
pub(crate) use write::{Inline, Layout, Sink, is_tall_list, write_string};

/// A value with HCL text of its own: no variable, no function, no template sequence.
///
/// `Display` writes the canonical text. Whatever a string holds, the text is one quoted string and evaluates to it
/// again (in Unicode normal form C, as Terraform keeps all strings).
///
/// ```
/// use mcgen_hcl::Literal;
///
/// assert_eq!(Literal::from("say \"${hi}\"").to_string(), r#""say \"$${hi}\"""#);
/// assert_eq!(Literal::from(vec![1_i64, 2]).to_string(), "[1, 2]");
///
/// let tags = Literal::object([("Name", "crm"), ("cost center", "42")]);
/// assert_eq!(tags.to_string(), "{\n  Name          = \"crm\"\n  \"cost center\" = \"42\"\n}");
/// assert_eq!(tags.inline().to_string(), r#"{ Name = "crm", "cost center" = "42" }"#);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`: the argument is left out.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, exact.
    Integer(i128),
    /// A number with a fraction, exact as written.
    Decimal(Decimal),
    /// A string of any characters.
    String(String),
    /// A list, in order.
    List(Vec<Literal>),
    /// An object or map, in the order it is written. A key that stands twice is written twice: build it from a map.
    Object(Vec<(String, Literal)>),
}

impl Literal {
    /// An object with these keys, in this order.
    pub fn object<K: Into<String>, V: Into<Self>>(
        entries: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        Self::Object(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }

    /// A list of these values.
    pub fn list<V: Into<Self>>(items: impl IntoIterator<Item = V>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// Turns any serializable value into a literal. Struct fields and map entries keep their order, so a map must be
    /// an ordered one. Enums are externally tagged.
    ///
    /// ```
    /// use mcgen_hcl::Literal;
    /// use std::collections::BTreeMap;
    ///
    /// let ports = BTreeMap::from([("http", Some(80)), ("https", None)]);
    /// assert_eq!(
    ///     Literal::from_serialize(&ports)?.inline().to_string(),
    ///     "{ http = 80, https = null }"
    /// );
    /// # Ok::<(), mcgen_hcl::SerializeFault>(())
    /// ```
    pub fn from_serialize<T: serde::Serialize + ?Sized>(value: &T) -> Result<Self, SerializeFault> {
        value.serialize(serialize::LiteralSerializer)
    }

    /// The text on one line, for a place where a line break would end something, such as a comment.
    pub fn inline(&self) -> impl fmt::Display + '_ {
        Inline(self)
    }

    /// Whether the value has no parts of its own: everything but lists and objects.
    pub fn is_scalar(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(&mut Sink::new(f))
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<Decimal> for Literal {
    fn from(value: Decimal) -> Self {
        Self::Decimal(value)
    }
}

macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Literal {
            fn from(value: $integer) -> Self {
                Self::Integer(i128::from(value))
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64);

impl<V: Into<Literal>> From<Vec<V>> for Literal {
    fn from(items: Vec<V>) -> Self {
        Self::list(items)
    }
}

impl<V: Into<Literal>> From<Option<V>> for Literal {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<K: Into<String>, V: Into<Literal>> From<std::collections::BTreeMap<K, V>> for Literal {
    fn from(entries: std::collections::BTreeMap<K, V>) -> Self {
        Self::object(entries)
    }
}

#[cfg(test)]
mod tests;
