//! Messages of the application: for how long they are kept, how often they are given, to whom, and on what their
//! SQL was tried.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Duration, Messages};

use super::Subject;

const OUTBOX: Reference = Reference {
    title: "AWS: transactional outbox pattern",
    url: "https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/transactional-outbox.html",
};
const VERSIONS: Reference = Reference {
    title: "PostgreSQL: versioning policy",
    url: "https://www.postgresql.org/support/versioning/",
};
const SQS_LIMITS: Reference = Reference {
    title: "Amazon SQS: limits of messages",
    url: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html",
};
const LAMBDA_QUEUES: Reference = Reference {
    title: "AWS Lambda: queues of a function",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
};
const SUBSCRIPTIONS: Reference = Reference {
    title: "Pub/Sub: properties of subscriptions",
    url: "https://cloud.google.com/pubsub/docs/subscription-properties",
};
const FAILURES: Reference = Reference {
    title: "Pub/Sub: handling failures of messages",
    url: "https://cloud.google.com/pubsub/docs/handling-failures",
};
const VIA_SERVICE: Reference = Reference {
    title: "AWS KMS: kms:ViaService and kms:CallerAccount",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html",
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

pub(super) static DELIVERY: Rule = Rule {
    code: "AA-031",
    slug: "delivery-that-one-cloud-refuses",
    severity: Severity::Error,
    summary: "a queue of one cloud does not take this setting",
    fix: "write `processing` of 10 seconds to 10 minutes, and `attempts` from 5 to 100",
    explain: "`processing` is the visibility timeout of the queue on AWS and the acknowledgement deadline of the subscription on Google \
Cloud, and `attempts` is how often both give a message before it goes to the dead letters. The two sides are set alike, and \
Pub/Sub takes less than SQS: a deadline of 10 to 600 seconds, and 5 to 100 attempts. An application that needs longer \
for one message extends the time while it works. The queue of the function between the clouds is set by mcgen: its \
messages stay hidden for six times as long as the function may run, as Lambda asks for.",
    sources: &[SUBSCRIPTIONS, FAILURES, LAMBDA_QUEUES],
    waivable: false,
};

pub(super) static QUEUES: Rule = Rule {
    code: "AA-032",
    slug: "queue-that-keeps-too-short-or-too-long",
    severity: Severity::Error,
    summary: "the time for which queues keep messages does not fit the outage or the outbox",
    fix: "raise `queue-retention` to `objectives.tolerated-outage` at least, and `retention` above `queue-retention`",
    explain: "While a side is away its messages wait in the queues. A queue that keeps them for less than the outage drops them before \
the side is back. What a queue drops is sent again from the outbox, so the outbox must keep a message for longer than the \
queue does: else the purge removes it while it still waits, and nobody has it any more. SQS keeps messages for 14 days at most, and \
Pub/Sub for 10 minutes at least. Dead letters are kept for 14 days, from when they were given up.",
    sources: &[SQS_LIMITS, SUBSCRIPTIONS, OUTBOX],
    waivable: false,
};

pub(super) static PATIENCE: Rule = Rule {
    code: "AA-034",
    slug: "outage-that-fills-the-dead-letters",
    severity: Severity::Warning,
    summary: "an outage that is tolerated ends with all messages among the dead letters",
    fix: "lower `objectives.tolerated-outage`, or practise the runbook of dead letters and waive the rule",
    explain: "A cloud that is away takes nothing, and each attempt to deliver counts. Pub/Sub gives a message up after 100 attempts, which lie \
10 minutes apart at most: after some 15 hours everything that waits for AWS goes to the dead letters, and comes back only \
when a person moves it. Nothing is lost and no message is applied out of order, but the return of the side needs that step \
first. The queue of AWS goes on for 50 hours.",
    sources: &[FAILURES],
    waivable: true,
};

pub(super) static CLIENTS: Rule = Rule {
    code: "AA-035",
    slug: "client-of-another-account",
    severity: Severity::Error,
    summary: "a role of another account cannot use the topic and the queue",
    fix: "name a role of `aws.account`, which the application assumes",
    explain: "Topic and queue are encrypted by a customer key, and its policy lets only callers of its own account use it through SNS and SQS. A \
role of another account would get through the policy of the topic and be refused by the key.",
    sources: &[VIA_SERVICE],
    waivable: false,
};

pub(super) fn delivery(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(messages) = subject.strategy.mechanism.messages() else {
        return;
    };
    let processing = &messages.processing;
    if !Messages::PROCESSING_SECONDS.contains(&processing.seconds()) {
        findings.push(
            Diagnostic::new(&DELIVERY)
                .at_value(processing, format!("a receiver has {processing}"))
                .because("a deadline of Pub/Sub is 10 to 600 seconds")
                .help("remove `processing`, which is 1m then"),
        );
    }
    let attempts = &messages.attempts;
    if !Messages::ATTEMPTS.contains(&attempts.value) {
        findings.push(
            Diagnostic::new(&DELIVERY)
                .at_value(attempts, format!("{attempts} attempts"))
                .because("Pub/Sub delivers 5 to 100 times before it gives up")
                .help("remove `attempts`, which is 20 then"),
        );
    }
}

pub(super) fn queues(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(messages) = subject.strategy.mechanism.messages() else {
        return;
    };
    let (kept, outbox) = (&messages.queue_retention, &messages.retention);
    let outage = &subject.environment.objectives.tolerated_outage;
    let in_queue = format!("queues keep messages for {kept}");
    if !Messages::QUEUE_RETENTION_SECONDS.contains(&kept.seconds()) {
        findings.push(
            Diagnostic::new(&QUEUES)
                .at_value(kept, in_queue.clone())
                .because("Pub/Sub keeps 10 minutes at least, and SQS 14 days at most")
                .help("remove `queue-retention`, which is 14d then"),
        );
    }
    if kept.seconds() < outage.seconds() {
        findings.push(
            Diagnostic::new(&QUEUES)
                .at_value(kept, in_queue.clone())
                .at_value(outage, format!("a side may be away for {outage}"))
                .because("what waits for it is dropped before it is back")
                .help("remove `queue-retention`, which is 14d then, or write the outage at least"),
        );
    }
    if outbox.seconds() <= kept.seconds() {
        findings.push(
            Diagnostic::new(&QUEUES)
                .at_value(outbox, format!("the outbox keeps messages for {outbox}"))
                .at_value(kept, in_queue)
                .because("what a queue drops after that time is in the outbox no more")
                .help("raise `retention`, or lower `queue-retention`"),
        );
    }
}

pub(super) fn patience(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let outage = &subject.environment.objectives.tolerated_outage;
    let patience = Duration::from_seconds(Messages::PATIENCE_SECONDS);
    if subject.strategy.mechanism.messages().is_some() && outage.seconds() > patience.seconds() {
        findings.push(
            Diagnostic::new(&PATIENCE)
                .at_value(outage, format!("a side may be away for {outage}"))
                .because(format!("Pub/Sub gives up what waits after some {patience}"))
                .help(format!("write `tolerated-outage: {patience}` or less")),
        );
    }
}

pub(super) fn clients(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let messages = subject.strategy.mechanism.messages();
    let (Some(messages), Some(aws)) = (messages, &subject.environment.aws) else {
        return;
    };
    for role in &messages.aws_clients {
        if role.account() != aws.account.value {
            findings.push(
                Diagnostic::new(&CLIENTS)
                    .at_value(role, format!("of the account {}", role.account()))
                    .at_value(&aws.account, "the account of the topic")
                    .because("the key of the topic refuses callers of other accounts")
                    .help("name a role of that account"),
            );
        }
    }
}

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
