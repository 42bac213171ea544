//! What the tables need, against what the mechanism keeps.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::mechanisms::Outcome;
use mcgen_model::{Deletes, KeySource};

use super::{CONFLICTS, Subject};
use crate::replication::LOGICAL_REPLICATION;
use crate::replication::logical::{TABLES, repeated};

/// The longest name of PostgreSQL, in bytes.
const LONGEST_NAME: usize = 63;

const RESTRICTIONS: Reference = Reference {
    title: "PostgreSQL: restrictions of logical replication",
    url: "https://www.postgresql.org/docs/current/logical-replication-restrictions.html",
};
const IDENTIFIERS: Reference = Reference {
    title: "PostgreSQL: identifiers and key words",
    url: "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS",
};

pub(super) static COUNTERS: Rule = Rule {
    code: "AA-001",
    slug: "counters-that-both-sides-change",
    severity: Severity::Error,
    summary: "the mechanism loses one of two changes of an amount",
    fix: "keep each change of the amount as a row of its own and add them up, or let one side write the table",
    explain: "Where the last write of a row wins, two sides that each add 10 to a balance of 100 end with 110: the later row \
holds the sum that its side knew, and the other one is dropped. Nothing in the database can tell that apart from a \
correction. Counters, balances, stock and seats are such columns.\n\nA table of movements, with a key of its own for \
each row, never conflicts: the balance is the sum. Or the table stays out of `tables`, and one side writes it.",
    sources: &[CONFLICTS],
    waivable: false,
};

pub(super) static KEYS: Rule = Rule {
    code: "AA-002",
    slug: "keys-that-both-sides-give-out",
    severity: Severity::Error,
    summary: "both sides would give the same key to different rows, or none",
    fix: "write `key: split-sequence` or `key: uuid`, and give the table such a key",
    explain: "A sequence counts on each side for itself, so both give number 1001 to a row of their own. The rows then count as \
one, and of two customers one is lost. With `split-sequence` one side gives out odd numbers and the other even ones; \
the rendered SQL sets that up for sequences that exist. A UUID needs nothing.\n\nWithout a primary key nothing says \
which row a change is of, and an UPDATE of a published table is refused.",
    sources: &[RESTRICTIONS, CONFLICTS],
    waivable: false,
};

pub(super) static NATURAL_KEY: Rule = Rule {
    code: "AA-003",
    slug: "natural-keys-of-two-sides",
    severity: Severity::Warning,
    summary: "of two rows with one natural key, one is lost",
    fix: "use a key of its own for each row, or accept that the later row is kept",
    explain: "Two sides can insert the same e-mail address, or the same name, before they hear of each other. With a key of the \
world both rows count as one: the later one is kept in whole, and the other one is lost. Each application was told that \
its INSERT succeeded. For settings and translations that is what is wanted; for accounts it is not.\n\nA second key \
(UNIQUE) beside a UUID is worse: the row that comes stops the replication until a person has removed one of the two. \
`03-tables.sql` looks for such keys before it changes anything.",
    sources: &[CONFLICTS],
    waivable: true,
};

pub(super) static PHYSICAL_DELETES: Rule = Rule {
    code: "AA-004",
    slug: "deletes-without-tombstones",
    severity: Severity::Error,
    summary: "a row that is removed at once can come back",
    fix: "write `deletes: tombstone`, or `deletes: never`",
    explain: "A row that is gone holds no time by which a late change could be judged. A change from before the delete, which \
comes from the other side after it, finds nothing: one side then has the row and the other has not, for good. With a \
tombstone a DELETE marks the row, and the mark has a time like any change. A purge removes what was marked long \
ago.\n\nThe application goes on to write DELETE; it must not see marked rows, and gets no count of deleted ones.",
    sources: &[CONFLICTS, LOGICAL_REPLICATION],
    waivable: false,
};

pub(super) static VIEW: Rule = Rule {
    code: "AA-005",
    slug: "name-of-the-view-of-a-table",
    severity: Severity::Error,
    summary: "the view of the rows that are there cannot have its name",
    fix: "shorten the name of the table to 58 characters, or rename the one that has the name of the view",
    explain: "A table with tombstones gets a view of the rows that are not deleted, with the name of the table and `_live`. \
PostgreSQL cuts a name after 63 bytes, and the view would have another name than the one that is told, or that of \
the table itself.",
    sources: &[IDENTIFIERS],
    waivable: false,
};

