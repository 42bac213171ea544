//! Mermaid flowcharts, as GitHub and many editors draw them.

use std::fmt::Write as _;

use crate::identifiers::Identifiers;
use crate::{EdgeKind, Graph, GroupId, Node, NodeKind};

impl Graph {
    /// The graph as a [Mermaid](https://mermaid.js.org/syntax/flowchart.html) flowchart from left to
    /// right, with a subgraph for each group.
    pub fn to_mermaid(&self) -> String {
        let mut writer = Writer {
            graph: self,
            names: Identifiers::of(self),
            text: "flowchart LR\n".to_owned(),
        };
        writer.group(None, 1);
        writer.edges();
        if self.groups().any(|(_, group)| !group.details.is_empty()) {
            writer
                .text
                .push_str("  classDef note fill:none,stroke:none\n");
        }
        writer.text
    }
}

struct Writer<'a> {
    graph: &'a Graph,
    names: Identifiers,
    text: String,
}

impl Writer<'_> {
    fn group(&mut self, id: Option<GroupId>, depth: usize) {
        let indent = "  ".repeat(depth);
        for (node, content) in self.graph.nodes_in(id) {
            let name = &self.names.nodes[node.index()];
            let (open, close) = shape(content.kind);
            let label = label(content);
            let _ = writeln!(self.text, "{indent}{name}{open}\"{label}\"{close}");
        }
        for (inner, group) in self.graph.groups_in(id) {
            let name = &self.names.groups[inner.index()];
            let title = escaped(&group.title);
            let _ = writeln!(self.text, "{indent}subgraph {name}[\"{title}\"]");
            // Without it a subgraph that no edge leaves turns by a right angle.
            let _ = writeln!(self.text, "{indent}  direction LR");
            if !group.details.is_empty() {
                // A title has room for one line only.
                let note = &self.names.notes[inner.index()];
                let details = joined(group.details.iter().map(String::as_str));
                let _ = writeln!(self.text, "{indent}  {note}[\"{details}\"]:::note");
            }
            self.group(Some(inner), depth + 1);
            let _ = writeln!(self.text, "{indent}end");
        }
    }

    fn edges(&mut self) {
        for (source, target, edge) in self.graph.edges() {
            let (source, target) = (source.index(), target.index());
            let (source, target) = (&self.names.nodes[source], &self.names.nodes[target]);
            let arrow = arrow(edge.kind);
            let label = joined(edge.lines().iter().map(String::as_str));
            let _ = writeln!(self.text, "  {source} {arrow}|\"{label}\"| {target}");
        }
    }
}

fn label(node: &Node) -> String {
    joined(node.lines())
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(escaped).collect::<Vec<_>>().join("<br/>")
}

fn shape(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Database | NodeKind::Replica | NodeKind::Cache => ("[(", ")]"),
        NodeKind::Key | NodeKind::Secret => ("([", "])"),
        NodeKind::Client | NodeKind::Internet => ("(", ")"),
        NodeKind::Gateway => ("{{", "}}"),
        NodeKind::Network | NodeKind::Module => ("[", "]"),
    }
}

fn arrow(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Placement | EdgeKind::Output => "-->",
        EdgeKind::Encryption | EdgeKind::Credential => "-.->",
        EdgeKind::Traffic | EdgeKind::Replication | EdgeKind::Tunnel => "==>",
    }
}

/// Text between double quotes. Mermaid has no escapes but entities, which begin with `#`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            '*' => out.push_str("#42;"),
            it if it.is_control() => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_label_that_it_stands_in() {
        assert_eq!(
            escaped("a\"] --> b#quot; <script>\n`x`\\"),
            "a#quot;] --#gt; b#35;quot; #lt;script#gt; #96;x#96;#92;"
        );
    }
}
