//! Texts that give a secret away by their shape.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    shapes: Vec<Shape>,
}

/// The characters of a token behind its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenCharacters {
    /// Capital letters and digits.
    Upper,
    /// Letters, digits and `_`.
    Word,
    /// Word characters and `-`.
    Dashed,
    /// Dashed characters and `.`.
    Dotted,
}

impl TokenCharacters {
    /// Whether `byte` can stand in such a token.
    pub fn hold(self, byte: u8) -> bool {
        match self {
            Self::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Word => byte.is_ascii_alphanumeric() || byte == b'_',
            Self::Dashed => Self::Word.hold(byte) || byte == b'-',
            Self::Dotted => Self::Dashed.hold(byte) || byte == b'.',
        }
    }
}

/// The shape of one kind of token.
#[derive(Debug, Clone, Deserialize)]
pub struct Shape {
    /// How every such token begins.
    pub prefix: String,
    /// The fewest characters behind the prefix.
    pub least: usize,
    /// The characters behind the prefix.
    pub characters: TokenCharacters,
    /// What it is, in a few words: `a GitHub token`.
    pub what: String,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("secret-shapes")));

/// Every known shape.
pub fn shapes() -> &'static [Shape] {
    &TABLE.shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_prefix_is_so_short_that_words_would_match() {
        for shape in shapes() {
            assert!(
                shape.prefix.len() >= 4 && shape.least >= 16,
                "{}",
                shape.prefix
            );
        }
    }

    #[test]
    fn wider_sets_hold_the_narrower_ones() {
        for byte in 0..=u8::MAX {
            assert!(!TokenCharacters::Upper.hold(byte) || TokenCharacters::Word.hold(byte));
            assert!(!TokenCharacters::Word.hold(byte) || TokenCharacters::Dashed.hold(byte));
            assert!(!TokenCharacters::Dashed.hold(byte) || TokenCharacters::Dotted.hold(byte));
        }
    }
}
