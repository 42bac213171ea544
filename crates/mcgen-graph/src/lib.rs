//! Pictures of environments: a typed graph, its layout, and three ways to write it down.
//!
//! A [`Graph`] has nodes (modules, clients, replicas) in nested groups (environments and their
//! stacks), and edges that say what goes from one node to another. [`Graph::to_dot`],
//! [`Graph::to_mermaid`] and [`Graph::to_svg`] write the same graph; the first two leave the layout
//! to other programs, the third uses [`Layout`].
//!
//! ```
//! use mcgen_graph::{Edge, EdgeKind, Graph, Group, GroupKind, Node, NodeKind};
//!
//! let mut graph = Graph::new("crm/production");
//! let aws = graph.add_group(Group::new(GroupKind::Stack, "aws", "AWS ap-northeast-2"));
//! let network = Node::new(NodeKind::Network, "network", "10.30.0.0/16").within(aws);
//! let database = Node::new(NodeKind::Database, "database", "PostgreSQL 17").within(aws);
//! let (network, database) = (graph.add_node(network), graph.add_node(database));
//! graph.connect(network, database, Edge::new(EdgeKind::Placement).carrying("subnet_ids"));
//! assert_eq!(
//!     graph.to_mermaid(),
//!     r#"flowchart LR
//!   subgraph aws["AWS ap-northeast-2"]
//!     direction LR
//!     aws_network["10.30.0.0/16"]
//!     aws_database[("PostgreSQL 17")]
//!   end
//!   aws_network -->|"subnet_ids"| aws_database
//! "#
//! );
//! ```
//!
//! The same graph always gives the same bytes: everything is kept and written in the order in which
//! it was added, and the layout computes with whole pixels only.

mod dot;
mod graph;
mod identifiers;
pub mod layout;
mod measure;
mod mermaid;
#[cfg(test)]
mod picture_tests;
mod svg;

pub use graph::{Edge, EdgeKind, Graph, Group, GroupId, GroupKind, Node, NodeId, NodeKind};
pub use layout::Layout;
