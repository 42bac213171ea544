//! Colours and type, as one style sheet for light and dark surroundings.
//!
//! Colours are written out where they are used: not every program that draws SVG knows custom
//! properties. Each kind of edge has a dash of its own, so that none is told by its colour alone.

use std::fmt::Write as _;

use crate::layout::TextRole;
use crate::measure::Weight;
use crate::{EdgeKind, NodeKind};

/// The colours of one surrounding.
struct Palette {
    ground: &'static str,
    frame: &'static str,
    frame_line: &'static str,
    node: &'static str,
    text: &'static str,
    muted: &'static str,
    hue: fn(Hue) -> &'static str,
}

/// What a colour means.
#[derive(Debug, Clone, Copy)]
enum Hue {
    Network,
    Data,
    Cache,
    Key,
    Secret,
    Traffic,
    Link,
    Plain,
}

const LIGHT: Palette = Palette {
    ground: "#ffffff",
    frame: "#f6f8fa",
    frame_line: "#d0d7de",
    node: "#ffffff",
    text: "#1f2328",
    muted: "#57606a",
    hue: |hue| match hue {
        Hue::Network => "#0969da",
        Hue::Data => "#8250df",
        Hue::Cache => "#bc4c00",
        Hue::Key => "#1a7f37",
        Hue::Secret => "#bf3989",
        Hue::Traffic => "#424a53",
        Hue::Link => "#0e7490",
        Hue::Plain => "#6e7781",
    },
};

const DARK: Palette = Palette {
    ground: "#0d1117",
    frame: "#151b23",
    frame_line: "#3d444d",
    node: "#0d1117",
    text: "#f0f6fc",
    muted: "#9198a1",
    hue: |hue| match hue {
        Hue::Network => "#58a6ff",
        Hue::Data => "#bc8cff",
        Hue::Cache => "#f0883e",
        Hue::Key => "#3fb950",
        Hue::Secret => "#f778ba",
        Hue::Traffic => "#c9d1d9",
        Hue::Link => "#39c5cf",
        Hue::Plain => "#9198a1",
    },
};

fn node_hue(kind: NodeKind) -> Hue {
    match kind {
        NodeKind::Network => Hue::Network,
        NodeKind::Database | NodeKind::Replica => Hue::Data,
        NodeKind::Cache => Hue::Cache,
        NodeKind::Key => Hue::Key,
        NodeKind::Secret => Hue::Secret,
        NodeKind::Client | NodeKind::Internet | NodeKind::LoadBalancer => Hue::Traffic,
        NodeKind::Gateway => Hue::Link,
        NodeKind::Module => Hue::Plain,
    }
}

fn edge_hue(kind: EdgeKind) -> Hue {
    match kind {
        EdgeKind::Placement => Hue::Network,
        EdgeKind::Encryption => Hue::Key,
        EdgeKind::Credential => Hue::Secret,
        EdgeKind::Output => Hue::Plain,
        EdgeKind::Traffic => Hue::Traffic,
        EdgeKind::Replication => Hue::Data,
        EdgeKind::Tunnel => Hue::Link,
    }
}

/// The pattern and the width of the line.
fn stroke(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Placement => "stroke-width:1.6",
        EdgeKind::Encryption => "stroke-width:1.6;stroke-dasharray:6 4",
        EdgeKind::Credential => "stroke-width:1.6;stroke-dasharray:2 3",
        EdgeKind::Output => "stroke-width:1.2",
        EdgeKind::Traffic => "stroke-width:2.2",
        EdgeKind::Replication => "stroke-width:2.2;stroke-dasharray:12 4",
        EdgeKind::Tunnel => "stroke-width:2.2;stroke-dasharray:10 3 2 3",
    }
}

pub(super) fn role_class(role: TextRole) -> &'static str {
    match role {
        TextRole::Heading => "heading",
        TextRole::FrameTitle => "frame-title",
        TextRole::FrameDetail => "frame-detail",
        TextRole::Caption => "caption",
        TextRole::Title => "title",
        TextRole::Detail => "detail",
        TextRole::Legend => "legend",
    }
}

/// The whole style sheet. Every rule begins with the class of the picture, so that it touches
/// nothing else on a page.
pub(super) fn sheet() -> String {
    let mut css = String::from(
        ".mcgen text{font-family:Arial,Helvetica,\"Liberation Sans\",sans-serif}\n\
         .mcgen .line{fill:none;stroke-linejoin:round}\n\
         .mcgen .node rect,.mcgen .frame rect{stroke-width:1.4}\n\
         .mcgen .environment rect{fill:none}\n\
         .mcgen .stack text,.mcgen .environment text{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}\n\
         .mcgen .client rect,.mcgen .internet rect{stroke-dasharray:5 4}\n",
    );
    for role in TextRole::ALL {
        let (class, size) = (role_class(*role), role.size());
        let weight = match role.weight() {
            Weight::Regular => "",
            Weight::Bold => ";font-weight:bold",
        };
        let _ = writeln!(css, ".mcgen .{class}{{font-size:{size}px{weight}}}");
    }
    for kind in EdgeKind::ALL {
        let _ = writeln!(css, ".mcgen .{} .line{{{}}}", kind.slug(), stroke(*kind));
    }
    colours(&mut css, &LIGHT);
    css.push_str("@media (prefers-color-scheme:dark){\n");
    colours(&mut css, &DARK);
    css.push_str("}\n");
    css
}

fn colours(css: &mut String, palette: &Palette) {
    let Palette {
        ground,
        frame,
        frame_line,
        node,
        text,
        muted,
        hue,
    } = palette;
    let _ = write!(
        css,
        ".mcgen .ground{{fill:{ground}}}\n\
         .mcgen .stack rect{{fill:{frame}}}\n\
         .mcgen .stack text{{stroke:{frame}}}\n\
         .mcgen .environment text{{stroke:{ground}}}\n\
         .mcgen .frame rect{{stroke:{frame_line}}}\n\
         .mcgen .node rect{{fill:{node}}}\n\
         .mcgen text{{fill:{text}}}\n\
         .mcgen .detail,.mcgen .frame-detail,.mcgen .legend{{fill:{muted}}}\n"
    );
    for kind in NodeKind::ALL {
        let (kind, colour) = (kind.slug(), hue(node_hue(*kind)));
        let _ = writeln!(
            css,
            ".mcgen .{kind} rect{{stroke:{colour}}}.mcgen .{kind} .caption{{fill:{colour}}}"
        );
    }
    for kind in EdgeKind::ALL {
        let (kind, colour) = (kind.slug(), hue(edge_hue(*kind)));
        let _ = writeln!(
            css,
            ".mcgen .{kind} .line{{stroke:{colour}}}.mcgen .{kind} .head{{fill:{colour}}}"
        );
    }
}
