//! CACHE-011 and CACHE-012: tier, memory, replicas and shards of Memorystore.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::catalog::memorystore as catalog;
use mcgen_model::{Environment, GcpCache, MemorystoreSize, MemorystoreTier, nearest};
use mcgen_spec::refused::cache::MEMORYSTORE_SIZE;

use super::memorystore;
use crate::Context;

pub(super) static NO_STANDBY: Rule = Rule {
    code: "CACHE-011",
    slug: "memorystore-without-standby",
    severity: Severity::Warning,
    summary: "production cache has no standby",
    fix: "write `tier: standard-ha`, which is the default",
    explain: "The basic tier of Memorystore for Redis is one node: maintenance, a scaling step or the loss of \
its zone empties the cache and closes every connection, and there is no service level agreement. It is \
the default of the API. The tier of an instance cannot change, so going to standard-ha later means a new \
instance with another address.\n\nmcgen takes standard-ha unless the file says otherwise, and warns about \
basic in production.",
    sources: &[Reference {
        title: "Memorystore for Redis: tier capabilities",
        url: "https://docs.cloud.google.com/memorystore/docs/redis/redis-tiers",
    }],
    waivable: true,
};

pub(super) fn standby(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    let MemorystoreSize::Redis { tier, .. } = &cache.size else {
        return;
    };
    if tier.value == MemorystoreTier::Basic && environment.is_production() {
        findings.push(
            Diagnostic::new(&NO_STANDBY)
                .at_value(tier, "one node")
                .at(environment.tier.span, "in production"),
        );
    }
}

pub(super) fn fits(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    match &cache.size {
        MemorystoreSize::Redis {
            tier,
            size_gib,
            read_replicas,
        } => {
            findings.extend(memory(tier, size_gib));
            findings.extend(read_replicas_fit(cache, tier, size_gib, read_replicas));
        }
        MemorystoreSize::Valkey {
            node_type,
            shards,
            replicas,
        } => {
            findings.extend(known_node_type(node_type));
            findings.extend(number_of_nodes(shards, replicas));
        }
    }
}

fn memory(tier: &Spanned<MemorystoreTier>, size: &Spanned<u32>) -> Option<Diagnostic> {
    let row = catalog::tier(tier.value);
    let (least, most) = (row.min_size_gib, row.max_size_gib);
    (!(least..=most).contains(&size.value)).then(|| {
        Diagnostic::new(&MEMORYSTORE_SIZE)
            .at_value(size, format!("{size} GiB"))
            .because(format!("an instance has {least} to {most} GiB"))
            .help(format!(
                "write `size-gib: {}`",
                size.value.clamp(least, most)
            ))
    })
}

fn read_replicas_fit(
    cache: &GcpCache,
    tier: &Spanned<MemorystoreTier>,
    size: &Spanned<u32>,
    replicas: &Spanned<u32>,
) -> Option<Diagnostic> {
    if replicas.value == 0 {
        return None;
    }
    let row = catalog::tier(tier.value);
    let finding =
        Diagnostic::new(&MEMORYSTORE_SIZE).at_value(replicas, format!("{replicas} read replicas"));
    let least_size = row.read_replicas_min_size_gib.unwrap_or_default();
    let oldest = row.read_replicas_min_version.as_ref();
    if row.read_replicas.is_empty() {
        return Some(
            finding
                .at_value(tier, "a tier of one node")
                .help("write `tier: standard-ha`, or remove `read-replicas`"),
        );
    }
    if !row.read_replicas.contains(&replicas.value) {
        let most = row.read_replicas.iter().max().copied().unwrap_or_default();
        return Some(
            finding
                .because(format!("an instance has at most {most}"))
                .help(format!("write `read-replicas: {most}`")),
        );
    }
    if size.value < least_size {
        return Some(
            finding
                .at_value(size, format!("{size} GiB"))
                .because(format!("read replicas need at least {least_size} GiB"))
                .help(format!(
                    "write `size-gib: {least_size}`, or remove `read-replicas`"
                )),
        );
    }
    oldest
        .filter(|oldest| cache.version.value < **oldest)
        .map(|oldest| {
            finding
                .at_value(&cache.version, "an earlier version")
                .because(format!("read replicas begin with Redis {oldest}"))
                .help(format!("write `version: \"{oldest}\"` or later"))
        })
}

fn known_node_type(node_type: &Spanned<String>) -> Option<Diagnostic> {
    let row = catalog::node_type(node_type);
    if row.is_some_and(|row| row.documented) {
        return None;
    }
    let names: Vec<&str> = catalog::node_types().collect();
    // People bring the spelling of the API: HIGHMEM_MEDIUM.
    let spelled = node_type.to_lowercase().replace('_', "-");
    let finding = Diagnostic::new(&MEMORYSTORE_SIZE).at_value(
        node_type,
        if row.is_some() {
            "a node type that neither documentation nor provider knows yet"
        } else {
            "no node type of Memorystore for Valkey"
        },
    );
    Some(match nearest(&spelled, names.iter().copied()) {
        Some(name) if row.is_none() => finding.help(format!("did you mean `{name}`?")),
        _ => finding.help(format!("choose one of {}", names.join(", "))),
    })
}

fn number_of_nodes(shards: &Spanned<u32>, replicas: &Spanned<u32>) -> Vec<Diagnostic> {
    let (replicas_max, nodes_max) = catalog::valkey_limits();
    let mut findings = Vec::new();
    if replicas.value > replicas_max {
        findings.push(
            Diagnostic::new(&MEMORYSTORE_SIZE)
                .at_value(replicas, format!("{replicas} replicas of each shard"))
                .because(format!("a shard has 0 to {replicas_max} replicas"))
                .help(format!("write `replicas: {replicas_max}`")),
        );
        return findings;
    }
    let total = u64::from(shards.value) * (u64::from(replicas.value) + 1);
    if !(1..=u64::from(nodes_max)).contains(&total) {
        findings.push(
            Diagnostic::new(&MEMORYSTORE_SIZE)
                .at_value(shards, format!("{shards} shards"))
                .at_value(replicas, format!("{replicas} replicas each"))
                .because(format!(
                    "together {total} nodes; an instance has 1 to {nodes_max}"
                ))
                .help(if total == 0 {
                    "write `shards: 1` or more"
                } else {
                    "choose larger nodes and fewer shards"
                }),
        );
    }
    findings
}
