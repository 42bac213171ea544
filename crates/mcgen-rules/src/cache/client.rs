//! CACHE-016: the protocol that client libraries are set to.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Span, Spanned};
use mcgen_model::{CacheClient, CacheTopology, Environment, MemorystoreSize};
use mcgen_spec::refused::cache::WRONG_CLIENT;

use super::{elasticache, memorystore};
use crate::Context;

/// What a cache speaks, and the value that decides it.
struct Protocol {
    client: CacheClient,
    decided_at: Span,
    because: &'static str,
}

pub(super) fn speaks_the_protocol(
    environment: &Environment,
    _: &Context,
    findings: &mut Diagnostics,
) {
    if let Some((_, cache)) = elasticache(environment) {
        let protocol = match &cache.topology {
            CacheTopology::Nodes(nodes) => Protocol {
                client: CacheClient::Plain,
                decided_at: nodes.span,
                because: "a cache without shards, which answers cluster commands with an error",
            },
            CacheTopology::Sharded { shards, .. } => Protocol {
                client: CacheClient::Cluster,
                decided_at: shards.span,
                because: "a cache of shards, which sends a plain client from node to node",
            },
        };
        findings.extend(mismatch(cache.client.as_ref(), &protocol));
    }
    if let Some((_, cache)) = memorystore(environment) {
        let protocol = match &cache.size {
            MemorystoreSize::Redis { size_gib, .. } => Protocol {
                client: CacheClient::Plain,
                decided_at: size_gib.span,
                because: "one primary, which answers cluster commands with an error",
            },
            // With one shard mcgen makes the instance as its client wants it.
            MemorystoreSize::Valkey { shards, .. } => Protocol {
                client: match &cache.client {
                    Some(client) if shards.value == 1 && client.value == CacheClient::Plain => {
                        CacheClient::Plain
                    }
                    _ => CacheClient::Cluster,
                },
                decided_at: shards.span,
                because: "shards, which send a plain client from node to node",
            },
        };
        findings.extend(mismatch(cache.client.as_ref(), &protocol));
    }
}

fn mismatch(client: Option<&Spanned<CacheClient>>, protocol: &Protocol) -> Option<Diagnostic> {
    let client = client.filter(|client| client.value != protocol.client)?;
    let finding = Diagnostic::new(&WRONG_CLIENT);
    let finding = if client.value == CacheClient::Sentinel {
        finding
            .at_value(client, "asks a Sentinel, and there is none")
            .because("the service watches the nodes itself and moves the endpoint")
    } else {
        finding
            .at_value(client, format!("is set to `{client}`"))
            .at(protocol.decided_at, protocol.because)
    };
    Some(finding.help(format!("write `client: {}`", protocol.client)))
}
