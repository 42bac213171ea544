//! Replication by AWS DMS: its defaults, and what it asks of the two databases.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    AwsDatabase, DatabaseFlag, DecodingPlugin, DmsFullLoad, DmsHeartbeat, DmsInstance, DmsLob,
    DmsReplication, DmsSeed, DmsTls, DmsValidation, Engine, GcpDatabase, LobMode, LogicalDecoding,
    Objectives, Parameter, Replication, Strategy, TablePreparation, dms,
};

use super::aws::default_scalar;
use super::{Frame, given, or, sub_block};
use crate::blocks::{
    DmsFullLoadSpec, DmsHeartbeatSpec, DmsLobSpec, DmsReplicationSpec, DmsSeedSpec,
    DmsValidationSpec,
};

/// `None` when a default cannot be read, which a test excludes, or when a seed is not complete.
pub(super) fn lower(
    mut spec: DmsReplicationSpec,
    span: Span,
    frame: &Frame,
) -> Option<DmsReplication> {
    let seeded = match spec.seeded.take() {
        Some(block) => Some(seed(block.value, block.span)?),
        None => None,
    };
    Some(DmsReplication {
        span,
        start: or(spec.start, false, span),
        instance: instance(&mut spec, span, frame)?,
        manage_roles: or(spec.manage_roles, true, span),
        tls: or(spec.tls, DmsTls::Verify, span),
        aws_certificate: given(spec.aws_certificate),
        username: or(
            spec.username,
            dms::default_username(frame.project.as_str()),
            span,
        ),
        password_version: or(spec.password_version, 1, span),
        schema: or(spec.schema, "dms".to_owned(), span),
        full_load: full_load(spec.full_load, span),
        lob: lob(spec.lob, span),
        batch_apply: or(spec.batch_apply, false, span),
        validation: validation(spec.validation, span),
        heartbeat: heartbeat(spec.heartbeat, span),
        plugin: or(spec.plugin, DecodingPlugin::TestDecoding, span),
        seeded,
    })
}

fn instance(spec: &mut DmsReplicationSpec, span: Span, frame: &Frame) -> Option<DmsInstance> {
    let class = frame.pick("dms.r6i.large", "dms.t3.medium");
    Some(DmsInstance {
        class: spec.class.take().or_else(|| default_scalar(class, span))?,
        version: spec
            .version
            .take()
            .or_else(|| default_scalar("3.6.1", span))?,
        storage_gib: or(spec.storage_gib.take(), 100, span),
        multi_az: or(spec.multi_az.take(), frame.production, span),
        auto_minor_upgrade: or(spec.auto_minor_upgrade.take(), false, span),
        maintenance_window: spec
            .maintenance_window
            .take()
            .or_else(|| default_scalar("sun:19:00-sun:20:00", span))?,
        kms_key: given(spec.kms_key.take()),
    })
}

fn full_load(field: Option<Spanned<DmsFullLoadSpec>>, parent: Span) -> DmsFullLoad {
    let (span, spec) = sub_block(field, parent);
    DmsFullLoad {
        span,
        preparation: or(spec.preparation, TablePreparation::DoNothing, span),
        tables_at_once: or(spec.tables_at_once, 8, span),
        commit_rows: or(spec.commit_rows, 10_000, span),
    }
}

fn lob(field: Option<Spanned<DmsLobSpec>>, parent: Span) -> DmsLob {
    let (span, spec) = sub_block(field, parent);
    DmsLob {
        span,
        mode: or(spec.mode, LobMode::Full, span),
        max_kib: or(spec.max_kib, 1024, span),
        inline_kib: or(spec.inline_kib, 32, span),
        chunk_kib: or(spec.chunk_kib, 64, span),
    }
}

fn validation(field: Option<Spanned<DmsValidationSpec>>, parent: Span) -> DmsValidation {
    let (span, spec) = sub_block(field, parent);
    DmsValidation {
        enabled: or(spec.enabled, true, span),
        threads: or(spec.threads, 5, span),
    }
}

fn heartbeat(field: Option<Spanned<DmsHeartbeatSpec>>, parent: Span) -> DmsHeartbeat {
    let (span, spec) = sub_block(field, parent);
    DmsHeartbeat {
        enabled: or(spec.enabled, true, span),
        minutes: or(spec.minutes, 1, span),
    }
}

fn seed(spec: DmsSeedSpec, span: Span) -> Option<DmsSeed> {
    Some(DmsSeed {
        span,
        slot: spec.slot?,
        position: spec.position?,
    })
}

/// Sets on both databases what DMS needs of a source and the file does not set, so that a promotion
/// finds it in place.
pub(super) fn prepare(
    strategy: &Strategy,
    objectives: &Objectives,
    aws: Option<&mut AwsDatabase>,
    gcp: Option<&mut GcpDatabase>,
) {
    let Some(Replication::Dms(settings)) = strategy.primary_replica().map(|it| &it.replication)
    else {
        return;
    };
    let span = settings.span;
    let limit = objectives.slot_limit_mib();
    if let Some(database) = aws {
        let engine = database.engine.value;
        if engine == Engine::Postgres {
            let decoding = one_task(&mut database.logical_decoding, span);
            let given = database.parameters.contains_key("max_slot_wal_keep_size");
            if !given && decoding.max_slot_wal_keep_mib.is_none() {
                decoding.max_slot_wal_keep_mib = Some(Spanned::default_at(limit, span));
            }
        }
        for (name, value) in dms::rds_parameters(engine) {
            let default = || Parameter {
                value: Spanned::default_at((*value).to_owned(), span),
                apply: None,
                name_span: span,
            };
            let parameters = &mut database.parameters;
            parameters.entry((*name).to_owned()).or_insert_with(default);
        }
    }
    if let Some(database) = gcp {
        let engine = database.engine.value;
        if engine == Engine::Postgres {
            one_task(&mut database.logical_decoding, span);
        }
        for (name, value) in dms::cloud_sql_flags(engine) {
            let default = || DatabaseFlag {
                value: Spanned::default_at((*value).to_owned(), span),
                name_span: span,
            };
            database
                .flags
                .entry((*name).to_owned())
                .or_insert_with(default);
        }
    }
}

/// PostgreSQL hands its changes out through slots: one for the task, besides those of the file.
fn one_task(decoding: &mut Option<LogicalDecoding>, span: Span) -> &mut LogicalDecoding {
    let decoding = decoding.get_or_insert_with(|| LogicalDecoding {
        span,
        consumers: Spanned::default_at(0, span),
        standbys: 0,
        dms_tasks: 0,
        max_slot_wal_keep_mib: None,
    });
    decoding.dms_tasks = 1;
    decoding
}
