use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{Edge, EdgeKind, Group, GroupId, GroupKind, Node, NodeId, NodeKind};

/// What a graph is made of: groups by the one around them, nodes by group and text, edges.
type Recipe = (
    Vec<Option<prop::sample::Index>>,
    Vec<(usize, Option<prop::sample::Index>, Vec<String>)>,
    Vec<(prop::sample::Index, prop::sample::Index, usize)>,
);

fn recipes() -> impl Strategy<Value = Recipe> {
    let groups = prop::collection::vec(any::<Option<prop::sample::Index>>(), 0..5);
    let text = prop::collection::vec("[ -~가-힣]{0,60}", 0..4);
    let node = (
        0..NodeKind::ALL.len(),
        any::<Option<prop::sample::Index>>(),
        text,
    );
    let nodes = prop::collection::vec(node, 1..14);
    let edge = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        0..EdgeKind::ALL.len(),
    );
    (groups, nodes, prop::collection::vec(edge, 0..24))
}

fn graph((groups, nodes, edges): Recipe) -> Graph {
    let mut graph = Graph::new("generated");
    let mut ids: Vec<GroupId> = Vec::new();
    for parent in groups {
        let mut group = Group::new(GroupKind::Stack, "group", "A group with a title");
        group.parent = parent.filter(|_| !ids.is_empty()).map(|it| *it.get(&ids));
        ids.push(graph.add_group(group));
    }
    let mut members: Vec<NodeId> = Vec::new();
    for (kind, group, details) in nodes {
        let mut node = Node::new(NodeKind::ALL[kind], "node", "A node");
        node.group = group.filter(|_| !ids.is_empty()).map(|it| *it.get(&ids));
        node.details = details;
        members.push(graph.add_node(node));
    }
    for (source, target, kind) in edges {
        let edge = Edge::new(EdgeKind::ALL[kind]);
        graph.connect(*source.get(&members), *target.get(&members), edge);
    }
    graph
}

