//! HCL text: literals that cannot be broken out of, the canonical formatter, parsing and references.
//!
//! Terraform files are built as text and then held to the rules, in four steps:
//!
//! - **Write.** [`Literal`] and [`Expression`] turn values and references into text. Whatever a string holds, it
//!   stays one string; whatever a name holds, it is a name or it is refused.
//! - **Format.** [`format()`](fn@format) gives the layout of `terraform fmt`, byte for byte.
//! - **Parse.** [`check_syntax`] says whether a text is HCL, and where it is not; [`syntax::File::parse`] gives its
//!   tree, and [`parse`] the tree of a second parser.
//! - **Check.** [`check_references`] follows every reference through a tree of modules, and [`describe_module`]
//!   lists what a module takes and gives.
//!
//! ```
//! use mcgen_hcl::{Label, Literal, Reference, check_references, format};
//!
//! let kind = Label::parse("aws_vpc")?;
//! let tags = Literal::object([("Name", "crm \"main\"")]);
//! let cidr = Reference::variable("cidr")?;
//! let text = format(&std::format!(
//!     "resource {kind} \"this\" {{\ncidr_block = {cidr}\ntags = {tags}\n}}\n"
//! ));
//! assert_eq!(
//!     text,
//!     r#"resource "aws_vpc" "this" {
//!   cidr_block = var.cidr
//!   tags = {
//!     Name = "crm \"main\""
//!   }
//! }
//! "#
//! );
//! let findings = check_references(&[("main.tf", text)]);
//! assert_eq!(findings[0].message, "there is no variable `cidr` in this module");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is not here
//!
//! Nothing evaluates expressions, nothing knows provider schemas, and nothing touches the disk.

mod check;
mod describe;
mod format;
mod grammar;
mod identifier;
mod lex;
mod literal;
mod module_files;
mod outline;
mod parse;
mod reference;
pub mod syntax;
#[cfg(test)]
mod testing;

pub use check::{Finding, FindingKind, Flow, Place, check_references};
pub use describe::{
    ModuleDescription, OutputDescription, ProviderRequirement, VariableDescription, describe_module,
};
pub use format::{Formatted, format, is_canonical};
pub use identifier::{Identifier, Label, NameFault};
pub use literal::{Decimal, DecimalFault, Literal, SerializeFault};
pub use module_files::ModuleFiles;
pub use parse::{ParseFault, check_syntax, parse};
pub use reference::{Expression, ModuleReference, Reference, TemplatePart};

/// The syntax tree that [`parse`] gives.
pub use hcl_edit as tree;
