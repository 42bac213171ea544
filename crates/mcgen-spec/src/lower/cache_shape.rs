//! Keys of a cache that exclude each other. The model keeps one of the two forms, so the other one
//! is reported here, before it would be dropped without a word.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::CacheEngine;

use crate::blocks::{AwsCacheSpec, GcpCacheSpec};
use crate::refused::cache::{CACHE_SHAPE, MEMORYSTORE_SIZE};

/// Nodes belong to a group without cluster mode, shards and their replicas to one with it.
pub(super) fn aws(cache: &AwsCacheSpec, diagnostics: &mut Diagnostics) {
    match (&cache.shards, &cache.nodes, &cache.replicas_per_shard) {
        (Some(shards), Some(nodes), _) => diagnostics.push(
            Diagnostic::new(&CACHE_SHAPE)
                .at_value(nodes, "counts the nodes of a cache without shards")
                .at_value(shards, "makes a cache of shards")
                .because("a cache has one of the two forms")
                .help("remove `nodes` and write `replicas-per-shard`, or remove `shards`"),
        ),
        (None, _, Some(replicas)) => diagnostics.push(
            Diagnostic::new(&CACHE_SHAPE)
                .at_value(replicas, "counts the replicas of a shard")
                .because("this cache has no shards")
                .help(format!(
                    "write `nodes: {}`, the primary counted, or add `shards`",
                    replicas.0.saturating_add(1)
                )),
        ),
        _ => {}
    }
}

/// Memorystore for Redis is measured in memory, Memorystore for Valkey in nodes.
pub(super) fn gcp(cache: &GcpCacheSpec, diagnostics: &mut Diagnostics) {
    let Some(engine) = &cache.engine else {
        return;
    };
    let foreign: [(&str, Option<Span>); 3] = match engine.value {
        CacheEngine::Redis => [
            ("node-type", place(cache.node_type.as_ref())),
            ("shards", place(cache.shards.as_ref())),
            ("replicas", place(cache.replicas.as_ref())),
        ],
        CacheEngine::Valkey => [
            ("tier", place(cache.tier.as_ref())),
            ("size-gib", place(cache.size_gib.as_ref())),
            ("read-replicas", place(cache.read_replicas.as_ref())),
        ],
    };
    let instead = match engine.value {
        CacheEngine::Redis => "`tier`, `size-gib` and `read-replicas`",
        CacheEngine::Valkey => "`node-type`, `shards` and `replicas`",
    };
    for (key, span) in foreign {
        let Some(span) = span else { continue };
        diagnostics.push(
            Diagnostic::new(&MEMORYSTORE_SIZE)
                .at(span, format!("`{key}` belongs to the other engine"))
                .at_value(engine, "the engine of this cache")
                .help(format!("remove `{key}`; {engine} has {instead}")),
        );
    }
    if let Some(backup) = &cache.backup
        && engine.value == CacheEngine::Redis
    {
        diagnostics.push(
            Diagnostic::new(&MEMORYSTORE_SIZE)
                .at_value(backup, "`backup` belongs to the other engine")
                .at_value(engine, "the engine of this cache")
                .because("Memorystore for Redis has snapshots to restart from, and no backups")
                .help("remove `backup`, and write `persistence: rdb`"),
        );
    }
}

fn place<T>(field: Option<&Spanned<T>>) -> Option<Span> {
    field.map(|value| value.span)
}
