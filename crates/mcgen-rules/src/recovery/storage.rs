//! What a database keeps for another one that is away: its log, or the notes of triggers.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::recovery::{self, Recovery, RetainedLog, gib, retained_log};
use mcgen_model::{Cloud, Environment, Mechanism};

use super::sources::{LOGICAL_REPLICATION, SLOT_LIMIT, SYMMETRICDS};
use crate::Context;

pub(super) static LOG_DOES_NOT_FIT: Rule = Rule {
    code: "DR-006",
    slug: "log-of-an-outage-does-not-fit",
    severity: Severity::Error,
    summary: "the primary cannot keep the log of the longest outage",
    fix: "let the storage grow further, or tolerate a shorter outage and re-seed after it",
    explain: "While the standby or the link is away, the primary keeps its log for it: the rate of writes \
times the outage. A full disk stops the primary, so an outage of the standby becomes one of the service. \
`max_slot_wal_keep_size` gives the slot up before that; set below the outage to be tolerated, it gives it up \
too early, and the standby must be seeded anew.\n\nmcgen compares what `write-rate-mibps` writes in \
`tolerated-outage` with the storage that the database may grow to, less the data (`data-size-gib`; unknown \
data are taken to fill half of the first size), and with the limit of the slot. Both sides are judged, since \
both can be the primary.\n\nWith `bucardo`, `symmetricds` and `application` no log is kept for the other side: what it lacks waits as \
rows, and DR-014 says what of their room can be judged.",
    sources: &[SLOT_LIMIT, LOGICAL_REPLICATION],
    waivable: false,
};

pub(super) static COPY_OUTLASTS_THE_LOG: Rule = Rule {
    code: "DR-007",
    slug: "first-copy-outlasts-the-log",
    severity: Severity::Warning,
    summary: "the first copy takes longer than the log is kept",
    fix: "tolerate a longer outage, or seed the standby from a snapshot and a slot",
    explain: "While an empty standby copies the tables, the primary keeps its log from the beginning of the \
copy on. A copy that takes longer than `tolerated-outage` runs into the limit that was sized for it: the \
slot is given up, and the copy begins anew, for ever.\n\nThe time is the size of the data over what one \
stream carries, which is the smaller of one tunnel and of what the copy itself manages. The latter is an \
assumption, so the finding is a warning.",
    sources: &[LOGICAL_REPLICATION, SLOT_LIMIT],
    waivable: true,
};

pub(super) static NOTES_DO_NOT_FIT: Rule = Rule {
    code: "DR-014",
    slug: "notes-of-an-outage-may-not-fit",
    severity: Severity::Warning,
    summary: "the notes of the longest outage may not fit on the disk",
    fix: "let the storage grow further, or tolerate a shorter outage and re-seed after it",
    explain: "SymmetricDS keeps no log back. Each change is a row of notes (`sym_data`) with the whole row before and after it, and \
while the other side, the link or the machine is away, the notes stay. No slot is given up before the disk is full: only \
`40-dismantle.sql` lets go of them. A full disk stops the side that is left.\n\nA note is written through the log like any row. So the notes of an \
outage take what is written to the log meanwhile at the most: `write-rate-mibps`, as it is with the triggers in place, times \
`tolerated-outage`. mcgen compares that with the storage that the database may grow to, less the data (`data-size-gib`; unknown data are taken \
to fill half of the first size). The log holds the tables and their indexes too, so the notes are less, and the finding is a \
warning.\n\nNot judged: notes that were sent stay for `retention`, and how much that is depends on the writes of all these days, not of a busy hour. \
`bucardo` notes only the key and a time, a small part of what is written. What notes take is seen by the step of the runbook that \
measures them.",
    sources: &[SYMMETRICDS],
    waivable: true,
};

pub(super) fn log_does_not_fit(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if !environment.strategy.keeps_log() {
        return;
    }
    for cloud in [Cloud::Aws, Cloud::Gcp] {
        if let Some(log) = retained_log(environment, cloud) {
            findings.extend(too_little_room(environment, &log, &LOG_DOES_NOT_FIT));
            findings.extend(given_up_too_early(environment, &log));
        }
    }
}

