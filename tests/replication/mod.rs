//! The rendered SQL of a logical replication on two real servers: set-up, switchover, loss, return.
//!
//! The commands of the rendered README are run as they stand, in the shell of an administrator without
//! SUPERUSER. Without PostgreSQL these tests say so and pass; with `MCGEN_REQUIRE_TOOLS=1` they fail
//! instead.

mod guards;
mod sites;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sites::Sites;

use crate::application::Acknowledged;
use crate::cloud::Cloud;
use crate::report;
use crate::tools::{Tools, skip_or_fail};

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/primary-replica-logical/environment.yaml")
}

/// Two servers, the application's data on one of them; `None` where there is no PostgreSQL.
fn started() -> Option<Sites> {
    match Tools::find() {
        Ok(tools) => Some(Sites::start(&tools, &example())),
        Err(reason) => {
            skip_or_fail(&reason);
            None
        }
    }
}

/// The same with the replication set up as the README says.
fn replicating() -> Option<Sites> {
    let mut sites = started()?;
    sites.follow("Set up");
    sites.grant(Cloud::Gcp);
    sites.wait_until_healthy();
    Some(sites)
}

/// From the last write on one side to the first on the other.
fn outage(before: &Acknowledged, after: &Acknowledged) -> Duration {
    after.first.unwrap().duration_since(before.last.unwrap())
}

#[test]
fn a_planned_switchover_and_its_failback_lose_nothing() {
    let Some(mut sites) = replicating() else {
        return;
    };
    report(&format!(
        "replication: lag {:?} (median, loopback)",
        sites.measure_lag()
    ));
    for (from, to) in [(Cloud::Aws, Cloud::Gcp), (Cloud::Gcp, Cloud::Aws)] {
        let writer = sites.writer(from);
        writer.wait_for(200);
        sites.follow("Planned switchover");
        let after = sites.writer(to);
        after.wait_for(50);
        let before = writer.stop();
        sites.change_primary(to);
        sites.follow("Follow");
        sites.wait_until_healthy();
        after.wait_for(50);
        let after = after.stop();
        let lost = sites.lost(&before, to);
        report(&format!(
            "replication: planned switchover {from:?} to {to:?}: outage {:?}, {} of {} acknowledged transactions lost",
            outage(&before, &after),
            lost.len(),
            before.numbers.len()
        ));
        assert!(lost.is_empty(), "{lost:?}");
        sites.assert_same_rows();
    }
}

#[test]
fn the_loss_of_a_side_costs_what_the_standby_had_not_received() {
    let Some(mut sites) = replicating() else {
        return;
    };
    // The link hangs in the middle of a large transaction: the primary still takes writes, and answers nobody.
    // Its rows are not those of the writer: each would look through every version that the writer has made.
    let writer = sites.writer(Cloud::Aws);
    writer.wait_for(100);
    sites.aws.read(
        "DO $$ BEGIN FOR turn IN 1..200 LOOP \
           UPDATE public.accounts SET balance = balance WHERE id > 10; \
         END LOOP; END $$",
    );
    sites.link_to(Cloud::Aws).hang();
    writer.wait_for(100);
    let began = Instant::now();
    sites.follow("Loss of aws");
    let promotion = began.elapsed();
    let after = sites.writer(Cloud::Gcp);
    after.wait_for(50);
    let (before, after) = (writer.stop(), after.stop());
    let lost = sites.lost(&before, Cloud::Gcp);
    report(&format!(
        "replication: loss of aws, which hangs: promotion {promotion:?}, {} of {} acknowledged transactions lost",
        lost.len(),
        before.numbers.len()
    ));
    assert!(lost.len() >= 100, "the link was cut before them: {lost:?}");
    assert!(promotion < Duration::from_secs(10), "{promotion:?}");
    assert!(sites.lost(&after, Cloud::Gcp).is_empty());

    // No key was given twice, not even to what was lost.
    let last = sites.aws.read("SELECT max(id) FROM public.orders");
    let numbers: Vec<String> = after.numbers.iter().map(u64::to_string).collect();
    let numbers = numbers.join(", ");
    let next = format!("SELECT min(id) FROM public.orders WHERE number IN ({numbers})");
    let next: u64 = sites.gcp.read(&next).parse().unwrap();
    assert!(next > last.parse().unwrap(), "{next} after {last}");

    // It comes back, still a primary, with rows that nobody else has.
    sites.link_to(Cloud::Aws).recover();
    sites.change_primary(Cloud::Gcp);
    sites.follow("Return of aws");
    sites.wait_until_healthy();
    sites.assert_same_rows();
    assert!(sites.run("test -s salvage.dump").succeeded);

    // The new primary dies for good.
    let writer = sites.writer(Cloud::Gcp);
    writer.wait_for(200);
    sites.gcp.crash();
    let began = Instant::now();
    sites.follow("Loss of gcp");
    let promotion = began.elapsed();
    let after = sites.writer(Cloud::Aws);
    after.wait_for(50);
    let (before, after) = (writer.stop(), after.stop());
    let lost = sites.lost(&before, Cloud::Aws);
    report(&format!(
        "replication: loss of gcp, which is dead: promotion {promotion:?}, outage {:?}, {} of {} acknowledged transactions lost",
        outage(&before, &after),
        lost.len(),
        before.numbers.len()
    ));
    assert!(lost.len() < 100, "most had arrived: {lost:?}");

    // And is seeded anew.
    sites.gcp.resume();
    sites.change_primary(Cloud::Aws);
    sites.follow("Return of gcp");
    let seeded = sites.wait_until_healthy();
    report(&format!("replication: re-seed: {seeded:?}"));
    sites.assert_same_rows();
}
