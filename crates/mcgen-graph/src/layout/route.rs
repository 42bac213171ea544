//! The way of each edge: level past columns, upright in the channels between them.

use std::collections::{BTreeMap, BTreeSet};

use super::Point;
use super::grid::Grid;
use super::ports::Ports;

/// Between two upright lines.
const TRACK_GAP: i32 = 12;
/// Between an upright line and the boxes beside it.
const TRACK_MARGIN: i32 = 24;
/// Between two columns, at least.
const NARROWEST: i32 = 56;
/// Lines nearer than this look like one.
const APART: i32 = 4;
/// What two lines on top of each other cost, compared with a crossing.
const OVERLAP_COST: i32 = 10;

/// The heights at which a net enters and leaves a channel.
#[derive(Debug, Default, Clone)]
struct Crossing {
    left: BTreeSet<i32>,
    right: BTreeSet<i32>,
}

impl Crossing {
    fn span(&self) -> (i32, i32) {
        let ends = [self.left.first(), self.right.first()];
        let low = ends.into_iter().flatten().min();
        let ends = [self.left.last(), self.right.last()];
        let high = ends.into_iter().flatten().max();
        (low.copied().unwrap_or(0), high.copied().unwrap_or(0))
    }

    /// What it costs to draw this one left of the other.
    fn cost_left_of(&self, other: &Self) -> i32 {
        let inside = |height: &&i32, (low, high): (i32, i32)| low < **height && **height < high;
        let (own, others) = (self.span(), other.span());
        let mine = self.right.iter().filter(|it| inside(it, others)).count();
        let theirs = other.left.iter().filter(|it| inside(it, own)).count();
        let near = |height: &&i32| {
            let range = **height - APART + 1..**height + APART;
            other.left.range(range).next().is_some()
        };
        let overlaps = self.right.iter().filter(near).count();
        let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 100);
        whole(mine) + whole(theirs) + OVERLAP_COST * whole(overlaps)
    }
}

/// The gaps right of each column, and which track each net takes in them.
pub(super) struct Channels {
    /// By channel and net, the number of the track and how many its neighbours have together.
    tracks: Vec<BTreeMap<usize, (i32, i32)>>,
    /// Whether anything runs in the channel.
    used: Vec<bool>,
}

/// One step of a path: from a stop to the next, through a channel.
struct Step {
    channel: usize,
    from: i32,
    to: i32,
}

/// The steps of path `number`.
fn steps(grid: &Grid, ports: &Ports, centers: &[i32], number: usize) -> Vec<Step> {
    let path = &grid.paths[number];
    let last = path.stops.len() - 1;
    let height = |stop: usize| match stop {
        0 => ports.outs[path.net],
        stop if stop == last => ports.ins[number],
        stop => centers[path.stops[stop]],
    };
    let step = |stop: usize| {
        let (from, to) = (path.stops[stop], path.stops[stop + 1]);
        Step {
            channel: grid.cells[from].column.min(grid.cells[to].column),
            from: height(stop),
            to: height(stop + 1),
        }
    };
    (0..last).map(step).collect()
}

impl Channels {
    pub(super) fn of(grid: &Grid, ports: &Ports, centers: &[i32]) -> Self {
        let mut crossings: Vec<BTreeMap<usize, Crossing>> = vec![BTreeMap::new(); grid.columns];
        for (number, path) in grid.paths.iter().enumerate() {
            for (step, pair) in steps(grid, ports, centers, number)
                .iter()
                .zip(path.stops.windows(2))
            {
                let crossing = crossings[step.channel].entry(path.net).or_default();
                for (height, cell) in [(step.from, pair[0]), (step.to, pair[1])] {
                    let at_left = grid.cells[cell].column == step.channel;
                    let ends = if at_left {
                        &mut crossing.left
                    } else {
                        &mut crossing.right
                    };
                    ends.insert(height);
                }
            }
        }
        Self {
            used: crossings.iter().map(|nets| !nets.is_empty()).collect(),
            tracks: crossings.iter().map(tracks).collect(),
        }
    }

    /// The left side of each column, and the right end of everything.
    pub(super) fn column_starts(&self, left: i32, widths: &[i32]) -> (Vec<i32>, i32) {
        let mut x = left;
        let mut starts = Vec::with_capacity(widths.len());
        for (channel, width) in widths.iter().enumerate() {
            starts.push(x);
            x += width;
            let is_last = channel + 1 == widths.len();
            if self.used[channel] || !is_last {
                x += self.width(channel, is_last);
            }
        }
        (starts, x)
    }

