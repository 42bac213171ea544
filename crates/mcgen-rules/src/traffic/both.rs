//! Both sides take clients: what goes with that, and what goes with a primary only.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Environment, SteeringPolicy, TrafficSteering};

use super::sources::{CLOUDFLARE_LOAD_BALANCER, CLOUDFLARE_POOL, R2_BACKEND, ROUTE53_HEALTH};
use super::traffic;
use crate::Context;

pub(super) static DRAINED_STANDBY: Rule = Rule {
    code: "LB-035",
    slug: "drained-beside-a-primary",
    severity: Severity::Error,
    summary: "a side is drained where only one takes writes",
    fix: "remove `drained`, and change `primary` to move the clients",
    explain: "`drained` takes one of two sides that write out of the traffic, and the other one serves everybody. With \
`primary-replica` the standby has no clients to lose, and without the primary nobody takes writes: clients move \
with `primary`, which is what a promotion changes.",
    sources: &[CLOUDFLARE_POOL],
    waivable: false,
};

pub(super) static ONE_WAITS: Rule = Rule {
    code: "LB-036",
    slug: "side-that-waits",
    severity: Severity::Error,
    summary: "a side that could serve gets no clients",
    fix: "write `steering: latency`, `geo` or `weighted`, or leave the key out",
    explain: "`failover` sends every client to the side that comes first while it is healthy. With `active-active` \
both sides take writes, and that price is paid in conflicts and in care for keys. With `global-database` both reach one \
database, and that price is paid in money. A side that only waits is had with `primary-replica` without either. To keep clients off one side for a while, write `drained`.",
    sources: &[CLOUDFLARE_LOAD_BALANCER],
    waivable: false,
};

pub(super) static FAILOVER_RECORDS: Rule = Rule {
    code: "LB-037",
    slug: "failover-records-for-two-sides",
    severity: Severity::Error,
    summary: "the records of Route 53 are those of a primary and its standby",
    fix: "let Cloudflare steer",
    explain: "mcgen renders failover records for Route 53: one of them comes first, and the other one waits. That is the form \
of `primary-replica`. With `active-active` and `global-database` clients of both sides are spread by a load balancer of Cloudflare.",
    sources: &[ROUTE53_HEALTH],
    waivable: false,
};

pub(super) static LOST_WITH_A_SIDE: Rule = Rule {
    code: "LB-038",
    slug: "state-beside-a-side",
    severity: Severity::Warning,
    summary: "the loss of a side takes the state of the traffic with it",
    fix: "keep the state with Cloudflare (`backend: r2`)",
    explain: "Health checks take a lost side out of the traffic by themselves. To keep it out when it comes back, \
`drained` is written and the stack `traffic` is applied while that side is away. With the state in a bucket of that \
cloud it cannot even be planned then. Both sides may be lost, so neither is a good place; a bucket of Cloudflare R2 lies in neither.",
    sources: &[R2_BACKEND],
    waivable: true,
};

pub(super) fn drained_standby(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let drained = traffic(environment).and_then(|it| it.drained.as_ref());
    let (Some(drained), Some(strategy)) = (drained, environment.strategy.primary_replica()) else {
        return;
    };
    findings.push(
        Diagnostic::new(&DRAINED_STANDBY)
            .at_value(drained, "is to get no clients")
            .at_value(&strategy.primary, "takes the writes, alone")
            .help("remove `drained`; `primary` says where clients go"),
    );
}

pub(super) fn one_waits(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = between_two(environment).and_then(|it| it.cloudflare()) else {
        return;
    };
    let policy = &settings.steering;
    if policy.value == SteeringPolicy::Failover {
        findings.push(
            Diagnostic::new(&ONE_WAITS)
                .at_value(policy, "one side comes first, the other one waits")
                .at_value(&environment.strategy, "both can serve")
                .help("write `steering: latency`"),
        );
    }
}

pub(super) fn failover_records(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = between_two(environment).and_then(|it| it.route53()) else {
        return;
    };
    findings.push(
        Diagnostic::new(&FAILOVER_RECORDS)
            .at(settings.span, "one record comes first, the other one waits")
            .at_value(&environment.strategy, "both sides serve")
            .help("write `cloudflare` in the place of `route53`"),
    );
}

pub(super) fn lost_with_a_side(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = between_two(environment) else {
        return;
    };
    let backend = &traffic.backend;
    if traffic.cloudflare().is_some() && backend.cloud().is_some() {
        findings.push(
            Diagnostic::new(&LOST_WITH_A_SIDE)
                .at_value(backend, format!("is lost with {backend}"))
                .help("write `backend: r2`, or leave the key out"),
        );
    }
}

/// The traffic, where both sides serve clients.
fn between_two(environment: &Environment) -> Option<&TrafficSteering> {
    traffic(environment).filter(|_| environment.strategy.serves_from_both())
}
