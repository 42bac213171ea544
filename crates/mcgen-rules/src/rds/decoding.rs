//! Logical decoding on PostgreSQL.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Span};
use mcgen_model::rds::{self, LogicalSizing};
use mcgen_model::{AwsDatabase, Engine, LogicalDecoding, Parameter};
use mcgen_spec::refused::rds::LOGICAL_DECODING;

use super::{Also, LOGICAL_REPLICATION, REPLICATION_SETTINGS, Subject};

/// The most slots and senders that PostgreSQL has.
const SLOTS_MAX: u32 = 262_143;
/// Less write-ahead log than this is written within minutes, MiB.
const SMALL_SLOT_LIMIT_MIB: u32 = 1024;

pub(super) static SIZING: Rule = Rule {
    code: "RDS-020",
    slug: "rds-logical-sizing",
    severity: Severity::Error,
    summary: "too few slots, senders or workers for logical decoding",
    fix: "leave the sizes to mcgen: it computes them from `logical-decoding`",
    explain: "Each logical consumer holds a replication slot and a sender, and during its initial copy one more for each table that is copied at the same time (two). Each read replica takes one too, and a few should be free: `max_replication_slots` and `max_wal_senders` must be at least 3 for each consumer, 1 for each replica, and 2. `max_worker_processes` must hold the apply workers, their launcher and the parallel workers, which come from one pool (autovacuum has its own). The parameters are static, so a shortage shows as a failed subscription and ends with a reboot. mcgen computes all three from `logical-decoding` and never goes below the defaults of RDS; values in `parameters` win, and are checked against the same sums.",
    sources: &[
        LOGICAL_REPLICATION,
        Reference {
            title: "PostgreSQL: logical replication configuration settings",
            url: "https://www.postgresql.org/docs/current/logical-replication-config.html",
        },
        REPLICATION_SETTINGS,
    ],
    waivable: false,
};

pub(super) static SENDER_TIMEOUT: Rule = Rule {
    code: "RDS-022",
    slug: "rds-wal-sender-timeout",
    severity: Severity::Warning,
    summary: "a dead consumer is never noticed",
    fix: "write `wal_sender_timeout: 60000`",
    explain: "`wal_sender_timeout` ends a replication connection on which nothing was heard for so many milliseconds. With 0 there is no such end: after a cut in the network the server keeps the sender and its slot active for a consumer that is gone, the slot cannot be taken over, and the write-ahead log piles up behind it. 60000, the default of PostgreSQL, is enough for a consumer that answers.",
    sources: &[REPLICATION_SETTINGS],
    waivable: true,
};

pub(super) static SLOT_LIMIT: Rule = Rule {
    code: "RDS-023",
    slug: "rds-slot-limit",
    severity: Severity::Warning,
    summary: "what a replication slot may hold back is not limited sensibly",
    fix: "set `max-slot-wal-keep-mib` to what the disk can spare during the longest outage of a consumer",
    explain: "A slot keeps the write-ahead log until its consumer has read it, for ever by default: a consumer that stays away fills the disk, and a full disk stops the database. `max_slot_wal_keep_size` (PostgreSQL 13 and later) gives the slot up instead, after which its consumer must copy everything anew. The limit belongs between the two: at least the log of the longest outage that the consumer should survive, and clearly less than the volume. mcgen suggests half the volume. With `replication: logical` the limit is computed: `tolerated-outage` times `write-rate-mibps` of the objectives, and 1 GiB more, because slots are judged by whole segments.",
    sources: &[REPLICATION_SETTINGS, LOGICAL_REPLICATION],
    waivable: true,
};

/// What switches logical decoding on: the block, or the parameter without it.
pub(super) fn switch(database: &AwsDatabase) -> Option<Span> {
    let parameter = database
        .parameters
        .get("rds.logical_replication")
        .filter(|parameter| is_on(parameter));
    match &database.logical_decoding {
        _ if database.engine.value != Engine::Postgres => None,
        Some(decoding) => Some(place(decoding)),
        None => parameter.map(|parameter| parameter.name_span),
    }
}

/// The number of consumers where a person wrote it, the block otherwise.
fn place(decoding: &LogicalDecoding) -> Span {
    decoding.consumers.span
}

fn is_on(parameter: &Parameter) -> bool {
    matches!(
        parameter.value.trim().to_ascii_lowercase().as_str(),
        "1" | "on" | "true"
    )
}

