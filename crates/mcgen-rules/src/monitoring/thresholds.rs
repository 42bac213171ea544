//! From when on: early enough to act, and numbers that can be reached.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::Bounds;
use mcgen_model::{CONFLICT_LINES_PER_MINUTE, Duration, Environment, rds};

use super::sources::{ALARM_EVALUATION, CLOUD_SQL_METRICS, RDS_METRICS, REPLICATION_SETTINGS};
use crate::Context;

pub(super) static LAG: Rule = Rule {
    code: "MON-005",
    slug: "lag-told-too-late",
    severity: Severity::Warning,
    summary: "the lag is told of when little is left of what may be lost",
    fix: "write at most half of the RPO, or leave `lag` out",
    explain: "A copy that stands still falls behind by a second each second. When it is told of at the RPO, the \
RPO is broken by the time that anybody reads it; half of it leaves as long again to act. The lag is judged \
over two minutes or more, because a single value is often a checkpoint or one large transaction, and values \
come once a minute: with an RPO below four minutes even that is told late, and no alarm of either cloud can \
be earlier.\n\nLeft out, `lag` is half of the RPO, or a minute where there is none.",
    sources: &[ALARM_EVALUATION, RDS_METRICS],
    waivable: true,
};

pub(super) static SLOT_LIMIT: Rule = Rule {
    code: "MON-011",
    slug: "slot-told-too-late",
    severity: Severity::Warning,
    summary: "the slot is lost, or the disk is full, before anybody is told",
    fix: "write less than what slots may hold back, and less than the disk",
    explain: "`slot-wal-mib` is the log that slots hold back when it is told. With a limit \
(`max_slot_wal_keep_size`) the slot is lost when it is reached, and its consumer must be seeded anew; without \
one the volume fills. An alarm at or above either is told of what has happened already. Left out, it is half of \
what is written in the tolerated outage (`write-rate-mibps` times `tolerated-outage`), which the limit and the \
volume should allow for anyway.",
    sources: &[REPLICATION_SETTINGS, CLOUD_SQL_METRICS],
    waivable: true,
};

pub(super) static RANGE: Rule = Rule {
    code: "MON-012",
    slug: "threshold-out-of-range",
    severity: Severity::Error,
    summary: "this threshold is never reached, or always",
    fix: "write a number in the range",
    explain: "A share of 100 percent is never exceeded and one of 0 always is. Minutes are counted in periods of \
one minute, of which CloudWatch looks at up to an hour here; a lag is judged over two or more, because a single \
value is often a checkpoint or one large transaction. A queue, a count and a size of nothing are exceeded by \
anything. Conflicts are counted as lines of the log, and the trigger writes no more than 200 a minute.",
    sources: &[ALARM_EVALUATION],
    waivable: false,
};

/// Shares of a whole, percent.
const SHARE: Bounds = Bounds { min: 1, max: 99 };
/// Minutes in a row.
const MINUTES: Bounds = Bounds { min: 1, max: 60 };
/// Minutes in a row that a copy is behind.
const LAG_MINUTES: Bounds = Bounds { min: 2, max: 60 };
/// What must only not be nothing.
const SOMETHING: Bounds = Bounds {
    min: 1,
    max: u32::MAX,
};
/// Conflicts a minute: no more than half of the lines that a session writes, since a minute of the alarm is not
/// one of the session.
const CONFLICTS: Bounds = Bounds {
    min: 0,
    max: CONFLICT_LINES_PER_MINUTE / 2 - 1,
};
/// Days before the end of a certificate, which lives for 398 at most.
const DAYS: Bounds = Bounds { min: 1, max: 397 };

pub(super) fn lag(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    let lag = &monitoring.thresholds.lag;
    let Some(rpo) = &environment.objectives.rpo else {
        return;
    };
    let half = environment.objectives.alarm_lag();
    if lag.value <= half {
        return;
    }
    findings.push(
        Diagnostic::new(&LAG)
            .at_value(lag, format!("told after {lag}"))
            .at_value(rpo, format!("{rpo} may be lost"))
            .because(format!(
                "{} are left of the RPO when the alarm is raised, and it takes {} minutes more to be sure",
                left(rpo.value, lag.value),
                monitoring.thresholds.lag_minutes
            ))
            .help(format!("write `lag: {half}`, or leave it out")),
    );
}

