//! The stack by which the networks of both clouds reach the database that spans them.

use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::catalog::google;
use mcgen_model::{
    Atlas, AwsEnvironment, Cloud, Cockroach, Environment, GcpEnvironment, GlobalDatabase, Product,
    SubnetTier, kms_key_region,
};

use super::global::atlas;
use super::{Backend, Stack, aws, aws_state, gcp, gcp_state, name};
use crate::library::Traits;

/// Each cloud has an endpoint, to the nodes that stand in it.
const BOTH: &str = "both";

/// What the stack asks of the database.
struct Reached {
    /// The cloud that has the private endpoint, or `both`, or `public`.
    way: &'static str,
    /// The region that clients connect to; with `both`, that of Google Cloud.
    region: &'static str,
    password_version: u32,
    deletion_protection: bool,
}

/// `None` without the strategy, and with one cloud alone; a rule says so.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let settings = environment.strategy.global_database()?;
    let (aws, gcp) = (environment.aws.as_ref()?, environment.gcp.as_ref()?);
    let reached = match &settings.product {
        Product::Atlas(cluster) => of_atlas(cluster)?,
        Product::Cockroach(cluster) => reached(cluster, aws, gcp)?,
        Product::Yugabyte(cluster) => Reached {
            way: Cloud::Aws.as_str(),
            region: aws.region.code(),
            password_version: cluster.password_version.value,
            deletion_protection: environment.is_production(),
        },
        Product::Spanner(_) => {
            environment.link.as_ref()?;
            return Some(google_apis(environment, settings, aws, gcp));
        }
    };
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        ("deletion_protection", reached.deletion_protection.into()),
        ("environment", environment.name.as_str().into()),
        ("gcp_region", gcp.region.code().into()),
        ("gcp_state", gcp_state(environment, gcp)),
        (
            "global_state",
            global_state(environment, settings, aws, gcp),
        ),
        ("labels", gcp::labels(environment).into()),
        ("name", name(environment, &[], 40).into()),
        ("partition", "aws".into()),
        ("password_version", reached.password_version.into()),
        ("project", environment.project.as_str().into()),
        ("project_id", gcp.project.value.clone().into()),
        ("region", reached.region.into()),
        ("tags", aws::tags(environment).into()),
    ]);
    if [Cloud::Aws.as_str(), BOTH].contains(&reached.way) {
        variables.insert("clients", clients(aws, gcp).into());
    }
    if let Product::Cockroach(cluster) = &settings.product
        && !cluster.kms_keys.is_empty()
    {
        variables.insert("kms_keys", kms_keys(cluster).into());
    }
    if let Some(network) = google_network(settings) {
        variables.insert("google_network", network.into());
    }
    if let Product::Atlas(cluster) = &settings.product {
        variables.insert("aws_endpoint_regions", atlas::aws_regions(cluster).into());
    }
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    Some(Stack {
        name: "reach",
        traits: traits(environment, settings, reached.way, aws, gcp),
        backend: match settings.state.value {
            Cloud::Aws => Backend::in_aws(environment, aws, "reach"),
            Cloud::Gcp => Backend::in_gcp(environment, gcp, "reach"),
        },
        variables,
    })
}

/// `None` without nodes in Google Cloud; a rule says so.
fn of_atlas(cluster: &Atlas) -> Option<Reached> {
    let mut regions = cluster.regions.iter().map(|it| it.name.value);
    let google = regions.find(|it| it.region().cloud() == Cloud::Gcp)?;
    Some(Reached {
        way: BOTH,
        region: google.spelling(),
        password_version: cluster.password_version.value,
        deletion_protection: cluster.delete_protection.value,
    })
}

fn reached(cluster: &Cockroach, aws: &AwsEnvironment, gcp: &GcpEnvironment) -> Option<Reached> {
    let (way, region) = match (cluster.has_endpoints(), cluster.cloud.value) {
        (true, Cloud::Aws) => ("aws", aws.region.code()),
        (true, Cloud::Gcp) => ("gcp", gcp.region.code()),
        (false, _) => ("public", cluster.regions.first()?.name.code()),
    };
    Some(Reached {
        way,
        region,
        password_version: cluster.password_version.value,
        deletion_protection: cluster.delete_protection.value,
    })
}

