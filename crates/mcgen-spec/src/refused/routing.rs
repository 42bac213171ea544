use crate::decode::RefusedKey;

pub(super) static KEYS: &[RefusedKey] = &[];
