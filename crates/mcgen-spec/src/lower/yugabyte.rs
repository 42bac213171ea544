//! A cluster of YugabyteDB Aeon: its defaults.

use mcgen_diagnostics::Span;
use mcgen_model::{DatabaseName, RoleName, Yugabyte, YugabyteFault, YugabyteName, YugabyteRegion};

use super::aws::default_scalar;
use super::{Frame, given, items, or, sub_block};
use crate::blocks::{YugabyteRegionSpec, YugabyteSpec};

/// The maker advises 4 to 8 for most applications in production.
/// Source: docs.yugabyte.com/stable/yugabyte-cloud/cloud-basics/create-clusters-overview
const CORES: u32 = 4;
const DISK_GB: u32 = 100;

/// `None` when what a cluster needs is missing; the reason has been reported.
pub(super) fn lower(spec: YugabyteSpec, span: Span, frame: &Frame) -> Option<Yugabyte> {
    let regions = spec.regions?.value.0;
    let several = regions.len() > 1;
    let regions = regions
        .into_iter()
        .filter_map(|item| region(&item.value, item.span, several))
        .collect();
    let tolerance = if several {
        YugabyteFault::Region
    } else {
        YugabyteFault::Zone
    };
    let fault_tolerance = or(spec.fault_tolerance, tolerance, span);
    let faults = u32::from(fault_tolerance.value != YugabyteFault::None);
    let database = frame.database_name();
    let (backup_span, backup) = sub_block(spec.backup, span);
    Some(Yugabyte {
        span,
        name: spec.name.or_else(|| {
            default_scalar::<YugabyteName>(&frame.default_name(YugabyteName::MAX), span)
        })?,
        regions,
        faults: or(spec.faults, faults, span),
        fault_tolerance,
        cores: or(spec.cores, CORES, span),
        disk_gb: or(spec.disk_gb, DISK_GB, span),
        backup_interval_days: or(backup.interval_days, 1, backup_span),
        backup_retention_days: or(backup.retention_days, 30, backup_span),
        database: spec
            .database
            .or_else(|| default_scalar::<DatabaseName>(&database, span))?,
        user: spec
            .user
            .or_else(|| default_scalar::<RoleName>(&format!("{database}_app"), span))?,
        password_version: or(spec.password_version, 1, span),
        members: items(spec.members),
        export_configuration: given(spec.export_configuration),
        google_network: given(spec.google_network),
    })
}

/// A node in each of several regions, or in each zone of one.
fn region(spec: &YugabyteRegionSpec, span: Span, several: bool) -> Option<YugabyteRegion> {
    let nodes = if several { 1 } else { 3 };
    Some(YugabyteRegion {
        name: spec.name?,
        nodes: or(spec.nodes, nodes, span),
        cidr: spec.cidr?,
    })
}