pub(super) fn switched_on(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    if let Some(decoding) = &database.logical_decoding {
        if database.engine.value == Engine::Mysql {
            findings.push(
                Diagnostic::new(&LOGICAL_DECODING)
                    .at(place(decoding), "there is no logical decoding")
                    .also(&database.engine, "on this engine")
                    .because("consumers of MySQL read the binary log, which is on while backups are kept")
                    .help("remove `logical-decoding`"),
            );
        }
        let off = database
            .parameters
            .get("rds.logical_replication")
            .filter(|parameter| !is_on(parameter));
        if let Some(parameter) = off {
            findings.push(
                Diagnostic::new(&LOGICAL_DECODING)
                    .at_value(&parameter.value, "switches it off")
                    .at(place(decoding), "logical decoding is wanted here")
                    .help("remove `rds.logical_replication`: the block sets it"),
            );
        }
    }
    if let Some(level) = database.parameters.get("wal_level") {
        findings.push(
            Diagnostic::new(&LOGICAL_DECODING)
                .at(level.name_span, "cannot be set on RDS")
                .because("`wal_level` follows from `rds.logical_replication`")
                .help("remove it and write `logical-decoding: { consumers: 1 }`"),
        );
    }
}

pub(super) fn sizing(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    if let Some(sizing) = LogicalSizing::of(database) {
        sized_by_block(database, &sizing, findings);
    } else if let Some(span) = switch(database) {
        sized_by_hand(database, span, findings);
    }
}

fn sized_by_block(database: &AwsDatabase, sizing: &LogicalSizing, findings: &mut Diagnostics) {
    let Some(decoding) = &database.logical_decoding else {
        return;
    };
    let consumers = &decoding.consumers;
    let needed = sizing.needed_slots();
    if sizing.consumers == 0 || needed > SLOTS_MAX {
        findings.push(
            Diagnostic::new(&SIZING)
                .at_value(consumers, format!("{} consumers", sizing.consumers))
                .because(format!(
                    "the block is for one consumer or more, and PostgreSQL has at most {SLOTS_MAX} slots"
                ))
                .help("write how many consumers there will be, or remove `logical-decoding`"),
        );
        return;
    }
    let slots = format!(
        "3 for each consumer ({}), 1 for each read replica ({}) and 2 to spare make {needed}",
        sizing.consumers, sizing.replicas
    );
    let workers = format!(
        "{} apply workers, their launcher and {} parallel workers make {}",
        sizing.logical_workers,
        sizing.parallel_workers,
        sizing.needed_worker_processes()
    );
    let sums = [
        ("max_replication_slots", needed, &slots),
        ("max_wal_senders", needed, &slots),
        (
            "max_worker_processes",
            sizing.needed_worker_processes(),
            &workers,
        ),
    ];
    for (name, needed, sum) in sums {
        let Some(given) = rds::given_number(database, name).filter(|given| *given < needed) else {
            continue;
        };
        findings.push(
            Diagnostic::new(&SIZING)
                .at_value(
                    &database.parameters[name].value,
                    format!("{given} are too few"),
                )
                .at(consumers.span, for_whom(decoding))
                .because(sum.clone())
                .help(format!("remove `{name}`, or write `{name}: {needed}`")),
        );
    }
}

fn for_whom(decoding: &LogicalDecoding) -> &'static str {
    match (
        decoding.consumers.given,
        decoding.standbys + decoding.dms_tasks,
    ) {
        (true, 0) => "for these consumers",
        (true, _) => "for these consumers and the standby",
        (false, _) => "for the standby",
    }
}

/// Logical decoding is on, but nobody says for whom.
fn sized_by_hand(database: &AwsDatabase, span: Span, findings: &mut Diagnostics) {
    let given = |name| rds::given_number(database, name);
    match (given("max_replication_slots"), given("max_wal_senders")) {
        (Some(slots), Some(senders)) if senders < slots => findings.push(
            Diagnostic::new(&SIZING)
                .at_value(
                    &database.parameters["max_wal_senders"].value,
                    format!("{senders} senders"),
                )
                .at_value(
                    &database.parameters["max_replication_slots"].value,
                    format!("{slots} slots"),
                )
                .because("every slot is read by a sender")
                .help(format!("write `max_wal_senders: {slots}`")),
        ),
        (Some(_), Some(_)) => {}
        _ => findings.push(
            Diagnostic::new(&SIZING)
                .at(span, "for how many consumers?")
                .because("slots, senders and workers cannot be sized without their number")
                .help("write `logical-decoding: { consumers: 1 }` in place of the parameter"),
        ),
    }
}

