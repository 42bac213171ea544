//! Limits of an RDS instance: its volume, its windows, its proxy.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Date, Engine, InstanceClass, StorageType};

#[derive(Deserialize)]
struct Table {
    storage: BTreeMap<String, Volume>,
    autoscaling: Autoscaling,
    backup: Backup,
    instance: Instance,
    certificate_authorities: Authorities,
    insights: Insights,
    proxy: Proxy,
    connections: Connections,
}

/// What a volume type takes. Pairs are the least and the most.
#[derive(Debug, Clone, Deserialize)]
pub struct Volume {
    /// The size in GiB.
    pub size_gib: (u32, u32),
    /// The size in GiB from which RDS spreads a volume of this type over four, when only such a
    /// volume takes provisioned performance.
    pub striped_from_gib: Option<u32>,
    /// Provisioned operations a second; `None` when the type takes none.
    pub iops: Option<(u32, u32)>,
    /// The least operations a second for each GiB.
    pub iops_per_gib_min: Option<f64>,
    /// The most operations a second for each GiB.
    pub iops_per_gib_max: Option<u32>,
    /// Whether operations a second must be given.
    #[serde(default)]
    pub iops_required: bool,
    /// Provisioned MiB/s; `None` when the type takes none.
    pub throughput_mibps: Option<(u32, u32)>,
    /// The most MiB/s for each provisioned operation a second.
    pub mibps_per_iops_max: Option<f64>,
}

/// How far a volume that grows by itself must be able to grow.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Autoscaling {
    /// What RDS asks for, in percent of the size.
    pub headroom_percent: u32,
    /// What AWS advises, in percent of the size.
    pub advised_headroom_percent: u32,
}

/// Limits of backups and maintenance.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Backup {
    /// The most days that automated backups are kept.
    pub retention_days_max: u32,
    /// The least length of a backup or maintenance window, in minutes.
    pub window_minutes_min: u32,
}

/// Limits of an instance. Pairs are the least and the most.
#[derive(Debug, Clone, Deserialize)]
pub struct Instance {
    /// The longest identifier, in characters.
    pub identifier_length_max: usize,
    /// The longest name of the master user, in characters.
    pub username_length_max: usize,
    database_name_length_max: BTreeMap<String, usize>,
    /// The TCP port.
    pub port: (u32, u32),
    /// The intervals of operating-system metrics, in seconds.
    pub monitoring_intervals_seconds: Vec<u32>,
    /// Days between two rotations of a managed password.
    pub password_rotation_days: (u32, u32),
    /// The most read replicas of one source.
    pub replicas_max: usize,
}

impl Instance {
    /// The longest name of a database, in characters.
    pub fn database_name_length_max(&self, engine: Engine) -> usize {
        self.database_name_length_max[engine.as_str()]
    }
}

#[derive(Deserialize)]
struct Authorities {
    current: Vec<String>,
    expired: BTreeMap<String, Date>,
}

#[derive(Deserialize)]
struct Insights {
    retention_days_free: u32,
    retention_days_step: u32,
    retention_days_max: u32,
    retention_days_advanced: u32,
    #[serde(rename = "no_insights")]
    unsupported: BTreeMap<String, Vec<String>>,
}

/// Limits of an RDS Proxy.
#[derive(Debug, Clone, Deserialize)]
pub struct Proxy {
    /// The share of the instance's connections, in percent: the least and the most.
    pub connections_percent: (u32, u32),
    /// The longest wait for a connection, in seconds.
    pub borrow_timeout_seconds_max: u32,
    ports: BTreeMap<String, u32>,
}

impl Proxy {
    /// The port that a proxy listens on, whatever the port of the instance.
    pub fn port(&self, engine: Engine) -> u32 {
        self.ports[engine.as_str()]
    }
}

#[derive(Deserialize)]
struct Connections {
    usable_memory_percent: u64,
    memory_per_connection: BTreeMap<String, u64>,
    most: BTreeMap<String, u32>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("rds-limits")));

fn table() -> &'static Table {
    &TABLE
}

/// What a volume of this type takes.
pub fn volume(kind: StorageType) -> &'static Volume {
    &table().storage[kind.as_str()]
}

