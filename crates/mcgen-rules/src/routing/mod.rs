//! Routing: private services access, firewalls, the borders that copies of data cross.

mod backup_location;
mod firewalls;
mod names_and_routes;
mod private_services;
mod quotas;
mod residency;
mod site_risk;
mod well_known_ranges;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &private_services::DOCKER_BRIDGE,
        run: private_services::docker_bridge,
    },
    Check {
        rule: &private_services::UNAUTHORIZED_CLIENTS,
        run: private_services::unauthorized,
    },
    Check {
        rule: &private_services::SMALL_PEERED_RANGE,
        run: private_services::range_size,
    },
    Check {
        rule: &backup_location::COPY_ABROAD,
        run: backup_location::copies,
    },
    Check {
        rule: &quotas::RULES,
        run: quotas::rules,
    },
    Check {
        rule: &quotas::ADDRESSES,
        run: quotas::addresses,
    },
    Check {
        rule: &mcgen_spec::refused::network::FIREWALL_WITHOUT_EFFECT,
        run: firewalls::without_effect,
    },
    Check {
        rule: &names_and_routes::REGIONAL_ROUTES,
        run: names_and_routes::regional,
    },
    Check {
        rule: &firewalls::PODS_LEFT_OUT,
        run: firewalls::pods_left_out,
    },
    Check {
        rule: &well_known_ranges::COLLISION,
        run: well_known_ranges::check,
    },
    Check {
        rule: &names_and_routes::PRIVATE_NAMES,
        run: names_and_routes::private_names,
    },
    Check {
        rule: &residency::BORDER,
        run: residency::border,
    },
    Check {
        rule: &residency::STRICTER_THAN_THE_LAW,
        run: residency::stricter,
    },
    Check {
        rule: &residency::SECTOR_DATA,
        run: residency::sector_data,
    },
    Check {
        rule: &residency::EUROPEAN_DATA,
        run: residency::european_data,
    },
    Check {
        rule: &site_risk::ONE_METRO,
        run: site_risk::one_metro,
    },
];
