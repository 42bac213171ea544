//! What a database that somebody else runs is told of by its maker, and not by mcgen.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::{
    Cockroach, CockroachPlan, EmailAddress, Environment, Monitoring, Product, Yugabyte,
};

use super::sources::{
    AEON_ALERTS, AEON_EXPORTS, COCKROACH_ALERTS, COCKROACH_EXPORT, COCKROACH_EXPORT_SHARED,
};
use crate::Context;

pub(super) static MAKER: Rule = Rule {
    code: "MON-015",
    slug: "told-by-the-maker-alone",
    severity: Severity::Warning,
    summary: "what this database runs out of is told by its maker alone",
    fix: "switch on the alerts of the product for those who must act, and accept this finding by name",
    explain: "`monitoring` makes alarms on what a cloud measures, and on a private endpoint that is the way to the database: connections that are reset, packets \
that are lost. What CockroachDB Cloud and YugabyteDB Aeon measure stays with them for the most part, and no resource of their providers makes an alert. So it takes a person, once, in the \
console of the product, or one of the ways below.\n\n\
CockroachDB Cloud, page Alerts: once switched on, it writes to the addresses named there when a cluster of the plan `advanced` has \
20 % of its storage left (a node 10 %), or uses 80 % of its processors or memory for an hour (a node 90 % for an hour and a half). Of `basic` \
and `standard` it tells the administrators of the organization by itself, at 50, 75 and 100 % of their limits.\n\n\
With `advanced` in AWS and `cloudwatch-metrics: true` mcgen has the metrics of the nodes brought to CloudWatch, which bills some 250 of each \
node, and pages when none has come for a quarter of an hour. It builds nothing on their values: no page that was read says in which namespace, by which names and with which dimensions they stand \
there, and an alarm on a guess never rings. Nodes of another region than that of the network in AWS bring none. The provider refuses the export of `standard`.\n\n\
With `advanced` in either cloud and `prometheus: true` a Prometheus of yours reads the metrics by their documented names, and mcgen writes \
the alerts for it, with their tests, to `prometheus/`. This rule is silent then.\n\n\
YugabyteDB Aeon, page Alerts: for every cluster it writes to all members of the account, once for each time, when a node uses 70 or 90 % of its \
processors for five minutes or has 40 or 25 % of its storage left, when 70 or 90 % of the memory or 60 or 85 % of the connections of a node are used, when more than 34 % of the nodes are \
down (one of three is not told), and when requests are dropped. mcgen invites the addresses of `members` into the account, as viewers; this rule is silent when all of `monitoring` are among them. \
An address that is a member already cannot be invited: waive the rule for that. Metrics can go to Datadog, Grafana \
Cloud or Sumo Logic, whose alerts are made there: the export configuration holds a key that the provider would keep in the state, so make it by \
hand and name it as `export-configuration`. This rule is silent then.",
    sources: &[
        COCKROACH_ALERTS,
        COCKROACH_EXPORT,
        COCKROACH_EXPORT_SHARED,
        AEON_ALERTS,
        AEON_EXPORTS,
    ],
    waivable: true,
};

pub(super) fn maker(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let settings = environment.strategy.global_database();
    let (Some(settings), Some(monitoring)) = (settings, &environment.monitoring) else {
        return;
    };
    match &settings.product {
        Product::Cockroach(cluster) if !cluster.offers_metrics() => {
            findings.push(cockroach(environment, cluster, monitoring));
        }
        Product::Yugabyte(cluster) if cluster.export_configuration.is_none() => {
            findings.extend(yugabyte(cluster, monitoring));
        }
        Product::Atlas(_) | Product::Cockroach(_) | Product::Spanner(_) | Product::Yugabyte(_) => {}
    }
}

fn finding(place: Span, what: &str, monitoring: &Monitoring) -> Diagnostic {
    Diagnostic::new(&MAKER)
        .at(place, what)
        .at(monitoring.span, "these are told nothing of that")
}

fn cockroach(
    environment: &Environment,
    cluster: &Cockroach,
    monitoring: &Monitoring,
) -> Diagnostic {
    if cluster.plan.value != CockroachPlan::Advanced {
        return finding(
            cluster.plan.span,
            "its processors and storage are known to CockroachDB Cloud alone",
            monitoring,
        )
        .because(format!(
            "the provider exports no metrics of `{}`; CockroachDB Cloud writes to the administrators of its organization at 50, 75 and 100 % of the limits",
            cluster.plan
        ))
        .help("make those who must act administrators of the organization, or a list of addresses one, and waive MON-015");
    }
    let help = "write `prometheus: true` where a Prometheus of yours reads them; or switch the alerts of CockroachDB Cloud on, name the addresses of `monitoring.notify` there, and waive MON-015";
    let finding = finding(
        cluster.plan.span,
        "its storage, processors and memory are known to CockroachDB Cloud alone",
        monitoring,
    );
    if !cluster.sends_metrics() {
        return finding
            .because("no metrics of it go to CloudWatch; mcgen watches the way to it and nothing behind that")
            .help(help);
    }
    let here = environment.aws.as_ref().map(|aws| aws.region.code());
    let away = cluster
        .regions
        .iter()
        .find(|it| Some(it.name.code()) != here);
    let finding = match away {
        Some(region) => finding.at_value(&region.name, "nodes of this region send nothing at all"),
        None => finding,
    };
    finding
        .because("mcgen pages when its metrics stay away, and cannot tell by which names their values are found")
        .help(help)
}

/// Aeon writes to the members of its account, so those who must act have to be members.
fn yugabyte(cluster: &Yugabyte, monitoring: &Monitoring) -> Option<Diagnostic> {
    let is_member = |address: &EmailAddress| cluster.members.iter().any(|it| it.value == *address);
    let told = monitoring.notify.email.iter().chain(&monitoring.page.email);
    let strangers: Vec<&Spanned<EmailAddress>> = told.filter(|it| !is_member(it)).collect();
    if strangers.is_empty() && !cluster.members.is_empty() {
        return None;
    }
    let mut finding = finding(
        cluster.span,
        "its storage, processors and queues are known to YugabyteDB Aeon alone",
        monitoring,
    );
    if !cluster.members.is_empty() {
        for address in strangers {
            finding = finding.at_value(address, "is not among `members`");
        }
    }
    Some(
        finding
            .because("no resource of the provider makes an alert; Aeon writes to the members of its account")
            .help("name those who must act as `members`, which invites them; waive MON-015 for those who are members already; or name an `export-configuration`"),
    )
}
