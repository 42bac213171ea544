//! Routing: private services access, firewalls, the borders that copies of data cross.

mod backup_location;
mod private_services;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check { rule: &private_services::DOCKER_BRIDGE, run: private_services::docker_bridge },
    Check { rule: &private_services::UNAUTHORIZED_CLIENTS, run: private_services::unauthorized },
    Check { rule: &private_services::SMALL_PEERED_RANGE, run: private_services::range_size },
    Check { rule: &backup_location::COPY_ABROAD, run: backup_location::copies },
];
