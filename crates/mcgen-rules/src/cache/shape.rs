//! CACHE-004: nodes, shards, failover and zones.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity, Spanned};
use mcgen_model::catalog::elasticache_limits::{self, Group};
use mcgen_model::{AwsCache, AwsEnvironment, CacheTopology, Environment, SubnetTier};
use mcgen_spec::refused::cache::CACHE_SHAPE;

use super::elasticache;
use crate::Context;

pub(super) fn fits(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, cache)) = elasticache(environment) else {
        return;
    };
    let limits = elasticache_limits::group();
    match &cache.topology {
        CacheTopology::Nodes(nodes) => {
            findings.extend(number_of_nodes(nodes, &limits));
            findings.extend(nobody_to_fail_over_to(cache, nodes, &limits));
        }
        CacheTopology::Sharded { shards, replicas } => {
            findings.extend(number_of_shards(cache, shards, replicas, &limits));
            findings.extend(shards_without_failover(cache, shards));
        }
    }
    findings.extend(zones_without_failover(cache));
    findings.extend(zones_without_subnets(aws, cache));
}

fn number_of_nodes(nodes: &Spanned<u32>, limits: &Group) -> Option<Diagnostic> {
    let (least, most) = limits.nodes;
    (!(least..=most).contains(&nodes.value)).then(|| {
        Diagnostic::new(&CACHE_SHAPE)
            .at_value(nodes, format!("{nodes} nodes"))
            .because(format!(
                "without shards a cache has {least} to {most} nodes, the primary counted"
            ))
            .help(if nodes.value > most {
                format!("write `nodes: {most}`, or spread the keys over `shards`")
            } else {
                format!("write `nodes: {least}` or more")
            })
    })
}

fn nobody_to_fail_over_to(
    cache: &AwsCache,
    nodes: &Spanned<u32>,
    limits: &Group,
) -> Option<Diagnostic> {
    let few = nodes.value > 0 && nodes.value < limits.failover_nodes_min;
    (cache.automatic_failover.value && few).then(|| {
        Diagnostic::new(&CACHE_SHAPE)
            .at_value(&cache.automatic_failover, "a replica takes over")
            .at_value(nodes, "there is no replica")
            .because(format!(
                "automatic failover needs at least {} nodes",
                limits.failover_nodes_min
            ))
            .help("write `nodes: 2`, or remove `automatic-failover`")
    })
}

fn number_of_shards(
    cache: &AwsCache,
    shards: &Spanned<u32>,
    replicas: &Spanned<u32>,
    limits: &Group,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if shards.value == 0 {
        findings.push(
            Diagnostic::new(&CACHE_SHAPE)
                .at_value(shards, "a cache of no shards")
                .help("write `shards: 1` or more, or write `nodes`"),
        );
    }
    if replicas.value > limits.replicas_per_shard_max {
        findings.push(
            Diagnostic::new(&CACHE_SHAPE)
                .at_value(replicas, format!("{replicas} replicas of each shard"))
                .because(format!(
                    "a shard has 0 to {} replicas",
                    limits.replicas_per_shard_max
                ))
                .help(format!(
                    "write `replicas-per-shard: {}`",
                    limits.replicas_per_shard_max
                )),
        );
    }
    let total = cache.topology.total_nodes();
    if total > limits.cluster_nodes_default {
        let impossible = total > limits.cluster_nodes_max;
        let mut finding = Diagnostic::new(&CACHE_SHAPE)
            .at_value(shards, format!("{shards} shards"))
            .at_value(replicas, format!("{replicas} replicas each"))
            .because(format!(
                "together {total} nodes; a cluster has at most {}, and {} before AWS raises the quota",
                limits.cluster_nodes_max, limits.cluster_nodes_default
            ))
            .help(if impossible {
                "choose larger nodes and fewer shards"
            } else {
                "ask AWS for a higher quota of nodes per cluster before the first apply"
            });
        if !impossible {
            finding.severity = Severity::Warning;
        }
        findings.push(finding);
    }
    findings
}

fn shards_without_failover(cache: &AwsCache, shards: &Spanned<u32>) -> Option<Diagnostic> {
    (!cache.automatic_failover.value).then(|| {
        Diagnostic::new(&CACHE_SHAPE)
            .at_value(&cache.automatic_failover, "no failover")
            .at_value(shards, "cluster mode, which always has it")
            .help("remove `automatic-failover`")
    })
}

fn zones_without_failover(cache: &AwsCache) -> Option<Diagnostic> {
    let sharded_without_replicas = matches!(
        &cache.topology,
        CacheTopology::Sharded { replicas, .. } if replicas.value == 0
    );
    let finding = Diagnostic::new(&CACHE_SHAPE).at_value(&cache.multi_az, "spread over zones");
    if !cache.multi_az.value {
        None
    } else if let (true, CacheTopology::Sharded { replicas, .. }) =
        (sharded_without_replicas, &cache.topology)
    {
        Some(
            finding
                .at_value(replicas, "no replica that could stand in another zone")
                .help("write `replicas-per-shard: 1`, or remove `multi-az`"),
        )
    } else if cache.automatic_failover.value {
        None
    } else {
        Some(
            finding
                .at_value(&cache.automatic_failover, "but no failover between them")
                .because("ElastiCache spreads a group over zones only together with failover")
                .help("remove `automatic-failover`, which follows from two nodes, or remove `multi-az`"),
        )
    }
}

fn zones_without_subnets(aws: &AwsEnvironment, cache: &AwsCache) -> Option<Diagnostic> {
    let mut zones = aws.network.tier(SubnetTier::Cache);
    let only = zones.next()?;
    (cache.multi_az.value && zones.next().is_none()).then(|| {
        Diagnostic::new(&CACHE_SHAPE)
            .at_value(&cache.multi_az, "spread over zones")
            .at_value(
                only.1,
                format!("the only subnet of the cache, in {}", only.0),
            )
            .help("give the `cache` tier a subnet in a second zone, or write `multi-az: false`")
    })
}
