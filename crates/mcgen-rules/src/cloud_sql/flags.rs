//! Database flags.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::cloud_sql_flags::{self, Flag, FlagKind};
use mcgen_model::cloud_sql;
use mcgen_model::{DatabaseFlag, Engine, EngineVersion, Environment, GcpDatabase};

use super::{database, sources};
use crate::Context;

pub(super) static FOREIGN_FLAG: Rule = Rule {
    code: "SQL-018",
    slug: "flag-of-another-service",
    severity: Severity::Error,
    summary: "Cloud SQL has no such flag",
    fix: "use the name that Cloud SQL gives it",
    explain: "Cloud SQL lets people set a list of flags of its own. `wal_level` and \
`shared_preload_libraries` are set by the service from `cloudsql.…` flags, and the `rds.…` parameters \
exist on RDS only. The API refuses a name that is not on the list.\n\nmcgen knows the names that people \
bring most often and what does the same here.",
    sources: &[sources::POSTGRES_FLAGS, sources::MYSQL_FLAGS],
    waivable: false,
};

pub(super) static TOO_FEW_WORKERS: Rule = Rule {
    code: "SQL-019",
    slug: "too-few-replication-workers",
    severity: Severity::Warning,
    summary: "replication workers do not fit into the pool they come from",
    fix: "raise `max_worker_processes` above `max_logical_replication_workers`, and that above `max_sync_workers_per_subscription`",
    explain: "The workers that apply a subscription come from `max_logical_replication_workers`, and \
those come from `max_worker_processes` together with parallel queries and extensions. The workers that \
copy tables at the start come from the same. A worker that finds no room waits in silence, and the \
subscription stands still. PostgreSQL asks for at least one more process than replication workers. \
Raising them restarts the instance, so it belongs into its creation.\n\nmcgen compares the flags of the \
file, with PostgreSQL's defaults (8, 4 and 2) for those it lacks. With `replication: logical` it writes \
`max_worker_processes` itself, with room for the parallel workers besides (4 + 1 + 8), and a smaller value \
of the file is a finding.",
    sources: &[
        Reference {
            title: "PostgreSQL: logical replication configuration settings",
            url: "https://www.postgresql.org/docs/current/logical-replication-config.html",
        },
        Reference {
            title: "PostgreSQL: replication parameters",
            url: "https://www.postgresql.org/docs/current/runtime-config-replication.html",
        },
    ],
    waivable: true,
};

pub(super) static DOUBTFUL_FLAG: Rule = Rule {
    code: "SQL-030",
    slug: "doubtful-flag",
    severity: Severity::Warning,
    summary: "Cloud SQL will probably refuse this flag",
    fix: "look the flag up on the flags page of the engine",
    explain: "Every flag has a kind of value and a range, and some exist in certain major versions only. \
Booleans are written `on` and `off`; `true` and `1` are refused.\n\nmcgen's catalogue of flags is dated \
and partial, so a flag that it lacks is let through and a value outside the range is a warning.",
    sources: &[sources::POSTGRES_FLAGS, sources::MYSQL_FLAGS],
    waivable: true,
};

pub(super) fn foreign(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    for (name, flag) in &database.flags {
        if let Some(refused) = cloud_sql_flags::refused_flag(database.engine.value, name) {
            findings.push(
                Diagnostic::new(&FOREIGN_FLAG)
                    .at(
                        flag.name_span,
                        format!("`{name}` cannot be set on Cloud SQL"),
                    )
                    .help(instead(&refused.instead)),
            );
        }
    }
}

/// What to do instead. Logical decoding has a key of its own, which does the arithmetic too.
fn instead(name: &str) -> String {
    if name == "cloudsql.logical_decoding" {
        format!("write `logical-decoding: {{ consumers: 1 }}`, which sets `{name}`")
    } else {
        format!("use {name}")
    }
}

/// Settings of a subscriber, with PostgreSQL's defaults.
const POOLS: [(&str, u32); 3] = [
    ("max_worker_processes", 8),
    ("max_logical_replication_workers", 4),
    ("max_sync_workers_per_subscription", 2),
];

pub(super) fn workers(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    if database.engine.value != Engine::Postgres {
        return;
    }
    if let Some(finding) = processes_of_a_standby(database) {
        findings.push(finding);
        return;
    }
    for pair in POOLS.windows(2) {
        let [(pool, pool_default), (workers, workers_default)] = pair else {
            continue;
        };
        let (pool_size, pool_flag) = setting(database, pool, *pool_default);
        let (needed, workers_flag) = setting(database, workers, *workers_default);
        let Some(flag) = workers_flag.or(pool_flag) else {
            continue;
        };
        if pool_size > needed {
            continue;
        }
        let mut finding = Diagnostic::new(&TOO_FEW_WORKERS)
            .at_value(&flag.value, format!("`{workers}` is {needed}"))
            .because(format!("they come from `{pool}`, which is {pool_size}"))
            .help(format!(
                "write `{pool}: \"{}\"` or more",
                needed.saturating_add(1)
            ));
        if let Some(pool_flag) = pool_flag.filter(|_| workers_flag.is_some()) {
            finding = finding.at_value(&pool_flag.value, format!("`{pool}` is {pool_size}"));
        }
        findings.push(finding);
    }
}

