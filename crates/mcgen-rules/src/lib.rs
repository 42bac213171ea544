//! The rule book: every constraint with its code, reason, fix and source.
//!
//! A rule is data (a [`Rule`]) and, for most, a function over the checked [`Environment`]. Rules
//! that the reader enforces (a key that must not exist, a text that is no value) stand in the crates
//! that read, and are listed here too, so that [`book`] is complete.

mod active_active;
mod bgp;
mod book;
mod cache;
mod cloud_sql;
mod dms;
mod estate;
mod monitoring;
mod network;
mod rds;
mod recovery;
mod replication;
mod routing;
mod security;
mod traffic;
mod vpn;
mod waivers;

pub use book::{book, find};
pub use estate::check_estate;
use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Date, Environment, Strategy};
use mcgen_spec::rules::UNUSED_WAIVER;

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

/// Checks what an environment becomes when its other side takes over, and adds to `findings`, those of
/// the environment as it is, the errors that only the promoted one has: they would keep a person from
/// rendering it in an outage. Warnings have time until then.
pub fn check_promoted(
    promoted: &Environment,
    context: &Context,
    mut findings: Diagnostics,
) -> Diagnostics {
    let then = check(promoted, context, Diagnostics::new());
    // A waiver may be there for the one state or for the other.
    let unused = |finding: &Diagnostic| finding.rule == &UNUSED_WAIVER;
    findings.retain(|now| !unused(now) || then.iter().any(|it| is_same(it, now)));
    let primary = match &promoted.strategy.value {
        Strategy::PrimaryReplica(settings) => settings.primary.value.as_str(),
        Strategy::Independent | Strategy::ActiveActive(_) => return findings,
    };
    for finding in then {
        let blocks = finding.severity == Severity::Error;
        if !blocks || findings.iter().any(|now| is_same(&finding, now)) {
            continue;
        }
        let reason = match &finding.reason {
            Some(reason) => format!("once `{primary}` is the primary: {reason}"),
            None => format!("once `{primary}` is the primary"),
        };
        findings.push(finding.because(reason));
    }
    findings
}

/// Whether two findings say that the same value breaks the same rule.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let place = |it: &Diagnostic| it.labels.first().map(|label| label.span);
    one.rule == other.rule && place(one) == place(other)
}
