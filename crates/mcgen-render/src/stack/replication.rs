use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{
    Cloud, DmsReplication, DmsRoute, DmsTls, Engine, Environment, Monitoring, TablePreparation,
    fitted_name,
};

use super::alarms::{Quantity, thresholds};
use super::{Backend, Object, Stack, aws, aws_state, gcp, gcp_state};
use crate::library::{TraitValue, Traits};

/// The stack of the replication, which stands between those of the two clouds and reads both of their
/// states.
pub(super) fn stack(environment: &Environment, route: &DmsRoute<'_>) -> Stack {
    let DmsRoute { dms, aws, gcp, .. } = *route;
    let switch = |on: bool| TraitValue::from(on);
    let traits = [
        ("mechanism", TraitValue::from("dms")),
        ("engine", route.engine.as_str().into()),
        ("certificates", switch(is_verified(dms))),
        ("service_roles", switch(dms.manage_roles.value)),
        ("key", switch(dms.instance.kms_key.is_none())),
        ("alarms", switch(environment.monitoring.is_some())),
        ("assume_role", switch(aws.assume_role.is_some())),
        ("impersonate", switch(gcp.impersonate.is_some())),
    ];
    let mut variables = BTreeMap::from([
        ("account_id", Literal::from(aws.account.value.clone())),
        ("aws_region", aws.region.code().into()),
        ("aws_state", aws_state(environment, aws)),
        ("environment", environment.name.as_str().into()),
        ("gcp_region", gcp.region.code().into()),
        ("gcp_state", gcp_state(environment, gcp)),
        ("labels", gcp::labels(environment).into()),
        ("partition", "aws".into()),
        ("project", environment.project.as_str().into()),
        ("project_id", gcp.project.value.clone().into()),
        ("replication", replication(environment, route)),
        ("tags", aws::tags(environment).into()),
    ]);
    if let Some(monitoring) = &environment.monitoring {
        variables.insert("monitoring", self::monitoring(monitoring, dms));
    }
    if let Some(role) = &aws.assume_role {
        variables.insert("assume_role_arn", role.value.clone().into());
    }
    if let Some(account) = &gcp.impersonate {
        variables.insert("impersonate_service_account", account.value.clone().into());
    }
    Stack {
        name: "replication",
        traits: Traits::from(traits.map(|(name, value)| (name.to_owned(), value))),
        backend: Backend::in_aws(environment, aws, "replication"),
        variables,
    }
}

/// The name of everything in the stack; the task has both clouds behind it.
fn name(environment: &Environment) -> String {
    super::name(environment, &[], 45)
}

/// The name of the task while `source` is the primary, as the module makes it.
pub(crate) fn dms_task(environment: &Environment, source: Cloud) -> String {
    format!("{}-{source}-to-{}", name(environment), source.other())
}

/// From when on the replication is told of. The memory of the class of its instance is in no table.
fn monitoring(monitoring: &Monitoring, dms: &DmsReplication) -> Literal {
    let limits = &monitoring.thresholds;
    let storage_mib = u64::from(dms.instance.storage_gib.value) * 1024;
    let free_percent = u64::from(100_u32.saturating_sub(limits.disk_percent.value));
    let lag = Quantity::Seconds(limits.lag.value.seconds());
    let rows = [
        (
            "cpu",
            "CPUUtilization",
            Quantity::Percent(limits.cpu_percent.value),
        ),
        (
            "free-storage",
            "FreeStorageSpace",
            Quantity::Mebibytes(storage_mib * free_percent / 100),
        ),
        ("source-lag", "CDCLatencySource", lag),
        ("target-lag", "CDCLatencyTarget", lag),
    ];
    let mut object = Object::default();
    object
        .set("lag_minutes", limits.lag_minutes.value)
        .set("minutes", limits.minutes.value)
        .set("thresholds", thresholds("AWS/DMS", rows));
    object.into()
}

fn is_verified(dms: &DmsReplication) -> bool {
    dms.tls.value == DmsTls::Verify
}

