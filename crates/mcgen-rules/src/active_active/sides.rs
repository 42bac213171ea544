//! The two sides: databases, engines, versions, the way between them, and for how long one may be away.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Cloud, Mechanism};

use super::{CONFLICTS, Subject, messages, replicator};
use crate::replication::logical;
use crate::replication::sides::{OTHER_ENGINE, Side, missing, no_way, side};

const ORIGIN: Reference = Reference {
    title: "PostgreSQL: CREATE SUBSCRIPTION, origin",
    url: "https://www.postgresql.org/docs/current/sql-createsubscription.html#SQL-CREATESUBSCRIPTION-PARAMS-WITH-ORIGIN",
};
const ROW_FILTERS: Reference = Reference {
    title: "PostgreSQL: row filters of publications",
    url: "https://www.postgresql.org/docs/current/logical-replication-row-filter.html",
};

pub(super) static OLD_VERSION: Rule = Rule {
    code: "AA-006",
    slug: "version-without-origins",
    severity: Severity::Error,
    summary: "this version cannot replicate in two directions",
    fix: "upgrade the database: `logical-lww` needs PostgreSQL 16, `debezium-kafka` 15",
    explain: "Before PostgreSQL 16 a subscription takes every change of the other side, also those that came from here. Two \
subscriptions that face each other send one change round for ever: an UPDATE is applied again and again, \
and an INSERT stops both sides with a duplicate key. `origin = none` leaves out what came from elsewhere, and \
it is needed on both sides.\n\nDebezium reads a publication that leaves out what the other side wrote, and \
publications have such filters since PostgreSQL 15.",
    sources: &[ORIGIN, ROW_FILTERS, CONFLICTS],
    waivable: false,
};

pub(super) static RETENTION: Rule = Rule {
    code: "AA-007",
    slug: "tombstones-shorter-than-an-outage",
    severity: Severity::Error,
    summary: "deleted rows are forgotten before a side that is away comes back",
    fix: "raise `tombstone-retention` well above `objectives.tolerated-outage`",
    explain: "A side that was away may hold a change from before a DELETE. The mark of the deleted row decides against it; once \
the mark is purged, nothing does, and the row is back on one side. Marks must outlive the longest outage after which a \
side may return, with time for it to catch up. A side that is away for longer is seeded anew. The purge waits for a \
mark of the other side, so it cannot run while one is away; the rule holds for the time after.",
    sources: &[CONFLICTS],
    waivable: false,
};

fn sides<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = Side<'a>> {
    let environment = subject.environment;
    Cloud::ALL
        .iter()
        .filter_map(|cloud| side(environment, *cloud))
}

pub(super) fn engines(subject: &Subject<'_>, findings: &mut Diagnostics) {
    for side in sides(subject) {
        if !subject.guarantees.engines.contains(&side.engine.value) {
            findings.push(
                Diagnostic::new(&OTHER_ENGINE)
                    .at(subject.strategy.mechanism.span(), "replicates PostgreSQL")
                    .at_value(side.engine, format!("{} on {}", side.engine, side.cloud))
                    .help("write `engine: postgres` on both sides"),
            );
        }
    }
}

pub(super) fn versions(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let why = match subject.strategy.mechanism {
        Mechanism::LogicalLww(_) => {
            "without `origin = none` every change goes round between the two for ever"
        }
        Mechanism::DebeziumKafka(_) => {
            "without row filters of a publication every change goes round between the two"
        }
        Mechanism::Bucardo(_) | Mechanism::SymmetricDs(_) | Mechanism::Application(_) => return,
    };
    findings.extend(too_old(subject, &OLD_VERSION, why));
}

pub(super) fn versions_of_bucardo(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if matches!(subject.strategy.mechanism, Mechanism::Bucardo(_)) {
        let why = "before it nobody but a superuser may set `session_replication_role`";
        findings.extend(too_old(subject, &replicator::OLD_VERSION, why));
    }
}

pub(super) fn versions_of_messages(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.strategy.mechanism.messages().is_some() {
        let why = "the rendered SQL was not tried on it";
        findings.extend(too_old(subject, &messages::OLD_VERSION, why));
    }
}

pub(super) fn too_old(
    subject: &Subject<'_>,
    rule: &'static Rule,
    why: &'static str,
) -> Vec<Diagnostic> {
    let oldest = subject.guarantees.since_major;
    let too_old = sides(subject).filter(|side| {
        let comparable = subject.guarantees.engines.contains(&side.engine.value);
        comparable && side.version.major() < oldest
    });
    too_old
        .map(|side| {
            Diagnostic::new(rule)
                .at_value(side.version, format!("on {}", side.cloud))
                .at(subject.strategy.mechanism.span(), format!("needs {oldest}"))
                .because(why)
                .help(format!(
                    "write `version: \"{oldest}\"` or later on both sides"
                ))
        })
        .collect()
}

pub(super) fn databases(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let chosen = subject.strategy.mechanism.span();
    for cloud in Cloud::ALL.iter().copied() {
        findings.extend(missing(
            subject.environment,
            cloud,
            chosen,
            "one of two sides that write",
        ));
    }
}

pub(super) fn way(subject: &Subject<'_>, findings: &mut Diagnostics) {
    // Messages need no way from one database to the other.
    if subject.strategy.mechanism.messages().is_some() {
        return;
    }
    findings.extend(no_way(
        subject.environment,
        subject.strategy.mechanism.span(),
    ));
}

pub(super) fn role(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let user = subject.strategy.mechanism.user();
    logical::role(subject.environment, user, findings);
}

pub(super) fn retention(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(kept) = subject.strategy.mechanism.tombstone_retention() else {
        return;
    };
    let outage = &subject.environment.objectives.tolerated_outage;
    if kept.seconds() < outage.seconds().saturating_mul(2) {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(kept, format!("marks are kept for {kept}"))
                .at_value(outage, format!("a side may be away for {outage}"))
                .because("a side that returns needs as long again to catch up")
                .help("remove `tombstone-retention`, which is 30d then, or write twice the outage at least"),
        );
    }
}
