//! Pictures: the modules of each stack and what goes between them, read from what is rendered, with
//! the values that the environment gives them.

mod aws;
mod clients;
mod gcp;
mod global;
pub(crate) mod replication;
mod traffic;

use std::collections::BTreeMap;

use mcgen_graph::{Edge, EdgeKind, Graph, Group, GroupId, GroupKind, Node, NodeId, NodeKind};
use mcgen_hcl::Flow;
use mcgen_model::{CacheEngine, Cloud, Engine, Environment, Scalar, standby};

use crate::stack::{Stack, stacks};
use crate::{RenderError, Renderer};

impl Renderer<'_> {
    /// A picture of environments: their stacks, the modules in them, and what goes from one module
    /// to another in what is rendered. Several environments have a frame each.
    pub fn graph(&mut self, environments: &[Environment]) -> Result<Graph, RenderError> {
        let mut graph = match environments {
            [only] => Graph::new(only.identity()),
            all => Graph::new(format!("{} environments", all.len())),
        };
        for environment in environments {
            let identity = environment.identity();
            let around = (environments.len() > 1).then(|| {
                graph.add_group(Group::new(GroupKind::Environment, &*identity, &*identity))
            });
            let environment = standby::as_it_runs(environment);
            let mut drawn = Drawn::new();
            for stack in stacks(&environment) {
                let picture = self.picture(&stack)?;
                let nodes = picture.add_stack(&mut graph, &environment, &stack, around);
                let nodes = nodes.into_iter().map(|(call, it)| (call.to_owned(), it));
                drawn.insert(stack.name, nodes.collect());
            }
            lead_clients(&mut graph, &drawn);
            global::draw(&mut graph, &environment, &drawn);
            replication::draw_between(&mut graph, &environment, &drawn);
        }
        Ok(graph)
    }
}

/// The nodes of each stack of an environment, by the calls of its modules.
type Drawn = BTreeMap<&'static str, BTreeMap<String, NodeId>>;

/// What the pictures of all stacks of one shape share.
pub(crate) struct Shape {
    title: String,
    parts: Vec<Part>,
    flows: Vec<Flow>,
}

/// A module that a stack calls.
pub(crate) struct Part {
    pub(crate) call: String,
    /// The folder of the module.
    pub(crate) variant: String,
    pub(crate) kind: NodeKind,
}

/// What an environment says of a stack.
struct Facts {
    /// The cloud and the region.
    title: String,
    /// The account or project, where it is one of a cloud.
    account: Option<String>,
    /// What is said of each module, by its call.
    parts: BTreeMap<&'static str, PartFacts>,
    /// Copies of the database.
    replicas: Vec<Node>,
    /// Whoever connects, by the call that they connect to.
    services: Vec<clients::Service>,
}

/// What an environment says of a module.
struct PartFacts {
    title: String,
    details: Vec<String>,
}

impl Shape {
    pub(crate) fn new(title: &str, parts: Vec<Part>, flows: Vec<Flow>) -> Self {
        Self {
            title: title.to_owned(),
            parts,
            flows,
        }
    }

    /// The picture that all stacks of the shape have in common.
    pub(crate) fn graph(&self) -> Graph {
        let mut graph = Graph::new(&*self.title);
        self.draw(&mut graph, |part| {
            Node::new(part.kind, &*part.call, &*part.call).detail(&*part.variant)
        });
        graph
    }

    /// Adds the picture of `stack` to that of its environment, and gives the node of each call.
    pub(crate) fn add_stack(
        &self,
        graph: &mut Graph,
        environment: &Environment,
        stack: &Stack,
        parent: Option<GroupId>,
    ) -> BTreeMap<&str, NodeId> {
        let facts = facts(environment, stack);
        let title = facts.as_ref().map_or(&self.title, |facts| &facts.title);
        let mut group = Group::new(GroupKind::Stack, stack.name, &**title);
        group.parent = parent;
        group
            .details
            .extend(facts.as_ref().and_then(|facts| facts.account.clone()));
        group
            .details
            .push(format!("state {}", stack.backend.address()));
        let group = graph.add_group(group);
        let nodes = self.draw(graph, |part| {
            let told = facts
                .as_ref()
                .and_then(|facts| facts.parts.get(&*part.call));
            let title = told.map_or_else(|| words(&part.call), |told| told.title.clone());
            let mut node = Node::new(part.kind, &*part.call, title)
                .captioned(format!("module.{}", part.call))
                .within(group);
            node.details
                .extend(told.iter().flat_map(|told| told.details.iter().cloned()));
            node.detail(&*part.variant)
        });
        let Some(facts) = facts else { return nodes };
        if let Some(database) = nodes.get("database") {
            for replica in facts.replicas {
                let replica = graph.add_node(replica.within(group));
                graph.connect(*database, replica, Edge::new(EdgeKind::Replication));
            }
        }
        clients::draw(graph, group, &nodes, &facts.services);
        nodes
    }

