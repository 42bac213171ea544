use mcgen_hcl::Literal;
use mcgen_model::{
    AwsEnvironment, Environment, Monitoring, Spanner, SpannerDialect, SpannerEdition, catalog,
};

use crate::stack::alarms::{Quantity, thresholds};
use crate::stack::{Object, gcp_alarms, name};

/// Who is told; `None` where nobody of Google Cloud is named.
pub(super) fn monitoring(environment: &Environment) -> Option<&Monitoring> {
    let monitoring = environment.monitoring.as_ref();
    monitoring.filter(|it| !it.notify.email.is_empty() || !it.notify.channels.is_empty())
}

/// Who is told of the instance, and from when on.
pub(super) fn alerts(monitoring: &Monitoring, instance: &Spanner) -> Literal {
    let limits = &monitoring.thresholds;
    let advised = catalog::spanner::cpu_percent(instance.configuration.is_regional());
    let full = limits.disk_percent.value;
    // What follows the load stands at its aim: it is told of when it can follow no longer.
    let (cpu, storage) = instance.autoscaling.as_ref().map_or((advised, full), |it| {
        let beyond = |aim: u32| u32::midpoint(aim, 100);
        let (cpu, storage) = (it.cpu_percent.value, it.storage_percent.value);
        (advised.max(beyond(cpu)), full.max(beyond(storage)))
    });
    let rows = [
        (
            "cpu",
            "instance/cpu/utilization_by_priority",
            Quantity::Percent(cpu),
        ),
        (
            "storage",
            "instance/storage/utilization",
            Quantity::Percent(storage),
        ),
    ];
    let mut object = Object::default();
    object
        .set("minutes", limits.minutes.value)
        .set("recipients", gcp_alarms::told(monitoring))
        .set("thresholds", thresholds("spanner.googleapis.com", rows));
    object.into()
}

pub(super) fn variables(
    environment: &Environment,
    instance: &Spanner,
    aws: Option<&AwsEnvironment>,
) -> Literal {
    let text = |list: &[mcgen_diagnostics::Spanned<String>]| {
        let list = list.iter().map(|it| it.value.clone());
        list.collect::<Vec<String>>()
    };
    let users: Vec<String> = instance.users.iter().map(ToString::to_string).collect();
    let mut object = Object::default();
    object
        .set(
            "backup_retention_days",
            instance.backup_retention_days.value,
        )
        .set("configuration", instance.configuration.as_str())
        .set("database", instance.database.as_str())
        .set("ddl", text(&instance.ddl))
        .set("deletion_protection", instance.deletion_protection.value)
        .set(
            "dialect",
            match instance.dialect.value {
                SpannerDialect::GoogleSql => "GOOGLE_STANDARD_SQL",
                SpannerDialect::Postgresql => "POSTGRESQL",
            },
        )
        .set(
            "edition",
            match instance.edition.value {
                SpannerEdition::Standard => "STANDARD",
                SpannerEdition::Enterprise => "ENTERPRISE",
                SpannerEdition::EnterprisePlus => "ENTERPRISE_PLUS",
            },
        )
        // The pool of its users in AWS has the name too, and four letters more.
        .set("name", name(environment, &["spanner"], 28))
        .set("users", users)
        .set(
            "version_retention_days",
            instance.version_retention_days.value,
        );
    match &instance.autoscaling {
        Some(autoscaling) => {
            let mut limits = Object::default();
            limits
                .set("cpu_percent", autoscaling.cpu_percent.value)
                .set(
                    "max_processing_units",
                    autoscaling.max_processing_units.value,
                )
                .set(
                    "min_processing_units",
                    autoscaling.min_processing_units.value,
                )
                .set("storage_percent", autoscaling.storage_percent.value);
            object.set("autoscaling", limits);
        }
        None => {
            object.set("processing_units", instance.processing_units.value);
        }
    }
    object.set_if(
        !instance.kms_keys.is_empty(),
        "kms_key_names",
        text(&instance.kms_keys),
    );
    if let Some(aws) = aws.filter(|_| !instance.aws_roles.is_empty()) {
        object
            .set("aws_account_id", aws.account.value.clone())
            .set("aws_roles", text(&instance.aws_roles));
    }
    object.into()
}
