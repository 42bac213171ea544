use std::fmt;
use std::net::Ipv4Addr;

use mcgen_diagnostics::{Span, Spanned};

use crate::{
    Asn, AwsNetwork, Cidr, CipherSuite, Fault, GcpNetwork, RoutedRange, Scalar, Site, TunnelInside,
    choice,
};

/// The private link between the two clouds of an environment.
#[derive(Debug, Clone)]
pub struct Link {
    /// The place of the `link` block.
    pub span: Span,
    /// The VPN that it is made of.
    pub vpn: Vpn,
}

choice! {
    /// What the tunnels end at in AWS.
    pub enum AwsVpnGateway {
        /// A virtual private gateway: one VPC, one tunnel at a time.
        VpnGateway = "vpn-gateway",
        /// A transit gateway: many VPCs, all tunnels at once (ECMP).
        TransitGateway = "transit-gateway",
    }
}

impl AwsVpnGateway {
    /// How the id of such a gateway begins.
    pub fn id_prefix(self) -> &'static str {
        match self {
            Self::VpnGateway => "vgw-",
            Self::TransitGateway => "tgw-",
        }
    }
}

choice! {
    /// Which tunnels AWS is asked to prefer, by the MED that Google Cloud sends.
    pub enum PathPriority {
        /// All alike.
        Balanced = "balanced",
        /// Those of the first connection; the second one waits.
        ActivePassive = "active-passive",
    }
}

choice! {
    /// What AWS does when a tunnel is new.
    pub enum StartupAction {
        /// Begin the negotiation.
        Start = "start",
        /// Wait for the other side to begin.
        Add = "add",
    }
}

choice! {
    /// What AWS does when the other end of a tunnel is silent.
    pub enum DpdAction {
        /// Begin a new negotiation.
        Restart = "restart",
        /// End the session and wait.
        Clear = "clear",
        /// Nothing.
        None = "none",
    }
}

/// Two AWS VPN connections of two tunnels each, to the two interfaces of a Google Cloud HA VPN gateway,
/// with BGP over every tunnel.
#[derive(Debug, Clone)]
pub struct Vpn {
    /// The place of the `vpn` block.
    pub span: Span,
    /// What the tunnels end at in AWS.
    pub gateway: Spanned<AwsVpnGateway>,
    /// The autonomous system of the AWS side.
    pub aws_asn: Spanned<Asn>,
    /// The autonomous system of the Google Cloud side: the Cloud Router and both customer gateways.
    pub gcp_asn: Spanned<Asn>,
    /// The algorithms of all tunnels.
    pub ciphers: CipherSuite,
    /// The tunnels, by their number.
    pub tunnels: [Tunnel; 4],
    /// How AWS keeps the tunnels up.
    pub options: TunnelOptions,
    /// The sessions of BGP.
    pub bgp: BgpSettings,
    /// Ranges that Google Cloud advertises to AWS besides its own.
    pub advertise: Vec<Spanned<Cidr>>,
    /// Whether Google Cloud advertises the range of cluster services.
    pub advertise_services: Spanned<bool>,
    /// Days that the logs of the tunnels are kept.
    pub log_retention_days: Spanned<u32>,
    /// The largest packet that hosts are told to send over the link, in bytes, when the file says so.
    pub mtu: Option<Spanned<u32>>,
    /// The traffic that the link must carry, in Mbit/s, when the file says so.
    pub expected_mbps: Option<Spanned<u32>>,
    /// What exists already and is used instead of made.
    pub existing: ExistingLink,
}

/// One tunnel. Tunnels 0 and 1 belong to the first connection, 2 and 3 to the second.
#[derive(Debug, Clone, Copy)]
pub struct Tunnel {
    /// Its number, 0 to 3, which is also that of the interface of the external gateway at Google Cloud.
    pub number: u8,
    /// The addresses of its ends inside of the tunnel.
    pub inside: Spanned<TunnelInside>,
    /// The MED with which Google Cloud advertises its ranges over it; the lowest wins.
    pub route_priority: Spanned<u32>,
}

impl Tunnel {
    /// The number of its VPN connection, 0 or 1: also that of its customer gateway, and of the interface
    /// of the HA VPN gateway.
    pub fn connection(&self) -> u8 {
        self.number / 2
    }

    /// Which tunnel of its connection it is at AWS, 1 or 2.
    pub fn of_connection(&self) -> u8 {
        self.number % 2 + 1
    }
}

