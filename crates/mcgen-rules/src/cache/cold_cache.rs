//! CACHE-017: what happens to the database when a cache is empty.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::{CacheTopology, Disaster, Environment, MemorystoreSize};

use super::{elasticache, memorystore};
use crate::Context;

pub(super) static COLD_CACHE: Rule = Rule {
    code: "CACHE-017",
    slug: "cold-cache-after-a-loss",
    severity: Severity::Warning,
    summary: "the cache starts empty after the loss that the environment must survive",
    fix: "plan how the cache is filled again, and size the database for the time until then",
    explain: "A cache that comes back empty sends every read to the database, in the minute in which the \
database has just failed over as well. Systems that survive the loss of a zone on paper fall over here. \
What helps: a replica that keeps the keys, a warm-up that reads the hot ones before traffic comes, limits \
on concurrent misses, and a database with headroom.\n\nmcgen warns about a production cache without a \
replica, whose loss of one node is enough, and about every cache of an environment that must survive the \
loss of a region: neither nodes nor snapshots leave their region.",
    sources: &[
        Reference {
            title: "Amazon ElastiCache: mitigating failures",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/disaster-recovery-resiliency.html",
        },
        Reference {
            title: "Memorystore for Redis: high availability",
            url: "https://docs.cloud.google.com/memorystore/docs/redis/high-availability-for-memorystore-for-redis",
        },
    ],
    waivable: true,
};

pub(super) fn after_a_loss(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if environment.objectives.disaster.value == Disaster::Region {
        let engines = [
            elasticache(environment).map(|(_, cache)| &cache.engine),
            memorystore(environment).map(|(_, cache)| &cache.engine),
        ];
        for engine in engines.into_iter().flatten() {
            findings.push(
                Diagnostic::new(&COLD_CACHE)
                    .at_value(engine, "starts empty in another region")
                    .at_value(&environment.objectives.disaster, "the loss to survive")
                    .because("neither nodes nor snapshots of a cache leave their region"),
            );
        }
    } else if environment.is_production() {
        if let Some((_, cache)) = elasticache(environment) {
            match &cache.topology {
                CacheTopology::Nodes(nodes) if nodes.value == 1 => {
                    findings.push(one_copy(environment, nodes, "nodes: 2"));
                }
                CacheTopology::Sharded { replicas, .. } if replicas.value == 0 => {
                    findings.push(one_copy(environment, replicas, "replicas-per-shard: 1"));
                }
                _ => {}
            }
        }
        if let Some((_, cache)) = memorystore(environment)
            && let MemorystoreSize::Valkey { replicas, .. } = &cache.size
            && replicas.value == 0
        {
            findings.push(one_copy(environment, replicas, "replicas: 1"));
        }
    }
}

fn one_copy(environment: &Environment, value: &Spanned<u32>, instead: &str) -> Diagnostic {
    Diagnostic::new(&COLD_CACHE)
        .at_value(value, "one copy of every key")
        .at(environment.tier.span, "in production")
        .because("the loss of one node empties the cache, or a part of it")
        .help(format!(
            "write `{instead}`, or plan for a database that carries every read"
        ))
}
