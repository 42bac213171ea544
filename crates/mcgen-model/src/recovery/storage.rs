use crate::catalog::recovery::copy_mibps;
use crate::catalog::site_to_site_vpn::tunnel_mbps;
use crate::{Cloud, Duration, Environment, PrimaryReplica, cloud_sql, rds};

const SLOT_LIMIT: &str = "max_slot_wal_keep_size";

/// The log that a primary keeps while its standby is away for as long as is tolerated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetainedLog {
    /// The side that keeps it.
    pub cloud: Cloud,
    /// What is written meanwhile, in MiB.
    pub written_mib: u64,
    /// What the volume has room for once it has grown as far as it may, in MiB; `None` without an end.
    pub room_mib: Option<u64>,
    /// What a replication slot may hold back, in MiB, when that is limited.
    pub limit_mib: Option<u64>,
}

/// The log that `cloud` keeps as the primary; `None` without a database.
pub fn retained_log(environment: &Environment, cloud: Cloud) -> Option<RetainedLog> {
    let objectives = &environment.objectives;
    let data_gib = objectives.data_size_gib.as_ref().map(|it| it.value);
    let (room_gib, limit_mib) = match cloud {
        Cloud::Aws => {
            let database = environment.aws.as_ref()?.database.as_ref()?;
            let size = database.storage.size_gib.value;
            let most = database.storage.max_size_gib.as_ref();
            let most = most.map_or(size, |it| it.value.max(size));
            let parameters = rds::effective_parameters(database);
            let limit = parameters.get(SLOT_LIMIT).map(|it| it.value.clone());
            (Some(room(most, size, data_gib)), limit)
        }
        Cloud::Gcp => {
            let database = environment.gcp.as_ref()?.database.as_ref()?;
            let disk = &database.disk;
            let size = disk.size_gib.value;
            let most = match (disk.autoresize.value, disk.max_size_gib.value) {
                (false, _) => Some(size),
                (true, 0) => None,
                (true, most) => Some(most.max(size)),
            };
            let limit = cloud_sql::effective_flags(database).remove(SLOT_LIMIT);
            (most.map(|most| room(most, size, data_gib)), limit)
        }
    };
    Some(RetainedLog {
        cloud,
        written_mib: u64::from(objectives.outage_wal_mib()),
        room_mib: room_gib.map(|gib| u64::from(gib) * 1024),
        // -1 is no limit.
        limit_mib: limit_mib.and_then(|limit| limit.trim().parse().ok()),
    })
}

/// What is free of a volume of `most` GiB. Data of an unknown size are taken to fill half of it at
/// its first size.
fn room(most: u32, size: u32, data_gib: Option<u32>) -> u32 {
    most.saturating_sub(data_gib.unwrap_or(size / 2))
}

/// The first copy of the data to an empty standby.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InitialLoad {
    /// The data, in GiB.
    pub data_gib: u32,
    /// What one stream carries, in MiB a second.
    pub rate_mibps: u32,
    /// Whether the link and not the copy is what limits it.
    pub limited_by_link: bool,
    /// How long it takes.
    pub time: Duration,
    /// The log that is kept meanwhile, in MiB.
    pub written_mib: u64,
}

pub(super) fn initial_load(
    environment: &Environment,
    strategy: &PrimaryReplica,
) -> Option<InitialLoad> {
    let data_gib = environment.objectives.data_size_gib.as_ref()?.value;
    let copy = copy_mibps(strategy.replication.name());
    // One stream stays in one tunnel: a bit is an eighth of a byte, a MiB a little over 8.388 Mbit.
    let tunnel = environment
        .link
        .is_some()
        .then(|| tunnel_mbps() * 1000 / 8389);
    let rate_mibps = tunnel.map_or(copy, |tunnel| tunnel.min(copy)).max(1);
    let seconds = u64::from(data_gib) * 1024 / u64::from(rate_mibps);
    let time = Duration::from_seconds(u32::try_from(seconds).unwrap_or(u32::MAX));
    Some(InitialLoad {
        data_gib,
        rate_mibps,
        limited_by_link: tunnel.is_some_and(|tunnel| tunnel < copy),
        time,
        written_mib: u64::from(environment.objectives.written_wal_mib(time)),
    })
}
