//! What the task does: the first copy, the comparison, the heartbeat, its numbers.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::catalog::Bounds;
use mcgen_model::catalog::dms as catalog;
use mcgen_model::{Cloud, DecodingPlugin, Engine, TableName, TablePreparation};
use mcgen_spec::refused::dms::{DROP_AND_CREATE, MAPPINGS};

use super::Subject;
use super::sources::{CLOUD_SQL_SOURCE, FULL_LOAD, POSTGRESQL_SOURCE, VALIDATION};

pub(super) static NO_COPY: Rule = Rule {
    code: "DMS-007",
    slug: "dms-preparation-without-copy",
    severity: Severity::Warning,
    summary: "there is no copy to prepare the tables for",
    fix: "leave `preparation` out, or remove `seeded`",
    explain: "The preparation of the tables belongs to the first copy. A task that goes on from a slot \
copies nothing, and DMS prepares nothing: rows that should have been removed stay.",
    sources: &[FULL_LOAD],
    waivable: true,
};

pub(super) static NO_HEARTBEAT: Rule = Rule {
    code: "DMS-021",
    slug: "dms-heartbeat",
    severity: Severity::Warning,
    summary: "the slot of an idle source does not advance",
    fix: "leave `heartbeat` out",
    explain: "A slot of PostgreSQL moves on when a change of the replicated tables passes through it. On a \
server where only other tables or databases are written, it stays, the log behind it piles up, and at the \
limit of the slot or of the disk the standby is lost. The heartbeat of DMS writes a row every so often, \
and is off unless it is asked for.\n\nmcgen asks for one a minute, in the schema of DMS. The frequency is \
always written: without one the provider sends 0, and DMS writes without a pause.",
    sources: &[POSTGRESQL_SOURCE],
    waivable: true,
};

pub(super) static PLUGIN: Rule = Rule {
    code: "DMS-022",
    slug: "dms-pglogical",
    severity: Severity::Warning,
    summary: "the source does not load pglogical",
    fix: "leave `plugin` out, or load pglogical on both databases",
    explain: "`pglogical` is an extension that must be loaded when the server starts: by \
`shared_preload_libraries` on RDS, by the flag `cloudsql.enable_pglogical` on Cloud SQL, and with CREATE \
EXTENSION on both. Newer minor versions of PostgreSQL also refuse output plugins that are not on a list. \
`test_decoding` comes with PostgreSQL and needs none of that; mcgen names it, since DMS otherwise takes \
pglogical where it finds it.",
    sources: &[POSTGRESQL_SOURCE, CLOUD_SQL_SOURCE],
    waivable: true,
};

pub(super) static NO_VALIDATION: Rule = Rule {
    code: "DMS-025",
    slug: "dms-validation",
    severity: Severity::Warning,
    summary: "nobody compares the two databases",
    fix: "leave `validation` out",
    explain: "With validation DMS reads every row that it wrote back from both sides and compares them. \
Without it a value that was converted, cut or refused shows at the failover. It costs reads on both sides, \
and needs a primary key.\n\nmcgen switches it on; the rule is for production.",
    sources: &[VALIDATION],
    waivable: true,
};

pub(super) static NUMBERS: Rule = Rule {
    code: "DMS-031",
    slug: "dms-numbers",
    severity: Severity::Error,
    summary: "DMS does not take this number",
    fix: "write a number within the bounds, or leave it out",
    explain: "DMS copies 1 to 49 tables at a time with up to 50000 rows in a transaction, has a disk of 5 \
to 6144 GiB, and carries values of up to 102400 KB in memory. A heartbeat comes every 1 to 60 minutes. A \
number outside is refused when the instance or the task is made.",
    sources: &[FULL_LOAD],
    waivable: false,
};

pub(super) fn preparation(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let preparation = &subject.dms().full_load.preparation;
    if preparation.value == TablePreparation::DropAndCreate {
        findings.push(
            Diagnostic::new(&DROP_AND_CREATE)
                .at_value(preparation, "drops the tables of the standby")
                .because("DMS makes them without indexes, foreign keys, defaults and sequences")
                .help("write `preparation: do-nothing`, which is the default"),
        );
    }
}

