//! What a cluster of CockroachDB Cloud takes.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity, Span, Spanned};
use mcgen_model::catalog::cockroach::{has_region, limits};
use mcgen_model::{Cloud, Cockroach, CockroachPlan, routed_ranges};

use super::{COCKROACH_CLUSTER, COCKROACH_PLAN, COCKROACH_REGIONS, Subject};

pub(super) static REGIONS: Rule = Rule {
    code: "GDB-001",
    slug: "cockroach-in-one-cloud",
    severity: Severity::Error,
    summary: "a cluster of CockroachDB Cloud stands in regions of one cloud",
    fix: "name regions of `cloud` that the plan has",
    explain: "A cluster of CockroachDB Cloud has one cloud provider and regions of that one. Two clouds in one \
cluster exist only where somebody runs CockroachDB himself. Two clusters, one in each cloud, can follow each \
other by physical replication, which is a primary and its standby again.\n\nNot every region of a cloud has \
every plan: shared machines (`basic`, `standard`) stand in few of them, and none in Korea or Japan.",
    sources: &[COCKROACH_CLUSTER, COCKROACH_REGIONS],
    waivable: false,
};

pub(super) static SHAPE: Rule = Rule {
    code: "GDB-002",
    slug: "cockroach-shape",
    severity: Severity::Error,
    summary: "CockroachDB Cloud has no cluster of this shape",
    fix: "take one region, or three and more, with three nodes in each",
    explain: "With `advanced`, several regions are three at least, so that the cluster lives on without one of them: \
two of two is no majority. Each region has three nodes at least, one in each zone; nine regions are the most. \
A single region may have one node for a trial: it is lost with its zone, so production has none such.\n\nWith `basic` and `standard` nobody counts nodes, and the first region of the list is the \
primary one.",
    sources: &[COCKROACH_PLAN, COCKROACH_CLUSTER],
    waivable: false,
};

pub(super) static SETTINGS: Rule = Rule {
    code: "GDB-003",
    slug: "cockroach-setting-of-another-plan",
    severity: Severity::Error,
    summary: "the plan or the cloud of the cluster has no such setting",
    fix: "remove the setting, or choose the plan that has it",
    explain: "Machines of one's own (`advanced`) have nodes, disks, a version and private addresses, and in Google \
Cloud a range, which holds 8,192 addresses at least (a /19) and must not be used elsewhere. `standard` has a \
number of processors for the whole cluster. `basic` has limits of a month. Backups of `basic` are made daily and \
cannot be chosen. Metrics go to CloudWatch from `advanced` in AWS, where `monitoring` says who is told when none come; \
a Prometheus reads those of `advanced` in either cloud.\n\nHow long backups are kept can be changed once; another change needs a ticket with Cockroach \
Labs. Which numbers are legal says the type: every 5, 10, 15, 30, 60, 240 or 1440 minutes, for 2, 7, 30, 90 or 365 \
days.",
    sources: &[COCKROACH_CLUSTER],
    waivable: false,
};

pub(super) fn regions(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.cockroach() else {
        return;
    };
    for (index, region) in cluster.regions.iter().enumerate() {
        let name = &region.name;
        let earlier = &cluster.regions[..index];
        if let Some(first) = earlier.iter().find(|it| it.name.value == name.value) {
            findings.push(
                Diagnostic::new(&REGIONS)
                    .at_value(name, "a second time")
                    .at_value(&first.name, "the first time")
                    .help("remove one of them"),
            );
        } else if name.cloud() != cluster.cloud.value {
            findings.push(
                Diagnostic::new(&REGIONS)
                    .at_value(name, format!("a region of `{}`", name.cloud()))
                    .at_value(&cluster.cloud, "the cloud of all nodes")
                    .because(
                        "one cluster has one cloud; clients of the other one come over the link",
                    )
                    .help(format!("name a region of `{}`", cluster.cloud)),
            );
        } else if !has_region(cluster.plan.value, name.value) {
            findings.push(
                Diagnostic::new(&REGIONS)
                    .at_value(name, "CockroachDB Cloud has no such clusters here")
                    .at_value(&cluster.plan, "this plan")
                    .help(match cluster.plan.value {
                        CockroachPlan::Advanced => "take a region of the list that the rule names",
                        CockroachPlan::Basic | CockroachPlan::Standard => {
                            "write `plan: advanced`, or take a region of the list that the rule names"
                        }
                    }),
            );
        }
    }
}

