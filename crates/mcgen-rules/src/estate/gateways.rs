//! Gateways and routers that exist already, and that two environments name.

use mcgen_diagnostics::{Diagnostic, Rule, Severity, Span, Spanned};
use mcgen_model::{AwsVpnGateway, Environment};

use super::sources::{ATTACH_VPN_GATEWAY, CLOUD_ROUTER, HA_VPN, TRANSIT_GATEWAY};
use super::{Found, claimed_twice};

pub(super) static ONE_NETWORK: Rule = Rule {
    code: "EST-003",
    slug: "gateway-of-two-networks",
    severity: Severity::Error,
    summary: "two environments end their tunnels at a gateway of one network",
    fix: "let mcgen make the gateway and the router of one of them, or use a transit gateway for both",
    explain: "A virtual private gateway is attached to one VPC, and a Cloud Router and an HA VPN \
gateway belong to one network. Every environment has a VPC and a network of its own, so that a gateway \
named by two of them leads into the network of one, or of neither, and the tunnels of the other come up \
without a way to its databases. AWS would find more that is the same: one address and one number are \
one customer gateway, which Terraform then holds in two states, and deletes under one of them; and two \
connections of one gateway cannot have the same ranges inside of their tunnels.\n\nA transit gateway is \
made to be shared, and is not meant here.",
    sources: &[ATTACH_VPN_GATEWAY, CLOUD_ROUTER, HA_VPN],
    waivable: false,
};

pub(super) static TWO_NUMBERS: Rule = Rule {
    code: "EST-004",
    slug: "transit-gateway-with-two-numbers",
    severity: Severity::Error,
    summary: "one transit gateway has one autonomous system",
    fix: "write the number of the transit gateway as `aws-asn` of both environments",
    explain: "The number of a transit gateway is a property of the gateway, and all connections of it \
have that one. `aws-asn` beside a gateway that exists already is what the Cloud Router expects of its \
peers; where it is another one, every session of that environment stays down.",
    sources: &[TRANSIT_GATEWAY],
    waivable: false,
};

/// A transit gateway that exists already, when the link of the environment ends there.
pub(super) fn shared_transit_gateway(environment: &Environment) -> Option<&Spanned<String>> {
    let vpn = &environment.link.as_ref()?.vpn;
    let is_transit = vpn.gateway.value == AwsVpnGateway::TransitGateway;
    vpn.existing.aws_gateway.as_ref().filter(|_| is_transit)
}

pub(super) fn one_network(environments: &[&Environment], found: &mut Found) {
    claimed_twice(environments, of_one_network, |claim, first| {
        let owner = environments[first.environment].identity();
        let (what, span) = claim.value;
        let finding = Diagnostic::new(&ONE_NETWORK)
            .at(span, format!("{what} of this environment"))
            .at(first.value.1, format!("{what} of `{owner}`"))
            .because(format!("{what} belongs to one network"));
        found.push(claim.environment, finding);
    });
}

/// What the environment names and what belongs to one network, by what tells it from others.
fn of_one_network(environment: &Environment) -> Vec<(String, (&'static str, Span))> {
    let (Some(link), Some(gcp)) = (&environment.link, &environment.gcp) else {
        return Vec::new();
    };
    let existing = &link.vpn.existing;
    let place = format!("{}/{}", gcp.project, gcp.region.code());
    let is_private = link.vpn.gateway.value == AwsVpnGateway::VpnGateway;
    let in_aws = existing.aws_gateway.iter().filter(|_| is_private);
    let in_aws = in_aws.map(|id| (id.value.clone(), ("the virtual private gateway", id.span)));
    let routers = existing.router.iter().map(|name| {
        let key = format!("router {place}/{name}");
        (key, ("the Cloud Router", name.span))
    });
    let gateways = existing.ha_vpn_gateway.iter().map(|gateway| {
        let key = format!("gateway {place}/{}", gateway.name);
        (key, ("the HA VPN gateway", gateway.name.span))
    });
    in_aws.chain(routers).chain(gateways).collect()
}

pub(super) fn two_numbers(environments: &[&Environment], found: &mut Found) {
    let claims = |environment: &Environment| {
        let number = environment.link.as_ref().map(|link| link.vpn.aws_asn);
        let gateway = shared_transit_gateway(environment).map(|id| id.value.clone());
        gateway.zip(number).into_iter().collect()
    };
    claimed_twice(environments, claims, |claim, first| {
        if claim.value.value == first.value.value {
            return;
        }
        let owner = environments[first.environment].identity();
        let finding = Diagnostic::new(&TWO_NUMBERS)
            .at_value(&claim.value, "the number of the gateway here")
            .at_value(&first.value, format!("its number in `{owner}`"));
        found.push(claim.environment, finding);
    });
}
