//! Records of Route 53 and their health checks.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::catalog::route53 as table;
use mcgen_model::{Environment, Route53Steering, nearest};

use super::sources::{ELB_ENDPOINTS, ROUTE53_ALIAS, ROUTE53_HEALTH, ROUTE53_VALUES};
use super::traffic;
use crate::Context;

pub(super) static LONG_TTL: Rule = Rule {
    code: "LB-009",
    slug: "alias-or-short-record",
    severity: Severity::Error,
    summary: "the record of Google Cloud lives too long",
    fix: "write `ttl-seconds: 60` or less, or leave it out",
    explain: "Route 53 takes an alias to AWS resources and to records of its own zone, and to nothing \
else: an alias to an address of Google Cloud, with whatever zone, is refused. mcgen writes an alias for \
AWS and a plain A record for Google Cloud.\n\nThat record lives in the caches of clients as long as it \
says, and for so long they go on to the side that is lost. AWS advises 60 seconds or less for a record with a health check, which is what \
an alias to a load balancer has anyway.",
    sources: &[ROUTE53_ALIAS, ROUTE53_HEALTH],
    waivable: false,
};

pub(super) static HEALTH_CHECK: Rule = Rule {
    code: "LB-012",
    slug: "health-check-out-of-bounds",
    severity: Severity::Error,
    summary: "a health check that Route 53 does not take",
    fix: "write an interval of 10 or 30, a threshold of 1 to 10, and three of its regions or none",
    explain: "A health check asks every 10 or every 30 seconds, and nothing in between; the interval \
cannot be changed later, so another one makes the check anew. It fails after 1 to 10 failed requests in a \
row. Checkers stand in eight regions, of which at least three are used. An endpoint has four seconds to \
accept a connection and two more to answer with 2xx or 3xx.\n\nCheckers come over the internet: a private \
address, or a load balancer that is internal, is unhealthy for ever.",
    sources: &[ROUTE53_HEALTH, ROUTE53_VALUES],
    waivable: false,
};

pub(super) static NO_ALIAS_ZONE: Rule = Rule {
    code: "LB-029",
    slug: "region-without-alias-zone",
    severity: Severity::Error,
    summary: "no alias can be made for a load balancer of this region",
    fix: "let Cloudflare steer, or choose another region",
    explain: "An alias names the hosted zone of the load balancers of a region. AWS publishes one for \
each region, and mcgen holds those that could be confirmed; for this region none could.",
    sources: &[ELB_ENDPOINTS],
    waivable: false,
};

pub(super) fn long_ttl(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = traffic(environment).and_then(|it| it.route53()) else {
        return;
    };
    let (ttl, longest) = (&settings.ttl_seconds, table::limits().longest_ttl_seconds);
    if !(1..=longest).contains(&ttl.value) {
        findings.push(
            Diagnostic::new(&LONG_TTL)
                .at_value(ttl, format!("{ttl} seconds"))
                .because("clients go on to a lost side for as long as they hold its record")
                .help(format!("write `{longest}` or less, and 1 at least")),
        );
    }
}

pub(super) fn health_check(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(settings) = traffic(environment).and_then(|it| it.route53()) else {
        return;
    };
    let limits = table::limits();
    let interval = &settings.interval_seconds;
    if !limits.intervals_seconds.contains(&interval.value) {
        findings.push(
            Diagnostic::new(&HEALTH_CHECK)
                .at_value(interval, format!("{interval} seconds"))
                .because("Route 53 checks every 10 or every 30 seconds")
                .help("write `10` or `30`"),
        );
    }
    let (threshold, bounds) = (&settings.failure_threshold, limits.failure_threshold);
    if !bounds.contains(threshold.value) {
        findings.push(
            Diagnostic::new(&HEALTH_CHECK)
                .at_value(threshold, "failed checks in a row")
                .because(format!("Route 53 takes {bounds}"))
                .help(format!(
                    "write `{}`, the nearest that it takes",
                    threshold.value.clamp(bounds.min, bounds.max)
                )),
        );
    }
    regions(settings, limits, findings);
}

fn regions(settings: &Route53Steering, limits: &table::Limits, findings: &mut Diagnostics) {
    let known = |region: &&Spanned<String>| limits.regions.contains(&region.value);
    let (good, bad): (Vec<_>, Vec<_>) = settings.check_regions.iter().partition(known);
    for region in &bad {
        let names = limits.regions.iter().map(String::as_str);
        let help = match nearest(region, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("write one of `{}`", limits.regions.join("`, `")),
        };
        findings.push(
            Diagnostic::new(&HEALTH_CHECK)
                .at_value(region, "no checkers stand in this region")
                .help(help),
        );
    }
    if let Some(first) = good.first()
        && bad.is_empty()
        && good.len() < limits.least_regions
    {
        findings.push(
            Diagnostic::new(&HEALTH_CHECK)
                .at_value(first, format!("one of {} regions", good.len()))
                .because(format!(
                    "Route 53 checks from {} regions at least",
                    limits.least_regions
                ))
                .help("add regions, or leave `regions` out and use all of them"),
        );
    }
}

pub(super) fn no_alias_zone(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let (Some(_), Some(aws)) = (
        traffic(environment).and_then(|it| it.route53()),
        &environment.aws,
    ) else {
        return;
    };
    if table::load_balancer_zone(aws.region.value).is_none() {
        findings.push(
            Diagnostic::new(&NO_ALIAS_ZONE)
                .at_value(&aws.region, "the load balancer stands here")
                .help("write `cloudflare` in the place of `route53`"),
        );
    }
}
