//! Every file refuses to run on the wrong side, in the wrong order, or where it would do harm.

use std::time::{Duration, Instant};

use super::sites::Sites;
use super::{replicating, started};
use crate::application::Session;
use crate::cloud::Cloud;
use crate::shell::Ran;

#[track_caller]
fn assert_refused(sites: &mut Sites, cases: &[(&str, &str)]) {
    for (command, words) in cases {
        sites.run(command).expect_refusal(words);
    }
}

#[test]
fn nothing_runs_before_its_turn_or_on_the_other_side() {
    let Some(mut sites) = started() else { return };
    assert_refused(
        &mut sites,
        &[
            ("on_gcp -f 02-publisher.sql", "wrong side"),
            ("on_aws -f 04-fence-standby.sql", "wrong side"),
            ("on_aws -f 05-subscriber.sql", "wrong side"),
            (
                "on_gcp -f 05-subscriber.sql",
                "wrong order: this database is \"new\"",
            ),
            ("on_gcp -f 10-health-primary.sql", "wrong side"),
            ("on_aws -f 20-fence-primary.sql", "wrong order"),
            (
                "PRIMARY_STATE=unreachable on_gcp -f 22-promote.sql",
                "wrong order",
            ),
            (
                "on_aws -d \"$AWS dbname=postgres\" -f 02-publisher.sql",
                "wrong database",
            ),
            (
                "(unset REPLICATION_PASSWORD; on_aws -f 01-roles.sql)",
                "REPLICATION_PASSWORD is not set",
            ),
        ],
    );
    sites.follow("Set up");
    sites.wait_until_healthy();
    assert_refused(
        &mut sites,
        &[
            ("on_gcp -f 05-subscriber.sql", "has a subscription"),
            (
                "PRIMARY_STATE=unreachable on_aws -f 22-promote.sql",
                "wrong side",
            ),
            ("on_gcp -f 22-promote.sql", "PRIMARY_STATE is not set"),
            (
                "PRIMARY_STATE=gone on_gcp -f 22-promote.sql",
                "PRIMARY_STATE is \"gone\"",
            ),
            (
                "PRIMARY_STATE=fenced on_gcp -f 22-promote.sql",
                "FENCE_LSN is not set",
            ),
            (
                "PRIMARY_STATE=fenced FENCE_LSN=FF/0 on_gcp -f 22-promote.sql",
                "and the fence is at FF/0",
            ),
            ("on_aws -f 21-wait-for-standby.sql", "wrong order"),
            (
                "STANDBY_PROMOTED=no on_aws -f 23-cancel-switchover.sql",
                "wrong order",
            ),
            ("FENCE_LSN=0/1 on_gcp -f 30-follow.sql", "wrong order"),
            (
                "OTHER_SIDE=promoted on_gcp -f 40-fence-returned.sql",
                "wrong order",
            ),
            (
                "OTHER_SIDE=promoted on_aws -f 40-fence-returned.sql",
                "wrong side",
            ),
            ("SALVAGED=yes on_aws -f 41-reseed.sql", "wrong side"),
            ("on_aws -f 42-drop-slot.sql", "is being read"),
            (
                "(unset PGOPTIONS; on_gcp -f 06-refresh.sql)",
                "this session is read-only",
            ),
        ],
    );
    // What was refused changed nothing, and what may run twice does.
    sites.wait_until_healthy();
    for again in [
        "on_aws -f 01-roles.sql",
        "on_gcp -f 01-roles.sql",
        "on_aws -f 02-publisher.sql",
        "on_gcp -f 04-fence-standby.sql",
        "on_gcp -f 06-refresh.sql",
    ] {
        sites.run(again).expect_success();
    }
    sites.wait_until_healthy();
}

#[test]
fn the_fence_holds_until_it_is_taken_down() {
    let Some(mut sites) = replicating() else {
        return;
    };
    let refusal = sites.write_once(Cloud::Gcp).unwrap_err();
    assert!(refusal.contains("read-only transaction"), "{refusal}");

    // A role that is let through is found before the fence goes up.
    sites
        .aws
        .read("ALTER ROLE crm_app SET default_transaction_read_only = off");
    assert_refused(
        &mut sites,
        &[(
            "on_aws -f 20-fence-primary.sql",
            "would not hold for: crm_app",
        )],
    );
    sites
        .aws
        .read("ALTER ROLE crm_app RESET default_transaction_read_only");

    // A session from before the fence does not outlive it.
    let mut session = sites.session(Cloud::Aws);
    let write = "UPDATE public.accounts SET balance = 1 WHERE id = 1 RETURNING id;";
    assert_eq!(session.value(write).as_deref(), Some("1"));
    sites.run("on_aws -f 20-fence-primary.sql").expect_success();
    assert_eq!(session.value(write), None);
    assert!(sites.write_once(Cloud::Aws).is_err());

    assert_refused(
        &mut sites,
        &[
            ("on_aws -f 02-publisher.sql", "wrong order"),
            (
                "STANDBY_PROMOTED=yes on_aws -f 23-cancel-switchover.sql",
                "STANDBY_PROMOTED is \"yes\"",
            ),
        ],
    );
    sites
        .run("STANDBY_PROMOTED=no on_aws -f 23-cancel-switchover.sql")
        .expect_success();
    sites.write_once(Cloud::Aws).unwrap();

    // A standby that is away would not get the last writes.
    sites.gcp.crash();
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let ran = sites.run("on_aws -f 20-fence-primary.sql");
        if !ran.succeeded {
            ran.expect_refusal("the standby is not connected");
            break;
        }
        // The primary had not noticed yet.
        sites
            .run("STANDBY_PROMOTED=no on_aws -f 23-cancel-switchover.sql")
            .expect_success();
        assert!(Instant::now() < deadline, "{}", ran.text);
    }
}

