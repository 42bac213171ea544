//! The settings of logical replication, and the tables.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::{Environment, RoleName, TableName};
use mcgen_spec::refused::replication::{ONE_ROLE, ROW_IDENTITY, SEQUENCES_STAY};

use super::{LOGICAL_REPLICATION, Subject};

/// The largest margin; beyond it a few promotions use up a sequence of `integer`.
const MARGIN_MAX: u32 = 100_000_000;

pub(crate) static TABLES: Rule = Rule {
    code: "REP-029",
    slug: "tables-of-the-replication",
    severity: Severity::Error,
    summary: "a list of tables names each table once, and one at least",
    fix: "list each table that must survive, once",
    explain: "What is not listed is not on the standby after a promotion, and of two sides that both write only one has it. An empty list replicates nothing, and a table that \
is listed twice is a slip whose second half was probably meant to be another table.",
    sources: &[LOGICAL_REPLICATION],
    waivable: false,
};

pub(super) fn tables(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let tables = &subject.strategy.tables;
    if tables.is_empty() {
        findings.push(
            Diagnostic::new(&TABLES)
                .at(subject.strategy.span, "replicates no table")
                .help("write `tables: [public.orders]` with the tables that must survive"),
        );
    }
    findings.extend(repeated(tables));
    if let Some(settings) = subject.logical() {
        findings.extend(repeated(&settings.full_identity));
    }
}

/// Tables that are listed before.
pub(crate) fn repeated<'a>(
    tables: impl IntoIterator<Item = &'a Spanned<TableName>>,
) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&TableName, &Spanned<TableName>> = BTreeMap::new();
    let mut findings = Vec::new();
    for table in tables {
        if let Some(before) = first.insert(&table.value, table) {
            findings.push(
                Diagnostic::new(&TABLES)
                    .at(table.span, format!("`{table}` again"))
                    .at(before.span, "is listed here")
                    .help("remove one of the two, or write the table that was meant"),
            );
        }
    }
    findings
}

pub(super) fn identity(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(settings) = subject.logical() else {
        return;
    };
    let tables = &subject.strategy.tables;
    for table in &settings.full_identity {
        if !tables.iter().any(|it| it.value == table.value) {
            findings.push(
                Diagnostic::new(&ROW_IDENTITY)
                    .at(table.span, format!("`{table}` is not replicated"))
                    .help(format!("add `{table}` to `tables`, or remove it here")),
            );
        }
    }
}

pub(super) fn sequence_margin(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(settings) = subject.logical() else {
        return;
    };
    let margin = &settings.sequence_margin;
    if margin.value == 0 {
        findings.push(
            Diagnostic::new(&SEQUENCES_STAY)
                .at(margin.span, "no margin")
                .because("the writes that the standby never got have taken keys, which would be given out again")
                .help("remove `sequence-margin`, which is 10000 then"),
        );
    } else if margin.value > MARGIN_MAX {
        findings.push(
            Diagnostic::new(&SEQUENCES_STAY)
                .at(margin.span, format!("{margin} values at each promotion"))
                .because("a sequence of `integer` has 2147483647 values")
                .help(format!("write `sequence-margin: {MARGIN_MAX}` or less")),
        );
    }
}

pub(super) fn own_role(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if let Some(settings) = subject.logical() {
        role(subject.environment, &settings.user, findings);
    }
}

/// The role of a replication is nobody else's.
pub(crate) fn role(
    environment: &Environment,
    user: &Spanned<RoleName>,
    findings: &mut Diagnostics,
) {
    let aws = environment.aws.as_ref().and_then(|it| it.database.as_ref());
    let gcp = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    let administrators = [aws.map(|it| &it.username), gcp.map(|it| &it.username)];
    for administrator in administrators.into_iter().flatten() {
        if administrator.value != user.as_str() {
            continue;
        }
        let finding = Diagnostic::new(&ONE_ROLE)
            .at(user.span, format!("`{user}` is the administrator"))
            .help("remove `user`, or name another role");
        let finding = if administrator.given {
            finding.at(administrator.span, "named here")
        } else {
            finding
        };
        findings.push(finding);
        return;
    }
    let reserved = [
        "postgres",
        "rdsadmin",
        "rds_replication",
        "rds_superuser",
        "cloudsqladmin",
        "cloudsqlsuperuser",
        "cloudsqlreplica",
        "public",
        "none",
    ];
    if reserved.contains(&user.as_str()) {
        findings.push(
            Diagnostic::new(&ONE_ROLE)
                .at(user.span, format!("`{user}` is a name of the service"))
                .help("remove `user`, or name another role"),
        );
    }
}
