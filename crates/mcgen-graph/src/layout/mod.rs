//! Where everything stands in a picture, in whole pixels.
//!
//! Every group that holds nodes is a band, and the bands stand one below the other. Columns go
//! through all bands: an edge leads to the right, unless the graph has a cycle or another band asks
//! for more. Edges run in the gaps between columns and, past a column that they only cross, in a
//! lane that is kept free for them; so they cross no box.

mod bands;
mod columns;
mod frames;
mod grid;
mod isotonic;
mod place;
mod ports;
mod route;
mod text;

use crate::{EdgeKind, Graph};
use bands::Bands;
use grid::Grid;
pub use text::{Text, TextRole};

/// Around the whole picture.
const MARGIN: i32 = 24;
/// Between a frame and what stands in it.
const FRAME_PADDING: i32 = 22;
/// Between two frames.
const FRAME_GAP: i32 = 24;
/// Between two boxes of a column.
const BOX_GAP: i32 = 22;
/// Between a lane and its neighbours in a column.
const LANE_GAP: i32 = 16;
/// Between a corner of a box and the edge next to it.
const PORT_MARGIN: i32 = 14;
/// Between two edges on one side of a box.
const PORT_GAP: i32 = 12;

/// A place in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// The left side.
    pub x: i32,
    /// The upper side.
    pub y: i32,
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
}

impl Rect {
    /// The x of the right side.
    pub fn right(&self) -> i32 {
        self.x + self.width
    }

    /// The y of the lower side.
    pub fn bottom(&self) -> i32 {
        self.y + self.height
    }

    /// Whether the two have more in common than a side.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// A rectangle and the text in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Panel {
    /// Where it stands.
    pub rect: Rect,
    /// Its lines, from the top.
    pub lines: Vec<Text>,
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// The kind of edge that it explains.
    pub kind: EdgeKind,
    /// The left end of its sample line.
    pub start: Point,
    /// The right end.
    pub end: Point,
    /// Its words.
    pub text: Text,
}

/// Where everything of a [`Graph`] stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// From left to right.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
    /// The name of the picture.
    pub title: Text,
    /// A box for each node, in the order of [`Graph::nodes`].
    pub boxes: Vec<Panel>,
    /// A frame for each group, in the order of [`Graph::groups`].
    pub frames: Vec<Panel>,
    /// The corners of each edge from its source to its target, in the order of [`Graph::edges`].
    pub routes: Vec<Vec<Point>>,
    /// What the kinds of edges mean, for those that there are.
    pub legend: Vec<LegendEntry>,
}

impl Layout {
    /// Lays out a graph.
    pub fn of(graph: &Graph) -> Self {
        let bands = Bands::of(graph);
        let columns = columns::columns(graph, &bands);
        let mut grid = Grid::new(graph, &bands, &columns);
        grid.arrange();
        let mut boxes: Vec<Panel> = graph
            .nodes()
            .map(|(_, node)| text::node_panel(node))
            .collect();
        ports::make_room(&grid, &mut boxes);
        let mut centers = place::centers(&grid, &boxes);

        let title = text::heading(graph.title());
        let mut frames = frames::Frames::of(graph, &bands, &title);
        frames.stack(graph, &place::heights(&grid, &boxes, &centers));
        for (cell, center) in grid.cells.iter().zip(&mut centers) {
            *center += frames.band_tops[cell.band];
        }
        let ports = ports::Ports::of(&grid, &boxes, &centers);
        let channels = route::Channels::of(&grid, &ports, &centers);

        let widths = column_widths(&grid, &boxes);
        let left = MARGIN + frames.inset;
        let (starts, content_end) = channels.column_starts(left, &widths);
        for (index, panel) in boxes.iter_mut().enumerate() {
            let column = grid.cells[index].column;
            panel.rect = Rect {
                x: starts[column],
                y: centers[index] - panel.rect.height / 2,
                width: widths[column],
                height: panel.rect.height,
            };
            text::settle(panel);
        }
        let routes = channels.routes(&grid, &ports, &centers, &starts, &widths);
        let width = frames.close(content_end);
        let kinds = graph.edges().map(|(.., edge)| edge.kind);
        let (legend, height) = text::legend(kinds, width, frames.bottom);
        Self {
            width,
            height,
            title,
            boxes,
            frames: frames.panels,
            routes,
            legend,
        }
    }
}

/// Boxes of one column are equally wide.
fn column_widths(grid: &Grid, boxes: &[Panel]) -> Vec<i32> {
    let mut widths = vec![0; grid.columns];
    for (cell, panel) in grid.cells.iter().zip(boxes) {
        let width = &mut widths[cell.column];
        *width = panel.rect.width.max(*width);
    }
    widths
}

#[cfg(test)]
mod tests;
