//! Which column each node stands in.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use super::bands::Bands;
use crate::{Graph, NodeKind};

/// What an edge between bands costs for each column that it is too long, compared with two nodes of
/// one kind that stand in different columns.
const CROSS_EDGE_WEIGHT: i32 = 2;

/// The column of each node, from 0.
pub(super) fn columns(graph: &Graph, bands: &Bands) -> Vec<usize> {
    let mut columns = within_bands(graph, bands);
    align(graph, bands, &mut columns);
    let first = columns.iter().copied().min().unwrap_or(0);
    let from_zero = columns.iter().map(|column| column - first);
    from_zero
        .map(|column| usize::try_from(column).unwrap_or_default())
        .collect()
}

/// Columns by the edges inside each band alone: one right of the last node that leads here, and as
/// near to what it leads to as that allows. Nodes that lead to each other share a column.
fn within_bands(graph: &Graph, bands: &Bands) -> Vec<i32> {
    let edges = graph
        .edges()
        .map(|(source, target, _)| (source.index(), target.index()))
        .filter(|(source, target)| bands.of_node[*source] == bands.of_node[*target]);
    let edges: Vec<(usize, usize)> = edges.collect();
    let mut links: DiGraph<(), (), usize> = DiGraph::default();
    for _ in &bands.of_node {
        links.add_node(());
    }
    links.extend_with_edges(edges.iter().map(|(source, target)| (*source, *target)));
    // The components come with those first that lead to no other.
    let components = tarjan_scc(&links);
    let mut component_of = vec![0; bands.of_node.len()];
    for (number, members) in components.iter().enumerate() {
        for member in members {
            component_of[member.index()] = number;
        }
    }
    let mut before = vec![Vec::new(); components.len()];
    let mut after = vec![Vec::new(); components.len()];
    for (source, target) in edges {
        let (source, target) = (component_of[source], component_of[target]);
        if source != target {
            before[target].push(source);
            after[source].push(target);
        }
    }
    let mut columns = vec![0; components.len()];
    for component in (0..components.len()).rev() {
        let last = before[component].iter().map(|it| columns[*it] + 1).max();
        columns[component] = last.unwrap_or(0);
    }
    for component in 0..components.len() {
        let next = after[component].iter().map(|it| columns[*it] - 1).min();
        if let Some(next) = next
            && after[component].len() > before[component].len()
        {
            columns[component] = next;
        }
    }
    component_of.iter().map(|it| columns[*it]).collect()
}

/// Moves whole bands sideways, so that edges between them are short and nodes of one kind stand
/// below each other.
fn align(graph: &Graph, bands: &Bands, columns: &mut [i32]) {
    let kinds: Vec<NodeKind> = graph.nodes().map(|(_, node)| node.kind).collect();
    let mut members = vec![Vec::new(); bands.groups.len()];
    for (node, band) in bands.of_node.iter().enumerate() {
        members[*band].push(node);
    }
    let mut crossing = vec![Vec::new(); bands.groups.len()];
    for (source, target, _) in graph.edges() {
        let (source, target) = (source.index(), target.index());
        if bands.of_node[source] != bands.of_node[target] {
            crossing[bands.of_node[source]].push((source, target));
            crossing[bands.of_node[target]].push((source, target));
        }
    }
    let widest = columns.iter().copied().max().unwrap_or(0) + 1;
    let mut usual: BTreeMap<NodeKind, i32> = BTreeMap::new();
    let mut placed = vec![false; bands.groups.len()];
    // What stands in no group is looked at last: it goes where the groups want it.
    let (outside, inside): (Vec<usize>, Vec<usize>) =
        (0..bands.groups.len()).partition(|band| bands.groups[*band].is_none());
    for band in inside.into_iter().chain(outside) {
        let cost = |offset: i32| {
            let by_kind = members[band].iter().map(|node| {
                let wanted = usual.get(&kinds[*node]);
                wanted.map_or(0, |wanted| (columns[*node] + offset - wanted).abs())
            });
            let by_edge = crossing[band].iter().map(|(source, target)| {
                let (from, to) = (bands.of_node[*source], bands.of_node[*target]);
                if !placed[if from == band { to } else { from }] {
                    return 0;
                }
                let moved =
                    |node: usize, of: usize| columns[node] + if of == band { offset } else { 0 };
                // Side by side from left to right is best, and in one column is no worse.
                let excess = moved(*target, to) - moved(*source, from);
                CROSS_EDGE_WEIGHT * if excess > 0 { excess - 1 } else { -excess }
            });
            by_kind.sum::<i32>() + by_edge.sum::<i32>()
        };
        let best = (-widest..=widest).min_by_key(|offset| (cost(*offset), offset.abs(), *offset));
        for node in &members[band] {
            columns[*node] += best.unwrap_or(0);
            usual.entry(kinds[*node]).or_insert(columns[*node]);
        }
        placed[band] = true;
    }
}
