use std::net::Ipv4Addr;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{
    Asn, AwsVpnGateway, Cidr, DhGroup, DpdAction, PathPriority, StartupAction, TunnelInside,
    VpnEncryption, VpnIntegrity,
};
use serde_json::{Map, Value, json};

use crate::decode::{Decode, List, Number, Switch, Text, block, wrong_type};
use crate::node::{Node, NodeKind};
use crate::rules;

block! {
    /// The private link between AWS and Google Cloud.
    pub struct LinkSpec at "link" {
        /// Two VPN connections, four tunnels, BGP over each.
        required vpn: VpnSpec,
    }

    /// The VPN between AWS and Google Cloud.
    pub struct VpnSpec at "link.vpn" {
        /// What the tunnels end at in AWS: `vpn-gateway` or `transit-gateway`.
        required gateway: AwsVpnGateway,
        /// The autonomous system of the AWS side: `64512`.
        required aws_asn: Asn,
        /// The autonomous system of the Google Cloud side, another one: `65000`.
        required gcp_asn: Asn,
        /// The algorithms of all tunnels; AES256-GCM-16, SHA2-256 and group 20 by default.
        optional cipher: CipherSpec,
        /// The four ranges inside of the tunnels; free ones from 169.254.10.0/30 on by default.
        optional tunnel_inside: FourRanges,
        /// Which tunnels AWS is asked to prefer; `balanced` by default.
        optional priority: PathPriority,
        /// The sessions of BGP.
        optional bgp: BgpSpec,
        /// How AWS keeps the tunnels up.
        optional tunnel_options: TunnelOptionsSpec,
        /// Ranges that Google Cloud advertises to AWS besides its own.
        optional advertise: List<Cidr>,
        /// Whether Google Cloud advertises the range of cluster services; `false` by default.
        optional advertise_services: Switch,
        /// Logs of the tunnels; they are always on.
        optional logs: VpnLogsSpec,
        /// The largest packet that hosts are told to send over the link, in bytes.
        optional mtu: Number,
        /// The traffic that the link must carry, in Mbit/s.
        optional expected_mbps: Number,
        /// What exists already and is used instead of made.
        optional existing: ExistingLinkSpec,
    }

    /// The algorithms of the tunnels, one in each role.
    pub struct CipherSpec at "link.vpn.cipher" {
        /// Encryption; `AES256-GCM-16` by default.
        optional encryption: VpnEncryption,
        /// Integrity; `SHA2-256` by default.
        optional integrity: VpnIntegrity,
        /// The Diffie-Hellman group; 20 by default.
        optional dh_group: DhGroup,
        /// What phase 2 has otherwise than phase 1; nothing by default.
        optional phase2: PhaseCipherSpec,
    }

    /// The algorithms of phase 2.
    pub struct PhaseCipherSpec at "link.vpn.cipher.phase2" {
        /// Encryption; that of phase 1 by default.
        optional encryption: VpnEncryption,
        /// Integrity; that of phase 1 by default.
        optional integrity: VpnIntegrity,
        /// The group of perfect forward secrecy; that of phase 1 by default.
        optional dh_group: DhGroup,
    }

    /// The sessions of BGP.
    pub struct BgpSpec at "link.vpn.bgp" {
        /// Seconds between two signs of life of the Cloud Router; 20 by default.
        optional keepalive_seconds: Number,
        /// The MED over tunnels that are preferred, or over all; 100 by default.
        optional active_med: Number,
        /// The MED over tunnels that wait; 200 by default.
        optional passive_med: Number,
    }

    /// How AWS keeps the tunnels up. Google Cloud has no such settings.
    pub struct TunnelOptionsSpec at "link.vpn.tunnel-options" {
        /// The life of the keys of phase 1; 28800 by default.
        optional phase1_lifetime_seconds: Number,
        /// The life of the keys of phase 2; 3600 by default.
        optional phase2_lifetime_seconds: Number,
        /// How long before the end of that life new keys are made; 270 by default.
        optional rekey_margin_seconds: Number,
        /// By how much of the margin that moment is moved at random; 100 by default.
        optional rekey_fuzz_percent: Number,
        /// Packets that may arrive out of order; 1024 by default.
        optional replay_window_packets: Number,
        /// Silence after which the other end counts as dead; 30 by default.
        optional dpd_timeout_seconds: Number,
        /// What happens then; `restart` by default.
        optional dpd_action: DpdAction,
        /// What happens when a tunnel is new; `start` by default.
        optional startup_action: StartupAction,
    }

    /// Logs of the tunnels.
    pub struct VpnLogsSpec at "link.vpn.logs" {
        /// Days that they are kept; 90 by default.
        optional retention_days: Number,
    }

    /// What exists already and is used instead of made.
    pub struct ExistingLinkSpec at "link.vpn.existing" {
        /// The id of the gateway in AWS: `vgw-…`, attached to the VPC, or `tgw-…`.
        optional aws_gateway: Text,
        /// The name of the Cloud Router.
        optional router: Text,
        /// The HA VPN gateway.
        optional ha_vpn_gateway: ExistingHaVpnGatewaySpec,
    }

    /// An HA VPN gateway that exists already.
    pub struct ExistingHaVpnGatewaySpec at "link.vpn.existing.ha-vpn-gateway" {
        /// Its name.
        required name: Text,
        /// The public address of its interface 0.
        required address0: Ipv4Addr,
        /// The public address of its interface 1.
        required address1: Ipv4Addr,
    }
}

/// The ranges inside of the four tunnels, in the order of their numbers. One that could not be read has
/// been reported and is absent, so that the others keep their places.
#[derive(Debug, Clone, Copy, Default)]
pub struct FourRanges(pub [Option<Spanned<TunnelInside>>; 4]);

impl Decode for FourRanges {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let NodeKind::Sequence(items) = &node.kind else {
            diagnostics.push(wrong_type(node, "a list of four ranges"));
            return None;
        };
        if items.len() != 4 {
            diagnostics.push(
                Diagnostic::new(&rules::INVALID_VALUE)
                    .at(
                        node.span,
                        format!("{} ranges for four tunnels", items.len()),
                    )
                    .help("write one /30 for each tunnel, or leave `tunnel-inside` out"),
            );
        }
        let mut ranges = [None; 4];
        for (range, item) in ranges.iter_mut().zip(items) {
            *range = TunnelInside::decode(item, diagnostics)
                .map(|value| Spanned::given(value, item.span));
        }
        Some(Self(ranges))
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let items = TunnelInside::schema(definitions);
        json!({ "type": "array", "items": items, "minItems": 4, "maxItems": 4 })
    }
}