#[test]
fn what_cannot_be_replicated_is_found_before_it_hurts() {
    let Some(mut sites) = started() else { return };
    sites.run("on_aws -f 01-roles.sql").expect_success();
    sites
        .aws
        .read("ALTER TABLE public.orders DROP CONSTRAINT orders_pkey");
    assert_refused(
        &mut sites,
        &[(
            "on_aws -f 02-publisher.sql",
            "nothing identifies a row of: public.orders",
        )],
    );
    sites
        .aws
        .read("ALTER TABLE public.orders ADD PRIMARY KEY (id)");
    sites.aws.read("CREATE SEQUENCE public.invoice_number");
    let ran = sites.run("on_aws -f 02-publisher.sql").expect_success();
    assert!(ran.contains("public.invoice_number"), "{ran}");

    sites.follow("Set up");
    sites.grant(Cloud::Gcp);
    // The rows that are there, and the ones that come, would meet.
    sites
        .run("SALVAGED=no on_gcp -f 41-reseed.sql")
        .expect_success();
    sites
        .gcp
        .read("INSERT INTO public.accounts (balance) VALUES (7)");
    assert_refused(
        &mut sites,
        &[
            (
                "on_gcp -f 05-subscriber.sql",
                "public.accounts is not empty",
            ),
            (
                "PRIMARY_HOST=10.30.16.4 on_gcp -f 05-subscriber.sql",
                "which RDS changes",
            ),
        ],
    );
    sites.follow("Re-seed");
    sites.wait_until_healthy();
    sites.assert_same_rows();

    // A column that the standby lacks stops it, and only it, until it is added there too.
    sites
        .aws
        .read("ALTER TABLE public.accounts ADD COLUMN note text");
    sites.write_once(Cloud::Aws).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while sites.run("on_gcp -f 11-health-standby.sql").succeeded {
        assert!(Instant::now() < deadline, "nothing was noticed");
    }
    let differs = sites
        .run("on_aws -f 03-schema.sql > a.txt; on_gcp -f 03-schema.sql > b.txt; diff a.txt b.txt");
    differs.expect_refusal("column note text");
    sites
        .gcp
        .read("ALTER TABLE public.accounts ADD COLUMN note text");
    sites.wait_until_healthy();
    sites.assert_same_rows();
}

/// Sets up both sides and begins the first copy. Nobody can write one table while the session lives, so that its
/// copy does not end.
fn begin_copy(sites: &mut Sites) -> Session {
    let set_up = sites.commands("Set up");
    let (last, first) = set_up.split_last().unwrap();
    for command in first {
        sites.run(command).expect_success();
    }
    let mut lock = sites.administrator(Cloud::Gcp);
    lock.value("BEGIN; LOCK TABLE public.orders IN SHARE MODE; SELECT 1;")
        .unwrap();
    sites.run(last).expect_success();
    lock
}

/// Waits until each of these tables is copied.
fn wait_until_copied(sites: &Sites, tables: &[&str]) {
    let deadline = Instant::now() + Duration::from_secs(20);
    for table in tables {
        let copied = format!(
            "SELECT srsubstate FROM pg_subscription_rel WHERE srrelid = '{table}'::regclass"
        );
        while sites.gcp.read(&copied) != "r" {
            assert!(Instant::now() < deadline, "{table} is not copied");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

const PROMOTE_IN_THE_COPY: &str =
    "INCOMPLETE_COPY=accepted PRIMARY_STATE=unreachable on_gcp -f 22-promote.sql";

/// Runs the promotion with an unfinished copy, which waits for nobody.
fn promote_in_the_copy(sites: &mut Sites) -> Ran {
    let began = Instant::now();
    let ran = sites.run(PROMOTE_IN_THE_COPY);
    let taken = began.elapsed();
    assert!(taken < Duration::from_secs(20), "{taken:?}");
    ran
}

#[test]
fn a_promotion_in_the_middle_of_the_copy_is_a_choice_and_waits_for_nobody() {
    let Some(mut sites) = started() else { return };
    let _lock = begin_copy(&mut sites);
    wait_until_copied(&sites, &["public.accounts", "public.events"]);
    sites.link_to(Cloud::Aws).hang();
    assert_refused(
        &mut sites,
        &[(
            "PRIMARY_STATE=unreachable on_gcp -f 22-promote.sql",
            "not yet copied: public.orders",
        )],
    );
    promote_in_the_copy(&mut sites).expect_success();
    sites.grant(Cloud::Gcp);
    sites.write_once(Cloud::Gcp).unwrap();
}

#[test]
fn a_promotion_says_which_worker_nobody_can_end_and_goes_on_when_its_connection_has_ended() {
    let Some(mut sites) = started() else { return };
    let _lock = begin_copy(&mut sites);
    // The worker of another table is somewhere on its way, now and then where it has the lock of the subscription
    // and reads without looking up.
    wait_until_copied(&sites, &["public.accounts"]);
    sites.link_to(Cloud::Aws).hang();
    let ran = promote_in_the_copy(&mut sites);
    if !ran.succeeded {
        ran.expect_refusal("the subscription stays locked by process");
        sites.link_to(Cloud::Aws).cut();
        sites.run(PROMOTE_IN_THE_COPY).expect_success();
    }
    sites.grant(Cloud::Gcp);
    sites.write_once(Cloud::Gcp).unwrap();
}
