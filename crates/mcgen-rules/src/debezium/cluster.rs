//! The cluster, the workers and the archive.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::msk;
use mcgen_model::{Kafka, Msk};

use super::{CONNECT, MSK, SINK, SOURCE, Subject};
use crate::Context;

const BROKERS: Reference = Reference {
    title: "Amazon MSK: broker types",
    url: "https://docs.aws.amazon.com/msk/latest/developerguide/broker-instance-types.html",
};
const METADATA: Reference = Reference {
    title: "Amazon MSK: metadata management",
    url: "https://docs.aws.amazon.com/msk/latest/developerguide/metadata-management.html",
};
const SECRETS: Reference = Reference {
    title: "Amazon MSK: configuration providers",
    url: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-config-provider.html",
};

pub(super) static VERSION: Rule = Rule {
    code: "KFK-005",
    slug: "kafka-version",
    severity: Severity::Error,
    summary: "this Kafka is none that Amazon MSK offers",
    fix: "write a version that is offered, with metadata that it can have",
    explain: "MSK makes clusters of a list of versions. After the end of support it upgrades them by itself, at any time. The \
brokers keep their metadata themselves (KRaft) since 3.7, and ZooKeeper ends with 3.9; a cluster cannot move from one to \
the other.",
    sources: &[MSK, METADATA],
    waivable: true,
};

pub(super) static BROKER: Rule = Rule {
    code: "KFK-006",
    slug: "kafka-broker-type",
    severity: Severity::Error,
    summary: "this type of broker is none of Amazon MSK",
    fix: "write a type that is offered, such as `kafka.m7g.large`",
    explain: "The type follows the names of EC2 and not its list: MSK offers a few families of them.",
    sources: &[BROKERS],
    waivable: true,
};

pub(super) static ZONES: Rule = Rule {
    code: "KFK-007",
    slug: "kafka-zones",
    severity: Severity::Error,
    summary: "a cluster of Kafka stands in the private subnets of two or three zones",
    fix: "name three zones in `aws.network.zones`",
    explain: "MSK puts one broker into each zone. Every change is written by two of them at least before a source forgets \
it, so of two brokers none may be away: with each patch of a broker the changes wait in the slots for some minutes. With \
three nothing waits. MSK takes no four zones.",
    sources: &[Reference {
        title: "Amazon MSK: best practices",
        url: "https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html",
    }],
    waivable: false,
};

pub(super) static DISK: Rule = Rule {
    code: "KFK-008",
    slug: "kafka-disk",
    severity: Severity::Error,
    summary: "the disk of a broker cannot be so large, or cannot grow",
    fix: "write `storage-gib` from 1 to 16384, and a larger `max-storage-gib`",
    explain: "A topic keeps the last change of every row, so a broker holds about as much as the tables, with their JSON. \
A full disk stops the broker. The disk grows by itself up to `max-storage-gib`, and never shrinks.",
    sources: &[Reference {
        title: "Amazon MSK: quota",
        url: "https://docs.aws.amazon.com/msk/latest/developerguide/limits.html",
    }],
    waivable: false,
};

pub(super) static SIZE: Rule = Rule {
    code: "KFK-009",
    slug: "connector-size",
    severity: Severity::Error,
    summary: "a connector cannot have this size",
    fix: "write `mcu` as 1, 2, 4 or 8, and `partitions` from 1 to 100",
    explain: "A worker of MSK Connect has 1, 2, 4 or 8 units. A sink has a task for each partition, each with connections of \
its own to the database.",
    sources: &[CONNECT],
    waivable: false,
};

pub(super) static RELEASE: Rule = Rule {
    code: "KFK-010",
    slug: "debezium-release",
    severity: Severity::Error,
    summary: "the connectors are set up for Debezium 3",
    fix: "put the connectors of Debezium 3 into the archive",
    explain: "The settings that are rendered are those of Debezium 3. Version 1 has other names, and version 2 no `${source.…}` \
in the name of a table of the sink. Debezium 3 runs on Java 17, which MSK Connect has with Kafka Connect 3.7.",
    sources: &[SOURCE, SINK, CONNECT],
    waivable: false,
};

pub(super) static NO_SECRETS: Rule = Rule {
    code: "KFK-011",
    slug: "connectors-without-secrets",
    severity: Severity::Error,
    summary: "the connectors have no way to Secrets Manager",
    fix: "write `endpoints: [secretsmanager]` under `aws.network`",
    explain: "The workers read the addresses and passwords of both databases from Secrets Manager when they start. Without NAT \
and without an endpoint of the service in the VPC the connector fails after some minutes.",
    sources: &[SECRETS],
    waivable: false,
};

pub(super) static EXISTING: Rule = Rule {
    code: "KFK-012",
    slug: "existing-kafka",
    severity: Severity::Error,
    summary: "the connectors cannot reach the Kafka that exists",
    fix: "write `bootstrap-servers` and the `ranges` of the brokers",
    explain: "The workers may leave their security group only for what is named: the ranges of the brokers, at the ports of the \
bootstrap servers. A cluster of Amazon MSK knows its clients by IAM at port 9098, and names itself by its ARN; a broker that \
knows its clients by nothing answers with TLS at 9094. Brokers that ask for a password or a certificate are out of reach: MSK \
Connect has only IAM and nothing.",
    sources: &[CONNECT],
    waivable: false,
};

fn cluster<'a>(subject: &Subject<'a>) -> Option<&'a Msk> {
    match &subject.route.settings.kafka {
        Kafka::Msk(msk) => Some(msk),
        Kafka::Existing(_) => None,
    }
}

