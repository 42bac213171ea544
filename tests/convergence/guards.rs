//! Every file refuses to run in the wrong order or where it would do harm, and so do the tables.

use super::pair::Pair;
use super::{Cloud, newest, versions};
use crate::tools::{Tools, skip_or_fail};

#[track_caller]
fn assert_refused(pair: &mut Pair, cases: &[(&str, &str)]) {
    for (command, words) in cases {
        pair.run(command).expect_refusal(words);
    }
}

#[test]
fn postgresql_15_is_refused_before_anything_is_changed() {
    let tools = match Tools::find() {
        Ok(tools) => tools,
        Err(reason) => return skip_or_fail(&reason),
    };
    if tools.major().unwrap() > 15 {
        return;
    }
    let mut pair = Pair::start(&tools);
    pair.run("on_aws -f 01-roles.sql").expect_success();
    assert_refused(
        &mut pair,
        &[("on_aws -f 03-tables.sql", "two directions need 16")],
    );
    let columns = "SELECT count(*) FROM pg_attribute WHERE attname LIKE 'mc\\_%' AND attrelid = 'public.contacts'::regclass";
    assert_eq!(pair.server(Cloud::Aws).read(columns), "0");
}

#[test]
fn what_cannot_be_shared_is_found_before_it_hurts() {
    let Some(tools) = versions().into_iter().next_back() else {
        return;
    };
    let mut pair = Pair::start(&tools);
    assert_refused(
        &mut pair,
        &[
            ("on_aws -f 04-publication.sql", "wrong order"),
            ("on_gcp -f 05-seed.sql", "wrong order"),
            ("MARK=aws-1 on_gcp -f 07-open.sql", "wrong order"),
            (
                "(unset REPLICATION_PASSWORD; on_aws -f 01-roles.sql)",
                "REPLICATION_PASSWORD is not set",
            ),
        ],
    );
    pair.run("on_aws -f 01-roles.sql").expect_success();
    let aws = |pair: &Pair, sql: &str| drop(pair.server(Cloud::Aws).read(sql));
    aws(
        &pair,
        "ALTER TABLE public.contacts ADD CONSTRAINT one_name UNIQUE (name)",
    );
    assert_refused(
        &mut pair,
        &[(
            "on_aws -f 03-tables.sql",
            "public.contacts (public.one_name)",
        )],
    );
    aws(
        &pair,
        "ALTER TABLE public.contacts DROP CONSTRAINT one_name; ALTER TABLE public.labels DROP CONSTRAINT labels_pkey",
    );
    assert_refused(
        &mut pair,
        &[(
            "on_aws -f 03-tables.sql",
            "no primary key identifies a row of: public.labels",
        )],
    );
    aws(
        &pair,
        "ALTER TABLE public.labels ADD PRIMARY KEY (name); ALTER TABLE public.notes ALTER id DROP IDENTITY",
    );
    assert_refused(
        &mut pair,
        &[(
            "on_aws -f 03-tables.sql",
            "no sequence fills the primary key of: public.notes",
        )],
    );
}

#[test]
fn files_and_tables_refuse_what_would_part_the_sides() {
    let Some(mut pair) = newest() else { return };
    assert_refused(
        &mut pair,
        &[
            (
                "on_gcp -f 05-seed.sql",
                "wrong order: this database is \"open\"",
            ),
            ("on_aws -f 06-join.sql", "wrong order"),
            ("MARK=aws-1 on_gcp -f 07-open.sql", "wrong order"),
            (
                "MARK=aws-1 on_aws -f 13-purge.sql",
                "no mark of the other side",
            ),
            (
                "OTHER_SIDE=away on_aws -f 30-detach.sql",
                "OTHER_SIDE is \"away\"",
            ),
            ("SALVAGED=no on_gcp -f 31-reseed.sql", "SALVAGED is \"no\""),
            (
                "INDEPENDENT=no on_gcp -f 40-dismantle.sql",
                "INDEPENDENT is \"no\"",
            ),
            (
                "LEAVE_OUT=public.notes.nothing on_gcp -f 04-publication.sql",
                "names no column",
            ),
        ],
    );
    // An application that could empty a table still could not do it here.
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        let refused = pair
            .server(cloud)
            .try_read("TRUNCATE public.notes")
            .unwrap_err();
        assert!(refused.contains("would empty this side only"), "{refused}");
    }
    for (sql, words) in [
        (
            "DELETE FROM public.notes WHERE id = 1",
            "its rows are never deleted",
        ),
        (
            "UPDATE public.labels SET name = 'other' WHERE name = 'one'",
            "a key does not change",
        ),
    ] {
        pair.write(
            Cloud::Aws,
            "INSERT INTO public.labels VALUES ('one', 'red') ON CONFLICT DO NOTHING",
        )
        .unwrap();
        let refused = pair.write(Cloud::Aws, sql).unwrap_err();
        assert!(refused.contains(words), "{refused}");
    }
    // What may run twice does, and what was refused changed nothing.
    for again in [
        "01-roles.sql",
        "03-tables.sql",
        "04-publication.sql",
        "08-refresh.sql",
    ] {
        for side in ["on_aws", "on_gcp"] {
            pair.run(&format!("{side} -f {again}")).expect_success();
        }
    }
    pair.wait_until_equal();
    pair.assert_healthy();
    // A trigger that somebody switched off is found.
    pair.server(Cloud::Gcp)
        .read("ALTER TABLE public.notes DISABLE TRIGGER mcgen_apply");
    assert_refused(
        &mut pair,
        &[("on_gcp -f 10-health.sql", "mcgen_apply of public.notes")],
    );
}
