//! Settings that the file adds to the connectors.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::catalog::debezium::{self, Key};
use mcgen_model::debezium::own;
use mcgen_model::{ExtraSettings, nearest};

use super::{SINK, SOURCE, Subject};
use crate::Context;

pub(super) static UNKNOWN: Rule = Rule {
    code: "KFK-001",
    slug: "unknown-connector-setting",
    severity: Severity::Error,
    summary: "no connector reads this setting",
    fix: "write the key as the documentation of the connector has it",
    explain: "A connector starts with a key that it does not know and says nothing: the setting that was meant keeps its \
default. So `tabel.include.list` reads every table, and nobody notices before the disk is full. mcgen knows every key \
that the connector for PostgreSQL reports, those of the JDBC sink, and those of Kafka Connect itself. Keys that are \
handed on, such as `driver.*`, are not looked into.",
    sources: &[SOURCE, SINK],
    waivable: false,
};

pub(super) static RENAMED: Rule = Rule {
    code: "KFK-002",
    slug: "setting-of-an-older-connector",
    severity: Severity::Error,
    summary: "this setting is of an older version, or of another connector",
    fix: "write the name that it has now, or remove it",
    explain: "Guides often show Debezium before 2.0 (`database.server.name`, `table.whitelist`, `database.history.*`) or the \
JDBC sink of Confluent (`pk.mode`, `auto.create`). Connectors of today read none of these keys, and say nothing of them. \
A history of the schema is kept for databases whose log has no columns; that of PostgreSQL has them.",
    sources: &[
        SOURCE,
        SINK,
        mcgen_diagnostics::Reference {
            title: "Debezium: release notes of 2.0",
            url: "https://debezium.io/releases/2.0/release-notes",
        },
    ],
    waivable: false,
};

pub(super) static SETTLED: Rule = Rule {
    code: "KFK-003",
    slug: "setting-that-the-mechanism-needs",
    severity: Severity::Error,
    summary: "the mechanism sets this itself",
    fix: "remove the key",
    explain: "Both sides end equal because every part plays together: the publication leaves out what came from the other \
side, a DELETE is a mark, the sink writes with the role that the triggers know, and a change is only forgotten when it is \
on the other side. With `delete.enabled: true` or a slot that is dropped when the connector stops, rows would be lost \
without a word. Passwords are read from Secrets Manager, and stand in no setting.",
    sources: &[SOURCE, SINK],
    waivable: false,
};

pub(super) static VALUE: Rule = Rule {
    code: "KFK-004",
    slug: "value-of-a-connector-setting",
    severity: Severity::Error,
    summary: "the connector cannot read this value",
    fix: "write a value of the type that the setting has",
    explain: "Kafka Connect refuses a connector with a value of the wrong type, and MSK Connect says so only after some \
minutes, in the log of a worker that has gone.",
    sources: &[SOURCE, SINK],
    waivable: false,
};

/// Keys that the mechanism leaves out, since another one of its says what they would.
const OTHERWISE: [&str; 10] = [
    "collection.naming.strategy",
    "message.key.columns",
    "primary.key.fields",
    "schema.exclude.list",
    "schema.include.list",
    "slot.stream.params",
    "snapshot.mode.custom.name",
    "table.exclude.list",
    "topic.naming.strategy",
    "topics.regex",
];

/// Each setting that the file adds: of a source or not, its key, and its value.
fn added<'a>(
    subject: &Subject<'a>,
) -> impl Iterator<Item = (bool, &'a str, Span, &'a Spanned<String>)> + use<'a> {
    let settings = subject.route.settings;
    let of = |is_source: bool, extra: &'a ExtraSettings| {
        extra
            .iter()
            .map(move |(key, (span, value))| (is_source, key.as_str(), *span, value))
    };
    of(true, &settings.source).chain(of(false, &settings.sink))
}

fn connector(is_source: bool) -> &'static str {
    if is_source { "source" } else { "sink" }
}

pub(super) fn unknown(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    for (is_source, key, span, _) in added(subject) {
        if debezium::key(is_source, key) != Key::Unknown {
            continue;
        }
        let of_the_other = matches!(debezium::key(!is_source, key), Key::Known(_));
        let help = match nearest(key, debezium::names(is_source)) {
            _ if of_the_other => format!("move it to `{}`", connector(!is_source)),
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "remove it, or look it up in the documentation of Debezium {}",
                debezium::version()
            ),
        };
        findings.push(
            Diagnostic::new(&UNKNOWN)
                .at(
                    span,
                    format!("the {} reads no `{key}`", connector(is_source)),
                )
                .because("it would start, and keep the default of what was meant")
                .help(help),
        );
    }
}

pub(super) fn renamed(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    for (is_source, key, span, _) in added(subject) {
        let Key::Renamed(now) = debezium::key(is_source, key) else {
            continue;
        };
        let (label, help) = match now {
            Some(now) => (format!("is `{now}` now"), format!("write `{now}`")),
            None => (
                format!("the {} reads nothing of the kind", connector(is_source)),
                "remove it".to_owned(),
            ),
        };
        findings.push(Diagnostic::new(&RENAMED).at(span, label).help(help));
    }
}

pub(super) fn settled(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let own = own(subject.environment, &subject.route);
    for (is_source, key, span, _) in added(subject) {
        let connector = own.iter().find(|it| it.is_source == is_source);
        let label = match connector.and_then(|it| it.settings.get(key)) {
            Some(set) => format!("is `{set}`"),
            None if OTHERWISE.contains(&key) => "says otherwise what is settled".to_owned(),
            None => continue,
        };
        findings.push(
            Diagnostic::new(&SETTLED)
                .at(span, label)
                .help("remove the key"),
        );
    }
}

pub(super) fn values(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    for (is_source, key, _, value) in added(subject) {
        if let Key::Known(kind) = debezium::key(is_source, key)
            && !kind.admits(value)
        {
            findings.push(
                Diagnostic::new(&VALUE)
                    .at_value(value, format!("`{key}` is {}", kind.in_words()))
                    .help(format!("write {}", kind.in_words())),
            );
        }
    }
}
