use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{
    AwsEnvironment, Cloud, Environment, GcpEnvironment, Mechanism, Monitoring, Replicator,
    SubnetTier, fitted_name,
};

use super::{Backend, Object, Stack, aws, aws_state, gcp, gcp_state};
use crate::library::{TraitValue, Traits};
use crate::replicator;

/// The stack of the machine that carries changes; `None` where none does. It stands in the cloud of the
/// machine, and reads the states of both.
pub(super) fn stack(environment: &Environment) -> Option<Stack> {
    let mechanism = &environment.strategy.active_active()?.mechanism;
    let machine = mechanism.replicator()?;
    let (aws, gcp) = (environment.aws.as_ref()?, environment.gcp.as_ref()?);
    let cloud = machine.cloud.value;
    let switch = |on: bool| TraitValue::from(on);
    let in_aws = cloud == Cloud::Aws;
    let number = match &gcp.project_number {
        _ if in_aws => "unused",
        Some(_) => "given",
        None => "read",
    };
    let traits = [
        ("cloud", TraitValue::from(cloud.as_str())),
        ("project_number", number.into()),
        ("alarms", switch(environment.monitoring.is_some())),
        ("assume_role", switch(in_aws && aws.assume_role.is_some())),
        ("impersonate", switch(gcp.impersonate.is_some())),
    ];
    let mut variables = BTreeMap::from([
        ("aws_state", aws_state(environment, aws)),
        ("environment", environment.name.as_str().into()),
        ("gcp_state", gcp_state(environment, gcp)),
        ("project", environment.project.as_str().into()),
        (
            "replicator",
            values(environment, mechanism, machine, (aws, gcp)),
        ),
    ]);
    if let Some(monitoring) = &environment.monitoring {
        variables.insert("monitoring", self::monitoring(monitoring));
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    let backend = match cloud {
        Cloud::Aws => {
            variables.extend(of_aws(environment, aws));
            Backend::in_aws(environment, aws, "replicator")
        }
        Cloud::Gcp => {
            variables.extend(of_gcp(environment, gcp));
            Backend::in_gcp(environment, gcp, "replicator")
        }
    };
    Some(Stack {
        name: "replicator",
        traits: Traits::from(traits.map(|(name, value)| (name.to_owned(), value))),
        backend,
        variables,
    })
}

fn of_aws(environment: &Environment, aws: &AwsEnvironment) -> BTreeMap<&'static str, Literal> {
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("partition", "aws".into()),
        ("region", aws.region.code().into()),
        ("tags", aws::tags(environment).into()),
    ]);
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    variables
}

fn of_gcp(environment: &Environment, gcp: &GcpEnvironment) -> BTreeMap<&'static str, Literal> {
    let mut variables = BTreeMap::from([
        ("labels", Literal::from(gcp::labels(environment))),
        ("project_id", gcp.project.value.clone().into()),
        ("region", gcp.region.code().into()),
    ]);
    if let Some(number) = &gcp.project_number {
        variables.insert("project_number", number.value.clone().into());
    }
    variables
}

fn monitoring(monitoring: &Monitoring) -> Literal {
    let limits = &monitoring.thresholds;
    let mut object = Object::default();
    object
        .set("conflicts", limits.conflicts_per_minute.value)
        .set("disk_percent", limits.disk_percent.value)
        .set("lag_minutes", limits.lag_minutes.value)
        .set("lag_seconds", limits.lag.value.seconds())
        .set("minutes", limits.minutes.value);
    object.into()
}

fn values(
    environment: &Environment,
    mechanism: &Mechanism,
    machine: &Replicator,
    (aws, gcp): (&AwsEnvironment, &GcpEnvironment),
) -> Literal {
    let name = replicator::name(environment);
    let mut object = Object::default();
    object
        .set("disk_gib", machine.disk_gib.value)
        .set("image", image(machine))
        .set("machine", machine.machine.as_str())
        .set("password_version", machine.password_version.value)
        .set("peer_cidr_blocks", peer(machine.cloud.value, aws, gcp));
    match machine.cloud.value {
        Cloud::Aws => object.set("username", mechanism.user().as_str()),
        Cloud::Gcp => object.set("service_account_id", fitted_name(&[&name], 30)),
    };
    object.set("name", name);
    object.into()
}

/// Debian 12, for the processor of the machine.
fn image(machine: &Replicator) -> String {
    let architecture = machine.machine.architecture();
    match machine.cloud.value {
        Cloud::Aws => format!("resolve:ssm:/aws/service/debian/release/12/latest/{architecture}"),
        Cloud::Gcp => {
            let suffix = if architecture == "arm64" {
                "-arm64"
            } else {
                ""
            };
            format!("projects/debian-cloud/global/images/family/debian-12{suffix}")
        }
    }
}

/// Where the database across the link has its address.
fn peer(cloud: Cloud, aws: &AwsEnvironment, gcp: &GcpEnvironment) -> BTreeMap<String, String> {
    match cloud {
        Cloud::Aws => {
            let range = gcp.network.private_services.to_string();
            BTreeMap::from([("private-services".to_owned(), range)])
        }
        Cloud::Gcp => {
            let subnets = aws.network.tier(SubnetTier::Database);
            subnets
                .map(|(zone, cidr)| (format!("database/{zone}"), cidr.to_string()))
                .collect()
        }
    }
}
