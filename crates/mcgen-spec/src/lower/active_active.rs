//! The strategy in which both sides take writes: its defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    ActiveActive, AwsEnvironment, Bucardo, BucardoConflict, Cloud, Distribution, Duration,
    GcpEnvironment, LogicalLww, MachineType, Mechanism, Messages, Replicator, RoleName,
    Scalar as _, SharedTable, Strategy, SubnetTier, SymmetricConflict, SymmetricDs,
};

use super::logical::admit;
use super::{Frame, debezium, items, or, replication_user};
use crate::blocks::{
    ActiveActiveSpec, ApplicationSpec, BucardoSpec, LogicalLwwSpec, MechanismSpec, SymmetricDsSpec,
};
use crate::decode::{Number, Switch};

/// No side is away for longer without being seeded anew.
pub(super) const TOMBSTONE_RETENTION: Duration = Duration::from_seconds(30 * 24 * 3600);

/// A side that is half a minute behind reads like one in daily work after a long transaction.
const REJOIN_LAG: Duration = Duration::from_seconds(30);

/// What was sent stays known to conflicts for longer than a side is away.
const NOTES_RETENTION: Duration = Duration::from_seconds(7 * 24 * 3600);
/// Longer than a side is away, and than a queue keeps anything.
const MESSAGE_RETENTION: Duration = Duration::from_seconds(30 * 24 * 3600);

/// The longest that SQS keeps a message.
const QUEUE_RETENTION: Duration = Duration::from_seconds(14 * 24 * 3600);

/// Long enough for a transaction, and short enough that one that died holds up its aggregate for little time.
const PROCESSING: Duration = Duration::from_seconds(60);

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
            MechanismSpec::Bucardo(spec) => {
                Mechanism::Bucardo(Box::new(bucardo(spec, mechanism.span, frame)?))
            }
            MechanismSpec::SymmetricDs(spec) => {
                let settings = symmetricds(*spec, mechanism.span, frame)?;
                Mechanism::SymmetricDs(Box::new(settings))
            }
            MechanismSpec::Application(spec) => {
                Mechanism::Application(Box::new(messages(spec, mechanism.span, frame)?))
            }
        },
    })
}

fn logical_lww(spec: LogicalLwwSpec, span: Span, frame: &Frame) -> Option<LogicalLww> {
    Some(LogicalLww {
        span,
        user: or(spec.user, replication_user(frame)?, span),
        tombstone_retention: or(spec.tombstone_retention, TOMBSTONE_RETENTION, span),
        rejoin_lag: or(spec.rejoin_lag, REJOIN_LAG, span),
    })
}

fn bucardo(spec: BucardoSpec, span: Span, frame: &Frame) -> Option<Bucardo> {
    let machine = ReplicatorKeys {
        cloud: spec.cloud,
        machine: spec.machine,
        disk_gib: spec.disk_gib,
        start: spec.start,
        password_version: spec.password_version,
    };
    Some(Bucardo {
        span,
        user: or(spec.user, replication_user(frame)?, span),
        conflict: or(spec.conflict, BucardoConflict::Latest, span),
        rejoin_lag: or(spec.rejoin_lag, REJOIN_LAG, span),
        replicator: machine.lower(span)?,
    })
}

fn symmetricds(spec: SymmetricDsSpec, span: Span, frame: &Frame) -> Option<SymmetricDs> {
    let distribution = spec.distribution?.value;
    let machine = ReplicatorKeys {
        cloud: spec.cloud,
        machine: spec.machine,
        disk_gib: spec.disk_gib,
        start: spec.start,
        password_version: spec.password_version,
    };
    Some(SymmetricDs {
        span,
        distribution: Distribution {
            url: distribution.url?,
            sha256: distribution.sha256?,
        },
        user: or(spec.user, replication_user(frame)?, span),
        conflict: or(spec.conflict, SymmetricConflict::Newer, span),
        retention: or(spec.retention, NOTES_RETENTION, span),
        rejoin_lag: or(spec.rejoin_lag, REJOIN_LAG, span),
        replicator: machine.lower(span)?,
    })
}

/// The keys of the machine, which every mechanism with one has.
struct ReplicatorKeys {
    cloud: Option<Spanned<Cloud>>,
    machine: Option<Spanned<MachineType>>,
    disk_gib: Option<Spanned<Number>>,
    start: Option<Spanned<Switch>>,
    password_version: Option<Spanned<Number>>,
}

impl ReplicatorKeys {
    fn lower(self, span: Span) -> Option<Replicator> {
        let cloud = or(self.cloud, Cloud::Aws, span);
        let machine = match cloud.value {
            Cloud::Aws => "t3.medium",
            Cloud::Gcp => "e2-medium",
        };
        Some(Replicator {
            span,
            cloud,
            machine: or(self.machine, MachineType::parse(machine).ok()?, span),
            disk_gib: or(self.disk_gib, 20, span),
            start: or(self.start, false, span),
            password_version: or(self.password_version, 1, span),
        })
    }
}

fn messages(spec: ApplicationSpec, span: Span, frame: &Frame) -> Option<Messages> {
    let user = RoleName::parse(&format!("{}_messages", frame.database_name())).ok()?;
    let clients = spec.clients.map(|it| it.value).unwrap_or_default();
    Some(Messages {
        span,
        user: or(spec.user, user, span),
        retention: or(spec.retention, MESSAGE_RETENTION, span),
        queue_retention: or(spec.queue_retention, QUEUE_RETENTION, span),
        processing: or(spec.processing, PROCESSING, span),
        attempts: or(spec.attempts, 20, span),
        aws_clients: items(clients.aws),
        gcp_clients: items(clients.gcp),
    })
}

/// Admits the machine that carries the changes as a client of the database across the link; the one beside
/// it is opened by the stack of the machine, where the cloud has rules for that.
pub(super) fn admit_replicator(
    strategy: &Strategy,
    aws: Option<&mut AwsEnvironment>,
    gcp: Option<&mut GcpEnvironment>,
) {
    let mechanism = strategy.active_active().map(|it| &it.mechanism);
    let Some(replicator) = mechanism.and_then(Mechanism::replicator) else {
        return;
    };
    let (Some(aws), Some(gcp)) = (aws, gcp) else {
        return;
    };
    match replicator.cloud.value {
        Cloud::Aws => {
            let subnets = aws.network.tier(SubnetTier::Private);
            let subnets: Vec<_> = subnets.map(|(_, cidr)| cidr.value).collect();
            if let Some(database) = &mut gcp.database {
                admit(&mut database.clients, subnets, replicator.span);
            }
        }
        Cloud::Gcp => {
            if let Some(database) = &mut aws.database {
                let nodes = [gcp.network.cidr.value];
                admit(&mut database.clients, nodes, replicator.span);
            }
        }
    }
}
