//! Rehearsals.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::Environment;

use super::sources::RECOVERY_OBJECTIVES;
use crate::Context;

/// A quarter of a year.
const LONGEST_DAYS: i64 = 90;

pub(super) static NOT_REHEARSED: Rule = Rule {
    code: "DR-011",
    slug: "failover-not-rehearsed",
    severity: Severity::Warning,
    summary: "the failover has not been rehearsed lately",
    fix: "run `quarterly-drill.md` and write its date as `objectives.last-drill`",
    explain: "A failover that was never tried fails at what nobody thought of: a permission, a name, a \
parameter, a person who has left. The runbook `quarterly-drill.md` of the environment rehearses it and ends \
with its date in the environment file. mcgen warns when that date is more than 90 days old, and when \
production promises an RTO that no drill stands behind. The interval is a choice of mcgen.",
    sources: &[RECOVERY_OBJECTIVES],
    waivable: true,
};

pub(super) fn not_rehearsed(
    environment: &Environment,
    context: &Context,
    findings: &mut Diagnostics,
) {
    if !environment.strategy.replicates() {
        return;
    }
    let objectives = &environment.objectives;
    match (&objectives.last_drill, &objectives.rto) {
        (Some(drill), _) => {
            let age = context.today.days_since_epoch() - drill.days_since_epoch();
            if age > LONGEST_DAYS {
                findings.push(
                    Diagnostic::new(&NOT_REHEARSED)
                        .at_value(drill, format!("{age} days ago"))
                        .because(format!("a drill counts for {LONGEST_DAYS} days")),
                );
            }
        }
        (None, Some(rto)) if environment.is_production() => findings.push(
            Diagnostic::new(&NOT_REHEARSED)
                .at_value(rto, format!("{rto} are promised"))
                .because("the environment file names no drill"),
        ),
        _ => {}
    }
}
