//! RDS.

mod availability;
mod backup;
mod class;
mod decoding;
mod engine;
mod identity;
mod observability;
mod parameters;
mod proxy;
mod replicas;
mod storage;
#[cfg(test)]
mod tests;
mod upgrade;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Spanned};
use mcgen_model::{AwsDatabase, AwsEnvironment, Date, Environment};
use mcgen_spec::refused::rds as refused;

use crate::{Check, Context};

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    aws: &'a AwsEnvironment,
    database: &'a AwsDatabase,
    today: Date,
}

fn over_database(
    environment: &Environment,
    context: &Context,
    findings: &mut Diagnostics,
    run: fn(&Subject<'_>, &mut Diagnostics),
) {
    let Some(aws) = &environment.aws else { return };
    let Some(database) = &aws.database else {
        return;
    };
    let subject = Subject {
        environment,
        aws,
        database,
        today: context.today,
    };
    run(&subject, findings);
}

trait Also {
    /// Points at a further value if a person wrote it. A default has no place of its own, only that
    /// of the whole block, at which a mark would hide the rest.
    fn also<T>(self, value: &Spanned<T>, text: impl Into<String>) -> Self;
}

impl Also for Diagnostic {
    fn also<T>(self, value: &Spanned<T>, text: impl Into<String>) -> Self {
        if value.given {
            self.at(value.span, text)
        } else {
            self
        }
    }
}

macro_rules! checks {
    ($($rule:path => $run:path;)+) => {
        pub(crate) static CHECKS: &[Check] = &[
            $(Check {
                rule: &$rule,
                run: |environment, context, findings| {
                    over_database(environment, context, findings, $run);
                },
            }),+
        ];
    };
}

checks! {
    identity::IDENTIFIER => identity::identifier;
    identity::USERNAME => identity::username;
    refused::MASTER_PASSWORD => identity::password_rotation;
    identity::DATABASE_NAME => identity::database_name;
    storage::SIZE => storage::size;
    storage::PERFORMANCE => storage::performance;
    storage::AUTOSCALING => storage::autoscaling;
    refused::BACKUP_RETENTION => backup::retention;
    backup::WINDOWS => backup::windows;
    availability::STANDBY_ZONE => availability::standby_zone;
    availability::PRODUCTION => availability::production;
    engine::VERSION => engine::version;
    refused::SUPPORT_ENDED => engine::support;
    class::ORDERABLE => class::orderable;
    class::CAPACITY => class::capacity;
    refused::PARAMETER_GROUP => parameters::group;
    refused::STATIC_PARAMETER => parameters::static_at_once;
    refused::LOGICAL_DECODING => decoding::switched_on;
    decoding::SIZING => decoding::sizing;
    decoding::SENDER_TIMEOUT => decoding::sender_timeout;
    decoding::SLOT_LIMIT => decoding::slot_limit;
    refused::TLS_PARAMETER => parameters::tls;
    engine::AUTHORITY => engine::authority;
    storage::ENCRYPTION => storage::encryption;
    refused::REPLICA_INHERITS => replicas::inherits;
    replicas::COUNT => replicas::count;
    observability::RETENTION => observability::retention;
    refused::PERFORMANCE_INSIGHTS => observability::unsupported_class;
    refused::MONITORING => observability::monitoring_interval;
    observability::LOGS => observability::logs;
    identity::PORT => identity::port;
    refused::PROXY => proxy::settings;
    refused::MAJOR_UPGRADE => upgrade::major;
}

const CREATE_INSTANCE: Reference = Reference {
    title: "Amazon RDS API: CreateDBInstance",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html",
};
const STORAGE: Reference = Reference {
    title: "Amazon RDS: DB instance storage",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html",
};
const LOGICAL_REPLICATION: Reference = Reference {
    title: "Amazon RDS: logical replication for RDS for PostgreSQL",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.FeatureSupport.LogicalReplication.html",
};
const REPLICATION_SETTINGS: Reference = Reference {
    title: "PostgreSQL: replication settings",
    url: "https://www.postgresql.org/docs/current/runtime-config-replication.html",
};
