//! Insights, monitoring and logs.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::{rds_limits, rds_versions};
use mcgen_model::{Engine, InsightsMode, nearest};
use mcgen_spec::refused::rds::{MONITORING, PERFORMANCE_INSIGHTS};

use super::{Also, CREATE_INSTANCE, Subject};

pub(super) static RETENTION: Rule = Rule {
    code: "RDS-031",
    slug: "rds-insights-retention",
    severity: Severity::Error,
    summary: "insights cannot be kept for this long",
    fix: "remove `retention-days`: the mode decides",
    explain: "Performance Insights data is kept for 7 days (free), for a multiple of 31 days up to 713, or for 731. The advanced mode of Database Insights shows fifteen months and needs at least 465 days. Since Performance Insights ended in the middle of 2026 the modes keep 7 and 465 days; the API still lists the other values, so they are a warning.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: turning on the advanced mode of Database Insights",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.TurningOnAdvanced.html",
        },
    ],
    waivable: false,
};

pub(super) static LOGS: Rule = Rule {
    code: "RDS-034",
    slug: "rds-log-exports",
    severity: Severity::Error,
    summary: "the engine has no such log",
    fix: "name logs of the engine",
    explain: "PostgreSQL exports `postgresql`, `upgrade` and `iam-db-auth-error`; MySQL exports `error`, `slowquery`, `general`, `audit` and `iam-db-auth-error`. Another name is refused when the instance is created. MySQL writes the slow and the general log only where a parameter says so, and to a file only with `log_output`; mcgen sets these for the logs that are listed, and `long_query_time` to 2 seconds. PostgreSQL gets `log_connections`, `log_disconnections`, `log_lock_waits`, `log_min_duration_statement`, `log_statement: ddl` and `log_temp_files`. A value under `parameters` wins over all of these. A statement that sets a password is a change of the schema and stands in the log as it was sent: let people log in with IAM, or set passwords with `\\password` of psql, which sends a hash. `iam-db-auth-error` says why a log-in with IAM was refused; it is exported by default where `iam-auth` is on. The audit log needs an option group with the audit plugin, which mcgen does not make.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: publishing database logs to CloudWatch Logs",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html",
        },
    ],
    waivable: false,
};

pub(super) fn retention(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let days = &database.insights_retention_days;
    let needed = rds_limits::advanced_insights_retention();
    let advanced = database.insights_mode.value == InsightsMode::Advanced;
    let usual = rds_limits::default_insights_retention(advanced);
    if !rds_limits::is_insights_retention(days.value) {
        let meant = rds_limits::nearest_insights_retention(days.value);
        let meant = if advanced { meant.max(needed) } else { meant };
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(days, format!("{days} days"))
                .because("data is kept for 7 days, for a multiple of 31 up to 713, or for 731")
                .help(format!("write `retention-days: {meant}`, or remove it")),
        );
    } else if advanced && days.value < needed {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(days, format!("{days} days"))
                .also(&database.insights_mode, format!("needs {needed}"))
                .because(format!("the advanced mode needs {needed} days"))
                .help(format!(
                    "write `retention-days: {needed}`, or `mode: standard`"
                )),
        );
    } else if days.value != usual {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(days, format!("{days} days"))
                .also(&database.insights_mode, format!("keeps {usual}"))
                .because(
                    "other periods than those of the modes ended with Performance Insights in 2026",
                )
                .help(format!(
                    "remove `retention-days`, or write `retention-days: {usual}`"
                ))
                .as_warning(),
        );
    }
}

pub(super) fn unsupported_class(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    if rds_limits::has_insights(database.engine.value, &database.class) {
        return;
    }
    let (mode, days) = (&database.insights_mode, &database.insights_retention_days);
    let Some(span) = [(mode.given, mode.span), (days.given, days.span)]
        .into_iter()
        .find_map(|(given, span)| given.then_some(span))
    else {
        return;
    };
    findings.push(
        Diagnostic::new(&PERFORMANCE_INSIGHTS)
            .at(span, "has no effect")
            .also(&database.class, "cannot run Performance Insights")
            .because(format!(
                "the smallest classes cannot run it on {}; it is left off",
                database.engine
            ))
            .help(match database.engine.value {
                Engine::Mysql => "remove `insights`, or choose a class of size `medium` or larger",
                Engine::Postgres => "remove `insights`, or choose a larger class",
            }),
    );
}

pub(super) fn monitoring_interval(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let interval = &subject.database.monitoring_interval_seconds;
    let intervals = &rds_limits::instance().monitoring_intervals_seconds;
    if intervals.contains(&interval.value) {
        return;
    }
    let nearest = intervals
        .iter()
        .filter(|it| **it > 0)
        .min_by_key(|it| it.abs_diff(interval.value))
        .copied()
        .unwrap_or(60);
    let listed: Vec<String> = intervals.iter().map(u32::to_string).collect();
    findings.push(
        Diagnostic::new(&MONITORING)
            .at_value(interval, format!("{interval} seconds"))
            .because(format!("the intervals are {} seconds", listed.join(", ")))
            .help(format!("write `monitoring-interval-seconds: {nearest}`")),
    );
}

pub(super) fn logs(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let known: Vec<&str> = rds_versions::log_exports(engine).collect();
    for log in &database.logs {
        if known.contains(&log.as_str()) {
            continue;
        }
        findings.push(
            Diagnostic::new(&LOGS)
                .at_value(log, format!("{engine} has no log `{log}`"))
                .also(&database.engine, "of this engine")
                .because(format!("its logs are {}", known.join(", ")))
                .help(match nearest(log, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("remove `{log}`"),
                }),
        );
    }
}
