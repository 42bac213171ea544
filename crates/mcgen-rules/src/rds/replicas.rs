//! Read replicas.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::rds_limits;
use mcgen_spec::refused::rds::REPLICA_INHERITS;

use super::{Also, Subject};

pub(super) static COUNT: Rule = Rule {
    code: "RDS-029",
    slug: "rds-replica-count",
    severity: Severity::Warning,
    summary: "more read replicas than one source has",
    fix: "make fewer replicas",
    explain: "A source has at most 15 read replicas, about five of them in other regions. Each reads all changes of the source, so many of them also cost the source network and senders. The limit is a quota; more replicas need a replica of a replica, which mcgen does not make.",
    sources: &[
        Reference {
            title: "Amazon RDS: working with DB instance read replicas",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html",
        },
        Reference {
            title: "Amazon RDS: quotas and constraints",
            url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html",
        },
    ],
    waivable: false,
};

pub(super) fn inherits(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let region = &subject.aws.region;
    for replica in &subject.database.replicas {
        if let Some(other) = &replica.region
            && other.value != region.code()
        {
            findings.push(
                Diagnostic::new(&REPLICA_INHERITS)
                    .at(other.span, "another region")
                    .also(region, "than the source's")
                    .because("replicas in other regions are not part of this strategy")
                    .help("remove `region`; a database there is an environment of its own"),
            );
        }
        if let Some(key) = &replica.kms_key {
            findings.push(
                Diagnostic::new(&REPLICA_INHERITS)
                    .at(key.span, "is not used")
                    .at(replica.name.span, "for a replica in the source's region")
                    .because("the replica is encrypted with the key of its source")
                    .help("remove `kms-key`")
                    .as_warning(),
            );
        }
    }
}

pub(super) fn count(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let replicas = &subject.database.replicas;
    let most = rds_limits::instance().replicas_max;
    if let Some(first_over) = replicas.get(most) {
        findings.push(
            Diagnostic::new(&COUNT)
                .at(
                    first_over.name.span,
                    format!("number {} of {}", most + 1, replicas.len()),
                )
                .because(format!("one source has at most {most} replicas"))
                .help(format!("remove {} of them", replicas.len() - most)),
        );
    }
}
