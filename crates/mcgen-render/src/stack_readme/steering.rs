//! What the README of the stack `traffic` says: who comes first or that both serve, and how soon clients are moved.

use mcgen_model::{Cloud, Environment, Mechanism, SwitchPart, TrafficSteering};

use crate::markdown::{code, table};
use crate::stack::Stack;

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let traffic = environment
        .traffic
        .as_deref()
        .filter(|_| stack.name == "traffic")?;
    if let Some(strategy) = environment.strategy.active_active() {
        return both(traffic, &Served::by(environment, &strategy.mechanism));
    }
    if environment.strategy.global_database().is_some() {
        return both(traffic, &Served::of_one_database());
    }
    let primary = environment.strategy.primary_replica()?.primary.value;
    Some(format!(
        "{}\nBoth are asked for `https://{}{}`, which only the side that takes the writes answers with 200.\n\n{}\n\
         Clients are moved {} after the loss of a side at the latest, if the other one was promoted by then.\n",
        order(traffic, primary)?,
        traffic.hostname,
        traffic.health_path,
        times(traffic),
        traffic.manager.switch_time(),
    ))
}

fn order(traffic: &TrafficSteering, primary: Cloud) -> Option<String> {
    let mut rows = Vec::new();
    for (place, cloud) in [("first", primary), ("second", primary.other())] {
        let (name, address) = entrance(traffic, cloud)?;
        rows.push([place.into(), name.into(), code(&address).into()]);
    }
    Some(table(["Place", "Side", "Entrance"], rows))
}

/// When a side that serves beside another one may have clients, in words.
struct Served {
    /// When the application answers with 200.
    writable: &'static str,
    /// What is known of a side that comes back.
    stale: String,
    /// When a drained side gets clients again.
    everything: String,
}

impl Served {
    /// One database, which both sides reach.
    fn of_one_database() -> Self {
        Self {
            writable: "a write to the database goes through from that side",
            stale: "It has no rows of its own, so nothing in it is stale.".to_owned(),
            everything: "that side reaches the database again".to_owned(),
        }
    }

    fn by(environment: &Environment, mechanism: &Mechanism) -> Self {
        let sql = format!("sql/{}", environment.name);
        let writable = match mechanism {
            Mechanism::LogicalLww(_)
            | Mechanism::Bucardo(_)
            | Mechanism::SymmetricDs(_)
            | Mechanism::Application(_) => "`SELECT mcgen.takes_clients()` of its database says so",
            Mechanism::DebeziumKafka(_) => {
                "`mcgen.replication` of its database has the role `open`"
            }
        };
        let everything = match mechanism {
            Mechanism::LogicalLww(_) => format!(
                "`{sql}/07-open.sql` has run on that side, after a pause with `{sql}/21-pause.sql`: it waits until each side \
                 has everything of the other"
            ),
            Mechanism::DebeziumKafka(_) => format!(
                "`{sql}/10-health.sql` shows on both sides that little is not yet in Kafka, and the consumer groups of the sinks \
                 have no lag: their part is not seen from the databases"
            ),
            Mechanism::Bucardo(_) | Mechanism::SymmetricDs(_) => {
                "`replicator status` says that nothing waits on either side".to_owned()
            }
            Mechanism::Application(_) => {
                format!("*Compare* of `{sql}/README.md` shows no difference in either direction")
            }
        };
        let stale = mechanism.rejoin_lag().map_or_else(
            || "Its database may answer although it is stale.".to_owned(),
            |lag| {
                format!(
                    "Its database holds clients back by itself until what arrives is younger than {lag}; only `drained` keeps \
                     out a side that was given up."
                )
            },
        );
        Self {
            writable,
            stale,
            everything,
        }
    }
}

/// Both sides serve, but one that is drained.
fn both(traffic: &TrafficSteering, served: &Served) -> Option<String> {
    let mut rows = Vec::new();
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        let (name, address) = entrance(traffic, cloud)?;
        let is_drained = traffic.drained.as_ref().is_some_and(|it| it.value == cloud);
        let clients = if is_drained { "none: drained" } else { "yes" };
        rows.push([name.into(), clients.into(), code(&address).into()]);
    }
    let Served {
        writable,
        stale,
        everything,
    } = served;
    Some(format!(
        "{}\nBoth are asked for `https://{}{}`. The application answers it with 200 only while {writable}, and with 503 \
         otherwise or without an answer of the database.\n\n{}\n\
         The loss of a side moves its clients to the other one, by itself, {} later at the latest. A side that comes back gets clients by \
         itself as soon as it answers 200: before it comes back, write `drained` with its name below `traffic`, \
         render and apply this stack. {stale} Remove `drained` when {everything}.\n{}",
        table(["Side", "Clients", "Entrance"], rows),
        traffic.hostname,
        traffic.health_path,
        times(traffic),
        traffic.manager.switch_time(),
        of_route53(traffic),
    ))
}

/// What records do otherwise than a load balancer.
fn of_route53(traffic: &TrafficSteering) -> &'static str {
    if traffic.route53().is_none() {
        return "";
    }
    "\nThe records of a drained side lead to the other one. When neither side is healthy, Route 53 takes both for healthy, and a side that \
     holds clients back by its health alone gets some; a drained one gets none even then. The API of Route 53 is part of AWS: while AWS as a \
     whole or the bucket of the state is lost nothing here can be applied, and health checks alone decide. Another `steering` needs the records \
     of the old one destroyed first (`terraform destroy -target`): Route 53 takes no second policy beside the first, and the name is not \
     answered in between.\n"
}

fn entrance(traffic: &TrafficSteering, cloud: Cloud) -> Option<(&'static str, String)> {
    let (aws, gcp) = traffic.origins.addresses()?;
    Some(match cloud {
        Cloud::Aws => ("AWS", aws.to_string()),
        Cloud::Gcp => ("Google Cloud", gcp.to_string()),
    })
}

fn times(traffic: &TrafficSteering) -> String {
    let row = |name: &'static str, part: SwitchPart| {
        [
            name.into(),
            part.counted.into(),
            part.time.to_string().into(),
        ]
    };
    let detection = traffic.manager.detection().into_iter();
    let rows = detection.map(|part| row("detection", part));
    let rows = rows.chain([row("clients", traffic.manager.propagation())]);
    table(["Part", "Counted", "At the most"], rows)
}
