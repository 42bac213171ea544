//! What runs of a standby, and how large, while it only stands by.
//!
//! A promotion changes the word `primary` alone, and every size here follows from that word. Nothing
//! but sizes changes: names and addresses are the same on both sides, so Terraform changes machines
//! in place. The one exception is the pilot light, whose cache is made at the promotion. Its load
//! balancer is not: what steers the traffic must know the address before the outage.

use std::borrow::Cow;

use crate::catalog::{cloud_sql_machines, elasticache_nodes, rds_classes, standby};
use crate::{
    AwsCache, AwsDatabase, CacheTopology, Cloud, CloudSqlTier, Environment, GcpCache, GcpDatabase,
    InstanceClass, MemorystoreSize, Scalar, Standby,
};

/// The environment with the sizes that each side has in its present role: what is rendered.
pub fn as_it_runs(environment: &Environment) -> Cow<'_, Environment> {
    let Some(strategy) = environment.strategy.primary_replica() else {
        return Cow::Borrowed(environment);
    };
    let standby = strategy.standby.value;
    let mut environment = environment.clone();
    match strategy.primary.value.other() {
        Cloud::Aws => {
            if let Some(aws) = &mut environment.aws {
                if let Some(database) = &mut aws.database {
                    database.runs_on = Some(aws_class(database, standby));
                }
                aws.cache = aws.cache.take().and_then(|it| aws_cache(it, standby));
            }
        }
        Cloud::Gcp => {
            if let Some(gcp) = &mut environment.gcp {
                if let Some(database) = &mut gcp.database {
                    database.runs_on = Some(gcp_tier(database, standby));
                }
                gcp.cache = gcp.cache.take().and_then(|it| gcp_cache(it, standby));
            }
        }
    }
    Cow::Owned(environment)
}

impl AwsDatabase {
    /// The class that the instance has in its present role.
    pub fn running_class(&self) -> &InstanceClass {
        self.runs_on.as_ref().unwrap_or(&self.class)
    }
}

impl GcpDatabase {
    /// The machine type that the instance has in its present role.
    pub fn running_tier(&self) -> &CloudSqlTier {
        self.runs_on.as_ref().unwrap_or(&self.tier)
    }
}

/// The class of a database that stands by.
pub fn aws_class(database: &AwsDatabase, standby: Standby) -> InstanceClass {
    match (&database.standby_class, standby) {
        (_, Standby::Hot) => database.class.value.clone(),
        (Some(class), _) => class.value.clone(),
        (None, _) => smaller_class(&database.class, standby::steps(standby)),
    }
}

/// The machine type of a database that stands by.
pub fn gcp_tier(database: &GcpDatabase, standby: Standby) -> CloudSqlTier {
    match (&database.standby_tier, standby) {
        (_, Standby::Hot) => database.tier.value.clone(),
        (Some(tier), _) => tier.value.clone(),
        (None, _) => smaller_tier(&database.tier, standby::steps(standby)),
    }
}

/// So many sizes smaller in the same family, and never below what keeps up with replication.
fn smaller_class(class: &InstanceClass, steps: u32) -> InstanceClass {
    let holds = |class: &InstanceClass| {
        rds_classes::capacity(class)
            .is_some_and(|it| standby::floor().holds(it.vcpus, it.memory_gib * 1024))
    };
    let sizes = rds_classes::sizes(class.family());
    let smaller = sizes
        .iter()
        .rev()
        .skip_while(|size| **size != class.size())
        .skip(1)
        .filter_map(|size| InstanceClass::parse(&format!("db.{}.{size}", class.family())).ok())
        .take_while(holds);
    last_of(smaller, steps).unwrap_or_else(|| class.clone())
}

fn smaller_tier(tier: &CloudSqlTier, steps: u32) -> CloudSqlTier {
    let holds = |tier: &CloudSqlTier| {
        cloud_sql_machines::machine(tier)
            .is_some_and(|it| standby::floor().holds(it.vcpus, it.memory_mb))
    };
    let smaller = match tier {
        CloudSqlTier::Custom { .. } => {
            let halves = std::iter::successors(half(tier), half);
            last_of(halves.take_while(holds), steps)
        }
        named => {
            let name = named.to_string();
            let sizes = cloud_sql_machines::sizes(&name);
            let smaller = sizes
                .iter()
                .rev()
                .skip_while(|size| **size != name)
                .skip(1)
                .filter_map(|size| CloudSqlTier::parse(size).ok());
            last_of(smaller.take_while(holds), steps)
        }
    };
    smaller.unwrap_or_else(|| tier.clone())
}

