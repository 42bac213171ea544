//! The strategy in which both sides take writes: its defaults.

use mcgen_diagnostics::Span;
use mcgen_model::{ActiveActive, Duration, LogicalLww, Mechanism, SharedTable};

use super::{Frame, debezium, items, or, replication_user};
use crate::blocks::{ActiveActiveSpec, LogicalLwwSpec, MechanismSpec};

/// No side is away for longer without being seeded anew.
pub(super) const TOMBSTONE_RETENTION: Duration = Duration::from_seconds(30 * 24 * 3600);

/// `None` when what the strategy needs is missing; the reason has been reported.
pub(super) fn lower(spec: ActiveActiveSpec, span: Span, frame: &Frame) -> Option<ActiveActive> {
    let mechanism = spec.mechanism?;
    let tables = spec.tables?.value.0.into_iter().filter_map(|item| {
        Some(SharedTable {
            span: item.span,
            name: item.value.name?,
            key: item.value.key?,
            deletes: item.value.deletes?,
            counters: items(item.value.counters),
        })
    });
    Some(ActiveActive {
        span,
        tables: tables.collect(),
        mechanism: match mechanism.value {
            MechanismSpec::LogicalLww(spec) => {
                Mechanism::LogicalLww(logical_lww(spec, mechanism.span, frame)?)
            }
            MechanismSpec::DebeziumKafka(spec) => {
                let settings = debezium::lower(*spec, mechanism.span, frame)?;
                Mechanism::DebeziumKafka(Box::new(settings))
            }
        },
    })
}

fn logical_lww(spec: LogicalLwwSpec, span: Span, frame: &Frame) -> Option<LogicalLww> {
    Some(LogicalLww {
        span,
        user: or(spec.user, replication_user(frame)?, span),
        tombstone_retention: or(spec.tombstone_retention, TOMBSTONE_RETENTION, span),
    })
}