/// How far a volume that grows by itself must be able to grow.
pub fn autoscaling() -> Autoscaling {
    table().autoscaling
}

/// Limits of backups and maintenance.
pub fn backup() -> Backup {
    table().backup
}

/// Limits of an instance.
pub fn instance() -> &'static Instance {
    &table().instance
}

/// Limits of a proxy.
pub fn proxy() -> &'static Proxy {
    &table().proxy
}

/// The certificate authorities that sign server certificates, the usual one first.
pub fn certificate_authorities() -> impl Iterator<Item = &'static str> {
    table()
        .certificate_authorities
        .current
        .iter()
        .map(String::as_str)
}

/// The last day of a certificate authority that is no more.
pub fn expired_authority(name: &str) -> Option<Date> {
    table().certificate_authorities.expired.get(name).copied()
}

/// Whether Performance Insights data can be kept for this many days.
pub fn is_insights_retention(days: u32) -> bool {
    let insights = &table().insights;
    let months = days.is_multiple_of(insights.retention_days_step);
    days == insights.retention_days_free
        || days == insights.retention_days_max
        || (days > 0 && days < insights.retention_days_max && months)
}

/// The retention that is legal and nearest to `days`, not shorter when there is one.
pub fn nearest_insights_retention(days: u32) -> u32 {
    let insights = &table().insights;
    (days..=insights.retention_days_max)
        .find(|days| is_insights_retention(*days))
        .unwrap_or(insights.retention_days_max)
}

/// The days that the advanced mode of Database Insights needs.
pub fn advanced_insights_retention() -> u32 {
    table().insights.retention_days_advanced
}

/// The days that a mode of Database Insights keeps.
pub fn default_insights_retention(advanced: bool) -> u32 {
    let insights = &table().insights;
    if advanced {
        insights.retention_days_advanced
    } else {
        insights.retention_days_free
    }
}

/// Whether the class can run Performance Insights, on which Database Insights stands.
pub fn has_insights(engine: Engine, class: &InstanceClass) -> bool {
    let without = table().insights.unsupported.get(engine.as_str());
    !without.is_some_and(|classes| classes.iter().any(|it| it == class.as_str()))
}

/// The connections that the default of `max_connections` gives an instance with this much memory.
/// An estimate: RDS counts only the memory that it leaves to the engine, about nine tenths.
pub fn default_max_connections(engine: Engine, memory_gib: u32) -> u32 {
    let connections = &table().connections;
    let bytes = (u64::from(memory_gib) << 30) * connections.usable_memory_percent / 100;
    let fitting = bytes / connections.memory_per_connection[engine.as_str()];
    let fitting = u32::try_from(fitting).unwrap_or(u32::MAX);
    let most = connections.most.get(engine.as_str()).copied();
    fitting.min(most.unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_volume_type_has_a_row() {
        for kind in StorageType::ALL {
            let volume = volume(*kind);
            assert!(volume.size_gib.0 < volume.size_gib.1);
            assert!(!volume.iops_required || volume.iops.is_some());
        }
    }

    #[test]
    fn insights_are_kept_for_a_week_for_months_or_for_two_years() {
        for days in [7, 31, 465, 713, 731] {
            assert!(is_insights_retention(days), "{days}");
        }
        for days in [0, 8, 30, 372 + 1, 744, 1000] {
            assert!(!is_insights_retention(days), "{days}");
        }
        assert_eq!(nearest_insights_retention(30), 31);
        assert_eq!(nearest_insights_retention(720), 731);
        assert_eq!(nearest_insights_retention(1000), 731);
    }

    #[test]
    fn four_gibibytes_are_about_four_hundred_postgres_connections() {
        assert_eq!(default_max_connections(Engine::Postgres, 4), 405);
        assert_eq!(default_max_connections(Engine::Postgres, 512), 5000);
        assert!(default_max_connections(Engine::Mysql, 4) < 405);
    }

    #[test]
    fn an_authority_is_current_or_expired() {
        assert!(expired_authority("rds-ca-2019").is_some());
        assert!(certificate_authorities().all(|name| expired_authority(name).is_none()));
    }
}
