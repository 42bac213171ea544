//! HCL text: literals that cannot be broken out of, the canonical formatter, parsing and references.

mod check;
mod describe;
mod format;
mod identifier;
mod lex;
mod literal;
mod outline;
mod parse;
mod reference;

pub use check::{Finding, FindingKind, Place, check_references};
pub use describe::{
    ModuleDescription, OutputDescription, ProviderRequirement, VariableDescription, describe_module,
};
pub use format::{format, is_canonical};
pub use identifier::{Identifier, Label, NameFault};
pub use literal::{Decimal, DecimalFault, Literal, SerializeFault};
pub use parse::{ParseFault, parse};
pub use reference::{Expression, ModuleReference, Reference, TemplatePart};
