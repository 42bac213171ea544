//! What fails without a word when nobody is told.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span};
use mcgen_model::Environment;

use super::sources::{
    CLOUD_SQL_METRICS, RDS_METRICS, REPLICATION_SETTINGS, ROUTER_METRICS, VPN_METRICS,
};
use crate::Context;

/// What to write.
const HELP: &str = "add `monitoring: { notify: { email: [you@example.com] } }`";

pub(super) static SLOTS: Rule = Rule {
    code: "MON-001",
    slug: "slots-unwatched",
    severity: Severity::Warning,
    summary: "nobody is told when a replication slot fills the disk",
    fix: "add `monitoring`: it watches what slots hold back",
    explain: "A slot keeps every byte of the log that its consumer has not confirmed. A consumer that stands \
still, or was taken away without its slot, fills the volume of the primary, and a full volume stops the \
primary. With `max_slot_wal_keep_size` the slot is lost instead, and the consumer must be seeded anew. \
Both take hours, which are enough for somebody who is told.\n\nmcgen watches `OldestReplicationSlotLag`, \
`TransactionLogsDiskUsage` and `FreeStorageSpace` of RDS, and the log on the disk of Cloud SQL. Neither \
cloud has a metric that names an inactive slot: what it holds back is how it shows. Cloud SQL has none for \
the lag of a logical slot either.",
    sources: &[RDS_METRICS, CLOUD_SQL_METRICS, REPLICATION_SETTINGS],
    waivable: true,
};

pub(super) static TUNNELS: Rule = Rule {
    code: "MON-004",
    slug: "tunnels-unwatched",
    severity: Severity::Warning,
    summary: "nobody is told when a tunnel is down",
    fix: "add `monitoring`: it watches each tunnel and each session of BGP",
    explain: "Four tunnels hide the loss of one, and of a second and a third: traffic goes on over the last, \
until that goes too. Each cloud sees its own end only. mcgen watches the state of each tunnel in AWS, which \
counts as up while its session of BGP stands, and tunnels and sessions in Google Cloud: one that is down is \
told, two are told to those of `page` as well.",
    sources: &[VPN_METRICS, ROUTER_METRICS],
    waivable: true,
};

pub(super) static PRODUCTION: Rule = Rule {
    code: "MON-007",
    slug: "production-unwatched",
    severity: Severity::Warning,
    summary: "nobody is told when production fails",
    fix: "add `monitoring`, or waive the rule where another system watches",
    explain: "Storage that fills, memory that runs out, an instance that is gone: both clouds know of it and \
tell nobody who has not asked. Without `monitoring` the first to tell are the users. The block makes alarms \
and alerts on databases and caches with thresholds that fit their size, topics and channels for those who \
are named, and a dashboard in each cloud. Waive the rule where another system watches the same.",
    sources: &[RDS_METRICS, CLOUD_SQL_METRICS],
    waivable: true,
};

/// Where consumers of the log are asked for.
fn consumers(environment: &Environment) -> Vec<Span> {
    let aws = environment.aws.as_ref().and_then(|it| it.database.as_ref());
    let gcp = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    let given = [
        aws.and_then(|it| it.logical_decoding.as_ref()),
        gcp.and_then(|it| it.logical_decoding.as_ref()),
    ];
    let mut places: Vec<Span> = given.into_iter().flatten().map(|it| it.span).collect();
    if environment.has_slots_on_aws() || environment.has_slots_on_gcp() {
        // Switched on by the replication, the slots of both sides have its place.
        places.extend(environment.strategy.carrier());
    }
    let mut seen = Vec::new();
    places.retain(|place| {
        let is_new = !seen.contains(place);
        seen.push(*place);
        is_new
    });
    places
}

pub(super) fn slots(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if environment.monitoring.is_some() {
        return;
    }
    let places = consumers(environment);
    let Some((first, others)) = places.split_first() else {
        return;
    };
    let finding = Diagnostic::new(&SLOTS).at(*first, "its slot holds the log back");
    let finding = others
        .iter()
        .fold(finding, |finding, place| finding.at(*place, "and here"));
    findings.push(
        finding
            .because("there is no `monitoring`, and a slot without a consumer fills the volume")
            .help(HELP),
    );
}

pub(super) fn tunnels(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let watched = environment.monitoring.is_some() || !environment.is_production();
    let built = environment.aws.is_some() && environment.gcp.is_some();
    let Some(link) = environment.link.as_ref().filter(|_| built && !watched) else {
        return;
    };
    findings.push(
        Diagnostic::new(&TUNNELS)
            .at(link.span, "its tunnels fail one by one without a word")
            .at_value(&environment.tier, "this is production")
            .because("there is no `monitoring`")
            .help(HELP),
    );
}

/// Silent where another of these says it already.
pub(super) fn production(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let watched = environment.monitoring.is_some() || !environment.is_production();
    let told = environment.link.is_some() || !consumers(environment).is_empty();
    let aws = environment.aws.as_ref();
    let gcp = environment.gcp.as_ref();
    let holds_data = aws.is_some_and(|it| it.database.is_some() || it.cache.is_some())
        || gcp.is_some_and(|it| it.database.is_some() || it.cache.is_some());
    if watched || told || !holds_data {
        return;
    }
    findings.push(
        Diagnostic::new(&PRODUCTION)
            .at_value(&environment.tier, "this is production")
            .because("there is no `monitoring`")
            .help(HELP),
    );
}
