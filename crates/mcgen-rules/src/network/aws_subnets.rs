use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::vpc_limits;
use mcgen_model::{Allocator, AwsEnvironment, AwsNetwork, Cidr, Environment, SubnetTier};

use super::demand::{self, Demand};
use super::sources::{RDS_IN_A_VPC, RDS_PROXY, SUBNET_SIZING, VPC_CIDR_BLOCKS};
use crate::Context;

/// Addresses that should stay free in a database subnet, for the instance that replaces another one.
const SPARE_ADDRESSES: u64 = 3;
/// Zones that the subnet group of a database spans at least.
const DATABASE_ZONE_COUNT: usize = 2;

pub(super) static PLACE: Rule = Rule {
    code: "NET-003",
    slug: "subnet-place",
    severity: Severity::Error,
    summary: "a subnet does not fit into the VPC",
    fix: "give every subnet a range of /16 to /28 inside of the VPC that no other subnet shares",
    explain: "A subnet of AWS is a part of one range of its VPC, has 16 to 28 bits, and shares no \
address with another subnet. AWS refuses everything else at apply, often after half of the network is \
there. Zones do not separate ranges: two tiers, or two zones, need two ranges.\n\nSubnets that a file \
leaves out are carved from the first range of the VPC and keep clear of those that it names.",
    sources: &[SUBNET_SIZING, VPC_CIDR_BLOCKS],
    waivable: false,
};

pub(super) static FULL: Rule = Rule {
    code: "NET-004",
    slug: "full-subnet",
    severity: Severity::Error,
    summary: "a subnet has fewer addresses than the environment takes of it",
    fix: "give the subnet a larger range",
    explain: "AWS keeps five addresses of every subnet: the network, the router, the resolver, one for \
later and the broadcast address. A /28 has eleven left. When none is free, nodes, endpoints and \
replicas fail to start, and a subnet cannot be resized while anything is in it.\n\nmcgen counts what \
certainly takes an address in each subnet: the NAT gateway, interface endpoints, the instance or its \
standby, read replicas, cache nodes, cluster nodes with the interfaces of the control plane. Nodes are \
spread evenly over the zones; pods are counted by NET-021.",
    sources: &[SUBNET_SIZING],
    waivable: false,
};

pub(super) static DATABASE_ZONES: Rule = Rule {
    code: "NET-023",
    slug: "database-subnets-in-one-zone",
    severity: Severity::Error,
    summary: "the database subnets do not span the zones that RDS needs",
    fix: "give the database tier a subnet in two zones or more",
    explain: "A database subnet group of RDS spans at least two zones, even when the instance runs in \
one: RDS refuses the group otherwise, so that an instance can become Multi-AZ and can be recovered in \
another zone. An instance or a replica that names its zone needs a subnet of the group there.\n\nmcgen \
builds the group from the subnets of the tier `database`, one for each entry of `zones` unless \
`subnets.database` names them.",
    sources: &[RDS_IN_A_VPC],
    waivable: false,
};

pub(super) static SPARE: Rule = Rule {
    code: "NET-024",
    slug: "database-subnet-without-spare-addresses",
    severity: Severity::Warning,
    summary: "a database subnet has hardly a free address left",
    fix: "give the database subnets a /27 or larger",
    explain: "RDS starts a second host beside the first when it fails over, scales, patches or recovers, \
and that host needs a free address in the same subnet group. Without one the operation fails at the \
worst moment. AWS recommends spare addresses in each subnet; mcgen asks for three, after the instance \
or its standby, the read replicas, and what AWS advises to keep for an RDS Proxy. A tier of its own \
keeps pods and hosts from taking them.",
    sources: &[RDS_IN_A_VPC, RDS_PROXY],
    waivable: true,
};

struct Subnet<'a> {
    tier: SubnetTier,
    zone: &'a str,
    cidr: &'a Spanned<Cidr>,
}

impl Subnet<'_> {
    fn title(&self) -> String {
        format!("the {} subnet of {}", self.tier, self.zone)
    }
}

