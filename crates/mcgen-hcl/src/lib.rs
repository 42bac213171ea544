//! HCL text: literals that cannot be broken out of, the canonical formatter, parsing and references.

mod format;
mod identifier;
mod lex;

pub use format::{format, is_canonical};
pub use identifier::{Identifier, Label, NameFault};
