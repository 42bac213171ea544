//! Two sides that write: one of them is lost, or the zone of its database.

use super::outage::{Extent, Outage, Outcome, Remark, RemarkName};
use super::{LossPart, Part, Sum, TimePart, clients, figure, loss, measured_or};
use crate::{
    ActiveActive, Availability, Cloud, DebeziumKafka, Duration, Environment, Kafka, Mechanism,
    SymmetricDs, debezium,
};

pub(super) fn outages(environment: &Environment, strategy: &ActiveActive) -> Vec<Outage> {
    let clouds = Cloud::ALL.iter();
    let zones = clouds.filter_map(|cloud| zone(environment, strategy, *cloud));
    let mut outages: Vec<Outage> = zones.collect();
    outages.push(side(environment, strategy));
    outages
}

/// A side is lost with all that it had not sent.
fn side(environment: &Environment, strategy: &ActiveActive) -> Outage {
    let mechanism = &strategy.mechanism;
    let mut remarks = Vec::new();
    // The application gets both of two changes.
    if mechanism.messages().is_none() {
        remarks.push(Remark::new(RemarkName::Conflicts));
    }
    remarks.push(told(environment, strategy));
    match mechanism {
        Mechanism::DebeziumKafka(it) if matches!(it.kafka, Kafka::Msk(_)) => {
            remarks.push(Remark::new(RemarkName::KafkaInAws));
        }
        mechanism => remarks.extend(
            mechanism
                .replicator()
                .map(|machine| Remark::of(RemarkName::MachineIn, machine.cloud.to_string())),
        ),
    }
    remarks.push(Remark::new(RemarkName::Capacity));
    Outage {
        extent: Extent::Side,
        places: Cloud::ALL.iter().map(ToString::to_string).collect(),
        held: true,
        outcome: Outcome::GoesOn {
            time: time(environment, clients::moved(environment)),
            loss: unsent(environment, strategy),
        },
        remarks,
    }
}

/// The zone is lost in which the database of `cloud` takes its writes.
fn zone(environment: &Environment, strategy: &ActiveActive, cloud: Cloud) -> Option<Outage> {
    let failover = match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            let part = Part::of(TimePart::Failover, figure("failover-aws"));
            database.multi_az.value.then(|| vec![part])
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            let parts = || {
                vec![
                    Part::of(TimePart::Detection, figure("detection-gcp")),
                    Part::of(TimePart::Failover, figure("failover-gcp")),
                ]
            };
            (database.availability.value == Availability::Regional).then(parts)
        }
    };
    let moved = time(environment, clients::moved(environment));
    let (time, loss, remarks) = match failover {
        None => (
            moved,
            unsent(environment, strategy),
            vec![RemarkName::OneZone, RemarkName::KeptOnDisk],
        ),
        Some(parts) => {
            let failover = time(environment, parts);
            let commit = Part::set(
                LossPart::Commit,
                0,
                "a commit is confirmed when two zones have it",
            );
            let loss = Sum {
                objective: environment.objectives.rpo,
                parts: vec![commit],
            };
            // Health checks do not know that the service is about to help itself.
            if moved.total() < failover.total() {
                (moved, loss, vec![RemarkName::KeptOnDisk])
            } else {
                (failover, loss, Vec::new())
            }
        }
    };
    Some(Outage {
        extent: Extent::Zone,
        places: vec![cloud.to_string()],
        held: true,
        outcome: Outcome::GoesOn { time, loss },
        remarks: remarks.into_iter().map(Remark::new).collect(),
    })
}

fn time(environment: &Environment, parts: Vec<Part<TimePart>>) -> Sum<TimePart> {
    Sum {
        objective: environment.objectives.rto,
        parts,
    }
}

/// What a side has not sent, while nothing stands still.
fn unsent(environment: &Environment, strategy: &ActiveActive) -> Sum<LossPart> {
    let measured = environment.objectives.measured.lag.as_ref();
    let lag = |name| measured_or(LossPart::Lag, measured, figure(name));
    let metrics = || {
        Part::set(
            LossPart::Report,
            60,
            "the machine says once a minute how far behind it is, so the lag is known no better",
        )
    };
    let mut parts = match &strategy.mechanism {
        Mechanism::LogicalLww(_) => vec![
            lag("lag-logical"),
            Part::of(LossPart::Report, figure("report-logical")),
        ],
        Mechanism::DebeziumKafka(settings) => {
            let mark = debezium::HEARTBEAT_MS / 1000;
            vec![
                lag("lag-debezium"),
                poll(settings),
                Part::set(
                    LossPart::Report,
                    mark,
                    format!(
                        "a mark is sent every {mark}s (heartbeat.interval.ms), so the lag is known no better"
                    ),
                ),
            ]
        }
        Mechanism::Bucardo(_) => vec![
            lag("lag-bucardo"),
            Part::of(LossPart::Interval, figure("interval-bucardo")),
            metrics(),
        ],
        Mechanism::SymmetricDs(_) => {
            let (routing, push) = (SymmetricDs::ROUTING_MS, SymmetricDs::PUSH_MS);
            let interval = Part::set(
                LossPart::Interval,
                (routing + push).div_ceil(1000),
                format!("changes are routed every {routing} ms and pushed every {push} ms"),
            );
            vec![lag("lag-symmetricds"), interval, metrics()]
        }
        Mechanism::Application(_) => vec![
            lag("lag-messages"),
            Part::set(
                LossPart::Report,
                60,
                "the queues say once a minute how long a message waits, so the lag is known no better",
            ),
        ],
    };
    // Messages go by the public addresses of both clouds.
    if strategy.mechanism.messages().is_none() {
        parts.extend(loss::path(environment));
    }
    Sum {
        objective: environment.objectives.rpo,
        parts,
    }
}

/// How often a source looks for changes when there were none.
fn poll(settings: &DebeziumKafka) -> Part<LossPart> {
    const KEY: &str = "poll.interval.ms";
    let written = settings.source.get(KEY);
    let written: Option<u32> = written.and_then(|(_, value)| value.value.trim().parse().ok());
    match written {
        Some(time) => Part::set(
            LossPart::Interval,
            time.div_ceil(1000),
            format!("`{KEY}` of the source is {time}"),
        ),
        None => Part::of(LossPart::Interval, figure("interval-debezium")),
    }
}

/// When somebody is told that a direction stands still.
fn told(environment: &Environment, strategy: &ActiveActive) -> Remark {
    let Some(monitoring) = &environment.monitoring else {
        return Remark::new(RemarkName::NotTold);
    };
    let limits = &monitoring.thresholds;
    // It goes on falling behind while the alarm makes sure.
    let sure = limits.lag_minutes.value.saturating_mul(60);
    let behind = Duration::from_seconds(limits.lag.seconds().saturating_add(sure));
    let mechanism = &strategy.mechanism;
    let name = if mechanism.replicator().is_some() || mechanism.messages().is_some() {
        RemarkName::Told
    } else {
        RemarkName::ToldByRds
    };
    Remark::of(name, behind.in_words())
}
