//! Which tunnels AWS is asked to prefer, by the MED.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Environment, PathPriority};

use super::sources::{ROUTE_PRIORITY, ROUTER_PEER};
use crate::Context;

pub(super) static NO_PREFERENCE: Rule = Rule {
    code: "BGP-011",
    slug: "passive-tunnels-preferred",
    severity: Severity::Warning,
    summary: "the tunnels that should wait are not the less preferred ones",
    fix: "write a `passive-med` above `active-med`, or leave both out",
    explain: "When two paths have an AS path of the same length, AWS takes the one with the lowest MED. \
With `priority: active-passive` Google Cloud advertises a low MED over the tunnels of the first \
connection and a high one over those of the second. With equal values nothing is preferred, and with a \
lower one for the second connection it is the wrong half.\n\nDefaults are 100 and 200. They differ by \
connection and not by tunnel, so that AWS can take one tunnel of a connection away for maintenance and \
traffic stays on that connection.",
    sources: &[ROUTE_PRIORITY, ROUTER_PEER],
    waivable: true,
};

pub(super) fn no_preference(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let bgp = &link.vpn.bgp;
    let (active, passive) = (&bgp.active_med, &bgp.passive_med);
    if bgp.priority.value != PathPriority::ActivePassive || active.value < passive.value {
        return;
    }
    let what = if active.value == passive.value {
        "both are equal, so nothing is preferred".to_owned()
    } else {
        format!("the lowest wins, and {passive} is lower than {active}")
    };
    findings.push(
        Diagnostic::new(&NO_PREFERENCE)
            .at_value(passive, "tunnels that should wait")
            .at_value(active, "tunnels that should be preferred")
            .at_value(&bgp.priority, "asks for a preference")
            .because(what)
            .help(format!(
                "write `passive-med: {}`",
                u64::from(active.value) + 100
            )),
    );
}
