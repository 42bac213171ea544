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
    summary: "while AWS is lost, no record of Route 53 can be changed",
    fix: "let Cloudflare steer, or accept that only health checks move clients",
    explain: "The control plane of Route 53 stands in one region of AWS (us-east-1). With AWS lost as a \
whole, or that region, no record can be changed and the stack `traffic` does not apply. What goes on is \
the data plane: health checks still run, and once the other side is promoted and answers the health path, \
clients are sent there without any change of a record.\n\nWhat the change is for comes later: until the order is turned round, \
an old primary that comes back and answers the health path takes its clients back. Fence it before it has a \
network. With two sides that write it is `drained: aws` that cannot be applied: AWS comes back with old rows and gets its clients by \
itself as soon as it answers the health path. With `logical-lww`, `bucardo` and `symmetricds` the database holds them back \
(`mcgen.takes_clients()`) until it has caught up; with `debezium-kafka` and `application` keep its applications from answering. A database over both clouds has no old rows, and nothing is said of it here.\n\n\
The loss of another region of AWS alone does not matter here: the stack talks to us-east-1 only.",
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
    let Some(settings) = traffic(environment).and_then(|it| it.route53()) else {
        return;
    };
    let finding = Diagnostic::new(&CONTROL_PLANE).at(settings.span, "its API is part of AWS");
    let strategy = &environment.strategy;
    if let Some(standby) = strategy.primary_replica()
        && standby.primary.value == Cloud::Aws
    {
        findings.push(
            finding
                .at_value(&standby.primary, "what a promotion leaves behind")
                .because("records cannot be changed while AWS is away; health checks still move clients to a side that was promoted")
                .help("write `cloudflare` in the place of `route53`, or accept the finding with the reason that health checks are enough"),
        );
    } else if strategy.active_active().is_some() {
        findings.push(
            finding
                .at_value(strategy, "a side that was lost comes back with old rows")
                .because("`drained: aws` cannot be applied while AWS is away: it gets its clients back as soon as it answers the health path")
                .help("write `cloudflare` in the place of `route53`, or accept the finding with what keeps a stale side from answering"),
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
