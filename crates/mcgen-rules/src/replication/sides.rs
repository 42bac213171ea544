//! The two sides: databases, engines, versions, and the way between them.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Span, Spanned};
use mcgen_model::{Cloud, Engine, EngineVersion, Environment};

use super::{LOGICAL_REPLICATION, Subject};

pub(crate) static OTHER_ENGINE: Rule = Rule {
    code: "REP-025",
    slug: "mechanism-of-another-engine",
    severity: Severity::Error,
    summary: "the mechanism does not replicate this engine",
    fix: "choose a mechanism for this engine, or PostgreSQL on both sides",
    explain: "Logical replication is a part of PostgreSQL: publications and subscriptions exist there only, and on both \
sides. `replication: dms` reads and writes MySQL too, from a primary to its standby.",
    sources: &[LOGICAL_REPLICATION],
    waivable: false,
};

pub(crate) static NO_DATABASE: Rule = Rule {
    code: "REP-026",
    slug: "no-database-to-replicate",
    severity: Severity::Error,
    summary: "a replication is between two databases",
    fix: "describe a `database` under `aws` and one under `gcp`",
    explain: "The strategy says which cloud takes the writes, and which one follows or takes them too. Each of them needs a \
database with room for the whole data: a standby is the primary one day, and of two that both write each has every row.",
    sources: &[LOGICAL_REPLICATION],
    waivable: false,
};

pub(crate) static NO_WAY: Rule = Rule {
    code: "REP-027",
    slug: "no-way-between-the-databases",
    severity: Severity::Error,
    summary: "nothing leads from one database to the other",
    fix: "describe a `link`, and keep the private address of Cloud SQL",
    explain: "Databases of mcgen have private addresses. Rows go from one cloud to the other over the link, which also carries \
the routes to the range that Cloud SQL has its address in.",
    sources: &[
        LOGICAL_REPLICATION,
        Reference {
            title: "Cloud SQL: about private IP",
            url: "https://cloud.google.com/sql/docs/postgres/private-ip",
        },
    ],
    waivable: false,
};

pub(super) static OLDER_STANDBY: Rule = Rule {
    code: "REP-028",
    slug: "older-standby",
    severity: Severity::Warning,
    summary: "the standby runs an older major version than the primary",
    fix: "upgrade the standby first, then switch over, then upgrade the other side",
    explain: "Logical replication works between major versions, which makes it the way to an upgrade: the standby moves first. \
The other way round is doubtful: a schema that was dumped by a newer version may not load into an older one, and \
what the application may use on the primary can be missing after a promotion.\n\nIt is a warning, because after \
the switchover of an upgrade, and after the loss of the older side, it is what there is.",
    sources: &[
        LOGICAL_REPLICATION,
        Reference {
            title: "PostgreSQL: upgrading by replication",
            url: "https://www.postgresql.org/docs/current/upgrading.html#UPGRADING-VIA-REPLICATION",
        },
    ],
    waivable: true,
};

/// What the rules ask of a database of either cloud.
pub(crate) struct Side<'a> {
    pub(crate) cloud: Cloud,
    pub(crate) engine: &'a Spanned<Engine>,
    pub(crate) version: &'a Spanned<EngineVersion>,
}

/// The database of `cloud`, where there is one.
pub(crate) fn side(environment: &Environment, cloud: Cloud) -> Option<Side<'_>> {
    let (engine, version) = match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            (&database.engine, &database.version)
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            (&database.engine, &database.version)
        }
    };
    Some(Side {
        cloud,
        engine,
        version,
    })
}

pub(super) fn engine(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(settings) = subject.logical() else {
        return;
    };
    let sides = Cloud::ALL
        .iter()
        .filter_map(|cloud| side(subject.environment, *cloud));
    for side in sides.filter(|side| side.engine.value != Engine::Postgres) {
        findings.push(
            Diagnostic::new(&OTHER_ENGINE)
                .at(settings.span, "replicates PostgreSQL")
                .at_value(side.engine, format!("{} on {}", side.engine, side.cloud))
                .help("write `replication: dms`"),
        );
    }
}

/// The place of the block of `cloud`, where there is one.
fn block(environment: &Environment, cloud: Cloud) -> Option<Span> {
    match cloud {
        Cloud::Aws => environment.aws.as_ref().map(|it| it.span),
        Cloud::Gcp => environment.gcp.as_ref().map(|it| it.span),
    }
}

pub(super) fn databases(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let primary = &subject.strategy.primary;
    for cloud in Cloud::ALL.iter().copied() {
        let role = if primary.value == cloud {
            "the primary"
        } else {
            "the standby"
        };
        findings.extend(missing(subject.environment, cloud, primary.span, role));
    }
}

/// What is said when `cloud`, which `chosen` makes the `role`, has no database.
pub(crate) fn missing(
    environment: &Environment,
    cloud: Cloud,
    chosen: Span,
    role: &str,
) -> Option<Diagnostic> {
    if side(environment, cloud).is_some() {
        return None;
    }
    let finding = Diagnostic::new(&NO_DATABASE);
    Some(match block(environment, cloud) {
        Some(span) => finding
            .at(chosen, format!("makes {cloud} {role}"))
            .at(span, "has no database")
            .help(format!("describe a `database` under `{cloud}`")),
        None => finding
            .at(chosen, format!("{role} would be on {cloud}"))
            .help(format!("add a `{cloud}` block with a `database`")),
    })
}

pub(super) fn way(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let mechanism = subject.strategy.replication.span();
    findings.extend(no_way(subject.environment, mechanism));
}

/// What is said when nothing leads from one database to the other, for what was chosen at `mechanism`.
pub(crate) fn no_way(environment: &Environment, mechanism: Span) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let both = Cloud::ALL
        .iter()
        .all(|cloud| side(environment, *cloud).is_some());
    if both && environment.link.is_none() {
        findings.push(
            Diagnostic::new(&NO_WAY)
                .at(mechanism, "crosses from one cloud to the other")
                .help(
                    "add `link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }`",
                ),
        );
    }
    let cloud_sql = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    if let Some(database) = cloud_sql.filter(|it| !it.private_ip.value) {
        findings.push(
            Diagnostic::new(&NO_WAY)
                .at_value(&database.private_ip, "no address that the link leads to")
                .at(mechanism, "crosses the link")
                .help("remove `private-ip`, which is true by default"),
        );
    }
    findings
}

pub(super) fn versions(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.logical().is_none() {
        return;
    }
    let primary = subject.strategy.primary.value;
    let (Some(primary), Some(standby)) = (
        side(subject.environment, primary),
        side(subject.environment, primary.other()),
    ) else {
        return;
    };
    let comparable = standby.engine.value == primary.engine.value;
    if comparable && standby.version.major() < primary.version.major() {
        findings.push(
            Diagnostic::new(&OLDER_STANDBY)
                .at_value(standby.version, "of the standby")
                .at_value(primary.version, "of the primary")
                .help(format!(
                    "write `version: \"{}\"` for the database on {}",
                    primary.version.major(),
                    standby.cloud
                )),
        );
    }
}
