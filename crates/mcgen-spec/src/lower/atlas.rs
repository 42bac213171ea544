//! A cluster of MongoDB Atlas: its defaults.

use mcgen_diagnostics::Span;
use mcgen_model::{
    Atlas, AtlasName, AtlasRegionNodes, AtlasSize, AtlasVersion, DatabaseName, RoleName,
};

use super::aws::default_scalar;
use super::{Frame, given, global_database, or, sub_block};
use crate::blocks::{AtlasRegionSpec, AtlasSpec};

/// `None` when what a cluster needs is missing; the reason has been reported.
pub(super) fn lower(spec: AtlasSpec, span: Span, frame: &Frame) -> Option<Atlas> {
    let regions = spec.regions?.value.0.into_iter();
    let regions = regions.filter_map(|item| region(&item.value));
    let database = frame.database_name();
    let (backup_span, backup) = sub_block(spec.backup, span);
    Some(Atlas {
        span,
        project: spec.project?,
        name: spec
            .name
            .or_else(|| default_scalar::<AtlasName>(&frame.default_name(AtlasName::MAX), span))?,
        regions: regions.collect(),
        instance_size: or(spec.instance_size, AtlasSize::M30, span),
        version: or(spec.version, AtlasVersion::V8, span),
        restore_days: or(backup.restore_days, 7, backup_span),
        backup_retention_days: or(backup.retention_days, 30, backup_span),
        delete_protection: or(spec.delete_protection, frame.production, span),
        database: spec
            .database
            .or_else(|| default_scalar::<DatabaseName>(&database, span))?,
        user: spec
            .user
            .or_else(|| default_scalar::<RoleName>(&format!("{database}_app"), span))?,
        password_version: or(spec.password_version, 1, span),
        allow: global_database::allow(spec.allow),
    })
}

fn region(spec: &AtlasRegionSpec) -> Option<AtlasRegionNodes> {
    Some(AtlasRegionNodes {
        name: spec.name?,
        nodes: given(spec.nodes)?,
    })
}
