use std::collections::{BTreeMap, BTreeSet};

use mcgen_diagnostics::Spanned;
use mcgen_hcl::Literal;
use mcgen_model::{AwsEnvironment, AwsNetwork, Cidr, Environment, NatMode, Scalar, SubnetTier};

use super::{Backend, Object, Stack, aws_alarms, aws_cache, aws_database, aws_load_balancer, name};
use crate::library::Traits;

/// Endpoints of these services are routes and cost nothing; all others are network interfaces.
const GATEWAY_ENDPOINTS: [&str; 2] = ["dynamodb", "s3"];

pub(super) fn stack(environment: &Environment, aws: &AwsEnvironment) -> Stack {
    let mut traits = Traits::from([
        (
            "endpoints".to_owned(),
            has_interface_endpoints(&aws.network).into(),
        ),
        ("assume_role".to_owned(), aws.assume_role.is_some().into()),
    ]);
    traits.extend(aws_database::traits(aws.database.as_ref()));
    traits.extend(aws_cache::traits(aws.cache.as_ref()));
    traits.extend(aws_alarms::traits(environment, aws));
    traits.extend(aws_load_balancer::traits(environment.traffic.as_deref()));
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("environment", environment.name.as_str().into()),
        ("network", network(environment, aws)),
        ("partition", "aws".into()),
        ("project", environment.project.as_str().into()),
        ("region", aws.region.code().into()),
        ("tags", tags(environment).into()),
    ]);
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(database) = &aws.database {
        variables.insert(
            "database",
            aws_database::variables(environment, aws, database),
        );
    }
    if let Some(cache) = &aws.cache {
        variables.insert("cache", aws_cache::variables(environment, aws, cache));
    }
    if let Some(monitoring) = &environment.monitoring {
        let monitoring = aws_alarms::variables(environment, aws, monitoring);
        variables.insert("monitoring", monitoring);
    }
    if let Some(traffic) = &environment.traffic {
        let load_balancer = aws_load_balancer::variables(environment, aws, traffic);
        variables.insert("load_balancer", load_balancer);
    }
    Stack {
        name: "aws",
        traits,
        backend: Backend::in_aws(environment, aws, "aws"),
        variables,
    }
}

/// Whether a change of an instance waits for no maintenance window: a side that is promoted needs its
/// full size now.
pub(super) fn applies_immediately(environment: &Environment) -> bool {
    environment.strategy.primary_replica().is_some()
}

/// The tags that the environment file names.
pub(super) fn tags(environment: &Environment) -> BTreeMap<String, String> {
    let labels = environment.labels.iter();
    labels
        .map(|(key, value)| (key.clone(), value.value.clone()))
        .collect()
}

/// The key of the state of `stack` in the bucket.
pub(super) fn state_key(environment: &Environment, aws: &AwsEnvironment, stack: &str) -> String {
    let folder = aws.backend.folder(environment.name.as_str());
    format!("{folder}/{stack}.tfstate")
}

fn has_interface_endpoints(network: &AwsNetwork) -> bool {
    network
        .endpoints
        .iter()
        .any(|service| !GATEWAY_ENDPOINTS.contains(&service.as_str()))
}

fn network(environment: &Environment, aws: &AwsEnvironment) -> Literal {
    let network = &aws.network;
    let (gateway, interface): (Vec<String>, Vec<String>) = network
        .endpoints
        .iter()
        .map(|service| service.value.clone())
        .collect::<BTreeSet<String>>()
        .into_iter()
        .partition(|service| GATEWAY_ENDPOINTS.contains(&service.as_str()));
    let secondary: Vec<String> = network
        .secondary_cidrs
        .iter()
        .map(ToString::to_string)
        .collect();
    let subnets: BTreeMap<&str, BTreeMap<String, String>> = network
        .subnets
        .iter()
        .map(|(tier, zones)| {
            let ranges = zones.iter();
            let ranges = ranges.map(|(zone, cidr)| (letter(zone), cidr.to_string()));
            (tier.as_str(), ranges.collect())
        })
        .collect();
    let zones: BTreeMap<String, String> = network_zones(network)
        .into_iter()
        .map(|zone| (letter(&zone), zone))
        .collect();
    let mut object = Object::default();
    object
        .set("cidr_block", network.cidr.to_string())
        .set("dns_hostnames", network.dns_hostnames.value)
        .set("dns_support", network.dns_support.value)
        .set(
            "flow_logs_retention_days",
            network.flow_log_retention_days.value,
        )
        .set("gateway_endpoints", gateway)
        .set_if(!interface.is_empty(), "interface_endpoints", interface)
        .set("isolated_acl_rules", isolated_acl_rules(aws))
        .set("name", name(environment, &[], 48))
        .set("nat_gateway_zones", nat_gateway_zones(network))
        .set("secondary_cidr_blocks", secondary)
        .set("subnet_tags", subnet_tags(network))
        .set("subnets", subnets)
        .set("zones", zones);
    object.into()
}

