//! One graph in all three forms.

use crate::{Edge, EdgeKind, Graph, Group, GroupKind, Node, NodeId, NodeKind};

/// Two clouds with links between them: traffic from the internet, a tunnel, a replica.
fn linked_clouds() -> Graph {
    let mut graph = Graph::new("crm/production");
    let around = Group::new(GroupKind::Environment, "crm", "crm/production");
    let around = graph.add_group(around);
    let mut stack = |name: &str, title: &str, account: &str| {
        let stack = Group::new(GroupKind::Stack, name, title).detail(account);
        let stack = graph.add_group(stack.within(around));
        let mut add = |kind: NodeKind, name: &str, title: &str, detail: &str| {
            let node = Node::new(kind, name, title).captioned(format!("module.{name}"));
            graph.add_node(node.detail(detail).within(stack))
        };
        let network = add(NodeKind::Network, "network", "Network", "10.30.0.0/16");
        let gateway = add(
            NodeKind::Gateway,
            "gateway",
            "VPN gateway",
            "\"two\" tunnels",
        );
        let key = add(NodeKind::Key, "key", "Key", "for <data> & logs");
        let database = add(
            NodeKind::Database,
            "database",
            "PostgreSQL 17",
            "db.m7g.large",
        );
        graph.connect(
            network,
            database,
            Edge::new(EdgeKind::Placement).carrying("subnet_ids"),
        );
        graph.connect(
            network,
            gateway,
            Edge::new(EdgeKind::Placement).carrying("id"),
        );
        graph.connect(
            key,
            database,
            Edge::new(EdgeKind::Encryption).carrying("arn"),
        );
        (gateway, database)
    };
    let (aws, gcp) = (
        stack("aws", "AWS ap-northeast-2", "account 111122223333"),
        stack("gcp", "Google Cloud asia-northeast3", "project crm"),
    );
    let internet = graph.add_node(Node::new(NodeKind::Internet, "internet", "Internet"));
    let mut connect = |source: NodeId, target: NodeId, kind: EdgeKind| {
        graph.connect(source, target, Edge::new(kind));
    };
    connect(internet, aws.0, EdgeKind::Traffic);
    connect(aws.0, gcp.0, EdgeKind::Tunnel);
    connect(aws.1, gcp.1, EdgeKind::Replication);
    graph
}

#[test]
fn linked_clouds_as_dot() {
    insta::assert_snapshot!(linked_clouds().to_dot());
}

#[test]
fn linked_clouds_as_mermaid() {
    insta::assert_snapshot!(linked_clouds().to_mermaid());
}

#[test]
fn linked_clouds_as_svg() {
    insta::assert_snapshot!(linked_clouds().to_svg());
}
