use std::collections::BTreeMap;

use mcgen_diagnostics::Spanned;
use mcgen_graph::{Node, NodeKind};
use mcgen_model::{
    Availability, GcpCache, GcpDatabase, GcpEnvironment, GcpNetwork, GcpReplica, MemorystoreSize,
};

use super::clients::Service;
use super::{Facts, PartFacts, cache_engine, counted, engine, sharded};

pub(super) fn facts(gcp: &GcpEnvironment) -> Facts {
    let mut parts = BTreeMap::from([("network", network(&gcp.network))]);
    let mut services = Vec::new();
    let mut replicas = Vec::new();
    if let Some(it) = &gcp.database {
        parts.insert("database", database(it));
        replicas.extend(it.replicas.iter().map(replica));
        services.push(Service {
            call: "database",
            port: it.engine.default_port(),
            clients: clients(&it.clients),
        });
    }
    if let Some(it) = &gcp.cache {
        parts.insert("cache", cache(it));
        services.push(Service {
            call: "cache",
            port: it.port.value,
            clients: clients(&it.clients),
        });
    }
    Facts {
        title: format!(
            "Google Cloud {} ({})",
            gcp.region.code(),
            gcp.region.metro()
        ),
        account: Some(format!("project {}", gcp.project.value)),
        parts,
        replicas,
        services,
    }
}

fn network(network: &GcpNetwork) -> PartFacts {
    let subnets = network.subnets.iter();
    let subnets = subnets.map(|subnet| format!("{} {}", subnet.name.value, subnet.cidr));
    PartFacts {
        title: "VPC network".to_owned(),
        details: [
            format!("nodes {}", network.cidr),
            format!("pods {}", network.pods),
            format!("services {}", network.services),
            format!("private services {}", network.private_services),
        ]
        .into_iter()
        .chain(subnets)
        .collect(),
    }
}

fn database(database: &GcpDatabase) -> PartFacts {
    let disk = &database.disk;
    let growth = match (disk.autoresize.value, disk.max_size_gib.value) {
        (false, _) => String::new(),
        (true, 0) => ", grows".to_owned(),
        (true, most) => format!(", grows to {most} GiB"),
    };
    let mut details = vec![
        database.running_tier().to_string(),
        format!("{} GiB {}{growth}", disk.size_gib, disk.kind),
        match database.availability.value {
            Availability::Regional => "standby in another zone",
            Availability::Zonal => "in one zone",
        }
        .to_owned(),
    ];
    if database.kms_key.is_some() {
        details.push("encrypted with an existing key".to_owned());
    }
    PartFacts {
        title: format!("{} {}", engine(database.engine.value), database.version),
        details,
    }
}

fn replica(replica: &GcpReplica) -> Node {
    let mut node = Node::new(
        NodeKind::Replica,
        format!("replica_{}", replica.name.value),
        format!("Replica {}", replica.name.value),
    );
    node.details.push(replica.tier.to_string());
    node.details
        .extend(replica.zone.as_ref().map(|zone| zone.value.clone()));
    node
}

fn cache(cache: &GcpCache) -> PartFacts {
    let mut details = match &cache.size {
        MemorystoreSize::Redis {
            tier,
            size_gib,
            read_replicas,
        } => {
            let replicas = read_replicas.value;
            let replicas = (replicas > 0).then(|| counted(replicas, "read replica"));
            [format!("{size_gib} GiB, {tier}")]
                .into_iter()
                .chain(replicas)
                .collect()
        }
        MemorystoreSize::Valkey {
            node_type,
            shards,
            replicas,
        } => vec![
            node_type.value.clone(),
            sharded(shards.value, replicas.value),
        ],
    };
    if cache.kms_key.is_some() {
        details.push("encrypted with an existing key".to_owned());
    }
    PartFacts {
        title: format!("{} {}", cache_engine(cache.engine.value), cache.version),
        details,
    }
}

fn clients(clients: &[Spanned<String>]) -> Vec<String> {
    clients.iter().map(|client| client.value.clone()).collect()
}
