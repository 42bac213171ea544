//! An instance of Cloud Spanner: its defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    DatabaseName, Spanner, SpannerAutoscaling, SpannerDialect, SpannerEdition, catalog,
};

use super::aws::default_scalar;
use super::{Frame, items, or};
use crate::blocks::{SpannerAutoscalingSpec, SpannerSpec};

/// A node.
const NODE: u32 = 1_000;

/// `None` when what an instance needs is missing; the reason has been reported.
pub(super) fn lower(spec: SpannerSpec, span: Span, frame: &Frame) -> Option<Spanner> {
    let configuration = spec.configuration?;
    let regional = configuration.is_regional();
    let edition = match (regional, &spec.autoscaling) {
        (false, _) => SpannerEdition::EnterprisePlus,
        (true, Some(_)) => SpannerEdition::Enterprise,
        (true, None) => SpannerEdition::Standard,
    };
    let autoscaling = match spec.autoscaling {
        Some(block) => Some(autoscaling(&block.value, block.span, regional)?),
        None => None,
    };
    Some(Spanner {
        span,
        configuration,
        edition: or(spec.edition, edition, span),
        processing_units: or(spec.processing_units, NODE, span),
        autoscaling,
        dialect: or(spec.dialect, SpannerDialect::Postgresql, span),
        database: spec
            .database
            .or_else(|| default_scalar::<DatabaseName>(&frame.database_name(), span))?,
        ddl: items(spec.ddl),
        version_retention_days: or(spec.version_retention_days, 7, span),
        backup_retention_days: or(spec.backup_retention_days, 30, span),
        deletion_protection: or(spec.deletion_protection, frame.production, span),
        users: items(spec.users),
        aws_roles: items(spec.aws_roles),
        kms_keys: items(spec.kms_keys),
    })
}

fn autoscaling(
    spec: &SpannerAutoscalingSpec,
    span: Span,
    regional: bool,
) -> Option<SpannerAutoscaling> {
    let cpu = catalog::spanner::cpu_percent(regional);
    Some(SpannerAutoscaling {
        span,
        min_processing_units: or(spec.min_processing_units, NODE, span),
        max_processing_units: spec
            .max_processing_units
            .map(|it: Spanned<_>| it.map(Into::into))?,
        cpu_percent: or(spec.cpu_percent, cpu, span),
        storage_percent: or(spec.storage_percent, 90, span),
    })
}
