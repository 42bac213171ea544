//! The traffic that the link must carry.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::site_to_site_vpn::tunnel_mbps;
use mcgen_model::{AwsVpnGateway, Environment, PathPriority, Vpn};

use super::sources::{BANDWIDTH, QUOTAS, ROUTE_PRIORITY};
use crate::Context;

pub(super) static MORE_THAN_THE_TUNNELS: Rule = Rule {
    code: "VPN-025",
    slug: "more-than-the-tunnels-carry",
    severity: Severity::Warning,
    summary: "the tunnels together do not carry the expected traffic",
    fix: "spread the traffic over time, or connect the clouds by interconnects",
    explain: "AWS carries up to 1.25 Gbit/s over a tunnel, and Cloud VPN up to 250,000 packets a second, \
1 to 3 Gbit/s by their size. A transit gateway spreads flows over all tunnels that are equally good \
(ECMP): four with `balanced`, two with `active-passive`. One flow, such as the first copy of one table, \
stays in one tunnel and never gets more than that.\n\nBeyond it replication falls behind, and the \
write-ahead log grows on the primary until its disk is full.",
    sources: &[QUOTAS, BANDWIDTH],
    waivable: true,
};

pub(super) static MORE_THAN_ONE_TUNNEL: Rule = Rule {
    code: "VPN-026",
    slug: "more-than-one-tunnel-carries",
    severity: Severity::Error,
    summary: "a virtual private gateway sends over one tunnel at a time",
    fix: "write `gateway: transit-gateway`, which spreads flows over all tunnels",
    explain: "A virtual private gateway chooses one tunnel of all that are up for what leaves AWS; it \
has no ECMP, so four tunnels carry no more than one, 1.25 Gbit/s. A transit gateway with BGP uses all \
that are equally good.",
    sources: &[ROUTE_PRIORITY, QUOTAS],
    waivable: false,
};

fn expected(environment: &Environment) -> Option<(&Vpn, &Spanned<u32>)> {
    let vpn = &environment.link.as_ref()?.vpn;
    Some((vpn, vpn.expected_mbps.as_ref()?))
}

pub(super) fn more_than_the_tunnels(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some((vpn, expected)) = expected(environment) else {
        return;
    };
    if vpn.gateway.value != AwsVpnGateway::TransitGateway {
        return;
    }
    let priority = &vpn.bgp.priority;
    let tunnels = match priority.value {
        PathPriority::Balanced => 4,
        PathPriority::ActivePassive => 2,
    };
    let most = tunnels * tunnel_mbps();
    if expected.value > most {
        findings.push(
            Diagnostic::new(&MORE_THAN_THE_TUNNELS)
                .at_value(expected, format!("{expected} Mbit/s"))
                .at_value(priority, format!("{tunnels} tunnels are used at once"))
                .because(format!(
                    "{tunnels} tunnels of {} Mbit/s carry {most}, spread over many flows",
                    tunnel_mbps()
                )),
        );
    }
}

pub(super) fn more_than_one_tunnel(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some((vpn, expected)) = expected(environment) else {
        return;
    };
    if vpn.gateway.value == AwsVpnGateway::VpnGateway && expected.value > tunnel_mbps() {
        findings.push(
            Diagnostic::new(&MORE_THAN_ONE_TUNNEL)
                .at_value(expected, format!("{expected} Mbit/s"))
                .at_value(&vpn.gateway, "sends over one tunnel at a time")
                .because(format!("one tunnel carries {} Mbit/s", tunnel_mbps())),
        );
    }
}
