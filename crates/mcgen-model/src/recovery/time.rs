use super::{Certainty, Part, Sum, TimePart, figure, measured_or};
use crate::catalog::recovery::Figure;
use crate::{
    Cloud, Duration, Environment, Objectives, PrimaryReplica, ReplicationName, Standby, standby,
};

/// The time without writes.
pub(super) fn sum(environment: &Environment, strategy: &PrimaryReplica) -> Sum<TimePart> {
    let objectives = &environment.objectives;
    let measured = &objectives.measured;
    let promotion = match strategy.replication.name() {
        ReplicationName::Logical => figure("promotion-logical"),
        ReplicationName::Dms => figure("promotion-dms"),
    };
    let mut parts = vec![
        measured_or(
            TimePart::Detection,
            measured.detection.as_ref(),
            figure("detection"),
        ),
        decision(objectives),
        measured_or(TimePart::Promotion, measured.promotion.as_ref(), promotion),
        measured_or(
            TimePart::Preparation,
            measured.preparation.as_ref(),
            figure("preparation"),
        ),
    ];
    parts.extend(resize(environment, strategy));
    parts.push(steering(environment));
    Sum {
        objective: objectives.rto,
        parts,
    }
}

/// The person who decides.
pub(super) fn decision(objectives: &Objectives) -> Part<TimePart> {
    let decision = &objectives.decision;
    if decision.given {
        return Part::set(
            TimePart::Decision,
            decision.value.seconds(),
            "as the environment file says",
        );
    }
    Part {
        name: TimePart::Decision,
        time: decision.value,
        certainty: Certainty::Assumed,
        basis: "a person is reached and decides; `objectives.decision`".to_owned(),
    }
}

/// The health checks of the traffic let the promoted side in as soon as it says that it is the primary;
/// without them a person changes a record.
fn steering(environment: &Environment) -> Part<TimePart> {
    let measured = environment.objectives.measured.steering.as_ref();
    match (measured, &environment.traffic) {
        (None, Some(traffic)) => {
            let manager = &traffic.manager;
            let (admission, propagation) = (manager.admission(), manager.propagation());
            let seconds = admission
                .time
                .seconds()
                .saturating_add(propagation.time.seconds());
            let basis = format!("{}; {}", admission.counted, propagation.counted);
            Part::set(TimePart::Steering, seconds, basis)
        }
        _ => measured_or(TimePart::Steering, measured, figure("steering")),
    }
}

/// The longest of what one apply of the promoted side does at the same time.
fn resize(environment: &Environment, strategy: &PrimaryReplica) -> Option<Part<TimePart>> {
    let promoted = strategy.primary.value.other();
    let standby = strategy.standby.value;
    let (resize, build) = match promoted {
        Cloud::Aws => (figure("resize-aws"), figure("build-aws")),
        Cloud::Gcp => (figure("resize-gcp"), figure("build-gcp")),
    };
    let grows = grows(environment, promoted, standby).then_some(resize);
    let lacks = lacks_cache(environment, promoted, standby).then_some(build);
    let longest: &Figure = grows.into_iter().chain(lacks).max_by_key(|it| it.seconds)?;
    let measured = environment.objectives.measured.resize.as_ref();
    Some(measured_or(TimePart::Resize, measured, longest))
}

/// Whether `cloud` gets its cache at the promotion.
fn lacks_cache(environment: &Environment, cloud: Cloud, standby: Standby) -> bool {
    let cache = match cloud {
        Cloud::Aws => environment.aws.as_ref().map(|it| it.cache.is_some()),
        Cloud::Gcp => environment.gcp.as_ref().map(|it| it.cache.is_some()),
    };
    standby == Standby::PilotLight && cache == Some(true)
}

/// Whether the database of `cloud` runs on a smaller machine while it stands by.
fn grows(environment: &Environment, cloud: Cloud, standby: Standby) -> bool {
    match cloud {
        Cloud::Aws => environment
            .aws
            .as_ref()
            .and_then(|aws| aws.database.as_ref())
            .is_some_and(|it| standby::aws_class(it, standby) != it.class.value),
        Cloud::Gcp => environment
            .gcp
            .as_ref()
            .and_then(|gcp| gcp.database.as_ref())
            .is_some_and(|it| standby::gcp_tier(it, standby) != it.tier.value),
    }
}

impl Sum<TimePart> {
    /// What a person needs, if everything else took no time.
    pub fn by_hand(&self) -> Duration {
        self.of(&[
            TimePart::Decision,
            TimePart::Promotion,
            TimePart::Preparation,
        ])
    }
}
