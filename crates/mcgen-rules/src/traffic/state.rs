//! Where the state of the stack lives.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Environment, TrafficBackend};

use super::sources::{R2_BACKEND, S3_BACKEND};
use super::traffic;
use crate::Context;

pub(super) static BESIDE_THE_PRIMARY: Rule = Rule {
    code: "LB-021",
    slug: "state-beside-the-primary",
    severity: Severity::Warning,
    summary: "the loss of the primary takes the state of the traffic with it",
    fix: "keep the state with Cloudflare (`backend: r2`) or in the cloud of the standby, and move it there",
    explain: "The stack `traffic` is applied to move clients when the cloud of the primary is lost. With \
its state in a bucket of that cloud it cannot even be planned then.\n\nA promotion turns this round by \
itself: the state that lay beside the standby now lies beside the primary. The key is never changed for \
you, because the backend must not change in the moment of a promotion. When the lost cloud is back and \
replication runs the other way, change `backend`, render, and move the state with `terraform init \
-migrate-state`. A state in Cloudflare R2 lies in neither database cloud and is never moved.",
    sources: &[S3_BACKEND, R2_BACKEND],
    waivable: true,
};

pub(super) static WITHOUT_CLOUDFLARE: Rule = Rule {
    code: "LB-022",
    slug: "r2-without-cloudflare",
    severity: Severity::Error,
    summary: "a state in Cloudflare R2 needs an account of Cloudflare",
    fix: "write `backend: gcp` or `backend: aws`",
    explain: "With `backend: r2` the state lives in the account of Cloudflare that has the load \
balancer. With Route 53 there is none.",
    sources: &[R2_BACKEND],
    waivable: false,
};

pub(super) fn beside_the_primary(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let (Some(traffic), Some(strategy)) =
        (traffic(environment), environment.strategy.primary_replica())
    else {
        return;
    };
    let (backend, primary) = (&traffic.backend, &strategy.primary);
    if backend.cloud() == Some(primary.value) {
        let better = match traffic.cloudflare() {
            Some(_) => TrafficBackend::R2.as_str(),
            None => primary.value.other().as_str(),
        };
        findings.push(
            Diagnostic::new(&BESIDE_THE_PRIMARY)
                .at_value(backend, format!("the state lives in {backend}"))
                .at_value(primary, "and so does what may be lost")
                .help(format!(
                    "write `backend: {better}` in `traffic`, render, and run `terraform init -migrate-state` in the stack while both clouds are there"
                )),
        );
    }
}

pub(super) fn without_cloudflare(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    let Some(traffic) = traffic(environment) else {
        return;
    };
    let (backend, route53) = (&traffic.backend, traffic.route53());
    if let Some(settings) = route53
        && backend.value == TrafficBackend::R2
    {
        let better = if environment.strategy.serves_from_both() {
            TrafficBackend::Aws
        } else {
            TrafficBackend::Gcp
        };
        findings.push(
            Diagnostic::new(&WITHOUT_CLOUDFLARE)
                .at_value(backend, "a bucket of Cloudflare")
                .at(settings.span, "Cloudflare does not steer")
                .help(format!("write `backend: {better}`, or leave the key out")),
        );
    }
}
