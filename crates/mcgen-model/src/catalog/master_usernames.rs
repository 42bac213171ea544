//! Names that a database service keeps for itself.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Engine;

#[derive(Deserialize)]
struct Table {
    rds: BTreeMap<String, Reserved>,
    #[serde(rename = "cloud-sql")]
    cloud_sql: BTreeMap<String, Reserved>,
}

#[derive(Deserialize)]
struct Reserved {
    #[serde(rename = "names")]
    usernames: Vec<String>,
    #[serde(default)]
    key_words: Vec<String>,
    prefixes: Vec<String>,
    #[serde(rename = "database_names")]
    databases: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("master-usernames")));

/// A managed database service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Amazon RDS.
    Rds,
    /// Cloud SQL.
    CloudSql,
}

fn reserved(service: Service, engine: Engine) -> &'static Reserved {
    let table: &'static Table = &TABLE;
    let services = match service {
        Service::Rds => &table.rds,
        Service::CloudSql => &table.cloud_sql,
    };
    &services[engine.as_str()]
}

/// Whether the service refuses `username` for the master user because it, or its beginning, is
/// taken.
pub fn is_reserved_username(service: Service, engine: Engine, username: &str) -> bool {
    let username = username.to_ascii_lowercase();
    let reserved = reserved(service, engine);
    reserved.usernames.contains(&username)
        || reserved
            .prefixes
            .iter()
            .any(|prefix| username.starts_with(prefix.as_str()))
}

/// Whether `username` is a reserved key word of the engine. The service refuses reserved words, but
/// publishes no list, so this is less sure than [`is_reserved_username`].
pub fn is_key_word(service: Service, engine: Engine, username: &str) -> bool {
    let username = username.to_ascii_lowercase();
    reserved(service, engine).key_words.contains(&username)
}

/// Whether the service refuses `name` for a database because it is taken.
pub fn is_reserved_database(service: Service, engine: Engine, name: &str) -> bool {
    reserved(service, engine)
        .databases
        .contains(&name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_and_engine_reserves_names_of_its_own() {
        assert!(is_reserved_username(
            Service::Rds,
            Engine::Postgres,
            "Admin"
        ));
        assert!(!is_reserved_username(Service::Rds, Engine::Mysql, "admin"));
        assert!(is_reserved_username(
            Service::CloudSql,
            Engine::Mysql,
            "root"
        ));
        assert!(is_reserved_username(
            Service::CloudSql,
            Engine::Postgres,
            "cloudsqlsomething"
        ));
        assert!(is_reserved_database(
            Service::Rds,
            Engine::Postgres,
            "rdsadmin"
        ));
        assert!(!is_reserved_database(Service::Rds, Engine::Postgres, "crm"));
    }
}
