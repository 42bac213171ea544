//! Secrets, exposure and keys.

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[];
