//! How long it takes until the clients of a lost side are with the other one, which takes writes already.

use super::{Part, TimePart, figure, measured_or, time};
use crate::Environment;

/// Health checks notice the loss and move the clients. Without them a person is told, decides, and changes
/// a record.
pub(super) fn moved(environment: &Environment) -> Vec<Part<TimePart>> {
    let measured = &environment.objectives.measured;
    let (detected, steered) = (measured.detection.as_ref(), measured.steering.as_ref());
    let Some(traffic) = &environment.traffic else {
        return vec![
            measured_or(TimePart::Detection, detected, figure("detection")),
            time::decision(&environment.objectives),
            measured_or(TimePart::Steering, steered, figure("steering")),
        ];
    };
    let manager = &traffic.manager;
    let checks = manager.detection();
    let counted: Vec<String> = checks.iter().map(|it| it.counted.clone()).collect();
    let seconds = checks.iter().map(|it| it.time.seconds());
    let seconds = seconds.fold(0, u32::saturating_add);
    let propagation = manager.propagation();
    let parts = [
        Part::set(TimePart::Detection, seconds, counted.join("; ")),
        Part::set(
            TimePart::Steering,
            propagation.time.seconds(),
            propagation.counted,
        ),
    ];
    let [detection, steering] = parts;
    vec![
        super::measured_instead(detection, detected),
        super::measured_instead(steering, steered),
    ]
}
