//! Names of what exists already on Google Cloud.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::Environment;

use super::sources::{GCE_NAMES, ROUTER_PEER};
use crate::Context;

pub(super) static NAMES: Rule = Rule {
    code: "BGP-008",
    slug: "name-of-a-router",
    severity: Severity::Error,
    summary: "no router or gateway of Google Cloud has this name",
    fix: "write the name alone: lower-case letters, digits and hyphens, at most 63",
    explain: "A Cloud Router and an HA VPN gateway have names of 1 to 63 lower-case letters, digits and \
hyphens that begin with a letter and do not end with a hyphen; a peer of a router needs two characters \
at the least. `existing` takes the name alone, not the path or the address of the resource.\n\nThe names \
of interfaces and peers are mcgen's own, shortened by a hash where they become too long.",
    sources: &[GCE_NAMES, ROUTER_PEER],
    waivable: false,
};

pub(super) fn check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let existing = &link.vpn.existing;
    let router = existing.router.iter();
    let gateway = existing.ha_vpn_gateway.iter().map(|it| &it.name);
    for name in router.chain(gateway).filter(|name| !is_legal(name)) {
        let finding = Diagnostic::new(&NAMES)
            .at_value(name, format!("`{name}`"))
            .because("it is no name of a resource of Compute Engine");
        let last = name.rsplit('/').next().unwrap_or_default();
        findings.push(if is_legal(last) {
            finding.help(format!("write `{last}`"))
        } else {
            finding
        });
    }
}

fn is_legal(name: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(inner)
        && !name.ends_with('-')
}
