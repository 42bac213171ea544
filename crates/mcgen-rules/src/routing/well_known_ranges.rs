//! Ranges that somebody well known uses already.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity};
use mcgen_model::catalog::reserved_ranges::{self, RangeKind, ReservedRange};
use mcgen_model::{Cloud, Environment, RoutedRange, Site, free_range, routed_ranges};

use crate::Context;

pub(super) static COLLISION: Rule = Rule {
    code: "NET-040",
    slug: "well-known-range",
    severity: Severity::Warning,
    summary: "the range is one that other networks use by default",
    fix: "choose a range that nobody uses by default",
    explain: "Some private ranges exist nearly everywhere: 172.31.0.0/16 is the default VPC of every AWS \
account, Docker takes 172.18.0.0/16 to 172.31.0.0/16 and then 192.168.0.0/20 for its networks, and GKE \
gives services 34.118.224.0/20. A network in such a range works by itself; it fails on the day it is \
peered with such an account, or for the one host whose containers were given the same range. Ranges \
are hard to change later, so mcgen warns of them. NET-007 and NET-008 are about 172.17.0.0/16, the \
bridge of Docker.",
    sources: &[
        Reference {
            title: "Amazon VPC: default VPCs",
            url: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
        },
        Reference {
            title: "GKE: VPC-native clusters",
            url: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips",
        },
        Reference {
            title: "Docker: networking overview",
            url: "https://docs.docker.com/engine/network/",
        },
    ],
    waivable: true,
};

pub(super) fn check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    for range in routed_ranges(environment) {
        let mut blocks = colliding(environment, &range);
        let Some(first) = blocks.next() else { continue };
        let owners: Vec<String> = std::iter::once(first)
            .chain(blocks)
            .map(|block| format!("{} ({})", block.owner, block.cidr))
            .collect();
        let finding = Diagnostic::new(&COLLISION)
            .at_value(&range.cidr, format!("{}: {}", range.owner, range.cidr))
            .because(format!("it overlaps {}", owners.join(", ")));
        findings.push(match free_range(environment, range.cidr.value) {
            Some(free) => finding.help(format!("write `{free}`, which is free")),
            None => finding,
        });
    }
}

fn colliding(
    environment: &Environment,
    range: &RoutedRange,
) -> impl Iterator<Item = &'static ReservedRange> {
    let cloud = match range.site {
        Site::Aws => Some(Cloud::Aws),
        Site::Gcp => Some(Cloud::Gcp),
        Site::Elsewhere => None,
    };
    let cidr = range.cidr.value;
    let bridge = reserved_ranges::docker_bridge().map(|bridge| bridge.cidr);
    // The bridge of Docker has rules of its own where it does more harm.
    let bridge_counts = range.site == Site::Gcp && !has_private_database(environment);
    cloud
        .into_iter()
        .flat_map(reserved_ranges::on)
        .filter(|block| block.kind == RangeKind::Colliding)
        .filter(move |block| block.cidr.overlaps(cidr))
        .filter(move |block| bridge_counts || Some(block.cidr) != bridge)
}

fn has_private_database(environment: &Environment) -> bool {
    let database = environment
        .gcp
        .as_ref()
        .and_then(|gcp| gcp.database.as_ref());
    database.is_some_and(|database| database.private_ip.value)
}
