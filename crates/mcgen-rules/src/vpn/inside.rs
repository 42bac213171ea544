//! The addresses inside of the tunnels.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Environment, TunnelInside};

use super::sources::TUNNEL_OPTIONS;
use crate::Context;

pub(super) static TWICE: Rule = Rule {
    code: "VPN-003",
    slug: "inside-twice",
    severity: Severity::Error,
    summary: "two tunnels have the same range inside",
    fix: "give every tunnel a /30 of its own, or leave `tunnel-inside` out",
    explain: "The range inside of a tunnel is where its two ends speak BGP. AWS refuses a second tunnel \
with the same range on one gateway, and the Cloud Router a second interface with the same address, so \
the apply stops half way.\n\nmcgen compares the four tunnels of the link. With an existing router or \
gateway the ranges of its other tunnels count as well, which mcgen cannot see.",
    sources: &[TUNNEL_OPTIONS],
    waivable: false,
};

pub(super) fn twice(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let tunnels = &link.vpn.tunnels;
    for (index, tunnel) in tunnels.iter().enumerate() {
        let same = |other: &&mcgen_model::Tunnel| other.inside.value == tunnel.inside.value;
        let Some(first) = tunnels[..index].iter().find(same) else {
            continue;
        };
        let finding = Diagnostic::new(&TWICE)
            .at_value(&tunnel.inside, format!("{tunnel}"))
            .at_value(&first.inside, format!("{first}"))
            .because(format!("both have {}", tunnel.inside));
        let taken: Vec<TunnelInside> = tunnels.iter().map(|it| it.inside.value).collect();
        findings.push(match TunnelInside::first_free(&taken) {
            Some(free) => finding.help(format!("write `{free}` for {tunnel}")),
            None => finding,
        });
    }
}
