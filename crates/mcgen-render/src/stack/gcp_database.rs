use std::collections::BTreeMap;

use mcgen_hcl::Literal;
use mcgen_model::{
    DiskType, Engine, GcpDatabase, GcpEnvironment, HostCheck, PrincipalKind, SqlTls, cloud_sql,
    fitted_name,
};

use super::Object;
use crate::library::Traits;

pub(super) fn traits(gcp: &GcpEnvironment) -> Traits {
    let database = gcp.database.as_ref();
    let on = |question: fn(&GcpDatabase) -> bool| database.is_some_and(question).into();
    let engine = database.map_or("none", |database| database.engine.as_str());
    let placed = database.is_some_and(|it| cloud_sql::placement(gcp, it).is_some());
    Traits::from([
        ("database".to_owned(), engine.into()),
        (
            "database_authorized_networks".to_owned(),
            database
                .is_some_and(|it| !cloud_sql::authorized_networks(gcp, it).is_empty())
                .into(),
        ),
        (
            "database_data_cache".to_owned(),
            on(|it| it.data_cache.value),
        ),
        (
            "database_fixed_disk".to_owned(),
            on(|it| !it.disk.autoresize.value),
        ),
        ("database_key".to_owned(), on(|it| it.kms_key.is_none())),
        ("database_placement".to_owned(), placed.into()),
        (
            "database_replicas".to_owned(),
            on(|it| !it.replicas.is_empty()),
        ),
    ])
}

pub(super) fn variables(gcp: &GcpEnvironment, database: &GcpDatabase) -> Literal {
    let mut insights = Object::default();
    insights
        .set(
            "query_plans_per_minute",
            database.insights_plans_per_minute.value,
        )
        .set("query_string_length", database.insights_query_length.value)
        .set(
            "record_client_address",
            database.insights_record_client.value,
        );
    let mut maintenance = Object::default();
    maintenance
        .set("day", database.maintenance_day.value)
        .set("hour", database.maintenance_hour.value)
        .set("track", database.maintenance_track.as_str());
    let mut object = Object::default();
    object
        .set("admin_password_version", 1)
        .set("admin_username", database.username.value.clone())
        .set(
            "availability_type",
            screaming(database.availability.as_str()),
        )
        .set("backup", backup(database))
        .set(
            "connector_enforcement",
            if database.connector_enforcement.value {
                "REQUIRED"
            } else {
                "NOT_REQUIRED"
            },
        )
        .set("database_name", database.database_name.value.clone())
        .set(
            "database_version",
            cloud_sql::database_version(database.engine.value, &database.version),
        )
        .set("deletion_protection", database.deletion_protection.value)
        .set(
            "deletion_protection_api",
            database.deletion_protection_api.value,
        )
        .set("disk", disk(database))
        .set("edition", screaming(database.edition.as_str()))
        .set("flags", cloud_sql::effective_flags(database))
        .set("iam_grants", database.iam_grants.value)
        .set("iam_users", iam_users(database))
        .set("insights", insights)
        .set("maintenance_window", maintenance)
        .set("name", database.name.value.clone())
        .set("public_ip", database.public_ip.value)
        .set(
            "server_ca_mode",
            match database.host_check.value {
                HostCheck::VerifyCa => "GOOGLE_MANAGED_INTERNAL_CA",
                HostCheck::VerifyFull => "GOOGLE_MANAGED_CAS_CA",
            },
        )
        .set(
            "ssl_mode",
            match database.tls.value {
                SqlTls::EncryptedOnly => "ENCRYPTED_ONLY",
                SqlTls::ClientCertificate => "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
                SqlTls::Unencrypted => "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
            },
        )
        .set("tier", database.tier.to_string());
    let networks = cloud_sql::authorized_networks(gcp, database);
    if !networks.is_empty() {
        let networks: BTreeMap<String, String> = networks
            .into_iter()
            .map(|(name, cidr)| (name, cidr.to_string()))
            .collect();
        object.set("authorized_networks", networks);
    }
    if let Some(key) = &database.kms_key {
        object.set("kms_key", key.value.clone());
    }
    if let Some((zone, standby)) = cloud_sql::placement(gcp, database) {
        let mut placement = Object::default();
        placement
            .set("secondary_zone", standby.map(|zone| zone.value.clone()))
            .set("zone", zone.value.clone());
        object.set("placement", placement);
    }
    if !database.replicas.is_empty() {
        object.set("replicas", replicas(gcp, database));
    }
    object.into()
}

/// `enterprise-plus` as the API writes it: `ENTERPRISE_PLUS`.
pub(super) fn screaming(word: &str) -> String {
    word.to_uppercase().replace('-', "_")
}

fn backup(database: &GcpDatabase) -> Literal {
    let backup = &database.backup;
    let recovery = match database.engine.value {
        Engine::Postgres => backup.point_in_time_recovery.value,
        Engine::Mysql => backup.binary_log.value,
    };
    let mut object = Object::default();
    object
        .set("enabled", backup.enabled.value)
        .set("final_backup_days", backup.final_backup_days.value)
        .set("location", backup.location.value.clone())
        .set("point_in_time_recovery", recovery)
        .set("retain_on_delete", backup.retain_on_delete.value)
        .set("retained_backups", backup.retained.value)
        .set("start_time", backup.start.to_string())
        .set(
            "transaction_log_retention_days",
            backup.log_retention_days.value,
        );
    object.into()
}

fn disk(database: &GcpDatabase) -> Literal {
    let disk = &database.disk;
    let kind = match disk.kind.value {
        DiskType::Ssd => "PD_SSD",
        DiskType::Hdd => "PD_HDD",
        DiskType::Hyperdisk => "HYPERDISK_BALANCED",
    };
    let mut object = Object::default();
    object
        .set_if(
            disk.autoresize.value,
            "autoresize_limit_gib",
            disk.max_size_gib.value,
        )
        .set("size_gib", disk.size_gib.value)
        .set("type", kind);
    object.into()
}

/// Under the identity as it is written, so that an entry keeps its place when others come and go.
fn iam_users(database: &GcpDatabase) -> BTreeMap<String, Literal> {
    let users = database.iam_users.iter();
    users
        .map(|user| {
            let mut object = Object::default();
            object
                .set("member", user.to_string())
                .set(
                    "name",
                    cloud_sql::iam_user_name(database.engine.value, user).to_owned(),
                )
                .set(
                    "type",
                    match user.kind() {
                        PrincipalKind::User => "CLOUD_IAM_USER",
                        PrincipalKind::ServiceAccount => "CLOUD_IAM_SERVICE_ACCOUNT",
                        PrincipalKind::Group => "CLOUD_IAM_GROUP",
                    },
                );
            (user.to_string(), object.into())
        })
        .collect()
}

fn replicas(gcp: &GcpEnvironment, database: &GcpDatabase) -> BTreeMap<String, Literal> {
    let replicas = database.replicas.iter();
    replicas
        .map(|replica| {
            let mut object = Object::default();
            object
                .set("name", fitted_name(&[&database.name, &replica.name], 63))
                .set("tier", replica.tier.to_string())
                .set("zone", cloud_sql::replica_zone(gcp, database, replica));
            (replica.name.value.clone(), object.into())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use mcgen_model::Edition;

    use super::*;

    #[test]
    fn words_are_written_as_the_api_writes_them() {
        assert_eq!(
            screaming(Edition::EnterprisePlus.as_str()),
            "ENTERPRISE_PLUS"
        );
    }
}
