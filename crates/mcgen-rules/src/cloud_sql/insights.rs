//! Query Insights.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::cloud_sql;
use mcgen_model::{Environment, GcpDatabase};

use super::{database, sources};
use crate::Context;

pub(super) static INSIGHTS_LIMITS: Rule = Rule {
    code: "SQL-027",
    slug: "impossible-insights-setting",
    severity: Severity::Error,
    summary: "setting that Query Insights does not take",
    fix: "256 to 4500 bytes and up to 20 plans a minute; Enterprise Plus 1024 to 100000 and up to 200",
    explain: "Query Insights keeps the first bytes of each statement and samples execution plans. \
Enterprise takes 256 to 4500 bytes and 0 to 20 plans a minute, Enterprise Plus 1024 to 100000 bytes and \
0 to 200 plans. The API refuses other numbers.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: use Query Insights",
            url: "https://cloud.google.com/sql/docs/postgres/using-query-insights",
        },
    ],
    waivable: false,
};

pub(super) fn limits(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let limits = cloud_sql::edition(database.edition.value);
    let length = (
        limits.insights_query_string_min,
        limits.insights_query_string_max,
    );
    let values = [
        (
            &database.insights_query_length,
            "query-string-length",
            length,
            "bytes",
        ),
        (
            &database.insights_plans_per_minute,
            "plans-per-minute",
            (0, limits.insights_plans_per_minute_max),
            "plans a minute",
        ),
    ];
    for (value, key, (least, most), unit) in values {
        findings.extend(judge(database, value, key, least, most, unit));
    }
}

fn judge(
    database: &GcpDatabase,
    value: &Spanned<u32>,
    key: &str,
    least: u32,
    most: u32,
    unit: &str,
) -> Option<Diagnostic> {
    if (least..=most).contains(&value.value) {
        return None;
    }
    let edition = &database.edition;
    let label = if edition.given {
        edition.span
    } else {
        database.tier.span
    };
    Some(
        Diagnostic::new(&INSIGHTS_LIMITS)
            .at_value(value, format!("{} {unit}", value.value))
            .at(label, format!("`{edition}` takes {least} to {most}"))
            .help(format!("write `{key}: {}`", value.value.clamp(least, most))),
    )
}
