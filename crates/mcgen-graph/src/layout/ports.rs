//! Where edges touch boxes.

use std::collections::BTreeMap;

use super::grid::{Grid, Net, Path, Side};
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

/// The highest and the lowest port that a box can have.
fn reach(boxes: &[Panel], centers: &[i32], node: usize) -> (i32, i32) {
    let half = boxes[node].rect.height / 2 - PORT_MARGIN;
    (centers[node] - half, centers[node] + half)
}

/// For each net the height, near the middle of its source, from which one of its lines can go on
/// straight; the middle where there is none.
fn straightest(grid: &Grid, boxes: &[Panel], centers: &[i32]) -> Vec<i32> {
    let mut heights: Vec<Option<i32>> = vec![None; grid.nets.len()];
    for path in &grid.paths {
        let (source, next) = (path.stops[0], path.stops[1]);
        let middle = centers[source];
        let (low, high) = reach(boxes, centers, source);
        let (next_low, next_high) = if grid.is_box(next) {
            reach(boxes, centers, next)
        } else {
            (centers[next], centers[next])
        };
        let (low, high) = (low.max(next_low), high.min(next_high));
        if low <= high && grid.cells[next].column != grid.cells[source].column {
            let height = middle.clamp(low, high);
            let best = &mut heights[path.net];
            *best = [*best, Some(height)]
                .into_iter()
                .flatten()
                .min_by_key(|it| (it - middle).abs());
        }
    }
    let sources = grid.nets.iter().map(|net| centers[net.source]);
    let heights = heights.into_iter().zip(sources);
    heights
        .map(|(height, middle)| height.unwrap_or(middle))
        .collect()
}

impl Ports {
    pub(super) fn of(grid: &Grid, boxes: &[Panel], centers: &[i32]) -> Self {
        let mut found = Self {
            outs: vec![0; grid.nets.len()],
            ins: vec![0; grid.paths.len()],
        };
        let next = straightest(grid, boxes, centers);
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
                let (low, high) = reach(boxes, centers, *node);
                let heights = spread_within(&heights, PORT_GAP, low, high);
                for ((_, port), height) in wanted.into_iter().zip(heights) {
                    match port {
                        Port::Out(net) => found.outs[net] = height,
                        Port::In(path) => found.ins[path] = height,
                    }
                }
            }
        }
        found.straighten(grid, boxes, centers, &ports);
        found
    }

    /// Moves what leaves a box alone to the height at which it arrives.
    fn straighten(
        &mut self,
        grid: &Grid,
        boxes: &[Panel],
        centers: &[i32],
        ports: &BTreeMap<(Side, usize), Vec<Port>>,
    ) {
        let mut members = vec![0; grid.nets.len()];
        for path in &grid.paths {
            members[path.net] += 1;
        }
        for (number, path) in grid.paths.iter().enumerate() {
            let Net { source, side, .. } = grid.nets[path.net];
            let alone = members[path.net] == 1 && ports[&(side, source)].len() == 1;
            let (low, high) = reach(boxes, centers, source);
            if alone && path.stops.len() == 2 && end_side(grid, &path.stops) != side {
                let arrival = self.ins[number];
                if (low..=high).contains(&arrival) {
                    self.outs[path.net] = arrival;
                }
            }
        }
    }

    fn wanted(&self, grid: &Grid, port: Port, next: &[i32], centers: &[i32]) -> i32 {
        match port {
            Port::Out(net) => next[net],
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
