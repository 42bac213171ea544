//! CACHE-003: engine versions.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity, Spanned};
use mcgen_model::catalog::{elasticache_versions, memorystore as memorystore_catalog};
use mcgen_model::{CacheEngine, EngineVersion, Environment};
use mcgen_spec::refused::cache::CACHE_VERSION;

use super::{elasticache, memorystore};
use crate::Context;

pub(super) fn offered(environment: &Environment, context: &Context, findings: &mut Diagnostics) {
    if let Some((_, cache)) = elasticache(environment) {
        let (engine, version) = (&cache.engine, &cache.version);
        if elasticache_versions::exists(engine.value, version) {
            findings.extend(past_support(engine, version, context));
        } else {
            let versions: Vec<&str> = elasticache_versions::versions(engine.value).collect();
            findings.push(unknown("ElastiCache", engine, version, &versions));
        }
    }
    if let Some((_, cache)) = memorystore(environment) {
        let (engine, version) = (&cache.engine, &cache.version);
        if memorystore_catalog::is_preview(engine.value, version) {
            let mut finding = Diagnostic::new(&CACHE_VERSION)
                .at_value(version, "a preview, without a service level agreement")
                .help("choose a version that is generally available for what must stay up");
            finding.severity = Severity::Warning;
            findings.push(finding);
        } else if memorystore_catalog::api_version(engine.value, version).is_none() {
            let versions: Vec<&str> = memorystore_catalog::versions(engine.value).collect();
            findings.push(unknown("Memorystore", engine, version, &versions));
        }
    }
}

fn past_support(
    engine: &Spanned<CacheEngine>,
    version: &Spanned<EngineVersion>,
    context: &Context,
) -> Option<Diagnostic> {
    let end = elasticache_versions::standard_support_ends(engine.value, version)?;
    (end < context.today).then(|| {
        Diagnostic::new(&CACHE_VERSION)
            .at_value(version, format!("standard support ended on {end}"))
            .because("what follows is Extended Support, billed for every node")
            .help("move to Valkey, which reads the data of Redis: `engine: valkey`, `version: \"8.0\"` or later")
    })
}

fn unknown(
    service: &str,
    engine: &Spanned<CacheEngine>,
    version: &Spanned<EngineVersion>,
    versions: &[&str],
) -> Diagnostic {
    let of_major = |text: &&&str| {
        let major = text.split('.').next().unwrap_or_default();
        major.parse() == Ok(version.major())
    };
    let newest_of_major = versions.iter().rev().find(of_major);
    let newest = newest_of_major.or(versions.last()).unwrap_or(&"");
    let foreign = engine.value == CacheEngine::Redis && version.major() > 7;
    Diagnostic::new(&CACHE_VERSION)
        .at_value(
            version,
            format!("{service} has no {engine} {}", version.value),
        )
        .at_value(engine, format!("has {}", versions.join(", ")))
        .help(if foreign {
            "after Redis 7 comes Valkey: write `engine: valkey`, or an earlier version".to_owned()
        } else {
            format!("write `version: \"{newest}\"`")
        })
}
