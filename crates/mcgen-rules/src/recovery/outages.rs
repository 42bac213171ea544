//! The promises of `objectives` against what the outages of two sides that write, or of one database over
//! both clouds, take and cost.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::recovery::{self, Extent, Outage, Outcome, Remark, RemarkName};
use mcgen_model::{Duration, Environment, Product};

use super::objectives::parts;
use super::sources::{
    COCKROACH_SURVIVAL, LOGICAL_REPLICATION, MONGODB_ELECTIONS, RDS_FAILOVER, RECOVERY_OBJECTIVES,
    SPANNER_CONFIGURATIONS,
};
use crate::Context;

pub(super) static OUTAGE_OUTLASTS_THE_PROMISE: Rule = Rule {
    code: "DR-012",
    slug: "outage-longer-than-promised",
    severity: Severity::Error,
    summary: "an outage that must be survived is longer than the objective allows",
    fix: "promise what the sum of the parts allows, or shorten its longest part",
    explain: "Where two sides write, or one database spans both clouds, nothing is promoted. Time still passes: health checks \
notice a lost side and DNS answers end, or a person is told, decides and changes a record; a service goes over to its standby in \
another zone; the copies of a database elect who takes the writes, and clients connect anew.\n\n`mcgen check` prints the parts of \
each outage with how sure each one is. `set` follows from the file, `documented` is what a page of the vendor says of the usual \
case, `assumed` is said by nobody. An objective below what is set, documented and measured is refused. One that only assumed parts \
exceed is a warning: what a drill has measured goes under `objectives.measured` and takes their place.\n\nHeld against the objective \
are the loss of a zone, of one of two sides that write, and with `disaster: region` that of each region of a global database. Some of \
these end only when what was lost is back: where no majority of the copies is left, or where the one way of the clients leads through \
the region.",
    sources: &[
        RECOVERY_OBJECTIVES,
        RDS_FAILOVER,
        MONGODB_ELECTIONS,
        COCKROACH_SURVIVAL,
        SPANNER_CONFIGURATIONS,
    ],
    waivable: false,
};

pub(super) static OUTAGE_LOSES_MORE: Rule = Rule {
    code: "DR-013",
    slug: "outage-loses-more-than-promised",
    severity: Severity::Error,
    summary: "an outage that must be survived loses more than the objective allows",
    fix: "promise what the sum of the parts allows, or measure the lag",
    explain: "A side that is lost takes with it what it had not sent: the lag, the interval at which the mechanism looks for \
changes, what nobody knows of the lag because it is told at intervals, and what does not arrive until a lost tunnel is noticed. That \
is the sum while both directions run. A direction that stands still falls behind for as long as nobody acts; `mcgen check` says when \
somebody is told. What conflicts lose is in no sum: of two changes of one row one is lost while nothing fails at all.\n\nAn objective \
below what is set, documented and measured is refused; one that only assumed parts exceed is a warning. An objective of zero is \
`AA-008`. A database over both clouds confirms a commit when a majority of its copies has it, and loses nothing while a majority is \
left.",
    sources: &[LOGICAL_REPLICATION, RECOVERY_OBJECTIVES],
    waivable: false,
};

pub(super) fn outlasts_the_promise(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(objective) = environment.objectives.rto else {
        return;
    };
    let outages = held(environment);
    for outage in &outages {
        if let Outcome::Stops { why, .. } = &outage.outcome
            && !is_told_elsewhere(environment, outage)
        {
            findings.push(never_ends(environment, &objective, outage, why));
        }
    }
    let longest = outages.iter().filter_map(|outage| match &outage.outcome {
        Outcome::GoesOn { time, .. } => Some((outage, time)),
        Outcome::Stops { .. } => None,
    });
    let longest = longest.max_by_key(|(_, time)| time.total());
    let Some((outage, time)) = longest.filter(|(_, time)| time.total() > objective.value) else {
        return;
    };
    let promise = format!("promise {} or more", time.total().in_words());
    let other = match (outage.extent, &environment.traffic) {
        (Extent::Side, None) => {
            "describe `traffic`, whose health checks move clients by themselves"
        }
        (Extent::Side, Some(_)) => "shorten the checks of `traffic`",
        _ => "put what a drill has measured under `objectives.measured`",
    };
    let finding = Diagnostic::new(&OUTAGE_OUTLASTS_THE_PROMISE)
        .at_value(&objective, format!("{objective} are promised"))
        .because(format!(
            "when {}: {}: {} together",
            outage.title(),
            parts(time),
            time.total().in_words()
        ))
        .help(format!("{promise}, or {other}"));
    findings.push(if objective.value < time.certain() {
        finding
    } else {
        finding.as_warning()
    });
}

pub(super) fn loses_more(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(objective) = environment.objectives.rpo else {
        return;
    };
    // Two sides that write have a rule for it.
    if objective.value.seconds() == 0 && environment.strategy.active_active().is_some() {
        return;
    }
    let outages = held(environment);
    let worst = outages.iter().filter_map(|outage| match &outage.outcome {
        Outcome::GoesOn { loss, .. } => Some((outage, loss)),
        Outcome::Stops { .. } => None,
    });
    let worst = worst.max_by_key(|(_, loss)| loss.total());
    let Some((outage, loss)) = worst.filter(|(_, loss)| loss.total() > objective.value) else {
        return;
    };
    let finding = Diagnostic::new(&OUTAGE_LOSES_MORE)
        .at_value(&objective, format!("{objective} may be lost"))
        .because(format!(
            "when {}: {}: {} together",
            outage.title(),
            parts(loss),
            loss.total().in_words()
        ))
        .help(format!(
            "write `{}` or more, or put the measured lag under `objectives.measured.lag`",
            loss.total()
        ));
    findings.push(if objective.value < loss.certain() {
        finding
    } else {
        finding.as_warning()
    });
}

fn held(environment: &Environment) -> Vec<Outage> {
    let outages = recovery::outages(environment).into_iter();
    outages.filter(|it| it.held).collect()
}

/// That one region does not survive its own loss is `GDB-019`.
fn is_told_elsewhere(environment: &Environment, outage: &Outage) -> bool {
    let database = environment.strategy.global_database();
    outage.extent == Extent::Region && database.is_some_and(|it| it.regions().len() == 1)
}

fn never_ends(
    environment: &Environment,
    objective: &Spanned<Duration>,
    outage: &Outage,
    why: &Remark,
) -> Diagnostic {
    let database = environment.strategy.global_database();
    let product = database.map(|it| &it.product);
    let other = match (why.name, product) {
        (RemarkName::NoWay, _) => {
            "the database needs a second way, which mcgen does not render: write `disaster: zone`"
        }
        (_, Some(Product::Yugabyte(_))) if outage.extent == Extent::Zone => {
            "write `fault-tolerance: zone`"
        }
        (_, Some(Product::Yugabyte(_))) => "write `fault-tolerance: region`",
        (_, Some(Product::Atlas(_))) => "give no region half of the nodes: 2 + 2 + 1",
        _ => "give the database three regions, or write `disaster: zone`",
    };
    Diagnostic::new(&OUTAGE_OUTLASTS_THE_PROMISE)
        .at_value(objective, format!("{objective} are promised"))
        .because(format!("when {}: {why}", outage.title()))
        .help(format!("{other}, or leave `rto` out"))
}