pub(super) fn shape(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.cockroach() else {
        return;
    };
    let limits = limits();
    if cluster.regions.is_empty() {
        findings.push(Diagnostic::new(&SHAPE).at(cluster.span, "there is no region"));
    }
    let count = u32::try_from(cluster.regions.len()).unwrap_or(u32::MAX);
    let advanced = cluster.plan.value == CockroachPlan::Advanced;
    if !advanced {
        return;
    }
    if count > 1 && !limits.regions.contains(count) {
        let marked = cluster
            .regions
            .last()
            .map_or(cluster.span, |it| it.name.span);
        findings.push(
            Diagnostic::new(&SHAPE)
                .at(marked, format!("{count} regions"))
                .because(format!(
                    "several regions are {} to {}",
                    limits.regions.min, limits.regions.max
                ))
                .help("take one region, or a third one"),
        );
    }
    for region in &cluster.regions {
        let Some(nodes) = &region.nodes else { continue };
        let trial = count == 1 && nodes.value == 1 && !subject.environment.is_production();
        if nodes.value < limits.nodes_of_a_region && !trial {
            findings.push(
                Diagnostic::new(&SHAPE)
                    .at_value(nodes, "too few to lose one")
                    .because(format!(
                        "a region has {} nodes at least; a single node is for a trial, and never for production",
                        limits.nodes_of_a_region
                    ))
                    .help(format!("write `nodes: {}`", limits.nodes_of_a_region)),
            );
        }
    }
    least(
        cluster.vcpus.as_ref(),
        limits.vcpus_of_a_node,
        "processors of a node",
        findings,
    );
    least(
        cluster.storage_gib.as_ref(),
        limits.storage_gib,
        "GiB of a node",
        findings,
    );
}

fn least(field: Option<&Spanned<u32>>, least: u32, what: &str, findings: &mut Diagnostics) {
    if let Some(number) = field
        && number.value < least
    {
        findings.push(
            Diagnostic::new(&SHAPE)
                .at_value(number, "too few")
                .because(format!("{least} {what} are the fewest"))
                .help(format!("write {least} or more")),
        );
    }
}

pub(super) fn settings(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Some(cluster) = subject.cockroach() else {
        return;
    };
    for (span, key, wanted) in given(cluster) {
        if !wanted.contains(&cluster.plan.value) {
            let plans: Vec<String> = wanted.iter().map(|it| format!("`{it}`")).collect();
            findings.push(
                Diagnostic::new(&SETTINGS)
                    .at(
                        span,
                        format!("`{key}` is a setting of {}", plans.join(" and ")),
                    )
                    .at_value(&cluster.plan, "this plan")
                    .help(format!("remove `{key}`")),
            );
        }
    }
    if cluster.plan.value == CockroachPlan::Standard {
        let fewest = limits().vcpus_of_a_standard_cluster;
        least(
            cluster.vcpus.as_ref(),
            fewest,
            "processors of a cluster",
            findings,
        );
    }
    range(subject, cluster, findings);
    if let Some(metrics) = &cluster.cloudwatch_metrics
        && cluster.cloud.value != Cloud::Aws
        && cluster.plan.value == CockroachPlan::Advanced
    {
        findings.push(
            Diagnostic::new(&SETTINGS)
                .at_value(metrics, "nodes in Google Cloud send nothing to CloudWatch")
                .at_value(&cluster.cloud, "the cloud of all nodes")
                .help("remove `cloudwatch-metrics`"),
        );
    }
    if let Some(metrics) = &cluster.cloudwatch_metrics
        && cluster.sends_metrics()
        && subject.environment.monitoring.is_none()
    {
        findings.push(
            Diagnostic::new(&SETTINGS)
                .at_value(metrics, "nobody is told when none come")
                .help("say in `monitoring` who is told, or remove `cloudwatch-metrics`"),
        );
    }
}

