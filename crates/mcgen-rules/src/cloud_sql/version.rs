//! Engine versions.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::cloud_sql;
use mcgen_model::{Date, Engine, EngineVersion, Environment};

use super::{database, sources};
use crate::Context;

pub(super) static OLD_VERSION: Rule = Rule {
    code: "SQL-029",
    slug: "database-version-in-extended-support",
    severity: Severity::Warning,
    summary: "major version is past its regular support on Cloud SQL",
    fix: "plan the upgrade to a supported major version",
    explain: "When the community ends the life of a major version, Cloud SQL keeps it in extended \
support for some years, at a price for each vCPU, and ends it for good afterwards. A new instance on \
such a version starts with the debt of an upgrade.\n\nmcgen compares the dates of its version table \
with today.",
    sources: &[sources::POSTGRES_VERSIONS, sources::MYSQL_VERSIONS],
    waivable: true,
};

pub(super) static UNKNOWN_VERSION: Rule = Rule {
    code: "SQL-031",
    slug: "unknown-database-version",
    severity: Severity::Error,
    summary: "Cloud SQL has no such version to choose",
    fix: "write the major version: `\"17\"` for PostgreSQL, `\"8.4\"` for MySQL",
    explain: "An instance is made with a major version (`POSTGRES_17`, `MYSQL_8_4`); Cloud SQL chooses \
the minor one and raises it in the maintenance window. A minor version in the file would be an argument \
that the API does not have.\n\nmcgen knows the major versions from its dated version table.",
    sources: &[sources::POSTGRES_VERSIONS, sources::MYSQL_VERSIONS],
    waivable: false,
};

pub(super) fn known(environment: &Environment, context: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let (engine, version) = (database.engine.value, &database.version);
    if cloud_sql::major(engine, version).is_some() {
        return;
    }
    let finding = Diagnostic::new(&UNKNOWN_VERSION).at_value(
        version,
        format!("there is no {engine} {} to choose", version.value),
    );
    let major = major_of(engine, version);
    let known = cloud_sql::majors(engine);
    findings.push(if known.iter().any(|(number, _)| *number == major) {
        finding
            .because("Cloud SQL chooses the minor version itself")
            .help(format!("write `version: \"{major}\"`"))
    } else {
        let current = current_majors(engine, context.today);
        finding.help(format!("the supported versions are {current}"))
    });
}

/// The part of a version that Cloud SQL counts by.
fn major_of(engine: Engine, version: &EngineVersion) -> String {
    match engine {
        Engine::Postgres if version.major() >= 10 => version.prefix(1),
        _ => version.prefix(2),
    }
}

/// The versions in regular support, for a message.
fn current_majors(engine: Engine, today: Date) -> String {
    let majors = cloud_sql::majors(engine).into_iter();
    let current = majors.filter(|(_, major)| {
        major
            .extended_support_starts()
            .is_none_or(|start| start > today)
    });
    let names: Vec<String> = current
        .map(|(number, _)| format!("`\"{number}\"`"))
        .collect();
    names.join(", ")
}

pub(super) fn supported(environment: &Environment, context: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let (engine, version) = (database.engine.value, &database.version);
    let Some(major) = cloud_sql::major(engine, version) else {
        return;
    };
    let Some(start) = major
        .extended_support_starts()
        .filter(|start| *start <= context.today)
    else {
        return;
    };
    let end = match major.deprecated_from() {
        Some(end) => format!(", ends on {end}"),
        None => String::new(),
    };
    findings.push(
        Diagnostic::new(&OLD_VERSION)
            .at_value(
                version,
                format!("{engine} {} is in extended support", version.value),
            )
            .because(format!(
                "paid extended support began on {start}{end}; today is {}",
                context.today
            ))
            .help(format!(
                "the versions in regular support are {}",
                current_majors(engine, context.today)
            )),
    );
}
