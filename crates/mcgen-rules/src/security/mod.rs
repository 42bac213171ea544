//! Secrets, exposure and keys. Secrets in the text of a file are found while it is read.

mod clients;
mod exposure;
mod key_region;
mod ports;
mod privileges;
mod rotation;
mod transport;

use mcgen_spec::refused::security as refused;

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[
    Check {
        rule: &refused::PUBLIC_DATABASE,
        run: exposure::public,
    },
    Check {
        rule: &refused::PLAIN_TEXT_HOP,
        run: transport::every_hop,
    },
    Check {
        rule: &refused::FOREIGN_KEY,
        run: key_region::matches,
    },
    Check {
        rule: &refused::WIDE_CLIENTS,
        run: clients::narrow,
    },
    Check {
        rule: &refused::TOO_MANY_RIGHTS,
        run: privileges::least,
    },
    Check {
        rule: &refused::TWO_CLOUD_SECRET,
        run: rotation::one_owner,
    },
];
