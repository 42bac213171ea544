//! What becomes of single rows: the later write wins in whole, a deleted row stays deleted, a large value
//! arrives, and the steps of a life go through.

use std::time::{Duration, Instant};

use super::load::hot;
use super::pair::Pair;
use super::{Cloud, newest};

const ROW: u64 = 7;

fn update(pair: &Pair, cloud: Cloud, change: &str) {
    pair.write(
        cloud,
        &format!(
            "UPDATE public.contacts SET {change} WHERE id = '{}'",
            hot(ROW)
        ),
    )
    .unwrap();
}

fn value(pair: &Pair, cloud: Cloud, what: &str) -> String {
    pair.server(cloud).read(&format!(
        "SELECT {what} FROM public.contacts WHERE id = '{}'",
        hot(ROW)
    ))
}

#[test]
fn the_later_write_wins_in_whole_and_the_other_one_is_kept_in_the_log() {
    let Some(mut pair) = newest() else { return };
    // Stored outside of its row, and unchanged by the write that wins.
    let large =
        "photo = (SELECT string_agg(md5((g + 1)::text), '') FROM generate_series(1, 200) g)";
    update(&pair, Cloud::Aws, large);
    pair.wait_until_equal();
    pair.part(false);
    update(&pair, Cloud::Aws, &large.replace("g + 1", "g + 2"));
    update(&pair, Cloud::Gcp, "name = 'later'");
    pair.rejoin();
    pair.wait_until_equal();
    assert_eq!(value(&pair, Cloud::Aws, "name"), "later");
    let photo = "left(photo, 32) = md5('2')";
    assert_eq!(value(&pair, Cloud::Aws, photo), "t");
    assert_eq!(value(&pair, Cloud::Gcp, photo), "t");
    let logged = "SELECT lost ->> 'name', kept ->> 'name', left(lost ->> 'photo', 32) = md5('3') FROM mcgen.conflicts";
    assert_eq!(pair.server(Cloud::Gcp).read(logged), "contact 7|later|t");
    assert_eq!(pair.server(Cloud::Aws).read(logged), "");
    // The server was told in one line, of which side and what, and of nothing that the row held.
    let told = |cloud: Cloud| -> Vec<String> {
        let log = pair.server(cloud).whole_log();
        let lines = log
            .lines()
            .filter(|it| it.contains("mcgen_conflict table="));
        lines.map(str::to_owned).collect()
    };
    let lines = told(Cloud::Gcp);
    assert!(
        matches!(lines.as_slice(), [line] if line.ends_with("LOG:  mcgen_conflict table=public.contacts kind=write written_on=aws")),
        "{lines:?}"
    );
    assert_eq!(told(Cloud::Aws), Vec::<String>::new());
    assert!(!pair.server(Cloud::Gcp).whole_log().contains("contact 7"));
    // A storm writes no more than 200 lines a minute, of which two may be touched.
    pair.server(Cloud::Aws).read(
        "INSERT INTO mcgen.conflicts (table_name, kept_site, lost_site, kept, lost) \
           SELECT 'public.labels', 'aws', 'gcp', '{}', '{\"mc_deleted\": true}' FROM generate_series(1, 1000)",
    );
    let storm = told(Cloud::Aws);
    assert!((200..=400).contains(&storm.len()), "{}", storm.len());
    assert!(storm[0].ends_with("table=public.labels kind=delete written_on=gcp"));
    let shown = pair.run("on_gcp -f 11-conflicts.sql").expect_success();
    assert!(
        shown.contains("contact 7") && shown.contains("photo"),
        "{shown}"
    );

    // One key on both sides, inserted while they did not see each other.
    pair.part(false);
    let insert = |colour: &str| format!("INSERT INTO public.labels VALUES ('both', '{colour}')");
    pair.write(Cloud::Gcp, &insert("red")).unwrap();
    pair.write(Cloud::Aws, &insert("blue")).unwrap();
    pair.rejoin();
    pair.wait_until_equal();
    let colour = "SELECT colour FROM public.labels WHERE name = 'both'";
    assert_eq!(pair.server(Cloud::Gcp).read(colour), "blue");

    // Keys of a split sequence never meet.
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        for _ in 0..3 {
            pair.write(cloud, "INSERT INTO public.notes (what) VALUES ('split')")
                .unwrap();
        }
    }
    pair.wait_until_equal();
    let parities = "SELECT count(*) FILTER (WHERE id % 2 = 1), count(*) FROM public.notes WHERE what = 'split'";
    assert_eq!(pair.server(Cloud::Aws).read(parities), "3|6");
}

