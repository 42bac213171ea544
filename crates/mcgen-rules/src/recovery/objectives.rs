//! The promises of `objectives` against the sums of their parts.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::recovery::{self, Recovery, Sum, TimePart};
use mcgen_model::{Environment, ReplicationName};

use super::sources::{DMS_CDC, LOGICAL_REPLICATION, RECOVERY_OBJECTIVES};
use crate::Context;

pub(super) static SLOWER_THAN_PROMISED: Rule = Rule {
    code: "DR-001",
    slug: "failover-slower-than-promised",
    severity: Severity::Warning,
    summary: "a failover takes longer than the objective allows",
    fix: "promise what the sum of the parts allows, or shorten its longest part",
    explain: "The time without writes (RTO) is a sum: the failure is noticed, a person decides, the standby \
is promoted, the environment file is changed and rendered, the promoted side grows to its full size, and \
clients are sent there. A design that counts only the promotion promises minutes and needs half an hour.\n\n\
`mcgen check` prints the sum. Parts that no document gives are assumed on the long side; what a drill has \
measured goes under `objectives.measured` and takes their place. Since they are assumptions, the finding is \
a warning.",
    sources: &[RECOVERY_OBJECTIVES],
    waivable: true,
};

pub(super) static LOSES_MORE_THAN_PROMISED: Rule = Rule {
    code: "DR-002",
    slug: "loses-more-than-promised",
    severity: Severity::Error,
    summary: "asynchronous replication loses more than the objective allows",
    fix: "allow for the lag, or choose a database that commits in two places",
    explain: "Logical replication and DMS send what has been committed. Whatever is committed and not yet \
across is lost with the primary, so an RPO of zero cannot be kept, at whatever lag. A synchronous standby \
in another cloud would keep it, at the price of one round trip over the VPN for every commit, and of a \
primary that stops when the link does; mcgen does not build that.\n\nWhat can be lost is the lag, and what \
nobody knows of it: the standby reports how far it is at intervals, and while a lost tunnel is noticed \
(the hold time of BGP) nothing arrives. An objective below that sum is a warning, because the lag itself \
is an assumption until it is measured. When the link was down for longer before the site was lost, \
everything since is lost: the alarm on the lag is part of the objective.",
    sources: &[LOGICAL_REPLICATION, DMS_CDC],
    waivable: false,
};

pub(super) static FASTER_THAN_A_PERSON: Rule = Rule {
    code: "DR-003",
    slug: "objective-faster-than-a-person",
    severity: Severity::Error,
    summary: "no person is as fast as the objective",
    fix: "promise at least the time that people need",
    explain: "A promotion between clouds is decided by a person: two sites cannot tell a dead primary from a \
dead link, and a wrong answer makes two primaries. The time of that person (the decision, the promotion, \
the change of the environment file) is in every failover, so an objective below it cannot be kept even if \
everything else took no time. An RTO of seconds belongs to an automatic failover within one region, which \
`multi-az` and `availability: regional` give.",
    sources: &[RECOVERY_OBJECTIVES],
    waivable: false,
};

pub(super) fn slower_than_promised(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(Recovery { time, .. }) = recovery::of(environment) else {
        return;
    };
    let Some(objective) = time.objective else {
        return;
    };
    // Less than a person needs is a rule of its own.
    if objective.value >= time.total() || objective.value < time.by_hand() {
        return;
    }
    findings.push(
        Diagnostic::new(&SLOWER_THAN_PROMISED)
            .at_value(&objective, format!("{objective} are promised"))
            .because(format!(
                "{}: {} together",
                parts(&time),
                time.total().in_words()
            ))
            .help(shorten(&time)),
    );
}

/// The parts by name with their times.
pub(crate) fn parts<N: Copy + PartialEq + ToString>(sum: &Sum<N>) -> String {
    let parts = sum.parts.iter();
    let parts: Vec<String> = parts
        .map(|part| format!("{} {}", part.name.to_string(), part.time.in_words()))
        .collect();
    parts.join(", ")
}

/// What would shorten the sum, beginning with what the environment file alone can change.
fn shorten(time: &Sum<TimePart>) -> String {
    let promise = format!("promise {} or more", time.total().in_words());
    match time.part(TimePart::Resize) {
        Some(resize) => format!(
            "{promise}, write `standby: hot`, which saves {}, or put what a drill has measured under `objectives.measured`",
            resize.time.in_words()
        ),
        None => format!("{promise}, or put what a drill has measured under `objectives.measured`"),
    }
}

pub(super) fn loses_more_than_promised(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(strategy) = environment.strategy.primary_replica() else {
        return;
    };
    let Some(Recovery { loss, .. }) = recovery::of(environment) else {
        return;
    };
    let Some(objective) = loss.objective.filter(|it| it.value < loss.total()) else {
        return;
    };
    let carrier = match strategy.replication.name() {
        ReplicationName::Logical => "logical replication is asynchronous",
        ReplicationName::Dms => "DMS replicates asynchronously",
    };
    let finding = Diagnostic::new(&LOSES_MORE_THAN_PROMISED)
        .at_value(&objective, format!("{objective} may be lost"))
        .at(strategy.replication.span(), carrier)
        .because(format!(
            "{}: {} together",
            parts(&loss),
            loss.total().in_words()
        ));
    findings.push(if objective.value.seconds() == 0 {
        finding.help(format!(
            "write `{}`, or choose a database that commits in two places",
            loss.total()
        ))
    } else {
        finding.as_warning().help(format!(
            "write `{}` or more, or put the measured lag under `objectives.measured.lag`",
            loss.total()
        ))
    });
}

pub(super) fn faster_than_a_person(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(Recovery { time, .. }) = recovery::of(environment) else {
        return;
    };
    let Some(objective) = time.objective.filter(|it| it.value < time.by_hand()) else {
        return;
    };
    let decision = &environment.objectives.decision;
    findings.push(
        Diagnostic::new(&FASTER_THAN_A_PERSON)
            .at_value(&objective, format!("{objective} are promised"))
            .at_value(decision, format!("{decision} to decide"))
            .because(format!(
                "people need {} for decision, promotion and preparation; the whole failover takes {}",
                time.by_hand().in_words(),
                time.total().in_words()
            ))
            .help(format!("promise {} or more", time.total().in_words())),
    );
}
