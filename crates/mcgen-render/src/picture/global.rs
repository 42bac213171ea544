//! The database over both clouds, and who reaches it by which way.

use std::collections::BTreeMap;

use mcgen_graph::{Edge, EdgeKind, Graph, GroupId, Node, NodeId, NodeKind};
use mcgen_model::{
    Atlas, Cloud, Cockroach, Environment, GlobalDatabase, Product, Region, Spanner, Yugabyte,
};

use super::{Drawn, Facts, PartFacts, counted};

/// The calls of `reach` that are an endpoint of the database in a cloud.
const ENDPOINTS: [(&str, Cloud); 3] = [
    ("aws_endpoint", Cloud::Aws),
    ("aws_endpoints", Cloud::Aws),
    ("gcp_endpoint", Cloud::Gcp),
];

/// What an environment says of the stack with the database.
pub(super) fn facts(environment: &Environment) -> Option<Facts> {
    let settings = environment.strategy.global_database()?;
    let (title, details) = match &settings.product {
        Product::Atlas(cluster) => ("MongoDB Atlas", of_atlas(cluster)),
        Product::Cockroach(cluster) => ("CockroachDB Cloud", of_cockroach(cluster)),
        Product::Spanner(instance) => ("Cloud Spanner", of_spanner(instance)),
        Product::Yugabyte(cluster) => ("YugabyteDB Aeon", of_yugabyte(cluster)),
    };
    let name = match &settings.product {
        Product::Atlas(cluster) => cluster.database.to_string(),
        Product::Cockroach(cluster) => cluster.database.to_string(),
        Product::Spanner(instance) => instance.database.to_string(),
        Product::Yugabyte(cluster) => cluster.database.to_string(),
    };
    let database = PartFacts {
        title: format!("Database {name}"),
        details,
    };
    Some(Facts {
        title: title.to_owned(),
        account: None,
        parts: BTreeMap::from([("database", database)]),
        replicas: Vec::new(),
        services: Vec::new(),
    })
}

fn of_atlas(cluster: &Atlas) -> Vec<String> {
    let regions = cluster
        .regions
        .iter()
        .map(|it| nodes(it.name.region(), it.nodes.value));
    let size = format!("MongoDB {}, {}", cluster.version, cluster.instance_size);
    [size].into_iter().chain(regions).collect()
}

fn of_cockroach(cluster: &Cockroach) -> Vec<String> {
    let plan = match &cluster.version {
        Some(version) => format!("{version}, {}", cluster.plan),
        None => cluster.plan.to_string(),
    };
    let regions = cluster.regions.iter().map(|it| match &it.nodes {
        Some(count) => nodes(it.name.value, count.value),
        None => place(it.name.value),
    });
    [plan].into_iter().chain(regions).collect()
}

fn of_spanner(instance: &Spanner) -> Vec<String> {
    let size = match &instance.autoscaling {
        Some(scaling) => format!(
            "{} to {} processing units",
            scaling.min_processing_units, scaling.max_processing_units
        ),
        None => format!("{} processing units", instance.processing_units),
    };
    let regions = instance.configuration.value.regions().map(place);
    [instance.configuration.to_string(), size]
        .into_iter()
        .chain(regions)
        .collect()
}

fn of_yugabyte(cluster: &Yugabyte) -> Vec<String> {
    let regions = cluster
        .regions
        .iter()
        .map(|it| nodes(it.name.value, it.nodes.value));
    let survives = format!(
        "survives the loss of {}",
        counted(cluster.faults.value, cluster.fault_tolerance.value.as_str())
    );
    [survives].into_iter().chain(regions).collect()
}

fn nodes(region: Region, count: u32) -> String {
    format!("{} in {}", counted(count, "node"), place(region))
}

fn place(region: Region) -> String {
    format!("{} {}", region.cloud().title(), region.code())
}

/// Draws the clients of both clouds, and their way to the database: by the endpoint in their cloud, by that of the
/// other cloud, or straight to it.
pub(super) fn draw(graph: &mut Graph, environment: &Environment, drawn: &Drawn) {
    let Some(settings) = environment.strategy.global_database() else {
        return;
    };
    let Some(database) = drawn.get("global").and_then(|it| it.get("database")) else {
        return;
    };
    let reach = drawn.get("reach");
    let endpoints: BTreeMap<Cloud, NodeId> = ENDPOINTS
        .into_iter()
        .filter_map(|(call, cloud)| Some((cloud, *reach?.get(call)?)))
        .collect();
    for endpoint in endpoints.values() {
        graph.connect(*endpoint, *database, Edge::new(EdgeKind::Traffic));
    }
    for home in [Cloud::Aws, Cloud::Gcp] {
        let Some(group) = group_of(graph, drawn, home) else {
            continue;
        };
        let mut node = Node::new(NodeKind::Client, "clients", NodeKind::Client.to_string());
        node.details
            .extend(who(home).iter().map(|it| (*it).to_owned()));
        let client = graph.add_node(node.within(group));
        let other = endpoints.get(&home.other());
        let (target, away) = match (endpoints.get(&home), other) {
            (Some(own), _) => (*own, false),
            (None, _) if is_peered(settings, home) => (*database, false),
            (None, Some(_)) if environment.link.is_none() => continue,
            (None, Some(other)) => (*other, true),
            (None, None) => (*database, is_away(settings, home)),
        };
        let mut edge = Edge::new(EdgeKind::Traffic);
        if away {
            edge = edge.carrying("over the link");
        }
        graph.connect(client, target, edge);
    }
}

/// Who connects from a cloud.
fn who(home: Cloud) -> &'static [&'static str] {
    match home {
        Cloud::Aws => &["private subnets"],
        Cloud::Gcp => &["nodes", "pods"],
    }
}

/// Whether clients without an endpoint have nodes in a network that is peered with theirs.
fn is_peered(settings: &GlobalDatabase, home: Cloud) -> bool {
    let Product::Yugabyte(cluster) = &settings.product else {
        return false;
    };
    home == Cloud::Gcp && cluster.is_peered()
}

/// Whether clients without an endpoint cross the link. The API of Spanner is reached over it; a public address is not.
fn is_away(settings: &GlobalDatabase, home: Cloud) -> bool {
    matches!(settings.product, Product::Spanner(_)) && home == Cloud::Aws
}

fn group_of(graph: &Graph, drawn: &Drawn, cloud: Cloud) -> Option<GroupId> {
    let node = drawn.get(cloud.as_str())?.values().next()?;
    graph.node(*node).group
}