fn subnets(network: &AwsNetwork) -> impl Iterator<Item = Subnet<'_>> {
    network.subnets.iter().flat_map(|(tier, zones)| {
        zones.iter().map(|(zone, cidr)| Subnet {
            tier: *tier,
            zone,
            cidr,
        })
    })
}

pub(super) fn place(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    let network = &aws.network;
    let all: Vec<Subnet> = subnets(network).collect();
    for (index, subnet) in all.iter().enumerate() {
        // The size of a carved subnet follows from the VPC, which has a rule of its own.
        if subnet.cidr.given {
            findings.extend(size(subnet));
            findings.extend(outside(network, subnet));
        }
        let siblings = all[..index].iter();
        for sibling in siblings.filter(|it| it.cidr.overlaps(subnet.cidr.value)) {
            findings.push(shared(network, sibling, subnet));
        }
    }
}

fn size(subnet: &Subnet) -> Option<Diagnostic> {
    let (least, most) = vpc_limits::vpc().prefix;
    let range = subnet.cidr;
    let nearest = range.prefix().clamp(least, most);
    (nearest != range.prefix()).then(|| {
        let finding = Diagnostic::new(&PLACE)
            .at_value(
                range,
                format!("{} is a /{}", subnet.title(), range.prefix()),
            )
            .because(format!("a subnet of AWS is a /{least} to a /{most}"));
        match Cidr::containing(range.first(), nearest) {
            Some(legal) => finding.help(format!("write `{legal}`, the nearest legal range")),
            None => finding,
        }
    })
}

fn outside(network: &AwsNetwork, subnet: &Subnet) -> Option<Diagnostic> {
    let inside = network
        .vpc_ranges()
        .any(|range| range.contains(subnet.cidr.value));
    (!inside).then(|| {
        let mut finding = Diagnostic::new(&PLACE).at_value(
            subnet.cidr,
            format!("{} is {}", subnet.title(), subnet.cidr),
        );
        for range in network.vpc_ranges() {
            finding = finding.at_value(range, format!("the VPC holds {range}"));
        }
        help_to_a_free_place(
            finding.because(format!("{} is no part of the VPC", subnet.cidr)),
            network,
            subnet,
        )
    })
}

fn shared(network: &AwsNetwork, first: &Subnet, second: &Subnet) -> Diagnostic {
    let finding = Diagnostic::new(&PLACE)
        .at_value(
            second.cidr,
            format!("{} is {}", second.title(), second.cidr),
        )
        .at_value(first.cidr, format!("{} is {}", first.title(), first.cidr))
        .because("two subnets share no address");
    help_to_a_free_place(finding, network, second)
}

fn help_to_a_free_place(finding: Diagnostic, network: &AwsNetwork, subnet: &Subnet) -> Diagnostic {
    let taken = subnets(network).map(|it| it.cidr.value);
    let mut allocator = Allocator::new(network.cidr.value, taken);
    match allocator.carve(subnet.cidr.prefix()) {
        Some(free) => finding.help(format!("write `{free}`, which is free in the VPC")),
        None => finding,
    }
}

pub(super) fn full(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(aws) = &environment.aws else { return };
    for subnet in subnets(&aws.network) {
        let demands = demand::demands(aws, subnet.tier, subnet.zone);
        let planned = total(&demands);
        if planned <= subnet.cidr.usable_in_aws() {
            continue;
        }
        let finding = Diagnostic::new(&FULL)
            .at_value(
                subnet.cidr,
                format!(
                    "{} is {} with {} addresses",
                    subnet.title(),
                    subnet.cidr,
                    subnet.cidr.usable_in_aws()
                ),
            )
            .because(format!("it takes {planned}: {}", listed(&demands)));
        findings.push(match prefix_for(planned) {
            Some(prefix) => finding.help(format!("give it a /{prefix} or larger")),
            None => finding,
        });
    }
}

