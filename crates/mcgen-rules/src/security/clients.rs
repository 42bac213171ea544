//! SEC-007: clients are those that connect.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{AwsEnvironment, Cidr, Environment, GcpEnvironment, Scalar, SubnetTier};
use mcgen_spec::refused::security::WIDE_CLIENTS;

use super::exposure::is_the_internet;
use super::ports::is_everything;
use crate::Context;

/// A range with more addresses than this is no subnet of clients.
const WIDEST_PREFIX: u8 = 16;

pub(super) fn narrow(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if let Some(aws) = &environment.aws {
        let clients = aws.database.iter().flat_map(|it| &it.clients);
        for client in clients.chain(aws.cache.iter().flat_map(|it| &it.clients)) {
            findings.extend(public_tier(client));
            if let Some(range) = private_range(client) {
                findings.extend(
                    whole_vpc(aws, client, range)
                        .or_else(|| more_than_a_network(environment, client, range))
                        .or_else(|| too_wide(client, range)),
                );
            }
        }
    }
    if let Some(gcp) = &environment.gcp {
        let clients = gcp.database.iter().flat_map(|it| &it.clients);
        for client in clients.chain(gcp.cache.iter().flat_map(|it| &it.clients)) {
            if let Some(range) = private_range(client) {
                findings.extend(wide_for_gcp(environment, client, range));
            }
        }
        let networks = gcp.database.iter().flat_map(|it| &it.authorized_networks);
        for network in networks.filter(|it| !is_the_internet(it.cidr.value)) {
            findings.extend(wide_for_gcp(environment, &network.cidr, network.cidr.value));
        }
        all_ports(gcp, findings);
    }
}

/// The range of a client that is written as one, unless it is the internet, which is SEC-004.
fn private_range(client: &Spanned<String>) -> Option<Cidr> {
    let range = Cidr::parse(client).ok()?;
    (!is_the_internet(range)).then_some(range)
}

fn public_tier(client: &Spanned<String>) -> Option<Diagnostic> {
    (client.value == SubnetTier::Public.as_str()).then(|| {
        Diagnostic::new(&WIDE_CLIENTS)
            .at_value(client, "the subnets of load balancers and NAT gateways")
            .because("hosts there can be reached from the internet, and no application runs there")
            .help("write `private`, or `cluster`")
    })
}

fn whole_vpc(aws: &AwsEnvironment, client: &Spanned<String>, range: Cidr) -> Option<Diagnostic> {
    let vpc = aws
        .network
        .vpc_ranges()
        .find(|vpc| range.contains(vpc.value))?;
    Some(
        Diagnostic::new(&WIDE_CLIENTS)
            .at_value(client, format!("{} addresses may connect", range.size()))
            .at_value(vpc, "the whole VPC is among them")
            .help("write the tiers of the clients: `[private]`, or `[private, cluster]`"),
    )
}

fn wide_for_gcp<T>(
    environment: &Environment,
    client: &Spanned<T>,
    range: Cidr,
) -> Option<Diagnostic> {
    whole_other_cloud(environment, client, range)
        .or_else(|| more_than_a_network(environment, client, range))
        .or_else(|| too_wide(client, range))
}

fn whole_other_cloud<T>(
    environment: &Environment,
    client: &Spanned<T>,
    range: Cidr,
) -> Option<Diagnostic> {
    let network = &environment.aws.as_ref()?.network;
    let vpc = network.vpc_ranges().find(|vpc| range.contains(vpc.value))?;
    let private: Vec<String> = network
        .tier(SubnetTier::Private)
        .map(|(_, cidr)| format!("`{cidr}`"))
        .collect();
    let finding = Diagnostic::new(&WIDE_CLIENTS)
        .at_value(client, format!("{} addresses may connect", range.size()))
        .at_value(vpc, "the whole VPC on AWS is among them");
    Some(if private.is_empty() {
        finding
    } else {
        finding.help(format!(
            "name the subnets of the clients, such as {}",
            private.join(" and ")
        ))
    })
}

/// A range that holds a network of this file and more than that.
fn more_than_a_network<T>(
    environment: &Environment,
    client: &Spanned<T>,
    range: Cidr,
) -> Option<Diagnostic> {
    let (network, what) = networks(environment)
        .find(|(network, _)| range.contains(network.value) && range != network.value)?;
    Some(
        Diagnostic::new(&WIDE_CLIENTS)
            .at_value(client, format!("{} addresses may connect", range.size()))
            .at_value(network, format!("{what} has {} of them", network.size()))
            .help(format!(
                "write `{}`, if these are the clients",
                network.value
            )),
    )
}

/// Every network that clients can stand in, with its name.
fn networks(environment: &Environment) -> impl Iterator<Item = (&Spanned<Cidr>, &str)> {
    let aws = environment.aws.iter().flat_map(|aws| {
        let tiers = aws
            .network
            .subnets
            .values()
            .flat_map(|zones| zones.values());
        tiers.map(|cidr| (cidr, "a subnet on AWS"))
    });
    let gcp = environment.gcp.iter().flat_map(|gcp| {
        let network = &gcp.network;
        [
            (&network.cidr, "the node subnet"),
            (&network.pods, "the pods"),
            (&network.private_services, "the services of Google"),
        ]
        .into_iter()
        .chain(network.subnets.iter().map(|it| (&it.cidr, "a subnet")))
    });
    let reserved = environment.reserved.iter();
    let reserved = reserved.map(|range| (&range.cidr, range.name.as_str()));
    gcp.chain(aws).chain(reserved)
}

fn too_wide<T>(client: &Spanned<T>, range: Cidr) -> Option<Diagnostic> {
    (range.prefix() < WIDEST_PREFIX).then(|| {
        Diagnostic::new(&WIDE_CLIENTS)
            .at_value(client, format!("{} addresses may connect", range.size()))
            .because(format!(
                "a /{} is wider than any subnet; clients stand in a /{WIDEST_PREFIX} or less",
                range.prefix()
            ))
    })
}

fn all_ports(gcp: &GcpEnvironment, findings: &mut Diagnostics) {
    for rule in &gcp.network.firewall {
        if rule.from.iter().any(|from| is_the_internet(from.value)) {
            continue;
        }
        let everything = rule.allow.iter().find(|entry| is_everything(entry));
        if let Some(entry) = everything {
            let mut finding = Diagnostic::new(&WIDE_CLIENTS)
                .at_value(entry, "every port")
                .because("a rule admits what its clients need, and they do not need every port");
            if let Some(from) = rule.from.first() {
                finding = finding.at_value(from, "for all of these");
            }
            findings.push(finding.help("name the ports: `allow: [tcp:443]`"));
        }
    }
}