pub(super) fn without_copy(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let dms = subject.dms();
    let preparation = &dms.full_load.preparation;
    if let Some(seed) = dms.seeded.as_ref().filter(|_| preparation.given) {
        findings.push(
            Diagnostic::new(&NO_COPY)
                .at_value(preparation, "prepares for a copy")
                .at(seed.span, "there is none")
                .help("remove `preparation`"),
        );
    }
}

pub(super) fn heartbeat(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let enabled = &subject.dms().heartbeat.enabled;
    if !enabled.value && subject.route.engine == Engine::Postgres {
        findings.push(
            Diagnostic::new(&NO_HEARTBEAT)
                .at_value(enabled, "no writes on an idle source")
                .help("remove it: one write a minute is the default"),
        );
    }
}

pub(super) fn plugin(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let plugin = &subject.dms().plugin;
    if plugin.value != DecodingPlugin::Pglogical || subject.route.engine != Engine::Postgres {
        return;
    }
    let aws = subject.route.aws.database.as_ref();
    let gcp = subject.route.gcp.database.as_ref();
    let loaded = |cloud: Cloud| match cloud {
        Cloud::Aws => aws
            .and_then(|it| it.parameters.get("shared_preload_libraries"))
            .is_some_and(|it| it.value.split(',').any(|name| name.trim() == "pglogical")),
        Cloud::Gcp => gcp
            .and_then(|it| it.flags.get("cloudsql.enable_pglogical"))
            .is_some_and(|it| it.value.eq_ignore_ascii_case("on")),
    };
    for (cloud, help) in [
        (
            Cloud::Aws,
            "write `shared_preload_libraries: pg_stat_statements,pglogical` under `aws.database.parameters`, or remove `plugin`",
        ),
        (
            Cloud::Gcp,
            "write `cloudsql.enable_pglogical: \"on\"` under `gcp.database.flags`, or remove `plugin`",
        ),
    ] {
        if !loaded(cloud) {
            findings.push(
                Diagnostic::new(&PLUGIN)
                    .at_value(plugin, format!("`{cloud}` does not load it"))
                    .because("each side is the source after the next promotion")
                    .help(help),
            );
        }
    }
}

pub(super) fn validation(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let enabled = &subject.dms().validation.enabled;
    if !enabled.value && subject.environment.is_production() {
        findings.push(
            Diagnostic::new(&NO_VALIDATION)
                .at_value(enabled, "rows are not compared")
                .help("remove it: rows are compared by default"),
        );
    }
}

pub(super) fn twice(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let mut seen: BTreeMap<&TableName, Span> = BTreeMap::new();
    for table in &subject.route.strategy.tables {
        if let Some(first) = seen.insert(&table.value, table.span) {
            findings.push(
                Diagnostic::new(&MAPPINGS)
                    .at(table.span, "a second time")
                    .at(first, "a first time")
                    .because("two rules of one table have one name")
                    .help(format!("remove the second `{table}`")),
            );
        }
    }
}

pub(super) fn numbers(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let dms = subject.dms();
    let bounds = catalog::bounds();
    let any = Bounds {
        min: 1,
        max: u32::MAX,
    };
    let numbers: [(&str, &Spanned<u32>, Bounds); 9] = [
        ("storage-gib", &dms.instance.storage_gib, bounds.storage_gib),
        (
            "tables-at-once",
            &dms.full_load.tables_at_once,
            bounds.tables_at_once,
        ),
        (
            "commit-rows",
            &dms.full_load.commit_rows,
            bounds.commit_rows,
        ),
        ("max-kib", &dms.lob.max_kib, bounds.lob_kib),
        ("inline-kib", &dms.lob.inline_kib, bounds.lob_kib),
        ("chunk-kib", &dms.lob.chunk_kib, bounds.chunk_kib),
        ("minutes", &dms.heartbeat.minutes, bounds.heartbeat_minutes),
        (
            "threads",
            &dms.validation.threads,
            bounds.validation_threads,
        ),
        ("password-version", &dms.password_version, any),
    ];
    for (name, number, bounds) in numbers {
        if !bounds.contains(number.value) {
            let nearest = number.value.clamp(bounds.min, bounds.max);
            findings.push(
                Diagnostic::new(&NUMBERS)
                    .at_value(number, format!("{number}"))
                    .because(format!("`{name}` is {bounds}"))
                    .help(format!("write `{name}: {nearest}`")),
            );
        }
    }
}