    /// Adds a node for each module, and an edge for each way from one to another.
    fn draw(&self, graph: &mut Graph, node: impl Fn(&Part) -> Node) -> BTreeMap<&str, NodeId> {
        let nodes: BTreeMap<&str, (NodeId, NodeKind)> = self
            .parts
            .iter()
            .map(|part| (&*part.call, (graph.add_node(node(part)), part.kind)))
            .collect();
        for flow in &self.flows {
            let ends = nodes.get(&*flow.source).zip(nodes.get(&*flow.target));
            if let Some(((source, kind), (target, _))) = ends {
                let mut edge = Edge::new(edge_kind(*kind));
                edge.carries.extend(flow.output.clone());
                graph.connect(*source, *target, edge);
            }
        }
        nodes
            .into_iter()
            .map(|(call, (node, _))| (call, node))
            .collect()
    }
}

/// What the outputs of a module are good for.
fn edge_kind(source: NodeKind) -> EdgeKind {
    match source {
        NodeKind::Network => EdgeKind::Placement,
        NodeKind::Key => EdgeKind::Encryption,
        NodeKind::Secret => EdgeKind::Credential,
        NodeKind::Database
        | NodeKind::Replica
        | NodeKind::Cache
        | NodeKind::Client
        | NodeKind::Gateway
        | NodeKind::LoadBalancer
        | NodeKind::Internet
        | NodeKind::Module => EdgeKind::Output,
    }
}

fn facts(environment: &Environment, stack: &Stack) -> Option<Facts> {
    let mut facts = match stack.name {
        "aws" => environment.aws.as_ref().map(aws::facts),
        "gcp" => environment.gcp.as_ref().map(gcp::facts),
        "global" => global::facts(environment),
        "replication" => replication::facts(environment),
        "replicator" => replication::facts_of_replicator(environment),
        "traffic" => traffic::facts(environment),
        _ => None,
    }?;
    if let Ok(cloud) = Cloud::parse(stack.name) {
        facts = replication::with_role(facts, environment, cloud);
        if let Some(steering) = &environment.traffic {
            let entrance = traffic::entrance(steering, cloud);
            facts.parts.insert("load_balancer", entrance);
        }
    }
    Some(facts)
}

/// The way of the clients, from the stack `traffic` to the load balancers of both clouds.
fn lead_clients(graph: &mut Graph, drawn: &Drawn) {
    let load_balancer = |stack: &str| drawn.get(stack)?.get("load_balancer").copied();
    let Some(steering) = load_balancer("traffic") else {
        return;
    };
    let sides = [Cloud::Aws, Cloud::Gcp].map(|it| load_balancer(it.as_str()));
    for entrance in sides.into_iter().flatten() {
        graph.connect(steering, entrance, Edge::new(EdgeKind::Traffic));
    }
}

/// `database_key` as `Database key`, and `gcp_vpn` as `Google Cloud VPN`.
fn words(name: &str) -> String {
    let words = name.split('_').map(|word| match word {
        "aws" => "AWS",
        "gcp" => "Google Cloud",
        "msk" => "MSK",
        "vpn" => "VPN",
        other => other,
    });
    let text = words.collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn engine(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "PostgreSQL",
        Engine::Mysql => "MySQL",
    }
}

fn cache_engine(engine: CacheEngine) -> &'static str {
    match engine {
        CacheEngine::Valkey => "Valkey",
        CacheEngine::Redis => "Redis",
    }
}

/// `1 shard`, `3 shards`.
fn counted(count: u32, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn sharded(shards: u32, replicas: u32) -> String {
    let shards = counted(shards, "shard");
    match replicas {
        0 => format!("{shards} without replicas"),
        _ => format!("{shards} with {} each", counted(replicas, "replica")),
    }
}
