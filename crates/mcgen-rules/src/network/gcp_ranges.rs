use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::reserved_ranges::{self, RangeKind};
use mcgen_model::{
    Allocator, Cidr, Cloud, Environment, RoutedRange, Site, free_range, routed_ranges,
};
use mcgen_spec::refused::network::RANGE_OF_THE_NETWORK;

use super::sources::GCP_SUBNETS;
use crate::Context;

/// The smallest range of a subnet, in prefix bits, primary or secondary.
const LONGEST_PREFIX: u8 = 29;

pub(super) static SMALL: Rule = Rule {
    code: "NET-005",
    slug: "small-google-cloud-range",
    severity: Severity::Error,
    summary: "a range is smaller than Google Cloud takes",
    fix: "give the subnet a /29 or larger",
    explain: "The smallest range of a Google Cloud subnet, primary or secondary, has eight addresses: a \
/29. Google keeps four of every primary range, the first two and the last two, so a /29 has four left \
for hosts; secondary ranges lose none. A range can be widened later, as long as its neighbours leave \
room, but never narrowed. Whether the nodes of a cluster fit is checked by NET-018.",
    sources: &[GCP_SUBNETS],
    waivable: false,
};

pub(super) static PROHIBITED: Rule = Rule {
    code: "NET-006",
    slug: "prohibited-google-cloud-range",
    severity: Severity::Error,
    summary: "Google Cloud refuses this range for a subnet",
    fix: "choose a private range such as 10.20.0.0/20",
    explain: "Subnets may use the private blocks of RFC 1918, 100.64.0.0/10 and some further ranges, but \
none that every host gives a meaning of its own (0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/4, \
255.255.255.255/32), and neither of the two ranges through which Google's APIs are reached privately, \
199.36.153.4/30 and 199.36.153.8/30. The API refuses them at apply. mcgen knows the blocks from its \
table of reserved ranges.",
    sources: &[GCP_SUBNETS],
    waivable: false,
};

/// The ranges of the Google Cloud network, the node range first.
fn gcp_ranges(environment: &Environment) -> impl Iterator<Item = RoutedRange> {
    let ranges = routed_ranges(environment).into_iter();
    ranges.filter(|range| range.site == Site::Gcp)
}

pub(super) fn small(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    let network = &gcp.network;
    let subnets = network.subnets.iter();
    let further = subnets.map(|subnet| (format!("the subnet `{}`", subnet.name), &subnet.cidr));
    let ranges = [
        ("the nodes".to_owned(), &network.cidr),
        ("the pods".to_owned(), &network.pods),
        ("the services".to_owned(), &network.services),
    ];
    for (owner, range) in ranges.into_iter().chain(further) {
        if range.prefix() <= LONGEST_PREFIX {
            continue;
        }
        let finding = Diagnostic::new(&SMALL)
            .at_value(range, format!("{owner}: {range}"))
            .because(format!(
                "a /{} has {} addresses; the smallest range is a /{LONGEST_PREFIX} with 8",
                range.prefix(),
                range.size()
            ));
        findings.push(match Cidr::containing(range.first(), LONGEST_PREFIX) {
            Some(legal) => finding.help(format!("write at least `{legal}`")),
            None => finding,
        });
    }
}

pub(super) fn prohibited(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    for range in gcp_ranges(environment) {
        let mut blocks = reserved_ranges::on(Cloud::Gcp)
            .filter(|block| block.kind == RangeKind::Prohibited)
            .filter(|block| block.cidr.overlaps(range.cidr.value));
        let Some(block) = blocks.next() else { continue };
        let finding = Diagnostic::new(&PROHIBITED)
            .at_value(&range.cidr, format!("{}: {}", range.owner, range.cidr))
            .because(format!("it overlaps {}: {}", block.cidr, block.owner));
        findings.push(match free_range(environment, range.cidr.value) {
            Some(free) => finding.help(format!("write `{free}`, which is free")),
            None => finding,
        });
    }
}

/// A node range that holds other ranges of its network is the range of a network, as AWS has it.
pub(super) fn nested(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(gcp) = &environment.gcp else { return };
    let nodes = &gcp.network.cidr;
    let inside: Vec<RoutedRange> = gcp_ranges(environment)
        .skip(1)
        .filter(|range| nodes.contains(range.cidr.value))
        .collect();
    if inside.is_empty() {
        return;
    }
    let mut finding = Diagnostic::new(&RANGE_OF_THE_NETWORK)
        .at_value(nodes, "the range of the node subnet alone")
        .because(format!(
            "{nodes} holds {} of the same network",
            match inside.len() {
                1 => "another range".to_owned(),
                more => format!("{more} other ranges"),
            }
        ));
    for range in &inside {
        finding = finding.at_value(&range.cidr, format!("{}: {}", range.owner, range.cidr));
    }
    let taken = inside.iter().map(|range| range.cidr.value);
    let mut allocator = Allocator::new(nodes.value, taken);
    let free = (nodes.prefix()..=LONGEST_PREFIX).find_map(|prefix| allocator.carve(prefix));
    findings.push(match free {
        Some(free) => finding.help(format!(
            "give the nodes a range of their own: `cidr: {free}`"
        )),
        None => finding,
    });
}
