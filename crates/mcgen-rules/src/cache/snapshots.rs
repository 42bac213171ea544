//! CACHE-007: snapshots and windows.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity, Spanned};
use mcgen_model::catalog::{elasticache_limits, memorystore};
use mcgen_model::{AwsCache, Environment};
use mcgen_spec::refused::cache::CACHE_SNAPSHOTS;

use super::elasticache;
use crate::Context;

pub(super) fn kept(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if let Some((_, cache)) = elasticache(environment) {
        findings.extend(retention(
            environment,
            &cache.snapshot_retention_days,
            elasticache_limits::snapshots().retention_days_max,
            "snapshot",
        ));
        findings.extend(windows(cache));
    }
    if let Some((_, cache)) = super::memorystore(environment) {
        findings.extend(memorystore_window(
            &cache.maintenance_day,
            (1, 7),
            "a day from 1, Monday, to 7, Sunday",
        ));
        findings.extend(memorystore_window(
            &cache.maintenance_hour,
            (0, 23),
            "an hour from 0 to 23, in UTC",
        ));
        if let Some(backup) = &cache.backup {
            findings.extend(memorystore_window(
                &backup.hour,
                (0, 23),
                "an hour from 0 to 23, in UTC",
            ));
            findings.extend(retention(
                environment,
                &backup.retention_days,
                memorystore::backup_retention_days_max(),
                "backup",
            ));
        }
    }
}

fn refused() -> Diagnostic {
    let mut finding = Diagnostic::new(&CACHE_SNAPSHOTS);
    finding.severity = Severity::Error;
    finding
}

fn retention(
    environment: &Environment,
    days: &Spanned<u32>,
    most: u32,
    what: &str,
) -> Option<Diagnostic> {
    if days.value > most {
        return Some(
            refused()
                .at_value(days, format!("{days} days"))
                .because(format!("a {what} is kept for at most {most} days"))
                .help(format!("write `retention-days: {most}`")),
        );
    }
    (days.value == 0 && environment.is_production()).then(|| {
        Diagnostic::new(&CACHE_SNAPSHOTS)
            .at_value(days, format!("no {what} is ever taken"))
            .at(environment.tier.span, "in production")
            .because("a cache that is lost or deleted by mistake starts empty")
            .help("write `retention-days: 1` or more")
    })
}

fn windows(cache: &AwsCache) -> Vec<Diagnostic> {
    let least = elasticache_limits::snapshots().window_minutes_min;
    let (snapshot, maintenance) = (&cache.snapshot_window, &cache.maintenance_window);
    let mut findings = Vec::new();
    if snapshot.minutes() < least {
        findings.push(
            refused()
                .at_value(snapshot, format!("{} minutes", snapshot.minutes()))
                .because(format!("a snapshot window has at least {least} minutes"))
                .help("write a window of an hour or more"),
        );
    }
    if maintenance.minutes() < least {
        findings.push(
            refused()
                .at_value(maintenance, format!("{} minutes", maintenance.minutes()))
                .because(format!("a maintenance window has at least {least} minutes"))
                .help("write a window of an hour or more"),
        );
    }
    if snapshot.overlaps_weekly(maintenance.value) {
        findings.push(
            refused()
                .at_value(snapshot, "snapshots are taken")
                .at_value(maintenance, "while nodes are maintained")
                .because("ElastiCache refuses windows that overlap, even without snapshots")
                .help("move one of the two windows"),
        );
    }
    findings
}

fn memorystore_window(
    value: &Spanned<u32>,
    (least, most): (u32, u32),
    what: &str,
) -> Option<Diagnostic> {
    (!(least..=most).contains(&value.value)).then(|| {
        refused()
            .at_value(value, format!("`{value}` is not {what}"))
            .help(format!("write {what}"))
    })
}
