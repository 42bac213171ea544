//! What DMS asks of a source. Each side is one after the next promotion, so both are checked.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::dms as catalog;
use mcgen_model::{AwsDatabase, Engine, GcpDatabase};

use super::Subject;
use super::sources::{MYSQL_SOURCE, POSTGRESQL_SOURCE};

pub(super) static SENDER_TIMEOUT: Rule = Rule {
    code: "RDS-021",
    slug: "dms-wal-sender-timeout",
    severity: Severity::Error,
    summary: "DMS does not work with this time-out of senders",
    fix: "leave `wal_sender_timeout` out",
    explain: "`wal_sender_timeout` ends a replication connection on which nothing was heard for so many \
milliseconds. DMS answers every few seconds: with less than 10000 its task fails. More than 300000 delays \
the failover of a replication instance to its standby, which cannot take the slot over before the sender \
is gone. 0 waits for ever, which DMS accepts; see RDS-022.\n\nmcgen writes 30000 on both databases, since \
each is the source after the next promotion.",
    sources: &[POSTGRESQL_SOURCE],
    waivable: false,
};

pub(super) static IDLE_TIMEOUT: Rule = Rule {
    code: "RDS-024",
    slug: "dms-idle-transactions",
    severity: Severity::Warning,
    summary: "idle transactions of DMS would be ended",
    fix: "leave `idle_in_transaction_session_timeout` out, and set it for the roles of the application",
    explain: "Some transactions of DMS are idle for a while, in the first copy above all. A time-out for \
all sessions ends them, and the table or the task fails. The same protection for the application alone is \
`ALTER ROLE app SET idle_in_transaction_session_timeout = …`.\n\nmcgen writes 0 on both databases.",
    sources: &[POSTGRESQL_SOURCE],
    waivable: true,
};

pub(super) static BINARY_LOG: Rule = Rule {
    code: "REP-101",
    slug: "dms-binary-log",
    severity: Severity::Error,
    summary: "the binary log does not hold what DMS reads",
    fix: "keep backups, and leave the parameters of the binary log out",
    explain: "DMS reads the changes of MySQL from the binary log. RDS writes one only while it keeps \
automatic backups, Cloud SQL only with point-in-time recovery. The log must hold whole rows: \
`binlog_format = ROW` with `binlog_row_image = FULL`, else updates arrive without the columns that did not \
change, and not compressed, which DMS does not read. How long RDS keeps it is set by a procedure and no \
parameter; the README of the stack has the statement, with the longest outage of the objectives.",
    sources: &[MYSQL_SOURCE],
    waivable: false,
};

pub(super) static GTIDS: Rule = Rule {
    code: "REP-102",
    slug: "gtid-mode",
    severity: Severity::Error,
    summary: "global transaction ids need their consistency enforced",
    fix: "write `enforce_gtid_consistency: \"ON\"`, or leave `gtid-mode` out",
    explain: "`gtid_mode` moves one step at a time, from OFF over OFF_PERMISSIVE and ON_PERMISSIVE to ON, \
and ON only while `enforce_gtid_consistency` is ON. A server that starts with ON alone does not start. DMS \
needs no global transaction ids: mcgen leaves both as they are.",
    sources: &[Reference {
        title: "MySQL 8.4: changing GTID mode online",
        url: "https://dev.mysql.com/doc/refman/8.4/en/replication-mode-change-online-enable-gtids.html",
    }],
    waivable: false,
};

/// A parameter of RDS and a flag of Cloud SQL by one name.
fn settings<'a>(
    subject: &'a Subject<'_>,
    name: &'a str,
) -> impl Iterator<Item = &'a Spanned<String>> {
    let aws = subject.route.aws.database.as_ref();
    let gcp = subject.route.gcp.database.as_ref();
    let parameter = aws.and_then(|it| it.parameters.get(name));
    let flag = gcp.and_then(|it| it.flags.get(name));
    parameter
        .map(|it| &it.value)
        .into_iter()
        .chain(flag.map(|it| &it.value))
}

pub(super) fn sender_timeout(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let bounds = catalog::advised().sender_timeout_ms;
    if subject.route.engine != Engine::Postgres {
        return;
    }
    for value in settings(subject, "wal_sender_timeout") {
        let Ok(milliseconds) = value.trim().parse::<u32>() else {
            continue;
        };
        if milliseconds != 0 && !bounds.contains(milliseconds) {
            findings.push(
                Diagnostic::new(&SENDER_TIMEOUT)
                    .at_value(value, format!("{milliseconds} ms"))
                    .because(format!("DMS works with {bounds} ms, or with 0"))
                    .help("remove it: mcgen writes `30000`"),
            );
        }
    }
}

pub(super) fn idle_timeout(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.route.engine != Engine::Postgres {
        return;
    }
    for value in settings(subject, "idle_in_transaction_session_timeout") {
        if value.trim() != "0" {
            findings.push(
                Diagnostic::new(&IDLE_TIMEOUT)
                    .at_value(value, "ends transactions of DMS")
                    .help("remove it, and set it for the roles of the application"),
            );
        }
    }
}

pub(super) fn binary_log(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.route.engine != Engine::Mysql {
        return;
    }
    if let Some(database) = &subject.route.aws.database {
        of_rds(database, findings);
    }
    if let Some(database) = &subject.route.gcp.database {
        of_cloud_sql(database, findings);
    }
    for (name, wanted) in [
        ("binlog_format", "ROW"),
        ("binlog_row_image", "full"),
        ("binlog_transaction_compression", "OFF"),
        ("binlog_row_value_options", ""),
    ] {
        for value in settings(subject, name) {
            let off = wanted == "OFF" && value.trim() == "0";
            if !value.trim().eq_ignore_ascii_case(wanted) && !off {
                findings.push(
                    Diagnostic::new(&BINARY_LOG)
                        .at_value(value, "not what DMS reads")
                        .because(format!("`{name}` must be `{wanted}`"))
                        .help(format!("remove `{name}`")),
                );
            }
        }
    }
}

fn of_rds(database: &AwsDatabase, findings: &mut Diagnostics) {
    let days = &database.backup_retention_days;
    if days.value == 0 {
        findings.push(
            Diagnostic::new(&BINARY_LOG)
                .at_value(days, "no backups, so no binary log")
                .help("write `retention-days: 7`"),
        );
    }
}

fn of_cloud_sql(database: &GcpDatabase, findings: &mut Diagnostics) {
    let log = &database.backup.binary_log;
    if !log.value || !database.backup.enabled.value {
        findings.push(
            Diagnostic::new(&BINARY_LOG)
                .at_value(log, "no binary log")
                .help("write `binary-log: true` and `enabled: true` under `backup`"),
        );
    }
}

pub(super) fn gtids(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(database) = &subject.route.aws.database else {
        return;
    };
    let value = |name: &str| database.parameters.get(name).map(|it| &it.value);
    let Some(mode) = value("gtid-mode").or_else(|| value("gtid_mode")) else {
        return;
    };
    let enforced =
        value("enforce_gtid_consistency").is_some_and(|it| it.trim().eq_ignore_ascii_case("ON"));
    if mode.trim().eq_ignore_ascii_case("ON") && !enforced {
        findings.push(
            Diagnostic::new(&GTIDS)
                .at_value(mode, "without `enforce_gtid_consistency`")
                .help("write `enforce_gtid_consistency: \"ON\"` beside it, or remove it"),
        );
    }
}
