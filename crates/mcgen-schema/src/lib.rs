//! The schemas of Terraform providers, and the check of Terraform files against them.
//!
//! A [`ProviderSchema`] says which resources, data sources and ephemeral resources a provider of one
//! version has, and which arguments and blocks each of them takes. Its JSON form is the one of
//! `terraform providers schema -json`.
//!
//! [`Catalog::embedded`] holds the real schemas of the providers that mcgen renders for, and reads of
//! them only what is asked for. [`check::check_configuration`] holds Terraform files against them.

pub mod archive;
mod block;
mod catalog;
pub mod check;
mod constraint;
mod overlay;
mod provider;
mod template;
mod value_type;
mod violation;

pub use archive::Provenance;
pub use block::{Attribute, AttributeKind, Block, NestedAttributes, NestedBlock, Nesting};
pub use catalog::{Catalog, CatalogError, Known, Provider};
pub use constraint::{ConstraintError, VersionConstraint};
pub use overlay::{Constraint, Overlay, Reads, Syntax, TypeOverlay};
pub use provider::{Kind, ProviderSchema, Schema};
pub use semver::Version;
pub use template::{Part, Placeholder, Template, TemplateError};
pub use value_type::Type;
pub use violation::Violation;
