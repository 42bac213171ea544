//! Codes, spans and severities; text, JSON, SARIF and GitHub renderers.
//!
//! A mistake of a person is a [`Diagnostic`]: it names a [`Rule`], points at one or more values
//! ([`Label`]s with a [`Span`]), and says why and what to do. Diagnostics are collected, never thrown.
//! A fault of the machine (a disk, a bug) is an ordinary error and has no place here.
//!
//! ```
//! use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, SourceMap, Span, render_text};
//!
//! static ILLEGAL_NAME: Rule = Rule {
//!     code: "NAME-002",
//!     slug: "illegal-name",
//!     severity: Severity::Error,
//!     summary: "the name holds a letter that the cloud refuses",
//!     fix: "use lowercase letters, digits and hyphens",
//!     explain: "",
//!     sources: &[],
//!     waivable: false,
//! };
//!
//! let mut sources = SourceMap::default();
//! let id = sources.add("crm.yaml", "project: CRM\n");
//!
//! let mut diagnostics = Diagnostics::new();
//! diagnostics.push(Diagnostic::new(&ILLEGAL_NAME).at(Span::new(id, 9, 12), "capital letters"));
//! diagnostics.sort(&sources);
//!
//! let expected = "\
//! error[NAME-002]: the name holds a letter that the cloud refuses
//!  --> crm.yaml:1:10
//!   |
//! 1 | project: CRM
//!   |          ^^^ capital letters
//!   |
//!   = help: use lowercase letters, digits and hyphens
//!   = explain: mcgen explain NAME-002
//! ";
//! assert_eq!(render_text(&diagnostics, &sources, false), expected);
//! ```

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
pub use source::{Position, Source, SourceId, SourceMap, SourceOffset, Span, Spanned};
pub use text::render_text;