/// How AWS keeps the tunnels up. Google Cloud has no such settings.
#[derive(Debug, Clone, Copy)]
pub struct TunnelOptions {
    /// The place of the block.
    pub span: Span,
    /// The life of the keys of phase 1, in seconds.
    pub phase1_lifetime_seconds: Spanned<u32>,
    /// The life of the keys of phase 2, in seconds.
    pub phase2_lifetime_seconds: Spanned<u32>,
    /// How long before the end of that life new keys are made, in seconds.
    pub rekey_margin_seconds: Spanned<u32>,
    /// By how much of the margin that moment is moved at random, percent.
    pub rekey_fuzz_percent: Spanned<u32>,
    /// Packets that may arrive out of order.
    pub replay_window_packets: Spanned<u32>,
    /// Seconds of silence after which the other end counts as dead.
    pub dpd_timeout_seconds: Spanned<u32>,
    /// What happens then.
    pub dpd_action: Spanned<DpdAction>,
    /// What happens when a tunnel is new.
    pub startup_action: Spanned<StartupAction>,
}

/// The sessions of BGP.
#[derive(Debug, Clone, Copy)]
pub struct BgpSettings {
    /// The place of the block.
    pub span: Span,
    /// Seconds between two signs of life of the Cloud Router; it waits for three. AWS waits 30 seconds.
    pub keepalive_seconds: Spanned<u32>,
    /// Which tunnels AWS is asked to prefer.
    pub priority: Spanned<PathPriority>,
    /// The MED over tunnels that are preferred, or over all.
    pub active_med: Spanned<u32>,
    /// The MED over tunnels that wait.
    pub passive_med: Spanned<u32>,
}

/// What exists already and is used instead of made.
#[derive(Debug, Clone, Default)]
pub struct ExistingLink {
    /// The id of the gateway in AWS, of the kind that the link asks for. A virtual private gateway is
    /// attached to the VPC already; a transit gateway is attached by mcgen.
    pub aws_gateway: Option<Spanned<String>>,
    /// The name of the Cloud Router.
    pub router: Option<Spanned<String>>,
    /// The HA VPN gateway.
    pub ha_vpn_gateway: Option<ExistingHaVpnGateway>,
}

/// An HA VPN gateway that exists already.
#[derive(Debug, Clone)]
pub struct ExistingHaVpnGateway {
    /// Its name.
    pub name: Spanned<String>,
    /// The public addresses of its interfaces 0 and 1.
    pub addresses: [Spanned<Ipv4Addr>; 2],
}

impl Vpn {
    /// What Google Cloud advertises to AWS, in order: nodes, pods, services where they are wanted, private
    /// services, further subnets, and further ranges.
    pub fn advertised_to_aws(&self, network: &GcpNetwork) -> Vec<RoutedRange> {
        let services = self.advertise_services.value;
        let own = [
            ("the nodes", Some(&network.cidr)),
            ("the pods", Some(&network.pods)),
            ("the services", services.then_some(&network.services)),
            ("private services", Some(&network.private_services)),
        ];
        let own = own
            .into_iter()
            .filter_map(|(owner, cidr)| Some((owner.to_owned(), cidr?)));
        let subnets = network
            .subnets
            .iter()
            .map(|subnet| (format!("the subnet `{}`", subnet.name), &subnet.cidr));
        let further = self
            .advertise
            .iter()
            .map(|cidr| ("a further range".to_owned(), cidr));
        own.chain(subnets)
            .chain(further)
            .map(|(owner, cidr)| range(Site::Gcp, owner, *cidr))
            .collect()
    }

    /// What AWS advertises to Google Cloud: the ranges of the VPC. A transit gateway adds those of whatever
    /// else is attached to it.
    pub fn advertised_to_gcp(&self, network: &AwsNetwork) -> Vec<RoutedRange> {
        network
            .vpc_ranges()
            .map(|cidr| range(Site::Aws, "the VPC".to_owned(), *cidr))
            .collect()
    }
}

fn range(site: Site, owner: String, cidr: Spanned<Cidr>) -> RoutedRange {
    RoutedRange { site, owner, cidr }
}

impl fmt::Display for Tunnel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tunnel {}", self.number)
    }
}

impl Scalar for Ipv4Addr {
    const EXPECTED: &'static str = "an IPv4 address such as `203.0.113.10`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        text.parse()
            .map_err(|_| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^(\d{1,3}\.){3}\d{1,3}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_tunnels_use_both_interfaces_and_both_tunnels_of_each_connection() {
        let places: Vec<(u8, u8)> = (0..4)
            .map(|number| {
                let inside = TunnelInside::first_free(&[]).unwrap();
                let tunnel = Tunnel {
                    number,
                    inside: inside.into(),
                    route_priority: 100.into(),
                };
                (tunnel.connection(), tunnel.of_connection())
            })
            .collect();
        assert_eq!(places, [(0, 1), (0, 2), (1, 1), (1, 2)]);
    }
}
