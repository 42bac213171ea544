//! The lines and heads of arrows.

use std::fmt::Write as _;

use crate::layout::Point;

/// The radius of the corners of edges.
const CORNER: i32 = 7;
/// From the tip of an arrow to its base.
const ARROW_LENGTH: i32 = 9;
/// From the middle of an arrow to its corners.
const ARROW_HALF: i32 = 4;

/// What of `route` is not drawn yet by `others`, which begin at the same point. Where it leaves
/// them it begins a little earlier, so that its bend is round.
pub(super) fn branch(route: &[Point], others: &[&[Point]]) -> Vec<Point> {
    let partings = others.iter().map(|other| parting(route, other));
    let Some((corner, place)) =
        partings.max_by_key(|(corner, place)| (*corner, distance(route[*corner], *place)))
    else {
        return route.to_vec();
    };
    let (before, rest) = if place == route[corner] && corner > 0 {
        (route[corner - 1], &route[corner..])
    } else {
        (route[corner], &route[corner + 1..])
    };
    let start = towards(place, before, CORNER.min(distance(place, before)));
    [start].into_iter().chain(rest.iter().copied()).collect()
}

/// Where two routes that begin together part: behind which corner, and at which point.
fn parting(route: &[Point], other: &[Point]) -> (usize, Point) {
    let mut corner = 0;
    loop {
        let here = route[corner];
        let (Some(next), Some(other)) = (route.get(corner + 1), other.get(corner + 1)) else {
            return (corner, here);
        };
        if next != other {
            let together = towards(here, *next, 1) == towards(here, *other, 1);
            let shared = distance(here, *next).min(distance(here, *other));
            return (
                corner,
                if together {
                    towards(here, *next, shared)
                } else {
                    here
                },
            );
        }
        corner += 1;
    }
}

/// A line through `corners` with round bends, which ends where the head of the arrow begins.
pub(super) fn line_path(corners: &[Point]) -> String {
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
pub(super) fn head_path(corners: &[Point]) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn points<const N: usize>(places: [(i32, i32); N]) -> [Point; N] {
        places.map(|(x, y)| Point { x, y })
    }

    #[test]
    fn bends_are_round_and_the_line_ends_under_the_arrow() {
        let corners = points([(0, 0), (20, 0), (20, 40), (60, 40)]);
        assert_eq!(
            line_path(&corners),
            "M0 0L13 0Q20 0 20 7L20 33Q20 40 27 40L52 40"
        );
        assert_eq!(head_path(&corners), "M60 40L51 36L51 44Z");
    }

    #[test]
    fn a_shared_piece_is_drawn_once() {
        let straight = points([(0, 0), (60, 0)]);
        let down = points([(0, 0), (20, 0), (20, 40), (60, 40)]);
        let further = points([(0, 0), (20, 0), (20, 80), (60, 80)]);
        assert_eq!(branch(&down, &[]), down);
        assert_eq!(
            branch(&down, &[&straight]),
            points([(13, 0), (20, 0), (20, 40), (60, 40)])
        );
        assert_eq!(
            branch(&further, &[&straight, &down]),
            points([(20, 33), (20, 80), (60, 80)])
        );
        assert_eq!(branch(&straight, &[&down]), points([(13, 0), (60, 0)]));
    }
}
