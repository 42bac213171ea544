//! SVG, with a layout of its own: one file without scripts, fonts or anything from elsewhere.

mod paths;
mod style;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::layout::{Panel, Point, Text};
use crate::{EdgeKind, Graph, GroupKind, Layout, NodeId};
use paths::{head_path, line_path};

/// The radius of the corners of boxes.
const BOX_RADIUS: i32 = 8;
/// The radius of the corners of frames.
const FRAME_RADIUS: i32 = 14;

impl Graph {
    /// The graph as an SVG picture that can be read in light and dark surroundings. It holds no
    /// script and asks for nothing from elsewhere.
    pub fn to_svg(&self) -> String {
        let layout = Layout::of(self);
        let mut picture = Picture {
            graph: self,
            layout: &layout,
            text: String::new(),
        };
        picture.draw();
        picture.text
    }
}

struct Picture<'a> {
    graph: &'a Graph,
    layout: &'a Layout,
    text: String,
}

impl Picture<'_> {
    fn draw(&mut self) {
        let Layout { width, height, .. } = *self.layout;
        let title = escaped(self.graph.title());
        let _ = writeln!(
            self.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" class=\"mcgen\">"
        );
        let _ = writeln!(self.text, "<title>{title}</title>");
        let _ = writeln!(self.text, "<desc>{}</desc>", escaped(&self.description()));
        let _ = writeln!(self.text, "<style>\n{}</style>", style::sheet());
        let _ = writeln!(
            self.text,
            "<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>"
        );
        self.frames();
        self.edges();
        self.frame_texts();
        self.boxes();
        self.line(&self.layout.title);
        self.legend();
        self.text.push_str("</svg>\n");
    }

    /// The picture in words, for those who do not see it.
    fn description(&self) -> String {
        let name = |id| {
            let node = self.graph.node(id);
            let title = node.caption.as_ref().unwrap_or(&node.title);
            match node
                .group
                .and_then(|group| self.graph.groups().nth(group.index()))
            {
                Some((_, group)) => format!("{title} ({})", group.title),
                None => title.clone(),
            }
        };
        let edges = self.graph.edges().map(|(source, target, edge)| {
            format!("{} {} {}.", name(source), edge.kind, name(target))
        });
        edges.collect::<Vec<_>>().join(" ")
    }

    fn frames(&mut self) {
        for ((_, group), frame) in self.graph.groups().zip(&self.layout.frames) {
            let rect = rect(frame, FRAME_RADIUS);
            let kind = frame_class(group.kind);
            let _ = writeln!(self.text, "<g class=\"frame {kind}\">\n{rect}\n</g>");
        }
    }

    /// The texts of the frames, above the edges that cross them.
    fn frame_texts(&mut self) {
        for ((_, group), frame) in self.graph.groups().zip(&self.layout.frames) {
            let kind = frame_class(group.kind);
            let _ = writeln!(self.text, "<g class=\"{kind}\">");
            for line in &frame.lines {
                self.line(line);
            }
            self.text.push_str("</g>\n");
        }
    }

    fn boxes(&mut self) {
        for ((_, node), panel) in self.graph.nodes().zip(&self.layout.boxes) {
            let rect = rect(panel, BOX_RADIUS);
            let _ = writeln!(
                self.text,
                "<g class=\"node {}\">\n<title>{}</title>\n{rect}",
                node.kind.slug(),
                escaped(&node.kind.to_string())
            );
            for line in &panel.lines {
                self.line(line);
            }
            self.text.push_str("</g>\n");
        }
    }

    fn edges(&mut self) {
        let mut drawn: BTreeMap<(NodeId, EdgeKind), Vec<&[Point]>> = BTreeMap::new();
        for ((source, _, edge), route) in self.graph.edges().zip(&self.layout.routes) {
            let others = drawn.entry((source, edge.kind)).or_default();
            let branch = paths::branch(route, others);
            others.push(route);
            let name = escaped(&edge.lines().join(", "));
            self.arrow(edge.kind, &branch, &format!("<title>{name}</title>\n"));
        }
    }

    fn legend(&mut self) {
        for entry in &self.layout.legend {
            self.arrow(entry.kind, &[entry.start, entry.end], "");
            self.line(&entry.text);
        }
    }

    fn arrow(&mut self, kind: EdgeKind, corners: &[Point], title: &str) {
        let (line, head) = (line_path(corners), head_path(corners));
        let _ = writeln!(
            self.text,
            "<g class=\"edge {}\">\n{title}<path class=\"line\" d=\"{line}\"/>\n<path class=\"head\" d=\"{head}\"/>\n</g>",
            kind.slug()
        );
    }

    fn line(&mut self, line: &Text) {
        let Point { x, y } = line.place;
        let role = style::role_class(line.role);
        let text = escaped(&line.text);
        let _ = writeln!(
            self.text,
            "<text class=\"{role}\" x=\"{x}\" y=\"{y}\">{text}</text>"
        );
    }
}

fn frame_class(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Environment => "environment",
        GroupKind::Stack => "stack",
    }
}

fn rect(panel: &Panel, radius: i32) -> String {
    let rect = &panel.rect;
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"/>",
        rect.x, rect.y, rect.width, rect.height
    )
}

/// Text between tags.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML knows no such characters, not even escaped.
            it if it.is_control() || matches!(it, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_element_that_it_stands_in() {
        assert_eq!(escaped("</text>&\"\u{0}"), "&lt;/text&gt;&amp;&quot; ");
    }
}
