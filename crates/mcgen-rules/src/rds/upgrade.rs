//! Major upgrades.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span};
use mcgen_model::Engine;
use mcgen_model::catalog::rds_versions;
use mcgen_spec::refused::rds::MAJOR_UPGRADE;

use super::{Subject, decoding};

/// How long before the end of support an upgrade should be planned, days.
const NOTICE_DAYS: i64 = 180;
/// The first PostgreSQL whose upgrade keeps logical slots.
const FIRST_TO_KEEP_SLOTS: u32 = 17;

pub(super) fn major(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let slots = decoding::switch(subject.database);
    if subject.database.allow_major_upgrade.value {
        findings.push(allowed(subject, slots));
    } else if let Some(slots) = slots {
        findings.extend(support_ends(subject, slots));
    }
}

/// The switch is on. Whether the version will change, only Terraform knows.
fn allowed(subject: &Subject<'_>, slots: Option<Span>) -> Diagnostic {
    let database = subject.database;
    let finding = Diagnostic::new(&MAJOR_UPGRADE).at_value(
        &database.allow_major_upgrade,
        "a change of `version` may cross a major version",
    );
    // The upgrade leads to this version, so it begins at an earlier one.
    let slots = slots.filter(|_| database.version.major() <= FIRST_TO_KEEP_SLOTS);
    let replica = database
        .replicas
        .first()
        .filter(|_| database.engine.value == Engine::Mysql);
    match (slots, replica) {
        (Some(slots), _) => finding
            .at(slots, "slots of these consumers stand in the way")
            .because("RDS refuses a major upgrade from a version before 17 while a logical slot exists")
            .help("stop the consumers and drop their slots before the apply, and create them again after it"),
        (None, Some(replica)) => finding
            .at_value(&replica.name, "must be upgraded first")
            .because("RDS upgrades a source of MySQL only after its read replicas, and Terraform changes the source first")
            .help("take the replicas out of the file for the upgrade, or upgrade with a blue/green deployment"),
        (None, None) => finding
            .because("the upgrade stops the database and cannot be undone")
            .help("remove the key after the upgrade; until then, waive the rule with an `until`"),
    }
}

fn support_ends(subject: &Subject<'_>, slots: Span) -> Option<Diagnostic> {
    let database = subject.database;
    let version = &database.version;
    let major = rds_versions::major_version(database.engine.value, version)?;
    let ends = major.standard_support_ends();
    let days = ends.days_since_epoch() - subject.today.days_since_epoch();
    if version.major() >= FIRST_TO_KEEP_SLOTS || days > NOTICE_DAYS {
        return None;
    }
    let when = if days < 0 {
        format!("standard support ended on {ends}")
    } else {
        format!("standard support ends on {ends}, in {days} days")
    };
    Some(
        Diagnostic::new(&MAJOR_UPGRADE)
            .at_value(version, when)
            .at(slots, "slots of these consumers stand in the way")
            .because("RDS refuses a major upgrade while a logical slot exists"),
    )
}
