//! CACHE-002: how clients of a cache prove who they are.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::catalog::elasticache_limits;
use mcgen_model::{CacheAuth, CacheEngine, Environment, TransitEncryption};
use mcgen_spec::refused::cache::CACHE_AUTH;

use super::{elasticache, memorystore};
use crate::Context;

pub(super) fn possible(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    users_need_tls_and_a_version(environment, findings);
    tokens_need_tls(environment, findings);
}

fn users_need_tls_and_a_version(environment: &Environment, findings: &mut Diagnostics) {
    let Some((_, cache)) = elasticache(environment) else {
        return;
    };
    if cache.auth.value != CacheAuth::Iam {
        return;
    }
    let transit = &cache.transit_encryption;
    if transit.value != TransitEncryption::Required {
        findings.push(
            Diagnostic::new(&CACHE_AUTH)
                .at_value(&cache.auth, "users log in with tokens")
                .at_value(transit, "a token may cross the network in plain text")
                .because("ElastiCache has users only where TLS is required")
                .help(match transit.value {
                    TransitEncryption::Preferred => {
                        "write `auth: none` until every client speaks TLS, then `transit-encryption: required` and `auth: iam`"
                    }
                    _ => "write `transit-encryption: required`",
                }),
        );
    }
    let Some(first) = elasticache_limits::first_iam_version(cache.engine.value) else {
        return;
    };
    if cache.version.value < first {
        findings.push(
            Diagnostic::new(&CACHE_AUTH)
                .at_value(&cache.auth, "users log in with IAM")
                .at_value(
                    &cache.version,
                    format!("{} {} cannot", cache.engine, cache.version),
                )
                .because(format!(
                    "IAM authentication begins with {} {first}",
                    cache.engine
                ))
                .help(format!("write `version: \"{first}\"` or later")),
        );
    }
}

fn tokens_need_tls(environment: &Environment, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    if cache.engine.value == CacheEngine::Valkey && cache.auth.value && !cache.tls.value {
        findings.push(
            Diagnostic::new(&CACHE_AUTH)
                .at_value(&cache.auth, "clients log in with IAM tokens")
                .at_value(&cache.tls, "a token would cross the network in plain text")
                .help("write `tls: true`"),
        );
    }
}
