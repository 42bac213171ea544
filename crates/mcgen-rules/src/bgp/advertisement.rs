//! What Google Cloud advertises to AWS.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::bgp::prefixes_to_aws;
use mcgen_model::{Cidr, Environment};

use super::sources::{QUOTAS, ROUTE_PRIORITY};
use crate::Context;

pub(super) static TOO_MANY: Rule = Rule {
    code: "BGP-014",
    slug: "too-many-prefixes",
    severity: Severity::Error,
    summary: "AWS takes fewer ranges than Google Cloud would advertise",
    fix: "advertise wider ranges in the place of many narrow ones",
    explain: "AWS takes 100 ranges over a connection of a virtual private gateway and 1000 over one of a \
transit gateway. The quota is fixed, and one range more does not leave out that range: the session goes \
down, and every route with it.\n\nmcgen counts the ranges of nodes, pods, private services and further \
subnets, that of services with `advertise-services`, and what `advertise` adds. A range that stands \
twice counts once.",
    sources: &[QUOTAS],
    waivable: false,
};

pub(super) static DEFAULT_ROUTE: Rule = Rule {
    code: "BGP-021",
    slug: "default-route-to-google-cloud",
    severity: Severity::Warning,
    summary: "AWS would send everything without a route to Google Cloud",
    fix: "name the ranges that are behind Google Cloud instead of 0.0.0.0/0",
    explain: "Every route table of the VPC that talks to Google Cloud takes the advertised routes over, \
a default route among them. A route to the internet gateway or to a NAT gateway wins over it; the tables \
of the databases and caches, and every table with `nat: none`, have none, so that all they send outside \
goes through the tunnels. Cloud VPN forwards it to nowhere unless the network was built for it.",
    sources: &[ROUTE_PRIORITY],
    waivable: true,
};

pub(super) fn too_many(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(link), Some(gcp)) = (&environment.link, &environment.gcp) else {
        return;
    };
    let vpn = &link.vpn;
    let most = prefixes_to_aws(vpn.gateway.value);
    let mut seen: BTreeSet<Cidr> = BTreeSet::new();
    let mut over = None;
    for range in vpn.advertised_to_aws(&gcp.network) {
        if seen.insert(range.cidr.value) && seen.len() == most + 1 {
            over = Some(range);
        }
    }
    let Some(range) = over else { return };
    findings.push(
        Diagnostic::new(&TOO_MANY)
            .at_value(
                &range.cidr,
                format!("{}: range {} of {}", range.owner, most + 1, seen.len()),
            )
            .at_value(&vpn.gateway, format!("takes {most}"))
            .because(format!(
                "Google Cloud would advertise {} ranges, and a `{}` takes {most}",
                seen.len(),
                vpn.gateway
            )),
    );
}

pub(super) fn default_route(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let ranges = environment.link.iter().flat_map(|link| &link.vpn.advertise);
    for range in ranges.filter(|range| range.prefix() == 0) {
        findings.push(
            Diagnostic::new(&DEFAULT_ROUTE)
                .at_value(range, "a default route")
                .because("route tables without a default route of their own take this one over"),
        );
    }
}
