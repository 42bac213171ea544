//! What follows from a Cloud SQL database in the model: what the rules judge and the renderer
//! writes, computed in one place.

use std::collections::BTreeMap;

use mcgen_diagnostics::Spanned;

use crate::catalog::{cloud_sql, cloud_sql_machines};
use crate::logical::TIMEOUT_MS;
use crate::{
    Availability, Cidr, CloudSqlTier, Edition, Engine, EngineVersion, GcpDatabase, GcpEnvironment,
    GcpReplica, Principal, Scalar,
};

/// Slots and senders that Cloud SQL for PostgreSQL has when no flag sets them, and the fewest that
/// the flags may name.
const DEFAULT_SLOTS: u32 = 10;

/// Slots kept free, so that a consumer can be seeded anew beside its old slot.
const SPARE_SLOTS: u32 = 2;

/// The edition that has this machine type; `None` for a type that the catalogue does not know.
pub fn edition_of(tier: &CloudSqlTier) -> Option<Edition> {
    cloud_sql_machines::machine(tier).map(|machine| machine.series.edition())
}

/// The memory of a machine type in MB; `None` for a type that the catalogue does not know.
pub fn memory_mb(tier: &CloudSqlTier) -> Option<u32> {
    cloud_sql_machines::machine(tier).map(|machine| machine.memory_mb)
}

/// The version as the API names it: `POSTGRES_17`, `MYSQL_8_4`.
pub fn database_version(engine: Engine, version: &EngineVersion) -> Option<&'static str> {
    cloud_sql::major(engine, version).map(cloud_sql::MajorVersion::api)
}

/// The flag that lets IAM identities log in.
pub fn iam_flag(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => "cloudsql.iam_authentication",
        Engine::Mysql => "cloudsql_iam_authentication",
    }
}

/// The name under which the API takes an IAM identity as a user. PostgreSQL leaves out the end of a
/// service account's address
/// (<https://cloud.google.com/sql/docs/postgres/add-manage-iam-users>).
pub fn iam_user_name(engine: Engine, principal: &Principal) -> &str {
    let email = principal.email();
    match engine {
        Engine::Postgres => email.strip_suffix(".gserviceaccount.com").unwrap_or(email),
        Engine::Mysql => email,
    }
}

/// The name under which an IAM identity logs in. MySQL keeps what stands before the `@`
/// (<https://cloud.google.com/sql/docs/mysql/add-manage-iam-users>).
pub fn iam_login(engine: Engine, principal: &Principal) -> &str {
    let name = iam_user_name(engine, principal);
    match engine {
        Engine::Postgres => name,
        Engine::Mysql => name.split('@').next().unwrap_or(name),
    }
}

/// Flags that mcgen sets unless the file sets them: what an operator misses after the incident.
fn default_flags(engine: Engine) -> &'static [(&'static str, &'static str)] {
    match engine {
        Engine::Postgres => &[
            ("log_checkpoints", "on"),
            ("log_connections", "on"),
            ("log_disconnections", "on"),
            ("log_lock_waits", "on"),
            ("log_temp_files", "10240"),
        ],
        Engine::Mysql => &[
            ("local_infile", "off"),
            ("log_output", "FILE"),
            ("long_query_time", "2"),
            ("slow_query_log", "on"),
        ],
    }
}

/// Workers that copy tables for a standby at one time, each over a slot of its own
/// (`max_sync_workers_per_subscription`).
const SYNC_WORKERS: u32 = 2;

/// What PostgreSQL gives `max_logical_replication_workers`, `max_parallel_workers` and
/// `max_worker_processes` by default.
const LOGICAL_WORKERS: u32 = 4;
const PARALLEL_WORKERS: u32 = 8;
const WORKER_PROCESSES: u32 = 8;

/// Replication slots and senders that logical decoding needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodingNeeds {
    /// Consumers, each with a slot, the standby in the other cloud among them.
    pub consumers: u32,
    /// Tables that are copied for the standby at one time, each over a slot.
    pub copies: u32,
    /// Read replicas, each with a sender.
    pub replicas: u32,
    /// The least `max_replication_slots`.
    pub slots: u32,
    /// The least `max_wal_senders`.
    pub senders: u32,
}

/// What the logical decoding of `database` needs; `None` when it has none.
///
/// PostgreSQL asks for a slot for each consumer with some to spare, and for a sender for each slot
/// and each physical replica
/// (<https://www.postgresql.org/docs/current/logical-replication-config.html>).
pub fn decoding_needs(database: &GcpDatabase) -> Option<DecodingNeeds> {
    let decoding = database.logical_decoding.as_ref()?;
    let standbys = decoding.standbys;
    let consumers = decoding.consumers_in_all();
    let replicas = u32::try_from(database.replicas.len()).unwrap_or(u32::MAX);
    let copies = standbys.saturating_mul(SYNC_WORKERS);
    let slots = consumers.saturating_add(copies).saturating_add(SPARE_SLOTS);
    Some(DecodingNeeds {
        consumers,
        copies,
        replicas,
        slots,
        senders: slots.saturating_add(replicas),
    })
}

