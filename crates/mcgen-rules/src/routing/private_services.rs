//! Private services access: the range that is peered to Google's network, and who reaches it.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::reserved_ranges;
use mcgen_model::cloud_sql::{clients, unauthorized_clients};
use mcgen_model::{Cidr, ConnectMode, Environment, GcpDatabase, GcpEnvironment, MemorystoreSize};

use crate::Context;

const PRIVATE_IP: Reference = Reference {
    title: "Cloud SQL: private IP",
    url: "https://cloud.google.com/sql/docs/postgres/private-ip",
};

/// The shortest range that one service can work in, in bits.
const ONE_SERVICE: u8 = 24;

pub(super) static DOCKER_BRIDGE: Rule = Rule {
    code: "NET-007",
    slug: "cloud-sql-behind-docker-bridge",
    severity: Severity::Error,
    summary: "range that Cloud SQL cannot answer",
    fix: "move the range out of 172.17.0.0/16",
    explain: "Cloud SQL keeps 172.17.0.0/16 for the Docker bridge of its own hosts. A client from that \
range gets no answer on a private address, because the host sends it to its own bridge; an instance \
inside the range is not reachable at all.\n\nmcgen compares the range with the private services range \
and with every client of the database, and carves no range there by itself.",
    sources: &[PRIVATE_IP],
    waivable: false,
};

pub(super) static UNAUTHORIZED_CLIENTS: Rule = Rule {
    code: "NET-011",
    slug: "clients-outside-private-ranges",
    severity: Severity::Warning,
    summary: "clients outside RFC 1918 need an authorized network",
    fix: "add the range to `authorized-networks`",
    explain: "On its private address Cloud SQL admits the ranges of RFC 1918 (10/8, 172.16/12, \
192.168/16) by itself. Everybody else, 100.64/10 and privately used public ranges included, must be an \
authorized network, or the connection times out.\n\nmcgen adds the range of each such client to the \
authorized networks of the instance and says so; written out in the file, the finding goes.",
    sources: &[
        Reference {
            title: "Cloud SQL: connect overview",
            url: "https://cloud.google.com/sql/docs/mysql/connect-overview",
        },
        Reference {
            title: "Cloud SQL: authorize networks",
            url: "https://cloud.google.com/sql/docs/postgres/authorize-networks",
        },
    ],
    waivable: true,
};

pub(super) static SMALL_PEERED_RANGE: Rule = Rule {
    code: "NET-012",
    slug: "small-private-services-range",
    severity: Severity::Error,
    summary: "private services range is too small",
    fix: "write a /20 or larger",
    explain: "Each service that is reached by private services access cuts blocks of its own from the \
peered range. Cloud SQL takes a /24 for each region, and two services never share a block, so one \
service needs a /24 and Cloud SQL with Memorystore for Redis a /23 at the least. The range cannot be \
exchanged once services run in it, so a /20 is a better size, and Google advises a /16.",
    sources: &[
        PRIVATE_IP,
        Reference {
            title: "VPC: configure private services access",
            url: "https://cloud.google.com/vpc/docs/configure-private-services-access",
        },
    ],
    waivable: false,
};

fn private_database(environment: &Environment) -> Option<(&GcpEnvironment, &GcpDatabase)> {
    let gcp = environment.gcp.as_ref()?;
    let database = gcp.database.as_ref()?;
    database.private_ip.value.then_some((gcp, database))
}

/// Whether the cache takes addresses from the peered range.
fn cache_is_peered(gcp: &GcpEnvironment) -> bool {
    gcp.cache.as_ref().is_some_and(|cache| {
        matches!(cache.size, MemorystoreSize::Redis { .. })
            && cache.connect_mode.value == ConnectMode::PrivateServiceAccess
    })
}

pub(super) fn docker_bridge(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, database)) = private_database(environment) else {
        return;
    };
    let Some(bridge) = reserved_ranges::docker_bridge() else {
        return;
    };
    let mut judge = |range: &Spanned<Cidr>, label: String| {
        if range.overlaps(bridge.cidr) {
            findings.push(
                Diagnostic::new(&DOCKER_BRIDGE)
                    .at_value(range, label)
                    .because(format!(
                        "{} overlaps {} ({})",
                        range.value, bridge.cidr, bridge.owner
                    ))
                    .help(format!(
                        "move it out of {}, for example into 10.0.0.0/8",
                        bridge.cidr
                    )),
            );
        }
    };
    judge(
        &gcp.network.private_services,
        "Cloud SQL would live here".to_owned(),
    );
    for client in clients(gcp, &database.clients) {
        judge(
            &client.range,
            format!("`{}` would get no answer", client.name),
        );
    }
}

pub(super) fn unauthorized(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, database)) = private_database(environment) else {
        return;
    };
    for client in unauthorized_clients(gcp, database) {
        let name = if client.name.contains('/') {
            "clients"
        } else {
            &client.name
        };
        findings.push(
            Diagnostic::new(&UNAUTHORIZED_CLIENTS)
                .at_value(&client.range, "outside RFC 1918")
                .because(format!(
                    "`{}` connects to the private address from {}; mcgen authorizes the range",
                    client.name, client.range.value
                ))
                .help(format!(
                    "write `authorized-networks: [{{ name: {name}, cidr: {} }}]`",
                    client.range.value
                )),
        );
    }
}

pub(super) fn range_size(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else {
        return;
    };
    let services =
        u8::from(private_database(environment).is_some()) + u8::from(cache_is_peered(gcp));
    // A second block of the same size takes one bit.
    let longest = match services {
        0 => return,
        more => ONE_SERVICE + 1 - more,
    };
    let range = &gcp.network.private_services;
    if range.prefix() <= longest {
        return;
    }
    let larger = Cidr::containing(range.first(), 20);
    let finding = Diagnostic::new(&SMALL_PEERED_RANGE)
        .at_value(range, format!("{} addresses", range.size()))
        .because(match services {
            1 => format!("the service takes a whole block, so the range needs a /{longest} at the least"),
            _ => format!(
                "Cloud SQL and Memorystore take a block each, so the range needs a /{longest} at the least"
            ),
        });
    findings.push(match larger {
        Some(larger) => finding.help(format!("write a /20, such as `{larger}` if it is free")),
        None => finding,
    });
}
