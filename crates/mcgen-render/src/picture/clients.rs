//! Whoever connects to the services of a stack.

use std::collections::{BTreeMap, BTreeSet};

use mcgen_graph::{Edge, EdgeKind, Graph, GroupId, Node, NodeId, NodeKind};

/// Something that clients connect to.
pub(super) struct Service {
    /// The call of its module.
    pub(super) call: &'static str,
    pub(super) port: u32,
    pub(super) clients: Vec<String>,
}

/// Adds a node for each set of services that somebody connects to, with all who do.
pub(super) fn draw(
    graph: &mut Graph,
    group: GroupId,
    nodes: &BTreeMap<&str, NodeId>,
    services: &[Service],
) {
    let mut reached: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (number, service) in services.iter().enumerate() {
        for client in &service.clients {
            reached.entry(client).or_default().insert(number);
        }
    }
    let mut together: BTreeMap<BTreeSet<usize>, Vec<&str>> = BTreeMap::new();
    for (client, services) in reached {
        together.entry(services).or_default().push(client);
    }
    for (reached, clients) in together {
        let mut node = Node::new(NodeKind::Client, "clients", NodeKind::Client.to_string());
        node.details.extend(clients.into_iter().map(str::to_owned));
        let node = graph.add_node(node.within(group));
        for service in reached.into_iter().map(|number| &services[number]) {
            if let Some(target) = nodes.get(service.call) {
                let edge = Edge::new(EdgeKind::Traffic).carrying(format!("tcp {}", service.port));
                graph.connect(node, *target, edge);
            }
        }
    }
}