/// The stack of a database that is an API of Google: the names by which AWS finds it over the link. It
/// talks to AWS alone, and its state lives there.
fn google_apis(
    environment: &Environment,
    settings: &GlobalDatabase,
    aws: &AwsEnvironment,
    gcp: &GcpEnvironment,
) -> Stack {
    let addresses = google::private_addresses().map(|it| it.to_string());
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        ("environment", environment.name.as_str().into()),
        ("google_addresses", addresses.collect::<Vec<_>>().into()),
        ("project", environment.project.as_str().into()),
        ("tags", aws::tags(environment).into()),
    ]);
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    Stack {
        name: "reach",
        traits: traits(environment, settings, "google-apis", aws, gcp),
        backend: Backend::in_aws(environment, aws, "reach"),
        variables,
    }
}

fn traits(
    environment: &Environment,
    settings: &GlobalDatabase,
    way: &'static str,
    aws: &AwsEnvironment,
    gcp: &GcpEnvironment,
) -> Traits {
    let product = settings.product.name().as_str();
    Traits::from([
        ("product".to_owned(), product.into()),
        ("way".to_owned(), way.into()),
        ("state".to_owned(), settings.state.as_str().into()),
        ("keys".to_owned(), has_keys(settings).into()),
        (
            "peering".to_owned(),
            google_network(settings).is_some().into(),
        ),
        (
            "alarms".to_owned(),
            (has_endpoint(way) && environment.monitoring.is_some()).into(),
        ),
        (
            "metrics".to_owned(),
            brings_metrics(environment, settings).into(),
        ),
        ("assume_role".to_owned(), aws.assume_role.is_some().into()),
        ("impersonate".to_owned(), gcp.impersonate.is_some().into()),
    ])
}

/// Whether a private endpoint of ours leads to the database.
fn has_endpoint(way: &str) -> bool {
    [Cloud::Aws.as_str(), Cloud::Gcp.as_str(), BOTH].contains(&way)
}

/// Whether the metrics of the database come to CloudWatch, and somebody is told when they stay away.
fn brings_metrics(environment: &Environment, settings: &GlobalDatabase) -> bool {
    let sends = match &settings.product {
        Product::Cockroach(cluster) => cluster.sends_metrics(),
        Product::Atlas(_) | Product::Spanner(_) | Product::Yugabyte(_) => false,
    };
    sends && environment.monitoring.is_some()
}

/// Whether keys of the customer encrypt the database, and it needs a role for them.
fn has_keys(settings: &GlobalDatabase) -> bool {
    match &settings.product {
        Product::Cockroach(cluster) => !cluster.kms_keys.is_empty(),
        // Those of Spanner are named where it is made.
        Product::Atlas(_) | Product::Spanner(_) | Product::Yugabyte(_) => false,
    }
}

/// The network of nodes in Google Cloud that is peered with that of their clients.
fn google_network(settings: &GlobalDatabase) -> Option<&str> {
    match &settings.product {
        Product::Yugabyte(cluster) => Some(cluster.peered_network()?.as_str()),
        Product::Atlas(_) | Product::Cockroach(_) | Product::Spanner(_) => None,
    }
}

/// The key of each region.
fn kms_keys(cluster: &Cockroach) -> BTreeMap<String, String> {
    let keys = cluster.kms_keys.iter();
    keys.filter_map(|key| {
        let region = kms_key_region(key.as_str())?;
        Some((region.to_owned(), key.value.clone()))
    })
    .collect()
}

/// Where the state of the stack `global` lives.
fn global_state(
    environment: &Environment,
    settings: &GlobalDatabase,
    aws: &AwsEnvironment,
    gcp: &GcpEnvironment,
) -> Literal {
    match settings.state.value {
        Cloud::Aws => super::aws_state_of(environment, aws, "global"),
        Cloud::Gcp => super::gcp_state_of(environment, gcp, "global"),
    }
}

/// Where the applications of both clouds run, by what it is.
fn clients(aws: &AwsEnvironment, gcp: &GcpEnvironment) -> BTreeMap<String, String> {
    let tiers = [SubnetTier::Private, SubnetTier::Cluster];
    let of_aws = tiers.into_iter().flat_map(|tier| {
        let subnets = aws.network.tier(tier);
        subnets.map(move |(zone, cidr)| (format!("aws-{tier}-{zone}"), cidr.to_string()))
    });
    let network = &gcp.network;
    let of_gcp = [("gcp-nodes", &network.cidr), ("gcp-pods", &network.pods)];
    let of_gcp = of_gcp.map(|(name, cidr)| (name.to_owned(), cidr.to_string()));
    let subnets = network.subnets.iter();
    let subnets = subnets.map(|it| (format!("gcp-subnet-{}", it.name), it.cidr.to_string()));
    of_aws.chain(of_gcp).chain(subnets).collect()
}
