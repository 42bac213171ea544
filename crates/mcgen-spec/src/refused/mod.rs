//! Keys that people bring from other tools. Each is refused with the rule that says why.

pub mod cache;
pub mod cloud_sql;
pub mod network;
pub mod rds;
pub mod routing;
pub mod security;

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