fn left(rpo: Duration, lag: Duration) -> Duration {
    Duration::from_seconds(rpo.seconds().saturating_sub(lag.seconds()))
}

pub(super) fn slot_limit(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    let told = &monitoring.thresholds.slot_wal_mib;
    for (limit, what) in limits(environment) {
        if told.value < limit.value {
            continue;
        }
        let objectives = &environment.objectives;
        let mut finding = Diagnostic::new(&SLOT_LIMIT)
            .at_value(told, format!("told at {told} MiB"))
            .at_value(&limit, format!("{what} at {limit} MiB"));
        if !told.given {
            finding = finding.at_value(
                &objectives.tolerated_outage,
                "half of what is written in this time",
            );
        }
        findings.push(finding.help(format!(
            "write `slot-wal-mib: {}` in `monitoring.thresholds`, or make more room",
            limit.value / 2
        )));
    }
}

/// What comes to an end for each database with slots, in MiB.
fn limits(environment: &Environment) -> Vec<(Spanned<u32>, &'static str)> {
    let mut limits = Vec::new();
    let mib = |gib: &Spanned<u32>| gib.map(|it| it.saturating_mul(1024));
    let aws = environment
        .aws
        .as_ref()
        .filter(|_| environment.has_slots_on_aws());
    if let Some(database) = aws.and_then(|aws| aws.database.as_ref()) {
        let kept = database
            .logical_decoding
            .as_ref()
            .and_then(|decoding| decoding.max_slot_wal_keep_mib)
            .filter(|_| rds::can_limit_slots(&database.version));
        limits.extend(kept.map(|limit| (limit, "the slot is lost")));
        let storage = &database.storage;
        let size = storage.max_size_gib.as_ref().unwrap_or(&storage.size_gib);
        limits.push((mib(size), "the volume is full"));
    }
    let gcp = environment
        .gcp
        .as_ref()
        .filter(|_| environment.has_slots_on_gcp());
    if let Some(database) = gcp.and_then(|gcp| gcp.database.as_ref()) {
        let disk = &database.disk;
        if !disk.autoresize.value {
            limits.push((mib(&disk.size_gib), "the disk is full"));
        } else if disk.max_size_gib.value > 0 {
            limits.push((mib(&disk.max_size_gib), "the disk is full"));
        }
    }
    limits
}

pub(super) fn range(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    let limits = &monitoring.thresholds;
    for (name, value, bounds) in [
        ("cpu-percent", &limits.cpu_percent, SHARE),
        ("memory-percent", &limits.memory_percent, SHARE),
        ("disk-percent", &limits.disk_percent, SHARE),
        ("connections-percent", &limits.connections_percent, SHARE),
        ("disk-queue", &limits.disk_queue, SOMETHING),
        (
            "evictions-per-minute",
            &limits.evictions_per_minute,
            SOMETHING,
        ),
        ("minutes", &limits.minutes, MINUTES),
        ("lag-minutes", &limits.lag_minutes, LAG_MINUTES),
        ("slot-wal-mib", &limits.slot_wal_mib, SOMETHING),
        (
            "conflicts-per-minute",
            &limits.conflicts_per_minute,
            CONFLICTS,
        ),
        ("certificate-days", &limits.certificate_days, DAYS),
    ] {
        if bounds.contains(value.value) {
            continue;
        }
        let nearest = value.value.clamp(bounds.min, bounds.max);
        findings.push(
            Diagnostic::new(&RANGE)
                .at_value(value, format!("`{name}` is {bounds}"))
                .help(format!("write `{name}: {nearest}`, or leave it out")),
        );
    }
    let lag = &limits.lag;
    if lag.value.seconds() == 0 {
        findings.push(
            Diagnostic::new(&RANGE)
                .at_value(lag, "every copy is behind by more than nothing")
                .help("write `lag: 1s` or more, or leave it out"),
        );
    }
}
