use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::elasticache_versions;
use mcgen_model::{AwsCache, AwsEnvironment, CacheAuth, CacheEngine, CacheTopology, fitted_name};

use super::Object;
use super::aws::{client_cidr_blocks, client_security_group_ids};
use crate::library::Traits;

pub(super) fn traits(cache: Option<&AwsCache>) -> Traits {
    let on = |question: fn(&AwsCache) -> bool| cache.is_some_and(question).into();
    let engine = cache.map_or("none", |cache| cache.engine.as_str());
    Traits::from([
        ("cache".to_owned(), engine.into()),
        (
            "cache_iam".to_owned(),
            on(|it| it.auth.value == CacheAuth::Iam),
        ),
        (
            "cache_key".to_owned(),
            on(|it| it.kms_key.is_none() && it.at_rest_encryption.value),
        ),
        ("cache_sharded".to_owned(), on(is_sharded)),
    ])
}

fn is_sharded(cache: &AwsCache) -> bool {
    matches!(cache.topology, CacheTopology::Sharded { .. })
}

pub(super) fn variables(aws: &AwsEnvironment, cache: &AwsCache) -> Literal {
    let group = cache.name.as_str();
    let iam = cache.auth.value == CacheAuth::Iam;
    let final_snapshot =
        (cache.snapshot_retention_days.value > 0).then(|| fitted_name(&[group, "final"], 218));
    let parameters: BTreeMap<String, String> = cache
        .parameters
        .iter()
        .map(|(name, value)| (name.clone(), value.value.clone()))
        .collect();
    let mut object = Object::default();
    object
        .set("at_rest_encryption", cache.at_rest_encryption.value)
        .set(
            "client_cidr_blocks",
            client_cidr_blocks(&aws.network, &cache.clients),
        )
        .set(
            "client_security_group_ids",
            client_security_group_ids(&cache.clients),
        )
        .set("data_tiering", cache.data_tiering.value)
        .set_if(
            iam && cache.engine.value == CacheEngine::Redis,
            "default_user_id",
            fitted_name(&[group, "default"], 40),
        )
        .set("engine_version", cache.version.to_string())
        .set("final_snapshot_prefix", final_snapshot)
        .set(
            "log_retention_days",
            aws.network.flow_log_retention_days.value,
        )
        .set("maintenance_window", cache.maintenance_window.to_string())
        .set("multi_az", cache.multi_az.value)
        .set("name", group)
        .set("node_type", cache.node_type.as_str())
        .set(
            "parameter_family",
            elasticache_versions::parameter_family(cache.engine.value, &cache.version),
        )
        .set("parameters", parameters)
        .set("port", cache.port.value)
        .set(
            "snapshot_retention_days",
            cache.snapshot_retention_days.value,
        )
        .set("snapshot_window", cache.snapshot_window.to_string())
        .set("transit_encryption", cache.transit_encryption.as_str())
        .set_if(iam, "user_name", fitted_name(&[group, "app"], 40));
    match &cache.topology {
        CacheTopology::Nodes(nodes) => object
            .set("automatic_failover", cache.automatic_failover.value)
            .set("nodes", nodes.value),
        CacheTopology::Sharded { shards, replicas } => object
            .set("replicas_per_shard", replicas.value)
            .set("shards", shards.value),
    };
    if let Some(key) = &cache.kms_key {
        object.set("kms_key_arn", key.value.clone());
    } else if !cache.at_rest_encryption.value {
        object.set("kms_key_arn", Literal::Null);
    }
    object.into()
}
