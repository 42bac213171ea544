//! The strategy and the objectives: their defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    Disaster, Duration, LogicalReplication, Objectives, PrimaryReplica, Replication, Standby,
    Strategy,
};

use super::{Frame, dms, items, or, sub_block};
use crate::blocks::{ObjectivesSpec, PrimaryReplicaSpec, ReplicationSpec, StrategySpec};

/// `None` when what the strategy needs is missing; the reason has been reported.
pub(super) fn lower(field: Spanned<StrategySpec>, frame: &Frame) -> Option<Spanned<Strategy>> {
    let strategy = match field.value {
        StrategySpec::Independent => Strategy::Independent,
        StrategySpec::PrimaryReplica(spec) => {
            Strategy::PrimaryReplica(Box::new(primary_replica(*spec, field.span, frame)?))
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
            ReplicationSpec::Logical(_) => Replication::Logical(LogicalReplication {
                span: span_of_replication,
            }),
            ReplicationSpec::Dms(spec) => {
                let settings = dms::lower(*spec, span_of_replication, frame)?;
                Replication::Dms(Box::new(settings))
            }
        },
        tables: items(spec.tables),
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
    }
}
