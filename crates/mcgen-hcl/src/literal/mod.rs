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
mod tests {
    use super::{Decimal, Literal};

    #[test]
    fn strings_cannot_open_a_template_or_close_their_quotes() {
        for (value, text) in [
            ("", r#""""#),
            ("a\"b\\", r#""a\"b\\""#),
            ("${a}", r#""$${a}""#),
            ("%{a}", r#""%%{a}""#),
            ("$${a}", r#""$$${a}""#),
            ("$$${a}", r#""$$$${a}""#),
            ("%%{a}", r#""%%%{a}""#),
            ("$%{${", r#""$%%{$${""#),
            ("$ {", r#""$ {""#),
            ("50%", r#""50%""#),
            ("a\nb\r\tc", r#""a\nb\r\tc""#),
            ("\0\u{7}\u{7f}", r#""\u0000\u0007\u007f""#),
            ("日本 😀", r#""日本 😀""#),
            (
                "\u{202e}\u{feff}\u{2028}\u{e0001}",
                r#""\u202e\ufeff\u2028\U000e0001""#,
            ),
        ] {
            assert_eq!(Literal::from(value).to_string(), text);
        }
    }

    #[test]
    fn keys_are_quoted_only_when_they_are_not_names() {
        let object = Literal::object([("a-b", 1), ("1a", 2), ("a.b", 3), ("", 4), ("${x}", 5)]);
        assert_eq!(
            object.inline().to_string(),
            r#"{ a-b = 1, "1a" = 2, "a.b" = 3, "" = 4, "$${x}" = 5 }"#
        );
    }

    #[test]
    fn a_key_that_is_a_keyword_is_quoted() {
        let object = Literal::object([("for", 1), ("null", 2), ("true", 3), ("if", 4)]);
        assert_eq!(
            object.inline().to_string(),
            r#"{ "for" = 1, "null" = 2, "true" = 3, "if" = 4 }"#
        );
    }

    #[test]
    fn nested_values_are_laid_out_over_lines() {
        let rule = |port: i64| {
            Literal::object([
                ("port", Literal::from(port)),
                (
                    "sources",
                    Literal::from(vec!["10.0.0.0/8", "192.168.0.0/16"]),
                ),
                ("options", Literal::object([("log", true)])),
                ("extra", Literal::Object(vec![])),
            ])
        };
        let value = Literal::object([
            ("rules", Literal::list([rule(80), rule(443)])),
            ("none", Literal::List(vec![])),
            ("rate", Literal::from(Decimal::parse("0.5").unwrap())),
        ]);
        insta::assert_snapshot!(value);
    }

    #[test]
    fn a_long_list_of_scalars_takes_one_line_for_each() {
        let names: Vec<String> = (0..12).map(|i| format!("subnet-{i:04}")).collect();
        insta::assert_snapshot!(Literal::object([("names", Literal::from(names))]));
    }

    #[test]
    fn integers_of_any_size_are_exact() {
        for value in [0, -1, i128::from(u64::MAX) + 1, i128::MAX, i128::MIN] {
            assert_eq!(Literal::Integer(value).to_string(), value.to_string());
        }
    }
}
