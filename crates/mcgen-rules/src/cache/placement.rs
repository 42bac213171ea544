//! CACHE-008: subnets and port.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::catalog::elasticache_limits;
use mcgen_model::{Environment, SubnetTier};
use mcgen_spec::refused::cache::CACHE_PLACEMENT;

use super::elasticache;
use crate::Context;

pub(super) fn possible(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((aws, cache)) = elasticache(environment) else {
        return;
    };
    let limits = elasticache_limits::group();
    let refused = || {
        let mut finding = Diagnostic::new(&CACHE_PLACEMENT);
        finding.severity = Severity::Error;
        finding
    };
    let subnets = aws.network.tier(SubnetTier::Cache).count();
    if subnets > limits.subnets_max {
        findings.push(
            refused()
                .at_value(&cache.engine, "the cache")
                .at(aws.network.span, format!("{subnets} subnets for caches"))
                .because(format!(
                    "a subnet group holds at most {}",
                    limits.subnets_max
                ))
                .help("name fewer subnets under `aws.network.subnets.cache`"),
        );
    }
    // Subnets that found no room have been reported.
    let named = aws.network.subnets.get(&SubnetTier::Cache);
    if named.is_some_and(std::collections::BTreeMap::is_empty) && !findings.has_errors() {
        findings.push(
            refused()
                .at_value(&cache.engine, "the cache has no subnet to stand in")
                .help("remove the empty `cache` block under `aws.network.subnets`"),
        );
    }
    let (least, most) = limits.port;
    if !(least..=most).contains(&cache.port.value) {
        findings.push(
            refused()
                .at_value(&cache.port, format!("port {}", cache.port))
                .because(format!("a cache listens on a port from {least} to {most}"))
                .help("write `port: 6379`, which is the default"),
        );
    }
}
