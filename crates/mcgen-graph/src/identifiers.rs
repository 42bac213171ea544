//! Names that DOT and Mermaid take without quotes.

use std::collections::BTreeSet;

use crate::{Graph, GroupId};

/// A name for each group and node, all of them different.
pub(crate) struct Identifiers {
    pub(crate) groups: Vec<String>,
    pub(crate) nodes: Vec<String>,
    /// For each group, of something that says what is written under its title.
    pub(crate) notes: Vec<String>,
}

impl Identifiers {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut taken = BTreeSet::new();
        let mut groups: Vec<String> = Vec::new();
        for (_, group) in graph.groups() {
            let name = prefixed(&groups, group.parent, &group.name);
            groups.push(distinct(name, &mut taken));
        }
        let nodes = graph.nodes().map(|(_, node)| {
            let name = prefixed(&groups, node.group, &node.name);
            distinct(name, &mut taken)
        });
        let nodes = nodes.collect();
        let notes = groups
            .iter()
            .map(|group| distinct(format!("{group}_note"), &mut taken));
        Self {
            nodes,
            notes: notes.collect(),
            groups,
        }
    }
}

fn prefixed(groups: &[String], group: Option<GroupId>, name: &str) -> String {
    let name = name.chars().map(|it| match it {
        'a'..='z' | 'A'..='Z' | '0'..='9' => it,
        _ => '_',
    });
    let mut text = match group {
        Some(group) => format!("{}_", groups[group.index()]),
        None => String::new(),
    };
    text.extend(name);
    // A number cannot begin a name, and `end` ends a subgraph of Mermaid wherever a name ends with it.
    if !text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        text.insert(0, 'n');
    }
    if text.to_ascii_lowercase().ends_with("end") || is_keyword(&text) {
        text.push('_');
    }
    text
}

/// The words that mean something to DOT or to Mermaid where a name can stand.
fn is_keyword(text: &str) -> bool {
    let words = [
        "call",
        "class",
        "classDef",
        "click",
        "default",
        "digraph",
        "direction",
        "edge",
        "flowchart",
        "graph",
        "href",
        "linkStyle",
        "node",
        "strict",
        "style",
        "subgraph",
    ];
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

fn distinct(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let mut candidates = std::iter::once(name.clone()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(candidate));
    let free = free.unwrap_or(name);
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Group, GroupKind, Node, NodeKind};

    #[test]
    fn every_name_is_legal_and_different() {
        let mut graph = Graph::new("");
        let group = graph.add_group(Group::new(GroupKind::Stack, "eu-west", ""));
        for name in ["a.b", "a-b", "9", "end", "graph", "한"] {
            graph.add_node(Node::new(NodeKind::Module, name, name));
        }
        graph.add_node(Node::new(NodeKind::Module, "backend", "").within(group));
        let names = Identifiers::of(&graph);
        assert_eq!(names.groups, ["eu_west"]);
        assert_eq!(
            names.nodes,
            [
                "a_b",
                "a_b_2",
                "n9",
                "end_",
                "graph_",
                "n_",
                "eu_west_backend_"
            ]
        );
    }
}