/// The least `max_worker_processes` of a database that may follow another: the workers that apply
/// changes, their launcher, and the parallel workers, which come from the same pool. `None` without a
/// standby in the other cloud.
pub fn needed_worker_processes(database: &GcpDatabase) -> Option<u32> {
    let decoding = database.logical_decoding.as_ref()?;
    let number = |name, default| {
        let flag = database.flags.get(name);
        flag.and_then(|flag| flag.value.parse().ok())
            .unwrap_or(default)
    };
    let needed = number("max_logical_replication_workers", LOGICAL_WORKERS)
        .saturating_add(1)
        .saturating_add(number("max_parallel_workers", PARALLEL_WORKERS));
    (decoding.standbys > 0).then_some(needed.max(WORKER_PROCESSES))
}

/// Every flag of the instance: those of the file, over those that other keys of the file imply,
/// over mcgen's defaults.
pub fn effective_flags(database: &GcpDatabase) -> BTreeMap<String, String> {
    let engine = database.engine.value;
    let mut flags = BTreeMap::new();
    let mut set = |name: &str, value: String| flags.insert(name.to_owned(), value);
    for (name, value) in default_flags(engine) {
        set(name, (*value).to_owned());
    }
    if database.iam_auth.value {
        set(iam_flag(engine), "on".to_owned());
    }
    if let Some(needs) = decoding_needs(database).filter(|_| engine == Engine::Postgres) {
        set("cloudsql.logical_decoding", "on".to_owned());
        for (name, least) in [
            ("max_replication_slots", needs.slots),
            ("max_wal_senders", needs.senders),
        ] {
            if least > DEFAULT_SLOTS {
                set(name, least.to_string());
            }
        }
        if let Some(processes) = needed_worker_processes(database) {
            set("max_worker_processes", processes.to_string());
            for name in ["wal_receiver_timeout", "wal_sender_timeout"] {
                set(name, TIMEOUT_MS.to_string());
            }
        }
    }
    for (name, flag) in &database.flags {
        set(name, flag.value.value.clone());
    }
    flags
}

/// The zones of the primary and of the standby, by full name. A zonal instance has no standby, and
/// neither has one with a zone only; Google chooses then.
pub fn placement<'a>(
    gcp: &'a GcpEnvironment,
    database: &'a GcpDatabase,
) -> Option<(&'a Spanned<String>, Option<&'a Spanned<String>>)> {
    let zone = database.zone.as_ref().or(gcp.network.zones.first())?;
    let mut others = gcp.network.zones.iter().filter(|other| *other != zone);
    let standby = database.secondary_zone.as_ref().or_else(|| others.next());
    let regional = database.availability.value == Availability::Regional;
    Some((zone, standby.filter(|_| regional)))
}

/// The zone of a read replica, by full name: its own, or one that the primary does not use.
pub fn replica_zone(
    gcp: &GcpEnvironment,
    database: &GcpDatabase,
    replica: &GcpReplica,
) -> Option<String> {
    if let Some(zone) = &replica.zone {
        return Some(zone.value.clone());
    }
    let primary = placement(gcp, database).map(|(zone, _)| zone.value.as_str());
    let configured = gcp.network.zones.iter().map(|zone| zone.value.clone());
    configured
        .chain(gcp.region.zones())
        .find(|zone| Some(zone.as_str()) != primary)
}

/// Somebody who connects to a database or cache on Google Cloud.
#[derive(Debug, Clone)]
pub struct Client {
    /// Who it is: `nodes`, `pods`, a subnet's name, or the range itself.
    pub name: String,
    /// The addresses it connects from, at the place where the range is written.
    pub range: Spanned<Cidr>,
}

/// The entries of a `clients` list that stand for ranges, in the order of the file.
pub fn clients(gcp: &GcpEnvironment, list: &[Spanned<String>]) -> Vec<Client> {
    let ranges = list.iter().filter_map(|entry| {
        let network = &gcp.network;
        let range = match entry.as_str() {
            "nodes" => network.cidr,
            "pods" => network.pods,
            name => match network.subnets.iter().find(|subnet| *subnet.name == name) {
                Some(subnet) => subnet.cidr,
                None => Spanned {
                    value: Cidr::parse(name).ok()?,
                    span: entry.span,
                    given: entry.given,
                },
            },
        };
        Some(Client {
            name: entry.value.clone(),
            range,
        })
    });
    ranges.collect()
}

/// Clients of the database outside RFC 1918, which a private address answers only when their range
/// is authorized, and whose range the file does not authorize
/// (<https://cloud.google.com/sql/docs/postgres/connect-overview>).
pub fn unauthorized_clients(gcp: &GcpEnvironment, database: &GcpDatabase) -> Vec<Client> {
    if !database.private_ip.value {
        return Vec::new();
    }
    let mut clients = clients(gcp, &database.clients);
    clients.retain(|client| {
        let mut authorized = database.authorized_networks.iter();
        !client.range.is_rfc1918()
            && !authorized.any(|network| network.cidr.contains(client.range.value))
    });
    clients
}

/// Every authorized network, by name: those of the file, and the clients outside RFC 1918.
pub fn authorized_networks(gcp: &GcpEnvironment, database: &GcpDatabase) -> BTreeMap<String, Cidr> {
    let given = database.authorized_networks.iter();
    let given = given.map(|network| (network.name.value.clone(), network.cidr.value));
    let added = unauthorized_clients(gcp, database).into_iter();
    let added = added.map(|client| (entry_name(&client.name), client.range.value));
    added.chain(given).collect()
}

/// A name for a range that has none of its own.
fn entry_name(client: &str) -> String {
    if client.starts_with(|first: char| first.is_ascii_digit()) {
        format!("client-{}", client.replace(['.', '/'], "-"))
    } else {
        client.to_owned()
    }
}
