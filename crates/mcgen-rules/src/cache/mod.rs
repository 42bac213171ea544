//! ElastiCache and Memorystore.

mod auth;
mod client;
mod cold_cache;
mod encryption;
mod memorystore_access;
mod memorystore_name;
mod memorystore_settings;
mod memorystore_size;
mod name;
mod node_type;
mod placement;
mod shape;
mod snapshots;
mod version;

use mcgen_model::{AwsCache, AwsEnvironment, Environment, GcpCache, GcpEnvironment};
use mcgen_spec::refused::cache as refused;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &refused::CACHE_NAME,
        run: name::legal,
    },
    Check {
        rule: &refused::CACHE_AUTH,
        run: auth::possible,
    },
    Check {
        rule: &refused::CACHE_VERSION,
        run: version::offered,
    },
    Check {
        rule: &refused::CACHE_SHAPE,
        run: shape::fits,
    },
    Check {
        rule: &refused::ENCRYPTION_IS_FINAL,
        run: encryption::settled,
    },
    Check {
        rule: &refused::NODE_TYPE,
        run: node_type::offered,
    },
    Check {
        rule: &refused::CACHE_SNAPSHOTS,
        run: snapshots::kept,
    },
    Check {
        rule: &refused::CACHE_PLACEMENT,
        run: placement::possible,
    },
    Check {
        rule: &refused::MEMORYSTORE_NAME,
        run: memorystore_name::legal,
    },
    Check {
        rule: &memorystore_size::NO_STANDBY,
        run: memorystore_size::standby,
    },
    Check {
        rule: &refused::MEMORYSTORE_SIZE,
        run: memorystore_size::fits,
    },
    Check {
        rule: &refused::MEMORYSTORE_ACCESS,
        run: memorystore_access::login_and_port,
    },
    Check {
        rule: &refused::MEMORYSTORE_NETWORK,
        run: memorystore_access::attached,
    },
    Check {
        rule: &refused::MEMORYSTORE_SETTING,
        run: memorystore_settings::taken,
    },
    Check {
        rule: &refused::WRONG_CLIENT,
        run: client::speaks_the_protocol,
    },
    Check {
        rule: &cold_cache::COLD_CACHE,
        run: cold_cache::after_a_loss,
    },
];

/// The ElastiCache group, if the environment has one.
fn elasticache(environment: &Environment) -> Option<(&AwsEnvironment, &AwsCache)> {
    let aws = environment.aws.as_ref()?;
    Some((aws, aws.cache.as_ref()?))
}

/// The Memorystore instance, if the environment has one.
fn memorystore(environment: &Environment) -> Option<(&GcpEnvironment, &GcpCache)> {
    let gcp = environment.gcp.as_ref()?;
    Some((gcp, gcp.cache.as_ref()?))
}
