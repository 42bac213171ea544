//! The strategy and the objectives: their defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    Disaster, Duration, LogicalReplication, Measured, Objectives, PrimaryReplica, Replication,
    Standby, Strategy,
};

use super::{Frame, active_active, dms, global_database, items, or, replication_user, sub_block};
use crate::blocks::{
    LogicalReplicationSpec, ObjectivesSpec, PrimaryReplicaSpec, ReplicationSpec, StrategySpec,
};

/// How far every sequence jumps at a promotion. Lost writes cannot have taken more values: that is
/// seconds of the busiest table, and numbers are cheap.
const SEQUENCE_MARGIN: u32 = 10_000;

/// `None` when what the strategy needs is missing; the reason has been reported.
pub(super) fn lower(field: Spanned<StrategySpec>, frame: &Frame) -> Option<Spanned<Strategy>> {
    let strategy = match field.value {
        StrategySpec::Independent => Strategy::Independent,
        StrategySpec::PrimaryReplica(spec) => {
            Strategy::PrimaryReplica(Box::new(primary_replica(*spec, field.span, frame)?))
        }
        StrategySpec::ActiveActive(spec) => {
            let settings = active_active::lower(*spec, field.span, frame)?;
            Strategy::ActiveActive(Box::new(settings))
        }
        StrategySpec::GlobalDatabase(spec) => {
            let settings = global_database::lower(*spec, field.span, frame)?;
            Strategy::GlobalDatabase(Box::new(settings))
        }
    };
    Some(Spanned::given(strategy, field.span))
}

fn primary_replica(spec: PrimaryReplicaSpec, span: Span, frame: &Frame) -> Option<PrimaryReplica> {
    let replication = spec.replication?;
    let span_of_replication = replication.span;
    Some(PrimaryReplica {
        span,
        primary: spec.primary?,
        standby: or(spec.standby, Standby::Warm, span),
        replication: match replication.value {
            ReplicationSpec::Logical(spec) => {
                Replication::Logical(logical(spec, span_of_replication, frame)?)
            }
            ReplicationSpec::Dms(spec) => {
                let settings = dms::lower(*spec, span_of_replication, frame)?;
                Replication::Dms(Box::new(settings))
            }
        },
        tables: items(spec.tables),
    })
}

fn logical(spec: LogicalReplicationSpec, span: Span, frame: &Frame) -> Option<LogicalReplication> {
    Some(LogicalReplication {
        span,
        user: or(spec.user, replication_user(frame)?, span),
        sequence_margin: or(spec.sequence_margin, SEQUENCE_MARGIN, span),
        full_identity: items(spec.full_identity),
    })
}

pub(super) fn objectives(field: Option<Spanned<ObjectivesSpec>>, parent: Span) -> Objectives {
    let (span, spec) = sub_block(field, parent);
    Objectives {
        span,
        disaster: or(spec.disaster, Disaster::Zone, span),
        rto: spec.rto,
        rpo: spec.rpo,
        decision: or(spec.decision, Duration::from_seconds(300), span),
        tolerated_outage: or(spec.tolerated_outage, Duration::from_seconds(14_400), span),
        write_rate_mibps: or(spec.write_rate_mibps, 2, span),
        data_size_gib: super::given(spec.data_size_gib),
        last_drill: spec.last_drill,
        measured: spec.measured.map_or_else(Measured::default, |block| {
            let spec = block.value;
            Measured {
                detection: spec.detection,
                promotion: spec.promotion,
                preparation: spec.preparation,
                resize: spec.resize,
                steering: spec.steering,
                lag: spec.lag,
            }
        }),
    }
}
