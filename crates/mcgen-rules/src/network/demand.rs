use mcgen_model::catalog::{cluster_networks, vpc_limits};
use mcgen_model::{AwsEnvironment, NatMode, SubnetTier};

/// Endpoints of these services are routes and take no address.
const GATEWAY_ENDPOINTS: [&str; 2] = ["dynamodb", "s3"];

/// Something that takes addresses of a subnet.
pub(super) struct Demand {
    pub(super) what: String,
    pub(super) addresses: u64,
}

impl Demand {
    fn of(addresses: u64, what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            addresses,
        }
    }
}

/// What certainly takes addresses in the subnet of this tier and zone. Pods are left out: they wait
/// when no address is free.
pub(super) fn demands(aws: &AwsEnvironment, tier: SubnetTier, zone: &str) -> Vec<Demand> {
    let demands = match tier {
        SubnetTier::Public => vec![gateways(aws)],
        SubnetTier::Private => vec![endpoints(aws)],
        SubnetTier::Database => database(aws, zone),
        SubnetTier::Cache => vec![cache(aws)],
        SubnetTier::Cluster => cluster(aws),
    };
    demands.into_iter().filter(|it| it.addresses > 0).collect()
}

fn gateways(aws: &AwsEnvironment) -> Demand {
    let gateways = u64::from(aws.network.nat.value != NatMode::None);
    Demand::of(gateways, "the NAT gateway")
}

fn endpoints(aws: &AwsEnvironment) -> Demand {
    let endpoints = aws.network.endpoints.iter();
    let interfaces = endpoints.filter(|it| !GATEWAY_ENDPOINTS.contains(&it.as_str()));
    let count = count(interfaces);
    Demand::of(count, format!("{count} interface endpoints"))
}

/// The instance or its standby may come to every zone, and so may a replica without a zone.
fn database(aws: &AwsEnvironment, zone: &str) -> Vec<Demand> {
    let Some(database) = &aws.database else {
        return Vec::new();
    };
    let replicas = database.replicas.iter();
    let here = replicas.filter(|replica| replica.zone.as_ref().is_none_or(|it| it.value == zone));
    let replicas = count(here);
    vec![
        Demand::of(1, "the instance or its standby"),
        Demand::of(replicas, format!("{replicas} read replicas")),
    ]
}

/// The addresses that a proxy may grow to in one subnet of the database tier, by the advice of AWS.
pub(super) fn proxy(aws: &AwsEnvironment) -> Option<Demand> {
    let database = aws.database.as_ref()?;
    database.proxy.as_ref()?;
    let zones = count(aws.network.tier(SubnetTier::Database)).max(1);
    let addresses = vpc_limits::proxy_addresses(&database.class).div_ceil(zones);
    Some(Demand::of(addresses, format!("{addresses} of the proxy")))
}

fn cache(aws: &AwsEnvironment) -> Demand {
    let zones = count(aws.network.tier(SubnetTier::Cache)).max(1);
    let nodes = aws
        .cache
        .as_ref()
        .map_or(0, |cache| cache.topology.total_nodes());
    let here = u64::from(nodes).div_ceil(zones);
    Demand::of(here, format!("{here} of {nodes} cache nodes"))
}

fn cluster(aws: &AwsEnvironment) -> Vec<Demand> {
    let Some(eks) = &aws.network.eks else {
        return Vec::new();
    };
    let zones = count(aws.network.tier(SubnetTier::Cluster)).max(1);
    let here = u64::from(eks.max_nodes.value).div_ceil(zones);
    let control_plane = cluster_networks::eks().control_plane_addresses;
    vec![
        Demand::of(here, format!("{here} of {} cluster nodes", eks.max_nodes)),
        Demand::of(
            control_plane,
            format!("{control_plane} of the control plane"),
        ),
    ]
}

fn count(items: impl Iterator) -> u64 {
    u64::try_from(items.count()).unwrap_or(u64::MAX)
}
