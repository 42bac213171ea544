//! The names that clients know.

use mcgen_diagnostics::{Diagnostic, Rule, Severity};
use mcgen_model::Environment;

use super::sources::{CLOUDFLARE_LOAD_BALANCER, FAILOVER_VALUES};
use super::{Found, claimed_twice};

pub(super) static SAME_HOSTNAME: Rule = Rule {
    code: "EST-001",
    slug: "hostname-of-two-environments",
    severity: Severity::Error,
    summary: "two environments lead the clients of one name",
    fix: "give each environment a name of its own under `traffic.hostname`",
    explain: "The clients of a name are led by one load balancer of Cloudflare or one set of records \
of Route 53, which refuses a second record of the same name and role, region or place. With Cloudflare in one environment \
and Route 53 in the other nothing is refused, and the name servers of the zone decide. Whoever wins, the \
clients of one environment end in the other, and what is meant for staging is written to production.\n\n\
mcgen compares the names of all environments that are checked in one run.",
    sources: &[FAILOVER_VALUES, CLOUDFLARE_LOAD_BALANCER],
    waivable: false,
};

pub(super) fn check(environments: &[&Environment], found: &mut Found) {
    let claims = |environment: &Environment| {
        let hostname = environment.traffic.iter().map(|it| &it.hostname);
        hostname.map(|it| (it.to_string(), it.span)).collect()
    };
    claimed_twice(environments, claims, |claim, first| {
        let owner = environments[first.environment].identity();
        let finding = Diagnostic::new(&SAME_HOSTNAME)
            .at(claim.value, "the name of this environment")
            .at(first.value, format!("the name of `{owner}`"));
        found.push(claim.environment, finding);
    });
}
