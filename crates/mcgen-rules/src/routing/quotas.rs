//! Quotas that an AWS account starts with and that an environment can exceed.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::vpc_limits;
use mcgen_model::{AwsEnvironment, AwsNetwork, Cidr, Environment, NatMode, Scalar, SubnetTier};

use crate::Context;

const QUOTAS: Reference = Reference {
    title: "Amazon VPC: quotas",
    url: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
};

pub(super) static RULES: Rule = Rule {
    code: "NET-033",
    slug: "firewall-rule-quota",
    severity: Severity::Warning,
    summary: "more firewall rules than AWS takes by default",
    fix: "put neighbouring ranges together, or have the quota raised",
    explain: "A security group takes 60 rules in each direction and a network ACL 20, the one that \
denies the rest included. Both quotas can be raised, that of the network ACL to 40 at most; until then \
the apply stops at the rule that is one too many.\n\nmcgen renders one ingress rule for each client of \
the database and of the cache (a tier counts once for each zone), and one rule of the network ACL of \
the isolated tiers for each range of the VPC and for each client range outside of it. Fewer, wider \
client ranges or a security group as the client make fewer rules.",
    sources: &[QUOTAS],
    waivable: true,
};

pub(super) static ADDRESSES: Rule = Rule {
    code: "NET-035",
    slug: "elastic-address-quota",
    severity: Severity::Warning,
    summary: "more Elastic IP addresses than AWS gives by default",
    fix: "have the quota raised before the first apply, or use fewer NAT gateways",
    explain: "Every NAT gateway has an Elastic IP address, and an account starts with five in a region, \
all VPCs together. With `nat: per-zone` in more than five zones the apply stops at the sixth address; \
addresses that something else in the account holds count as well, which mcgen cannot see.",
    sources: &[QUOTAS],
    waivable: true,
};

pub(super) fn rules(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    for (what, clients) in client_lists(aws) {
        findings.extend(security_group(&aws.network, what, clients));
    }
    findings.extend(network_acl(aws));
}

fn client_lists(aws: &AwsEnvironment) -> impl Iterator<Item = (&str, &[Spanned<String>])> {
    let database = aws
        .database
        .iter()
        .map(|it| ("database", it.clients.as_slice()));
    let cache = aws.cache.iter().map(|it| ("cache", it.clients.as_slice()));
    database.chain(cache)
}

fn security_group(
    network: &AwsNetwork,
    what: &str,
    clients: &[Spanned<String>],
) -> Option<Diagnostic> {
    let quota = vpc_limits::quotas().security_group_rules;
    let mut seen = BTreeSet::new();
    let mut rules = 0;
    let mut over = None;
    for client in clients.iter().filter(|client| seen.insert(client.as_str())) {
        rules += match SubnetTier::parse(client) {
            Ok(tier) => network.tier(tier).count(),
            Err(_) => 1,
        };
        if rules > quota {
            over.get_or_insert(client);
        }
    }
    over.map(|client| {
        Diagnostic::new(&RULES)
            .at_value(
                client,
                format!("here the clients of the {what} exceed {quota} rules"),
            )
            .because(format!(
                "the security group gets {rules} ingress rules, and takes {quota} by default"
            ))
    })
}

fn network_acl(aws: &AwsEnvironment) -> Option<Diagnostic> {
    let quotas = vpc_limits::quotas();
    // One rule of the quota denies what no other admits.
    let free = quotas.network_acl_rules - 1;
    let own = aws.network.vpc_ranges().count();
    let mut outside: BTreeSet<Cidr> = BTreeSet::new();
    let mut over = None;
    for client in client_lists(aws).flat_map(|(_, clients)| clients) {
        let Ok(range) = Cidr::parse(client) else {
            continue;
        };
        if aws.network.vpc_ranges().any(|own| own.contains(range)) {
            continue;
        }
        outside.insert(range);
        if own + outside.len() > free {
            over.get_or_insert(client);
        }
    }
    over.map(|client| {
        let rules = own + outside.len();
        Diagnostic::new(&RULES)
            .at_value(client, format!("here the network ACL exceeds {free} rules"))
            .because(format!(
                "{own} of the VPC and {} client ranges outside of it make {rules} rules; the quota is {}, \
                 the one that denies the rest included, and {} when it is raised",
                outside.len(),
                quotas.network_acl_rules,
                quotas.network_acl_rules_most
            ))
    })
}

pub(super) fn addresses(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    let network = &aws.network;
    let quota = vpc_limits::quotas().elastic_ips;
    let gateways = gateways(network);
    if gateways > quota {
        findings.push(
            Diagnostic::new(&ADDRESSES)
                .at_value(&network.nat, format!("{gateways} NAT gateways"))
                .because(format!(
                    "each takes an Elastic IP address, and the quota of a region is {quota}"
                ))
                .help(format!(
                    "have the quota raised to {gateways} or more, or write `nat: single`"
                )),
        );
    }
}

fn gateways(network: &AwsNetwork) -> usize {
    if network.nat.value != NatMode::PerZone {
        return usize::from(network.nat.value == NatMode::Single);
    }
    let served: BTreeSet<&str> = [SubnetTier::Private, SubnetTier::Cluster]
        .into_iter()
        .flat_map(|tier| network.tier(tier).map(|(zone, _)| zone))
        .collect();
    let public = network.tier(SubnetTier::Public);
    public.filter(|(zone, _)| served.contains(zone)).count()
}
