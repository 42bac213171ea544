//! How high the cells of a band stand.

use super::grid::{Grid, Side};
use super::isotonic::spread;
use super::{BOX_GAP, LANE_GAP, Panel};

/// How often cells are drawn towards their neighbours.
const SWEEPS: usize = 8;

/// The middle of each cell, from the top of its band.
pub(super) fn centers(grid: &Grid, boxes: &[Panel]) -> Vec<i32> {
    let mut centers = vec![0; grid.cells.len()];
    for band in &grid.slots {
        for slot in band {
            let gaps = gaps(grid, boxes, slot);
            let places = spread(&vec![0; slot.len()], &gaps);
            note(slot, &places, &mut centers);
        }
        for sweep in 0..SWEEPS {
            let side = if sweep % 2 == 0 {
                Side::Left
            } else {
                Side::Right
            };
            let columns: Box<dyn Iterator<Item = &Vec<usize>>> = match side {
                Side::Left => Box::new(band.iter()),
                Side::Right => Box::new(band.iter().rev()),
            };
            for slot in columns {
                let wanted: Vec<i32> = slot
                    .iter()
                    .map(|cell| {
                        mean(grid.neighbours(*cell, side), &centers).unwrap_or(centers[*cell])
                    })
                    .collect();
                let places = spread(&wanted, &gaps(grid, boxes, slot));
                note(slot, &places, &mut centers);
            }
        }
        let cells = || band.iter().flatten();
        let top = cells()
            .map(|cell| centers[*cell] - half(boxes, *cell))
            .min();
        for cell in cells() {
            centers[*cell] -= top.unwrap_or(0);
        }
    }
    centers
}

/// How high each band is.
pub(super) fn heights(grid: &Grid, boxes: &[Panel], centers: &[i32]) -> Vec<i32> {
    let heights = grid.slots.iter().map(|band| {
        let cells = band.iter().flatten();
        let bottoms = cells.map(|cell| centers[*cell] + half(boxes, *cell));
        bottoms.max().unwrap_or(0)
    });
    heights.collect()
}

/// Half the height of a cell, rounded up; a lane has none.
fn half(boxes: &[Panel], cell: usize) -> i32 {
    boxes
        .get(cell)
        .map_or(0, |panel| (panel.rect.height + 1) / 2)
}

fn gaps(grid: &Grid, boxes: &[Panel], slot: &[usize]) -> Vec<i32> {
    let pairs = slot.windows(2).map(|pair| {
        let both_boxes = grid.is_box(pair[0]) && grid.is_box(pair[1]);
        let gap = if both_boxes { BOX_GAP } else { LANE_GAP };
        half(boxes, pair[0]) + gap + half(boxes, pair[1])
    });
    pairs.collect()
}

fn mean(cells: &[usize], centers: &[i32]) -> Option<i32> {
    let count = i32::try_from(cells.len()).ok()?;
    let sum: i32 = cells.iter().map(|cell| centers[*cell]).sum();
    sum.checked_div(count)
}

fn note(slot: &[usize], places: &[i32], centers: &mut [i32]) {
    for (cell, place) in slot.iter().zip(places) {
        centers[*cell] = *place;
    }
}
