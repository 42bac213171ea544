//! The texts of a picture, and the room that they need.

use std::collections::BTreeSet;

use super::{LegendEntry, MARGIN, Panel, Point, Rect};
use crate::measure::{self, Weight};
use crate::{EdgeKind, Group, Node};

/// The height that the name of the picture takes.
pub(super) const HEADING_HEIGHT: i32 = 40;
/// Between a side of a box and its text.
const BOX_PADDING: i32 = 14;
/// Between the left side of a frame and its title.
const HEADER_PADDING: i32 = 22;
/// The text of a box is wrapped at this width.
const WIDEST: i32 = 220;
/// The title of a frame is wrapped at this width.
const WIDEST_HEADER: i32 = 640;
/// A box is as wide as this at least.
const NARROWEST_BOX: i32 = 132;
/// The sample line of an entry of the legend.
const SAMPLE: i32 = 36;
/// Between the entries of the legend.
const LEGEND_GAP: i32 = 28;
/// From one row of the legend to the next.
const LEGEND_ROW: i32 = 22;

/// What a text is, which decides how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextRole {
    /// The name of the picture.
    Heading,
    /// The title of a frame.
    FrameTitle,
    /// Lines under the title of a frame.
    FrameDetail,
    /// The small line at the top of a box.
    Caption,
    /// The line of a box that is read first.
    Title,
    /// Further lines of a box.
    Detail,
    /// The words of the legend.
    Legend,
}

impl TextRole {
    /// All roles.
    pub const ALL: &'static [Self] = &[
        Self::Heading,
        Self::FrameTitle,
        Self::FrameDetail,
        Self::Caption,
        Self::Title,
        Self::Detail,
        Self::Legend,
    ];

    /// The size of the letters.
    pub fn size(self) -> i32 {
        match self {
            Self::Heading => 18,
            Self::FrameTitle => 15,
            Self::Title => 14,
            Self::FrameDetail | Self::Detail | Self::Legend => 12,
            Self::Caption => 11,
        }
    }

    /// From one line to the next.
    pub fn line_height(self) -> i32 {
        match self {
            Self::Heading => 26,
            Self::FrameTitle | Self::Title => 20,
            Self::FrameDetail | Self::Detail | Self::Caption | Self::Legend => 17,
        }
    }

    /// The weight of the letters.
    pub fn weight(self) -> Weight {
        match self {
            Self::Heading | Self::FrameTitle | Self::Title => Weight::Bold,
            Self::FrameDetail | Self::Caption | Self::Detail | Self::Legend => Weight::Regular,
        }
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What it says.
    pub text: String,
    /// What it is.
    pub role: TextRole,
    /// The left end of its base line.
    pub place: Point,
}

impl Text {
    fn new(text: String, role: TextRole) -> Self {
        Self {
            text,
            role,
            place: Point { x: 0, y: 0 },
        }
    }

    /// How wide it is, with a little room for a font that is wider than most.
    pub fn width(&self) -> i32 {
        measure::width(&self.text, self.role.size(), self.role.weight())
    }
}

fn wrapped(text: &str, role: TextRole, limit: i32) -> impl Iterator<Item = Text> {
    let lines = measure::wrap(text, limit, role.size(), role.weight());
    lines.into_iter().map(move |line| Text::new(line, role))
}

/// A box of the size of its text.
pub(super) fn node_panel(node: &Node) -> Panel {
    let caption = node.caption.iter().map(|it| (it, TextRole::Caption));
    let details = node.details.iter().map(|it| (it, TextRole::Detail));
    let all = caption
        .chain([(&node.title, TextRole::Title)])
        .chain(details);
    let lines: Vec<Text> = all
        .flat_map(|(text, role)| wrapped(text, role, WIDEST))
        .collect();
    let widest = lines.iter().map(Text::width).max().unwrap_or(0);
    let height: i32 = lines.iter().map(|line| line.role.line_height()).sum();
    // Even, so that its middle is a whole pixel.
    let height = (height + 2 * BOX_PADDING - 6) / 2 * 2;
    Panel {
        rect: Rect {
            width: (widest + 2 * BOX_PADDING).max(NARROWEST_BOX),
            height,
            ..Rect::default()
        },
        lines,
    }
}

/// A frame with the size of its header.
pub(super) fn group_panel(group: &Group) -> Panel {
    let details = group.details.iter().map(|it| (it, TextRole::FrameDetail));
    let all = [(&group.title, TextRole::FrameTitle)]
        .into_iter()
        .chain(details);
    let lines: Vec<Text> = all
        .flat_map(|(text, role)| wrapped(text, role, WIDEST_HEADER))
        .collect();
    let widest = lines.iter().map(Text::width).max().unwrap_or(0);
    let height: i32 = lines.iter().map(|line| line.role.line_height()).sum();
    Panel {
        rect: Rect {
            width: widest + 2 * HEADER_PADDING,
            height: height + 30,
            ..Rect::default()
        },
        lines,
    }
}

pub(super) fn heading(title: &str) -> Text {
    let mut heading = Text::new(title.to_owned(), TextRole::Heading);
    heading.place = Point {
        x: MARGIN,
        y: MARGIN + heading.role.size(),
    };
    heading
}

/// Gives the lines of a panel their places: in a box in the middle, in a frame at the top.
pub(super) fn settle(panel: &mut Panel) {
    let height: i32 = panel.lines.iter().map(|line| line.role.line_height()).sum();
    let is_frame = panel
        .lines
        .first()
        .is_some_and(|line| line.role == TextRole::FrameTitle);
    let (indent, mut y) = if is_frame {
        (HEADER_PADDING, panel.rect.y + 14)
    } else {
        (BOX_PADDING, panel.rect.y + (panel.rect.height - height) / 2)
    };
    for line in &mut panel.lines {
        let role = line.role;
        line.place = Point {
            x: panel.rect.x + indent,
            // The base line: letters reach about three quarters of their size above it.
            y: y + i32::midpoint(role.line_height(), role.size() * 3 / 4),
        };
        y += role.line_height();
    }
}

/// The entries of the legend below `top` for the kinds of edges that there are, and where the
/// picture ends.
pub(super) fn legend(
    kinds: impl Iterator<Item = EdgeKind>,
    width: i32,
    top: i32,
) -> (Vec<LegendEntry>, i32) {
    let kinds: BTreeSet<EdgeKind> = kinds.collect();
    let mut entries = Vec::new();
    if kinds.is_empty() {
        return (entries, top + MARGIN);
    }
    let (mut x, mut y) = (MARGIN, top + 32);
    for kind in kinds {
        let mut text = Text::new(kind.to_string(), TextRole::Legend);
        let taken = SAMPLE + 8 + text.width();
        if x > MARGIN && x + taken > width - MARGIN {
            (x, y) = (MARGIN, y + LEGEND_ROW);
        }
        text.place = Point {
            x: x + SAMPLE + 8,
            y: y + 4,
        };
        entries.push(LegendEntry {
            kind,
            start: Point { x, y },
            end: Point { x: x + SAMPLE, y },
            text,
        });
        x += taken + LEGEND_GAP;
    }
    (entries, y + MARGIN)
}
