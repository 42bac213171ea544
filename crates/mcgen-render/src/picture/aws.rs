use std::collections::BTreeMap;

use mcgen_diagnostics::Spanned;
use mcgen_graph::{Node, NodeKind};
use mcgen_model::{
    AwsCache, AwsDatabase, AwsEnvironment, AwsNetwork, AwsReplica, CacheTopology, NatMode, Scalar,
    SubnetTier,
};

use super::clients::Service;
use super::{Facts, PartFacts, cache_engine, counted, engine, sharded};

pub(super) fn facts(aws: &AwsEnvironment) -> Facts {
    let mut parts = BTreeMap::from([("network", network(&aws.network))]);
    let mut services = Vec::new();
    let mut replicas = Vec::new();
    if let Some(it) = &aws.database {
        parts.insert("database", database(it));
        replicas.extend(it.replicas.iter().map(replica));
        services.push(Service {
            call: "database",
            port: it.port.value,
            clients: clients(&it.clients),
        });
    }
    if let Some(it) = &aws.cache {
        parts.insert("cache", cache(it));
        services.push(Service {
            call: "cache",
            port: it.port.value,
            clients: clients(&it.clients),
        });
    }
    Facts {
        title: format!("AWS {} ({})", aws.region.code(), aws.region.metro()),
        account: Some(format!("account {}", aws.account.value)),
        parts,
        replicas,
        services,
    }
}

fn network(network: &AwsNetwork) -> PartFacts {
    let ranges: Vec<String> = network.vpc_ranges().map(ToString::to_string).collect();
    let mut details = Vec::new();
    for tier in SubnetTier::ALL {
        let subnets: Vec<String> = network
            .tier(*tier)
            .map(|(_, cidr)| cidr.to_string())
            .collect();
        if !subnets.is_empty() {
            details.push(format!("{tier} {}", subnets.join(", ")));
        }
    }
    details.push(
        match network.nat.value {
            NatMode::Single => "one NAT gateway for all zones",
            NatMode::PerZone => "a NAT gateway in each zone",
            NatMode::None => "no NAT gateway",
        }
        .to_owned(),
    );
    PartFacts {
        title: format!("VPC {}", ranges.join(", ")),
        details,
    }
}

fn database(database: &AwsDatabase) -> PartFacts {
    let storage = &database.storage;
    let growth = storage.max_size_gib.as_ref();
    let growth = growth.map(|most| format!(", grows to {most} GiB"));
    let mut details = vec![
        database.running_class().to_string(),
        format!(
            "{} GiB {}{}",
            storage.size_gib,
            storage.kind,
            growth.unwrap_or_default()
        ),
        if database.multi_az.value {
            "standby in another zone"
        } else {
            "in one zone"
        }
        .to_owned(),
    ];
    if database.proxy.is_some() {
        details.push("behind an RDS Proxy".to_owned());
    }
    if database.kms_key.is_some() {
        details.push("encrypted with an existing key".to_owned());
    }
    PartFacts {
        title: format!("{} {}", engine(database.engine.value), database.version),
        details,
    }
}

fn replica(replica: &AwsReplica) -> Node {
    let mut node = Node::new(
        NodeKind::Replica,
        format!("replica_{}", replica.name.value),
        format!("Replica {}", replica.name.value),
    );
    node.details.push(replica.class.to_string());
    node.details
        .extend(replica.zone.as_ref().map(|zone| zone.value.clone()));
    node
}

fn cache(cache: &AwsCache) -> PartFacts {
    let nodes = match &cache.topology {
        CacheTopology::Nodes(nodes) => counted(nodes.value, "node"),
        CacheTopology::Sharded { shards, replicas } => sharded(shards.value, replicas.value),
    };
    let mut details = vec![cache.node_type.to_string(), nodes];
    if cache.kms_key.is_some() {
        details.push("encrypted with an existing key".to_owned());
    }
    PartFacts {
        title: format!("{} {}", cache_engine(cache.engine.value), cache.version),
        details,
    }
}

fn clients(clients: &[Spanned<String>]) -> Vec<String> {
    let clients = clients
        .iter()
        .map(|client| match SubnetTier::parse(client) {
            Ok(tier) => format!("{tier} subnets"),
            Err(_) => client.value.clone(),
        });
    clients.collect()
}
