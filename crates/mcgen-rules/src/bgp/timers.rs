//! How soon a session notices that the other end is gone.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::Environment;
use mcgen_model::catalog::bgp;

use super::sources::TIMERS;
use crate::Context;

pub(super) static KEEPALIVE: Rule = Rule {
    code: "BGP-009",
    slug: "keepalive-out-of-bounds",
    severity: Severity::Error,
    summary: "a Cloud Router does not take this keepalive",
    fix: "write 20 to 60 seconds, or leave `keepalive-seconds` out",
    explain: "A Cloud Router sends a sign of life every 20 to 60 seconds and waits for three times as \
long; the API refuses other intervals.",
    sources: &[TIMERS],
    waivable: false,
};

pub(super) static LONGER_HOLD: Rule = Rule {
    code: "BGP-010",
    slug: "longer-keepalive",
    severity: Severity::Warning,
    summary: "a longer keepalive does not make the session wait longer",
    fix: "leave `keepalive-seconds` out",
    explain: "The two ends of a session use the smaller of their two hold times. AWS asks for 30 \
seconds, less than three keepalives of the Cloud Router can ever be, so a lost tunnel is noticed after \
30 seconds at the latest whatever is written. A longer keepalive promises a patience that the session \
does not have.",
    sources: &[TIMERS],
    waivable: true,
};

pub(super) fn keepalive(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let bounds = bgp::timers().keepalive_seconds;
    let keepalive = environment
        .link
        .iter()
        .map(|link| &link.vpn.bgp.keepalive_seconds);
    for keepalive in keepalive.filter(|it| !bounds.contains(it.value)) {
        let nearest = keepalive.value.clamp(bounds.min, bounds.max);
        findings.push(
            Diagnostic::new(&KEEPALIVE)
                .at_value(keepalive, format!("{keepalive} seconds"))
                .because(format!("a Cloud Router takes {bounds} seconds"))
                .help(format!("write `{nearest}`, the nearest that it takes")),
        );
    }
}

pub(super) fn longer_hold(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let timers = bgp::timers();
    let keepalive = environment
        .link
        .iter()
        .map(|link| &link.vpn.bgp.keepalive_seconds);
    let legal = keepalive.filter(|it| timers.keepalive_seconds.contains(it.value));
    for keepalive in legal.filter(|it| it.value > timers.default_keepalive_seconds) {
        findings.push(
            Diagnostic::new(&LONGER_HOLD)
                .at_value(keepalive, format!("{keepalive} seconds"))
                .because(format!(
                    "the Cloud Router would wait for {} seconds, AWS for {}; the smaller is used",
                    keepalive.value * 3,
                    timers.aws_hold_seconds
                )),
        );
    }
}
