//! How soon a lost side is noticed, and how soon clients are sent to the other.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::cloudflare;
use mcgen_model::{Duration, Environment, SwitchPart, TrafficManager};

use super::sources::{CLOUDFLARE_LIMITATIONS, CLOUDFLARE_MONITORS, ROUTE53_ALIAS, ROUTE53_HEALTH};
use super::traffic;
use crate::Context;

pub(super) static INTERVAL_OF_PLAN: Rule = Rule {
    code: "LB-006",
    slug: "interval-of-the-plan",
    severity: Severity::Warning,
    summary: "the plan may not allow this interval between checks",
    fix: "write an interval that the plan allows, or name the plan",
    explain: "Cloudflare takes intervals from 10 seconds on with an Enterprise plan, and from 15 seconds \
on with the others; an hour is the longest. The bounds are those of its page on limitations, which has \
named others before (60 seconds), so this is a warning: whether your account allows an interval shows when the monitor is made.",
    sources: &[CLOUDFLARE_LIMITATIONS],
    waivable: true,
};

pub(super) static DETECTION: Rule = Rule {
    code: "LB-007",
    slug: "detection-longer-than-the-objective",
    severity: Severity::Warning,
    summary: "the loss of a side is noticed too late for the objective",
    fix: "shorten the interval or the number of failed checks, or allow a longer `rto`",
    explain: "A side counts as lost when so many checks in a row have failed: the interval times that \
number, and in the last check every attempt up to its timeout. With Cloudflare that is `interval x \
consecutive-down + (retries + 1) x timeout`; with Route 53 `interval x failure-threshold` and six seconds for the answer. \
Sixty seconds between checks are never noticed in thirty.\n\nThe decision, the promotion and DNS come after that.",
    sources: &[CLOUDFLARE_MONITORS, ROUTE53_HEALTH],
    waivable: true,
};

pub(super) static SWITCH: Rule = Rule {
    code: "LB-015",
    slug: "switch-longer-than-the-objective",
    severity: Severity::Warning,
    summary: "clients are moved too late for the objective",
    fix: "shorten the checks or the time to live, or allow a longer `rto`",
    explain: "Clients notice a failover after it was detected and after the DNS answers that they hold \
have ended: the time to live of the record, and a minute for an alias to a load balancer of AWS, whatever \
is written. Some clients hold answers longer than they may. A name that is proxied by Cloudflare keeps its addresses, and needs no \
time for DNS at all.",
    sources: &[ROUTE53_HEALTH, ROUTE53_ALIAS],
    waivable: true,
};

pub(super) fn interval_of_plan(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = traffic(environment).and_then(|it| it.cloudflare()) else {
        return;
    };
    let bounds = cloudflare::interval_seconds(settings.plan.value);
    let interval = &settings.monitor.interval_seconds;
    if !bounds.contains(interval.value) {
        let nearest = interval.value.clamp(bounds.min, bounds.max);
        findings.push(
            Diagnostic::new(&INTERVAL_OF_PLAN)
                .at_value(interval, format!("{interval} seconds"))
                .because(format!(
                    "the plan `{}` allows {bounds} seconds",
                    settings.plan
                ))
                .help(format!("write `{nearest}`, the nearest that it allows")),
        );
    }
}

pub(super) fn detection(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((manager, rto)) = claimed(environment) else {
        return;
    };
    let parts = manager.detection();
    let needed = sum(&parts);
    if needed > rto.value {
        findings.push(
            Diagnostic::new(&DETECTION)
                .at_value(rto, format!("{rto} without writes"))
                .at_value(interval(manager), "between two checks")
                .because(format!(
                    "a lost side is noticed after {needed}: {}",
                    counted(&parts)
                ))
                .help(format!(
                    "shorten the checks, or write an `rto` of {needed} or more"
                )),
        );
    }
}

pub(super) fn switch(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((manager, rto)) = claimed(environment) else {
        return;
    };
    let mut parts = manager.detection();
    let noticed = sum(&parts);
    parts.push(manager.propagation());
    let needed = sum(&parts);
    if noticed <= rto.value && needed > rto.value {
        findings.push(
            Diagnostic::new(&SWITCH)
                .at_value(rto, format!("{rto} without writes"))
                .because(format!(
                    "clients are moved after {needed}: {}",
                    counted(&parts)
                ))
                .help(format!(
                    "write an `rto` of {needed} or more, or shorten the parts"
                )),
        );
    }
}

/// What steers, and how fast it should be. Where two sides write the whole outage is summed up by a rule of
/// its own, DR-012.
fn claimed(environment: &Environment) -> Option<(&TrafficManager, &Spanned<Duration>)> {
    if environment.strategy.active_active().is_some() {
        return None;
    }
    let rto = environment.objectives.rto.as_ref()?;
    Some((&traffic(environment)?.manager, rto))
}

fn interval(manager: &TrafficManager) -> &Spanned<u32> {
    match manager {
        TrafficManager::Cloudflare(it) => &it.monitor.interval_seconds,
        TrafficManager::Route53(it) => &it.interval_seconds,
    }
}

fn sum(parts: &[SwitchPart]) -> Duration {
    let seconds = parts.iter().map(|it| it.time.seconds());
    Duration::from_seconds(seconds.fold(0, u32::saturating_add))
}

fn counted(parts: &[SwitchPart]) -> String {
    let parts: Vec<&str> = parts.iter().map(|it| it.counted.as_str()).collect();
    parts.join(", ")
}
