//! The rule book: every constraint with its code, reason, fix and source.
//!
//! A rule is data (a [`Rule`]) and, for most, a function over the checked [`Environment`]. Rules
//! that the reader enforces (a key that must not exist, a text that is no value) stand in the crates
//! that read, and are listed here too, so that [`book`] is complete.

mod bgp;
mod book;
mod cache;
mod cloud_sql;
mod network;
mod rds;
mod routing;
mod security;
mod traffic;
mod vpn;
mod waivers;

pub use book::{book, find};
use mcgen_diagnostics::{Diagnostics, Rule};
use mcgen_model::{Date, Environment};

/// What a rule is checked against besides the environment itself.
#[derive(Debug, Clone)]
pub struct Context {
    /// The day on which support dates and waivers are judged.
    pub today: Date,
}

/// One rule that is checked over the whole environment.
pub(crate) struct Check {
    pub(crate) rule: &'static Rule,
    pub(crate) run: fn(&Environment, &Context, &mut Diagnostics),
}

/// Checks `environment` against every rule. `reading` holds what the reader found, to which waivers
/// apply as well; it comes back with the findings of the rules.
pub fn check(environment: &Environment, context: &Context, reading: Diagnostics) -> Diagnostics {
    let mut findings = reading;
    for check in book::checks() {
        (check.run)(environment, context, &mut findings);
    }
    waivers::apply(environment, context, &mut findings);
    for finding in findings.iter_mut() {
        finding
            .environment
            .get_or_insert_with(|| environment.identity());
    }
    findings
}
