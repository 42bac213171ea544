//! What is in a picture.

use std::fmt;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;
use serde::Deserialize;

macro_rules! kinds {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident = $slug:literal, $text:literal;)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $kind,)*
        }

        impl $name {
            /// All kinds, in the order they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// A stable name in kebab case.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$kind => $text,)*
                })
            }
        }
    };
}

kinds! {
    /// What a node is.
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    NodeKind {
        /// A network: a VPC with its subnets.
        Network = "network", "Network";
        /// A database that takes writes.
        Database = "database", "Database";
        /// A copy of a database that follows it.
        Replica = "replica", "Replica";
        /// A cache.
        Cache = "cache", "Cache";
        /// A key that encrypts.
        Key = "key", "Key";
        /// A password or the like, kept by a service for secrets.
        Secret = "secret", "Secret";
        /// Whoever connects.
        Client = "client", "Clients";
        /// An end of a tunnel, or a way in or out of a network.
        Gateway = "gateway", "Gateway";
        /// Everything outside.
        Internet = "internet", "Internet";
        /// A module that is nothing of these.
        Module = "module", "Module";
    }
}

kinds! {
    /// What goes along an edge, from its source to its target.
    EdgeKind {
        /// The target stands in the network of the source.
        Placement = "placement", "hosts";
        /// The key of the source encrypts what the target keeps.
        Encryption = "encryption", "encrypts";
        /// The target takes a password from the source.
        Credential = "credential", "gives a password to";
        /// Another value that the source gives.
        Output = "output", "gives a value to";
        /// The source opens connections to the target.
        Traffic = "traffic", "connects to";
        /// Changes of the source are copied to the target.
        Replication = "replication", "is copied to";
        /// The source reaches the network of the target through an encrypted tunnel.
        Tunnel = "tunnel", "tunnels to";
    }
}

kinds! {
    /// What a group holds together.
    GroupKind {
        /// The stacks of one environment.
        Environment = "environment", "Environment";
        /// What one state of Terraform describes.
        Stack = "stack", "Stack";
    }
}

/// A node of a [`Graph`], by which edges find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) NodeIndex);

impl NodeId {
    /// Its place among the nodes, in the order in which they were added.
    pub fn index(self) -> usize {
        self.0.index()
    }
}

/// A group of a [`Graph`], by which nodes find it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(usize);

impl GroupId {
    /// Its place among the groups, in the order in which they were added.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A thing in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its name within its group, as people write it in code: `database_key`.
    pub name: String,
    /// A small line above the title, such as the address in Terraform.
    pub caption: Option<String>,
    /// The line that is read first.
    pub title: String,
    /// Further lines.
    pub details: Vec<String>,
    /// The group that it belongs to.
    pub group: Option<GroupId>,
}

impl Node {
    /// A node outside every group, with a title and nothing else to read.
    pub fn new(kind: NodeKind, name: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            caption: None,
            title: title.into(),
            details: Vec::new(),
            group: None,
        }
    }

    /// The same node in a group.
    #[must_use]
    pub fn within(mut self, group: GroupId) -> Self {
        self.group = Some(group);
        self
    }

    /// The same node with a small line above its title.
    #[must_use]
    pub fn captioned(mut self, caption: impl Into<String>) -> Self {
        self.caption = Some(caption.into());
        self
    }

    /// The same node with one more line.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// Every line of its text, from the top.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        let caption = self.caption.as_deref().into_iter();
        let details = self.details.iter().map(String::as_str);
        caption.chain([self.title.as_str()]).chain(details)
    }
}

/// What goes from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What it is.
    pub kind: EdgeKind,
    /// The names of what goes along it: outputs of a module, a protocol with its port.
    pub carries: Vec<String>,
}

impl Edge {
    /// An edge without a word about what goes along it.
    pub fn new(kind: EdgeKind) -> Self {
        Self {
            kind,
            carries: Vec::new(),
        }
    }

    /// The same edge with one more name of what goes along it.
    #[must_use]
    pub fn carrying(mut self, name: impl Into<String>) -> Self {
        self.carries.push(name.into());
        self
    }

