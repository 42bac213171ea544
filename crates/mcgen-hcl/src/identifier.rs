//! Names that may be written bare, and block labels.

use std::fmt;
use std::str::FromStr;

/// A name HCL accepts without quotes: a letter or `_`, then letters, digits, `_` and `-`.
///
/// ```
/// use mcgen_hcl::Identifier;
///
/// assert_eq!(Identifier::parse("vpc-1")?.as_str(), "vpc-1");
/// assert!(Identifier::parse("1st").is_err());
/// assert!(Identifier::parse("a.b").is_err());
/// # Ok::<(), mcgen_hcl::NameFault>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier(String);

/// A block label: a resource type or any block name. Written in quotes.
///
/// `terraform fmt` 1.11 deletes a label that holds `$` or `%`, and gives no message; so neither is a legal label.
///
/// ```
/// use mcgen_hcl::Label;
///
/// assert_eq!(Label::parse("google/v7")?.to_string(), "\"google/v7\"");
/// assert!(Label::parse("100%").is_err());
/// # Ok::<(), mcgen_hcl::NameFault>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

/// Why a name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// The text is not a bare name.
    #[error("`{0}` is not a name: it must be a letter or `_`, then letters, digits, `_` or `-`")]
    NotAnIdentifier(String),
    /// The text cannot be a block label.
    #[error(
        "`{0}` is not a block label: it is empty or holds `$`, `%`, `\"`, `\\` or a control character"
    )]
    NotALabel(String),
}

impl Identifier {
    /// Accepts `text` if HCL reads it as one bare name.
    pub fn parse(text: impl Into<String>) -> Result<Self, NameFault> {
        let text = text.into();
        if is_identifier(&text) {
            Ok(Self(text))
        } else {
            Err(NameFault::NotAnIdentifier(text))
        }
    }

    /// A name written in this crate's own source.
    pub(crate) fn known(text: &'static str) -> Self {
        debug_assert!(is_identifier(text), "`{text}` is not a name");
        Self(text.to_owned())
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Label {
    /// Accepts `text` if every Terraform command keeps it as written.
    pub fn parse(text: impl Into<String>) -> Result<Self, NameFault> {
        let text = text.into();
        let legal = !text.is_empty()
            && !text
                .chars()
                .any(|c| matches!(c, '$' | '%' | '"' | '\\') || c.is_control());
        if legal {
            Ok(Self(text))
        } else {
            Err(NameFault::NotALabel(text))
        }
    }

    /// The label without its quotes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether HCL reads `text` as one bare name.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    (first == '_' || unicode_ident::is_xid_start(first))
        && characters.all(|c| c == '-' || unicode_ident::is_xid_continue(c))
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.0)
    }
}

impl FromStr for Identifier {
    type Err = NameFault;

    fn from_str(text: &str) -> Result<Self, NameFault> {
        Self::parse(text)
    }
}

impl FromStr for Label {
    type Err = NameFault;

    fn from_str(text: &str) -> Result<Self, NameFault> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Identifier, Label};

    #[test]
    fn only_bare_names_are_identifiers() {
        for good in ["a", "_a", "a-b", "a1", "größe", "subnet_ids"] {
            assert!(Identifier::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "1a", "a b", "a.b", "a\"", "${a}", "a\n"] {
            assert!(Identifier::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn labels_terraform_would_delete_are_refused() {
        for bad in ["100%b", "x$y", "", "a\"b", "a\\b", "a\nb"] {
            assert!(Label::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Label::parse("aws_vpc").is_ok());
    }
}