pub(super) fn version(subject: &Subject<'_>, context: &Context, findings: &mut Diagnostics) {
    let Some(cluster) = cluster(subject) else {
        return;
    };
    let Some(known) = msk::version(&cluster.version) else {
        let offered: Vec<&str> = msk::versions().collect();
        findings.push(
            Diagnostic::new(&VERSION)
                .at_value(&cluster.version, "is not in the list of MSK")
                .help(format!("write one of `{}`", offered.join("`, `"))),
        );
        return;
    };
    if !known.offers(cluster.metadata.value) {
        findings.push(
            Diagnostic::new(&VERSION)
                .at_value(&cluster.version, "cannot keep its metadata so")
                .at_value(&cluster.metadata, "chosen here")
                .help("remove `metadata`, which is `kraft` then, and write `version: 3.9.x`"),
        );
    }
    if let Some(end) = known.end.filter(|end| *end < context.today) {
        findings.push(
            Diagnostic::new(&VERSION)
                .at_value(&cluster.version, format!("its support ended on {end}"))
                .help("write `version: 3.9.x`, which is the default"),
        );
    }
}

pub(super) fn broker(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let Some(cluster) = cluster(subject) else {
        return;
    };
    if !msk::has_broker(&cluster.broker) {
        let all: Vec<String> = msk::brokers().collect();
        let near =
            mcgen_model::nearest(&cluster.broker.to_string(), all.iter().map(String::as_str));
        findings.push(
            Diagnostic::new(&BROKER)
                .at_value(&cluster.broker, "is not in the list of MSK")
                .help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write `broker: kafka.m7g.large`".to_owned(),
                }),
        );
    }
}

pub(super) fn zones(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    if cluster(subject).is_none() {
        return;
    }
    let zones: BTreeSet<&str> = subject.route.subnets().map(|(zone, _)| zone).collect();
    if !(2..=3).contains(&zones.len()) {
        findings.push(
            Diagnostic::new(&ZONES)
                .at(
                    subject.route.aws.network.span,
                    format!("private subnets in {} zones", zones.len()),
                )
                .at(subject.route.settings.span, "needs two or three")
                .help("write three `zones`, and a private subnet in each"),
        );
    }
}

pub(super) fn disk(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let Some(cluster) = cluster(subject) else {
        return;
    };
    let bounds = msk::storage_gib();
    for size in [&cluster.storage_gib, &cluster.max_storage_gib] {
        if !bounds.contains(size.value) {
            findings.push(
                Diagnostic::new(&DISK)
                    .at_value(size, format!("{size} GiB"))
                    .because(format!("a broker has {bounds} GiB"))
                    .help(format!("write a number from {bounds}")),
            );
        }
    }
    if cluster.max_storage_gib.value <= cluster.storage_gib.value {
        findings.push(
            Diagnostic::new(&DISK)
                .at_value(&cluster.max_storage_gib, "cannot grow")
                .at_value(&cluster.storage_gib, "begins here")
                .help(format!(
                    "write `max-storage-gib: {}` or more",
                    cluster.storage_gib.value.saturating_mul(4)
                )),
        );
    }
}

pub(super) fn size(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let settings = subject.route.settings;
    if !msk::worker_sizes().contains(&settings.mcu.value) {
        findings.push(
            Diagnostic::new(&SIZE)
                .at_value(&settings.mcu, format!("{} units", settings.mcu))
                .help("write 1, 2, 4 or 8"),
        );
    }
    let bounds = msk::partitions();
    if !bounds.contains(settings.partitions.value) {
        findings.push(
            Diagnostic::new(&SIZE)
                .at_value(
                    &settings.partitions,
                    format!("{} partitions", settings.partitions),
                )
                .help(format!("write a number from {bounds}")),
        );
    }
}

pub(super) fn release(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let version = &subject.route.settings.plugin.version;
    if version.major() != 3 {
        findings.push(
            Diagnostic::new(&RELEASE)
                .at_value(version, "has other settings")
                .help("write the version of an archive with Debezium 3, such as `3.6.3.Final`"),
        );
    }
}

pub(super) fn secrets(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    if subject.route.secrets_manager().is_empty() {
        findings.push(
            Diagnostic::new(&NO_SECRETS)
                .at_value(&subject.route.aws.network.nat, "no way out")
                .at(
                    subject.route.settings.span,
                    "reads the passwords when it starts",
                )
                .because("`endpoints` has no `secretsmanager`, and there is no NAT gateway")
                .help("write `endpoints: [s3, secretsmanager]`, or `nat: single`"),
        );
    }
}

pub(super) fn existing(subject: &Subject<'_>, _: &Context, findings: &mut Diagnostics) {
    let Kafka::Existing(existing) = &subject.route.settings.kafka else {
        return;
    };
    for (empty, key) in [
        (existing.bootstrap_servers.is_empty(), "bootstrap-servers"),
        (existing.ranges.is_empty(), "ranges"),
    ] {
        if empty {
            findings.push(
                Diagnostic::new(&EXISTING)
                    .at(existing.span, format!("`{key}` is empty"))
                    .help(format!("name one in `{key}` at least")),
            );
        }
    }
    let Some(arn) = &existing.arn else {
        return;
    };
    let parts: Vec<&str> = arn.split(':').collect();
    let is_cluster = matches!(parts.as_slice(), ["arn", _, "kafka", _, _, it] if it.starts_with("cluster/") && it.matches('/').count() == 2);
    if !is_cluster {
        findings.push(
            Diagnostic::new(&EXISTING)
                .at_value(arn, "is not the ARN of a cluster of Amazon MSK")
                .help("write it as `aws kafka list-clusters-v2` prints it"),
        );
    }
}
