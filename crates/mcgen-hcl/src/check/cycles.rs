//! Values that need each other.

use std::fmt;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;

use super::module::{Module, Site};
use super::walk::Uses;
use super::{Finding, FindingKind};

/// Something that can be part of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node<'a> {
    Local(&'a str),
    Resource(&'a str, &'a str),
    Data(&'a str, &'a str),
}

impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Local(name) => write!(f, "local.{name}"),
            Self::Resource(kind, name) => write!(f, "{kind}.{name}"),
            Self::Data(kind, name) => write!(f, "data.{kind}.{name}"),
        }
    }
}

/// Reports each cycle once, at its first member by name, with all members named.
pub(super) fn report<'a>(module: &Module<'a, '_>, uses: &Uses<'a>, findings: &mut Vec<Finding>) {
    let mut nodes: Vec<Node<'a>> = uses
        .edges
        .iter()
        .flat_map(|(from, to)| [*from, *to])
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let number = |node: &Node<'a>| nodes.partition_point(|other| other < node);
    let edges = uses
        .edges
        .iter()
        .map(|(from, to)| (number(from), number(to)));
    let graph: DiGraph<(), (), usize> = DiGraph::from_edges(edges);
    for mut members in tarjan_scc(&graph) {
        members.sort_unstable();
        let Some(first) = members.first().copied() else {
            continue;
        };
        if members.len() == 1 && !graph.contains_edge(first, first) {
            continue;
        }
        let members: Vec<Node<'a>> = members.iter().map(|it| nodes[it.index()]).collect();
        let Some(site) = members.first().and_then(|first| site(module, *first)) else {
            continue;
        };
        let names: Vec<String> = members.iter().map(|member| format!("`{member}`")).collect();
        let message = match names.as_slice() {
            [only] => format!("{only} needs itself"),
            all => format!("{} need each other", all.join(", ")),
        };
        findings.push(module.finding(FindingKind::Cycle, site, message));
    }
}

fn site<'m>(module: &'m Module<'m, '_>, node: Node<'m>) -> Option<&'m Site> {
    match node {
        Node::Local(name) => module.locals.get(name),
        Node::Resource(kind, name) => module.resources.get(&(kind, name)),
        Node::Data(kind, name) => module.data.get(&(kind, name)),
    }
}
