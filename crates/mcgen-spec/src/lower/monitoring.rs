//! Monitoring: the defaults of its thresholds, most of which follow from the objectives.

use mcgen_diagnostics::Span;
use mcgen_diagnostics::Spanned;
use mcgen_model::{Monitoring, Objectives, Recipients, Thresholds};

use super::{items, or, sub_block};
use crate::blocks::{MonitoringSpec, NotifySpec, PageSpec, ThresholdsSpec};

/// `None` when nobody is named; the reason has been reported.
pub(super) fn lower(block: Spanned<MonitoringSpec>, objectives: &Objectives) -> Option<Monitoring> {
    let (span, spec) = (block.span, block.value);
    let notify = spec.notify?;
    Some(Monitoring {
        span,
        notify: recipients(notify.value, notify.span),
        page: page(spec.page, span),
        thresholds: thresholds(spec.thresholds, objectives, span),
        dashboards: or(spec.dashboards, true, span),
    })
}

fn recipients(spec: NotifySpec, span: Span) -> Recipients {
    Recipients {
        span,
        email: items(spec.email),
        sns_topics: items(spec.sns_topics),
        channels: items(spec.channels),
    }
}

fn page(field: Option<Spanned<PageSpec>>, parent: Span) -> Recipients {
    let (span, spec) = sub_block(field, parent);
    Recipients {
        span,
        email: items(spec.email),
        sns_topics: items(spec.sns_topics),
        channels: items(spec.channels),
    }
}

fn thresholds(
    field: Option<Spanned<ThresholdsSpec>>,
    objectives: &Objectives,
    parent: Span,
) -> Thresholds {
    let (span, spec) = sub_block(field, parent);
    Thresholds {
        span,
        cpu_percent: or(spec.cpu_percent, 80, span),
        memory_percent: or(spec.memory_percent, 90, span),
        disk_percent: or(spec.disk_percent, 85, span),
        connections_percent: or(spec.connections_percent, 80, span),
        disk_queue: or(spec.disk_queue, 64, span),
        evictions_per_minute: or(spec.evictions_per_minute, 100, span),
        minutes: or(spec.minutes, 5, span),
        lag: or(spec.lag, objectives.alarm_lag(), span),
        lag_minutes: or(spec.lag_minutes, 2, span),
        slot_wal_mib: or(spec.slot_wal_mib, objectives.alarm_slot_wal_mib(), span),
        conflicts_per_minute: or(spec.conflicts_per_minute, 0, span),
        certificate_days: or(spec.certificate_days, 30, span),
    }
}
