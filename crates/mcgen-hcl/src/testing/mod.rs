//! What several tests share: texts, and Terraform to judge them.

pub(crate) mod generate;
pub(crate) mod mangle;
pub(crate) mod terraform;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// The same values of a strategy on every run, for tests that hand them to a tool all at once.
pub(crate) fn samples<T>(count: u32, strategy: &impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..count)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

/// How many cases a test over a tool shall take.
pub(crate) fn cases() -> u32 {
    ProptestConfig::default().cases
}
