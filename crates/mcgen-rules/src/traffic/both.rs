//! Both sides take clients: what goes with that, and what goes with a primary only.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Environment, SteeringPolicy, TrafficBackend, TrafficManager, TrafficSteering};

use super::sources::{CLOUDFLARE_LOAD_BALANCER, CLOUDFLARE_POOL, R2_BACKEND, ROUTE53_RESILIENCE};
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

pub(super) static LOST_WITH_A_SIDE: Rule = Rule {
    code: "LB-038",
    slug: "state-beside-a-side",
    severity: Severity::Warning,
    summary: "the loss of a side takes the state of the traffic with it",
    fix: "keep the state with whoever steers: `backend: r2` with Cloudflare, `backend: aws` with Route 53",
    explain: "Health checks take a lost side out of the traffic by themselves. To keep it out when it comes back, \
`drained` is written and the stack `traffic` is applied while that side is away. With the state in a bucket of that \
cloud it cannot even be planned then. Both sides may be lost, so neither is a good place; a bucket of Cloudflare R2 lies in neither.\n\n\
With Route 53 every change needs AWS, wherever the state lies. A state in Google Cloud makes the stack depend on both clouds, and the \
loss of either stops it; a state in AWS leaves it to the loss of AWS alone. Where only the region of the bucket is lost, the API of \
Route 53 answers and the state does not: a bucket in another region of AWS helps.",
    sources: &[R2_BACKEND, ROUTE53_RESILIENCE],
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
    let Some(traffic) = between_two(environment) else {
        return;
    };
    let policy = traffic.manager.steering();
    if policy.value == SteeringPolicy::Failover {
        findings.push(
            Diagnostic::new(&ONE_WAITS)
                .at_value(policy, "one side comes first, the other one waits")
                .at_value(&environment.strategy, "both can serve")
                .help("write `steering: latency`"),
        );
    }
}

pub(super) fn lost_with_a_side(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = between_two(environment) else {
        return;
    };
    // Where it costs nothing more: in neither cloud, or in the one that a change needs in any case.
    let (best, needed) = match &traffic.manager {
        TrafficManager::Cloudflare(_) => (TrafficBackend::R2, None),
        TrafficManager::Route53(settings) => (TrafficBackend::Aws, Some(settings.span)),
    };
    let backend = &traffic.backend;
    if backend.value == best || backend.cloud().is_none() {
        return;
    }
    let mut finding = Diagnostic::new(&LOST_WITH_A_SIDE)
        .at_value(backend, format!("is lost with {backend}"))
        .help(format!("write `backend: {best}`, or leave the key out"));
    if let Some(span) = needed {
        finding = finding.at(span, "cannot be changed without aws");
    }
    findings.push(finding);
}

/// The traffic, where both sides serve clients.
fn between_two(environment: &Environment) -> Option<&TrafficSteering> {
    traffic(environment).filter(|_| environment.strategy.serves_from_both())
}
