//! What the README of the stack `traffic` says: who comes first, and how soon clients are moved.

use mcgen_model::{Cloud, Environment, SwitchPart, TrafficSteering};

use crate::markdown::{code, table};
use crate::stack::Stack;

pub(super) fn text(environment: &Environment, stack: &Stack) -> Option<String> {
    let traffic = environment
        .traffic
        .as_deref()
        .filter(|_| stack.name == "traffic")?;
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
    let (aws, gcp) = traffic.origins.addresses()?;
    let side = |cloud: Cloud| match cloud {
        Cloud::Aws => ("AWS", aws.to_string()),
        Cloud::Gcp => ("Google Cloud", gcp.to_string()),
    };
    let rows = [("first", primary), ("second", primary.other())];
    let rows = rows.map(|(place, cloud)| {
        let (name, address) = side(cloud);
        [place.into(), name.into(), code(&address).into()]
    });
    Some(table(["Place", "Side", "Entrance"], rows))
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
