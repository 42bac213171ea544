//! What sends clients to the side that takes the writes, or to both: steering, its checks and times, the entrances of both clouds.

mod both;
mod bounds;
mod entrances;
mod exposure;
mod health;
mod order;
mod route53;
mod shares;
mod sources;
mod state;
mod steering;
#[cfg(test)]
mod tests;
mod times;

use mcgen_model::{Environment, TrafficSteering};

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &steering::SPREAD,
        run: steering::spread,
    },
    Check {
        rule: &steering::AFFINITY,
        run: steering::affinity,
    },
    Check {
        rule: &steering::MISSING_SIDES,
        run: steering::missing_sides,
    },
    Check {
        rule: &times::INTERVAL_OF_PLAN,
        run: times::interval_of_plan,
    },
    Check {
        rule: &times::DETECTION,
        run: times::detection,
    },
    Check {
        rule: &route53::LONG_TTL,
        run: route53::long_ttl,
    },
    Check {
        rule: &route53::HEALTH_CHECK,
        run: route53::health_check,
    },
    Check {
        rule: &times::SWITCH,
        run: times::switch,
    },
    Check {
        rule: &health::ROLE,
        run: health::role,
    },
    Check {
        rule: &order::CONTROL_PLANE,
        run: order::control_plane,
    },
    Check {
        rule: &order::NO_PRIMARY,
        run: order::no_primary,
    },
    Check {
        rule: &state::BESIDE_THE_PRIMARY,
        run: state::beside_the_primary,
    },
    Check {
        rule: &state::WITHOUT_CLOUDFLARE,
        run: state::without_cloudflare,
    },
    Check {
        rule: &entrances::NOT_KNOWN_YET,
        run: entrances::not_known_yet,
    },
    Check {
        rule: &entrances::NO_ENTRANCE,
        run: entrances::no_entrance,
    },
    Check {
        rule: &entrances::CERTIFICATE,
        run: entrances::certificate,
    },
    Check {
        rule: &exposure::WAY_AROUND,
        run: exposure::way_around,
    },
    Check {
        rule: &exposure::KEPT_OUT,
        run: exposure::kept_out,
    },
    Check {
        rule: &health::TARGETS,
        run: health::targets,
    },
    Check {
        rule: &route53::NO_ALIAS_ZONE,
        run: route53::no_alias_zone,
    },
    Check {
        rule: &entrances::GROUPS,
        run: entrances::groups,
    },
    Check {
        rule: &bounds::OUT_OF_BOUNDS,
        run: bounds::check,
    },
    Check {
        rule: &bounds::SUBNETS,
        run: bounds::subnets,
    },
    Check {
        rule: &both::DRAINED_STANDBY,
        run: both::drained_standby,
    },
    Check {
        rule: &both::ONE_WAITS,
        run: both::one_waits,
    },
    Check {
        rule: &both::LOST_WITH_A_SIDE,
        run: both::lost_with_a_side,
    },
    Check {
        rule: &shares::ONE_REGION,
        run: shares::one_region,
    },
    Check {
        rule: &shares::UNEVEN_LIVES,
        run: shares::uneven_lives,
    },
];

/// The traffic of an environment, when it has any.
fn traffic(environment: &Environment) -> Option<&TrafficSteering> {
    environment.traffic.as_deref()
}
