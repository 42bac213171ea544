//! Both sides write at the same time, the link fails, and both end with the same rows: the rendered SQL of
//! `logical-lww` on real servers.
//!
//! The commands of the rendered README are run as they stand. The servers are those that `MCGEN_POSTGRES`
//! lists; without it these tests say so and pass, and with `MCGEN_REQUIRE_TOOLS=1` they fail instead.

mod guards;
mod load;
mod pair;
mod rows;

use std::time::{Duration, Instant};

use load::Load;
use pair::Pair;

use crate::cloud::Cloud;
use crate::report;
use crate::tools::{Tools, skip_or_fail};

/// How often both sides write through a partition and must end equal.
const RUNS: usize = 10;

/// The listed servers; none where there are none to test with.
fn versions() -> Vec<Tools> {
    match Tools::listed() {
        Ok(versions) => {
            if versions.is_empty() {
                report("skipped: PostgreSQL 16 and 17 cannot be had here");
            }
            versions
        }
        Err(reason) => {
            skip_or_fail(&reason);
            Vec::new()
        }
    }
}

/// Two sides of the newest version, set up as the README says.
fn newest() -> Option<Pair> {
    let tools = versions()
        .into_iter()
        .max_by_key(|it| it.major().unwrap())?;
    Some(Pair::set_up(&tools))
}

fn converges(major: u32) {
    let Some(tools) = versions()
        .into_iter()
        .find(|it| it.major().unwrap() == major)
    else {
        assert!(
            versions().is_empty(),
            "MCGEN_POSTGRES lists no PostgreSQL {major}"
        );
        return;
    };
    let mut pair = Pair::set_up(&tools);
    let lag = pair.lag();
    for run in 0..RUNS {
        let before = pair.conflicts();
        let load = Load::start(&pair, run as u64);
        std::thread::sleep(Duration::from_millis(400));
        // A link that hangs comes back where it was; one that is cut is connected anew.
        let is_cut = run % 5 == 4;
        pair.part(is_cut);
        std::thread::sleep(Duration::from_secs(3));
        pair.rejoin();
        std::thread::sleep(Duration::from_millis(300));
        let written = load.stop();
        let began = Instant::now();
        pair.wait_until_equal();
        let equal = began.elapsed();
        pair.assert_compared();
        assert!(written.statements > 200, "{written:?} is no load");
        let conflicts = pair.conflicts() - before;
        assert!(conflicts > 0, "nothing met anything");
        report(&format!(
            "convergence: PostgreSQL {major}, run {}: lag {lag:?}, {} for 3 s, {} writes, {} refused, {conflicts} conflicts, equal after {equal:?}",
            run + 1,
            if is_cut { "cut" } else { "hung" },
            written.statements,
            written.refused,
        ));
        // A deadlock is the one thing that a write may meet.
        assert!(
            written.refused <= written.statements / 20,
            "{:?}",
            written.last_refusal
        );
    }
    pair.assert_healthy();
}

#[test]
fn both_sides_end_equal_on_postgresql_16() {
    converges(16);
}

#[test]
fn both_sides_end_equal_on_postgresql_17() {
    converges(17);
}

/// What the suite would see if nothing decided: the same load, without the trigger that does.
#[test]
fn without_the_trigger_both_sides_end_different() {
    let Some(mut pair) = newest() else { return };
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        for table in ["contacts", "labels", "notes"] {
            pair.server(cloud).read(&format!(
                "ALTER TABLE public.{table} DISABLE TRIGGER mcgen_apply"
            ));
        }
    }
    let load = Load::updates_of_hot_rows(&pair);
    std::thread::sleep(Duration::from_millis(500));
    pair.part(false);
    std::thread::sleep(Duration::from_secs(1));
    pair.rejoin();
    let written = load.stop();
    assert!(written.statements > 100, "{written:?}");
    pair.wait_until_sent();
    let [aws, gcp] = pair.hot_rows();
    let differ = aws.iter().zip(&gcp).filter(|(a, b)| a != b).count();
    report(&format!(
        "convergence: without the trigger {differ} of {} hot rows differ",
        aws.len()
    ));
    assert!(differ > 0);
    // And that is what the comparison of the README says.
    assert!(!pair.compared());
}
