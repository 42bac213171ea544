//! Large values.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::LobMode;
use mcgen_model::catalog::dms as catalog;
use mcgen_spec::refused::dms::LOB_SIZE;

use super::Subject;
use super::sources::TARGET_METADATA;

/// What the console of DMS proposes, in KiB.
const CONSOLE_KIB: u32 = 32;

pub(super) static LARGE_PIECES: Rule = Rule {
    code: "DMS-010",
    slug: "dms-lob-pieces",
    severity: Severity::Warning,
    summary: "large pieces of values can fail",
    fix: "write `chunk-kib: 64`, or leave it out",
    explain: "In the full mode DMS carries a large value in pieces of `LobChunkSize`. Pieces of more than \
64 KB can exceed what a network buffer takes, and the task then fails at the first large value.",
    sources: &[TARGET_METADATA],
    waivable: true,
};

pub(super) static BATCHES: Rule = Rule {
    code: "DMS-027",
    slug: "dms-batch-apply",
    severity: Severity::Warning,
    summary: "changes in batches do not go with these tables",
    fix: "leave `batch-apply` out",
    explain: "With `batch-apply` DMS gathers changes, sorts them by table and writes them in bulk. It \
carries large values only in the limited mode. On a table with a primary key and a further unique \
constraint the order of the changes is lost and the batch fails; DMS then falls back to one change at a \
time for that table. Between two batches the standby is in a state that the primary never had.\n\nIt is \
for a standby that cannot keep up otherwise.",
    sources: &[TARGET_METADATA],
    waivable: true,
};

pub(super) fn cut(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let lob = &subject.dms().lob;
    if lob.mode.value != LobMode::Limited {
        return;
    }
    let finding = Diagnostic::new(&LOB_SIZE).at_value(&lob.mode, "cuts what is larger");
    if !lob.max_kib.given {
        findings.push(
            finding
                .because(format!(
                    "nobody has measured that {} KiB are enough",
                    lob.max_kib
                ))
                .help("write `mode: full`, or `max-kib` from the data"),
        );
    } else if lob.max_kib.value <= CONSOLE_KIB {
        findings.push(
            finding
                .at_value(&lob.max_kib, "few KiB")
                .because("what the console proposes is less than many a document has")
                .help("write `mode: full`, or a `max-kib` that is larger than every value"),
        );
    }
}

pub(super) fn large_pieces(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let chunk = &subject.dms().lob.chunk_kib;
    let advised = catalog::advised().chunk_kib;
    if chunk.value > advised && catalog::bounds().chunk_kib.contains(chunk.value) {
        findings.push(
            Diagnostic::new(&LARGE_PIECES)
                .at_value(chunk, format!("more than {advised} KiB"))
                .help(format!("write `chunk-kib: {advised}`")),
        );
    }
}

pub(super) fn batches(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let dms = subject.dms();
    if !dms.batch_apply.value {
        return;
    }
    let finding = Diagnostic::new(&BATCHES).at_value(&dms.batch_apply, "changes in bulk");
    findings.push(if dms.lob.mode.value == LobMode::Full {
        let finding = if dms.lob.mode.given {
            finding.at_value(&dms.lob.mode, "large values, whole")
        } else {
            finding
        };
        finding
            .because("in batches DMS carries large values only in the limited mode")
            .help("remove `batch-apply`")
    } else {
        finding
            .because("a table with a second unique constraint fails in a batch")
            .help("remove `batch-apply`, unless no table has one")
    });
}
