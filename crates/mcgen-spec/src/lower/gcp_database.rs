use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    AuthorizedNetwork, Availability, DiskType, Edition, Engine, GcpBackup, GcpDatabase, GcpDisk,
    GcpRegion, GcpReplica, HostCheck, LogicalDecoding, MaintenanceTrack, SqlTls, fitted_name,
    short_hash,
};

use super::aws::default_scalar;
use super::gcp::flags;
use super::{Frame, given, items, items_or, or, sub_block};
use crate::blocks::{
    AuthorizedNetworkSpec, GcpBackupSpec, GcpDatabaseSpec, GcpDiskSpec, GcpReplicaSpec,
};

pub(super) fn lower(
    spec: GcpDatabaseSpec,
    span: Span,
    region: GcpRegion,
    project: &str,
    frame: &Frame,
) -> Option<GcpDatabase> {
    let engine = spec.engine?;
    let tier = spec.tier?;
    let edition = mcgen_model::cloud_sql::edition_of(&tier).unwrap_or(Edition::Enterprise);
    let generation: Spanned<u32> = or(spec.generation, 1, span);
    let zone = |zone: Spanned<String>| zone.map(|zone| region.zone(&zone));
    let (maintenance_span, maintenance) = sub_block(spec.maintenance, span);
    let (insights_span, insights) = sub_block(spec.insights, span);
    Some(GcpDatabase {
        span,
        name: or(
            spec.name,
            default_name(frame, *engine, project, *generation),
            span,
        ),
        generation,
        version: spec.version?,
        edition: or(spec.edition, edition, span),
        availability: or(
            spec.availability,
            frame.pick(Availability::Regional, Availability::Zonal),
            span,
        ),
        zone: given(spec.zone).map(zone),
        secondary_zone: given(spec.secondary_zone).map(zone),
        database_name: or(spec.database_name, frame.database_name(), span),
        username: or(spec.username, frame.username(), span),
        disk: disk(spec.disk, span),
        backup: backup(spec.backup, *engine, region, frame, span)?,
        maintenance_day: or(maintenance.day, 7, maintenance_span),
        maintenance_hour: or(maintenance.hour, 18, maintenance_span),
        maintenance_track: or(
            maintenance.track,
            MaintenanceTrack::Stable,
            maintenance_span,
        ),
        flags: flags(spec.flags),
        insights_query_length: or(insights.query_string_length, 1024, insights_span),
        insights_plans_per_minute: or(insights.plans_per_minute, 5, insights_span),
        insights_record_client: or(insights.record_client, true, insights_span),
        tls: or(spec.tls, SqlTls::EncryptedOnly, span),
        connector_enforcement: or(spec.connector_enforcement, false, span),
        private_ip: or(spec.private_ip, true, span),
        public_ip: or(spec.public_ip, false, span),
        authorized_networks: items(spec.authorized_networks)
            .into_iter()
            .filter_map(|item: Spanned<AuthorizedNetworkSpec>| {
                Some(AuthorizedNetwork {
                    name: given(item.value.name)?,
                    cidr: item.value.cidr?,
                })
            })
            .collect(),
        deletion_protection: or(spec.deletion_protection, true, span),
        deletion_protection_api: or(spec.deletion_protection_api, true, span),
        kms_key: given(spec.kms_key),
        logical_decoding: spec.logical_decoding.map(|block| LogicalDecoding {
            span: block.span,
            consumers: or(block.value.consumers, 1, block.span),
            standbys: 0,
            dms_tasks: 0,
            max_slot_wal_keep_mib: None,
        }),
        replicas: items(spec.replicas)
            .into_iter()
            .filter_map(|item: Spanned<GcpReplicaSpec>| {
                Some(GcpReplica {
                    name: given(item.value.name)?,
                    tier: or(item.value.tier, tier.value.clone(), item.span),
                    zone: given(item.value.zone).map(zone),
                })
            })
            .collect(),
        data_cache: or(spec.data_cache, false, span),
        clients: items_or(spec.clients, ["nodes".to_owned(), "pods".to_owned()], span),
        host_check: or(spec.host_check, HostCheck::VerifyCa, span),
        iam_auth: or(spec.iam_auth, true, span),
        iam_users: items(spec.iam_users),
        iam_grants: or(spec.iam_grants, true, span),
        standby_tier: spec.standby_tier,
        runs_on: None,
        engine,
        tier,
    })
}

/// A deleted instance blocks its name for a week. A hash over the generation gives a re-created
/// instance a new name without making the name random.
fn default_name(frame: &Frame, engine: Engine, project: &str, generation: u32) -> String {
    let short = match engine {
        Engine::Postgres => "pg",
        Engine::Mysql => "mysql",
    };
    let identity = format!(
        "{project}/{}/{}/{short}/{generation}",
        frame.project, frame.name
    );
    let hash = short_hash(&identity);
    // Project and name together may have 98 characters, the colon between them included.
    let limit = 97_usize.saturating_sub(project.len()).min(63);
    fitted_name(
        &[frame.project.as_str(), frame.name.as_str(), short, &hash],
        limit,
    )
}

fn disk(field: Option<Spanned<GcpDiskSpec>>, parent: Span) -> GcpDisk {
    let (span, spec) = sub_block(field, parent);
    GcpDisk {
        span,
        kind: or(spec.r#type, DiskType::Ssd, span),
        size_gib: or(spec.size_gib, 50, span),
        max_size_gib: or(spec.max_size_gib, 500, span),
        autoresize: or(spec.autoresize, true, span),
    }
}

fn backup(
    field: Option<Spanned<GcpBackupSpec>>,
    engine: Engine,
    region: GcpRegion,
    frame: &Frame,
    parent: Span,
) -> Option<GcpBackup> {
    let (span, spec) = sub_block(field, parent);
    let postgres = engine == Engine::Postgres;
    Some(GcpBackup {
        span,
        enabled: or(spec.enabled, true, span),
        retained: or(spec.retained, frame.pick(14, 7), span),
        start: spec.start.or_else(|| default_scalar("17:00", span))?,
        point_in_time_recovery: or(spec.point_in_time_recovery, postgres, span),
        binary_log: or(spec.binary_log, !postgres, span),
        log_retention_days: or(spec.log_retention_days, 7, span),
        location: or(spec.location, region.code().to_owned(), span),
        retain_on_delete: or(spec.retain_on_delete, frame.production, span),
        final_backup_days: or(spec.final_backup_days, frame.pick(30, 7), span),
    })
}
