//! Bands: the groups that hold nodes, from top to bottom.

use crate::{Graph, GroupId};

/// The bands of a graph. The nodes of a group stand above the groups inside it.
pub(super) struct Bands {
    /// The group of each band.
    pub(super) groups: Vec<Option<GroupId>>,
    /// The band of each node.
    pub(super) of_node: Vec<usize>,
}

impl Bands {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut bands = Self {
            groups: Vec::new(),
            of_node: vec![0; graph.nodes().count()],
        };
        bands.collect(graph, None);
        bands
    }

    fn collect(&mut self, graph: &Graph, group: Option<GroupId>) {
        let nodes: Vec<usize> = graph.nodes_in(group).map(|(id, _)| id.index()).collect();
        if !nodes.is_empty() {
            for node in nodes {
                self.of_node[node] = self.groups.len();
            }
            self.groups.push(group);
        }
        let inner: Vec<GroupId> = graph.groups_in(group).map(|(id, _)| id).collect();
        for group in inner {
            self.collect(graph, Some(group));
        }
    }

    /// The band of the nodes directly in `group`, if it has any.
    pub(super) fn band_of(&self, group: Option<GroupId>) -> Option<usize> {
        self.groups.iter().position(|it| *it == group)
    }
}
