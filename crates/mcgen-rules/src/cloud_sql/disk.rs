//! Disks.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::Environment;
use mcgen_model::catalog::{cloud_sql, cloud_sql_machines};
use mcgen_model::cloud_sql::effective_flags;

use super::{and_at, database, sources};
use crate::Context;

pub(super) static DISK_SIZE: Rule = Rule {
    code: "SQL-014",
    slug: "impossible-disk-size",
    severity: Severity::Error,
    summary: "disk has an impossible size",
    fix: "10 GB or more (Hyperdisk 20), and a limit of growth that is not below the size",
    explain: "A disk has at least 10 GB, Hyperdisk at least 20, and at most 65536 (3054 on shared-core \
machines). A disk only grows: Cloud SQL never makes one smaller, and a lower number later means a new \
instance. A limit of growth below the size would ask for just that.",
    sources: &[sources::SETTINGS, sources::INSTANCE],
    waivable: false,
};

pub(super) static ENDLESS_GROWTH: Rule = Rule {
    code: "SQL-015",
    slug: "endless-disk-growth",
    severity: Severity::Warning,
    summary: "disk of a publisher grows without limit",
    fix: "write `max-size-gib`, and watch the disk",
    explain: "A replication slot keeps every write since its consumer last confirmed. When a consumer \
dies, the log fills the disk, and a disk that grows by itself grows with it, without end and \
without ever shrinking again. With a limit the damage ends at a known size.\n\nmcgen sets a limit of \
500 GB by default and warns when logical decoding meets `max-size-gib: 0`.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: set up logical replication and decoding",
            url: "https://docs.cloud.google.com/sql/docs/postgres/replication/configure-logical-replication",
        },
    ],
    waivable: true,
};

pub(super) fn size(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let disk = &database.disk;
    let least = cloud_sql::min_disk_gb(disk.kind.value);
    let most = cloud_sql::max_disk_gb(cloud_sql_machines::machine(&database.tier));
    let size = &disk.size_gib;
    if !(least..=most).contains(&size.value) {
        let finding = Diagnostic::new(&DISK_SIZE).at_value(size, format!("{} GB", size.value));
        findings.push(
            and_at(finding, &disk.kind, "of this type")
                .because(format!(
                    "a disk of type `{}` has {least} to {most} GB on this machine",
                    disk.kind.value
                ))
                .help(format!(
                    "write `size-gib: {}`",
                    size.value.clamp(least, most)
                )),
        );
        return;
    }
    let limit = &disk.max_size_gib;
    if !disk.autoresize.value || limit.value == 0 {
        return;
    }
    if limit.value < size.value {
        let (grown, size_now) = (size.value.saturating_mul(2).min(most), size.value);
        let finding = Diagnostic::new(&DISK_SIZE);
        let begins = format!("the disk begins with {size_now} GB");
        let finding = if limit.given {
            and_at(
                finding.at_value(limit, format!("the limit is {} GB", limit.value)),
                size,
                begins,
            )
        } else {
            finding.at_value(size, begins)
        };
        findings.push(
            finding
                .because(format!(
                    "the limit of growth is {} GB, the size {size_now} GB, and a disk never shrinks",
                    limit.value
                ))
                .help(format!("write `max-size-gib: {grown}`, or 0 for no limit")),
        );
    } else if limit.value > most {
        findings.push(
            Diagnostic::new(&DISK_SIZE)
                .at_value(limit, format!("the limit is {} GB", limit.value))
                .because(format!("a disk has at most {most} GB on this machine"))
                .help(format!("write `max-size-gib: {most}`")),
        );
    }
}

pub(super) fn growth(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let disk = &database.disk;
    if !disk.autoresize.value || disk.max_size_gib.value != 0 {
        return;
    }
    let publisher = match (&database.logical_decoding, effective_flags(database)) {
        (Some(decoding), _) => decoding.consumers.span,
        (None, flags)
            if flags
                .get("cloudsql.logical_decoding")
                .is_some_and(|it| it == "on") =>
        {
            database.flags["cloudsql.logical_decoding"].name_span
        }
        _ => return,
    };
    findings.push(
        Diagnostic::new(&ENDLESS_GROWTH)
            .at_value(&disk.max_size_gib, "grows without limit")
            .at(publisher, "a slot whose consumer died keeps all logs")
            .help(format!(
                "write `max-size-gib: {}`",
                disk.size_gib.value.saturating_mul(10).clamp(100, 65_536)
            )),
    );
}