fn replication(environment: &Environment, route: &DmsRoute<'_>) -> Literal {
    let DmsRoute { strategy, dms, .. } = *route;
    let source = strategy.primary.value;
    let name = self::name(environment);
    let mut object = instance(dms);
    object
        .set("batch_apply", dms.batch_apply.value)
        .set("control_schema", dms.schema.value.clone())
        .set("full_load", full_load(dms))
        .set("lob", lob(dms))
        .set(
            "log_retention_days",
            route.aws.network.flow_log_retention_days.value,
        )
        .set("password_version", dms.password_version.value)
        .set("peer_cidr_blocks", peer(route))
        .set(
            "secrets_cidr_blocks",
            aws::service_ranges(&route.secrets_manager()),
        )
        .set(
            "secrets_role_name",
            fitted_name(&[&name, "dms-secrets"], 64),
        )
        .set("source", source.as_str())
        .set("ssl_modes", ssl_modes(dms))
        .set("start", dms.start.value)
        .set("tables", tables(route))
        .set("target", source.other().as_str())
        .set("username", dms.username.value.clone())
        .set("validation", validation(dms))
        .set("name", name);
    if let Some(certificate) = route.aws_certificate().filter(|_| is_verified(dms)) {
        object.set("aws_certificate", certificate.to_owned());
    }
    if route.engine == Engine::Postgres {
        object
            .set("heartbeat", heartbeat(dms))
            .set("plugin", dms.plugin.as_str());
        if let Some(seed) = &dms.seeded {
            object
                .set("slot_name", seed.slot.to_string())
                .set("start_position", seed.position.to_string());
        }
    }
    object.into()
}

fn instance(dms: &DmsReplication) -> Object {
    let instance = &dms.instance;
    let mut object = Object::default();
    object
        .set(
            "auto_minor_version_upgrade",
            instance.auto_minor_upgrade.value,
        )
        .set("class", instance.class.as_str())
        .set("engine_version", instance.version.to_string())
        .set(
            "maintenance_window",
            instance.maintenance_window.to_string(),
        )
        .set("multi_az", instance.multi_az.value)
        .set("storage_gib", instance.storage_gib.value);
    if let Some(key) = &instance.kms_key {
        object.set("kms_key_arn", key.value.clone());
    }
    object
}

fn full_load(dms: &DmsReplication) -> Object {
    let load = &dms.full_load;
    let preparation = match load.preparation.value {
        TablePreparation::DoNothing => "DO_NOTHING",
        TablePreparation::Truncate => "TRUNCATE_BEFORE_LOAD",
        TablePreparation::DropAndCreate => "DROP_AND_CREATE",
    };
    let mut object = Object::default();
    object
        .set("commit_rows", load.commit_rows.value)
        .set("preparation", preparation)
        .set("tables_at_once", load.tables_at_once.value);
    object
}

fn lob(dms: &DmsReplication) -> Object {
    let lob = &dms.lob;
    let mut object = Object::default();
    object
        .set("chunk_kib", lob.chunk_kib.value)
        .set("inline_kib", lob.inline_kib.value)
        .set("max_kib", lob.max_kib.value)
        .set("mode", lob.mode.as_str());
    object
}

fn heartbeat(dms: &DmsReplication) -> Object {
    let mut object = Object::default();
    object
        .set("enabled", dms.heartbeat.enabled.value)
        .set("minutes", dms.heartbeat.minutes.value);
    object
}

fn validation(dms: &DmsReplication) -> Object {
    let mut object = Object::default();
    object
        .set("enabled", dms.validation.enabled.value)
        .set("threads", dms.validation.threads.value);
    object
}

/// The name in the certificate of an RDS instance is the one that DMS connects to. Cloud SQL is reached by
/// its address, which no certificate names.
fn ssl_modes(dms: &DmsReplication) -> Object {
    let (aws, gcp) = match dms.tls.value {
        DmsTls::Verify => ("verify-full", "verify-ca"),
        DmsTls::Require => ("require", "require"),
        DmsTls::None => ("none", "none"),
    };
    let mut object = Object::default();
    object
        .set(Cloud::Aws.as_str(), aws)
        .set(Cloud::Gcp.as_str(), gcp);
    object
}

/// Where Cloud SQL has its address.
fn peer(route: &DmsRoute<'_>) -> BTreeMap<&'static str, String> {
    let range = &route.gcp.network.private_services;
    BTreeMap::from([("private-services", range.to_string())])
}

fn tables(route: &DmsRoute<'_>) -> BTreeMap<String, Literal> {
    let tables = route.strategy.tables.iter();
    tables
        .map(|table| {
            let mut object = Object::default();
            object
                .set("schema", table.schema())
                .set("table", table.table());
            (table.to_string(), object.into())
        })
        .collect()
}
