//! The stack of the database over both clouds, which talks to its provider and to nothing else.

pub(super) mod atlas;
mod cockroach;
mod spanner;
mod yugabyte;

use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{AllowedRange, Cloud, Environment, GlobalDatabase, Product, ProductName};

use super::{Backend, Stack, gcp};
use crate::library::Traits;

/// `None` without the strategy, and where the cloud of its state is not described; a rule says so.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let settings = environment.strategy.global_database()?;
    let mut traits = Traits::from([(
        "product".to_owned(),
        settings.product.name().as_str().into(),
    )]);
    let mut variables = BTreeMap::new();
    // YugabyteDB Aeon knows no labels.
    if settings.product.name() != ProductName::Yugabyte {
        variables.extend([
            ("environment", Literal::from(environment.name.as_str())),
            ("labels", gcp::labels(environment).into()),
            ("project", environment.project.as_str().into()),
        ]);
    }
    traits.extend(SWITCHES.map(|it| (it.to_owned(), false.into())));
    let mut plan = "none";
    match &settings.product {
        Product::Atlas(cluster) => {
            let cluster = atlas::variables(environment, cluster)?;
            variables.insert("cluster", cluster);
        }
        Product::Cockroach(cluster) => {
            plan = cluster.plan.as_str();
            traits.insert("metrics".to_owned(), cluster.offers_metrics().into());
            variables.insert("cluster", cockroach::variables(cluster));
        }
        Product::Yugabyte(cluster) => {
            let aws = environment.aws.as_ref()?;
            let exports = cluster.export_configuration.is_some();
            traits.insert("metrics".to_owned(), exports.into());
            let gcp = environment.gcp.as_ref();
            let gcp = gcp.filter(|_| cluster.is_in_both_clouds());
            traits.insert("both_clouds".to_owned(), gcp.is_some().into());
            let mut variables_of = yugabyte::variables(cluster, aws, gcp.is_some());
            if let Some(gcp) = gcp {
                variables_of.set("google_clients", yugabyte::clients(environment, gcp));
            }
            variables.insert("cluster", variables_of.into());
        }
        Product::Spanner(instance) => {
            let aws = environment.aws.as_ref();
            let gcp = environment.gcp.as_ref()?;
            let on = [
                instance.autoscaling.is_some(),
                aws.is_some() && !instance.aws_roles.is_empty(),
                gcp.impersonate.is_some(),
                !instance.kms_keys.is_empty(),
                spanner::monitoring(environment).is_some(),
            ];
            let switches = SWITCHES.iter().zip(on);
            traits.extend(switches.map(|(name, on)| ((*name).to_owned(), on.into())));
            if let Some(monitoring) = spanner::monitoring(environment) {
                variables.insert("monitoring", spanner::alerts(monitoring, instance));
            }
            let instance = spanner::variables(environment, instance, aws);
            variables.insert("instance", instance);
            variables.insert("project_id", gcp.project.value.clone().into());
            if let Some(account) = &gcp.impersonate {
                variables.insert("impersonate_service_account", account.value.clone().into());
            }
        }
    }
    traits.insert("plan".to_owned(), plan.into());
    Some(Stack {
        name: "global",
        traits,
        backend: backend(environment, settings)?,
        variables,
    })
}

/// The name that the makers of databases have for a cloud.
fn provider(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Aws => "AWS",
        Cloud::Gcp => "GCP",
    }
}

/// The ranges that may connect, by who uses them.
fn allow(ranges: &[AllowedRange]) -> BTreeMap<String, String> {
    let ranges = ranges.iter();
    ranges
        .map(|it| (it.name.value.clone(), it.cidr.to_string()))
        .collect()
}

/// What some products have and others have not.
const SWITCHES: [&str; 7] = [
    "autoscaling",
    "federation",
    "impersonate",
    "keys",
    "alerts",
    "metrics",
    "both_clouds",
];

fn backend(environment: &Environment, settings: &GlobalDatabase) -> Option<Backend> {
    Some(match settings.state.value {
        Cloud::Aws => Backend::in_aws(environment, environment.aws.as_ref()?, "global"),
        Cloud::Gcp => Backend::in_gcp(environment, environment.gcp.as_ref()?, "global"),
    })
}
