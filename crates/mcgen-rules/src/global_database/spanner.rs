//! What an instance of Cloud Spanner takes.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::{Product, Spanner, SpannerAutoscaling, SpannerEdition};

use super::{
    SPANNER_CAPACITY, SPANNER_CONFIGURATIONS, SPANNER_EDITIONS, SPANNER_INTERLEAVING, Subject,
    interleaving,
};

/// A node.
const NODE: u32 = 1_000;

pub(super) static SHAPE: Rule = Rule {
    code: "GDB-008",
    slug: "spanner-shape",
    severity: Severity::Error,
    summary: "Cloud Spanner has no such instance",
    fix: "choose the edition that has the configuration, and a size that exists",
    explain: "An instance of Spanner stands in Google Cloud alone; clients in AWS reach its API. Configurations over two or \
more regions are part of the edition `enterprise-plus`, a size that follows the load of `enterprise` and above. The \
name of a configuration is `regional-` and a region, or one of Google's list for two and more; another name is an \
error of the type.\n\nA size is a number of processing units: hundreds up to 1000, which is a node, and thousands above. \
Whole nodes only can follow the load. Any moment of the last 1 to 7 days can be read again, a backup is kept for 1 to \
365 days.\n\nOf the statements under `ddl` only this is read: the key of a table that is interleaved in another begins \
with the key of that one, which a statement before it makes. Spanner checks the rest when it takes them.",
    sources: &[
        SPANNER_CONFIGURATIONS,
        SPANNER_EDITIONS,
        SPANNER_CAPACITY,
        SPANNER_INTERLEAVING,
    ],
    waivable: false,
};

fn spanner<'a>(subject: &Subject<'a>) -> Option<&'a Spanner> {
    match &subject.settings.product {
        Product::Spanner(instance) => Some(instance),
        _ => None,
    }
}

pub(super) fn shape(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(instance) = spanner(subject) else {
        return;
    };
    edition(instance, findings);
    match &instance.autoscaling {
        Some(autoscaling) => limits(instance, autoscaling, findings),
        None => size(&instance.processing_units, findings),
    }
    between(
        &instance.version_retention_days,
        1,
        7,
        "days that can be read again",
        findings,
    );
    between(
        &instance.backup_retention_days,
        1,
        365,
        "days of a backup",
        findings,
    );
    interleaving::check(&instance.ddl, findings);
}

fn edition(instance: &Spanner, findings: &mut Diagnostics) {
    let edition = &instance.edition;
    if !instance.configuration.is_regional() && edition.value != SpannerEdition::EnterprisePlus {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(edition, "has instances of one region only")
                .at_value(&instance.configuration, "several regions")
                .help("write `edition: enterprise-plus`, or leave it out"),
        );
    } else if let Some(autoscaling) = &instance.autoscaling
        && edition.value == SpannerEdition::Standard
    {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(edition, "has a fixed size")
                .at(autoscaling.span, "follows the load")
                .help("write `edition: enterprise`, or leave it out"),
        );
    }
}

fn size(units: &Spanned<u32>, findings: &mut Diagnostics) {
    let step = if units.value < NODE { 100 } else { NODE };
    if units.value == 0 || !units.value.is_multiple_of(step) {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(units, "no size of an instance")
                .because("a size is hundreds of processing units up to 1000, and thousands above")
                .help(format!("write {}", (units.value / step + 1) * step)),
        );
    }
}

fn limits(instance: &Spanner, autoscaling: &SpannerAutoscaling, findings: &mut Diagnostics) {
    let (min, max) = (
        &autoscaling.min_processing_units,
        &autoscaling.max_processing_units,
    );
    for limit in [min, max] {
        if limit.value == 0 || !limit.value.is_multiple_of(NODE) {
            findings.push(
                Diagnostic::new(&SHAPE)
                    .at_value(limit, "not whole nodes")
                    .because("a node is 1000 processing units, and nodes alone follow the load"),
            );
        }
    }
    if min.value > max.value {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(min, "the smallest size")
                .at_value(max, "is above the largest one"),
        );
    }
    if instance.processing_units.given {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(&instance.processing_units, "a fixed size")
                .at(autoscaling.span, "a size that follows the load")
                .help("remove one of them"),
        );
    }
    between(
        &autoscaling.cpu_percent,
        10,
        90,
        "percent of the processors",
        findings,
    );
    between(
        &autoscaling.storage_percent,
        10,
        99,
        "percent of the storage",
        findings,
    );
}

fn between(number: &Spanned<u32>, least: u32, most: u32, what: &str, findings: &mut Diagnostics) {
    if !(least..=most).contains(&number.value) {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(number, "out of bounds")
                .because(format!("{what}: {least} to {most}")),
        );
    }
}
