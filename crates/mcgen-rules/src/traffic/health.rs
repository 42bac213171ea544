//! What health checks ask for.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Cloud, Environment};

use super::sources::{
    ALB_HEALTH, BACKEND_SERVICES, CLOUDFLARE_MONITORS, ROUTE53_CHOICE, ROUTE53_HEALTH,
};
use super::traffic;
use crate::Context;

pub(super) static ROLE: Rule = Rule {
    code: "LB-017",
    slug: "health-without-role",
    severity: Severity::Warning,
    summary: "the health path does not seem to ask for the role",
    fix: "answer a path such as `/healthz/primary` with 200 only where the database takes writes, and name it",
    explain: "A standby that runs is healthy in every sense but one: its database takes no writes. With \
a path that only tells whether the application runs, a short loss of the primary sends all clients to a \
side that refuses what they do, before anybody has promoted it; and an old primary that comes back is \
healthy as well, and gets clients while another side takes the writes.\n\nThe path that is asked for here must look \
at the database (`SELECT pg_is_in_recovery()` is not enough with logical replication, where both sides \
are writable servers: look at the role that the application was given, or try a write) and answer anything but 200 on the other side. \
With `active-active` it must answer 200 only while `mcgen.takes_clients()` of its database says so (with `debezium-kafka` while \
`mcgen.replication.role` is `open`). With `logical-lww`, `bucardo` and `symmetricds` that is not before a side that was away has caught up; \
with the other two such a side may answer although it is stale, and `drained` keeps it out. When neither side answers, Route 53 takes both for healthy and sends clients to \
either; Cloudflare sends them to the side that comes first. \
mcgen cannot see what the path does; it goes by its name.",
    sources: &[CLOUDFLARE_MONITORS, ROUTE53_HEALTH, ROUTE53_CHOICE],
    waivable: true,
};

pub(super) static TARGETS: Rule = Rule {
    code: "LB-028",
    slug: "role-asked-of-targets",
    severity: Severity::Warning,
    summary: "targets that are alive count as unhealthy on the standby",
    fix: "let targets answer a path of their own, such as `/healthz`, that knows no role",
    explain: "Two different questions are asked. Whoever steers asks each side whether it takes the \
writes. The load balancer of each side asks its targets whether they are alive, and an autoscaling \
group, ECS or Kubernetes may replace those that are not. With one path for both, every target of the \
standby is unhealthy all the time: it is killed and started again for ever, and after a promotion the \
load balancer first has to find out that they are well.",
    sources: &[ALB_HEALTH, BACKEND_SERVICES],
    waivable: true,
};

/// Words of a path that asks for the role.
const ROLES: [&str; 8] = [
    "active", "leader", "master", "primary", "role", "writable", "write", "writer",
];

pub(super) fn role(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let path = &traffic.health_path;
    let text = path.as_str().to_ascii_lowercase();
    let mut words = text.split(|it: char| !it.is_ascii_alphanumeric());
    if !words.any(|word| ROLES.contains(&word)) {
        let (because, help) = if environment.strategy.global_database().is_some() {
            (
                "a side that cannot reach the database and answers 200 keeps its clients",
                "write a path that answers 200 only while a write to the database goes through from the side, such as `/healthz/writable`",
            )
        } else if environment.strategy.active_active().is_some() {
            (
                "a side that comes back stale and answers 200 gets clients before its gate is open",
                "write a path that answers 200 only while the side takes writes, such as `/healthz/writable`",
            )
        } else {
            (
                "an unpromoted standby that answers 200 gets the writes of all clients as soon as the primary fails a few checks",
                "write a path that answers 200 only on the side that takes the writes, such as `/healthz/primary`",
            )
        };
        findings.push(
            Diagnostic::new(&ROLE)
                .at_value(path, "both sides may answer this with 200")
                .because(because)
                .help(help),
        );
    }
}

pub(super) fn targets(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let origins = &traffic.origins;
    for (cloud, targets) in [
        (Cloud::Aws, &origins.aws.targets),
        (Cloud::Gcp, &origins.gcp.targets),
    ] {
        if targets.health_path.value == traffic.health_path.value {
            findings.push(
                Diagnostic::new(&TARGETS)
                    .at_value(&targets.health_path, format!("asked of the targets in {cloud}"))
                    .at_value(&traffic.health_path, "asked of the two sides")
                    .help("write a path that every target that is alive answers with 200, such as `/healthz`"),
            );
        }
    }
}
