//! Where edges touch boxes.

use std::collections::BTreeMap;

use super::grid::{Grid, Path, Side};
use super::isotonic::spread_within;
use super::{PORT_GAP, PORT_MARGIN, Panel};

/// What touches a box: a net that leaves it, or an edge that ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Port {
    Out(usize),
    In(usize),
}

/// The height of each port.
pub(super) struct Ports {
    /// Where each net leaves its source.
    pub(super) outs: Vec<i32>,
    /// Where each edge meets its target.
    pub(super) ins: Vec<i32>,
}

/// The side on which a path meets its target.
fn end_side(grid: &Grid, stops: &[usize]) -> Side {
    let [.., before, last] = stops else {
        return Side::Left;
    };
    let (before, last) = (grid.cells[*before].column, grid.cells[*last].column);
    if before < last {
        Side::Left
    } else {
        Side::Right
    }
}

fn ports(grid: &Grid) -> BTreeMap<(Side, usize), Vec<Port>> {
    let mut ports: BTreeMap<(Side, usize), Vec<Port>> = BTreeMap::new();
    for (number, net) in grid.nets.iter().enumerate() {
        let place = ports.entry((net.side, net.source)).or_default();
        place.push(Port::Out(number));
    }
    for (number, path) in grid.paths.iter().enumerate() {
        if let Some(target) = path.stops.last() {
            let side = end_side(grid, &path.stops);
            ports
                .entry((side, *target))
                .or_default()
                .push(Port::In(number));
        }
    }
    ports
}

/// Makes boxes high enough for all that touches them.
pub(super) fn make_room(grid: &Grid, boxes: &mut [Panel]) {
    for ((_, node), ports) in ports(grid) {
        let gaps = i32::try_from(ports.len()).unwrap_or(i32::MAX / PORT_GAP) - 1;
        let height = &mut boxes[node].rect.height;
        *height = (*height).max(2 * PORT_MARGIN + gaps * PORT_GAP);
    }
}

impl Ports {
    pub(super) fn of(grid: &Grid, boxes: &[Panel], centers: &[i32]) -> Self {
        let mut found = Self {
            outs: vec![0; grid.nets.len()],
            ins: vec![0; grid.paths.len()],
        };
        let mut next: Vec<Vec<i32>> = vec![Vec::new(); grid.nets.len()];
        for path in &grid.paths {
            next[path.net].push(centers[path.stops[1]]);
        }
        for heights in &mut next {
            heights.sort_unstable();
        }
        let ports = ports(grid);
        // Most edges lead to the right: they choose their height where they leave, and keep it where
        // they arrive if they can.
        for side in [Side::Right, Side::Left] {
            for ((_, node), ports) in ports.iter().filter(|((it, _), _)| *it == side) {
                let mut wanted: Vec<(i32, Port)> = ports
                    .iter()
                    .map(|port| (found.wanted(grid, *port, &next, centers), *port))
                    .collect();
                wanted.sort_unstable();
                let heights: Vec<i32> = wanted.iter().map(|(height, _)| *height).collect();
                let half = boxes[*node].rect.height / 2 - PORT_MARGIN;
                let center = centers[*node];
                let heights = spread_within(&heights, PORT_GAP, center - half, center + half);
                for ((_, port), height) in wanted.into_iter().zip(heights) {
                    match port {
                        Port::Out(net) => found.outs[net] = height,
                        Port::In(path) => found.ins[path] = height,
                    }
                }
            }
        }
        found
    }

    fn wanted(&self, grid: &Grid, port: Port, next: &[Vec<i32>], centers: &[i32]) -> i32 {
        match port {
            Port::Out(net) => next[net][next[net].len() / 2],
            Port::In(path) => {
                let Path { net, stops } = &grid.paths[path];
                let before = stops[stops.len() - 2];
                if grid.is_box(before) && end_side(grid, stops) == Side::Left {
                    self.outs[*net]
                } else {
                    centers[before]
                }
            }
        }
    }
}
