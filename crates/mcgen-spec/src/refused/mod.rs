//! Keys that people bring from other tools. Each is refused with the rule that says why.

mod cache;
mod cloud_sql;
mod network;
mod rds;
mod routing;
mod security;

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
