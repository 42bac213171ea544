//! Messages of the application: for how long they are kept, and on what their SQL was tried.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};

use super::Subject;

const OUTBOX: Reference = Reference {
    title: "AWS: transactional outbox pattern",
    url: "https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html",
};
const VERSIONS: Reference = Reference {
    title: "PostgreSQL: versioning policy",
    url: "https://www.postgresql.org/support/versioning/",
};

pub(super) static RETENTION: Rule = Rule {
    code: "AA-030",
    slug: "outbox-shorter-than-an-outage",
    severity: Severity::Error,
    summary: "messages are purged before a side that is away comes back",
    fix: "raise `retention` to twice `objectives.tolerated-outage` at least",
    explain: "What was sent while the other side was away may be lost on the way: queues keep messages for a limited time. It is then \
sent again from the outbox. A message that the purge has removed cannot be, and the receiver waits for its number for \
ever: every later message of that aggregate is early, and none is applied. The outbox must keep messages for the longest \
outage after which a side may return, and for as long again to replay them.",
    sources: &[OUTBOX],
    waivable: false,
};

pub(super) static OLD_VERSION: Rule = Rule {
    code: "AA-033",
    slug: "version-on-which-messages-were-not-tried",
    severity: Severity::Error,
    summary: "the SQL of messages was not tried on this version",
    fix: "upgrade the database to PostgreSQL 15 or later",
    explain: "Outbox and inbox rest on how the server locks rows and takes snapshots while several senders and receivers run at once. \
The rendered SQL was tried with them on PostgreSQL 15. Older versions are near their end or past it.",
    sources: &[VERSIONS],
    waivable: false,
};

pub(super) fn retention(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(messages) = subject.strategy.mechanism.messages() else {
        return;
    };
    let (kept, outage) = (
        &messages.retention,
        &subject.environment.objectives.tolerated_outage,
    );
    if kept.seconds() < outage.seconds().saturating_mul(2) {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(kept, format!("messages are kept for {kept}"))
                .at_value(outage, format!("a side may be away for {outage}"))
                .because("what it missed is sent again from the outbox")
                .help("remove `retention`, which is 30d then, or write twice the outage at least"),
        );
    }
}
