//! The way of the changes, from the database that takes the writes to the one that waits.

use std::collections::BTreeMap;

use mcgen_graph::{Edge, EdgeKind, Graph, Group, GroupKind, Node, NodeId, NodeKind};
use mcgen_model::{Cloud, DmsRoute, Environment, PrimaryReplica, Replication, dms};

use super::{Facts, PartFacts, aws, counted, gcp};

/// The call of the module that runs the task of DMS, in the stack `replication`.
pub(super) const TASK: &str = "dms";

/// What an environment says of the stack whose task carries the changes.
pub(super) fn facts(environment: &Environment) -> Option<Facts> {
    let route = dms::route(environment)?;
    Some(Facts {
        title: format!(
            "AWS DMS {} ({})",
            route.aws.region.code(),
            route.aws.region.metro()
        ),
        account: format!("account {}", route.aws.account.value),
        parts: BTreeMap::from([(TASK, task(&route))]),
        replicas: Vec::new(),
        services: Vec::new(),
    })
}

fn task(route: &DmsRoute<'_>) -> PartFacts {
    let instance = &route.dms.instance;
    let mut details = vec![
        instance.class.to_string(),
        if instance.multi_az.value {
            "standby in another zone"
        } else {
            "in one zone"
        }
        .to_owned(),
    ];
    if !route.dms.start.value {
        details.push("not started yet".to_owned());
    }
    PartFacts {
        title: "DMS task".to_owned(),
        details,
    }
}

/// The facts of a cloud, with what its database does where one of two takes the writes.
pub(super) fn with_role(mut facts: Facts, environment: &Environment, cloud: Cloud) -> Facts {
    let strategy = environment.strategy.primary_replica();
    if let Some(strategy) = strategy
        && let Some(database) = facts.parts.get_mut("database")
    {
        let role = if strategy.primary.value == cloud {
            "takes the writes"
        } else {
            "stands by"
        };
        database.details.insert(0, role.to_owned());
    }
    facts
}

/// Draws the direction of the changes between the databases of both clouds, by way of the task where there
/// is one.
pub(super) fn draw(
    graph: &mut Graph,
    environment: &Environment,
    databases: &BTreeMap<Cloud, NodeId>,
    task: Option<NodeId>,
) {
    let Some(strategy) = environment.strategy.primary_replica() else {
        return;
    };
    let primary = strategy.primary.value;
    let ends = databases.get(&primary).zip(databases.get(&primary.other()));
    let Some((source, target)) = ends else {
        return;
    };
    let way = [Some(*source), task, Some(*target)];
    let way: Vec<NodeId> = way.into_iter().flatten().collect();
    for step in way.windows(2) {
        graph.connect(step[0], step[1], edge(strategy));
    }
}

fn edge(strategy: &PrimaryReplica) -> Edge {
    let edge = Edge::new(EdgeKind::Replication).carrying(match strategy.replication {
        Replication::Logical(_) => "logical replication",
        Replication::Dms(_) => "rows and changes",
    });
    match u32::try_from(strategy.tables.len()) {
        Ok(count) if count > 0 => edge.carrying(counted(count, "table")),
        _ => edge,
    }
}

/// A picture of the two databases and of what carries the changes from one to the other, and of nothing
/// else; none where nothing does.
pub(crate) fn alone(environment: &Environment) -> Option<Graph> {
    environment.strategy.primary_replica()?;
    let sides = [
        (Cloud::Aws, aws::facts(environment.aws.as_ref()?)),
        (Cloud::Gcp, gcp::facts(environment.gcp.as_ref()?)),
    ];
    let mut graph = Graph::new(environment.identity());
    let mut databases = BTreeMap::new();
    for (cloud, facts) in sides {
        let facts = with_role(facts, environment, cloud);
        let node = add(
            &mut graph,
            cloud.as_str(),
            &facts,
            "database",
            NodeKind::Database,
        )?;
        databases.insert(cloud, node);
    }
    let task = facts(environment)
        .and_then(|facts| add(&mut graph, "replication", &facts, TASK, NodeKind::Module));
    draw(&mut graph, environment, &databases, task);
    Some(graph)
}

/// Adds a stack with one of its modules.
fn add(
    graph: &mut Graph,
    stack: &str,
    facts: &Facts,
    call: &str,
    kind: NodeKind,
) -> Option<NodeId> {
    let part = facts.parts.get(call)?;
    let group = graph.add_group(Group::new(GroupKind::Stack, stack, &*facts.title));
    let mut node = Node::new(kind, call, &*part.title).within(group);
    node.details.extend(part.details.iter().cloned());
    Some(graph.add_node(node))
}
