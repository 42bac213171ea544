use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    AwsDatabase, AwsRegion, AwsReplica, AwsStorage, InsightsMode, InstanceClass, LogicalDecoding,
    Parameter, RdsProxy, StorageType, rds,
};

use super::aws::default_scalar;
use super::{Frame, given, items, items_or, or, sub_block};
use crate::blocks::{AwsDatabaseSpec, AwsReplicaSpec, AwsStorageSpec, ParameterSpec};
use crate::decode::{List, Table};

pub(super) fn lower(
    spec: AwsDatabaseSpec,
    span: Span,
    region: AwsRegion,
    frame: &Frame,
) -> Option<AwsDatabase> {
    let engine = spec.engine?;
    let class = spec.class?;
    let iam_auth = or(spec.iam_auth, true, span);
    let default_logs = rds::default_log_exports(*engine, *iam_auth).map(str::to_owned);
    let zone = |zone: Spanned<String>| zone.map(|zone| region.zone(&zone));
    let (backup_span, backup) = sub_block(spec.backup, span);
    let (maintenance_span, maintenance) = sub_block(spec.maintenance, span);
    let (insights_span, insights) = sub_block(spec.insights, span);
    let insights_mode = or(
        insights.mode,
        frame.pick(InsightsMode::Advanced, InsightsMode::Standard),
        insights_span,
    );
    let insights_days = match insights_mode.value {
        InsightsMode::Advanced => 465,
        InsightsMode::Standard => 7,
    };
    Some(AwsDatabase {
        span,
        name: or(spec.name, frame.default_name(63), span),
        version: spec.version?,
        database_name: or(spec.database_name, frame.database_name(), span),
        username: or(spec.username, frame.username(), span),
        port: or(spec.port, engine.default_port(), span),
        storage: storage(spec.storage, span),
        encrypted: or(spec.encrypted, true, span),
        kms_key: given(spec.kms_key),
        multi_az: or(spec.multi_az, frame.production, span),
        zone: given(spec.zone).map(zone),
        backup_retention_days: or(backup.retention_days, frame.pick(14, 7), backup_span),
        backup_window: backup
            .window
            .or_else(|| default_scalar("17:00-17:30", backup_span))?,
        maintenance_window: maintenance
            .window
            .or_else(|| default_scalar("sun:18:00-sun:19:00", maintenance_span))?,
        auto_minor_upgrade: or(maintenance.auto_minor_upgrade, true, maintenance_span),
        allow_major_upgrade: or(spec.allow_major_version_upgrade, false, span),
        deletion_protection: or(spec.deletion_protection, true, span),
        final_snapshot: or(spec.final_snapshot, true, span),
        parameters: parameters(spec.parameters),
        parameter_family: given(spec.parameter_family),
        logs: items_or(spec.logs, default_logs, span),
        insights_retention_days: or(insights.retention_days, insights_days, insights_span),
        insights_mode,
        monitoring_interval_seconds: or(spec.monitoring_interval_seconds, 60, span),
        ca: or(spec.ca, "rds-ca-rsa2048-g1".to_owned(), span),
        iam_auth,
        require_tls: or(spec.require_tls, true, span),
        publicly_accessible: or(spec.publicly_accessible, false, span),
        extended_support: or(spec.extended_support, false, span),
        clients: items_or(spec.clients, ["private".to_owned()], span),
        peers: Vec::new(),
        logical_decoding: spec.logical_decoding.map(|block| LogicalDecoding {
            span: block.span,
            consumers: or(block.value.consumers, 1, block.span),
            standbys: 0,
            dms_tasks: 0,
            max_slot_wal_keep_mib: given(block.value.max_slot_wal_keep_mib),
        }),
        replicas: replicas(spec.replicas, &class, region),
        standby_class: spec.standby_class,
        runs_on: None,
        proxy: spec.proxy.map(|block| RdsProxy {
            span: block.span,
            max_connections_percent: or(block.value.max_connections_percent, 80, block.span),
            max_idle_connections_percent: or(
                block.value.max_idle_connections_percent,
                40,
                block.span,
            ),
            borrow_timeout_seconds: or(block.value.borrow_timeout_seconds, 120, block.span),
        }),
        connections: given(spec.connections),
        password_rotation_days: given(spec.password_rotation_days),
        engine,
        class,
    })
}

fn storage(field: Option<Spanned<AwsStorageSpec>>, parent: Span) -> AwsStorage {
    let (span, spec) = sub_block(field, parent);
    AwsStorage {
        span,
        kind: or(spec.r#type, StorageType::Gp3, span),
        size_gib: or(spec.size_gib, 100, span),
        max_size_gib: given(spec.max_size_gib),
        iops: given(spec.iops),
        throughput_mibps: given(spec.throughput_mibps),
    }
}

fn parameters(
    field: Option<Spanned<Table<ParameterSpec>>>,
) -> std::collections::BTreeMap<String, Parameter> {
    field.map_or_else(Default::default, |table| {
        let parameters = table.value.0.into_iter();
        parameters
            .map(|(name, (name_span, parameter))| {
                let parameter = Parameter {
                    value: parameter.value.value,
                    apply: parameter.value.apply,
                    name_span,
                };
                (name, parameter)
            })
            .collect()
    })
}

fn replicas(
    field: Option<Spanned<List<AwsReplicaSpec>>>,
    source_class: &Spanned<InstanceClass>,
    region: AwsRegion,
) -> Vec<AwsReplica> {
    items(field)
        .into_iter()
        .filter_map(|item: Spanned<AwsReplicaSpec>| {
            let span = item.span;
            let spec = item.value;
            Some(AwsReplica {
                name: given(spec.name)?,
                class: or(spec.class, source_class.value.clone(), span),
                zone: given(spec.zone)
                    .map(|zone: Spanned<String>| zone.map(|zone| region.zone(&zone))),
                region: given(spec.region),
                kms_key: given(spec.kms_key),
            })
        })
        .collect()
}
