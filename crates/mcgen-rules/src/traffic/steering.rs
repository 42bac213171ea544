//! How one of the two sides is chosen.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::cloudflare;
use mcgen_model::{Environment, SessionAffinity, SteeringPolicy, TrafficManager};

use super::sources::{CLOUDFLARE_LOAD_BALANCER, CLOUDFLARE_POOL, ROUTE53_GEO};
use super::traffic;
use crate::Context;

pub(super) static SPREAD: Rule = Rule {
    code: "LB-002",
    slug: "traffic-on-both-sides",
    severity: Severity::Error,
    summary: "a standby gets traffic while the primary is healthy",
    fix: "write `steering: failover`, or leave the key out",
    explain: "Only `failover` (the policy `off` of Cloudflare, with the primary first and the standby \
second, or the failover records of Route 53) sends every client to the primary while it is healthy. `latency` \
goes by round trips and sends each client to the nearest side, `geo` goes by regions, `weighted` by chance: all three send writes to \
the standby, whose database refuses them, or, where it does not, gets rows that the primary never \
sees.\n\nAn application that runs on both sides and writes to the primary over the link may be spread; \
accept the finding with that reason.",
    sources: &[CLOUDFLARE_LOAD_BALANCER],
    waivable: true,
};

pub(super) static AFFINITY: Rule = Rule {
    code: "LB-004",
    slug: "cookie-or-time-to-live",
    severity: Severity::Error,
    summary: "this does not go with how requests reach Cloudflare",
    fix: "keep `proxied: true` for session affinity, and leave `ttl-seconds` out with it",
    explain: "Session affinity is a cookie, which Cloudflare can set only where requests pass through it \
(`proxied: true`); it lives for 1800 to 604800 seconds. A time to live of DNS answers is the opposite: \
Cloudflare takes one only where requests do not pass through it.",
    sources: &[CLOUDFLARE_LOAD_BALANCER],
    waivable: false,
};

pub(super) static MISSING_SIDES: Rule = Rule {
    code: "LB-005",
    slug: "policy-without-sides",
    severity: Severity::Error,
    summary: "the policy has nothing to choose by",
    fix: "give `regions` with `geo`, `weights` with `weighted` and `latency-region` with `latency`, and none without its policy",
    explain: "`geo` sends the clients of a region to the side that `regions` names, and everybody else \
to the side that comes first; without any region it is `failover` with a longer name. `weighted` needs a share above \
zero for one side at least. `latency` needs nothing but health checks, which mcgen always makes. A key that the policy does not \
read has no effect, and says something that is not so.",
    sources: &[CLOUDFLARE_LOAD_BALANCER, CLOUDFLARE_POOL, ROUTE53_GEO],
    waivable: false,
};

pub(super) fn spread(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(traffic), Some(strategy)) =
        (traffic(environment), environment.strategy.primary_replica())
    else {
        return;
    };
    let policy = traffic.manager.steering();
    if policy.value != SteeringPolicy::Failover {
        let standby = strategy.primary.value.other();
        findings.push(
            Diagnostic::new(&SPREAD)
                .at_value(policy, format!("`{policy}` spreads the clients"))
                .at_value(&strategy.primary, "only this side takes writes")
                .because(format!(
                    "clients that are sent to {standby} while {} takes the writes get errors, or write \
                     what is never replicated",
                    strategy.primary
                ))
                .help("write `steering: failover`"),
        );
    }
}

pub(super) fn affinity(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = traffic(environment).and_then(|it| it.cloudflare()) else {
        return;
    };
    let (proxied, wanted) = (&settings.proxied, &settings.session_affinity);
    let with_cookie = wanted.value != SessionAffinity::None;
    if with_cookie && !proxied.value {
        findings.push(
            Diagnostic::new(&AFFINITY)
                .at_value(wanted, "a cookie")
                .at_value(proxied, "requests do not pass through Cloudflare")
                .help("write `proxied: true`, or `session-affinity: none`"),
        );
    }
    let (ttl, bounds) = (
        &settings.session_affinity_ttl_seconds,
        cloudflare::cookie_ttl_seconds(),
    );
    if with_cookie && !bounds.contains(ttl.value) {
        let nearest = ttl.value.clamp(bounds.min, bounds.max);
        findings.push(
            Diagnostic::new(&AFFINITY)
                .at_value(ttl, format!("{ttl} seconds"))
                .because(format!("a cookie of Cloudflare lives for {bounds} seconds"))
                .help(format!("write `{nearest}`, the nearest that it takes")),
        );
    }
    if settings.ttl_seconds.given && proxied.value {
        findings.push(
            Diagnostic::new(&AFFINITY)
                .at_value(&settings.ttl_seconds, "a time to live of DNS answers")
                .at_value(proxied, "requests pass through Cloudflare")
                .help("remove `ttl-seconds`, or write `proxied: false`"),
        );
    }
}

pub(super) fn missing_sides(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let manager = &traffic.manager;
    let policy = manager.steering();
    let is = |it: SteeringPolicy| policy.value == it;
    let first = manager.first_of_a_region();
    if is(SteeringPolicy::Geo) && first.is_none() {
        let regions = match manager {
            TrafficManager::Cloudflare(_) => "{ NEAS: aws, WEU: gcp }",
            TrafficManager::Route53(_) => "{ asia: aws, europe: gcp }",
        };
        findings.push(
            Diagnostic::new(&MISSING_SIDES)
                .at_value(policy, "no region has a side")
                .help(format!("add `regions`, such as `{regions}`")),
        );
    }
    if let Some(side) = first
        && !is(SteeringPolicy::Geo)
    {
        findings.push(without_effect(
            side,
            "the side of a region",
            policy,
            "remove `regions`, or write `steering: geo`",
        ));
    }
    let weights = manager.weights().values();
    if is(SteeringPolicy::Weighted) && weights.clone().all(|it| it.value == 0) {
        findings.push(
            Diagnostic::new(&MISSING_SIDES)
                .at_value(policy, "neither side has a share")
                .help("give one side at least a share above 0 in `weights`"),
        );
    }
    if let Some(weight) = weights.clone().find(|it| it.given)
        && !is(SteeringPolicy::Weighted)
    {
        findings.push(without_effect(
            weight,
            "the share of a side",
            policy,
            "remove `weights`, or write `steering: weighted`",
        ));
    }
    let region = traffic.route53().and_then(|it| it.latency_region.as_ref());
    if let Some(region) = region
        && !is(SteeringPolicy::Latency)
    {
        findings.push(without_effect(
            region,
            "whose round trips stand for Google Cloud",
            policy,
            "remove `latency-region`, or write `steering: latency`",
        ));
    }
}

fn without_effect<T>(
    key: &Spanned<T>,
    what: &str,
    policy: &Spanned<SteeringPolicy>,
    help: &str,
) -> Diagnostic {
    Diagnostic::new(&MISSING_SIDES)
        .at_value(key, what)
        .at_value(policy, format!("`{policy}` does not read it"))
        .help(help)
}
