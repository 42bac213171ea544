//! One typed environment file in, checked Terraform for multi-cloud databases out.
//!
//! The library does what the command line does, for build scripts and tests:
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let estate = mcgen::Estate::load("environments/crm")?;
//! let checked = estate.check()?; // the error carries the findings
//! checked.render()?.write_to("infra")?;
//! # Ok(())
//! # }
//! ```
//!
//! An estate can be built in Rust as well, see [`EnvironmentBuilder`]; [`testing`] helps to hold what
//! is rendered by snapshots.

pub mod advise;
mod book;
mod builder;
mod estate;
mod rendered;
mod templates;
pub mod testing;
mod threads;
mod verify;

pub use book::{book, find};
pub use builder::EnvironmentBuilder;
pub use estate::{CheckedEstate, Estate, Findings, Rejected, today};
pub use mcgen_diagnostics::{Diagnostic, Diagnostics, Format, Rule, Severity, SourceMap};
pub use mcgen_graph::Graph;
pub use mcgen_model::{Date, Environment};
pub use mcgen_output::{Applied, OutputError, PlanOptions, Scope, WritePlan};
pub use mcgen_render::{FileTree, FirstFile, RenderError, TemplateLibrary};
pub use mcgen_spec::{LoadError, json_schema, needs_schema};
pub use mcgen_verify::{
    Cancel, Cloud, Ends, Flavour, Progress, Report, Terraform, VerifyError, check_folder,
};
pub use rendered::RenderedEstate;
pub use templates::{TemplatesError, read_templates};
pub use verify::{EstateVerifyError, VerifyOptions};
