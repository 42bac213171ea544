//! Codes, spans and severities; text, JSON, SARIF and GitHub renderers.
//!
//! A mistake of a person is a [`Diagnostic`]: it names a [`Rule`], points at one or more values
//! ([`Label`]s with a [`Span`]), and says why and what to do. Diagnostics are collected, never thrown.
//! A fault of the machine (a disk, a bug) is an ordinary error and has no place here.

mod diagnostic;
mod excerpt;
mod format;
mod github;
mod json;
mod place;
mod rule;
mod sarif;
mod source;
mod text;

pub use diagnostic::{Diagnostic, Diagnostics, Label};
pub use format::{Format, RenderOptions, summary};
pub use github::render_github;
pub use json::render_json;
pub use rule::{Reference, Rule, Severity};
pub use sarif::render_sarif;
pub use source::{Position, Source, SourceId, SourceMap, Span, Spanned};
pub use text::render_text;
