//! The engine version and its certificate authority.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::rds_limits;
use mcgen_model::catalog::rds_versions::{self, MajorVersion, VersionStatus};
use mcgen_model::{AwsDatabase, Engine, nearest};
use mcgen_spec::refused::rds::SUPPORT_ENDED;

use super::{Also, CREATE_INSTANCE, Subject};

pub(super) static VERSION: Rule = Rule {
    code: "RDS-013",
    slug: "rds-version",
    severity: Severity::Error,
    summary: "RDS creates no instance of this version",
    fix: "write a version that RDS offers, or only the major version",
    explain: "RDS offers a moving list of minor versions: each is deprecated some months after its successor, and a deprecated one is refused for new instances, for restores and for read replicas. A bare major version (`17`, `8.4`) gets the newest minor and stays true when the list moves. PostgreSQL counts majors by one number, MySQL by two: there is no MySQL `8`. After the end of a major's standard support it is created only with Extended Support, which mcgen leaves off unless `extended-support` says otherwise. mcgen compares with the version table of its release; a version that is newer than the table is refused until the table knows it.",
    sources: &[
        Reference {
            title: "Amazon RDS for PostgreSQL: release notes",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-versions.html",
        },
        Reference {
            title: "Amazon RDS: MySQL versions",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
        },
    ],
    waivable: false,
};

pub(super) static AUTHORITY: Rule = Rule {
    code: "RDS-026",
    slug: "rds-certificate-authority",
    severity: Severity::Error,
    summary: "no such certificate authority signs server certificates",
    fix: "remove `ca`: the default is `rds-ca-rsa2048-g1`",
    explain: "The authority signs the certificate with which the server proves who it is. `rds-ca-2019` expired on 22 August 2024: a client that verifies certificates rejects a server that still shows one. The authorities in use are `rds-ca-rsa2048-g1`, `rds-ca-rsa4096-g1` and `rds-ca-ecc384-g1`; clients trust all three with the same bundle.",
    sources: &[
        Reference {
            title: "Amazon RDS: using SSL/TLS to encrypt a connection",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
        },
        Reference {
            title: "Amazon RDS: rotating your SSL/TLS certificate",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL-certificate-rotation.html",
        },
        CREATE_INSTANCE,
    ],
    waivable: false,
};

pub(super) fn version(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let version = &database.version;
    let Some(major) = rds_versions::major_version(engine, version) else {
        let known: Vec<&str> = rds_versions::majors(engine)
            .map(MajorVersion::number)
            .collect();
        findings.push(
            Diagnostic::new(&VERSION)
                .at_value(version, format!("RDS has no {engine} {version}"))
                .also(&database.engine, "of this engine")
                .because(format!(
                    "the major versions of {engine} are {}",
                    known.join(", ")
                ))
                .help(format!("write `version: \"{}\"`", likely_major(database))),
        );
        return;
    };
    if major.standard_support_ends() < subject.today && !database.extended_support.value {
        findings.push(without_extended_support(subject, major));
        return;
    }
    let reason = match major.status(version) {
        VersionStatus::Available | VersionStatus::Retiring => return,
        VersionStatus::Deprecated => {
            format!("{version} is deprecated: it runs on old instances and is refused for new ones")
        }
        VersionStatus::Unknown => format!(
            "the version table of {} has no {engine} {version}",
            rds_versions::table_date()
        ),
    };
    let finding = Diagnostic::new(&VERSION)
        .at_value(version, "cannot be created")
        .because(reason);
    findings.push(match major.newest_minor() {
        Some(newest) => finding.help(format!(
            "write `version: \"{newest}\"`, or `\"{}\"` for the newest at any time",
            major.number()
        )),
        None => finding,
    });
}