fn half(tier: &CloudSqlTier) -> Option<CloudSqlTier> {
    let CloudSqlTier::Custom { vcpus, memory_mb } = tier else {
        return None;
    };
    let (vcpus, memory_mb) = cloud_sql_machines::custom_shape().nearest(vcpus / 2, memory_mb / 2);
    let half = CloudSqlTier::Custom { vcpus, memory_mb };
    (half != *tier).then_some(half)
}

fn last_of<T>(items: impl Iterator<Item = T>, steps: u32) -> Option<T> {
    items
        .take(usize::try_from(steps).unwrap_or(usize::MAX))
        .last()
}

/// One copy of every key on the next smaller node, or nothing yet.
fn aws_cache(mut cache: AwsCache, standby: Standby) -> Option<AwsCache> {
    match standby {
        Standby::PilotLight => return None,
        Standby::Hot => return Some(cache),
        Standby::Warm => {}
    }
    match &mut cache.topology {
        CacheTopology::Nodes(nodes) => {
            nodes.value = 1;
            cache.automatic_failover.value = false;
            cache.node_type.value = smaller_node(&cache.node_type);
        }
        // The number of shards and their memory stay: moving slots takes far longer than a node.
        CacheTopology::Sharded { replicas, .. } => replicas.value = 0,
    }
    cache.multi_az.value = false;
    Some(cache)
}

fn smaller_node(node_type: &InstanceClass) -> InstanceClass {
    let sizes = elasticache_nodes::sizes(node_type.family());
    let at = sizes.iter().position(|size| *size == node_type.size());
    at.and_then(|at| sizes.get(at.checked_sub(1)?))
        .and_then(|size| InstanceClass::parse(&format!("cache.{}.{size}", node_type.family())).ok())
        .unwrap_or_else(|| node_type.clone())
}

/// Half the memory, or one copy of every key, or nothing yet.
fn gcp_cache(mut cache: GcpCache, standby: Standby) -> Option<GcpCache> {
    match standby {
        Standby::PilotLight => return None,
        Standby::Hot => return Some(cache),
        Standby::Warm => {}
    }
    // What is set in GiB must fit the full size.
    let sized = cache.configs.contains_key("maxmemory-gb");
    match &mut cache.size {
        // Read replicas need a size of their own, and the tier cannot change in place.
        MemorystoreSize::Redis {
            size_gib,
            read_replicas,
            ..
        } if read_replicas.value == 0 && !sized => size_gib.value = size_gib.value.div_ceil(2),
        MemorystoreSize::Redis { .. } => {}
        MemorystoreSize::Valkey { replicas, .. } => replicas.value = 0,
    }
    Some(cache)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(full: &str, steps: u32) -> String {
        smaller_class(&InstanceClass::parse(full).unwrap(), steps).to_string()
    }

    fn tier(full: &str, steps: u32) -> String {
        smaller_tier(&CloudSqlTier::parse(full).unwrap(), steps).to_string()
    }

    #[test]
    fn a_standby_runs_on_a_smaller_size_of_the_same_family() {
        assert_eq!(class("db.m7g.4xlarge", 0), "db.m7g.4xlarge");
        assert_eq!(class("db.m7g.4xlarge", 1), "db.m7g.2xlarge");
        assert_eq!(class("db.m7g.4xlarge", 2), "db.m7g.xlarge");
        assert_eq!(tier("db-custom-8-32768", 0), "db-custom-8-32768");
        assert_eq!(tier("db-custom-8-32768", 1), "db-custom-4-16384");
        assert_eq!(tier("db-custom-8-32768", 2), "db-custom-2-8192");
        assert_eq!(tier("db-perf-optimized-N-16", 2), "db-perf-optimized-N-4");
    }

    #[test]
    fn no_step_leads_below_what_keeps_up_with_replication() {
        assert_eq!(class("db.m7g.xlarge", 2), "db.m7g.large");
        assert_eq!(class("db.t4g.xlarge", 2), "db.t4g.large");
        assert_eq!(class("db.t4g.small", 1), "db.t4g.small");
        assert_eq!(tier("db-custom-4-16384", 2), "db-custom-2-8192");
        assert_eq!(tier("db-custom-1-3840", 1), "db-custom-1-3840");
        assert_eq!(tier("db-perf-optimized-N-2", 1), "db-perf-optimized-N-2");
        assert_eq!(tier("db-g1-small", 2), "db-g1-small");
    }

    #[test]
    fn a_cache_node_has_a_smaller_one_unless_it_is_the_smallest() {
        let smaller = |text| smaller_node(&InstanceClass::parse(text).unwrap()).to_string();
        assert_eq!(smaller("cache.m7g.xlarge"), "cache.m7g.large");
        assert_eq!(smaller("cache.m7g.large"), "cache.m7g.large");
    }
}
