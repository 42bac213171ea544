use super::{Certainty, LossPart, Part, Sum, figure, measured_or};
use crate::catalog::bgp;
use crate::{Duration, Environment, PrimaryReplica, ReplicationName};

/// The span of writes that may be lost.
pub(super) fn sum(environment: &Environment, strategy: &PrimaryReplica) -> Sum<LossPart> {
    let objectives = &environment.objectives;
    let (lag, report) = match strategy.replication.name() {
        ReplicationName::Logical => (figure("lag-logical"), figure("report-logical")),
        ReplicationName::Dms => (figure("lag-dms"), figure("report-dms")),
    };
    let mut parts = vec![
        measured_or(LossPart::Lag, objectives.measured.lag.as_ref(), lag),
        measured_or(LossPart::Report, None, report),
    ];
    parts.extend(path(environment));
    Sum {
        objective: objectives.rpo,
        parts,
    }
}

/// Nothing arrives until a lost tunnel is noticed.
pub(super) fn path(environment: &Environment) -> Option<Part<LossPart>> {
    environment.link.as_ref()?;
    Some(Part {
        name: LossPart::Path,
        time: Duration::from_seconds(bgp::timers().aws_hold_seconds),
        certainty: Certainty::Documented,
        basis: "the hold time of BGP, after which another tunnel is used".to_owned(),
    })
}
