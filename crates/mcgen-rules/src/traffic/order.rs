//! Who comes first, and who can change that.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Cloud, Environment};

use super::sources::{CLOUDFLARE_LOAD_BALANCER, ROUTE53_HEALTH, ROUTE53_RESILIENCE};
use super::traffic;
use crate::Context;

pub(super) static CONTROL_PLANE: Rule = Rule {
    code: "LB-019",
    slug: "route-53-while-aws-is-lost",
    severity: Severity::Warning,
    summary: "a promotion away from AWS cannot count on the API of Route 53",
    fix: "let Cloudflare steer, or accept that only health checks move clients",
    explain: "The control plane of Route 53 stands in one region of AWS (us-east-1). With AWS lost as a \
whole, or that region, no record can be changed and the stack `traffic` does not apply. What goes on is \
the data plane: health checks still run, and once the other side is promoted and answers the health path, \
clients are sent there without any change of a record.\n\nWhat the change is for comes later: until the order is turned round, \
an old primary that comes back and answers the health path takes its clients back. Fence it before it has a \
network. The loss of another region of AWS alone does not matter here: the stack talks to us-east-1 only.",
    sources: &[ROUTE53_RESILIENCE, ROUTE53_HEALTH],
    waivable: true,
};

pub(super) static NO_PRIMARY: Rule = Rule {
    code: "LB-020",
    slug: "traffic-without-primary",
    severity: Severity::Error,
    summary: "traffic is steered between two sides of one set of data",
    fix: "choose a strategy in which both clouds serve one set of data, with both clouds, or remove `traffic`",
    explain: "The block sends the clients of one name to the side that takes the writes, and to the other \
one after a promotion; with `active-active` and `global-database` it spreads them over both. With the strategy `independent` each cloud has a database of its own, which \
knows nothing of the other: a client that is moved finds other data, and what it wrote before is gone. \
Give each of them a name of its own instead.",
    sources: &[CLOUDFLARE_LOAD_BALANCER, ROUTE53_HEALTH],
    waivable: false,
};

pub(super) fn control_plane(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let settings = traffic(environment).and_then(|it| it.route53());
    let (Some(settings), Some(strategy)) = (settings, environment.strategy.primary_replica())
    else {
        return;
    };
    if strategy.primary.value == Cloud::Aws {
        findings.push(
            Diagnostic::new(&CONTROL_PLANE)
                .at(settings.span, "its API is part of AWS")
                .at_value(&strategy.primary, "what a promotion leaves behind")
                .because("records cannot be changed while AWS is away; health checks still move clients to a side that was promoted")
                .help("write `cloudflare` in the place of `route53`, or accept the finding with the reason that health checks are enough"),
        );
    }
}

pub(super) fn no_primary(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let strategy = &environment.strategy;
    if traffic.first(strategy).is_none() {
        findings.push(
            Diagnostic::new(&NO_PRIMARY)
                .at(traffic.span, "one name for both sides")
                .at_value(strategy, "neither follows the other")
                .help("remove `traffic`, or write `strategy: { primary-replica: … }`"),
        );
    }
    let missing = match (&environment.aws, &environment.gcp) {
        (None, _) => "aws",
        (_, None) => "gcp",
        _ => return,
    };
    findings.push(
        Diagnostic::new(&NO_PRIMARY)
            .at(traffic.span, format!("there is no `{missing}` block"))
            .help(format!("add a `{missing}` block, or remove `traffic`")),
    );
}
