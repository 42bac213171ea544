//! Logical decoding for consumers.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::cloud_sql::{DecodingNeeds, decoding_needs, effective_flags};
use mcgen_model::{Engine, Environment, GcpDatabase, LogicalDecoding};
use mcgen_spec::refused::cloud_sql::INCOMPLETE_DECODING;

use super::database;
use crate::Context;

const DECODING: &str = "cloudsql.logical_decoding";
const PGLOGICAL: &str = "cloudsql.enable_pglogical";

pub(super) fn complete(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    if database.engine.value == Engine::Mysql {
        findings.extend(
            database
                .logical_decoding
                .as_ref()
                .map(|it| on_mysql(database, it)),
        );
        return;
    }
    findings.extend(switched_off(database));
    if let Some(needs) = decoding_needs(database) {
        for (name, least) in [
            ("max_replication_slots", needs.slots),
            ("max_wal_senders", needs.senders),
        ] {
            findings.extend(too_small(database, name, least, needs));
        }
        let decoding = database.logical_decoding.as_ref();
        let consumers = decoding.map(|it| &it.consumers);
        if let Some(consumers) = consumers.filter(|_| needs.consumers == 0) {
            findings.push(
                Diagnostic::new(&INCOMPLETE_DECODING)
                    .at_value(consumers, "nobody consumes")
                    .help("write the number of consumers, or remove `logical-decoding`"),
            );
        }
    }
}

fn on_mysql(database: &GcpDatabase, decoding: &LogicalDecoding) -> Diagnostic {
    Diagnostic::new(&INCOMPLETE_DECODING)
        .at(
            decoding.consumers.span,
            "logical decoding is a feature of PostgreSQL",
        )
        .at_value(&database.engine, "the engine is mysql")
        .because("change-data-capture consumers of MySQL read the binary log")
        .help("remove `logical-decoding`; `backup: { binary-log: true }` is the default")
}

/// Decoding that something asks for and a flag, or its absence, leaves off.
fn switched_off(database: &GcpDatabase) -> Option<Diagnostic> {
    let is_on = |value: &String| value.eq_ignore_ascii_case("on");
    let flags = effective_flags(database);
    if flags.get(DECODING).is_some_and(is_on) {
        return None;
    }
    let asked = Diagnostic::new(&INCOMPLETE_DECODING);
    if let Some(decoding) = &database.logical_decoding {
        let flag = database.flags.get(DECODING)?;
        return Some(
            asked
                .at_value(&flag.value, "turns logical decoding off")
                .at(decoding.consumers.span, "asks for it")
                .help(format!("remove the flag; mcgen writes `{DECODING}: on`")),
        );
    }
    let pglogical = database
        .flags
        .get(PGLOGICAL)
        .filter(|flag| is_on(&flag.value.value))?;
    Some(
        asked
            .at(pglogical.name_span, "pglogical needs logical decoding")
            .because(format!(
                "`{DECODING}` is off, and turning it on restarts the instance"
            ))
            .help("add `logical-decoding: { consumers: 1 }`"),
    )
}

fn too_small(
    database: &GcpDatabase,
    name: &str,
    least: u32,
    needs: DecodingNeeds,
) -> Option<Diagnostic> {
    let flag = database.flags.get(name)?;
    let value: u32 = flag.value.parse().ok()?;
    let decoding = database.logical_decoding.as_ref()?;
    if value >= least {
        return None;
    }
    let spare = (needs.slots - needs.consumers).saturating_sub(needs.copies);
    let copies = match needs.copies {
        0 => String::new(),
        copies => format!("{copies} for the initial copy, "),
    };
    Some(
        Diagnostic::new(&INCOMPLETE_DECODING)
            .at_value(&flag.value, format!("`{name}` is {value}"))
            .at_value(
                &decoding.consumers,
                format!("{} consumers", needs.consumers),
            )
            .because(format!(
                "{} consumers, {copies}{spare} to spare and {} read replicas need {least}",
                needs.consumers,
                if name == "max_wal_senders" {
                    needs.replicas
                } else {
                    0
                }
            ))
            .help(format!(
                "write `{name}: \"{}\"`, or remove the flag",
                least.max(10)
            )),
    )
}
