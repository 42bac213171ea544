//! The way of the changes: from the database that takes the writes to the one that waits, or both ways.

use std::collections::BTreeMap;

use mcgen_graph::{Edge, EdgeKind, Graph, Group, GroupKind, Node, NodeId, NodeKind};
use mcgen_model::catalog::mechanisms::guarantees;
use mcgen_model::{
    Cloud, DmsRoute, Environment, Mechanism, Replication, Replicator, Strategy, dms,
};

use super::{Drawn, Facts, PartFacts, aws, counted, gcp};

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
        account: Some(format!("account {}", route.aws.account.value)),
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

/// What an environment says of the stack with the machine that carries the changes of two sides.
pub(super) fn facts_of_replicator(environment: &Environment) -> Option<Facts> {
    let mechanism = &environment.strategy.active_active()?.mechanism;
    let replicator = mechanism.replicator()?;
    let of_cloud = match replicator.cloud.value {
        Cloud::Aws => aws::facts(environment.aws.as_ref()?),
        Cloud::Gcp => gcp::facts(environment.gcp.as_ref()?),
    };
    let mut details = vec![replicator.machine.value.to_string()];
    if !replicator.start.value {
        details.push("not started yet".to_owned());
    }
    let title = guarantees(mechanism.name()).title.clone();
    Some(Facts {
        title: of_cloud.title,
        account: of_cloud.account,
        parts: BTreeMap::from([(machine(replicator), PartFacts { title, details })]),
        replicas: Vec::new(),
        services: Vec::new(),
    })
}

/// The call of the module of a machine that carries changes.
fn machine(replicator: &Replicator) -> &'static str {
    match replicator.cloud.value {
        Cloud::Aws => "aws_replicator",
        Cloud::Gcp => "gcp_replicator",
    }
}

/// What goes between the two databases.
struct Way {
    /// The database that takes the writes, where one of the two does.
    primary: Option<Cloud>,
    /// The calls of the modules that carry the changes, in the order from AWS to Google Cloud; without one the
    /// databases do it themselves.
    carriers: Vec<&'static str>,
    carries: &'static str,
    tables: usize,
}

impl Way {
    fn of(environment: &Environment) -> Option<Self> {
        match &environment.strategy.value {
            Strategy::PrimaryReplica(strategy) => {
                let (carriers, carries) = match &strategy.replication {
                    Replication::Logical(_) => (Vec::new(), "logical replication"),
                    Replication::Dms(_) => (vec![TASK], "rows and changes"),
                };
                Some(Self {
                    primary: Some(strategy.primary.value),
                    carriers,
                    carries,
                    tables: strategy.tables.len(),
                })
            }
            Strategy::ActiveActive(strategy) => {
                let (carriers, carries) = match &strategy.mechanism {
                    Mechanism::LogicalLww(_) => (Vec::new(), "logical replication"),
                    Mechanism::DebeziumKafka(_) => (vec!["connect"], "changes"),
                    Mechanism::Bucardo(settings) => {
                        (vec![machine(&settings.replicator)], "changed rows")
                    }
                    Mechanism::SymmetricDs(settings) => {
                        (vec![machine(&settings.replicator)], "changes")
                    }
                    Mechanism::Application(_) => (vec!["aws_messages", "gcp_messages"], "messages"),
                };
                Some(Self {
                    primary: None,
                    carriers,
                    carries,
                    tables: strategy.tables.len(),
                })
            }
            Strategy::Independent | Strategy::GlobalDatabase(_) => None,
        }
    }

    /// From where to where.
    fn directions(&self) -> Vec<[Cloud; 2]> {
        match self.primary {
            Some(primary) => vec![[primary, primary.other()]],
            None => vec![[Cloud::Aws, Cloud::Gcp], [Cloud::Gcp, Cloud::Aws]],
        }
    }

    fn edge(&self) -> Edge {
        let edge = Edge::new(EdgeKind::Replication).carrying(self.carries);
        match u32::try_from(self.tables) {
            Ok(count) if count > 0 => edge.carrying(counted(count, "table")),
            _ => edge,
        }
    }
}

/// The facts of a cloud, with what its database does beside the other one.
pub(super) fn with_role(mut facts: Facts, environment: &Environment, cloud: Cloud) -> Facts {
    if let Some(way) = Way::of(environment)
        && let Some(database) = facts.parts.get_mut("database")
    {
        let role = match way.primary {
            None => "takes writes, like the other side",
            Some(primary) if primary == cloud => "takes the writes",
            Some(_) => "stands by",
        };
        database.details.insert(0, role.to_owned());
    }
    facts
}

/// Draws the directions of the changes between the databases that are drawn.
pub(super) fn draw_between(graph: &mut Graph, environment: &Environment, drawn: &Drawn) {
    let Some(way) = Way::of(environment) else {
        return;
    };
    let database = |cloud: Cloud| Some((cloud, *drawn.get(cloud.as_str())?.get("database")?));
    let databases = [Cloud::Aws, Cloud::Gcp].into_iter().filter_map(database);
    let carriers = way.carriers.iter();
    let carriers = carriers.filter_map(|call| drawn.values().find_map(|it| it.get(*call)));
    let carriers: Vec<NodeId> = carriers.copied().collect();
    draw(graph, environment, &databases.collect(), &carriers);
}

/// Draws the directions of the changes between the databases of both clouds, by way of the modules that carry
/// them, which are given in the order from AWS to Google Cloud.
fn draw(
    graph: &mut Graph,
    environment: &Environment,
    databases: &BTreeMap<Cloud, NodeId>,
    carriers: &[NodeId],
) {
    let Some(way) = Way::of(environment) else {
        return;
    };
    for [from, to] in way.directions() {
        let Some((source, target)) = databases.get(&from).zip(databases.get(&to)) else {
            continue;
        };
        let mut stops = vec![*source];
        match from {
            Cloud::Aws => stops.extend(carriers),
            Cloud::Gcp => stops.extend(carriers.iter().rev()),
        }
        stops.push(*target);
        for step in stops.windows(2) {
            graph.connect(step[0], step[1], way.edge());
        }
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
    draw(&mut graph, environment, &databases, task.as_slice());
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