/// Notes of whole rows pass through the log, and take no more than it does.
pub(super) fn notes_do_not_fit(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let strategy = environment.strategy.active_active();
    if !strategy.is_some_and(|it| matches!(it.mechanism, Mechanism::SymmetricDs(_))) {
        return;
    }
    let sides = [Cloud::Aws, Cloud::Gcp].into_iter();
    for log in sides.filter_map(|cloud| retained_log(environment, cloud)) {
        findings.extend(too_little_room(environment, &log, &NOTES_DO_NOT_FIT));
    }
}

fn too_little_room(
    environment: &Environment,
    log: &RetainedLog,
    rule: &'static Rule,
) -> Option<Diagnostic> {
    let room = log.room_mib.filter(|room| *room <= log.written_mib)?;
    let missing = (log.written_mib - room) / 1024 + 1;
    let objectives = &environment.objectives;
    let finding = Diagnostic::new(rule);
    let (finding, key) = match log.cloud {
        Cloud::Aws => {
            let storage = &environment.aws.as_ref()?.database.as_ref()?.storage;
            let largest = storage.max_size_gib.as_ref().unwrap_or(&storage.size_gib);
            let size = largest.value;
            (
                finding.at_value(largest, format!("{size} GiB at the most")),
                "storage.max-size-gib",
            )
        }
        Cloud::Gcp => {
            let disk = &environment.gcp.as_ref()?.database.as_ref()?.disk;
            let largest = if disk.autoresize.value && disk.max_size_gib.value > disk.size_gib.value
            {
                &disk.max_size_gib
            } else {
                &disk.size_gib
            };
            let size = largest.value;
            (
                finding.at_value(largest, format!("{size} GiB at the most")),
                "disk.max-size-gib",
            )
        }
    };
    Some(
        finding
            .at_value(
                &objectives.tolerated_outage,
                format!("an outage of {} is tolerated", objectives.tolerated_outage),
            )
            .because(format!(
                "{} MiB a second write {} in {}, and beside the data there is room for {}",
                objectives.write_rate_mibps,
                gib(log.written_mib),
                objectives.tolerated_outage,
                gib(room)
            ))
            .help(format!(
                "raise `{key}` by {missing} GiB or more, or tolerate a shorter outage"
            )),
    )
}

fn given_up_too_early(environment: &Environment, log: &RetainedLog) -> Option<Diagnostic> {
    let limit = log.limit_mib.filter(|limit| *limit < log.written_mib)?;
    let place = match log.cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            let decoding = database.logical_decoding.as_ref();
            let given = decoding.and_then(|it| it.max_slot_wal_keep_mib.as_ref());
            let parameter = database.parameters.get("max_slot_wal_keep_size");
            parameter
                .map(|it| it.value.span)
                .or_else(|| given.map(|it| it.span))
                .unwrap_or(database.span)
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            let flag = database.flags.get("max_slot_wal_keep_size");
            flag.map_or(database.span, |it| it.value.span)
        }
    };
    let objectives = &environment.objectives;
    Some(
        Diagnostic::new(&LOG_DOES_NOT_FIT)
            .at(place, format!("a slot is given up at {}", gib(limit)))
            .at_value(
                &objectives.tolerated_outage,
                format!("an outage of {} is tolerated", objectives.tolerated_outage),
            )
            .because(format!(
                "{} MiB a second write {} in {}",
                objectives.write_rate_mibps,
                gib(log.written_mib),
                objectives.tolerated_outage
            ))
            .help(format!("write {} or more", log.written_mib)),
    )
}

pub(super) fn copy_outlasts_the_log(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(Recovery {
        load: Some(load), ..
    }) = recovery::of(environment)
    else {
        return;
    };
    let objectives = &environment.objectives;
    let (Some(size), outage) = (&objectives.data_size_gib, &objectives.tolerated_outage) else {
        return;
    };
    if load.time <= outage.value {
        return;
    }
    findings.push(
        Diagnostic::new(&COPY_OUTLASTS_THE_LOG)
            .at_value(size, format!("{size} GiB are copied"))
            .at_value(outage, format!("the log of {outage} is kept"))
            .because(format!(
                "at {} MiB/s the copy takes {}, in which {} of log are written",
                load.rate_mibps,
                load.time.in_words(),
                gib(load.written_mib)
            ))
            .help(format!(
                "write `tolerated-outage: {}h` or more, or seed the standby from a snapshot and a slot",
                load.time.seconds().div_ceil(3_600)
            )),
    );
}
