//! The tunnels of a link: addresses, algorithms, life, room in a packet.

mod ciphers;
mod existing;
mod inside;
mod mtu;
mod options;
mod sources;
#[cfg(test)]
mod tests;
mod throughput;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &inside::TWICE,
        run: inside::twice,
    },
    Check {
        rule: &ciphers::PHASE_2_INTEGRITY,
        run: ciphers::phase_2_integrity,
    },
    Check {
        rule: &ciphers::GROUP_OF_ONE_CLOUD,
        run: ciphers::group_of_one_cloud,
    },
    Check {
        rule: &ciphers::OTHER_GROUP,
        run: ciphers::other_group,
    },
    Check {
        rule: &ciphers::WEAK,
        run: ciphers::weak,
    },
    Check {
        rule: &options::LIFETIMES,
        run: options::lifetimes,
    },
    Check {
        rule: &options::REKEY_AND_SILENCE,
        run: options::rekey_and_silence,
    },
    Check {
        rule: &options::NOBODY_BEGINS,
        run: options::nobody_begins,
    },
    Check {
        rule: &throughput::MORE_THAN_THE_TUNNELS,
        run: throughput::more_than_the_tunnels,
    },
    Check {
        rule: &throughput::MORE_THAN_ONE_TUNNEL,
        run: throughput::more_than_one_tunnel,
    },
    Check {
        rule: &mtu::TOO_LARGE,
        run: mtu::too_large,
    },
    Check {
        rule: &mtu::JUMBO,
        run: mtu::jumbo,
    },
    Check {
        rule: &existing::NO_PUBLIC_ADDRESS,
        run: existing::no_public_address,
    },
    Check {
        rule: &existing::SAME_CUSTOMER_GATEWAY,
        run: existing::same_customer_gateway,
    },
];
