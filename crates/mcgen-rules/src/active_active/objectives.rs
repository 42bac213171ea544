//! What is promised, against what two sides that write can keep.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::recovery::{self, Extent, Outcome};

use super::{CONFLICTS, Subject};
use crate::recovery::parts;
use crate::replication::LOGICAL_REPLICATION;

pub(super) static NOTHING_LOST: Rule = Rule {
    code: "AA-008",
    slug: "two-writers-that-lose-nothing",
    severity: Severity::Error,
    summary: "two sides that write cannot promise to lose nothing",
    fix: "promise the lag that is tolerated, or choose a database that commits in two places",
    explain: "Each side commits alone and sends afterwards. What it has not sent is lost with it, and of two changes of one row \
one is dropped while nothing fails at all. An RPO of zero cannot be kept by any mechanism of this strategy. What the \
strategy does give is a short RTO: the other side takes writes already, and only the traffic has to move.",
    sources: &[LOGICAL_REPLICATION, CONFLICTS],
    waivable: false,
};

pub(super) fn nothing_lost(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(objective) = &subject.environment.objectives.rpo else {
        return;
    };
    if objective.seconds() != 0 {
        return;
    }
    let outages = recovery::outages(subject.environment);
    let side = outages.iter().find(|it| it.extent == Extent::Side);
    let Some(Outcome::GoesOn { loss, .. }) = side.map(|it| &it.outcome) else {
        return;
    };
    findings.push(
        Diagnostic::new(&NOTHING_LOST)
            .at_value(objective, "nothing may be lost")
            .at(
                subject.strategy.mechanism.span(),
                "is asynchronous, and drops one of two changes of a row",
            )
            .because(format!(
                "a side that is lost had not sent {} at the most: {}",
                loss.total().in_words(),
                parts(loss)
            ))
            .help(format!(
                "write an `rpo` of {} or more, and watch the lag",
                loss.total()
            )),
    );
}
