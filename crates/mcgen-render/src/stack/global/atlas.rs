use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{Atlas, AtlasRegionNodes, Cloud, Environment, Region, catalog};

use super::{allow, provider};
use crate::stack::Object;

/// `None` without a network in AWS, or with one where Atlas has no services; rules say so.
pub(super) fn variables(environment: &Environment, cluster: &Atlas) -> Option<Literal> {
    let clients = Region::Aws(environment.aws.as_ref()?.region.value);
    let notify = environment.monitoring.as_ref().map(|it| &it.notify);
    let emails = notify.iter().flat_map(|it| &it.email);
    let mut object = Object::default();
    object
        .set(
            "alert_emails",
            emails.map(ToString::to_string).collect::<Vec<String>>(),
        )
        .set("allow", allow(&cluster.allow))
        .set("aws_client_region", catalog::atlas::spelling(clients)?)
        .set("backup_retention_days", cluster.backup_retention_days.value)
        .set("database", cluster.database.as_str())
        .set("delete_protection", cluster.delete_protection.value)
        .set("instance_size", cluster.instance_size.as_str())
        .set("mongo_db_major_version", cluster.version.as_str())
        .set("name", cluster.name.as_str())
        .set("project_id", cluster.project.as_str())
        .set("regions", regions(&cluster.regions))
        .set("restore_window_days", cluster.restore_days.value)
        .set("user", cluster.user.as_str());
    Some(object.into())
}

fn regions(regions: &[AtlasRegionNodes]) -> Vec<Literal> {
    let regions = regions.iter();
    regions
        .map(|region| {
            let mut object = Object::default();
            object
                .set("cloud", provider(region.name.region().cloud()))
                .set("name", region.name.spelling())
                .set("nodes", region.nodes.value);
            object.into()
        })
        .collect()
}

/// The regions of AWS with nodes, by the names that Atlas has for them.
pub(in crate::stack) fn aws_regions(cluster: &Atlas) -> BTreeMap<String, String> {
    let regions = cluster.regions.iter().map(|it| it.name.value);
    regions
        .filter(|it| it.region().cloud() == Cloud::Aws)
        .map(|it| (it.spelling().to_owned(), it.region().code().to_owned()))
        .collect()
}
