//! A cluster of CockroachDB Cloud: its defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    Cockroach, CockroachBackup, CockroachFrequency, CockroachLimits, CockroachName, CockroachPlan,
    CockroachRegion, CockroachRetention, DatabaseName, RoleName,
};

use super::aws::default_scalar;
use super::{Frame, given, global_database, items, or, sub_block};
use crate::blocks::{CockroachBackupSpec, CockroachLimitsSpec, CockroachRegionSpec, CockroachSpec};

/// A node that is not small: what the maker advises for most applications.
/// Source: www.cockroachlabs.com/docs/cockroachcloud/plan-your-cluster-advanced
const VCPUS: u32 = 8;
/// For each of them the maker advises some 15 GiB at least; this leaves room to grow.
const STORAGE_GIB: u32 = 150;
/// One node in each of three zones.
const NODES: u32 = 3;

/// `None` when what a cluster needs is missing; the reason has been reported.
pub(super) fn lower(spec: CockroachSpec, span: Span, frame: &Frame) -> Option<Cockroach> {
    let plan = spec.plan?;
    let advanced = plan.value == CockroachPlan::Advanced;
    let basic = plan.value == CockroachPlan::Basic;
    let at = |wanted: bool, number: u32| wanted.then(|| Spanned::default_at(number, span));
    let cloud = spec.cloud?;
    let regions = spec.regions?.value.0.into_iter();
    let regions = regions.filter_map(|item| region(&item.value, item.span, advanced));
    let database = frame.database_name();
    Some(Cockroach {
        span,
        name: spec
            .name
            .or_else(|| default_scalar::<CockroachName>(&name(frame), span))?,
        cloud,
        regions: regions.collect(),
        version: spec.version,
        vcpus: given(spec.vcpus).or_else(|| at(!basic, VCPUS)),
        storage_gib: given(spec.storage_gib).or_else(|| at(advanced, STORAGE_GIB)),
        private_nodes: given(spec.private_nodes)
            .or_else(|| advanced.then(|| Spanned::default_at(true, span))),
        cidr: spec.cidr,
        limits: spec.limits.map(|it| limits(&it.value, it.span)),
        backup: backup(spec.backup, !basic, span),
        delete_protection: or(spec.delete_protection, frame.production, span),
        database: spec
            .database
            .or_else(|| default_scalar::<DatabaseName>(&database, span))?,
        user: spec
            .user
            .or_else(|| default_scalar::<RoleName>(&format!("{database}_app"), span))?,
        password_version: or(spec.password_version, 1, span),
        allow: global_database::allow(spec.allow),
        kms_keys: items(spec.kms_keys),
        cloudwatch_metrics: given(spec.cloudwatch_metrics),
        prometheus: given(spec.prometheus),
        plan,
    })
}

/// A name that is long enough for the service.
fn name(frame: &Frame) -> String {
    let name = frame.default_name(CockroachName::MAX);
    match name.len() {
        ..6 => format!("{name}-cluster"),
        _ => name,
    }
}

fn region(spec: &CockroachRegionSpec, span: Span, advanced: bool) -> Option<CockroachRegion> {
    let default = || advanced.then(|| Spanned::default_at(NODES, span));
    Some(CockroachRegion {
        name: spec.name?,
        nodes: given(spec.nodes).or_else(default),
    })
}

fn limits(spec: &CockroachLimitsSpec, span: Span) -> CockroachLimits {
    CockroachLimits {
        span,
        request_units: given(spec.request_units),
        storage_mib: given(spec.storage_mib),
    }
}

/// The backups that are asked for, or those of a plan whose backups can be chosen.
fn backup(
    field: Option<Spanned<CockroachBackupSpec>>,
    chosen: bool,
    parent: Span,
) -> Option<CockroachBackup> {
    if field.is_none() && !chosen {
        return None;
    }
    let (span, spec) = sub_block(field, parent);
    Some(CockroachBackup {
        span,
        frequency_minutes: or(spec.frequency_minutes, CockroachFrequency::Minutes60, span),
        retention_days: or(spec.retention_days, CockroachRetention::Days30, span),
    })
}
