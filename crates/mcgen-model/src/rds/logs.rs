//! What an RDS server writes to its log, and which logs leave the instance.

use crate::{AwsDatabase, Engine, EngineVersion};

/// What an operator misses after the incident: who came and went, who waited for whom, what was
/// slow (milliseconds), what spilled to disk (kB) and who changed the schema. None is a default of
/// RDS, and all are dynamic
/// (<https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html>).
const POSTGRES: [(&str, &str); 5] = [
    ("log_disconnections", "1"),
    ("log_lock_waits", "1"),
    ("log_min_duration_statement", "2000"),
    ("log_statement", "ddl"),
    ("log_temp_files", "10240"),
];
/// From which seconds on a statement is slow for MySQL; 10 by its own default.
const MYSQL_SLOW_SECONDS: &str = "2";
/// The first PostgreSQL whose `log_connections` is a list of stages instead of a switch
/// (<https://www.postgresql.org/docs/18/runtime-config-logging.html>).
const FIRST_WITH_CONNECTION_STAGES: u32 = 18;

/// The logs that go to CloudWatch unless the file says otherwise. The log of refused IAM log-ins is
/// empty where nobody logs in with IAM.
pub fn default_exports(engine: Engine, iam_auth: bool) -> impl Iterator<Item = &'static str> {
    let logs = match engine {
        Engine::Postgres => ["postgresql", "upgrade"],
        Engine::Mysql => ["error", "slowquery"],
    };
    let iam = iam_auth.then_some("iam-db-auth-error");
    iam.into_iter().chain(logs)
}

/// The parameters that decide what the server writes.
pub(super) fn parameters(database: &AwsDatabase) -> Vec<(&'static str, String)> {
    let parameters = match database.engine.value {
        Engine::Postgres => postgres(&database.version),
        Engine::Mysql => mysql(database),
    };
    let owned = |(name, value): (_, &str)| (name, value.to_owned());
    parameters.into_iter().map(owned).collect()
}

fn postgres(version: &EngineVersion) -> Vec<(&'static str, &'static str)> {
    let connections = if version.major() >= FIRST_WITH_CONNECTION_STAGES {
        "all"
    } else {
        "1"
    };
    let mut parameters = vec![("log_connections", connections)];
    parameters.extend(POSTGRES);
    parameters
}

/// MySQL exports a log only when it is written, and to a file.
fn mysql(database: &AwsDatabase) -> Vec<(&'static str, &'static str)> {
    let exports = |log: &str| database.logs.iter().any(|it| it.value == log);
    let mut parameters = Vec::new();
    if exports("slowquery") {
        parameters.push(("long_query_time", MYSQL_SLOW_SECONDS));
        parameters.push(("slow_query_log", "1"));
    }
    if exports("general") {
        parameters.push(("general_log", "1"));
    }
    if !parameters.is_empty() {
        parameters.push(("log_output", "FILE"));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;
    use crate::catalog::rds_parameters::{ParameterKind, kind};
    use crate::catalog::rds_versions;

    #[test]
    fn what_postgres_logs_by_default_needs_no_reboot() {
        for (name, _) in postgres(&EngineVersion::parse("17").unwrap()) {
            assert_eq!(
                kind(Engine::Postgres, name),
                ParameterKind::Dynamic,
                "{name}"
            );
        }
    }

    #[test]
    fn postgres_takes_stages_of_a_connection_from_18_on() {
        let connections = |version| postgres(&EngineVersion::parse(version).unwrap())[0];
        assert_eq!(connections("17.6"), ("log_connections", "1"));
        assert_eq!(connections("18"), ("log_connections", "all"));
    }

    #[test]
    fn every_default_export_is_a_log_of_its_engine() {
        for engine in [Engine::Postgres, Engine::Mysql] {
            let known: Vec<&str> = rds_versions::log_exports(engine).collect();
            assert!(default_exports(engine, true).all(|log| known.contains(&log)));
            assert!(!default_exports(engine, false).any(|log| log == "iam-db-auth-error"));
        }
    }
}