/// The last letter of a zone's name, which is its key in every map.
fn letter(zone: &str) -> String {
    zone.chars()
        .next_back()
        .map(String::from)
        .unwrap_or_default()
}

/// Every zone that a subnet stands in, and those of the file.
fn network_zones(network: &AwsNetwork) -> BTreeSet<String> {
    let named = network.zones.iter().map(|zone| zone.value.clone());
    let used = network
        .subnets
        .values()
        .flat_map(|zones| zones.keys().cloned());
    named.chain(used).collect()
}

/// Which NAT gateway serves each zone, by the letter of the gateway's zone.
fn nat_gateway_zones(network: &AwsNetwork) -> BTreeMap<String, String> {
    let served: BTreeSet<String> = [SubnetTier::Private, SubnetTier::Cluster]
        .into_iter()
        .flat_map(|tier| network.tier(tier).map(|(zone, _)| letter(zone)))
        .collect();
    let public: Vec<String> = network
        .tier(SubnetTier::Public)
        .map(|(zone, _)| letter(zone))
        .collect();
    let Some(first) = public.first() else {
        return BTreeMap::new();
    };
    match network.nat.value {
        NatMode::None => BTreeMap::new(),
        NatMode::Single => served
            .into_iter()
            .map(|zone| (zone, first.clone()))
            .collect(),
        NatMode::PerZone => served
            .into_iter()
            .map(|zone| {
                let own = public.contains(&zone).then(|| zone.clone());
                (zone, own.unwrap_or_else(|| first.clone()))
            })
            .collect(),
    }
}

/// All that database and cache subnets exchange traffic with, by rule number.
fn isolated_acl_rules(aws: &AwsEnvironment) -> BTreeMap<String, String> {
    let network = &aws.network;
    let inside = network.vpc_ranges().map(ToString::to_string);
    let mut rules: BTreeMap<String, String> = (100_u32..)
        .zip(inside)
        .map(|(number, cidr)| (number.to_string(), cidr))
        .collect();
    let clients = aws.database.iter().flat_map(|it| &it.clients);
    let clients = clients.chain(aws.cache.iter().flat_map(|it| &it.clients));
    let outside: BTreeSet<Cidr> = clients
        .filter_map(|client| Cidr::parse(client).ok())
        .filter(|client| !network.vpc_ranges().any(|vpc| vpc.contains(*client)))
        .collect();
    rules.extend(
        (110_u32..)
            .zip(outside)
            .map(|(number, cidr)| (number.to_string(), cidr.to_string())),
    );
    rules
}

/// The tags by which Kubernetes finds subnets for load balancers.
fn subnet_tags(
    network: &AwsNetwork,
) -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    if network.eks.is_none() {
        return BTreeMap::new();
    }
    let inside = BTreeMap::from([("kubernetes.io/role/internal-elb", "1")]);
    let tags = [
        (SubnetTier::Cluster, inside.clone()),
        (SubnetTier::Private, inside),
        (
            SubnetTier::Public,
            BTreeMap::from([("kubernetes.io/role/elb", "1")]),
        ),
    ];
    tags.into_iter()
        .filter(|(tier, _)| network.subnets.contains_key(tier))
        .map(|(tier, tags)| (tier.as_str(), tags))
        .collect()
}

/// The ranges that clients connect from, by a key that stays when others come or go.
pub(super) fn client_cidr_blocks(
    network: &AwsNetwork,
    clients: &[Spanned<String>],
) -> BTreeMap<String, String> {
    let mut ranges = BTreeMap::new();
    for client in clients {
        if let Ok(tier) = SubnetTier::parse(client) {
            let subnets = network.tier(tier);
            ranges.extend(
                subnets.map(|(zone, cidr)| (format!("{tier}/{}", letter(zone)), cidr.to_string())),
            );
        } else if Cidr::parse(client).is_ok() {
            ranges.insert(client.value.clone(), client.value.clone());
        }
    }
    ranges
}

/// The security groups that clients belong to.
pub(super) fn client_security_group_ids(clients: &[Spanned<String>]) -> BTreeMap<String, String> {
    clients
        .iter()
        .filter(|client| client.starts_with("sg-"))
        .map(|client| (client.value.clone(), client.value.clone()))
        .collect()
}
