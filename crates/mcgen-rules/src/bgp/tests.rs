//! The routes of a link on paper: what each cloud learns over the tunnels that are up, and which of
//! them it uses for an address of the other.

use std::net::Ipv4Addr;

use mcgen_diagnostics::Diagnostic;
use mcgen_model::{
    AwsVpnGateway, Cidr, Date, Environment, PathPriority, RoutedRange, Scalar, Tunnel,
};
use mcgen_spec::Loader;

use crate::{Context, check};

fn checked(gcp: &str, link: &str) -> (Environment, Vec<Diagnostic>) {
    let text = format!(
        "project: crm\nmonitoring:\n  notify:\n    email: [oncall@example.com]\nenvironment: production\nstrategy: independent\naws:\n  region: ap-northeast-2\n  \
         account: '111122223333'\n  network: {{ cidr: 10.30.0.0/16, secondary-cidrs: [10.31.0.0/16] }}\n\
         gcp:\n  region: asia-northeast3\n  project: crm-production\n  network: {{ cidr: 10.20.0.0/20, \
         pods: 10.21.0.0/16, services: 10.22.0.0/20, private-services: 10.23.0.0/20{gcp} }}\n\
         link:\n  vpn: {{ aws-asn: 64512, gcp-asn: 65000, {link} }}\n"
    );
    let file = Loader::new().load_text("test.yaml", &text);
    let environment = file.environment.unwrap();
    let context = Context {
        today: Date::parse("2026-11-20").unwrap(),
    };
    let findings = check(&environment, &context, file.diagnostics);
    (environment, findings.into_iter().collect())
}

fn environment(gcp: &str, link: &str) -> Environment {
    let (environment, findings) = checked(gcp, link);
    assert!(findings.is_empty(), "{findings:#?}");
    environment
}

/// A range that was learned over a tunnel.
struct Route<'a> {
    to: Cidr,
    over: &'a Tunnel,
}

fn learned<'a>(tunnels: &[&'a Tunnel], advertised: &[RoutedRange]) -> Vec<Route<'a>> {
    let routes = tunnels.iter().flat_map(|tunnel| {
        advertised.iter().map(|range| Route {
            to: range.cidr.value,
            over: tunnel,
        })
    });
    routes.collect()
}

fn to_aws<'a>(environment: &Environment, tunnels: &[&'a Tunnel]) -> Vec<Route<'a>> {
    let vpn = &environment.link.as_ref().unwrap().vpn;
    let network = &environment.gcp.as_ref().unwrap().network;
    learned(tunnels, &vpn.advertised_to_aws(network))
}

fn to_gcp<'a>(environment: &Environment, tunnels: &[&'a Tunnel]) -> Vec<Route<'a>> {
    let vpn = &environment.link.as_ref().unwrap().vpn;
    let network = &environment.aws.as_ref().unwrap().network;
    learned(tunnels, &vpn.advertised_to_gcp(network))
}

/// The numbers of the tunnels that a router may use for `address`: the longest prefix first, then the
/// lowest MED.
fn used(routes: &[Route], address: Ipv4Addr) -> Vec<u8> {
    let host = Cidr::containing(address, 32).unwrap();
    let fitting = || routes.iter().filter(|route| route.to.contains(host));
    let rank = |route: &Route| {
        let shorter = 32 - route.to.prefix();
        (shorter, route.over.route_priority.value)
    };
    let best = fitting().map(rank).min();
    let best = fitting().filter(|route| Some(rank(route)) == best);
    best.map(|route| route.over.number).collect()
}

/// Every choice of tunnels of which at least one is up.
fn outages(tunnels: &[Tunnel; 4]) -> impl Iterator<Item = Vec<&Tunnel>> {
    (1_u8..16).map(|up| {
        let up = tunnels
            .iter()
            .filter(move |tunnel| up >> tunnel.number & 1 == 1);
        up.collect()
    })
}

/// The first and the last address of a range.
fn ends(range: Cidr) -> [Ipv4Addr; 2] {
    [range.first(), range.last()]
}

const NETWORKS: [&str; 2] = [
    "",
    ", subnets: [{ name: reports, cidr: 10.24.0.0/20 }, { name: batch, cidr: 10.24.16.0/20 }]",
];
const LINKS: [&str; 4] = [
    "gateway: vpn-gateway",
    "gateway: vpn-gateway, priority: active-passive, advertise-services: true",
    "gateway: transit-gateway, advertise: [192.168.0.0/16]",
    "gateway: transit-gateway, priority: active-passive, advertise: [10.0.0.0/8]",
];

fn every_environment() -> impl Iterator<Item = Environment> {
    NETWORKS
        .into_iter()
        .flat_map(|gcp| LINKS.into_iter().map(move |link| environment(gcp, link)))
}