    /// What is written at it: the names of what goes along it, or else what it is.
    pub fn lines(&self) -> Vec<String> {
        if self.carries.is_empty() {
            vec![self.kind.to_string()]
        } else {
            self.carries.clone()
        }
    }
}

/// A frame around nodes or other groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it holds together.
    pub kind: GroupKind,
    /// Its name within the group around it, as people write it in code: `aws`.
    pub name: String,
    /// What stands over it.
    pub title: String,
    /// Further lines under the title.
    pub details: Vec<String>,
    /// The group around it, which was added before.
    pub parent: Option<GroupId>,
}

impl Group {
    /// A group inside no other, with a title.
    pub fn new(kind: GroupKind, name: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            title: title.into(),
            details: Vec::new(),
            parent: None,
        }
    }

    /// The same group with one more line.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Self {
        self.details.push(line.into());
        self
    }

    /// The same group inside another one.
    #[must_use]
    pub fn within(mut self, parent: GroupId) -> Self {
        self.parent = Some(parent);
        self
    }
}

/// Nodes in groups, and what goes between them.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    title: String,
    groups: Vec<Group>,
    nodes: DiGraph<Node, Edge>,
}

impl Graph {
    /// A graph of nothing yet. The title is what a picture of it is called.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Adds a group. The one around it must have been added before.
    pub fn add_group(&mut self, group: Group) -> GroupId {
        self.groups.push(group);
        GroupId(self.groups.len() - 1)
    }

    /// Adds a node. Its group must have been added before.
    pub fn add_node(&mut self, node: Node) -> NodeId {
        NodeId(self.nodes.add_node(node))
    }

    /// Adds an edge. A second one of the same kind between the same nodes is merged into the first.
    pub fn connect(&mut self, source: NodeId, target: NodeId, edge: Edge) {
        let mut between = self.nodes.edges_connecting(source.0, target.0);
        let known = between.find(|known| known.weight().kind == edge.kind);
        let Some(known) = known.map(|known| known.id()) else {
            self.nodes.add_edge(source.0, target.0, edge);
            return;
        };
        let carries = &mut self.nodes[known].carries;
        for name in edge.carries {
            if !carries.contains(&name) {
                carries.push(name);
            }
        }
    }

    /// What a picture of it is called.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The groups, in the order in which they were added.
    pub fn groups(&self) -> impl Iterator<Item = (GroupId, &Group)> {
        let groups = self.groups.iter().enumerate();
        groups.map(|(index, group)| (GroupId(index), group))
    }

    /// The nodes, in the order in which they were added.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        let nodes = self.nodes.node_indices();
        nodes.map(|index| (NodeId(index), &self.nodes[index]))
    }

    /// The edges as source, target and what goes between, in the order in which they were added.
    pub fn edges(&self) -> impl Iterator<Item = (NodeId, NodeId, &Edge)> {
        let edges = self.nodes.edge_references();
        edges.map(|edge| (NodeId(edge.source()), NodeId(edge.target()), edge.weight()))
    }

    /// The node of this id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.nodes.node_count() == 0 && self.groups.is_empty()
    }

    /// The groups that stand directly inside `parent`, or inside none.
    pub(crate) fn groups_in(
        &self,
        parent: Option<GroupId>,
    ) -> impl Iterator<Item = (GroupId, &Group)> {
        self.groups()
            .filter(move |(_, group)| group.parent == parent)
    }

    /// The nodes that stand directly inside `group`, or inside none.
    pub(crate) fn nodes_in(&self, group: Option<GroupId>) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes().filter(move |(_, node)| node.group == group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_edges_of_one_kind_are_one_that_carries_both() {
        let mut graph = Graph::new("");
        let one = graph.add_node(Node::new(NodeKind::Network, "one", "one"));
        let two = graph.add_node(Node::new(NodeKind::Cache, "two", "two"));
        for name in ["id", "subnet_ids", "id"] {
            graph.connect(one, two, Edge::new(EdgeKind::Placement).carrying(name));
        }
        graph.connect(one, two, Edge::new(EdgeKind::Output));
        let edges: Vec<_> = graph.edges().map(|(.., edge)| edge.carries.len()).collect();
        assert_eq!(edges, [2, 0]);
    }
}
