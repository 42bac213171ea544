//! Conflicts are counted in the log of the server: it must have them, and leave it.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::{CONFLICT_LOG, Environment};

use super::sources::{LOG_SETTINGS, RDS_LOGS};
use crate::Context;

pub(super) static UNHEARD: Rule = Rule {
    code: "MON-013",
    slug: "conflicts-unheard",
    severity: Severity::Error,
    summary: "conflicts cannot be counted in this log",
    fix: "export the log `postgresql`, and leave `log_min_messages` at `log` or below",
    explain: "No metric of either cloud counts writes that lost. With `logical-lww` and `debezium-kafka` the trigger \
that decides also writes a line to the log of the server, with the table and the kind and nothing of the row, and \
`monitoring` makes a metric of these lines and an alarm on it. On AWS the log must reach CloudWatch Logs for that, as \
the export `postgresql`, which mcgen switches on where `logs` is left out; Cloud SQL sends its log by itself. With \
`log_min_messages` at `fatal` or `panic` the server leaves such lines out, on either cloud.",
    sources: &[RDS_LOGS, LOG_SETTINGS],
    waivable: false,
};

pub(super) static UNCOUNTED: Rule = Rule {
    code: "MON-014",
    slug: "conflicts-uncounted",
    severity: Severity::Warning,
    summary: "nothing counts conflicts here",
    fix: "remove `conflicts-per-minute`",
    explain: "Only two sides that both take writes (`active-active`) have conflicts. With one that takes them, and in \
a database over both clouds, which refuses one of two transactions instead of losing a row, the number has no effect.",
    sources: &[LOG_SETTINGS],
    waivable: true,
};

/// Levels that leave out what a trigger logs.
const SILENT: [&str; 2] = ["fatal", "panic"];

pub(super) fn unheard(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    if !environment.logs_conflicts() {
        return;
    }
    let aws = environment.aws.as_ref().and_then(|it| it.database.as_ref());
    let gcp = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    if let Some(database) = aws
        && database.logs.iter().all(|log| log.value != CONFLICT_LOG)
    {
        let exported: Vec<&str> = database.logs.iter().map(|log| log.as_str()).collect();
        let place = database
            .logs
            .first()
            .map_or(database.span, |first| first.span);
        findings.push(
            Diagnostic::new(&UNHEARD)
                .at(place, format!("`{CONFLICT_LOG}` is not exported"))
                .at(monitoring.span, "its alarm counts conflicts there")
                .because("CloudWatch counts lines of logs that reach it")
                .help(format!(
                    "write `logs: [{}]`, or remove `logs`",
                    [exported, vec![CONFLICT_LOG]].concat().join(", ")
                )),
        );
    }
    let levels = [
        aws.and_then(|it| it.parameters.get(LEVEL))
            .map(|it| &it.value),
        gcp.and_then(|it| it.flags.get(LEVEL)).map(|it| &it.value),
    ];
    for level in levels.into_iter().flatten() {
        if SILENT.contains(&level.as_str()) {
            findings.push(silent(level, monitoring.span));
        }
    }
}

/// The setting of the server that says what is logged.
const LEVEL: &str = "log_min_messages";

fn silent(level: &Spanned<String>, monitoring: Span) -> Diagnostic {
    Diagnostic::new(&UNHEARD)
        .at_value(level, format!("`{level}` leaves conflicts out"))
        .at(monitoring, "its alarm counts conflicts there")
        .because("a trigger logs at the level `log`, which is below `fatal`")
        .help(format!("remove `{LEVEL}`, or write `{LEVEL}: warning`"))
}

pub(super) fn uncounted(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(monitoring) = &environment.monitoring else {
        return;
    };
    let number = &monitoring.thresholds.conflicts_per_minute;
    if !number.given || environment.strategy.active_active().is_some() {
        return;
    }
    findings.push(
        Diagnostic::new(&UNCOUNTED)
            .at_value(number, "has no effect")
            .because(format!(
                "`{}` has no conflicts that lose a write",
                environment.strategy.name()
            ))
            .help("remove `conflicts-per-minute`"),
    );
}
