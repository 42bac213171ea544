//! Keys that people bring from other tools. Each is refused with the rule that says why.

pub mod active_active;
pub mod atlas;
pub mod bgp;
pub mod cache;
pub mod cloud_sql;
pub mod debezium;
pub mod dms;
pub mod monitoring;
pub mod network;
pub mod pipelines;
pub mod rds;
pub mod recovery;
pub mod replication;
pub mod routing;
pub mod security;
pub mod traffic;
pub mod vpn;
pub mod yugabyte;

use crate::decode::RefusedKey;

/// Every refused key, family by family.
pub fn keys() -> impl Iterator<Item = &'static RefusedKey> {
    FAMILIES.iter().copied().flatten()
}

static FAMILIES: &[&[RefusedKey]] = &[
    network::KEYS,
    routing::KEYS,
    rds::KEYS,
    cloud_sql::KEYS,
    cache::KEYS,
    security::KEYS,
    vpn::KEYS,
    bgp::KEYS,
    recovery::KEYS,
    monitoring::KEYS,
    dms::KEYS,
    pipelines::KEYS,
    replication::KEYS,
    active_active::KEYS,
    atlas::KEYS,
    yugabyte::KEYS,
    debezium::KEYS,
    traffic::KEYS,
];

/// Writes the table of one family: rule, block, keys, why, and what to write instead.
macro_rules! refused_keys {
    ($($rule:ident: $block:literal [$($key:literal)+] $reason:literal, $help:literal;)+) => {
        pub(super) static KEYS: &[crate::decode::RefusedKey] = &[
            $($(crate::decode::RefusedKey {
                block: $block,
                key: $key,
                rule: &$rule,
                reason: $reason,
                help: $help,
            },)+)+
        ];
    };
}
pub(crate) use refused_keys;

/// Writes rules whose only findings are about refused keys: such a key is never read, so no waiver
/// helps.
macro_rules! rules_of_keys {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident = $code:literal $slug:literal $severity:ident
            $summary:literal,
            $fix:literal,
            $explain:literal,
            $sources:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: mcgen_diagnostics::Rule = mcgen_diagnostics::Rule {
                code: $code,
                slug: $slug,
                severity: mcgen_diagnostics::Severity::$severity,
                summary: $summary,
                fix: $fix,
                explain: $explain,
                sources: $sources,
                waivable: false,
            };
        )+
    };
}
pub(crate) use rules_of_keys;
