//! Whether the replication instance reaches both databases and its secrets.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Engine, Environment, Replication, SqlTls};

use super::Subject;
use super::sources::{NETWORK, SECRETS, SSL};
use crate::Context;

const PRIVATE_ADDRESS: Reference = Reference {
    title: "Cloud SQL: private IP",
    url: "https://docs.cloud.google.com/sql/docs/postgres/private-ip",
};

pub(super) static ONE_ZONE: Rule = Rule {
    code: "DMS-015",
    slug: "dms-subnets",
    severity: Severity::Error,
    summary: "a replication instance needs private subnets in two zones",
    fix: "name two zones in `aws.network.zones`",
    explain: "A subnet group of DMS must have subnets in two zones at least, also for an instance in one \
zone: it may be made anew in the other one. mcgen takes the private subnets, which have a way to Secrets \
Manager and to the link.",
    sources: &[NETWORK],
    waivable: false,
};

pub(super) static NO_WAY: Rule = Rule {
    code: "DMS-029",
    slug: "dms-no-way-to-cloud-sql",
    severity: Severity::Error,
    summary: "DMS has no way to the Cloud SQL database",
    fix: "describe a link, and give Cloud SQL its private address",
    explain: "The replication instance stands in private subnets of AWS and reaches Cloud SQL at its \
private address, so every piece of the way must be there: a link whose tunnels are up, the private \
services range advertised to AWS, the routes of the peering exported, the ranges of AWS authorized where \
they are not private ones (RFC 1918), and the security group of the instance open towards the range. \
mcgen makes all of it from `link` and the two databases. What is left to the file: the link itself, the \
private address, the authorization of unusual ranges, and an instance that asks no client for a \
certificate, since the endpoints of DMS present none.\n\nThe public address of Cloud SQL is no substitute: \
every change would cross the internet, and the instance would have to be open to it.",
    sources: &[NETWORK, PRIVATE_ADDRESS, SSL],
    waivable: false,
};

pub(super) static NO_PAIR: Rule = Rule {
    code: "DMS-032",
    slug: "dms-pair-of-databases",
    severity: Severity::Error,
    summary: "DMS needs a database of one engine on each side",
    fix: "describe a database on both clouds, of one engine",
    explain: "The standby takes over for the primary, so it must answer the same statements: PostgreSQL \
for PostgreSQL, MySQL for MySQL. DMS would convert between two engines, and the application would find \
another database after the failover.",
    sources: &[Reference {
        title: "AWS DMS: sources",
        url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Introduction.Sources.html",
    }],
    waivable: false,
};

pub(super) static NO_SECRETS: Rule = Rule {
    code: "DMS-033",
    slug: "dms-no-way-to-secrets",
    severity: Severity::Error,
    summary: "DMS has no way to Secrets Manager",
    fix: "write `endpoints: [secretsmanager]` under `aws.network`",
    explain: "The replication instance itself reads the credentials of both databases, from Secrets \
Manager. Without NAT and without an endpoint of the service in the VPC it waits until the connection times \
out, and the test of the endpoint says that the database cannot be reached.",
    sources: &[SECRETS],
    waivable: false,
};

pub(super) fn pair(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(strategy) = environment.strategy.value.primary_replica() else {
        return;
    };
    let Replication::Dms(dms) = &strategy.replication else {
        return;
    };
    let aws = environment.aws.as_ref().and_then(|it| it.database.as_ref());
    let gcp = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    match (aws, gcp) {
        (Some(aws), Some(gcp)) => {
            if aws.engine.value != gcp.engine.value {
                findings.push(
                    Diagnostic::new(&NO_PAIR)
                        .at_value(&aws.engine, "one engine")
                        .at_value(&gcp.engine, "another one")
                        .help("write one engine for both"),
                );
            }
        }
        (aws, gcp) => {
            let missing: Vec<&str> = [("aws", aws.is_none()), ("gcp", gcp.is_none())]
                .into_iter()
                .filter_map(|(cloud, missing)| missing.then_some(cloud))
                .collect();
            findings.push(
                Diagnostic::new(&NO_PAIR)
                    .at(dms.span, "carries changes between two databases")
                    .because(format!("there is none under `{}`", missing.join("` and `")))
                    .help(format!(
                        "add `{}.database`",
                        missing.join(".database` and `")
                    )),
            );
        }
    }
}

pub(super) fn zones(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let zones: BTreeSet<&str> = subject.route.subnets().map(|(zone, _)| zone).collect();
    let text = match zones.len() {
        0 => "no private subnets",
        1 => "private subnets in one zone",
        _ => return,
    };
    findings.push(
        Diagnostic::new(&ONE_ZONE)
            .at(subject.route.aws.network.span, text)
            .help("write two `zones`, and a private subnet in each"),
    );
}

pub(super) fn way(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let route = &subject.route;
    let dms = subject.dms();
    let finding = || Diagnostic::new(&NO_WAY);
    if subject.environment.link.is_none() {
        findings.push(
            finding()
                .at(dms.span, "reaches Cloud SQL over the link")
                .because("the environment has no `link`")
                .help("describe one: `link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }`"),
        );
    }
    let Some(database) = &route.gcp.database else {
        return;
    };
    if !database.private_ip.value {
        findings.push(
            finding()
                .at_value(&database.private_ip, "no private address to reach")
                .help("write `private-ip: true`, which is the default"),
        );
    }
    // With PostgreSQL both shut out every consumer of logical decoding, which is a finding of SQL-013.
    if route.engine == Engine::Mysql {
        if database.connector_enforcement.value {
            findings.push(
                finding()
                    .at_value(
                        &database.connector_enforcement,
                        "lets only the connectors in",
                    )
                    .help("write `connector-enforcement: false`, which is the default"),
            );
        }
        if database.tls.value == SqlTls::ClientCertificate {
            findings.push(
                finding()
                    .at_value(
                        &database.tls,
                        "asks DMS for a certificate, which presents none",
                    )
                    .help("write `tls: encrypted-only`, which is the default"),
            );
        }
    }
    for (_, subnet) in route.subnets() {
        let mut authorized = database.authorized_networks.iter().map(|it| it.cidr.value);
        let mut clients = database
            .clients
            .iter()
            .filter_map(|client| mcgen_model::Scalar::parse(client).ok());
        let known = authorized.any(|range: mcgen_model::Cidr| range.contains(subnet.value))
            || clients.any(|range: mcgen_model::Cidr| range.contains(subnet.value));
        if !subnet.is_rfc1918() && !known {
            findings.push(
                finding()
                    .at_value(subnet, "not authorized by Cloud SQL")
                    .because("a private address answers ranges outside RFC 1918 only when they are authorized")
                    .help("write `aws.private` among `gcp.database.clients`"),
            );
        }
    }
}

pub(super) fn secrets(subject: &Subject<'_>, findings: &mut Diagnostics) {
    if subject.route.secrets_manager().is_empty() {
        let network = &subject.route.aws.network;
        findings.push(
            Diagnostic::new(&NO_SECRETS)
                .at_value(&network.nat, "no way out")
                .because("`endpoints` has no `secretsmanager`, and there is no NAT gateway")
                .help("write `endpoints: [s3, secretsmanager]`, or `nat: single`"),
        );
    }
}