pub(super) fn database_zones(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, database)) = with_database(environment) else {
        return;
    };
    let zones: Vec<&str> = aws
        .network
        .tier(SubnetTier::Database)
        .map(|(zone, _)| zone)
        .collect();
    if zones.len() < DATABASE_ZONE_COUNT {
        findings.push(one_zone(aws, &zones));
    }
    let replicas = database
        .replicas
        .iter()
        .filter_map(|replica| replica.zone.as_ref());
    for zone in database.zone.iter().chain(replicas) {
        let known = aws.region.has_zone(zone);
        if known && !zones.contains(&zone.as_str()) {
            findings.push(
                Diagnostic::new(&DATABASE_ZONES)
                    .at_value(zone, format!("no database subnet in {zone}"))
                    .because(format!(
                        "the database tier has subnets in {}",
                        zones.join(", ")
                    ))
                    .help(format!(
                        "write one of these zones, or give the database tier a subnet in {zone}"
                    )),
            );
        }
    }
}

fn one_zone(aws: &AwsEnvironment, zones: &[&str]) -> Diagnostic {
    let subnet = aws
        .network
        .tier(SubnetTier::Database)
        .next()
        .map(|(_, cidr)| cidr);
    let place = subnet.filter(|cidr| cidr.given).map(|cidr| cidr.span);
    let listed = aws
        .network
        .zones
        .first()
        .filter(|zone| zone.given)
        .map(|zone| zone.span);
    let place = place.or(listed).unwrap_or(aws.network.span);
    let other = aws
        .region
        .default_zones()
        .find(|zone| !zones.contains(&zone.as_str()));
    let finding = Diagnostic::new(&DATABASE_ZONES)
        .at(place, format!("database subnets in {} zone", zones.len()))
        .because(format!(
            "a subnet group of RDS spans at least {DATABASE_ZONE_COUNT} zones, whatever `multi-az` says"
        ));
    match other.and_then(|zone| zone.chars().next_back()) {
        Some(letter) => finding.help(format!(
            "add zone `{letter}` to `zones`, and to `subnets.database` where that is written"
        )),
        None => finding,
    }
}

pub(super) fn spare(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, _)) = with_database(environment) else {
        return;
    };
    for (zone, cidr) in aws.network.tier(SubnetTier::Database) {
        let mut demands = demand::demands(aws, SubnetTier::Database, zone);
        let usable = cidr.usable_in_aws();
        let overfull = total(&demands) > usable;
        demands.extend(demand::proxy(aws));
        let planned = total(&demands);
        if overfull || planned + SPARE_ADDRESSES <= usable {
            continue;
        }
        let finding = Diagnostic::new(&SPARE)
            .at_value(cidr, format!("the database subnet of {zone} is {cidr}"))
            .because(format!(
                "of its {usable} addresses {planned} are planned ({}), and {SPARE_ADDRESSES} should stay free",
                listed(&demands)
            ));
        findings.push(match prefix_for(planned + SPARE_ADDRESSES) {
            Some(prefix) => finding.help(format!("give it a /{prefix} or larger")),
            None => finding,
        });
    }
}

fn with_database(
    environment: &Environment,
) -> Option<(&AwsEnvironment, &mcgen_model::AwsDatabase)> {
    let aws = environment.aws.as_ref()?;
    Some((aws, aws.database.as_ref()?))
}

/// The longest prefix whose subnets have so many addresses to give.
fn prefix_for(addresses: u64) -> Option<u8> {
    let (least, most) = vpc_limits::vpc().prefix;
    let any = "10.0.0.0".parse().ok()?;
    (least..=most).rev().find(|prefix| {
        Cidr::containing(any, *prefix).is_some_and(|range| range.usable_in_aws() >= addresses)
    })
}

fn total(demands: &[Demand]) -> u64 {
    demands.iter().map(|demand| demand.addresses).sum()
}

fn listed(demands: &[Demand]) -> String {
    let parts: Vec<&str> = demands.iter().map(|demand| demand.what.as_str()).collect();
    parts.join(", ")
}
