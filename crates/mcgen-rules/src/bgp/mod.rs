//! The routes of a link: autonomous systems, sessions, what is advertised.

mod advertisement;
mod asn;
mod names;
mod preference;
mod sources;
#[cfg(test)]
mod tests;
mod timers;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &asn::AWS_NUMBER,
        run: asn::aws_number,
    },
    Check {
        rule: &asn::NUMBER_OF_AMAZON,
        run: asn::number_of_amazon,
    },
    Check {
        rule: &asn::ROUTER_NUMBER,
        run: asn::router_number,
    },
    Check {
        rule: &asn::SAME_NUMBER,
        run: asn::same_number,
    },
    Check {
        rule: &names::NAMES,
        run: names::check,
    },
    Check {
        rule: &timers::KEEPALIVE,
        run: timers::keepalive,
    },
    Check {
        rule: &timers::LONGER_HOLD,
        run: timers::longer_hold,
    },
    Check {
        rule: &preference::NO_PREFERENCE,
        run: preference::no_preference,
    },
    Check {
        rule: &advertisement::TOO_MANY,
        run: advertisement::too_many,
    },
    Check {
        rule: &advertisement::DEFAULT_ROUTE,
        run: advertisement::default_route,
    },
];
