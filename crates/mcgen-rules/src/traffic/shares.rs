//! How records of Route 53 share the clients between two sides.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::catalog::route53 as table;
use mcgen_model::{Environment, Route53Steering, SteeringPolicy};

use super::sources::{ROUTE53_LATENCY, ROUTE53_RECORD_SET, ROUTE53_WEIGHTED};
use super::traffic;
use crate::Context;

pub(super) static ONE_REGION: Rule = Rule {
    code: "LB-039",
    slug: "latency-to-one-region",
    severity: Severity::Error,
    summary: "both sides are chosen by the round trips to one region",
    fix: "write `steering: weighted` or `geo`, or name another region as `latency-region`",
    explain: "Route 53 measures round trips between networks and the regions of AWS. A record that leads elsewhere names the region \
whose figures stand for it: for Google Cloud mcgen takes the one nearest to its region, by the distance of their cities. Where the load \
balancer in AWS stands in that region, both records would name it, and Route 53 takes one latency record for each region: the second is \
refused. There is also nothing to choose by, since both sides are equally far from everybody.\n\n`weighted` shares the clients by chance: with each new \
answer of DNS a client may come to the other side. `geo` keeps those of a place with a side. With `latency-region` the clients that \
another region of AWS is nearer to go to Google Cloud. What Route 53 says of such a record is an estimate: the ways to Google Cloud are others.",
    sources: &[ROUTE53_LATENCY, ROUTE53_RECORD_SET],
    waivable: false,
};

pub(super) static UNEVEN_LIVES: Rule = Rule {
    code: "LB-040",
    slug: "weights-of-unequal-lives",
    severity: Severity::Warning,
    summary: "the shares will not be those that are written",
    fix: "leave `ttl-seconds` out with `weighted`",
    explain: "A weight decides how often Route 53 answers with a record, and the time to live how long each answer serves the clients behind a \
resolver. An alias to a load balancer in AWS lives for a minute whatever is written. An address that lives for half as long is asked for twice \
as often, so each of its answers serves half as many clients, and the side has fewer than its weight says. AWS advises 60 seconds for records beside such an alias.",
    sources: &[ROUTE53_WEIGHTED],
    waivable: true,
};

fn settings(environment: &Environment, policy: SteeringPolicy) -> Option<&Route53Steering> {
    let settings = traffic(environment).and_then(|it| it.route53())?;
    (settings.steering.value == policy).then_some(settings)
}

pub(super) fn one_region(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(settings), Some(aws), Some(gcp)) = (
        settings(environment, SteeringPolicy::Latency),
        &environment.aws,
        &environment.gcp,
    ) else {
        return;
    };
    let of_gcp = settings.region_of_gcp(gcp.region.value);
    if of_gcp != Some(aws.region.value) {
        return;
    }
    let finding =
        Diagnostic::new(&ONE_REGION).at_value(&aws.region, "the load balancer in AWS stands here");
    let finding = match &settings.latency_region {
        Some(region) => finding
            .at_value(region, "the region that stands for Google Cloud")
            .help("name another region, or write `steering: weighted`"),
        None => finding
            .at_value(&gcp.region, format!("nearest to {}", aws.region))
            .at_value(
                &settings.steering,
                "one of them is chosen by its round trip",
            )
            .help("write `steering: weighted`, or `geo` with `regions`"),
    };
    findings.push(finding);
}

pub(super) fn uneven_lives(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = settings(environment, SteeringPolicy::Weighted) else {
        return;
    };
    let (ttl, limits) = (&settings.ttl_seconds, table::limits());
    let alias = limits.alias_ttl_seconds;
    // A life that is too long is LB-009.
    if ttl.value < alias {
        findings.push(
            Diagnostic::new(&UNEVEN_LIVES)
                .at_value(ttl, format!("Google Cloud is answered for {ttl} seconds"))
                .at_value(
                    &settings.steering,
                    "by how often each side is answered with",
                )
                .because(format!("the alias to AWS lives for {alias} seconds"))
                .help(format!("write `{alias}`, or leave the key out")),
        );
    }
}
