//! Mechanisms with a machine of their own: what they do not make, what the machine needs, and what the
//! services let its role do.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{
    AwsEnvironment, BucardoConflict, Cloud, Deletes, Environment, Mechanism, NatMode, Replicator,
    SubnetTier,
};

use super::Subject;

/// The image of Debian needs 8 GiB, the packages and their logs the rest.
const DISK_MIN_GIB: u32 = 10;
/// The largest disk of a `gp3` volume and of a balanced disk that both clouds have everywhere.
const DISK_MAX_GIB: u32 = 16_384;

const BUCARDO: Reference = Reference {
    title: "Bucardo: overview",
    url: "https://bucardo.org/Bucardo/Overview",
};
const CONFLICT_HANDLING: Reference = Reference {
    title: "Bucardo: conflict handling",
    url: "https://bucardo.org/Bucardo/operations/conflict_handling",
};
const REPLICATION_ROLE: Reference = Reference {
    title: "PostgreSQL: session_replication_role",
    url: "https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE",
};
const GRANT: Reference = Reference {
    title: "PostgreSQL: GRANT ON PARAMETER",
    url: "https://www.postgresql.org/docs/current/sql-grant.html",
};
const CLOUD_SQL_USERS: Reference = Reference {
    title: "Cloud SQL: users and roles of PostgreSQL",
    url: "https://cloud.google.com/sql/docs/postgres/users",
};
const BUCARDO_TO_RDS: Reference = Reference {
    title: "AWS: migrating to RDS using Bucardo",
    url: "https://aws.amazon.com/blogs/database/migrating-legacy-postgresql-databases-to-amazon-rds-or-aurora-postgresql-using-bucardo",
};
const EC2_TYPES: Reference = Reference {
    title: "Amazon EC2: instance types",
    url: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html",
};
const COMPUTE_TYPES: Reference = Reference {
    title: "Compute Engine: machine families",
    url: "https://cloud.google.com/compute/docs/machine-resource",
};
const NAT: Reference = Reference {
    title: "Amazon VPC: NAT gateways",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
};

pub(super) static TOMBSTONES: Rule = Rule {
    code: "AA-020",
    slug: "tombstones-that-nobody-makes",
    severity: Severity::Error,
    summary: "this mechanism makes no tombstones",
    fix: "write `deletes: physical`, or `deletes: never`",
    explain: "With `logical-lww` the rendered SQL turns a DELETE into a mark on the row. Bucardo and SymmetricDS note a DELETE with its time and \
carry it out on the other side, and with `application` it is a message like any other. So a row needs no mark to stay deleted, and mcgen makes none. An application that \
expects the view of unmarked rows would not find it. Where the application marks its rows itself, a mark is a column like any other: \
write `deletes: never`.",
    sources: &[BUCARDO],
    waivable: false,
};

pub(super) static MACHINE: Rule = Rule {
    code: "AA-021",
    slug: "machine-of-the-other-cloud",
    severity: Severity::Error,
    summary: "the type of the machine is not one of its cloud",
    fix: "name a type of the cloud in which the machine stands, or change `cloud`",
    explain: "AWS writes the types of its machines with a dot (`t3.medium`), and Google Cloud with hyphens (`e2-medium`). A type of \
the other cloud is refused there when the stack is applied.",
    sources: &[EC2_TYPES, COMPUTE_TYPES],
    waivable: false,
};

pub(super) static DISK: Rule = Rule {
    code: "AA-022",
    slug: "disk-of-the-replicator",
    severity: Severity::Error,
    summary: "the disk of the machine is too small or too large",
    fix: "write `disk-gib: 20`, or remove it",
    explain: "The image of Debian, the packages and their logs need 10 GiB. The disk holds no rows: what has still to be carried \
stands in the two databases, so a large disk is money for nothing.",
    sources: &[BUCARDO],
    waivable: false,
};

pub(super) static NO_WAY_OUT: Rule = Rule {
    code: "AA-023",
    slug: "replicator-without-a-way-out",
    severity: Severity::Error,
    summary: "the machine cannot reach its packages and its password",
    fix: "write `nat: single` or `nat: per-zone` under `aws.network`, or put the machine into the other cloud",
    explain: "The machine has no public address. When it starts it installs its packages from the mirrors of Debian and reads the \
password of its role from the secret store; later it sends its metrics. From a private subnet without a NAT gateway none \
of these is reached, and the machine waits for ever.",
    sources: &[NAT],
    waivable: false,
};

pub(super) static CONFLICT_STOPS: Rule = Rule {
    code: "AA-024",
    slug: "conflict-that-stops-the-replication",
    severity: Severity::Warning,
    summary: "the first conflict stops the replication",
    fix: "write `conflict: latest`, or name the side that wins",
    explain: "With `abort` one row that both sides changed stops all tables in both directions, until a person has made the row \
equal on both sides. Both sides go on writing meanwhile, so the next conflicts are being made. It fits where the \
application sees to it that no two sides change one row, and a conflict is a fault that somebody must look at.",
    sources: &[CONFLICT_HANDLING],
    waivable: true,
};