fn without_extended_support(subject: &Subject<'_>, major: MajorVersion) -> Diagnostic {
    let database = subject.database;
    let (engine, number) = (database.engine.value, major.number());
    let finding = Diagnostic::new(&VERSION).at_value(
        &database.version,
        format!(
            "standard support ended on {}",
            major.standard_support_ends()
        ),
    );
    finding
        .also(&database.extended_support, "and Extended Support is off")
        .because(format!(
            "without Extended Support RDS creates no {engine} {number}, and upgrades an instance that runs it"
        ))
        .help(format!(
            "write `version: \"{}\"`, or accept the bill with `extended-support: true`",
            supported_major(engine, subject)
        ))
}

/// The major version that was probably meant: the newest that begins with the same number, or the
/// newest of all.
fn likely_major(database: &AwsDatabase) -> &'static str {
    let engine = database.engine.value;
    let first = database.version.major().to_string();
    let begins = |major: &MajorVersion| major.number().split('.').next() == Some(first.as_str());
    rds_versions::majors(engine)
        .rev()
        .find(begins)
        .or_else(|| rds_versions::majors(engine).next_back())
        .map_or("", MajorVersion::number)
}

pub(super) fn support(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let version = &database.version;
    let Some(major) = rds_versions::major_version(engine, version) else {
        return;
    };
    if major.standard_support_ends() < subject.today {
        // Without Extended Support the version cannot be created at all, which is another rule.
        if database.extended_support.value {
            findings.push(paid_support(subject, major));
        }
    } else if major.status(version) == VersionStatus::Retiring {
        findings.push(
            Diagnostic::new(&SUPPORT_ENDED)
                .at_value(version, "its end is announced")
                .because(format!(
                    "RDS is about to refuse {engine} {version} for new instances and replaces it on old ones"
                ))
                .help(match major.newest_minor() {
                    Some(newest) => format!("write `version: \"{newest}\"` or `\"{}\"`", major.number()),
                    None => SUPPORT_ENDED.fix.to_owned(),
                }),
        );
    }
}

fn paid_support(subject: &Subject<'_>, major: MajorVersion) -> Diagnostic {
    let database = subject.database;
    let (engine, number) = (database.engine.value, major.number());
    let finding = Diagnostic::new(&SUPPORT_ENDED).help(format!(
        "upgrade to `version: \"{}\"`",
        supported_major(engine, subject)
    ));
    let over = major
        .extended_support_ends()
        .filter(|last| *last < subject.today);
    if let Some(over) = over {
        return finding
            .at_value(
                &database.version,
                format!("Extended Support ended on {over}"),
            )
            .because(format!("RDS upgrades every instance of {engine} {number}"));
    }
    let ended = major.standard_support_ends();
    finding
        .at_value(
            &database.version,
            format!("standard support ended on {ended}"),
        )
        .also(
            &database.extended_support,
            "Extended Support is billed by the processor hour",
        )
}

/// The oldest major version with a year of standard support before it: the shortest way up.
fn supported_major(engine: Engine, subject: &Subject<'_>) -> &'static str {
    const LASTING_DAYS: i64 = 365;
    let today = subject.today.days_since_epoch();
    rds_versions::majors(engine)
        .find(|major| major.standard_support_ends().days_since_epoch() - today > LASTING_DAYS)
        .or_else(|| rds_versions::majors(engine).next_back())
        .map_or("", MajorVersion::number)
}

pub(super) fn authority(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let ca = &subject.database.ca;
    let current: Vec<&str> = rds_limits::certificate_authorities().collect();
    if current.contains(&ca.as_str()) {
        return;
    }
    let finding = Diagnostic::new(&AUTHORITY);
    let finding = if let Some(day) = rds_limits::expired_authority(ca) {
        finding
            .at_value(ca, format!("expired on {day}"))
            .because("clients that verify the server's certificate reject it")
            .help(format!("write `ca: {}`, or remove it", current[0]))
    } else {
        let meant = nearest(ca, current.iter().copied()).unwrap_or(current[0]);
        finding
            .at_value(ca, "is none of them")
            .because(format!("the authorities are {}", current.join(", ")))
            .help(format!("write `ca: {meant}`, or remove it"))
    };
    findings.push(finding);
}
