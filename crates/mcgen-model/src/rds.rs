//! What follows from an RDS database: its parameters, its version, its connections.
//!
//! Rules check these values and the renderer writes them, so both read them here.

mod logs;

use std::collections::BTreeMap;

use crate::catalog::rds_parameters::ParameterKind;
use crate::catalog::rds_versions::MajorVersion;
use crate::catalog::{rds_classes, rds_limits, rds_parameters, rds_versions};
use crate::logical::TIMEOUT_MS;
use crate::{AwsDatabase, AwsStorage, Engine, EngineVersion, InsightsMode, ParameterApply};

pub use logs::default_exports as default_log_exports;

/// Slots that the initial copy of one logical consumer takes besides its own: PostgreSQL copies two
/// tables at a time (`max_sync_workers_per_subscription`), each over a slot.
const SYNC_SLOTS_A_CONSUMER: u32 = 2;
/// Slots kept free for a person or a tool that looks in.
const SPARE_SLOTS: u32 = 2;
/// What RDS gives `max_replication_slots` and `max_wal_senders` by default.
const DEFAULT_SLOTS: u32 = 20;
/// What PostgreSQL gives `max_logical_replication_workers` by default.
const DEFAULT_LOGICAL_WORKERS: u32 = 4;
/// The least that RDS gives `max_worker_processes` and `max_parallel_workers`.
const LEAST_WORKERS: u32 = 8;
/// The first PostgreSQL that can limit what a slot holds back.
const FIRST_WITH_SLOT_LIMIT: u32 = 13;

/// The parameters that say whether plain text is refused. They follow from `require-tls` alone.
pub const TLS_PARAMETERS: [(Engine, &str); 2] = [
    (Engine::Postgres, "rds.force_ssl"),
    (Engine::Mysql, "require_secure_transport"),
];

/// A parameter of the instance's own parameter group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectiveParameter {
    /// Its value, as RDS reads it.
    pub value: String,
    /// When it takes effect.
    pub apply: ParameterApply,
}

/// Every parameter of the parameter group: those of the file, those that other settings need
/// (logical decoding, log exports), and what the server writes to its log by default. The file's own
/// value wins; that it is large enough is a rule.
/// The TLS parameter is not among them, see [`TLS_PARAMETERS`].
pub fn effective_parameters(database: &AwsDatabase) -> BTreeMap<String, EffectiveParameter> {
    let engine = database.engine.value;
    let mut parameters: BTreeMap<String, EffectiveParameter> = computed_parameters(database)
        .into_iter()
        .map(|(name, value)| {
            let apply = apply_method(engine, name);
            (name.to_owned(), EffectiveParameter { value, apply })
        })
        .collect();
    let given = database
        .parameters
        .iter()
        .filter(|(name, _)| !is_tls_parameter(engine, name));
    for (name, parameter) in given {
        let apply = parameter
            .apply
            .as_ref()
            .map_or_else(|| apply_method(engine, name), |apply| apply.value);
        let value = parameter.value.value.clone();
        parameters.insert(name.clone(), EffectiveParameter { value, apply });
    }
    parameters
}

/// Whether this parameter says that plain text is refused.
pub fn is_tls_parameter(engine: Engine, name: &str) -> bool {
    TLS_PARAMETERS.contains(&(engine, name))
}

/// How a parameter must be applied when the file does not say: what is not known to be dynamic
/// waits for a reboot, which RDS accepts for every parameter.
pub fn apply_method(engine: Engine, name: &str) -> ParameterApply {
    match rds_parameters::kind(engine, name) {
        ParameterKind::Dynamic => ParameterApply::Immediate,
        ParameterKind::Static | ParameterKind::Fixed(_) | ParameterKind::Unknown => {
            ParameterApply::PendingReboot
        }
    }
}

