//! How AWS keeps the tunnels up.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::Bounds;
use mcgen_model::catalog::site_to_site_vpn;
use mcgen_model::{DpdAction, Environment, StartupAction};

use super::sources::{INITIATION, TUNNEL_OPTIONS};
use crate::Context;

pub(super) static LIFETIMES: Rule = Rule {
    code: "VPN-018",
    slug: "lifetime-of-keys",
    severity: Severity::Error,
    summary: "AWS does not take this lifetime of keys",
    fix: "write 900 to 28800 seconds for phase 1, and fewer, at most 3600, for phase 2",
    explain: "AWS takes 900 to 28800 seconds for the keys of phase 1 and 900 to 3600 for those of phase \
2, and refuses a phase 2 that lives as long as phase 1 or longer. The defaults are the longest.\n\nThe \
lifetimes of Cloud VPN are fixed and longer (36000 and 10800 seconds), so it is AWS that makes new keys \
first; the two ends need not agree. See VPN-019.",
    sources: &[TUNNEL_OPTIONS],
    waivable: false,
};

pub(super) static REKEY_AND_SILENCE: Rule = Rule {
    code: "VPN-020",
    slug: "tunnel-option-out-of-bounds",
    severity: Severity::Error,
    summary: "AWS does not take this option of a tunnel",
    fix: "write a value within the bounds, or leave it out",
    explain: "AWS makes new keys some time before the old ones end: the margin is 60 seconds at the \
least and half of the lifetime of phase 2 at the most, moved at random by up to 100 percent of itself. \
The window against repeated packets has 64 to 2048 packets. The other end counts as dead after 30 \
seconds of silence at the earliest. What lies outside is refused when the connection is made.",
    sources: &[TUNNEL_OPTIONS],
    waivable: false,
};

pub(super) static NOBODY_BEGINS: Rule = Rule {
    code: "VPN-024",
    slug: "tunnel-that-stays-down",
    severity: Severity::Warning,
    summary: "AWS does not begin again after a silence",
    fix: "write `dpd-action: restart`, or leave it out",
    explain: "With `startup-action: start` AWS begins the negotiation when a tunnel is new. What it does \
after the other end was silent is a second option: with `clear` it ends the session and waits, with \
`none` it keeps a session that is dead. The tunnel then comes back only when Cloud VPN begins, or not at \
all until somebody looks. `start` belongs with `restart`, both the default of mcgen; the defaults of AWS \
are `add` and `clear`, with which AWS always waits for the other end.",
    sources: &[INITIATION, TUNNEL_OPTIONS],
    waivable: true,
};

pub(super) fn lifetimes(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let bounds = site_to_site_vpn::tunnel_options();
    let (phase1, phase2) = (
        &link.vpn.options.phase1_lifetime_seconds,
        &link.vpn.options.phase2_lifetime_seconds,
    );
    let outside = [
        out_of_bounds(
            &LIFETIMES,
            "phase 1",
            "seconds",
            phase1,
            bounds.phase1_lifetime_seconds,
        ),
        out_of_bounds(
            &LIFETIMES,
            "phase 2",
            "seconds",
            phase2,
            bounds.phase2_lifetime_seconds,
        ),
    ];
    let mut outside: Vec<Diagnostic> = outside.into_iter().flatten().collect();
    if outside.is_empty() && phase2.value >= phase1.value {
        outside.push(
            Diagnostic::new(&LIFETIMES)
                .at_value(phase2, "phase 2")
                .at_value(phase1, "phase 1")
                .because(format!("{phase2} seconds are not fewer than {phase1}"))
                .help("write a shorter lifetime for phase 2 than for phase 1"),
        );
    }
    findings.extend(outside);
}

fn out_of_bounds(
    rule: &'static Rule,
    what: &str,
    unit: &str,
    value: &Spanned<u32>,
    bounds: Bounds,
) -> Option<Diagnostic> {
    let nearest = value.value.clamp(bounds.min, bounds.max);
    (!bounds.contains(value.value)).then(|| {
        Diagnostic::new(rule)
            .at_value(value, what)
            .because(format!("AWS takes {bounds} {unit}"))
            .help(format!("write `{nearest}`, the nearest that AWS takes"))
    })
}

pub(super) fn rekey_and_silence(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(link) = &environment.link else {
        return;
    };
    let (options, bounds) = (&link.vpn.options, site_to_site_vpn::tunnel_options());
    let rule = &REKEY_AND_SILENCE;
    let margin = &options.rekey_margin_seconds;
    let outside = out_of_bounds(
        rule,
        "the margin before new keys",
        "seconds",
        margin,
        bounds.rekey_margin_seconds,
    );
    let lifetime = &options.phase2_lifetime_seconds;
    if outside.is_none() && margin.value > lifetime.value / 2 {
        findings.push(
            Diagnostic::new(rule)
                .at_value(margin, "the margin before new keys")
                .at_value(lifetime, "the lifetime of phase 2")
                .because(format!("{margin} seconds are more than half of {lifetime}"))
                .help(format!("write `{}` or less", lifetime.value / 2)),
        );
    }
    findings.extend(outside);
    findings.extend(out_of_bounds(
        rule,
        "how far that moment is moved",
        "percent",
        &options.rekey_fuzz_percent,
        bounds.rekey_fuzz_percent,
    ));
    findings.extend(out_of_bounds(
        rule,
        "the window against repeated packets",
        "packets",
        &options.replay_window_packets,
        bounds.replay_window_packets,
    ));
    findings.extend(out_of_bounds(
        rule,
        "the silence that is waited for",
        "seconds",
        &options.dpd_timeout_seconds,
        bounds.dpd_timeout_seconds,
    ));
}

pub(super) fn nobody_begins(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(link) = &environment.link else {
        return;
    };
    let options = &link.vpn.options;
    let (startup, dpd) = (&options.startup_action, &options.dpd_action);
    let what = match dpd.value {
        DpdAction::Restart => return,
        DpdAction::Clear => "ends the session and waits",
        DpdAction::None => "keeps a session that is dead",
    };
    if startup.value == StartupAction::Start {
        findings.push(
            Diagnostic::new(&NOBODY_BEGINS)
                .at_value(dpd, "after a silence")
                .at_value(startup, "when a tunnel is new")
                .because(format!("AWS begins once, and after a silence {what}")),
        );
    }
}