pub(super) fn counters(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.guarantees.keeps_counters {
        return;
    }
    let mechanism = &subject.strategy.mechanism;
    for table in &subject.strategy.tables {
        let Some((first, others)) = table.counters.split_first() else {
            continue;
        };
        let finding = Diagnostic::new(&COUNTERS).at_value(
            first,
            format!("`{first}` is changed by an amount on both sides"),
        );
        let finding = others.iter().fold(finding, |finding, it| {
            finding.at_value(it, format!("and `{it}`"))
        });
        findings.push(
            finding
                .at(mechanism.span(), "does not add up")
                .because(subject.guarantees.conflict.clone())
                .help(format!(
                    "remove `{}` from `tables`, or write its changes to a table of movements with `key: uuid`",
                    table.name
                )),
        );
    }
}

pub(super) fn keys(subject: &Subject<'_>, findings: &mut Diagnostics) {
    for table in &subject.strategy.tables {
        if subject.guarantees.rows_of(table.key.value) != Outcome::Refused {
            continue;
        }
        let (what, why) = match table.key.value {
            KeySource::None => (
                "nothing says which row a change is of",
                "a change is applied to the row with the same primary key",
            ),
            _ => (
                "both sides count for themselves",
                "two rows with one number count as one, and one of them is lost",
            ),
        };
        findings.push(
            Diagnostic::new(&KEYS)
                .at_value(&table.key, what)
                .because(why)
                .help(
                    "write `key: split-sequence`, which the rendered SQL sets up, or `key: uuid`",
                ),
        );
    }
}

pub(super) fn natural_keys(subject: &Subject<'_>, findings: &mut Diagnostics) {
    for table in &subject.strategy.tables {
        let is_lost = subject.guarantees.rows_of(table.key.value) == Outcome::OneWins;
        if is_lost {
            findings.push(
                Diagnostic::new(&NATURAL_KEY)
                    .at_value(&table.key, "both sides may insert the same row")
                    .because(subject.guarantees.conflict.clone())
                    .help("write `key: uuid` where the table can have one, or waive the rule with the reason that the later row is enough"),
            );
        }
    }
}

pub(super) fn deletes(subject: &Subject<'_>, findings: &mut Diagnostics) {
    for table in &subject.strategy.tables {
        if table.deletes.value == Deletes::Physical && !subject.guarantees.keeps_physical_deletes {
            findings.push(
                Diagnostic::new(&PHYSICAL_DELETES)
                    .at_value(&table.deletes, "leaves no mark of the row")
                    .because(
                        "a change from before the DELETE that arrives after it cannot be judged",
                    )
                    .help("write `deletes: tombstone`"),
            );
        }
    }
}

pub(super) fn views(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if !subject.guarantees.makes_tombstones {
        return;
    }
    let tables = &subject.strategy.tables;
    for table in tables
        .iter()
        .filter(|it| it.deletes.value == Deletes::Tombstone)
    {
        let view = table.live_view();
        if view.len() > LONGEST_NAME {
            findings.push(
                Diagnostic::new(&VIEW)
                    .at_value(
                        &table.name,
                        format!("its view has a name of {} bytes", view.len()),
                    )
                    .because(format!("a name has {LONGEST_NAME} bytes at the most")),
            );
        }
        let taken = |it: &&mcgen_model::SharedTable| {
            it.name.schema() == table.name.schema() && it.name.table() == view
        };
        if let Some(other) = tables.iter().find(taken) {
            findings.push(
                Diagnostic::new(&VIEW)
                    .at_value(
                        &other.name,
                        format!("is the name of the view of `{}`", table.name),
                    )
                    .at_value(&table.name, "has tombstones"),
            );
        }
    }
}

pub(super) fn list(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let tables = &subject.strategy.tables;
    if tables.is_empty() {
        findings.push(
            Diagnostic::new(&TABLES)
                .at(subject.strategy.span, "shares no table")
                .help("write `tables: [{ name: public.orders, key: uuid, deletes: tombstone }]` with the tables that both sides write"),
        );
    }
    findings.extend(repeated(tables.iter().map(|it| &it.name)));
}
