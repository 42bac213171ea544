use mcgen_diagnostics::Rule;

use crate::{
    Check, active_active, bgp, cache, cloud_sql, dms, estate, monitoring, network, rds, recovery,
    replication, routing, security, traffic, vpn,
};

/// Every rule that is checked over the whole environment, family by family.
static CHECKS: &[&[Check]] = &[
    network::CHECKS,
    routing::CHECKS,
    rds::CHECKS,
    cloud_sql::CHECKS,
    cache::CHECKS,
    security::CHECKS,
    vpn::CHECKS,
    bgp::CHECKS,
    recovery::CHECKS,
    monitoring::CHECKS,
    dms::CHECKS,
    replication::CHECKS,
    active_active::CHECKS,
    traffic::CHECKS,
];

pub(crate) fn checks() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().copied().flatten()
}

/// Every rule of mcgen, sorted by code.
pub fn book() -> Vec<&'static Rule> {
    let mut rules: Vec<&'static Rule> = checks().map(|check| check.rule).collect();
    rules.extend(estate::rules());
    rules.extend(mcgen_spec::refused::keys().map(|refused| refused.rule));
    rules.extend(mcgen_spec::rules::ENV_RULES);
    rules.push(&mcgen_model::NON_CANONICAL_RANGE);
    rules.push(&mcgen_model::INSIDE_NOT_LINK_LOCAL);
    rules.push(&mcgen_model::INSIDE_RESERVED);
    rules.push(&mcgen_model::ALGORITHM_OF_ONE_CLOUD);
    rules.push(&mcgen_model::NAME_OF_GOOGLE_CLOUD);
    rules.push(&mcgen_model::POLICY_OF_THE_PROVIDER);
    rules.sort_by_key(|rule| rule.code);
    rules.dedup_by_key(|rule| rule.code);
    rules
}

/// The rule with this code, in any case.
pub fn find(code: &str) -> Option<&'static Rule> {
    book()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.slug == code)
}
