//! The standby and what protects a production database.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};

use super::{Also, CREATE_INSTANCE, Subject};

pub(super) static STANDBY_ZONE: Rule = Rule {
    code: "RDS-010",
    slug: "rds-multi-az-zone",
    severity: Severity::Error,
    summary: "an instance with a standby chooses its zones itself",
    fix: "remove `zone`",
    explain: "A Multi-AZ instance stands in two zones and changes sides on a failover, so RDS refuses a zone for it. A zone can be named for a single-zone instance only. Production databases are Multi-AZ unless the file says otherwise.",
    sources: &[CREATE_INSTANCE],
    waivable: false,
};

pub(super) static PRODUCTION: Rule = Rule {
    code: "RDS-011",
    slug: "rds-production-safeguards",
    severity: Severity::Warning,
    summary: "a production database without one of its safeguards",
    fix: "remove the key: the default protects production",
    explain: "In production a database has a standby in another zone, refuses to be deleted, leaves a last snapshot behind, and can be restored to any point in time. Each of these is on by default; switched off, the loss of a zone, a mistaken destroy or a mistaken statement is the loss of the service or of its data. Waive the rule where that is accepted, or say `tier: staging` or `tier: development` where the environment is no production.",
    sources: &[
        Reference {
            title: "Amazon RDS: best practices",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.html",
        },
        Reference {
            title: "Amazon RDS: Multi-AZ DB instance deployments",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
        },
    ],
    waivable: true,
};

pub(super) fn standby_zone(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let Some(zone) = &database.zone else { return };
    if !database.multi_az.value {
        return;
    }
    let why = if database.multi_az.given {
        "a Multi-AZ instance changes its zone on every failover"
    } else {
        "production is Multi-AZ by default, and such an instance changes its zone on every failover"
    };
    findings.push(
        Diagnostic::new(&STANDBY_ZONE)
            .at(zone.span, format!("the instance cannot be held in {zone}"))
            .also(&database.multi_az, "a standby runs in another zone")
            .because(why)
            .help("remove `zone`, or write `multi-az: false`"),
    );
}

pub(super) fn production(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if !subject.environment.is_production() {
        return;
    }
    let database = subject.database;
    let switches = [
        (
            &database.multi_az,
            "the loss of one zone stops the database",
        ),
        (
            &database.deletion_protection,
            "any destroy deletes the database",
        ),
        (
            &database.final_snapshot,
            "a deleted database leaves nothing behind",
        ),
    ];
    for (switch, consequence) in switches {
        if !switch.value {
            findings.push(unprotected(subject, switch, consequence));
        }
    }
    let retention = &database.backup_retention_days;
    if retention.value == 0 {
        findings.push(unprotected(
            subject,
            retention,
            "no backups: nothing can be restored",
        ));
    }
}

fn unprotected<T>(subject: &Subject<'_>, value: &Spanned<T>, consequence: &str) -> Diagnostic {
    Diagnostic::new(&PRODUCTION)
        .at_value(value, consequence)
        .at(subject.environment.tier.span, "in this tier")
}