/// Parameters that other settings need, and those of the log.
fn computed_parameters(database: &AwsDatabase) -> Vec<(&'static str, String)> {
    let mut parameters = Vec::new();
    if let Some(sizing) = LogicalSizing::of(database) {
        parameters.push(("rds.logical_replication", "1".to_owned()));
        parameters.push((
            "max_replication_slots",
            sizing.replication_slots().to_string(),
        ));
        parameters.push(("max_wal_senders", sizing.wal_senders().to_string()));
        parameters.push((
            "max_worker_processes",
            sizing.worker_processes().to_string(),
        ));
        let limit = database
            .logical_decoding
            .as_ref()
            .and_then(|decoding| decoding.max_slot_wal_keep_mib.as_ref());
        if let Some(limit) = limit.filter(|_| can_limit_slots(&database.version)) {
            parameters.push(("max_slot_wal_keep_size", limit.value.to_string()));
        }
        let standbys = database
            .logical_decoding
            .as_ref()
            .map_or(0, |it| it.standbys);
        if standbys > 0 {
            for name in ["wal_receiver_timeout", "wal_sender_timeout"] {
                parameters.push((name, TIMEOUT_MS.to_string()));
            }
        }
    }
    parameters.extend(logs::parameters(database));
    parameters
}

/// Whether the version knows `max_slot_wal_keep_size`.
pub fn can_limit_slots(version: &EngineVersion) -> bool {
    version.major() >= FIRST_WITH_SLOT_LIMIT
}

/// The number that the file gives a parameter, when it gives one and it is a number.
pub fn given_number(database: &AwsDatabase, name: &str) -> Option<u32> {
    database.parameters.get(name)?.value.trim().parse().ok()
}

/// How large the shared tables of a PostgreSQL server must be for its logical consumers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogicalSizing {
    /// Consumers, each with a slot of its own, the standby in the other cloud among them.
    pub consumers: u32,
    /// Read replicas, each with a physical slot and a sender.
    pub replicas: u32,
    /// `max_logical_replication_workers`.
    pub logical_workers: u32,
    /// `max_parallel_workers`.
    pub parallel_workers: u32,
    /// Virtual processors of the class.
    pub vcpus: u32,
}

impl LogicalSizing {
    /// The sizing of a PostgreSQL database with logical decoding; `None` for any other.
    pub fn of(database: &AwsDatabase) -> Option<Self> {
        let decoding = database.logical_decoding.as_ref()?;
        if database.engine.value != Engine::Postgres {
            return None;
        }
        let vcpus = rds_classes::capacity(&database.class).map_or(2, |capacity| capacity.vcpus);
        let number = |name, default| given_number(database, name).unwrap_or(default);
        Some(Self {
            consumers: decoding.consumers_in_all(),
            replicas: u32::try_from(database.replicas.len()).unwrap_or(u32::MAX),
            logical_workers: number("max_logical_replication_workers", DEFAULT_LOGICAL_WORKERS),
            parallel_workers: number("max_parallel_workers", LEAST_WORKERS.max(vcpus / 2)),
            vcpus,
        })
    }

    /// Slots and senders that are needed at least: one a consumer, those of its initial copy, one a
    /// read replica, and a few to spare.
    pub fn needed_slots(&self) -> u32 {
        self.consumers
            .saturating_mul(1 + SYNC_SLOTS_A_CONSUMER)
            .saturating_add(self.replicas)
            .saturating_add(SPARE_SLOTS)
    }

    /// `max_replication_slots`: what is needed, and never less than RDS gives by itself.
    pub fn replication_slots(&self) -> u32 {
        self.needed_slots().max(DEFAULT_SLOTS)
    }

    /// `max_wal_senders`: every slot is read by a sender.
    pub fn wal_senders(&self) -> u32 {
        self.replication_slots()
    }

    /// Worker processes that are needed at least: the apply workers, their launcher, and the
    /// parallel workers, which come from the same pool. Autovacuum has a pool of its own.
    pub fn needed_worker_processes(&self) -> u32 {
        self.logical_workers
            .saturating_add(1)
            .saturating_add(self.parallel_workers)
    }

    /// `max_worker_processes`: what is needed, and never less than RDS gives by itself.
    pub fn worker_processes(&self) -> u32 {
        self.needed_worker_processes()
            .max(LEAST_WORKERS)
            .max(self.vcpus.saturating_mul(2))
    }
}