pub(super) fn sender_timeout(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(span) = switch(database) else { return };
    if rds::given_number(database, "wal_sender_timeout") == Some(0) {
        findings.push(
            Diagnostic::new(&SENDER_TIMEOUT)
                .at_value(
                    &database.parameters["wal_sender_timeout"].value,
                    "waits for ever",
                )
                .at(span, "consumers read from here"),
        );
    }
}

pub(super) fn slot_limit(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(span) = switch(database).filter(|_| rds::can_limit_slots(&database.version)) else {
        return;
    };
    let advised = rds::advised_slot_limit_mib(&database.storage);
    let standby = database
        .logical_decoding
        .as_ref()
        .is_some_and(|it| it.standbys > 0);
    // What the standby's tolerated absence writes.
    let outage = &subject.environment.objectives;
    let retained = outage.outage_wal_mib();
    let help = format!("write `max-slot-wal-keep-mib: {advised}` under `logical-decoding`");
    let by_block = database
        .logical_decoding
        .as_ref()
        .and_then(|decoding| decoding.max_slot_wal_keep_mib.as_ref());
    let by_parameter = database
        .parameters
        .get("max_slot_wal_keep_size")
        .map(|parameter| &parameter.value);
    let finding = Diagnostic::new(&SLOT_LIMIT);
    if let (Some(limit), Some(parameter)) = (by_block, by_parameter) {
        findings.push(
            finding
                .at(limit.span, format!("{limit} MiB here"))
                .at(parameter.span, format!("and {parameter} there"))
                .because("the parameter wins, and the block says something else")
                .help("remove `max_slot_wal_keep_size` from the parameters"),
        );
        return;
    }
    let limit_given = by_block.is_some_and(|it| it.given) || by_parameter.is_some();
    let (limit, limit_span) = match (by_block, by_parameter) {
        (Some(limit), _) => (Some(limit.value), limit.span),
        (None, Some(parameter)) => (parameter.value.trim().parse().ok(), parameter.span),
        (None, None) => (None, span),
    };
    let size = &database.storage.size_gib;
    let volume = size.value.saturating_mul(1024);
    match limit {
        None => findings.push(
            finding.at(limit_span, "a slot may hold back everything").also(size, "until this is full")
                .because(format!(
                    "a consumer that stays away fills the {size} GiB, and a full disk stops the database"
                ))
                .help(help),
        ),
        Some(limit) if limit >= volume && standby && !limit_given => findings.push(
            finding
                .at(limit_span, format!("its slot keeps up to {limit} MiB of log"))
                .also(size, "the whole volume")
                .because(format!(
                    "{} of absence at {} MiB/s write {retained} MiB, and the volume has {volume}",
                    outage.tolerated_outage, outage.write_rate_mibps
                ))
                .help(format!(
                    "write `size-gib: {}` for the storage, or a shorter `tolerated-outage`",
                    limit.saturating_mul(2).div_ceil(1024)
                )),
        ),
        Some(limit) if standby && limit < retained => findings.push(
            finding
                .at(limit_span, format!("{limit} MiB"))
                .also(&outage.tolerated_outage, "the standby may be away so long")
                .because(format!(
                    "{} of absence at {} MiB/s write {retained} MiB: the standby must be copied anew before",
                    outage.tolerated_outage, outage.write_rate_mibps
                ))
                .help(format!(
                    "remove it, which makes it {}, or shorten `tolerated-outage`",
                    outage.slot_limit_mib()
                )),
        ),
        Some(limit) if limit >= volume => findings.push(
            finding.at(limit_span, format!("{limit} MiB")).also(size, "the whole volume")
                .because(format!(
                    "the volume has {volume} MiB: it is full before the slot is given up"
                ))
                .help(help),
        ),
        Some(limit) if limit < SMALL_SLOT_LIMIT_MIB => findings.push(
            finding
                .at(limit_span, format!("{limit} MiB"))
                .because("that much is written within minutes: a short outage of a consumer loses its slot")
                .help(help),
        ),
        Some(_) => {}
    }
}