proptest! {
    #[test]
    fn boxes_stand_apart_and_inside_their_frames(recipe in recipes()) {
        let graph = graph(recipe);
        let layout = Layout::of(&graph);
        for (number, one) in layout.boxes.iter().enumerate() {
            for other in &layout.boxes[number + 1..] {
                prop_assert!(!one.rect.overlaps(&other.rect), "{one:?} {other:?}");
            }
        }
        let whole = Rect { x: 0, y: 0, width: layout.width, height: layout.height };
        for ((_, node), panel) in graph.nodes().zip(&layout.boxes) {
            let frame = node.group.map_or(whole, |group| layout.frames[group.index()].rect);
            prop_assert!(contains(&frame, &panel.rect), "{frame:?} {panel:?}");
        }
        for ((_, group), panel) in graph.groups().zip(&layout.frames) {
            let frame = group.parent.map_or(whole, |group| layout.frames[group.index()].rect);
            prop_assert!(contains(&frame, &panel.rect), "{frame:?} {panel:?}");
        }
    }

    #[test]
    fn frames_of_one_group_stand_apart(recipe in recipes()) {
        let graph = graph(recipe);
        let layout = Layout::of(&graph);
        for (one, group) in graph.groups() {
            for (other, _) in graph.groups_in(group.parent).filter(|(other, _)| *other > one) {
                let (one, other) = (&layout.frames[one.index()], &layout.frames[other.index()]);
                prop_assert!(!one.rect.overlaps(&other.rect), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_text_fits_into_what_it_stands_in(recipe in recipes()) {
        let layout = Layout::of(&graph(recipe));
        for panel in layout.boxes.iter().chain(&layout.frames) {
            for line in &panel.lines {
                prop_assert!(contains(&panel.rect, &extent(line)), "{line:?} {:?}", panel.rect);
            }
        }
        for entry in &layout.legend {
            let end = extent(&entry.text);
            prop_assert!(end.right() <= layout.width.max(end.width + 110) && end.bottom() <= layout.height);
        }
    }

    #[test]
    fn every_edge_ends_at_its_boxes_and_crosses_none(recipe in recipes()) {
        let graph = graph(recipe);
        let layout = Layout::of(&graph);
        for ((source, target, _), route) in graph.edges().zip(&layout.routes) {
            let (first, last) = (route[0], route[route.len() - 1]);
            prop_assert!(on_a_side(&layout.boxes[source.index()].rect, first));
            prop_assert!(on_a_side(&layout.boxes[target.index()].rect, last));
            for piece in route.windows(2) {
                let [from, to] = [piece[0], piece[1]];
                prop_assert!((from.x == to.x) != (from.y == to.y), "{route:?}");
                for panel in &layout.boxes {
                    prop_assert!(!crosses(&panel.rect, from, to), "{route:?} {:?}", panel.rect);
                }
            }
        }
    }

    #[test]
    fn no_two_edges_end_at_one_point(recipe in recipes()) {
        let graph = graph(recipe);
        let layout = Layout::of(&graph);
        let mut ends = BTreeSet::new();
        for route in &layout.routes {
            let last = route[route.len() - 1];
            prop_assert!(ends.insert((last.x, last.y)), "{last:?}");
        }
    }
}

fn contains(outer: &Rect, inner: &Rect) -> bool {
    outer.x <= inner.x
        && outer.y <= inner.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

/// What a line of text covers, from the tops of its letters to their tails.
fn extent(line: &Text) -> Rect {
    let size = line.role.size();
    Rect {
        x: line.place.x,
        y: line.place.y - size,
        width: line.width(),
        height: size + size / 4,
    }
}

fn on_a_side(rect: &Rect, point: Point) -> bool {
    (point.x == rect.x || point.x == rect.right()) && rect.y < point.y && point.y < rect.bottom()
}

/// Whether a level or upright line goes through the inside of a box.
fn crosses(rect: &Rect, from: Point, to: Point) -> bool {
    let line = Rect {
        x: from.x.min(to.x),
        y: from.y.min(to.y),
        width: (from.x - to.x).abs(),
        height: (from.y - to.y).abs(),
    };
    let level = line.height == 0 && rect.y < line.y && line.y < rect.bottom();
    let upright = line.width == 0 && rect.x < line.x && line.x < rect.right();
    (level && line.x < rect.right() && rect.x < line.right())
        || (upright && line.y < rect.bottom() && rect.y < line.bottom())
}

fn chain(names: &[&str]) -> Graph {
    let mut graph = Graph::new("chain");
    let ids: Vec<NodeId> = names
        .iter()
        .map(|name| graph.add_node(Node::new(NodeKind::Module, *name, *name)))
        .collect();
    for pair in ids.windows(2) {
        graph.connect(pair[0], pair[1], Edge::new(EdgeKind::Output));
    }
    graph
}

#[test]
fn a_chain_is_one_straight_line() {
    let layout = Layout::of(&chain(&["a", "b", "c"]));
    for route in &layout.routes {
        assert_eq!(route.len(), 2, "{route:?}");
        assert!(route[0].x < route[1].x);
    }
}

#[test]
fn what_leads_to_each_other_stands_in_one_column() {
    let mut graph = chain(&["a", "b"]);
    let ids: Vec<NodeId> = graph.nodes().map(|(id, _)| id).collect();
    graph.connect(ids[1], ids[0], Edge::new(EdgeKind::Output));
    let layout = Layout::of(&graph);
    assert_eq!(layout.boxes[0].rect.x, layout.boxes[1].rect.x);
}

#[test]
fn an_empty_graph_is_an_empty_picture() {
    let layout = Layout::of(&Graph::new("nothing"));
    assert!(layout.boxes.is_empty() && layout.legend.is_empty());
    assert!(layout.width > 0 && layout.height > 0);
}
