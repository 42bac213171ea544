//! Machine types and what they go with.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::cloud_sql;
use mcgen_model::catalog::cloud_sql_machines::{self, Machine, Series};
use mcgen_model::{CloudSqlTier, Edition, Engine, Environment, GcpDatabase, nearest};

use super::{and_at, database, sources};
use crate::Context;

pub(super) static WRONG_MACHINE: Rule = Rule {
    code: "SQL-003",
    slug: "machine-that-does-not-fit",
    severity: Severity::Error,
    summary: "machine type does not go with the engine, edition, version or disk",
    fix: "write `db-custom-<vCPU>-<MB>` for Enterprise, `db-perf-optimized-N-<vCPU>` for Enterprise Plus",
    explain: "Enterprise has shared-core and custom machine types, `db-custom-4-16384`; Enterprise Plus \
has its own, `db-perf-optimized-N-8` and `db-c4a-highmem-8`. The old `db-n1-…` types exist for MySQL \
only. Each series takes certain disks: custom types SSD or HDD, N2 only SSD, C4A and N4 only \
Hyperdisk. Old major versions run in Enterprise only, and the data cache exists in Enterprise Plus \
only. Read replicas share the edition and the disk type of their primary here.\n\nmcgen keeps a dated \
catalogue of machine types and finds the exact one to write where it can be computed.",
    sources: &[sources::EDITIONS, sources::SETTINGS, sources::INSTANCE],
    waivable: false,
};

pub(super) static UNKNOWN_EDITION: Rule = Rule {
    code: "SQL-004",
    slug: "edition-left-open",
    severity: Severity::Warning,
    summary: "edition does not follow from the machine type",
    fix: "write `edition: enterprise` or `edition: enterprise-plus`",
    explain: "When nobody names the edition, Google takes Enterprise Plus for PostgreSQL 16 and later \
and for MySQL 8.4, and then refuses the machine types of Enterprise; before those versions it takes \
Enterprise. mcgen therefore always writes the edition, and takes it from the machine type.\n\nA series \
that came out after mcgen's catalogue tells nothing. mcgen then writes `enterprise` and warns, so that \
somebody decides.",
    sources: &[sources::EDITIONS, sources::INSTANCE],
    waivable: true,
};

pub(super) static CUSTOM_SHAPE: Rule = Rule {
    code: "SQL-005",
    slug: "impossible-custom-machine",
    severity: Severity::Error,
    summary: "custom machine type has impossible numbers",
    fix: "1 or an even number of vCPUs up to 96, and 0.9 to 6.5 GB for each in steps of 256 MB",
    explain: "`db-custom-<vCPU>-<MB>` takes one vCPU or an even number of them, up to 96. Memory is at \
least 3840 MB, a multiple of 256 MB, and between 0.9 and 6.5 GB for each vCPU. Terraform passes any \
text on, so that the mistake shows only at apply.\n\nmcgen computes the nearest legal machine.",
    sources: &[sources::SETTINGS],
    waivable: false,
};

/// The machine types of the instance and of its replicas; those that replicas inherit are left out.
fn tiers(database: &GcpDatabase) -> impl Iterator<Item = &Spanned<CloudSqlTier>> {
    let replicas = database.replicas.iter().map(|replica| &replica.tier);
    std::iter::once(&database.tier).chain(replicas.filter(|tier| tier.given))
}

pub(super) fn matches_everything_else(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    for tier in tiers(database) {
        match cloud_sql_machines::machine(tier) {
            Some(machine) => {
                findings.extend(engine_takes(database, tier, machine));
                findings.extend(edition_has(database, tier, machine));
                findings.extend(disk_fits(database, tier, machine));
            }
            None if is_new_series(tier) => {}
            None => findings.push(unknown(tier)),
        }
    }
    findings.extend(version_runs(database));
    let limits = cloud_sql::edition(database.edition.value);
    if database.data_cache.value && !limits.data_cache {
        findings.push(
            Diagnostic::new(&WRONG_MACHINE)
                .at_value(&database.data_cache, "the data cache")
                .because(format!("the edition `{}` has none", database.edition.value))
                .help("write `data-cache: false`, or choose a machine type of `enterprise-plus`"),
        );
    }
}

/// Whether the type looks like one of a series that came out after the catalogue: `db-c4-…`.
fn is_new_series(tier: &CloudSqlTier) -> bool {
    let text = tier.to_string();
    let Some((series, _)) = text
        .strip_prefix("db-")
        .and_then(|rest| rest.split_once('-'))
    else {
        return false;
    };
    let known = ["custom", "perf", "n1", "f1", "g1", "c4a"].contains(&series);
    let mut characters = series.chars();
    let named_like_one = characters.next().is_some_and(|it| it.is_ascii_lowercase())
        && characters.next().is_some_and(|it| it.is_ascii_digit())
        && characters.all(|it| it.is_ascii_lowercase());
    !known && named_like_one
}

fn unknown(tier: &Spanned<CloudSqlTier>) -> Diagnostic {
    let text = tier.to_string();
    let finding = Diagnostic::new(&WRONG_MACHINE)
        .at_value(tier, format!("Cloud SQL has no machine type `{text}`"));
    if text.starts_with("db.") {
        return finding
            .because("that is an instance class of RDS")
            .help("write a machine type of Cloud SQL such as `db-custom-4-16384`");
    }
    match nearest(&text, cloud_sql_machines::named_tiers()) {
        Some(known) => finding.help(format!("did you mean `{known}`?")),
        None => finding,
    }
}

