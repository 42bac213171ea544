//! What the README of the stack `traffic` says: who comes first or that both serve, and how soon clients are moved.

use mcgen_model::{Cloud, Environment, SwitchPart, TrafficSteering};

use crate::markdown::{code, table};
use crate::stack::Stack;

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let traffic = environment
        .traffic
        .as_deref()
        .filter(|_| stack.name == "traffic")?;
    if environment.strategy.active_active().is_some() {
        return both(environment, traffic);
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
    let rows = [("first", primary), ("second", primary.other())];
    let mut cells = Vec::new();
    for (place, cloud) in rows {
        let (name, address) = entrance(traffic, cloud)?;
        cells.push([place.into(), name.into(), code(&address).into()]);
    }
    let rows = cells;
    Some(table(["Place", "Side", "Entrance"], rows))
}

/// Both sides serve, but one that is drained.
fn both(environment: &Environment, traffic: &TrafficSteering) -> Option<String> {
    let mut rows = Vec::new();
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        let (name, address) = entrance(traffic, cloud)?;
        let is_drained = traffic.drained.as_ref().is_some_and(|it| it.value == cloud);
        let clients = if is_drained { "none: drained" } else { "yes" };
        rows.push([name.into(), clients.into(), code(&address).into()]);
    }
    Some(format!(
        "{}\nBoth are asked for `https://{}{}`. The application answers it with 200 only while `mcgen.replication` of its \
         database has the role `open`, and with 503 otherwise or without an answer of the database.\n\n{}\n\
         The loss of a side moves its clients to the other one, by itself, {} later at the latest. A side that comes back gets clients by \
         itself as soon as it answers 200: before it comes back, write `drained` with its name below `traffic`, \
         render and apply this stack. Its database may still say `open` although it is stale. Remove `drained` when `sql/{}/10-health.sql` \
         shows no lag on either side.\n",
        table(["Side", "Clients", "Entrance"], rows),
        traffic.hostname,
        traffic.health_path,
        times(traffic),
        traffic.manager.switch_time(),
        environment.name,
    ))
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
