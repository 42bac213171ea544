//! The nearest places to the wanted ones that keep an order and a distance.

/// Places for items that want to be at `wanted`, keep their order, and have at least the distance
/// `gaps[i]` between the items `i` and `i + 1`. The sum of the squared moves is the least, up to
/// whole pixels (pool adjacent violators).
pub(super) fn spread(wanted: &[i32], gaps: &[i32]) -> Vec<i32> {
    let offsets = offsets(gaps, wanted.len());
    let reduced = wanted
        .iter()
        .zip(&offsets)
        .map(|(place, offset)| place - offset);
    let mut pools: Vec<(i64, i64)> = Vec::with_capacity(wanted.len());
    for place in reduced {
        pools.push((i64::from(place), 1));
        while let [.., (first, first_count), (second, second_count)] = pools[..]
            && first * second_count > second * first_count
        {
            pools.truncate(pools.len() - 2);
            pools.push((first + second, first_count + second_count));
        }
    }
    let places = pools.iter().flat_map(|(sum, count)| {
        let mean = i32::try_from(sum.div_euclid(*count)).unwrap_or_default();
        (0..*count).map(move |_| mean)
    });
    places
        .zip(offsets)
        .map(|(place, offset)| place + offset)
        .collect()
}

/// The same between two bounds, which must have room for all gaps.
pub(super) fn spread_within(wanted: &[i32], gap: i32, low: i32, high: i32) -> Vec<i32> {
    let gaps = vec![gap; wanted.len().saturating_sub(1)];
    let last = offsets(&gaps, wanted.len()).last().copied().unwrap_or(0);
    let places = spread(wanted, &gaps);
    let offsets = offsets(&gaps, wanted.len());
    let places = places.iter().zip(offsets);
    places
        .map(|(place, offset)| (place - offset).clamp(low, (high - last).max(low)) + offset)
        .collect()
}

fn offsets(gaps: &[i32], count: usize) -> Vec<i32> {
    let sums = gaps.iter().scan(0, |sum, gap| {
        *sum += gap;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_are_far_enough_apart_stay() {
        assert_eq!(spread(&[10, 50, 90], &[20, 20]), [10, 50, 90]);
    }

    #[test]
    fn places_that_are_too_near_move_equally() {
        assert_eq!(spread(&[50, 50, 50], &[20, 20]), [30, 50, 70]);
        assert_eq!(spread(&[50, 40], &[20]), [35, 55]);
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(spread_within(&[-30, 500], 10, 0, 100), [0, 100]);
        assert_eq!(spread_within(&[500, 500, 500], 10, 0, 100), [80, 90, 100]);
    }
}
