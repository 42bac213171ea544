use mcgen_hcl::{Decimal, Literal};
use mcgen_model::{Cockroach, CockroachRegion};

use super::{allow, provider};
use crate::stack::Object;

pub(super) fn variables(cluster: &Cockroach) -> Literal {
    let mut object = Object::default();
    object
        .set("allow", allow(&cluster.allow))
        .set("cloud_provider", provider(cluster.cloud.value))
        .set("database", cluster.database.as_str())
        .set("delete_protection", cluster.delete_protection.value)
        .set("name", cluster.name.as_str())
        .set("regions", regions(&cluster.regions))
        .set("user", cluster.user.as_str());
    if let Some(backup) = &cluster.backup {
        let whole = |text: &str| Decimal::parse(text).map_or(Literal::Null, Literal::from);
        object
            .set(
                "backup_frequency_minutes",
                whole(backup.frequency_minutes.as_str()),
            )
            .set(
                "backup_retention_days",
                whole(backup.retention_days.as_str()),
            );
    }
    if let Some(range) = &cluster.cidr {
        object.set("cidr_range", range.to_string());
    }
    if let Some(version) = &cluster.version {
        object.set("cockroach_version", version.as_str());
    }
    if let Some(private) = &cluster.private_nodes {
        object.set("private_nodes", private.value);
    }
    if let Some(storage) = &cluster.storage_gib {
        object.set("storage_gib", storage.value);
    }
    if let Some(vcpus) = &cluster.vcpus {
        object.set("vcpus", vcpus.value);
    }
    if let Some(limits) = &cluster.limits {
        if let Some(units) = &limits.request_units {
            object.set("request_unit_limit", units.value);
        }
        if let Some(storage) = &limits.storage_mib {
            object.set("storage_mib_limit", storage.value);
        }
    }
    object.into()
}

fn regions(regions: &[CockroachRegion]) -> Vec<Literal> {
    let regions = regions.iter();
    regions
        .map(|region| {
            let mut object = Object::default();
            object.set("name", region.name.code());
            if let Some(nodes) = &region.nodes {
                object.set("nodes", nodes.value);
            }
            object.into()
        })
        .collect()
}
