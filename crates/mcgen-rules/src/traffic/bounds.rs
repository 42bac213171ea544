//! Numbers that a load balancer does not take.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::{Bounds, load_balancers};
use mcgen_model::{Environment, SubnetTier, TrafficSteering};

use super::sources::{ALB_ATTRIBUTES, ALB_SUBNETS, BACKEND_SERVICES};
use super::traffic;
use crate::Context;

pub(super) static OUT_OF_BOUNDS: Rule = Rule {
    code: "LB-031",
    slug: "setting-out-of-bounds",
    severity: Severity::Error,
    summary: "a load balancer does not take this number",
    fix: "write a number within the bounds",
    explain: "A connection to an Application Load Balancer may be silent for 1 to 4000 seconds, a request \
through the load balancer of Google Cloud may take up to a day, a share lies between 0 and 100 percent, \
and a port between 1 and 65535. The clouds refuse the rest when it is applied.",
    sources: &[ALB_ATTRIBUTES, BACKEND_SERVICES],
    waivable: false,
};

pub(super) static SUBNETS: Rule = Rule {
    code: "LB-034",
    slug: "subnets-of-the-load-balancer",
    severity: Severity::Error,
    summary: "the load balancer in AWS has too little room",
    fix: "give the VPC public subnets of a /27 or larger in two zones at least",
    explain: "An Application Load Balancer stands in the public subnets of at least two zones. Each must be \
a /27 or larger with eight free addresses: the load balancer takes more of them when it grows.",
    sources: &[ALB_SUBNETS],
    waivable: false,
};

pub(super) fn subnets(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(_), Some(aws)) = (traffic(environment), &environment.aws) else {
        return;
    };
    let limits = load_balancers::subnets();
    let public: Vec<_> = aws.network.tier(SubnetTier::Public).collect();
    for (zone, cidr) in &public {
        if cidr.value.prefix() > limits.longest_prefix {
            findings.push(
                Diagnostic::new(&SUBNETS)
                    .at_value(cidr, format!("the public subnet of {zone}"))
                    .because(format!(
                        "a load balancer takes a /{} or larger",
                        limits.longest_prefix
                    ))
                    .help(format!("give it a /{} at least", limits.longest_prefix)),
            );
        }
    }
    if public.len() < limits.least_zones {
        findings.push(
            Diagnostic::new(&SUBNETS)
                .at(aws.network.span, format!("{} public subnet", public.len()))
                .because(format!(
                    "a load balancer stands in {} zones",
                    limits.least_zones
                ))
                .help("name a second zone in `zones`, or a public subnet for it in `subnets`"),
        );
    }
}

pub(super) fn check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    for (value, bounds, what) in numbers(traffic) {
        if !bounds.contains(value.value) {
            let nearest = value.value.clamp(bounds.min, bounds.max);
            findings.push(
                Diagnostic::new(&OUT_OF_BOUNDS)
                    .at_value(value, what)
                    .because(format!("{bounds} is taken"))
                    .help(format!("write `{nearest}`, the nearest that is")),
            );
        }
    }
}

fn numbers(traffic: &TrafficSteering) -> Vec<(&Spanned<u32>, Bounds, &'static str)> {
    let all = load_balancers::bounds();
    let (aws, gcp) = (&traffic.origins.aws, &traffic.origins.gcp);
    let mut numbers = vec![
        (
            &aws.idle_timeout_seconds,
            all.idle_timeout_seconds,
            "seconds of silence",
        ),
        (&aws.log_retention_days, all.count, "days of access logs"),
        (&aws.targets.port, all.port, "a port"),
        (&gcp.targets.port, all.port, "a port"),
        (&gcp.log_sampling_percent, all.percent, "percent"),
        (&gcp.rate_per_target, all.count, "requests a second"),
        (
            &gcp.timeout_seconds,
            all.request_timeout_seconds,
            "seconds for a request",
        ),
    ];
    let weights = traffic.manager.weights().values();
    numbers.extend(weights.map(|it| (it, all.percent, "percent")));
    numbers
}
