//! Addresses, TLS and who gets through.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::{Cidr, Environment, HostCheck, Scalar, SqlTls};
use mcgen_spec::refused::cloud_sql::NO_ADDRESS;

use super::{and_at, database, sources};
use crate::Context;

pub(super) static PRIVATE_ADDRESS_REMOVED: Rule = Rule {
    code: "SQL-011",
    slug: "private-address-given-up",
    severity: Severity::Warning,
    summary: "private address cannot be taken away from a running instance",
    fix: "keep `private-ip: true`",
    explain: "An instance that has a private address keeps it for life: taking `private_network` away \
makes Terraform destroy the instance and make a new one. mcgen cannot see what already runs, so it \
warns whenever the private address is switched off; a new instance is not affected.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: configure private IP",
            url: "https://cloud.google.com/sql/docs/postgres/configure-private-ip",
        },
    ],
    waivable: true,
};

pub(super) static DIRECT_PEERS_SHUT_OUT: Rule = Rule {
    code: "SQL-013",
    slug: "direct-peers-shut-out",
    severity: Severity::Error,
    summary: "clients that connect directly are shut out",
    fix: "write `tls: encrypted-only` and `connector-enforcement: false`",
    explain: "With `connector_enforcement = REQUIRED` the instance rejects every direct connection: \
only the Auth Proxy and the connectors get in. A consumer of logical decoding, a native replication \
peer, or a migration service connects directly, and authorized networks only ever concern direct \
connections. A required client certificate stops the same peers when they cannot present one: the \
endpoints of AWS DMS, for one, take a CA certificate and nothing else, and a subscription of RDS has no \
file to present one from.\n\nmcgen refuses connector enforcement together with `logical-decoding`, \
`replication: logical` or `authorized-networks`, and client certificates together with `replication: \
logical`. For other peers the documentation could not be confirmed, so that half is a warning.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "AWS DMS: using SSL",
            url: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html",
        },
    ],
    waivable: false,
};

pub(super) static PART_OF_PEERED_RANGE: Rule = Rule {
    code: "SQL-026",
    slug: "part-of-the-peered-range",
    severity: Severity::Error,
    summary: "RDS admits only a part of the range that Cloud SQL speaks from",
    fix: "admit the whole private services range",
    explain: "A Cloud SQL instance that opens a connection (a subscription, a foreign table) speaks \
from an address of the private services range, not from the node or pod range, and that address \
changes with failover and maintenance. A security group of RDS that admits one address of the range \
works until then.\n\nmcgen finds entries of `aws.database.clients` that cover a part of \
`gcp.network.private-services` and not the whole.",
    sources: &[Reference {
        title: "Cloud SQL: replicating from an external server",
        url: "https://cloud.google.com/sql/docs/postgres/replication/external-server",
    }],
    waivable: false,
};

pub(super) static HOST_NAME_CHECK: Rule = Rule {
    code: "SQL-028",
    slug: "host-name-check-on-an-address",
    severity: Severity::Warning,
    summary: "host name check fails for clients that connect to the address",
    fix: "write `host-check: verify-ca`, or connect by the DNS name of the instance",
    explain: "`verify-full` compares the host that a client connects to with the names in the server \
certificate. The certificate of the default CA does not name the private address, so the check fails. \
With the shared CA the certificate names the DNS name of the instance, and `verify-full` works for \
clients that use that name.\n\nmcgen asks for the shared CA (`GOOGLE_MANAGED_CAS_CA`) when \
`host-check` is `verify-full`, and warns because an address in a connection string still fails.",
    sources: &[
        Reference {
            title: "Cloud SQL: authorize with SSL/TLS certificates",
            url: "https://cloud.google.com/sql/docs/postgres/authorize-ssl",
        },
        Reference {
            title: "Cloud SQL: configure SSL/TLS certificates",
            url: "https://cloud.google.com/sql/docs/postgres/configure-ssl-instance",
        },
    ],
    waivable: true,
};

pub(super) fn some_address(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    if !database.private_ip.value && !database.public_ip.value {
        let finding =
            Diagnostic::new(&NO_ADDRESS).at_value(&database.private_ip, "no private address");
        findings.push(
            and_at(finding, &database.public_ip, "no public address")
                .because(
                    "there is no public address either, and Cloud SQL refuses such an instance",
                )
                .help("write `private-ip: true`, which is the default"),
        );
    }
}

pub(super) fn private_address_stays(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    // With no address at all there is nothing to run, which is a finding of its own.
    if !database.private_ip.value && database.public_ip.value {
        findings.push(
            Diagnostic::new(&PRIVATE_ADDRESS_REMOVED)
                .at_value(
                    &database.private_ip,
                    "an instance that has one is destroyed and made again",
                )
                .because("Cloud SQL never takes a private address away"),
        );
    }
}

pub(super) fn direct_peers(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let consumers = database
        .logical_decoding
        .as_ref()
        .map(|it| it.consumers.span);
    let enforcement = &database.connector_enforcement;
    if enforcement.value {
        let finding = Diagnostic::new(&DIRECT_PEERS_SHUT_OUT)
            .at_value(enforcement, "rejects every direct connection");
        if let Some(span) = consumers {
            findings.push(
                finding
                    .at(span, "consumers of logical decoding connect directly")
                    .help("write `connector-enforcement: false`"),
            );
        } else if let Some(network) = database.authorized_networks.first() {
            findings.push(
                finding
                    .at_value(&network.cidr, "is authorized for direct connections")
                    .help("remove `authorized-networks`, or write `connector-enforcement: false`"),
            );
        }
    }
    if let Some(span) = consumers.filter(|_| database.tls.value == SqlTls::ClientCertificate) {
        let finding = Diagnostic::new(&DIRECT_PEERS_SHUT_OUT)
            .at_value(&database.tls, "asks every client for a certificate");
        let decoding = database.logical_decoding.as_ref();
        findings.push(if decoding.is_some_and(|it| it.standbys > 0) {
            finding
                .at(span, "the standby has none to present")
                .help("write `tls: encrypted-only`")
        } else {
            let finding = finding
                .at(span, "a consumer may have none to present")
                .help("write `tls: encrypted-only`, unless every consumer presents a certificate");
            finding.as_warning()
        });
    }
}

pub(super) fn whole_peered_range(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some((gcp, _)) = database(environment) else {
        return;
    };
    let Some(rds) = environment
        .aws
        .as_ref()
        .and_then(|aws| aws.database.as_ref())
    else {
        return;
    };
    let peered = &gcp.network.private_services;
    for client in &rds.clients {
        let Ok(range) = Cidr::parse(client) else {
            continue;
        };
        if peered.contains(range) && range != peered.value {
            findings.push(
                Diagnostic::new(&PART_OF_PEERED_RANGE)
                    .at_value(client, format!("{} of the range's addresses", range.size()))
                    .at_value(
                        peered,
                        format!("Cloud SQL speaks from any of {}", peered.size()),
                    )
                    .help(format!("write `{}`", peered.value)),
            );
        }
    }
}

pub(super) fn host_name_check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    if database.host_check.value == HostCheck::VerifyFull && database.private_ip.value {
        findings.push(
            Diagnostic::new(&HOST_NAME_CHECK)
                .at_value(
                    &database.host_check,
                    "fails for clients that connect to the address",
                )
                .because("the server certificate names a DNS name, not the private address"),
        );
    }
}