fn engine_takes(
    database: &GcpDatabase,
    tier: &Spanned<CloudSqlTier>,
    machine: Machine,
) -> Option<Diagnostic> {
    if machine.series != Series::LegacyN1 || database.engine.value == Engine::Mysql {
        return None;
    }
    let (vcpus, memory) =
        cloud_sql_machines::custom_shape().nearest(machine.vcpus, machine.memory_mb);
    Some(
        Diagnostic::new(&WRONG_MACHINE)
            .at_value(tier, "a machine type of MySQL")
            .at_value(
                &database.engine,
                format!("the engine is {}", database.engine.value),
            )
            .because(format!(
                "the `db-n1-…` types exist for MySQL only; this one has {} vCPU and {} MB",
                machine.vcpus, machine.memory_mb
            ))
            .help(format!("write `db-custom-{vcpus}-{memory}`")),
    )
}

fn edition_has(
    database: &GcpDatabase,
    tier: &Spanned<CloudSqlTier>,
    machine: Machine,
) -> Option<Diagnostic> {
    let edition = &database.edition;
    let of_tier = machine.series.edition();
    if of_tier == edition.value {
        return None;
    }
    let other = match edition.value {
        Edition::EnterprisePlus => cloud_sql_machines::optimized_tier_with(machine.memory_mb)
            .unwrap_or("db-perf-optimized-N-128")
            .to_owned(),
        Edition::Enterprise => {
            let (vcpus, memory) =
                cloud_sql_machines::custom_shape().nearest(machine.vcpus, machine.memory_mb);
            format!("db-custom-{vcpus}-{memory}")
        }
    };
    // A default edition follows from the primary's machine type, so the label goes there.
    let finding =
        Diagnostic::new(&WRONG_MACHINE).at_value(tier, format!("a machine type of `{of_tier}`"));
    Some(if edition.given {
        finding
            .at_value(edition, format!("the edition is `{edition}`"))
            .help(format!("write `tier: {other}`, or `edition: {of_tier}`"))
    } else {
        finding
            .at_value(&database.tier, format!("makes the edition `{edition}`"))
            .help(format!("write `tier: {other}`"))
    })
}

fn disk_fits(
    database: &GcpDatabase,
    tier: &Spanned<CloudSqlTier>,
    machine: Machine,
) -> Option<Diagnostic> {
    let kind = &database.disk.kind;
    if machine.series.disk_types().any(|taken| taken == kind.value) {
        return None;
    }
    let taken: Vec<String> = machine
        .series
        .disk_types()
        .map(|it| format!("`{it}`"))
        .collect();
    let finding = Diagnostic::new(&WRONG_MACHINE);
    let finding = and_at(finding, kind, "the disk of the instance")
        .at_value(tier, format!("takes {} only", taken.join(" or ")))
        .because(format!("the disk is of type `{}`", kind.value));
    let first = machine.series.disk_types().next();
    Some(match first {
        Some(first) => finding.help(format!("write `disk: {{ type: {first} }}`")),
        None => finding,
    })
}

fn version_runs(database: &GcpDatabase) -> Option<Diagnostic> {
    let major = cloud_sql::major(database.engine.value, &database.version)?;
    let edition = &database.edition;
    if major.runs_in(edition.value) {
        return None;
    }
    let label = if edition.given {
        edition.span
    } else {
        database.tier.span
    };
    Some(
        Diagnostic::new(&WRONG_MACHINE)
            .at_value(
                &database.version,
                format!(
                    "{} {} does not run in `{edition}`",
                    database.engine.value, database.version.value
                ),
            )
            .at(label, format!("asks for `{edition}`"))
            .help("choose a newer version, or a machine type of `enterprise`"),
    )
}

pub(super) fn edition_is_known(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let tier = &database.tier;
    if database.edition.given || cloud_sql_machines::machine(tier).is_some() || !is_new_series(tier)
    {
        return;
    }
    let default = cloud_sql::major(database.engine.value, &database.version)
        .map(cloud_sql::MajorVersion::default_edition);
    let finding = Diagnostic::new(&UNKNOWN_EDITION)
        .at_value(tier, "not in mcgen's catalogue of machine types");
    findings.push(match default {
        Some(default) => finding.because(format!(
            "mcgen writes `{}`; Google's own choice for this version is `{default}`",
            database.edition.value
        )),
        None => finding,
    });
}

pub(super) fn custom_shape(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let shape = cloud_sql_machines::custom_shape();
    for tier in tiers(database) {
        let CloudSqlTier::Custom { vcpus, memory_mb } = tier.value else {
            continue;
        };
        if shape.allows(vcpus, memory_mb) {
            continue;
        }
        let (legal_vcpus, legal_memory) = shape.nearest(vcpus, memory_mb);
        let (least, most) = shape.memory_mb(legal_vcpus);
        let reason = if vcpus == legal_vcpus {
            format!(
                "{vcpus} vCPU take {least} to {most} MB in steps of {} MB",
                shape.memory_mb_step
            )
        } else {
            format!("vCPUs are 1 or an even number up to {}", shape.vcpu_max)
        };
        findings.push(
            Diagnostic::new(&CUSTOM_SHAPE)
                .at_value(tier, format!("{vcpus} vCPU with {memory_mb} MB"))
                .because(reason)
                .help(format!("write `db-custom-{legal_vcpus}-{legal_memory}`")),
        );
    }
}