/// Fewer processes than a standby needs: replication, its launcher and parallel queries share them.
fn processes_of_a_standby(database: &GcpDatabase) -> Option<Diagnostic> {
    let flag = database.flags.get("max_worker_processes")?;
    let needed = cloud_sql::needed_worker_processes(database)?;
    let decoding = database.logical_decoding.as_ref()?;
    let given: u32 = flag.value.parse().ok()?;
    (given < needed).then(|| {
        Diagnostic::new(&TOO_FEW_WORKERS)
            .at_value(&flag.value, format!("`max_worker_processes` is {given}"))
            .at(decoding.consumers.span, "either side follows one day")
            .because(format!(
                "the workers of a subscription, their launcher and parallel workers make {needed}"
            ))
            .help(format!(
                "remove the flag, or write `max_worker_processes: \"{needed}\"`"
            ))
    })
}

/// The number of a flag, and the flag if the file sets it.
fn setting<'a>(
    database: &'a GcpDatabase,
    name: &str,
    default: u32,
) -> (u32, Option<&'a DatabaseFlag>) {
    let flag = database.flags.get(name);
    let number = flag.and_then(|flag| flag.value.parse().ok());
    (number.unwrap_or(default), flag)
}

pub(super) fn doubtful(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let engine = database.engine.value;
    for (name, flag) in &database.flags {
        if let Some(known) = cloud_sql_flags::flag(engine, name) {
            findings.extend(judge(name, flag, known, &database.version));
        } else if let Some(meant) = cloud_sql_flags::meant_flag(engine, name) {
            findings.push(
                Diagnostic::new(&DOUBTFUL_FLAG)
                    .at(flag.name_span, format!("mcgen knows no flag `{name}`"))
                    .help(format!("did you mean `{meant}`?")),
            );
        }
    }
}

fn judge(
    name: &str,
    flag: &DatabaseFlag,
    known: &Flag,
    version: &EngineVersion,
) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&DOUBTFUL_FLAG);
    if let Some(since) = known.comes_later_than(version) {
        return Some(
            finding
                .at(
                    flag.name_span,
                    format!("`{name}` exists since version {since}"),
                )
                .because(format!("the version is {version}"))
                .help("remove the flag, or choose a newer version"),
        );
    }
    if let Some(until) = known.ended_before(version) {
        return Some(
            finding
                .at(
                    flag.name_span,
                    format!("`{name}` ended with version {until}"),
                )
                .because(format!("the version is {version}"))
                .help("remove the flag"),
        );
    }
    let (expected, help) = mismatch(known, &flag.value)?;
    Some(
        finding
            .at_value(&flag.value, format!("`{name}` takes {expected}"))
            .help(help),
    )
}

/// What the flag takes and what to write, when `value` is something else.
fn mismatch(known: &Flag, value: &str) -> Option<(String, String)> {
    match known.kind {
        FlagKind::String => None,
        FlagKind::Boolean => {
            let meant = match value.to_ascii_lowercase().as_str() {
                "on" | "off" => return None,
                "true" | "1" | "yes" => "write `on`",
                "false" | "0" | "no" => "write `off`",
                _ => "write `on` or `off`",
            };
            Some(("`on` or `off`".to_owned(), meant.to_owned()))
        }
        FlagKind::Integer => match value.parse::<i64>() {
            Ok(_) => outside(known, value),
            Err(_) => Some(("a whole number".to_owned(), number_help(known))),
        },
        FlagKind::Float => match value.parse::<f64>() {
            Ok(_) => outside(known, value),
            Err(_) => Some(("a number".to_owned(), number_help(known))),
        },
        FlagKind::Enum => {
            let legal = known.values.iter().any(|it| it.eq_ignore_ascii_case(value));
            (!legal && !known.values.is_empty()).then(|| one_of(known))
        }
        FlagKind::List => {
            let mut parts = value
                .split(',')
                .map(|part| part.trim().trim_start_matches('-'));
            let legal = known.values.is_empty()
                || parts.all(|part| known.values.iter().any(|it| it.eq_ignore_ascii_case(part)));
            (!legal).then(|| one_of(known))
        }
    }
}

fn outside(known: &Flag, value: &str) -> Option<(String, String)> {
    let number: f64 = value.parse().ok()?;
    let (least, most) = (known.min, known.max);
    let fits = least.is_none_or(|it| number >= it) && most.is_none_or(|it| number <= it);
    if fits {
        return None;
    }
    let bound = if least.is_some_and(|it| number < it) {
        least
    } else {
        most
    };
    let expected = match (least, most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("{least} or more"),
        (None, Some(most)) => format!("{most} or less"),
        (None, None) => return None,
    };
    Some((
        with_unit(known, expected),
        format!("write `{}`", bound.unwrap_or_default()),
    ))
}

fn with_unit(known: &Flag, text: String) -> String {
    match &known.unit {
        Some(unit) => format!("{text} ({unit})"),
        None => text,
    }
}

fn number_help(known: &Flag) -> String {
    with_unit(known, "write the number alone".to_owned())
}

fn one_of(known: &Flag) -> (String, String) {
    let words: Vec<String> = known.values.iter().map(|it| format!("`{it}`")).collect();
    let words = words.join(", ");
    (format!("one of {words}"), format!("write one of {words}"))
}
