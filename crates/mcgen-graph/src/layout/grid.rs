//! Cells in bands and columns: a cell for each node, and lanes for edges that pass a column.

use std::collections::{BTreeMap, BTreeSet};

use super::bands::Bands;
use crate::{EdgeKind, Graph};

/// How often the order of cells is improved from one side to the other.
const SWEEPS: usize = 8;

/// A side of a box, or of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

/// A box or a lane.
pub(super) struct Cell {
    pub(super) band: usize,
    pub(super) column: usize,
}

/// Edges that leave one side of a box together, as one line that branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Net {
    pub(super) source: usize,
    pub(super) kind: EdgeKind,
    pub(super) side: Side,
}

/// The way of an edge.
pub(super) struct Path {
    /// The number of its net.
    pub(super) net: usize,
    /// The cells from source to target. Each is in a column next to the one before, but for two
    /// cells in one column.
    pub(super) stops: Vec<usize>,
}

pub(super) struct Grid {
    /// First those of the nodes, in their order, then the lanes.
    pub(super) cells: Vec<Cell>,
    pub(super) boxes: usize,
    pub(super) columns: usize,
    /// By band and column, the cells from top to bottom.
    pub(super) slots: Vec<Vec<Vec<usize>>>,
    pub(super) nets: Vec<Net>,
    /// A path for each edge.
    pub(super) paths: Vec<Path>,
    /// The cells in the same band that a path leads to or comes from, by the side.
    neighbours: Vec<[Vec<usize>; 2]>,
}

impl Grid {
    pub(super) fn new(graph: &Graph, bands: &Bands, columns: &[usize]) -> Self {
        let cells = bands.of_node.iter().zip(columns);
        let cells = cells.map(|(band, column)| Cell {
            band: *band,
            column: *column,
        });
        let columns = columns.iter().max().map_or(0, |last| last + 1);
        let mut grid = Self {
            cells: cells.collect(),
            boxes: bands.of_node.len(),
            columns,
            slots: vec![vec![Vec::new(); columns]; bands.groups.len()],
            nets: Vec::new(),
            paths: Vec::new(),
            neighbours: Vec::new(),
        };
        grid.add_paths(graph);
        for (number, cell) in grid.cells.iter().enumerate() {
            grid.slots[cell.band][cell.column].push(number);
        }
        grid.meet_neighbours();
        grid
    }

    fn add_paths(&mut self, graph: &Graph) {
        let mut nets: BTreeMap<Net, usize> = BTreeMap::new();
        let mut lanes: BTreeMap<(usize, usize, usize), usize> = BTreeMap::new();
        for (source, target, edge) in graph.edges() {
            let (source, target) = (source.index(), target.index());
            let (from, to) = (self.cells[source].column, self.cells[target].column);
            let side = if from <= to { Side::Right } else { Side::Left };
            let net = Net {
                source,
                kind: edge.kind,
                side,
            };
            let number = *nets.entry(net).or_insert_with(|| {
                self.nets.push(net);
                self.nets.len() - 1
            });
            let between: Vec<usize> = if from <= to {
                (from + 1..to).collect()
            } else {
                (to + 1..from).rev().collect()
            };
            let band = self.cells[target].band;
            let mut stops = vec![source];
            for column in between {
                stops.push(*lanes.entry((number, band, column)).or_insert_with(|| {
                    self.cells.push(Cell { band, column });
                    self.cells.len() - 1
                }));
            }
            stops.push(target);
            self.paths.push(Path { net: number, stops });
        }
    }

    fn meet_neighbours(&mut self) {
        let pairs = self.paths.iter().flat_map(|path| path.stops.windows(2));
        let ordered = pairs.filter_map(|pair| {
            let (one, other) = (&self.cells[pair[0]], &self.cells[pair[1]]);
            let near = one.band == other.band && one.column != other.column;
            let rightwards = one.column < other.column;
            near.then(|| {
                if rightwards {
                    (pair[0], pair[1])
                } else {
                    (pair[1], pair[0])
                }
            })
        });
        let links: BTreeSet<(usize, usize)> = ordered.collect();
        self.neighbours = self.cells.iter().map(|_| Default::default()).collect();
        for (left, right) in links {
            self.neighbours[left][Side::Right as usize].push(right);
            self.neighbours[right][Side::Left as usize].push(left);
        }
    }

    /// The cells of the same band in the next column on that side that share a line with `cell`.
    pub(super) fn neighbours(&self, cell: usize, side: Side) -> &[usize] {
        &self.neighbours[cell][side as usize]
    }

    pub(super) fn is_box(&self, cell: usize) -> bool {
        cell < self.boxes
    }

    /// Orders the cells of each column so that few lines cross: every cell goes to the mean place of
    /// its neighbours in the next column, from one side to the other and back.
    pub(super) fn arrange(&mut self) {
        let mut places = vec![0; self.cells.len()];
        for band in 0..self.slots.len() {
            let mut best = self.slots[band].clone();
            let mut fewest = self.crossings(band, &mut places);
            for sweep in 0..SWEEPS {
                if fewest == 0 {
                    break;
                }
                self.sweep(band, sweep % 2 == 0, &mut places);
                let crossings = self.crossings(band, &mut places);
                if crossings < fewest {
                    fewest = crossings;
                    best.clone_from(&self.slots[band]);
                }
            }
            self.slots[band] = best;
        }
    }

    fn sweep(&mut self, band: usize, rightwards: bool, places: &mut [i32]) {
        let side = if rightwards { Side::Left } else { Side::Right };
        let mut columns: Vec<usize> = (0..self.columns).collect();
        if !rightwards {
            columns.reverse();
        }
        for column in columns {
            let mut slot = std::mem::take(&mut self.slots[band][column]);
            let means: BTreeMap<usize, i32> = slot
                .iter()
                .map(|cell| (*cell, self.mean_place(*cell, side, places)))
                .collect();
            slot.sort_by_key(|cell| means[cell]);
            note_places(&slot, places);
            self.slots[band][column] = slot;
        }
    }

    /// In thousandths of the height of a column.
    fn mean_place(&self, cell: usize, side: Side, places: &[i32]) -> i32 {
        let neighbours = self.neighbours(cell, side);
        let sum: i32 = neighbours.iter().map(|it| places[*it]).sum();
        match i32::try_from(neighbours.len()) {
            Ok(count) if count > 0 => sum / count,
            _ => places[cell],
        }
    }

    fn crossings(&self, band: usize, places: &mut [i32]) -> usize {
        for slot in &self.slots[band] {
            note_places(slot, places);
        }
        let mut crossings = 0;
        for slot in &self.slots[band] {
            let links: Vec<(i32, i32)> = slot
                .iter()
                .flat_map(|left| {
                    let rights = self.neighbours(*left, Side::Right).iter();
                    rights.map(|right| (places[*left], places[*right]))
                })
                .collect();
            for (number, one) in links.iter().enumerate() {
                let cross = |other: &&(i32, i32)| one.0 < other.0 && one.1 > other.1;
                crossings += links[number + 1..].iter().filter(cross).count();
            }
        }
        crossings
    }
}

fn note_places(slot: &[usize], places: &mut [i32]) {
    let count = i32::try_from(slot.len()).unwrap_or(1).max(1);
    for (place, cell) in (0..).zip(slot) {
        places[*cell] = (2 * place + 1) * 500 / count;
    }
}
