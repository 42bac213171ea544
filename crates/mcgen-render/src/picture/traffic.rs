use std::collections::BTreeMap;

use mcgen_model::{Admitted, Cloud, Environment, TargetProtocol, TrafficManager, TrafficSteering};

use super::{Facts, PartFacts};

/// What an environment says of the stack that sends clients to the primary, or to both sides.
pub(super) fn facts(environment: &Environment) -> Option<Facts> {
    let traffic = environment.traffic.as_deref()?;
    let first = traffic.first(&environment.strategy)?;
    let order = match (environment.strategy.serves_from_both(), &traffic.drained) {
        (false, _) => vec![
            format!("first {}", first.title()),
            format!("then {}", first.other().title()),
        ],
        (true, Some(drained)) => vec![
            format!("{} alone", first.title()),
            format!("{} is drained", drained.value.title()),
        ],
        (true, None) => vec!["to both sides".to_owned()],
    };
    let asks = format!("asks for {}", traffic.health_path);
    let (title, account) = match &traffic.manager {
        TrafficManager::Cloudflare(it) => ("Cloudflare", format!("zone {}", it.zone_id)),
        TrafficManager::Route53(it) => ("Amazon Route 53", format!("hosted zone {}", it.zone_id)),
    };
    let load_balancer = PartFacts {
        title: traffic.hostname.to_string(),
        details: order.into_iter().chain([asks]).collect(),
    };
    Some(Facts {
        title: title.to_owned(),
        account: Some(account),
        parts: BTreeMap::from([("load_balancer", load_balancer)]),
        replicas: Vec::new(),
        services: Vec::new(),
    })
}

/// The load balancer of a cloud.
pub(super) fn entrance(traffic: &TrafficSteering, cloud: Cloud) -> PartFacts {
    let origins = &traffic.origins;
    let (targets, admitted) = match cloud {
        Cloud::Aws => (&origins.aws.targets, origins.aws.admitted.value),
        Cloud::Gcp => (&origins.gcp.targets, origins.gcp.admitted.value),
    };
    let protocol = match targets.protocol.value {
        TargetProtocol::Http => "HTTP",
        TargetProtocol::Https => "HTTPS",
    };
    let admitted = match admitted {
        Admitted::Cloudflare => "admits Cloudflare",
        Admitted::Everyone => "admits everyone",
    };
    PartFacts {
        title: format!("Entrance of {}", traffic.hostname),
        details: vec![
            admitted.to_owned(),
            format!("targets at {protocol} {}", targets.port),
        ],
    }
}
