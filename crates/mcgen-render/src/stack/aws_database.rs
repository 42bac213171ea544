use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{AwsDatabase, AwsEnvironment, RdsProxy, fitted_name, rds};

use super::Object;
use super::aws::{client_cidr_blocks, client_security_group_ids};
use crate::library::Traits;

pub(super) fn traits(database: Option<&AwsDatabase>) -> Traits {
    let on = |question: fn(&AwsDatabase) -> bool| database.is_some_and(question).into();
    let engine = database.map_or("none", |database| database.engine.as_str());
    Traits::from([
        ("database".to_owned(), engine.into()),
        ("database_key".to_owned(), on(|it| it.kms_key.is_none())),
        ("database_proxy".to_owned(), on(|it| it.proxy.is_some())),
        (
            "database_replicas".to_owned(),
            on(|it| !it.replicas.is_empty()),
        ),
        (
            "database_rotation".to_owned(),
            on(|it| it.password_rotation_days.is_some()),
        ),
    ])
}

pub(super) fn variables(aws: &AwsEnvironment, database: &AwsDatabase) -> Literal {
    let instance = database.name.as_str();
    let final_snapshot = database
        .final_snapshot
        .then(|| fitted_name(&[instance, "final"], 218));
    let logs: Vec<String> = database.logs.iter().map(|log| log.value.clone()).collect();
    let zone = database
        .zone
        .as_ref()
        .filter(|_| !database.multi_az.value)
        .map(|zone| zone.value.clone());
    let mut object = Object::default();
    object
        .set(
            "allow_major_version_upgrade",
            database.allow_major_upgrade.value,
        )
        .set(
            "auto_minor_version_upgrade",
            database.auto_minor_upgrade.value,
        )
        .set(
            "backup_retention_days",
            database.backup_retention_days.value,
        )
        .set("backup_window", database.backup_window.to_string())
        .set("ca_certificate", database.ca.value.clone())
        .set("class", database.class.as_str())
        .set(
            "client_cidr_blocks",
            client_cidr_blocks(&aws.network, &database.clients),
        )
        .set(
            "client_security_group_ids",
            client_security_group_ids(&database.clients),
        )
        .set("database_name", database.database_name.value.clone())
        .set("deletion_protection", database.deletion_protection.value)
        .set("engine_version", database.version.to_string())
        .set("extended_support", database.extended_support.value)
        .set("final_snapshot_prefix", final_snapshot)
        .set("iam_auth", database.iam_auth.value)
        .set("insights", insights(database))
        .set("log_exports", logs)
        .set(
            "log_retention_days",
            aws.network.flow_log_retention_days.value,
        )
        .set(
            "maintenance_window",
            database.maintenance_window.to_string(),
        )
        .set("master_username", database.username.value.clone())
        .set(
            "monitoring_interval_seconds",
            database.monitoring_interval_seconds.value,
        )
        .set(
            "monitoring_role_name",
            fitted_name(&[instance, "rds-monitoring"], 64),
        )
        .set("multi_az", database.multi_az.value)
        .set("name", instance)
        .set("parameter_family", parameter_family(database))
        .set("parameters", parameters(database))
        .set("port", database.port.value)
        .set("publicly_accessible", database.publicly_accessible.value)
        .set("require_tls", database.require_tls.value)
        .set("storage", storage(database))
        .set("zone", zone);
    if let Some(key) = &database.kms_key {
        object.set("kms_key_arn", key.value.clone());
    }
    if let Some(days) = &database.password_rotation_days {
        object.set("password_rotation_days", days.value);
    }
    if let Some(proxy) = &database.proxy {
        object.set("proxy", self::proxy(instance, proxy));
    }
    if !database.replicas.is_empty() {
        object
            .set("master_password_version", 1)
            .set("replicas", replicas(database));
    }
    object.into()
}

fn parameter_family(database: &AwsDatabase) -> String {
    database.parameter_family.as_ref().map_or_else(
        || {
            let engine = database.engine.value;
            rds::parameter_family(engine, &database.version)
                .map_or_else(|| format!("{engine}{}", database.version), str::to_owned)
        },
        |family| family.value.clone(),
    )
}

fn parameters(database: &AwsDatabase) -> Literal {
    let parameters = rds::effective_parameters(database).into_iter();
    Literal::object(parameters.map(|(name, parameter)| {
        let parameter = Literal::object([
            ("apply_method", parameter.apply.as_str().to_owned()),
            ("value", parameter.value),
        ]);
        (name, parameter)
    }))
}

fn insights(database: &AwsDatabase) -> Literal {
    let effective = rds::effective_insights(database);
    let mut insights = Object::default();
    insights
        .set("enabled", effective.enabled)
        .set("mode", effective.mode.as_str())
        .set("retention_days", effective.retention_days);
    insights.into()
}

fn storage(database: &AwsDatabase) -> Literal {
    let storage = &database.storage;
    let number =
        |field: &Option<mcgen_diagnostics::Spanned<u32>>| field.as_ref().map(|it| it.value);
    let mut object = Object::default();
    object
        .set("encrypted", database.encrypted.value)
        .set("iops", number(&storage.iops))
        .set("max_size_gib", number(&storage.max_size_gib))
        .set("size_gib", storage.size_gib.value)
        .set("throughput_mibps", number(&storage.throughput_mibps))
        .set("type", storage.kind.as_str());
    object.into()
}

fn proxy(instance: &str, proxy: &RdsProxy) -> Literal {
    let mut object = Object::default();
    object
        .set("borrow_timeout_seconds", proxy.borrow_timeout_seconds.value)
        // Thirty minutes, the service's own default.
        .set("idle_client_timeout_seconds", 1800)
        .set(
            "max_connections_percent",
            proxy.max_connections_percent.value,
        )
        .set(
            "max_idle_connections_percent",
            proxy.max_idle_connections_percent.value,
        )
        .set("name", fitted_name(&[instance], 63))
        .set("role_name", fitted_name(&[instance, "rds-proxy"], 64));
    object.into()
}

fn replicas(database: &AwsDatabase) -> BTreeMap<String, Literal> {
    let replicas = database.replicas.iter();
    replicas
        .map(|replica| {
            let zone = replica.zone.as_ref().map(|zone| zone.value.clone());
            let mut object = Object::default();
            object
                .set("class", replica.class.as_str())
                .set("name", fitted_name(&[&database.name, &replica.name], 63))
                .set("zone", zone);
            (replica.name.value.clone(), object.into())
        })
        .collect()
}
