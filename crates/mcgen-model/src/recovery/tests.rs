use super::*;
use crate::Scalar;
use crate::catalog::recovery::{figures, remark};

/// Every figure that is asked for by name.
const NAMES: [&str; 31] = [
    "backup-atlas",
    "backup-cockroach-basic",
    "backup-spanner",
    "build-aws",
    "build-gcp",
    "detection",
    "detection-gcp",
    "election-atlas",
    "election-cockroach",
    "election-spanner",
    "election-yugabyte",
    "failover-aws",
    "failover-gcp",
    "interval-bucardo",
    "interval-debezium",
    "lag-bucardo",
    "lag-debezium",
    "lag-dms",
    "lag-logical",
    "lag-messages",
    "lag-symmetricds",
    "preparation",
    "promotion-dms",
    "promotion-logical",
    "quorum-spanner",
    "reconnect",
    "report-dms",
    "report-logical",
    "resize-aws",
    "resize-gcp",
    "steering",
];

#[test]
fn the_table_has_the_figures_that_are_asked_for_and_no_others() {
    let table: Vec<&str> = figures().keys().map(String::as_str).collect();
    assert_eq!(table, NAMES);
}

#[test]
fn every_figure_says_how_sure_it_is_and_a_documented_one_names_its_page() {
    for (name, figure) in figures() {
        let certainty = Certainty::parse(&figure.certainty).unwrap();
        assert!(!figure.basis.is_empty(), "{name}");
        let documented = certainty == Certainty::Documented;
        let source = figure.source.as_deref().unwrap_or_default();
        assert_eq!(source.starts_with("https://"), documented, "{name}");
    }
}

#[test]
fn every_remark_is_a_sentence_of_the_table() {
    for name in RemarkName::ALL {
        assert!(!remark(name.as_str()).is_empty(), "{name}");
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
        certainty: Certainty::Assumed,
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