/// Why a large row is stored in whole: PostgreSQL does not send a value that is stored outside and was not
/// changed, and the other side would put its own into the row that wins.
#[test]
fn a_large_value_that_is_not_sent_would_part_the_sides() {
    let Some(mut pair) = newest() else { return };
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        pair.server(cloud)
            .read("ALTER TABLE public.contacts DISABLE TRIGGER mcgen_whole");
    }
    let large = |seed: u32| {
        format!(
            "photo = (SELECT string_agg(md5((g + {seed})::text), '') FROM generate_series(1, 200) g)"
        )
    };
    update(&pair, Cloud::Aws, &large(1));
    pair.wait_until_equal();
    pair.part(false);
    update(&pair, Cloud::Aws, &large(2));
    update(&pair, Cloud::Gcp, "name = 'later'");
    pair.rejoin();
    pair.wait_until_sent();
    assert!(!pair.compared());
    let stamp = "mc_ts";
    assert_eq!(
        value(&pair, Cloud::Aws, stamp),
        value(&pair, Cloud::Gcp, stamp)
    );
}

#[test]
fn a_deleted_row_stays_deleted_until_its_key_is_used_again() {
    let Some(mut pair) = newest() else { return };
    let row = hot(ROW);
    let delete = format!("DELETE FROM public.contacts WHERE id = '{row}'");
    let live = format!("SELECT count(*) FROM public.contacts_live WHERE id = '{row}'");
    pair.write(Cloud::Aws, &delete).unwrap();
    pair.wait_until_equal();
    assert_eq!(pair.write(Cloud::Gcp, &live).unwrap(), "0");
    update(&pair, Cloud::Gcp, "name = 'nobody sees it'");
    assert_eq!(value(&pair, Cloud::Gcp, "name"), "contact 7");

    let insert =
        format!("INSERT INTO public.contacts (id, name) VALUES ('{row}', 'back') RETURNING name");
    assert_eq!(pair.write(Cloud::Gcp, &insert).unwrap(), "back");
    pair.wait_until_equal();
    assert_eq!(pair.write(Cloud::Aws, &live).unwrap(), "1");
    assert_eq!(pair.conflicts(), 0);

    // What was deleted long ago goes for good, on each side by itself; what was deleted now does not.
    pair.write(Cloud::Aws, &delete).unwrap();
    pair.write(Cloud::Aws, "DELETE FROM public.labels").unwrap();
    pair.wait_until_equal();
    let old = format!(
        "BEGIN; ALTER TABLE public.contacts DISABLE TRIGGER mcgen_buried, DISABLE TRIGGER mcgen_stamp; \
         UPDATE public.contacts SET mc_ts = now() - interval '31 days' WHERE id = '{row}'; \
         ALTER TABLE public.contacts ENABLE TRIGGER mcgen_buried, ENABLE TRIGGER mcgen_stamp; COMMIT"
    );
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        pair.server(cloud).read(&old);
    }
    pair.write(
        Cloud::Gcp,
        &format!("DELETE FROM public.contacts WHERE id = '{}'", hot(8)),
    )
    .unwrap();
    pair.follow("Purge");
    pair.wait_until_equal();
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        assert_eq!(value(&pair, cloud, "count(*)"), "0");
        let young = format!(
            "SELECT count(*) FROM public.contacts WHERE id = '{}'",
            hot(8)
        );
        assert_eq!(pair.server(cloud).read(&young), "1");
    }
    pair.assert_healthy();
}

#[test]
fn a_side_pauses_returns_and_begins_anew() {
    let Some(mut pair) = newest() else { return };
    pair.follow("Pause gcp");
    let insert = "INSERT INTO public.labels VALUES ('paused', 'red')";
    let refusal = pair.write(Cloud::Gcp, insert).unwrap_err();
    assert!(refusal.contains("takes no writes now"), "{refusal}");
    pair.assert_healthy();
    update(&pair, Cloud::Aws, "name = 'meanwhile'");
    pair.follow("Resume gcp");
    // Caught up before the first write.
    assert_eq!(value(&pair, Cloud::Gcp, "name"), "meanwhile");
    pair.write(Cloud::Gcp, insert).unwrap();
    pair.wait_until_equal();

    // It does not open while it is behind.
    pair.follow("Pause gcp");
    pair.part(false);
    update(&pair, Cloud::Aws, "name = 'unseen'");
    let opened = pair.run(
        "export MARK=$(on_aws -f 20-mark.sql); sed 's/IN 1..6000/IN 1..10/' 07-open.sql > soon.sql; on_gcp -f soon.sql",
    );
    opened.expect_refusal("has not arrived");
    pair.rejoin();
    pair.follow("Resume gcp");

    // A side whose rows are in doubt.
    pair.server(Cloud::Aws)
        .read("ALTER TABLE public.contacts DISABLE TRIGGER mcgen_stamp");
    update(&pair, Cloud::Aws, "name = 'without a stamp'");
    pair.server(Cloud::Aws)
        .read("ALTER TABLE public.contacts ENABLE TRIGGER mcgen_stamp");
    pair.wait_until_sent();
    assert!(!pair.compared());
    pair.follow("Re-seed of gcp");
    pair.wait_until_healthy();
    pair.follow("Resume gcp");
    pair.wait_until_equal();
    pair.write(
        Cloud::Gcp,
        "INSERT INTO public.notes (what) VALUES ('anew')",
    )
    .unwrap();
    update(&pair, Cloud::Gcp, "name = 'anew'");
    pair.wait_until_equal();
    assert_eq!(value(&pair, Cloud::Aws, "name"), "anew");
    pair.assert_healthy();
    a_side_that_was_away_holds_clients_back_until_it_has_caught_up(&pair);
}

