//! Who may reach the load balancers.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Spanned};
use mcgen_model::{Admitted, Cloud, Environment, TrafficSteering};

use super::sources::CLOUDFLARE_RANGES;
use super::traffic;
use crate::Context;

pub(super) static WAY_AROUND: Rule = Rule {
    code: "LB-026",
    slug: "way-around-cloudflare",
    severity: Severity::Warning,
    summary: "everybody may go around Cloudflare",
    fix: "write `admit: cloudflare`, or leave it out",
    explain: "Requests pass through Cloudflare, with its protection against floods and attacks and its \
choice of the side. A load balancer that admits everybody can be asked directly by whoever finds its \
address, which certificates and scans make public: around the protection, and on the standby around the \
order as well.",
    sources: &[CLOUDFLARE_RANGES],
    waivable: true,
};

pub(super) static KEPT_OUT: Rule = Rule {
    code: "LB-027",
    slug: "clients-kept-out",
    severity: Severity::Error,
    summary: "clients come directly and are not let in",
    fix: "write `admit: everyone`, or leave it out",
    explain: "With Route 53, and with a name of Cloudflare that is not proxied, clients are told the \
address of a load balancer and come themselves. A load balancer that admits the ranges of Cloudflare only \
refuses them all; with Route 53 it refuses the health checks, too.",
    sources: &[CLOUDFLARE_RANGES],
    waivable: false,
};

fn admitted(traffic: &TrafficSteering) -> [(Cloud, &Spanned<Admitted>); 2] {
    [
        (Cloud::Aws, &traffic.origins.aws.admitted),
        (Cloud::Gcp, &traffic.origins.gcp.admitted),
    ]
}

/// Whether requests pass through Cloudflare.
fn passes_through(traffic: &TrafficSteering) -> bool {
    traffic.cloudflare().is_some_and(|it| it.proxied.value)
}

pub(super) fn way_around(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment).filter(|it| passes_through(it)) else {
        return;
    };
    for (cloud, admitted) in admitted(traffic) {
        if admitted.value == Admitted::Everyone {
            findings.push(
                Diagnostic::new(&WAY_AROUND)
                    .at_value(
                        admitted,
                        format!("the load balancer in {cloud} admits everybody"),
                    )
                    .help("write `admit: cloudflare`"),
            );
        }
    }
}

pub(super) fn kept_out(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some(traffic) = traffic(environment).filter(|it| !passes_through(it)) else {
        return;
    };
    for (cloud, admitted) in admitted(traffic) {
        if admitted.value == Admitted::Cloudflare {
            findings.push(
                Diagnostic::new(&KEPT_OUT)
                    .at_value(
                        admitted,
                        format!("the load balancer in {cloud} admits Cloudflare only"),
                    )
                    .because("clients are told its address and come themselves")
                    .help("write `admit: everyone`, or let requests pass through Cloudflare"),
            );
        }
    }
}