pub(super) static SERVICE_RIGHTS: Rule = Rule {
    code: "AA-025",
    slug: "right-that-no-service-promises",
    severity: Severity::Warning,
    summary: "the mechanism needs a right that the pages of the services do not promise",
    fix: "run `02-role.sql` on a test instance of both services first, or use `logical-lww`",
    explain: "Bucardo sets `session_replication_role` to `replica` where it writes, so that the triggers of the other side do not \
fire again. PostgreSQL lets only superusers set it, and since version 15 those who were granted it. AWS describes Bucardo with RDS as a target, and \
does not name the right. No page of Cloud SQL says that its administrators may. `02-role.sql` tries the \
grant, then tries to set the parameter as the role, and stops with a clear message before anything else is made. Waive the \
rule once both services have passed it.",
    sources: &[REPLICATION_ROLE, GRANT, BUCARDO_TO_RDS, CLOUD_SQL_USERS],
    waivable: true,
};

pub(super) static OLD_VERSION: Rule = Rule {
    code: "AA-026",
    slug: "version-without-grants-of-parameters",
    severity: Severity::Error,
    summary: "this version cannot grant what the mechanism needs",
    fix: "upgrade the database to PostgreSQL 15 or later",
    explain: "Bucardo sets `session_replication_role`. Before PostgreSQL 15 only a superuser may, and no service gives one; since then \
`GRANT SET ON PARAMETER` gives the right to a role. The rendered commands were run on PostgreSQL 15.",
    sources: &[GRANT, REPLICATION_ROLE],
    waivable: false,
};

fn of<'a>(subject: &'a Subject<'_>) -> Option<&'a Replicator> {
    subject.strategy.mechanism.replicator()
}

pub(super) fn tombstones(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.guarantees.makes_tombstones {
        return;
    }
    let mechanism = &subject.strategy.mechanism;
    for table in &subject.strategy.tables {
        if table.deletes.value == Deletes::Tombstone {
            findings.push(
                Diagnostic::new(&TOMBSTONES)
                    .at_value(&table.deletes, "nothing turns a DELETE into a mark")
                    .at(mechanism.span(), "carries out a DELETE as it is")
                    .because(subject.guarantees.deletes.clone())
                    .help("write `deletes: physical`"),
            );
        }
    }
}

pub(super) fn machine(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(replicator) = of(subject) else {
        return;
    };
    let (machine, cloud) = (&replicator.machine, &replicator.cloud);
    if machine.cloud() != cloud.value {
        findings.push(
            Diagnostic::new(&MACHINE)
                .at_value(machine, format!("is a type of {}", machine.cloud()))
                .at_value(cloud, format!("the machine stands in {cloud}"))
                .help(format!(
                    "remove `machine`, or write `cloud: {}`",
                    machine.cloud()
                )),
        );
    }
}

pub(super) fn disk(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(replicator) = of(subject) else {
        return;
    };
    let disk = &replicator.disk_gib;
    if !(DISK_MIN_GIB..=DISK_MAX_GIB).contains(&disk.value) {
        findings.push(
            Diagnostic::new(&DISK)
                .at_value(disk, format!("{disk} GiB"))
                .because(format!(
                    "it has {DISK_MIN_GIB} to {DISK_MAX_GIB} GiB, and holds no rows"
                ))
                .help("remove `disk-gib`, which is 20 then"),
        );
    }
}

pub(super) fn way_out(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(replicator) = of(subject) else {
        return;
    };
    let Some(aws) = beside_aws(subject.environment, replicator) else {
        return;
    };
    let network = &aws.network;
    if network.tier(SubnetTier::Private).next().is_none() {
        findings.push(
            Diagnostic::new(&NO_WAY_OUT)
                .at(network.span, "there are no private subnets")
                .at_value(&replicator.cloud, "the machine stands in one")
                .help("give the network private subnets, or write `cloud: gcp` for the machine"),
        );
    } else if network.nat.value == NatMode::None {
        findings.push(
            Diagnostic::new(&NO_WAY_OUT)
                .at_value(&network.nat, "nothing leads out of the private subnets")
                .at_value(&replicator.cloud, "the machine stands in one")
                .help("write `nat: single`, or `cloud: gcp` for the machine"),
        );
    }
}

fn beside_aws<'a>(
    environment: &'a Environment,
    replicator: &Replicator,
) -> Option<&'a AwsEnvironment> {
    let aws = environment.aws.as_ref()?;
    (replicator.cloud.value == Cloud::Aws).then_some(aws)
}

pub(super) fn conflict(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Mechanism::Bucardo(settings) = &subject.strategy.mechanism else {
        return;
    };
    if settings.conflict.value == BucardoConflict::Abort {
        findings.push(
            Diagnostic::new(&CONFLICT_STOPS)
                .at_value(&settings.conflict, "stops every table in both directions")
                .help(
                    "write `conflict: latest`, or waive the rule where no two sides change one row",
                ),
        );
    }
}

pub(super) fn rights(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Mechanism::Bucardo(settings) = &subject.strategy.mechanism else {
        return;
    };
    findings.push(
        Diagnostic::new(&SERVICE_RIGHTS)
            .at(settings.span, "sets `session_replication_role`")
            .because("only a trial on both services shows whether they grant it")
            .help("run `02-role.sql` on a test instance of both, then waive the rule with the day of the trial"),
    );
}
