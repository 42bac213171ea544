//! A side that is copied anew while the other one goes on to write, by the commands of its runbook.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::courier::{Dice, carry_all};
use super::{ACCOUNTS, Cloud, Session, Sites, account, report, sites};
use crate::shell::Ran;

const EMPTY: &str = "30-empty.sql";
const CUT: &str = "31-cut.sql";
const COPY: &str = "pg_restore";
const OPEN: &str = "32-open.sql";

impl Sites {
    /// Runs the step of the re-seed of `side` whose commands contain `words`, as it stands.
    fn try_reseed(&mut self, side: Cloud, words: &str) -> Ran {
        let path = format!("runbooks/production/re-seed-{}.md", side.word());
        let book = std::fs::read_to_string(self.rendered.path().join(&path)).unwrap();
        let mut blocks = book.split("```sh\n").skip(1);
        let block = blocks
            .find_map(|it| {
                it.split_once("\n```")
                    .filter(|(block, _)| block.contains(words))
            })
            .unwrap_or_else(|| panic!("no step with `{words}` in {path}"))
            .0;
        let root = self.rendered.path().display();
        self.shell.run(&format!("( set -e\ncd {root}\n{block}\n)"))
    }

    #[track_caller]
    fn reseed(&mut self, side: Cloud, words: &str) -> String {
        self.try_reseed(side, words).expect_success()
    }

    /// Adds to an account so often, by 1.
    fn add(&self, cloud: Cloud, number: u64, times: u64) {
        for _ in 0..times {
            let sql = format!("SELECT public.add('{}', 1)", account(number));
            self.told(cloud, &sql);
        }
    }

    fn note(&self, cloud: Cloud) -> u64 {
        let id = self.told(
            cloud,
            "INSERT INTO public.notes (what) VALUES ('') RETURNING id",
        );
        id.parse().unwrap()
    }

    /// What each account of `cloud` has.
    fn accounts(&self, cloud: Cloud) -> Vec<u64> {
        let balances = self.balances(cloud);
        balances.split(' ').map(|it| it.parse().unwrap()).collect()
    }

    /// Copies these tables of AWS by a dump of their own.
    fn copy_to_gcp(&mut self, tables: &str) {
        for command in [
            format!(
                "PGPASSWORD=\"$AWS_PASSWORD\" pg_dump -d \"$AWS\" --data-only --format=custom {tables} -f part.dump"
            ),
            "PGPASSWORD=\"$GCP_PASSWORD\" pg_restore --exit-on-error -d \"$GCP\" part.dump"
                .to_owned(),
        ] {
            self.shell.run(&command).expect_success();
        }
    }

    #[track_caller]
    fn are_equal(&mut self, expected: &[u64]) {
        assert_eq!(self.differences(), [""; 0]);
        for cloud in super::SIDES {
            assert_eq!(self.accounts(cloud), expected, "{cloud:?}");
        }
    }
}

/// Adds to balances until it is stopped.
struct Adding {
    stopped: Arc<AtomicBool>,
    count: Arc<AtomicU64>,
    thread: JoinHandle<Vec<u64>>,
}