#[test]
fn each_cloud_reaches_every_range_of_the_other_whichever_tunnels_are_up() {
    for environment in every_environment() {
        let vpn = &environment.link.as_ref().unwrap().vpn;
        let aws = &environment.aws.as_ref().unwrap().network;
        let gcp = &environment.gcp.as_ref().unwrap().network;
        let subnets = gcp.subnets.iter().map(|subnet| subnet.cidr.value);
        let google: Vec<Cidr> = [gcp.cidr, gcp.pods, gcp.private_services]
            .into_iter()
            .map(|range| range.value)
            .chain(subnets)
            .collect();
        for up in outages(&vpn.tunnels) {
            for address in google.iter().copied().flat_map(ends) {
                assert!(
                    !used(&to_aws(&environment, &up), address).is_empty(),
                    "{address}"
                );
                // What the VPC has itself never leaves it.
                let host = Cidr::containing(address, 32).unwrap();
                assert!(!aws.vpc_ranges().any(|own| own.contains(host)), "{address}");
            }
            let subnets = aws.subnets.values().flat_map(|zones| zones.values());
            for address in subnets.flat_map(|range| ends(range.value)) {
                assert!(
                    !used(&to_gcp(&environment, &up), address).is_empty(),
                    "{address}"
                );
            }
        }
    }
}

#[test]
fn services_of_the_cluster_are_reached_only_when_they_are_advertised() {
    let services: Ipv4Addr = "10.22.0.1".parse().unwrap();
    for (link, reached) in [("", false), (", advertise-services: true", true)] {
        let environment = environment("", &format!("gateway: vpn-gateway{link}"));
        let tunnels = environment.link.as_ref().unwrap().vpn.tunnels;
        let up: Vec<&Tunnel> = tunnels.iter().collect();
        let used = used(&to_aws(&environment, &up), services);
        assert_eq!(!used.is_empty(), reached, "{link}");
    }
}

#[test]
fn the_second_connection_carries_traffic_to_google_cloud_when_the_first_is_down() {
    let address: Ipv4Addr = "10.23.0.3".parse().unwrap();
    for environment in every_environment() {
        let vpn = &environment.link.as_ref().unwrap().vpn;
        for up in outages(&vpn.tunnels) {
            let used = used(&to_aws(&environment, &up), address);
            let first_is_preferred = vpn.bgp.priority.value == PathPriority::ActivePassive
                && up.iter().any(|tunnel| tunnel.connection() == 0);
            let numbers = up.iter().map(|tunnel| tunnel.number);
            let expected: Vec<u8> = numbers
                .filter(|number| !first_is_preferred || *number < 2)
                .collect();
            assert_eq!(used, expected);
        }
    }
}

#[test]
fn every_session_is_between_the_two_ends_of_a_range_of_its_own() {
    for environment in every_environment() {
        let vpn = &environment.link.as_ref().unwrap().vpn;
        assert_ne!(vpn.aws_asn.value, vpn.gcp_asn.value);
        let mut addresses = Vec::new();
        for tunnel in &vpn.tunnels {
            let inside = tunnel.inside.value;
            let ends = [inside.aws_address(), inside.gcp_address()];
            for end in ends {
                let host = Cidr::containing(end, 32).unwrap();
                assert!(inside.cidr().contains(host), "{end}");
            }
            addresses.extend(ends);
        }
        addresses.sort_unstable();
        addresses.dedup();
        assert_eq!(addresses.len(), 8);
    }
}

fn codes(link: &str) -> Vec<&'static str> {
    let (_, findings) = checked("", link);
    findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn an_advertised_range_may_hold_the_vpc_and_not_lie_in_it() {
    let advertised = |range: &str| codes(&format!("gateway: vpn-gateway, advertise: [{range}]"));
    for (range, found) in [
        ("10.30.128.0/20", vec!["NET-001"]),
        ("10.31.0.0/16", vec!["NET-001"]),
        ("10.0.0.0/8", vec![]),
        ("192.168.0.0/16", vec![]),
        ("0.0.0.0/0", vec!["BGP-021"]),
    ] {
        assert_eq!(advertised(range), found, "{range}");
    }
}

#[test]
fn a_preference_is_judged_only_where_one_is_asked_for() {
    let equal = "gateway: vpn-gateway, bgp: { active-med: 200 }";
    assert!(codes(equal).is_empty());
    assert_eq!(
        codes(&format!("{equal}, priority: active-passive")),
        ["BGP-011"]
    );
}

#[test]
fn a_gateway_decides_how_many_ranges_are_too_many() {
    let ranges: Vec<String> = (0..98)
        .map(|number| format!("10.100.{number}.0/24"))
        .collect();
    for (count, gateway, found) in [
        (97, AwsVpnGateway::VpnGateway, vec![]),
        (98, AwsVpnGateway::VpnGateway, vec!["BGP-014"]),
        (98, AwsVpnGateway::TransitGateway, vec![]),
    ] {
        let link = format!(
            "gateway: {gateway}, advertise: [{}]",
            ranges[..count].join(", ")
        );
        assert_eq!(codes(&link), found, "{count} {gateway}");
    }
}
