//! Backups and the windows of the day and the week.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::rds_limits;
use mcgen_model::{DailyWindow, Scalar, WeeklyWindow};
use mcgen_spec::refused::rds::BACKUP_RETENTION;

use super::{Also, CREATE_INSTANCE, Subject};

pub(super) static WINDOWS: Rule = Rule {
    code: "RDS-009",
    slug: "rds-windows",
    severity: Severity::Error,
    summary: "the backup and maintenance windows do not fit",
    fix: "give both windows 30 minutes or more, apart from each other",
    explain: "RDS takes the daily backup and does the weekly maintenance within windows in UTC of at least 30 minutes each. The two must not share a minute on any day of the week; windows that only touch are fine. mcgen compares the daily window with the weekly one on all seven days, over midnight and over the end of the week.",
    sources: &[
        CREATE_INSTANCE,
        Reference {
            title: "Amazon RDS: the backup window",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        },
        Reference {
            title: "Amazon RDS: maintaining a DB instance",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Maintenance.html",
        },
    ],
    waivable: false,
};

pub(super) fn retention(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let days = &database.backup_retention_days;
    let most = rds_limits::backup().retention_days_max;
    if days.value > most {
        findings.push(
            Diagnostic::new(&BACKUP_RETENTION)
                .at_value(days, format!("{most} days are the most"))
                .help(format!(
                    "write `retention-days: {most}`; keep older states as snapshots or in AWS Backup"
                )),
        );
    }
    if let Some(replica) = database.replicas.first().filter(|_| days.value == 0) {
        findings.push(
            Diagnostic::new(&BACKUP_RETENTION)
                .at_value(days, "no backups")
                .at(
                    replica.name.span,
                    "a replica is made from a backup of its source",
                )
                .because("the source of a read replica needs automated backups")
                .help("write `retention-days: 7`"),
        );
    }
}

pub(super) fn windows(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let (backup, maintenance) = (&database.backup_window, &database.maintenance_window);
    let least = rds_limits::backup().window_minutes_min;
    let lengths = [
        (backup.minutes(), backup.span, backup.given),
        (maintenance.minutes(), maintenance.span, maintenance.given),
    ];
    for (minutes, span, given) in lengths {
        if minutes < least && given {
            findings.push(
                Diagnostic::new(&WINDOWS)
                    .at(span, format!("{minutes} minutes"))
                    .because(format!("a window has at least {least} minutes")),
            );
        }
    }
    if backup.overlaps_weekly(maintenance.value) {
        let finding = Diagnostic::new(&WINDOWS)
            .also(backup, "backups run here, every day")
            .also(maintenance, "maintenance runs here, once a week")
            .because(format!(
                "the backup window {backup} and the maintenance window {maintenance} share time"
            ));
        findings.push(match free_backup_window(backup.value, maintenance.value) {
            Some(window) => finding.help(format!("write `window: \"{window}\"` for the backup")),
            None => finding,
        });
    }
}

/// A backup window as long as `backup`, as soon after it as maintenance leaves room.
fn free_backup_window(backup: DailyWindow, maintenance: WeeklyWindow) -> Option<DailyWindow> {
    const STEP: u32 = 30;
    const DAY: u32 = 24 * 60;
    let (hours, minutes) = {
        let text = backup.to_string();
        let (start, _) = text.split_once('-')?;
        let (hours, minutes) = start.split_once(':')?;
        (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?)
    };
    let length = backup.minutes().max(STEP);
    let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    (1..DAY / STEP)
        .filter_map(|step| {
            let start = (hours * 60 + minutes + step * STEP) % DAY;
            DailyWindow::parse(&format!("{}-{}", time(start), time(start + length))).ok()
        })
        .find(|window| !window.overlaps_weekly(maintenance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_window_is_as_long_and_comes_soonest() {
        let backup = DailyWindow::parse("17:30-18:30").unwrap();
        let maintenance = WeeklyWindow::parse("sun:18:00-sun:19:00").unwrap();
        let free = free_backup_window(backup, maintenance).unwrap();
        assert_eq!(free.to_string(), "19:00-20:00");
    }

    #[test]
    fn there_is_no_free_window_beside_a_week_of_maintenance() {
        let backup = DailyWindow::parse("17:30-18:30").unwrap();
        let maintenance = WeeklyWindow::parse("sun:18:00-sun:17:59").unwrap();
        assert_eq!(free_backup_window(backup, maintenance), None);
    }
}
