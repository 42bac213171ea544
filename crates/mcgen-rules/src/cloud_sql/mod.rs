//! Cloud SQL.

mod accounts;
mod availability;
mod backup;
mod connection;
mod disk;
mod flags;
mod iam_users;
mod insights;
mod logical_decoding;
mod machine;
mod maintenance;
mod name;
mod protection;
mod sources;
#[cfg(test)]
mod tests;
mod version;

use mcgen_diagnostics::{Diagnostic, Spanned};
use mcgen_model::{Environment, GcpDatabase, GcpEnvironment};
use mcgen_spec::refused::cloud_sql as refused;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &name::FIXED_NAME,
        run: name::fixed,
    },
    Check {
        rule: &name::ILLEGAL_NAME,
        run: name::illegal,
    },
    Check {
        rule: &machine::WRONG_MACHINE,
        run: machine::matches_everything_else,
    },
    Check {
        rule: &machine::UNKNOWN_EDITION,
        run: machine::edition_is_known,
    },
    Check {
        rule: &machine::CUSTOM_SHAPE,
        run: machine::custom_shape,
    },
    Check {
        rule: &availability::NO_SERVICE_LEVEL,
        run: availability::service_level,
    },
    Check {
        rule: &availability::STANDBY_ZONE,
        run: availability::standby_zone,
    },
    Check {
        rule: &refused::RECOVERY_SETTING,
        run: backup::recovery,
    },
    Check {
        rule: &backup::RETENTION,
        run: backup::retention,
    },
    Check {
        rule: &refused::NO_ADDRESS,
        run: connection::some_address,
    },
    Check {
        rule: &connection::PRIVATE_ADDRESS_REMOVED,
        run: connection::private_address_stays,
    },
    Check {
        rule: &connection::DIRECT_PEERS_SHUT_OUT,
        run: connection::direct_peers,
    },
    Check {
        rule: &connection::PART_OF_PEERED_RANGE,
        run: connection::whole_peered_range,
    },
    Check {
        rule: &connection::HOST_NAME_CHECK,
        run: connection::host_name_check,
    },
    Check {
        rule: &disk::DISK_SIZE,
        run: disk::size,
    },
    Check {
        rule: &disk::ENDLESS_GROWTH,
        run: disk::growth,
    },
    Check {
        rule: &refused::MAINTENANCE_WINDOW,
        run: maintenance::window,
    },
    Check {
        rule: &refused::INCOMPLETE_DECODING,
        run: logical_decoding::complete,
    },
    Check {
        rule: &flags::FOREIGN_FLAG,
        run: flags::foreign,
    },
    Check {
        rule: &flags::TOO_FEW_WORKERS,
        run: flags::workers,
    },
    Check {
        rule: &flags::DOUBTFUL_FLAG,
        run: flags::doubtful,
    },
    Check {
        rule: &refused::RESERVED_ROLE,
        run: accounts::reserved,
    },
    Check {
        rule: &refused::USER_HOST,
        run: accounts::host,
    },
    Check {
        rule: &iam_users::IAM_USER,
        run: iam_users::log_in,
    },
    Check {
        rule: &protection::HALF_DELETION_PROTECTION,
        run: protection::both_locks,
    },
    Check {
        rule: &refused::KEY_IN_ANOTHER_REGION,
        run: protection::key,
    },
    Check {
        rule: &insights::INSIGHTS_LIMITS,
        run: insights::limits,
    },
    Check {
        rule: &version::UNKNOWN_VERSION,
        run: version::known,
    },
    Check {
        rule: &version::OLD_VERSION,
        run: version::supported,
    },
];

/// Points at a further value if a person wrote it. The place of a default is the whole block, whose
/// mark would hide the others.
fn and_at<T>(finding: Diagnostic, value: &Spanned<T>, text: impl Into<String>) -> Diagnostic {
    if value.given {
        finding.at_value(value, text)
    } else {
        finding
    }
}

/// The Cloud SQL database, if the environment has one.
fn database(environment: &Environment) -> Option<(&GcpEnvironment, &GcpDatabase)> {
    let gcp = environment.gcp.as_ref()?;
    Some((gcp, gcp.database.as_ref()?))
}
