//! Backups and point-in-time recovery.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::cloud_sql;
use mcgen_model::{Availability, Engine, Environment, GcpDatabase};
use mcgen_spec::refused::cloud_sql::RECOVERY_SETTING;

use super::{and_at, database, sources};
use crate::Context;

/// Daily backups that Cloud SQL keeps at most.
const MAX_BACKUPS: u32 = 365;

/// Days that Cloud SQL keeps the last backup of a deleted instance at most.
const MAX_FINAL_DAYS: u32 = 365;

pub(super) static RETENTION: Rule = Rule {
    code: "SQL-008",
    slug: "impossible-backup-retention",
    severity: Severity::Error,
    summary: "backups or transaction logs cannot be kept that long",
    fix: "keep logs 1 to 7 days, or up to 35 in Enterprise Plus, 1 to 365 backups, and a final one up to 365 days",
    explain: "Transaction logs are kept for 1 to 7 days in Enterprise and for 1 to 35 days in \
Enterprise Plus; that is how far point-in-time recovery reaches back. Between 1 and 365 daily backups \
are kept, and a last one, taken when the instance is deleted, for up to 365 days. The API refuses other \
numbers.",
    sources: &[
        sources::INSTANCE,
        sources::EDITIONS,
        Reference {
            title: "Cloud SQL: backups",
            url: "https://cloud.google.com/sql/docs/postgres/backup-recovery/backups",
        },
    ],
    waivable: false,
};

pub(super) fn recovery(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let backup = &database.backup;
    let (own, own_key, other, other_key) = match database.engine.value {
        Engine::Postgres => (
            &backup.point_in_time_recovery,
            "point-in-time-recovery",
            &backup.binary_log,
            "binary-log",
        ),
        Engine::Mysql => (
            &backup.binary_log,
            "binary-log",
            &backup.point_in_time_recovery,
            "point-in-time-recovery",
        ),
    };
    if other.given && other.value {
        findings.push(
            Diagnostic::new(&RECOVERY_SETTING)
                .at_value(
                    other,
                    format!("`{other_key}` is the setting of the other engine"),
                )
                .at_value(
                    &database.engine,
                    format!("the engine is {}", database.engine.value),
                )
                .help(format!(
                    "remove it; `{own_key}` does this here, and is on by default"
                )),
        );
    }
    if own.value && !backup.enabled.value {
        let finding =
            Diagnostic::new(&RECOVERY_SETTING).at_value(&backup.enabled, "no daily backups");
        findings.push(
            and_at(finding, own, "replays logs over a backup")
                .because(format!(
                    "`{own_key}` is on and replays logs over a daily backup"
                ))
                .help(format!(
                    "write `enabled: true`, or turn `{own_key}` off too"
                )),
        );
    }
    if !own.value {
        findings.extend(missing_logs(database, own, own_key));
    }
}

/// What rests on the logs that are off.
fn missing_logs(database: &GcpDatabase, own: &Spanned<bool>, own_key: &str) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&RECOVERY_SETTING).at_value(own, format!("`{own_key}` is off"));
    if database.availability.value == Availability::Regional {
        return Some(
            and_at(finding, &database.availability, "needs it")
                .because(format!("a regional instance needs `{own_key}`"))
                .help(format!("write `{own_key}: true`, or `availability: zonal`")),
        );
    }
    let replica = database.replicas.first()?;
    (database.engine.value == Engine::Mysql).then(|| {
        finding
            .at_value(
                &replica.name,
                "a read replica of MySQL follows the binary log",
            )
            .help(format!("write `{own_key}: true`"))
    })
}

pub(super) fn retention(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let backup = &database.backup;
    let days = &backup.log_retention_days;
    let edition = &database.edition;
    let most = cloud_sql::edition(edition.value).transaction_log_days_max;
    if !(1..=most).contains(&days.value) {
        let label = if edition.given {
            edition.span
        } else {
            database.tier.span
        };
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(days, format!("{} days of logs", days.value))
                .at(label, format!("`{edition}` keeps 1 to {most}"))
                .help(format!(
                    "write `log-retention-days: {}`",
                    days.value.clamp(1, most)
                )),
        );
    }
    let retained = &backup.retained;
    if !(1..=MAX_BACKUPS).contains(&retained.value) {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(retained, format!("{} backups", retained.value))
                .because(format!("between 1 and {MAX_BACKUPS} backups are kept"))
                .help(format!(
                    "write `retained: {}`",
                    retained.value.clamp(1, MAX_BACKUPS)
                )),
        );
    }
    let last = &backup.final_backup_days;
    if last.value > MAX_FINAL_DAYS {
        findings.push(
            Diagnostic::new(&RETENTION)
                .at_value(last, format!("{} days", last.value))
                .because(format!(
                    "the last backup of an instance is kept for at most {MAX_FINAL_DAYS} days"
                ))
                .help(format!("write `final-backup-days: {MAX_FINAL_DAYS}`")),
        );
    }
}
