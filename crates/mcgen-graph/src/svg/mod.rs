//! SVG, with a layout of its own: one file without scripts, fonts or anything from elsewhere.

mod style;

use std::fmt::Write as _;

use crate::layout::{Panel, Point, Text};
use crate::{EdgeKind, Graph, GroupKind, Layout};

/// The radius of the corners of edges.
const CORNER: i32 = 7;
/// From the tip of an arrow to its base.
const ARROW_LENGTH: i32 = 9;
/// From the middle of an arrow to its corners.
const ARROW_HALF: i32 = 4;
const BOX_RADIUS: i32 = 8;
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
            let kind = match group.kind {
                GroupKind::Environment => "environment",
                GroupKind::Stack => "stack",
            };
            let rect = rect(frame, FRAME_RADIUS);
            let _ = writeln!(self.text, "<g class=\"frame {kind}\">\n{rect}");
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
        for ((.., edge), route) in self.graph.edges().zip(&self.layout.routes) {
            let name = if edge.carries.is_empty() {
                edge.kind.to_string()
            } else {
                edge.carries.join(", ")
            };
            self.arrow(
                edge.kind,
                route,
                &format!("<title>{}</title>\n", escaped(&name)),
            );
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

fn rect(panel: &Panel, radius: i32) -> String {
    let rect = &panel.rect;
    format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"/>",
        rect.x, rect.y, rect.width, rect.height
    )
}

/// A line through `corners` with round bends, which ends where the head of the arrow begins.
fn line_path(corners: &[Point]) -> String {
    let mut path = String::new();
    let Some(first) = corners.first() else {
        return path;
    };
    let _ = write!(path, "M{} {}", first.x, first.y);
    for triple in corners.windows(3) {
        let [before, corner, after] = [triple[0], triple[1], triple[2]];
        // Two bends share the piece between them.
        let radius = CORNER
            .min(distance(before, corner) / 2)
            .min(distance(corner, after) / 2);
        let (start, end) = (
            towards(corner, before, radius),
            towards(corner, after, radius),
        );
        let _ = write!(
            path,
            "L{} {}Q{} {} {} {}",
            start.x, start.y, corner.x, corner.y, end.x, end.y
        );
    }
    if let [.., before, tip] = corners {
        let end = towards(*tip, *before, ARROW_LENGTH - 1);
        let _ = write!(path, "L{} {}", end.x, end.y);
    }
    path
}

/// The head of the arrow at the end of `corners`.
fn head_path(corners: &[Point]) -> String {
    let [.., before, tip] = corners else {
        return String::new();
    };
    let base = towards(*tip, *before, ARROW_LENGTH);
    format!(
        "M{} {}L{} {}L{} {}Z",
        tip.x,
        tip.y,
        base.x,
        base.y - ARROW_HALF,
        base.x,
        base.y + ARROW_HALF
    )
}

/// Between two points on one level or upright line.
fn distance(one: Point, other: Point) -> i32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

/// The point `length` away from `from` on the level or upright line to `to`.
fn towards(from: Point, to: Point, length: i32) -> Point {
    Point {
        x: from.x + (to.x - from.x).signum() * length,
        y: from.y + (to.y - from.y).signum() * length,
    }
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

    #[test]
    fn bends_are_round_and_the_line_ends_under_the_arrow() {
        let point = |x, y| Point { x, y };
        let corners = [point(0, 0), point(20, 0), point(20, 40), point(60, 40)];
        assert_eq!(
            line_path(&corners),
            "M0 0L13 0Q20 0 20 7L20 33Q20 40 27 40L52 40"
        );
        assert_eq!(head_path(&corners), "M60 40L51 36L51 44Z");
    }
}