/// What the health path of the application asks.
fn takes_clients(pair: &Pair, cloud: Cloud) -> bool {
    let answer = pair.write(cloud, "SELECT mcgen.takes_clients()").unwrap();
    answer == "t"
}

fn a_side_that_was_away_holds_clients_back_until_it_has_caught_up(pair: &Pair) {
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        assert!(takes_clients(pair, cloud), "{cloud:?}");
    }
    // Nobody asked it for an hour, nothing arrived, and it is back before what it missed.
    let away = "UPDATE mcgen.gate SET asked_at = now() - interval '1 hour'; \
        ALTER TABLE mcgen.marks DISABLE TRIGGER mcgen_beat_arrives; \
        UPDATE mcgen.marks SET arrived_at = now() - interval '1 hour' WHERE site = 'aws'; \
        ALTER TABLE mcgen.marks ENABLE ALWAYS TRIGGER mcgen_beat_arrives";
    pair.part(true);
    update(pair, Cloud::Aws, "name = 'missed'");
    pair.server(Cloud::Gcp).read(away);
    assert!(!takes_clients(pair, Cloud::Gcp));
    assert!(takes_clients(pair, Cloud::Aws), "nobody is left");
    pair.rejoin();
    let began = Instant::now();
    while !takes_clients(pair, Cloud::Gcp) {
        assert!(began.elapsed() < Duration::from_mins(1), "{}", pair.logs());
        // Who is asked tells the other side.
        assert!(takes_clients(pair, Cloud::Aws));
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(value(pair, Cloud::Gcp, "name"), "missed");

    // It comes back, and the other side is away for good: there is nobody to wait for.
    pair.part(true);
    pair.server(Cloud::Gcp).read(away);
    assert!(!takes_clients(pair, Cloud::Gcp));
    pair.server(Cloud::Gcp)
        .read("UPDATE mcgen.gate SET returned_at = now() - interval '10 minutes'");
    assert!(takes_clients(pair, Cloud::Gcp));
    pair.rejoin();
}

#[test]
fn tables_change_under_the_replication_and_it_can_be_taken_down() {
    let Some(mut pair) = newest() else { return };
    let column = "ALTER TABLE public.notes ADD COLUMN mood text NOT NULL DEFAULT 'calm'";
    for cloud in [Cloud::Gcp, Cloud::Aws] {
        pair.server(cloud).read(column);
        // In between, one side has it and the other has not.
        for writer in [Cloud::Aws, Cloud::Gcp] {
            pair.write(
                writer,
                "UPDATE public.notes SET what = 'between' WHERE id = 3",
            )
            .unwrap();
            pair.wait_until_sent();
        }
    }
    for file in ["03-tables.sql", "04-publication.sql"] {
        for side in ["on_aws", "on_gcp"] {
            pair.run(&format!("{side} -f {file}")).expect_success();
        }
    }
    pair.write(
        Cloud::Gcp,
        "UPDATE public.notes SET mood = 'glad' WHERE id = 3",
    )
    .unwrap();
    pair.wait_until_equal();
    assert_eq!(
        pair.server(Cloud::Aws)
            .read("SELECT mood FROM public.notes WHERE id = 3"),
        "glad"
    );

    // And it goes: no longer used, no longer sent, no longer there.
    for side in ["on_aws", "on_gcp"] {
        for file in ["03-tables.sql", "04-publication.sql"] {
            pair.run(&format!("LEAVE_OUT=public.notes.mood {side} -f {file}"))
                .expect_success();
        }
    }
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        pair.server(cloud)
            .read("ALTER TABLE public.notes DROP COLUMN mood");
        pair.write(
            Cloud::Aws,
            "UPDATE public.notes SET what = 'without' WHERE id = 4",
        )
        .unwrap();
        pair.write(
            Cloud::Gcp,
            "UPDATE public.notes SET what = 'it' WHERE id = 5",
        )
        .unwrap();
        pair.wait_until_sent();
    }
    pair.wait_until_equal();
    pair.assert_healthy();

    pair.write(
        Cloud::Aws,
        &format!("DELETE FROM public.contacts WHERE id = '{}'", hot(ROW)),
    )
    .unwrap();
    pair.wait_until_equal();
    pair.follow("Dismantle");
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        let columns = "SELECT count(*) FROM pg_attribute WHERE attname LIKE 'mc\\_%' AND NOT attisdropped AND attrelid = 'public.contacts'::regclass";
        assert_eq!(pair.server(cloud).read(columns), "0");
        assert_eq!(value(&pair, cloud, "count(*)"), "0");
        assert_eq!(
            pair.server(cloud)
                .read("SELECT count(*) FROM pg_replication_slots"),
            "0"
        );
        pair.write(cloud, "INSERT INTO public.labels VALUES ('alone', 'grey')")
            .unwrap();
        pair.write(cloud, "DELETE FROM public.notes WHERE id = 1")
            .unwrap();
    }
}
