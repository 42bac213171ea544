use super::*;

#[test]
fn the_table_has_every_figure_that_is_asked_for() {
    for name in [
        "detection",
        "preparation",
        "resize-aws",
        "resize-gcp",
        "build-aws",
        "build-gcp",
        "promotion-logical",
        "promotion-dms",
        "steering",
        "lag-logical",
        "lag-dms",
        "report-logical",
        "report-dms",
    ] {
        assert!(!figure(name).basis.is_empty(), "{name}");
    }
}

#[test]
fn a_time_is_written_in_every_unit_that_it_needs() {
    for (seconds, words) in [(0, "0s"), (45, "45s"), (1_740, "29m"), (5_405, "1h 30m 5s")] {
        assert_eq!(Duration::from_seconds(seconds).in_words(), words);
    }
}

#[test]
fn a_sum_counts_each_part_once_and_never_overflows() {
    let part = |name, seconds| Part {
        name,
        time: Duration::from_seconds(seconds),
        basis: String::new(),
    };
    let mut sum = Sum {
        objective: None,
        parts: vec![part(TimePart::Detection, 60), part(TimePart::Decision, 300)],
    };
    assert_eq!(sum.total().seconds(), 360);
    assert_eq!(sum.of(&[TimePart::Decision]).seconds(), 300);
    sum.parts.push(part(TimePart::Resize, u32::MAX));
    assert_eq!(sum.total().seconds(), u32::MAX);
}