/// The settings that were written, and the plans that have them.
fn given(cluster: &Cockroach) -> Vec<(Span, &'static str, &'static [CockroachPlan])> {
    use CockroachPlan::{Advanced, Basic, Standard};
    let nodes = cluster.regions.iter().filter_map(|it| it.nodes.as_ref());
    let mut given: Vec<(Span, &str, &[CockroachPlan])> = nodes
        .filter(|it| it.given)
        .map(|it| (it.span, "nodes", &[Advanced][..]))
        .collect();
    let mut add = |span: Option<Span>, key, plans| given.extend(span.map(|it| (it, key, plans)));
    let number = |field: Option<&Spanned<u32>>| field.map(|it| it.span);
    add(
        number(cluster.vcpus.as_ref()),
        "vcpus",
        &[Standard, Advanced],
    );
    add(
        number(cluster.storage_gib.as_ref()),
        "storage-gib",
        &[Advanced],
    );
    let version = cluster.version.as_ref().map(|it| it.span);
    add(version, "version", &[Advanced]);
    let private = cluster.private_nodes.as_ref().map(|it| it.span);
    add(private, "private-nodes", &[Advanced]);
    add(cluster.cidr.as_ref().map(|it| it.span), "cidr", &[Advanced]);
    add(
        cluster.limits.as_ref().map(|it| it.span),
        "limits",
        &[Basic],
    );
    let backup = cluster.backup.as_ref().map(|it| it.span);
    add(backup, "backup", &[Standard, Advanced]);
    let metrics = cluster.cloudwatch_metrics.as_ref().map(|it| it.span);
    add(metrics, "cloudwatch-metrics", &[Advanced]);
    let prometheus = cluster.prometheus.as_ref().map(|it| it.span);
    add(prometheus, "prometheus", &[Advanced]);
    add(
        cluster.kms_keys.first().map(|it| it.span),
        "kms-keys",
        &[Advanced],
    );
    given
}

/// The range of the nodes in Google Cloud.
fn range(subject: &Subject<'_>, cluster: &Cockroach, findings: &mut Diagnostics) {
    let limits = limits();
    let Some(range) = &cluster.cidr else {
        return;
    };
    if cluster.cloud.value != Cloud::Gcp {
        findings.push(
            Diagnostic::new(&SETTINGS)
                .at_value(range, "nodes in AWS take no range")
                .at_value(&cluster.cloud, "the cloud of all nodes")
                .help("remove `cidr`"),
        );
    } else if range.prefix() > limits.longest_prefix {
        findings.push(
            Diagnostic::new(&SETTINGS)
                .at_value(range, "too small")
                .because(format!(
                    "the nodes need a /{} at least; without `cidr` it is {}",
                    limits.longest_prefix, limits.default_range
                ))
                .help(format!(
                    "take a /{} or a larger range",
                    limits.longest_prefix
                )),
        );
    }
    let ranges = routed_ranges(subject.environment).into_iter();
    for other in ranges.filter(|it| it.cidr.overlaps(range.value)) {
        findings.push(
            Diagnostic::new(&SETTINGS)
                .at_value(range, "overlaps another range")
                .at_value(&other.cidr, "this one")
                .because(format!(
                    "{} and {} share addresses",
                    range.value, other.cidr.value
                ))
                .help("take a range that nothing else uses"),
        );
    }
}
