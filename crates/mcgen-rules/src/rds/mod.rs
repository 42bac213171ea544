//! RDS.

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[];
