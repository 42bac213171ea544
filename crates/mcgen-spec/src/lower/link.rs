//! The link between the clouds: its defaults, and the ranges inside of the tunnels.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::{
    AwsVpnGateway, BgpSettings, CipherSuite, DhGroup, DpdAction, ExistingHaVpnGateway,
    ExistingLink, Link, PathPriority, PhaseCiphers, Scalar, StartupAction, Tunnel, TunnelInside,
    TunnelOptions, Vpn, VpnEncryption, VpnIntegrity,
};

use super::{given, items, or, sub_block};
use crate::blocks::{
    BgpSpec, CipherSpec, ExistingHaVpnGatewaySpec, ExistingLinkSpec, FourRanges, LinkSpec,
    TunnelOptionsSpec, VpnSpec,
};
use crate::rules;

/// `None` when what a link needs is missing; the reason has been reported.
pub(super) fn lower(spec: LinkSpec, span: Span, diagnostics: &mut Diagnostics) -> Option<Link> {
    let vpn = spec.vpn?;
    Some(Link {
        span,
        vpn: self::vpn(vpn.value, vpn.span, diagnostics)?,
    })
}

fn vpn(spec: VpnSpec, span: Span, diagnostics: &mut Diagnostics) -> Option<Vpn> {
    let gateway = spec.gateway?;
    let bgp = bgp(spec.bgp, spec.priority, span);
    let (logs_span, logs) = sub_block(spec.logs, span);
    Some(Vpn {
        span,
        aws_asn: spec.aws_asn?,
        gcp_asn: spec.gcp_asn?,
        ciphers: ciphers(spec.cipher, span)?,
        tunnels: tunnels(spec.tunnel_inside, &bgp, span)?,
        options: tunnel_options(spec.tunnel_options, span),
        bgp,
        advertise: items(spec.advertise),
        advertise_services: or(spec.advertise_services, false, span),
        log_retention_days: or(logs.retention_days, 90, logs_span),
        mtu: given(spec.mtu),
        expected_mbps: given(spec.expected_mbps),
        existing: existing(spec.existing, gateway.value, diagnostics),
        gateway,
    })
}

fn ciphers(field: Option<Spanned<CipherSpec>>, parent: Span) -> Option<CipherSuite> {
    let (span, spec) = sub_block(field, parent);
    let phase1 = PhaseCiphers {
        encryption: or(spec.encryption, VpnEncryption::Aes256Gcm, span),
        integrity: or(spec.integrity, VpnIntegrity::Sha2256, span),
        dh_group: or(spec.dh_group, DhGroup::parse("20").ok()?, span),
    };
    let (_, other) = sub_block(spec.phase2, span);
    Some(CipherSuite {
        phase1,
        phase2: PhaseCiphers {
            encryption: other.encryption.unwrap_or(phase1.encryption),
            integrity: other.integrity.unwrap_or(phase1.integrity),
            dh_group: other.dh_group.unwrap_or(phase1.dh_group),
        },
    })
}

fn bgp(
    field: Option<Spanned<BgpSpec>>,
    priority: Option<Spanned<PathPriority>>,
    parent: Span,
) -> BgpSettings {
    let (span, spec) = sub_block(field, parent);
    BgpSettings {
        span,
        keepalive_seconds: or(spec.keepalive_seconds, 20, span),
        priority: or(priority, PathPriority::Balanced, parent),
        active_med: or(spec.active_med, 100, span),
        passive_med: or(spec.passive_med, 200, span),
    }
}

/// The given ranges stay at their tunnels; the others take the first that is free, in order.
fn tunnels(
    field: Option<Spanned<FourRanges>>,
    bgp: &BgpSettings,
    parent: Span,
) -> Option<[Tunnel; 4]> {
    let (span, FourRanges(mut ranges)) = sub_block(field, parent);
    for number in 0..ranges.len() {
        if ranges[number].is_none() {
            let taken: Vec<TunnelInside> = ranges.iter().flatten().map(|it| it.value).collect();
            let free = TunnelInside::first_free(&taken)?;
            ranges[number] = Some(Spanned::default_at(free, span));
        }
    }
    let [first, second, third, fourth] = ranges;
    let tunnel = |number: u8, inside: Option<Spanned<TunnelInside>>| {
        let waits = bgp.priority.value == PathPriority::ActivePassive && number >= 2;
        Some(Tunnel {
            number,
            inside: inside?,
            route_priority: if waits {
                bgp.passive_med
            } else {
                bgp.active_med
            },
        })
    };
    Some([
        tunnel(0, first)?,
        tunnel(1, second)?,
        tunnel(2, third)?,
        tunnel(3, fourth)?,
    ])
}

fn tunnel_options(field: Option<Spanned<TunnelOptionsSpec>>, parent: Span) -> TunnelOptions {
    let (span, spec) = sub_block(field, parent);
    TunnelOptions {
        span,
        phase1_lifetime_seconds: or(spec.phase1_lifetime_seconds, 28_800, span),
        phase2_lifetime_seconds: or(spec.phase2_lifetime_seconds, 3_600, span),
        rekey_margin_seconds: or(spec.rekey_margin_seconds, 270, span),
        rekey_fuzz_percent: or(spec.rekey_fuzz_percent, 100, span),
        replay_window_packets: or(spec.replay_window_packets, 1_024, span),
        dpd_timeout_seconds: or(spec.dpd_timeout_seconds, 30, span),
        dpd_action: or(spec.dpd_action, DpdAction::Restart, span),
        startup_action: or(spec.startup_action, StartupAction::Start, span),
    }
}

fn existing(
    field: Option<Spanned<ExistingLinkSpec>>,
    gateway: AwsVpnGateway,
    diagnostics: &mut Diagnostics,
) -> ExistingLink {
    let Some(spec) = field.map(|block| block.value) else {
        return ExistingLink::default();
    };
    let aws_gateway: Option<Spanned<String>> = given(spec.aws_gateway);
    if let Some(id) = &aws_gateway
        && !is_id(id, gateway.id_prefix())
    {
        let prefix = gateway.id_prefix();
        diagnostics.push(
            Diagnostic::new(&rules::INVALID_VALUE)
                .at(id.span, format!("`{id}` is no id of a `{gateway}`"))
                .help(format!(
                    "write its id, `{prefix}` and hexadecimal digits, or another `gateway`"
                )),
        );
    }
    ExistingLink {
        aws_gateway,
        router: given(spec.router),
        ha_vpn_gateway: spec.ha_vpn_gateway.and_then(|it| ha_vpn_gateway(it.value)),
    }
}

fn ha_vpn_gateway(spec: ExistingHaVpnGatewaySpec) -> Option<ExistingHaVpnGateway> {
    Some(ExistingHaVpnGateway {
        name: given(spec.name)?,
        addresses: [spec.address0?, spec.address1?],
    })
}

fn is_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
