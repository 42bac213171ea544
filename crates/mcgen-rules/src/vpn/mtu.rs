//! The room that the tunnels leave in a packet.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::{Environment, Vpn};

use super::sources::{CUSTOMER_GATEWAY, MTU};
use crate::Context;

/// The largest packet of plain Ethernet, in bytes.
const ETHERNET: u32 = 1500;

pub(super) static TOO_LARGE: Rule = Rule {
    code: "VPN-029",
    slug: "packets-larger-than-the-tunnel",
    severity: Severity::Warning,
    summary: "packets of this size do not cross the link whole",
    fix: "write the largest packet that crosses a tunnel, or leave `mtu` out",
    explain: "Encryption takes room: of 1460 bytes that cross between the two gateways, 1406 are left \
with AES-GCM, 1390 with AES-CBC and SHA-1 or SHA2-256, and 1374 with the longer SHA-2. Both clouds \
lower the segment size of TCP as connections are opened (1366, 1350, 1334), so databases do not notice. \
What is not TCP, and TCP behind something that hides its beginning, loses larger packets: short \
answers arrive and long ones hang.\n\nmcgen changes no MTU of a host. `mtu` declares what the hosts are \
told, and this rule compares.",
    sources: &[MTU, CUSTOMER_GATEWAY],
    waivable: true,
};

pub(super) static JUMBO: Rule = Rule {
    code: "VPN-030",
    slug: "jumbo-frames-over-the-link",
    severity: Severity::Warning,
    summary: "jumbo frames do not cross the link",
    fix: "leave jumbo frames to what stays inside of one cloud, and let ICMP through",
    explain: "Hosts of AWS send up to 9001 bytes and those of Google Cloud up to 8896 where the network \
says so. AWS Site-to-Site VPN takes no jumbo frames and answers none with the size that would fit (no \
path MTU discovery), and Cloud VPN does not fragment what it has encrypted. TCP is saved by the segment \
size that both gateways lower; a datagram of that size is lost without a word.",
    sources: &[CUSTOMER_GATEWAY, MTU],
    waivable: true,
};

/// The declared size when it is larger than what crosses a tunnel.
fn declared(environment: &Environment) -> Option<(&Vpn, &Spanned<u32>)> {
    let vpn = &environment.link.as_ref()?.vpn;
    let mtu = vpn.mtu.as_ref()?;
    (mtu.value > vpn.ciphers.payload_mtu()).then_some((vpn, mtu))
}

fn finding(rule: &'static Rule, vpn: &Vpn, mtu: &Spanned<u32>) -> Diagnostic {
    let ciphers = &vpn.ciphers;
    let phase = &ciphers.phase2;
    let algorithms = if phase.encryption.is_aead() {
        format!("`{}`", phase.encryption)
    } else {
        format!("`{}` and `{}`", phase.encryption, phase.integrity)
    };
    Diagnostic::new(rule)
        .at_value(mtu, format!("{mtu} bytes"))
        .at_value(&phase.encryption, "takes a part of each packet")
        .because(format!(
            "{} bytes cross a tunnel with {algorithms}, {} of them for TCP",
            ciphers.payload_mtu(),
            ciphers.max_segment_size()
        ))
        .help(format!(
            "write `mtu: {}`, or leave it out",
            ciphers.payload_mtu()
        ))
}

pub(super) fn too_large(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let declared = declared(environment).filter(|(_, mtu)| mtu.value <= ETHERNET);
    findings.extend(declared.map(|(vpn, mtu)| finding(&TOO_LARGE, vpn, mtu)));
}

pub(super) fn jumbo(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let declared = declared(environment).filter(|(_, mtu)| mtu.value > ETHERNET);
    findings.extend(declared.map(|(vpn, mtu)| finding(&JUMBO, vpn, mtu)));
}
