//! SEC-004: no database is open to the internet.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{Cidr, Environment, Scalar};
use mcgen_spec::refused::security::PUBLIC_DATABASE;

use super::ports::{data_ports, reached};
use crate::Context;

/// Whether the range reaches over the private blocks into the internet: 10.0.0.0/8 is the widest
/// private one.
pub(super) fn is_the_internet(range: Cidr) -> bool {
    range.prefix() < 8
}

pub(super) fn public(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    public_addresses(environment, findings);
    let clients = all_clients(environment);
    for client in clients {
        if let Ok(range) = Cidr::parse(client)
            && is_the_internet(range)
        {
            findings.push(open_to(client, range));
        }
    }
    let database = environment
        .gcp
        .iter()
        .filter_map(|gcp| gcp.database.as_ref());
    for network in database.flat_map(|it| &it.authorized_networks) {
        if is_the_internet(network.cidr.value) {
            findings.push(open_to(&network.cidr, network.cidr.value));
        }
    }
    open_firewall(environment, findings);
}

fn public_addresses(environment: &Environment, findings: &mut Diagnostics) {
    let aws = environment
        .aws
        .iter()
        .filter_map(|aws| aws.database.as_ref());
    for database in aws.filter(|it| it.publicly_accessible.value) {
        findings.push(
            Diagnostic::new(&PUBLIC_DATABASE)
                .at_value(
                    &database.publicly_accessible,
                    "gives the instance a public address",
                )
                .help("write `publicly-accessible: false`, which is the default"),
        );
    }
    let gcp = environment
        .gcp
        .iter()
        .filter_map(|gcp| gcp.database.as_ref());
    for database in gcp.filter(|it| it.public_ip.value) {
        findings.push(
            Diagnostic::new(&PUBLIC_DATABASE)
                .at_value(&database.public_ip, "gives the instance a public address")
                .help("write `public-ip: false`, which is the default"),
        );
    }
}

/// The clients of every database and cache.
fn all_clients(environment: &Environment) -> impl Iterator<Item = &Spanned<String>> {
    let aws = environment.aws.iter().flat_map(|aws| {
        let database = aws.database.iter().flat_map(|it| &it.clients);
        database.chain(aws.cache.iter().flat_map(|it| &it.clients))
    });
    let gcp = environment.gcp.iter().flat_map(|gcp| {
        let database = gcp.database.iter().flat_map(|it| &it.clients);
        database.chain(gcp.cache.iter().flat_map(|it| &it.clients))
    });
    aws.chain(gcp)
}

fn open_to<T>(value: &Spanned<T>, range: Cidr) -> Diagnostic {
    Diagnostic::new(&PUBLIC_DATABASE)
        .at_value(value, format!("{} addresses of the internet may connect", range.size()))
        .help("name the ranges of the clients, such as the tier, the subnet or the office that connects")
}

fn open_firewall(environment: &Environment, findings: &mut Diagnostics) {
    let ports = data_ports(environment);
    let rules = environment.gcp.iter().flat_map(|gcp| &gcp.network.firewall);
    for rule in rules {
        let Some(source) = rule.from.iter().find(|it| is_the_internet(it.value)) else {
            continue;
        };
        let through = rule
            .allow
            .iter()
            .find_map(|entry| Some((entry, reached(entry, &ports)?)));
        if let Some((entry, port)) = through {
            findings.push(
                Diagnostic::new(&PUBLIC_DATABASE)
                    .at_value(source, "the internet")
                    .at_value(entry, format!("lets it through to port {port}"))
                    .because("that is a port of a database or a cache")
                    .help("name the ranges of the clients under `from`, or the ports that must be public under `allow`"),
            );
        }
    }
}