    fn width(&self, channel: usize, is_last: bool) -> i32 {
        let tracks = self.tracks[channel].values().map(|(_, count)| *count);
        let tracks = tracks.max().unwrap_or(1).max(1);
        let width = 2 * TRACK_MARGIN + (tracks - 1) * TRACK_GAP;
        if is_last {
            width - TRACK_MARGIN / 2
        } else {
            width.max(NARROWEST)
        }
    }

    /// The corners of each path.
    pub(super) fn routes(
        &self,
        grid: &Grid,
        ports: &Ports,
        centers: &[i32],
        starts: &[i32],
        widths: &[i32],
    ) -> Vec<Vec<Point>> {
        let right_of = |column: usize| starts[column] + widths[column];
        let routes = grid.paths.iter().enumerate().map(|(number, path)| {
            let mut points = Vec::new();
            for (step, pair) in steps(grid, ports, centers, number)
                .iter()
                .zip(path.stops.windows(2))
            {
                let end = |cell: usize| {
                    let column = grid.cells[cell].column;
                    if column == step.channel {
                        right_of(column)
                    } else {
                        starts[column]
                    }
                };
                let (first, last) = (end(pair[0]), end(pair[1]));
                let track = self.track(step.channel, path.net, right_of(step.channel));
                points.push(Point {
                    x: first,
                    y: step.from,
                });
                if step.from != step.to || first == last {
                    points.push(Point {
                        x: track,
                        y: step.from,
                    });
                    points.push(Point {
                        x: track,
                        y: step.to,
                    });
                }
                points.push(Point {
                    x: last,
                    y: step.to,
                });
            }
            simplified(points)
        });
        routes.collect()
    }

    /// The x of the upright line of a net in a channel that begins at `left`.
    fn track(&self, channel: usize, net: usize, left: i32) -> i32 {
        let (number, count) = self.tracks[channel].get(&net).copied().unwrap_or((0, 1));
        let width = self.width(channel, channel + 1 == self.tracks.len());
        left + (width - (count - 1) * TRACK_GAP) / 2 + number * TRACK_GAP
    }
}

/// Nets whose upright lines would touch get tracks of their own, ordered so that few lines cross.
fn tracks(crossings: &BTreeMap<usize, Crossing>) -> BTreeMap<usize, (i32, i32)> {
    let mut upright: Vec<(usize, &Crossing)> = crossings
        .iter()
        .map(|(net, crossing)| (*net, crossing))
        .filter(|(_, crossing)| crossing.left != crossing.right || crossing.left.len() > 1)
        .collect();
    upright.sort_by_key(|(net, crossing)| (crossing.span(), *net));
    let mut tracks = BTreeMap::new();
    let mut rest = upright.as_slice();
    while !rest.is_empty() {
        let mut reach = i32::MIN;
        let touching = rest.iter().take_while(|(_, crossing)| {
            let (low, high) = crossing.span();
            let touches = reach == i32::MIN || low <= reach + APART;
            reach = reach.max(high);
            touches
        });
        let (cluster, others) = rest.split_at(touching.count());
        let mut cluster = cluster.to_vec();
        sort_by_crossings(&mut cluster);
        let count = i32::try_from(cluster.len()).unwrap_or(i32::MAX);
        for (number, (net, _)) in (0..).zip(cluster) {
            tracks.insert(net, (number, count));
        }
        rest = others;
    }
    tracks
}

/// Swaps neighbours as long as that saves crossings.
fn sort_by_crossings(nets: &mut [(usize, &Crossing)]) {
    for _ in 0..nets.len() {
        let mut swapped = false;
        for index in 1..nets.len() {
            let (one, other) = (nets[index - 1].1, nets[index].1);
            if other.cost_left_of(one) < one.cost_left_of(other) {
                nets.swap(index - 1, index);
                swapped = true;
            }
        }
        if !swapped {
            break;
        }
    }
}

/// Without points between two others on one line.
fn simplified(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept[..] {
            let level = before.y == last.y && last.y == point.y;
            let upright = before.x == last.x && last.x == point.x;
            if level || upright {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}
