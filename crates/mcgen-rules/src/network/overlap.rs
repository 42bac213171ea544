use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Cidr, Environment, RoutedRange, Site, free_range, routed_ranges};

use super::sources::{GCP_SUBNETS, VPC_CIDR_BLOCKS, VPN_ROUTES};
use crate::Context;

pub(super) static OVERLAP: Rule = Rule {
    code: "NET-001",
    slug: "overlapping-ranges",
    severity: Severity::Error,
    summary: "two ranges of the address plan overlap",
    fix: "move one of the two ranges to a free place",
    explain: "An address that exists twice cannot be routed: of two networks that are connected, one \
hides the part of the other that it shares. Inside of one VPC or one network the cloud refuses the \
second range. Between the clouds nothing refuses it, and the mistake shows only when a VPN is built: a \
VPC routes its own range locally, and no propagated route wins over that, however specific it is.\n\n\
mcgen compares every range of the plan with every other: the ranges of the VPC, the nodes, pods, \
services, private services, further subnets and the control plane of GKE on Google Cloud, those of nodes of \
YugabyteDB there, whose network is peered, and `reserved-ranges`, which name what is routed elsewhere. Ranges of elsewhere may overlap among \
themselves. Ranges that mcgen carves keep clear of all of them. With a `link`, a range of `advertise` that \
lies inside of the VPC is one of these mistakes too; a wider one that holds the VPC is not, because the \
more specific route wins.",
    sources: &[VPN_ROUTES, VPC_CIDR_BLOCKS, GCP_SUBNETS],
    waivable: false,
};

pub(super) fn check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let ranges = routed_ranges(environment);
    for (index, second) in ranges.iter().enumerate() {
        for first in &ranges[..index] {
            if first.cidr.overlaps(second.cidr.value) && concerns_us(environment, first, second) {
                findings.push(finding(environment, first, second));
            }
        }
    }
    findings.extend(advertised_into_the_vpc(environment));
}

/// Further ranges of Google Cloud that no host of the VPC could reach, because they are its own.
fn advertised_into_the_vpc(environment: &Environment) -> Vec<Diagnostic> {
    let (Some(link), Some(aws)) = (&environment.link, &environment.aws) else {
        return Vec::new();
    };
    let advertised = link.vpn.advertise.iter();
    let pairs = advertised.flat_map(|range| aws.network.vpc_ranges().map(move |vpc| (range, vpc)));
    let pairs = pairs.filter(|(range, vpc)| vpc.contains(range.value));
    pairs
        .map(|(range, vpc)| {
            Diagnostic::new(&OVERLAP)
                .at_value(range, format!("advertised to AWS: {range}"))
                .at_value(vpc, format!("the VPC: {vpc}"))
                .because(
                    "the VPC routes its own range locally, and no propagated route wins over that",
                )
                .help("advertise ranges that are behind Google Cloud only")
        })
        .collect()
}

/// Ranges of elsewhere are not ours to move, and ranges inside of the node range have a rule of their
/// own.
fn concerns_us(environment: &Environment, first: &RoutedRange, second: &RoutedRange) -> bool {
    let nodes = environment.gcp.as_ref().map(|gcp| gcp.network.cidr.value);
    let nested = (first.site, second.site) == (Site::Gcp, Site::Gcp)
        && nodes == Some(first.cidr.value)
        && first.cidr.contains(second.cidr.value);
    second.site != Site::Elsewhere && !nested
}

fn finding(environment: &Environment, first: &RoutedRange, second: &RoutedRange) -> Diagnostic {
    let second_is_carved = !second.cidr.given && first.cidr.given;
    let (moved, other) = if second_is_carved && first.site != Site::Elsewhere {
        (first, second)
    } else {
        (second, first)
    };
    let finding = Diagnostic::new(&OVERLAP)
        .at_value(&moved.cidr, format!("{}: {}", moved.owner, moved.cidr))
        .at_value(&other.cidr, format!("{}: {}", other.owner, other.cidr))
        .because(reason(first, second));
    match free_range(environment, moved.cidr.value) {
        Some(free) => finding.help(format!("move {} to `{free}`, which is free", moved.owner)),
        None => finding,
    }
}

fn reason(first: &RoutedRange, second: &RoutedRange) -> String {
    let shared = shared(first.cidr.value, second.cidr.value);
    let mut reason = format!(
        "both hold {} to {}, {} addresses",
        shared.first(),
        shared.last(),
        shared.size()
    );
    let between_networks = first.site != second.site;
    if between_networks && (first.site == Site::Aws || second.site == Site::Aws) {
        reason.push_str(
            "; the VPC routes its own range locally, and no propagated route wins over that",
        );
    }
    reason
}

/// Of two ranges that overlap one holds the other.
fn shared(first: Cidr, second: Cidr) -> Cidr {
    if first.contains(second) {
        second
    } else {
        first
    }
}
