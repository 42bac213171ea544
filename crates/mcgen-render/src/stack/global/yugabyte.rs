use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{AwsEnvironment, Environment, GcpEnvironment, Yugabyte, YugabyteRegion};

use super::provider;
use crate::stack::{Object, gcp};

/// The cluster, whose regions have a cloud each where there are two.
pub(super) fn variables(cluster: &Yugabyte, aws: &AwsEnvironment, both_clouds: bool) -> Object {
    let principal = format!("arn:aws:iam::{}:root", *aws.account);
    let endpoints = BTreeMap::from([(aws.region.code().to_owned(), vec![principal])]);
    let regions = cluster.regions.iter();
    let regions: Vec<Literal> = regions.map(|it| region(it, both_clouds)).collect();
    let mut object = Object::default();
    object
        .set("backup_interval_days", cluster.backup_interval_days.value)
        .set("backup_retention_days", cluster.backup_retention_days.value)
        .set("cores", cluster.cores.value)
        .set("database", cluster.database.as_str())
        .set("disk_gb", cluster.disk_gb.value)
        .set("endpoints", endpoints)
        .set(
            "fault_tolerance",
            cluster.fault_tolerance.as_str().to_uppercase(),
        )
        .set("faults", cluster.faults.value)
        .set("name", cluster.name.as_str())
        .set("regions", regions)
        .set("user", cluster.user.as_str());
    if !cluster.members.is_empty() {
        let members = cluster.members.iter();
        object.set(
            "members",
            members.map(ToString::to_string).collect::<Vec<_>>(),
        );
    }
    if let Some(configuration) = &cluster.export_configuration {
        object.set("export_configuration", configuration.as_str());
    }
    object
}

fn region(region: &YugabyteRegion, both_clouds: bool) -> Literal {
    let mut object = Object::default();
    object
        .set("cidr", region.cidr.to_string())
        .set("name", region.name.code())
        .set("nodes", region.nodes.value);
    if both_clouds {
        object.set("cloud", provider(region.name.cloud()));
    }
    object.into()
}

/// The network in Google Cloud that is peered with that of the nodes, and who may connect from it.
pub(super) fn clients(environment: &Environment, gcp: &GcpEnvironment) -> Literal {
    let network = &gcp.network;
    let subnets = network.subnets.iter().map(|it| &it.cidr);
    let ranges = [&network.cidr, &network.pods].into_iter().chain(subnets);
    let ranges: Vec<String> = ranges.map(ToString::to_string).collect();
    let mut object = Object::default();
    object
        .set("cidr_blocks", ranges)
        .set("network", gcp::network_name(environment))
        .set("project", gcp.project.as_str());
    object.into()
}
