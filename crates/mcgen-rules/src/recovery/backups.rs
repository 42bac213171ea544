//! A replica is no backup.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Engine, Environment, GcpDatabase};

use super::sources::RECOVERY_OPTIONS;
use crate::Context;

pub(super) static REPLICA_IS_NO_BACKUP: Rule = Rule {
    code: "DR-010",
    slug: "replica-is-no-backup",
    severity: Severity::Warning,
    summary: "a side of the replication has no point-in-time recovery",
    fix: "keep backups and their logs on both sides",
    explain: "Replication carries a wrong DELETE to the other cloud within a second. Only a backup goes back \
to the moment before it, and after a failover the backups of the lost side are out of reach, those of the \
promoted side begin with its own history. So each side needs backups and point-in-time recovery of its own, \
also while it only stands by.",
    sources: &[
        RECOVERY_OPTIONS,
        Reference {
            title: "Amazon RDS: restoring a DB instance to a specified time",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html",
        },
        Reference {
            title: "Cloud SQL: use point-in-time recovery",
            url: "https://docs.cloud.google.com/sql/docs/postgres/backup-recovery/pitr",
        },
    ],
    waivable: true,
};

pub(super) fn replica_is_no_backup(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(carrier) = environment.strategy.carrier() else {
        return;
    };
    let replicated = |finding: Diagnostic| {
        finding.at(carrier, "carries every mistake across").because(
            "without its own history this side cannot go back to the moment before a mistake",
        )
    };
    let aws = environment.aws.as_ref();
    if let Some(database) = aws.and_then(|it| it.database.as_ref())
        && database.backup_retention_days.value == 0
    {
        findings.push(replicated(
            Diagnostic::new(&REPLICA_IS_NO_BACKUP)
                .at_value(&database.backup_retention_days, "no backups are kept"),
        ));
    }
    let gcp = environment.gcp.as_ref();
    let off = gcp
        .and_then(|it| it.database.as_ref())
        .and_then(switched_off);
    findings.extend(
        off.map(|(span, what)| replicated(Diagnostic::new(&REPLICA_IS_NO_BACKUP).at(span, what))),
    );
}

fn switched_off(database: &GcpDatabase) -> Option<(mcgen_diagnostics::Span, &'static str)> {
    let backup = &database.backup;
    let log = match database.engine.value {
        Engine::Postgres => &backup.point_in_time_recovery,
        Engine::Mysql => &backup.binary_log,
    };
    if !backup.enabled.value {
        return Some((backup.enabled.span, "no backups are kept"));
    }
    (!log.value).then_some((log.span, "no log is kept beside the backups"))
}
