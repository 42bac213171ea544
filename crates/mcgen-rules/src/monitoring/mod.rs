//! Alarms: what is watched, who is told, and from when on.

mod conflicts;
mod maker;
mod recipients;
mod sources;
#[cfg(test)]
mod tests;
mod thresholds;
mod unwatched;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &unwatched::SLOTS,
        run: unwatched::slots,
    },
    Check {
        rule: &unwatched::TUNNELS,
        run: unwatched::tunnels,
    },
    Check {
        rule: &unwatched::PRODUCTION,
        run: unwatched::production,
    },
    Check {
        rule: &thresholds::LAG,
        run: thresholds::lag,
    },
    Check {
        rule: &thresholds::SLOT_LIMIT,
        run: thresholds::slot_limit,
    },
    Check {
        rule: &thresholds::RANGE,
        run: thresholds::range,
    },
    Check {
        rule: &conflicts::UNHEARD,
        run: conflicts::unheard,
    },
    Check {
        rule: &conflicts::UNCOUNTED,
        run: conflicts::uncounted,
    },
    Check {
        rule: &maker::MAKER,
        run: maker::maker,
    },
    Check {
        rule: &recipients::NOBODY,
        run: recipients::nobody,
    },
    Check {
        rule: &recipients::OUT_OF_REACH,
        run: recipients::out_of_reach,
    },
];
