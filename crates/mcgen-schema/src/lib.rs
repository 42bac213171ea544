//! The schemas of Terraform providers, and the check of Terraform files against them.
//!
//! A [`ProviderSchema`] says which resources, data sources and ephemeral resources a provider of one
//! version has, and which arguments and blocks each of them takes. Its JSON form is the one of
//! `terraform providers schema -json`.

mod block;
mod overlay;
mod provider;
mod value_type;

pub use block::{Attribute, AttributeKind, Block, NestedAttributes, NestedBlock, Nesting};
pub use overlay::{Constraint, Overlay, Syntax, TypeOverlay};
pub use provider::{Kind, ProviderSchema, Schema};
pub use value_type::Type;
