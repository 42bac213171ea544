//! DOT, the language of Graphviz.

use std::fmt::Write as _;

use crate::identifiers::Identifiers;
use crate::{EdgeKind, Graph, GroupId, GroupKind, NodeKind};

impl Graph {
    /// The graph in [DOT](https://graphviz.org/doc/info/lang.html), with a cluster for each group.
    pub fn to_dot(&self) -> String {
        let mut writer = Writer {
            graph: self,
            names: Identifiers::of(self),
            text: String::new(),
        };
        let title = quoted([self.title()]);
        let _ = write!(
            writer.text,
            "digraph {title} {{\n  \
             graph [rankdir=LR, label={title}, labelloc=t, fontname=\"Helvetica,Arial,sans-serif\", ranksep=0.9]\n  \
             node [shape=box, style=rounded, fontname=\"Helvetica,Arial,sans-serif\", fontsize=11]\n  \
             edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=9]\n"
        );
        writer.group(None, 1);
        writer.edges();
        writer.text.push_str("}\n");
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
            let label = quoted(content.lines());
            let style = node_style(content.kind);
            let _ = writeln!(self.text, "{indent}{name} [label={label}{style}]");
        }
        for (inner, group) in self.graph.groups_in(id) {
            let name = &self.names.groups[inner.index()];
            let lines = std::iter::once(&group.title).chain(&group.details);
            let label = quoted(lines.map(String::as_str));
            let style = match group.kind {
                GroupKind::Environment => "dashed",
                GroupKind::Stack => "rounded",
            };
            let _ = writeln!(self.text, "{indent}subgraph cluster_{name} {{");
            let _ = writeln!(self.text, "{indent}  label={label}");
            let _ = writeln!(self.text, "{indent}  style={style}");
            self.group(Some(inner), depth + 1);
            let _ = writeln!(self.text, "{indent}}}");
        }
    }

    fn edges(&mut self) {
        for (source, target, edge) in self.graph.edges() {
            let (source, target) = (source.index(), target.index());
            let (source, target) = (&self.names.nodes[source], &self.names.nodes[target]);
            let style = edge_style(edge.kind);
            let label = quoted(edge.lines().iter().map(String::as_str));
            let _ = writeln!(
                self.text,
                "  {source} -> {target} [label={label}, {style}, class={}]",
                edge.kind.slug()
            );
        }
    }
}

fn node_style(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Database | NodeKind::Replica | NodeKind::Cache => {
            ", shape=cylinder, style=solid, margin=\"0.15,0.15\""
        }
        NodeKind::Key | NodeKind::Secret => ", shape=note, style=solid",
        NodeKind::Client | NodeKind::Internet => ", style=\"rounded,dashed\"",
        NodeKind::Gateway => ", shape=hexagon, style=solid",
        NodeKind::Network | NodeKind::Module => "",
    }
}

fn edge_style(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Placement | EdgeKind::Output => "style=solid",
        EdgeKind::Encryption => "style=dashed",
        EdgeKind::Credential => "style=dotted",
        EdgeKind::Traffic => "style=bold",
        EdgeKind::Replication => "style=bold, arrowhead=vee",
        EdgeKind::Tunnel => "style=bold, arrowhead=diamond",
    }
}

/// Lines as one string between quotes. A backslash begins an escape in every label.
fn quoted<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = "\"".to_owned();
    for (number, line) in lines.into_iter().enumerate() {
        if number > 0 {
            text.push_str("\\n");
        }
        for it in line.chars() {
            match it {
                '"' => text.push_str("\\\""),
                '\\' => text.push_str("\\\\"),
                it if it.is_control() => text.push(' '),
                it => text.push(it),
            }
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_label_that_it_stands_in() {
        assert_eq!(quoted(["a\"]\\", "\\N\n}"]), r#""a\"]\\\n\\N }""#);
    }
}
