use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{AwsEnvironment, Yugabyte, YugabyteRegion};

use crate::stack::Object;

pub(super) fn variables(cluster: &Yugabyte, aws: &AwsEnvironment) -> Literal {
    let principal = format!("arn:aws:iam::{}:root", *aws.account);
    let endpoints = BTreeMap::from([(aws.region.code().to_owned(), vec![principal])]);
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
        .set("regions", regions(&cluster.regions))
        .set("user", cluster.user.as_str());
    if let Some(configuration) = &cluster.export_configuration {
        object.set("export_configuration", configuration.as_str());
    }
    object.into()
}

fn regions(regions: &[YugabyteRegion]) -> Vec<Literal> {
    let regions = regions.iter();
    regions
        .map(|region| {
            let mut object = Object::default();
            object
                .set("cidr", region.cidr.to_string())
                .set("name", region.name.code())
                .set("nodes", region.nodes.value);
            object.into()
        })
        .collect()
}
