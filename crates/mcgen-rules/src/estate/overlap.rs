//! Ranges of two environments that overlap, where the environments are connected or may want to be.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use mcgen_diagnostics::{Diagnostic, Rule, Severity};
use mcgen_model::{Environment, RoutedRange};

use super::Found;
use super::gateways::shared_transit_gateway;
use super::sources::{TRANSIT_GATEWAY, VPC_ATTACHMENTS, VPN_ROUTES};

pub(super) static AT_GATEWAY: Rule = Rule {
    code: "EST-005",
    slug: "overlap-at-transit-gateway",
    severity: Severity::Error,
    summary: "ranges of two environments overlap at the transit gateway that they share",
    fix: "move one of the two ranges to a free place",
    explain: "All that is attached to a transit gateway shares its routes: the VPCs, and what each \
Google Cloud advertises over its tunnels. An address that two environments have is routed to one of \
them. Of two VPCs whose ranges overlap, the one that is attached later is not propagated at all; of two \
advertised ranges one wins. The database of one environment then answers the clients of the other, or \
nobody does. Nothing refuses it: the attachments and the sessions come up.\n\nmcgen compares the ranges \
of the VPCs and those that Google Cloud advertises, of all environments that name one transit gateway \
under `existing`. It attaches them to the default route table of the gateway, in which all of them meet, \
and does not see the gateway itself. Where that table is off and tables of your own keep the environments \
apart, accept the finding with that reason.",
    sources: &[TRANSIT_GATEWAY, VPC_ATTACHMENTS],
    waivable: true,
};

pub(super) static IN_PROJECT: Rule = Rule {
    code: "EST-006",
    slug: "overlap-of-linked-environments",
    severity: Severity::Warning,
    summary: "ranges of two linked environments of one project overlap",
    fix: "move one of the two ranges to a free place, or accept that the two are never connected",
    explain: "Each link connects two networks of its own environment only, so that two environments \
with the same ranges both work. What they can never have is a route to one another: no shared transit \
gateway, no peering, no office that reaches both over one VPN, no copy of staging from production over \
private addresses. Ranges cannot be changed later without making the networks and the databases in them \
anew, which is why mcgen says so now.\n\nIt is a warning because nothing fails, and because \
environments that must never see one another may well have the same ranges. Environments of different \
projects, and those without a link, are not compared at all: that two private networks have the same \
ranges is the rule, not a mistake.",
    sources: &[TRANSIT_GATEWAY, VPN_ROUTES],
    waivable: true,
};

pub(super) fn check(environments: &[&Environment], found: &mut Found) {
    let ranges: Vec<Vec<RoutedRange>> = environments.iter().map(|it| linked_ranges(it)).collect();
    let mut at_gateway: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut in_project: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, environment) in environments.iter().enumerate() {
        if let Some(gateway) = shared_transit_gateway(environment) {
            at_gateway.entry(&gateway.value).or_default().push(number);
        }
        let project = environment.project.as_str();
        in_project.entry(project).or_default().push(number);
    }
    let say = |found: &mut Found, rule: &'static Rule, pair: &Pair<'_>| {
        let (later, first) = (pair.later, pair.first);
        let finding = Diagnostic::new(rule)
            .at_value(&later.range.cidr, described(later.range))
            .at_value(
                &first.range.cidr,
                format!(
                    "{} of `{}`",
                    described(first.range),
                    environments[first.environment].identity()
                ),
            );
        found.push(later.environment, finding);
    };
    for members in at_gateway.values() {
        for pair in overlaps(members, &ranges) {
            say(found, &AT_GATEWAY, &pair);
        }
    }
    let gateway = |number: usize| shared_transit_gateway(environments[number]).map(|it| &it.value);
    for members in in_project.values() {
        for pair in overlaps(members, &ranges) {
            let [one, other] = [pair.first, pair.later].map(|it| gateway(it.environment));
            // What meets at a gateway has been said, more sharply.
            if one.is_none() || one != other {
                say(found, &IN_PROJECT, &pair);
            }
        }
    }
}

fn described(range: &RoutedRange) -> String {
    format!("{}: {}", range.owner, range.cidr)
}

/// What the link of an environment carries: the ranges of the VPC, and what Google Cloud advertises.
fn linked_ranges(environment: &Environment) -> Vec<RoutedRange> {
    let clouds = environment.aws.as_ref().zip(environment.gcp.as_ref());
    let Some((link, (aws, gcp))) = environment.link.as_ref().zip(clouds) else {
        return Vec::new();
    };
    let mut ranges = link.vpn.advertised_to_gcp(&aws.network);
    ranges.extend(link.vpn.advertised_to_aws(&gcp.network));
    ranges
}

/// A range and the number of its environment.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) environment: usize,
    pub(super) range: &'a RoutedRange,
}

impl Member<'_> {
    /// Ranges in this order follow what they lie in.
    fn order(&self) -> (Ipv4Addr, u8, usize) {
        let cidr = self.range.cidr.value;
        (cidr.first(), cidr.prefix(), self.environment)
    }
}

/// Two ranges of two environments that overlap.
pub(super) struct Pair<'a> {
    pub(super) first: Member<'a>,
    pub(super) later: Member<'a>,
}

/// Overlapping ranges, one pair for two environments, found in one sweep over the sorted ranges. Of two ranges
/// that overlap one holds the other, so that those that hold a range are a stack; each range is compared with
/// the nearest one of another environment. Where many share an address, each is paired with one of the others.
pub(super) fn overlaps<'a>(members: &[usize], ranges: &'a [Vec<RoutedRange>]) -> Vec<Pair<'a>> {
    let mut sorted: Vec<Member<'a>> = members
        .iter()
        .flat_map(|&environment| {
            let ranges = ranges[environment].iter();
            ranges.map(move |range| Member { environment, range })
        })
        .collect();
    sorted.sort_by_key(Member::order);
    let mut holding: Vec<Member<'a>> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    for member in sorted {
        while holding
            .pop_if(|it| !it.range.cidr.contains(member.range.cidr.value))
            .is_some()
        {}
        let other = holding
            .iter()
            .rev()
            .find(|it| it.environment != member.environment);
        if let Some(&other) = other {
            let (first, later) = if other.environment < member.environment {
                (other, member)
            } else {
                (member, other)
            };
            if seen.insert((first.environment, later.environment)) {
                pairs.push(Pair { first, later });
            }
        }
        holding.push(member);
    }
    pairs
}
