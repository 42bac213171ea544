//! HCL text: literals that cannot be broken out of, the canonical formatter, parsing and references.

mod format;
mod identifier;
mod lex;
mod literal;
mod reference;

pub use format::{format, is_canonical};
pub use identifier::{Identifier, Label, NameFault};
pub use literal::{Decimal, DecimalFault, Literal, SerializeFault};
pub use reference::{Expression, ModuleReference, Reference, TemplatePart};
