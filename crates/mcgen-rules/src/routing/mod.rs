//! Routes, quotas and residency.

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[];
