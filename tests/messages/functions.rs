//! What each function answers, and what the members of the role may not do.

use super::{Cloud, account, sites};

const FIRST: &str = "00000000-0000-4000-8000-00000000000a";
const THIRD: &str = "00000000-0000-4000-8000-00000000000c";

#[test]
fn an_outbox_sends_once_and_in_order() {
    let Some(mut sites) = sites() else { return };
    let send = |id: &str, body: &str| format!("SELECT mcgen.send('{id}', 'a', '{body}')");
    let aws = Cloud::Aws;
    assert_eq!(sites.told(aws, &send(FIRST, r#"{"add":1}"#)), "1");
    // The same id again is the same message, or a mistake.
    assert_eq!(sites.told(aws, &send(FIRST, r#"{"add":1}"#)), "1");
    let refused = sites.ask(aws, &send(FIRST, r#"{"add":2}"#)).unwrap_err();
    assert!(refused.contains("another content"), "{refused}");
    let undone = format!("BEGIN; SELECT public.add('{}', 1); ROLLBACK", account(0));
    sites.told(aws, &undone);
    assert_eq!(
        sites.aws.read("SELECT count(*) FROM mcgen.outbox"),
        "1",
        "what was rolled back sends nothing"
    );
    let large = "SELECT mcgen.send(gen_random_uuid(), 'a', to_jsonb(repeat('x', 180000)))";
    let refused = sites.ask(aws, large).unwrap_err();
    assert!(refused.contains("outbox_fits"), "{refused}");
    let refused = sites.ask(
        aws,
        "SELECT mcgen.send(gen_random_uuid(), 'two words', '{}')",
    );
    assert!(refused.unwrap_err().contains("outbox_aggregate"));

    // While one is taken no later one is. When its sender has died it is taken again, the same one.
    sites.told(aws, "SELECT mcgen.send(gen_random_uuid(), 'a', '{}')");
    let take = |most: u8, lease: &str| {
        format!(
            "SELECT coalesce(string_agg(sequence::text, ' '), '') FROM mcgen.take_batch({most}, '{lease}')"
        )
    };
    assert_eq!(sites.told(aws, &take(1, "1 second")), "1");
    assert_eq!(sites.told(aws, &take(9, "1 second")), "");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(sites.told(aws, &take(9, "1 second")), "1 2");

    // The purge keeps what was not sent, and forgets no number.
    sites
        .aws
        .read("UPDATE mcgen.outbox SET sent_at = now() - interval '31 days' WHERE sequence = 1");
    sites.follow("Purge");
    assert_eq!(
        sites
            .aws
            .read("SELECT string_agg(sequence::text, ' ') FROM mcgen.outbox"),
        "2"
    );
    assert_eq!(
        sites.told(aws, "SELECT mcgen.send(gen_random_uuid(), 'a', '{}')"),
        "3"
    );

    // What waits for too long is unhealthy.
    sites.follow("Health");
    sites
        .aws
        .read("UPDATE mcgen.outbox SET created_at = now() - interval '1 hour'");
    let health = sites.shell.run("on_aws -f 10-health.sql");
    health.expect_refusal("unhealthy: a message waits for");

    // The role calls its functions, and that is all.
    for sql in [
        "SELECT * FROM mcgen.outbox",
        "UPDATE mcgen.heads SET last = 9",
        "DELETE FROM mcgen.outbox",
    ] {
        let refused = sites.ask(aws, sql).unwrap_err();
        assert!(refused.contains("permission denied"), "{sql}: {refused}");
    }
    sites.aws.read("REVOKE crm_messages FROM crm_app");
    let refused = sites.ask(aws, "SELECT mcgen.mark_sent('{}')").unwrap_err();
    assert!(refused.contains("permission denied"), "{refused}");

    let dismantle = sites.shell.run("on_aws -f 40-dismantle.sql");
    dismantle.expect_refusal("INDEPENDENT");
    sites.follow("Dismantle");
    assert_eq!(
        sites.aws.read("SELECT to_regclass('mcgen.outbox') IS NULL"),
        "t"
    );
}

#[test]
fn an_inbox_applies_once_and_in_order() {
    let Some(sites) = sites() else { return };
    let gcp = Cloud::Gcp;
    let apply = |id: &str, origin: &str, number: u8| {
        let account = account(0);
        format!("SELECT public.apply('{id}', '{origin}', 'account/{account}', {number}, 10)")
    };
    assert_eq!(sites.told(gcp, &apply(THIRD, "aws", 3)), "early");
    assert_eq!(sites.told(gcp, &apply(FIRST, "gcp", 1)), "own");
    // Six receivers have the same message at once.
    let receivers: Vec<_> = (0..6)
        .map(|_| {
            let (mut session, sql) = (sites.session(gcp), apply(FIRST, "aws", 1));
            std::thread::spawn(move || session.value(&format!("{sql};")).unwrap())
        })
        .collect();
    let mut answers: Vec<String> = receivers.into_iter().map(|it| it.join().unwrap()).collect();
    answers.sort();
    assert_eq!(answers[0], "apply");
    assert!(
        answers[1..].iter().all(|it| it == "duplicate"),
        "{answers:?}"
    );
    // A receiver that fails after the answer has applied nothing, and gets the message again.
    let second = "00000000-0000-4000-8000-00000000000b";
    sites.told(
        gcp,
        &format!("BEGIN; {}; ROLLBACK", apply(second, "aws", 2)),
    );
    assert_eq!(sites.told(gcp, &apply(second, "aws", 2)), "apply");
    assert_eq!(sites.told(gcp, &apply(THIRD, "aws", 3)), "apply");
    // The purge of ids forgets no number.
    sites.gcp.read("DELETE FROM mcgen.inbox");
    assert_eq!(sites.told(gcp, &apply(FIRST, "aws", 1)), "duplicate");
    assert_eq!(sites.balances(gcp), "130 100 100 100 100");
}