impl Adding {
    fn start(mut session: Session, seed: u64) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let count = Arc::new(AtomicU64::new(0));
        let (told, counted) = (Arc::clone(&stopped), Arc::clone(&count));
        let thread = std::thread::spawn(move || {
            let mut sums = vec![0; usize::try_from(ACCOUNTS).unwrap()];
            let mut dice = Dice(seed);
            while !told.load(Ordering::SeqCst) {
                let (number, amount) = (dice.below(ACCOUNTS), 1 + dice.below(9));
                let sql = format!("SELECT public.add('{}', {amount});", account(number));
                session.value(&sql).expect("the application is refused");
                sums[usize::try_from(number).unwrap()] += amount;
                counted.fetch_add(1, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(20));
            }
            sums
        });
        Self {
            stopped,
            count,
            thread,
        }
    }

    fn wait_for(&self, more: u64) {
        let target = self.count.load(Ordering::SeqCst) + more;
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.count.load(Ordering::SeqCst) < target {
            assert!(Instant::now() < deadline, "the application cannot write");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn stop(self) -> Vec<u64> {
        self.stopped.store(true, Ordering::SeqCst);
        self.thread.join().unwrap()
    }
}

fn plus(left: &[u64], right: &[u64]) -> Vec<u64> {
    left.iter().zip(right).map(|(a, b)| a + b).collect()
}

#[test]
fn a_side_is_copied_anew_while_the_other_one_writes() {
    let Some(mut sites) = sites() else { return };
    let (aws, gcp) = (Cloud::Aws, Cloud::Gcp);
    sites.add(aws, 0, 4);
    sites.add(gcp, 1, 4);
    sites.carry_all();
    // Numbers of Google Cloud that it does not remember: its database comes back from a backup.
    let forgotten = sites.gcp.read("SELECT last_value FROM public.notes_id_seq");
    let notes = [sites.note(gcp), sites.note(gcp)];
    for id in notes {
        let row = format!("INSERT INTO public.notes OVERRIDING SYSTEM VALUE VALUES ({id}, '')");
        sites.aws.read(&row);
    }
    // What it has sent and AWS has not applied, also of an account of which nothing came before.
    let mut late = sites.courier(gcp);
    sites.add(gcp, 1, 3);
    sites.add(gcp, 9, 1);
    assert_eq!(late.take(), 4);
    for sql in [
        "UPDATE public.accounts SET balance = 3".to_owned(),
        "TRUNCATE public.notes, mcgen.outbox".to_owned(),
        "UPDATE mcgen.heads SET last = last - 2".to_owned(),
        format!("SELECT setval('public.notes_id_seq', {forgotten})"),
    ] {
        sites.gcp.read(&sql);
    }

    // From here on AWS writes all the time. What it sends waits in the queue.
    let mut waiting = sites.courier(aws);
    let mut expected = sites.accounts(aws);
    let adding = Adding::start(sites.session(aws), 5);
    adding.wait_for(20);
    waiting.take();
    sites.reseed(gcp, EMPTY);
    for sql in [
        format!("SELECT public.add('{}', 1)", account(0)),
        format!(
            "SELECT public.apply(gen_random_uuid(), 'aws', 'account/{}', 1, 1)",
            account(0)
        ),
    ] {
        let refused = sites.ask(gcp, &sql).unwrap_err();
        assert!(refused.contains("do not count on this side"), "{refused}");
    }
    let unhealthy = sites.shell.run("on_gcp -f 10-health.sql");
    unhealthy.expect_refusal("copied anew");
    assert_eq!(sites.told(gcp, "SELECT mcgen.takes_clients()"), "f");
    sites.reseed(gcp, CUT);
    adding.wait_for(20);
    sites.reseed(gcp, COPY);
    waiting.take();
    adding.wait_for(20);
    let opened = sites.reseed(gcp, OPEN);
    assert!(opened.contains("1000000000000"), "{opened}");
    assert_eq!(sites.told(gcp, "SELECT mcgen.takes_clients()"), "t");
    assert!(sites.accounts(aws) != sites.accounts(gcp));

    // What Google Cloud had sent before comes now.
    late.carry_all();
    assert_eq!(late.applied, 0);
    // It writes again, with numbers of its own.
    let here = Adding::start(sites.session(gcp), 6);
    let mut back = sites.courier(gcp);
    for _ in 0..10 {
        waiting.carry();
        back.carry();
    }
    here.wait_for(20);
    let (there, here) = (adding.stop(), here.stop());
    carry_all([&mut waiting, &mut back]);
    expected = plus(&plus(&expected, &there), &here);
    sites.are_equal(&expected);
    let (first, second) = (sites.note(gcp), sites.note(aws));
    assert!(
        first > notes[1] && first % 2 == 0 && second % 2 == 1,
        "{first} {second}"
    );
    report(&format!(
        "messages: copied anew beside {} and {} added, {} applied after the copy",
        there.iter().sum::<u64>(),
        here.iter().sum::<u64>(),
        waiting.applied
    ));
    // Nothing is applied again, whatever is sent again.
    sites.follow("Replay from AWS");
    sites.follow("Replay from Google Cloud");
    sites.carry_all();
    sites.are_equal(&expected);
    sites.follow("Health");

    // Then AWS is the one that is copied, from what was a copy.
    let mut late = sites.courier(aws);
    sites.add(aws, 2, 2);
    assert_eq!(late.take(), 2);
    let adding = Adding::start(sites.session(gcp), 8);
    for step in [EMPTY, CUT, COPY, OPEN] {
        sites.reseed(aws, step);
        adding.wait_for(10);
    }
    late.carry_all();
    assert_eq!(late.applied, 0);
    sites.add(aws, 3, 2);
    expected[3] += 2;
    expected = plus(&expected, &adding.stop());
    sites.carry_all();
    sites.are_equal(&expected);
}

#[test]
fn a_message_that_nobody_has_any_more_is_in_the_copy() {
    let Some(mut sites) = sites() else { return };
    let (aws, gcp) = (Cloud::Aws, Cloud::Gcp);
    sites.add(aws, 0, 2);
    sites.told(
        aws,
        "SELECT mcgen.mark_sent(array_agg(id)) FROM mcgen.take_batch(9)",
    );
    sites
        .aws
        .read("UPDATE mcgen.outbox SET sent_at = now() - interval '31 days'");
    sites.follow("Purge");
    // What comes after it is early for ever.
    sites.add(aws, 0, 1);
    let mut courier = sites.courier(aws);
    courier.carry();
    sites.follow("Replay from AWS");
    for _ in 0..5 {
        courier.carry();
    }
    assert_eq!((courier.applied, sites.accounts(gcp)[0]), (0, 100));
    // What Google Cloud can still send, it sends first.
    sites.add(gcp, 1, 1);
    sites.courier(gcp).carry_all();
    for step in [EMPTY, CUT, COPY, OPEN] {
        sites.reseed(gcp, step);
    }
    sites.add(aws, 0, 1);
    sites.add(gcp, 0, 1);
    courier.carry_all();
    sites.carry_all();
    assert_eq!(courier.applied, 1);
    sites.are_equal(&[105, 101, 100, 100, 100]);
}

#[test]
fn a_copy_out_of_order_is_refused_and_one_of_two_moments_loses_a_message() {
    let Some(mut sites) = sites() else { return };
    let (aws, gcp) = (Cloud::Aws, Cloud::Gcp);
    sites.add(gcp, 1, 1);
    sites.carry_all();
    for (command, words) in [
        ("on_gcp -f 30-empty.sql", "SALVAGED is"),
        ("on_aws -f 31-cut.sql", "OTHER_SIDE is"),
        (
            "on_gcp -f 32-open.sql",
            "wrong order: this database is \"open\"",
        ),
    ] {
        sites.shell.run(command).expect_refusal(words);
    }
    sites.reseed(gcp, EMPTY);
    sites
        .try_reseed(gcp, OPEN)
        .expect_refusal("there is no copy");
    sites.reseed(gcp, COPY);
    // A second copy on top of the first one is none.
    sites.try_reseed(gcp, COPY).expect_refusal("duplicate key");
    sites.try_reseed(gcp, OPEN).expect_refusal("before the cut");
    let wrong = sites.shell.run("OTHER_SIDE=empty on_gcp -f 31-cut.sql");
    wrong.expect_refusal("wrong order");
    sites.reseed(gcp, CUT);
    sites.reseed(gcp, EMPTY);

    // The rows of one moment and the heads of a later one.
    sites.copy_to_gcp("--table=public.accounts");
    sites.add(aws, 0, 7);
    sites.copy_to_gcp("--table=mcgen.heads --table=mcgen.origins");
    sites.reseed(gcp, OPEN);
    sites.carry_all();
    assert_eq!(sites.differences(), [""; 0]);
    assert_eq!((sites.accounts(aws)[0], sites.accounts(gcp)[0]), (107, 100));

    // A cut after the copy is seen by the comparison, although nothing was sent.
    sites.reseed(gcp, CUT);
    assert_eq!(
        sites.differences(),
        [
            "1c1",
            "< all count above|1000000000000",
            "---",
            "> all count above|2000000000000"
        ]
    );
}

#[test]
fn a_cut_waits_for_the_first_message_of_an_aggregate() {
    let Some(mut sites) = sites() else { return };
    let apply = |number: u8| {
        let account = account(0);
        format!("SELECT public.apply(gen_random_uuid(), 'gcp', 'account/{account}', {number}, 1);")
    };
    let mut receiver = sites.session(Cloud::Aws);
    // One that has not yet seen the cut when it applies.
    let mut repeatable = sites.session(Cloud::Aws);
    repeatable
        .value("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1;")
        .unwrap();
    assert_eq!(
        receiver.value(&format!("BEGIN; {}", apply(1))).as_deref(),
        Some("apply")
    );
    let (aws, shell) = (&sites.aws, &mut sites.shell);
    std::thread::scope(|scope| {
        let cut = scope.spawn(|| shell.run("OTHER_SIDE=empty on_aws -f 31-cut.sql"));
        let deadline = Instant::now() + Duration::from_secs(8);
        while aws.read("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            != "1"
        {
            assert!(
                Instant::now() < deadline && !cut.is_finished(),
                "the cut does not wait"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        receiver.value("COMMIT;").unwrap();
        cut.join().unwrap().expect_success();
    });
    assert_eq!(sites.aws.read("SELECT count(*) FROM mcgen.heads"), "0");
    assert_eq!(receiver.value(&apply(2)).as_deref(), Some("duplicate"));
    assert_eq!(
        repeatable.value(&apply(1)),
        None,
        "it applied what the cut made old"
    );
    assert_eq!(sites.accounts(Cloud::Aws)[0], 101);
}