/// A limit for what one slot may hold back, in MiB: half the volume.
pub fn advised_slot_limit_mib(storage: &AwsStorage) -> u32 {
    storage.size_gib.value.saturating_mul(1024) / 2
}

/// The family of the parameter group that the engine and version need. `None` when RDS has no such
/// major version.
pub fn parameter_family(engine: Engine, version: &EngineVersion) -> Option<&'static str> {
    rds_versions::major_version(engine, version).map(MajorVersion::parameter_family)
}

/// The full version that an instance gets: the version itself, or the newest minor of a bare
/// major version. `None` when RDS has no such major version.
pub fn resolved_version(engine: Engine, version: &EngineVersion) -> Option<String> {
    let major = rds_versions::major_version(engine, version)?;
    if version.to_string() == major.number() {
        major.newest_minor().map(str::to_owned)
    } else {
        Some(version.to_string())
    }
}

/// The connections that the instance accepts: `max_connections` of the file, or an estimate of the
/// default, which follows from memory. `None` when RDS has no such class.
pub fn max_connections(database: &AwsDatabase) -> Option<u32> {
    given_number(database, "max_connections").or_else(|| {
        let capacity = rds_classes::capacity(&database.class)?;
        let engine = database.engine.value;
        Some(rds_limits::default_max_connections(
            engine,
            capacity.memory_gib,
        ))
    })
}

/// How Database Insights is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EffectiveInsights {
    /// Whether Performance Insights runs at all.
    pub enabled: bool,
    /// The mode; standard where Performance Insights cannot run.
    pub mode: InsightsMode,
    /// Days that its data is kept.
    pub retention_days: u32,
}

/// Database Insights as the file sets it, or off where the class cannot run it.
pub fn effective_insights(database: &AwsDatabase) -> EffectiveInsights {
    let enabled = rds_limits::has_insights(database.engine.value, &database.class);
    EffectiveInsights {
        enabled,
        mode: if enabled {
            database.insights_mode.value
        } else {
            InsightsMode::Standard
        },
        retention_days: if enabled {
            database.insights_retention_days.value
        } else {
            7
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn sizing(consumers: u32, replicas: u32, vcpus: u32) -> LogicalSizing {
        LogicalSizing {
            consumers,
            replicas,
            logical_workers: DEFAULT_LOGICAL_WORKERS,
            parallel_workers: LEAST_WORKERS,
            vcpus,
        }
    }

    #[test]
    fn a_consumer_needs_its_slot_and_those_of_its_initial_copy() {
        assert_eq!(sizing(2, 1, 2).needed_slots(), 2 * 3 + 1 + 2);
        assert_eq!(sizing(2, 1, 2).replication_slots(), 20);
        assert_eq!(sizing(10, 0, 2).replication_slots(), 32);
        assert_eq!(sizing(u32::MAX, 0, 2).needed_slots(), u32::MAX);
    }

    #[test]
    fn apply_workers_leave_room_for_parallel_workers() {
        assert_eq!(sizing(1, 0, 2).worker_processes(), 13);
        assert_eq!(sizing(1, 0, 16).worker_processes(), 32);
    }

    #[test]
    fn what_is_not_known_to_be_dynamic_waits_for_a_reboot() {
        let apply = |name| apply_method(Engine::Postgres, name);
        assert_eq!(
            apply("log_min_duration_statement"),
            ParameterApply::Immediate
        );
        assert_eq!(
            apply("rds.logical_replication"),
            ParameterApply::PendingReboot
        );
        assert_eq!(apply("rds.something_new"), ParameterApply::PendingReboot);
    }

    #[test]
    fn a_bare_major_version_gets_its_newest_minor() {
        let resolved =
            |engine, text| resolved_version(engine, &EngineVersion::parse(text).unwrap());
        assert_eq!(resolved(Engine::Postgres, "17").as_deref(), Some("17.11"));
        assert_eq!(resolved(Engine::Postgres, "17.9").as_deref(), Some("17.9"));
        assert_eq!(resolved(Engine::Mysql, "8.4").as_deref(), Some("8.4.11"));
        assert_eq!(resolved(Engine::Mysql, "8"), None);
    }
}
