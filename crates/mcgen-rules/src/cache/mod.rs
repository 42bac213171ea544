//! ElastiCache and Memorystore.

use crate::Check;

pub(crate) static CHECKS: &[Check] = &[];
