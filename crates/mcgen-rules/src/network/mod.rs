//! Addresses, subnets and zones.

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[];
