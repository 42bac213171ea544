//! What SymmetricDS needs: a person behind a conflict that waits, notes that outlive an outage, and a version.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Mechanism, SymmetricConflict, SymmetricDs};

use super::{Subject, sides};

const USER_GUIDE: Reference = Reference {
    title: "SymmetricDS: user guide, conflicts",
    url: "https://symmetricds.sourceforge.net/doc/3.15/html/user-guide.html#_conflicts",
};
const RESOLVER: Reference = Reference {
    title: "SymmetricDS: how a conflict is decided",
    url: "https://github.com/JumpMind/symmetric-ds/blob/0e9fb934487093ffec9f3adb4708c61273533a0e/symmetric-io/src/main/java/org/jumpmind/symmetric/io/data/writer/DefaultDatabaseWriterConflictResolver.java",
};
const NOTES_ON_POSTGRES: Reference = Reference {
    title: "SymmetricDS: user guide, PostgreSQL",
    url: "https://symmetricds.sourceforge.net/doc/3.15/html/user-guide.html#_postgresql",
};

pub(super) static CONFLICT_WAITS: Rule = Rule {
    code: "AA-040",
    slug: "conflict-that-waits-for-a-person",
    severity: Severity::Warning,
    summary: "the first conflict stops all that comes to its side",
    fix: "write `conflict: newer`, or name the side that wins",
    explain: "With `manual` a row that both sides changed leaves its batch in error. All shared tables travel in one channel, so that \
rows which refer to each other stay in order, and no batch behind it is loaded on that side until a person has written the \
decision into `sym_incoming_error`. Both sides go on writing meanwhile, so the next conflicts are being made. It fits where the \
application sees to it that no two sides change one row, and a conflict is a fault that somebody must look at.",
    sources: &[USER_GUIDE],
    waivable: true,
};

pub(super) static NOTES_TOO_SHORT: Rule = Rule {
    code: "AA-041",
    slug: "notes-shorter-than-an-outage",
    severity: Severity::Error,
    summary: "notes of changes are purged before a side that is away comes back",
    fix: "raise `retention` to twice `objectives.tolerated-outage` or more",
    explain: "The time of a change stands in its note alone (`sym_data`), as no table gets a column. When a change of the other side \
meets a row that is not as it was, the newest note of that row here is compared with it. Where the note was purged, the \
change that comes wins, however old it is: a deleted row is back, or an old value, on one side. Notes must outlive the longest outage after \
which a side may return, with time for it to catch up. A side that is away for longer is filled anew.",
    sources: &[RESOLVER, USER_GUIDE],
    waivable: false,
};

pub(super) static OLD_VERSION: Rule = Rule {
    code: "AA-042",
    slug: "version-that-was-not-tried",
    severity: Severity::Error,
    summary: "the rendered SQL was not tried on this version",
    fix: "upgrade the database to PostgreSQL 15 or later",
    explain: "SymmetricDS itself takes old versions too. What mcgen renders for it, the rights of the role and the configuration, was run on \
PostgreSQL 15 and later. Since that version nobody but the owner of a database makes objects in the schema \
`public`, and the rights that are given are those that are needed then.",
    sources: &[NOTES_ON_POSTGRES],
    waivable: false,
};

pub(super) static SAME_NAME: Rule = Rule {
    code: "AA-043",
    slug: "shared-tables-of-one-name",
    severity: Severity::Error,
    summary: "two shared tables in different schemas have one name",
    fix: "rename one of the two tables, or share only one of them",
    explain: "When SymmetricDS decides a conflict it looks for the newest note of the row by the name of the table and the key, and \
a note has the name without its schema. With two tables of one name the note of a row in the other table can decide, and \
the two sides need not decide alike. The name `marks` is taken: `mcgen.marks`, by which each side tells the other that it was asked for its \
health, travels with the shared tables.",
    sources: &[RESOLVER],
    waivable: false,
};

/// The table of mcgen that travels with the shared ones.
const MARKS: &str = "marks";

fn of<'a>(subject: &'a Subject<'_>) -> Option<&'a SymmetricDs> {
    match &subject.strategy.mechanism {
        Mechanism::SymmetricDs(settings) => Some(settings),
        _ => None,
    }
}

pub(super) fn conflict(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(settings) = of(subject) else {
        return;
    };
    if settings.conflict.value == SymmetricConflict::Manual {
        findings.push(
            Diagnostic::new(&CONFLICT_WAITS)
                .at_value(&settings.conflict, "nothing behind a conflict is loaded")
                .help(
                    "write `conflict: newer`, or waive the rule where no two sides change one row",
                ),
        );
    }
}

pub(super) fn retention(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(settings) = of(subject) else {
        return;
    };
    let kept = &settings.retention;
    let outage = &subject.environment.objectives.tolerated_outage;
    if kept.seconds() < outage.seconds().saturating_mul(2) {
        findings.push(
            Diagnostic::new(&NOTES_TOO_SHORT)
                .at_value(kept, format!("notes are kept for {kept}"))
                .at_value(outage, format!("a side may be away for {outage}"))
                .because("without its note a change that comes wins, however old it is")
                .help("remove `retention`, which is 7d then, or raise it"),
        );
    }
}

pub(super) fn versions(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if of(subject).is_some() {
        let why = "what is rendered was run on PostgreSQL 15 and later";
        findings.extend(sides::too_old(subject, &OLD_VERSION, why));
    }
}

pub(super) fn names(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if of(subject).is_none() {
        return;
    }
    let tables = &subject.strategy.tables;
    for (index, table) in tables.iter().enumerate() {
        if table.name.table() == MARKS {
            findings.push(
                Diagnostic::new(&SAME_NAME)
                    .at_value(&table.name, "`mcgen.marks` is called so, and travels too")
                    .because("a note names its table without the schema"),
            );
        }
        let before = tables.iter().take(index);
        // The same table twice is another finding.
        let same = before
            .map(|it| &it.name)
            .find(|it| it.table() == table.name.table() && it.schema() != table.name.schema());
        if let Some(first) = same {
            findings.push(
                Diagnostic::new(&SAME_NAME)
                    .at_value(
                        &table.name,
                        format!("is called `{}` too", table.name.table()),
                    )
                    .at_value(first, "the notes of this one have that name")
                    .because("a note names its table without the schema"),
            );
        }
    }
}
