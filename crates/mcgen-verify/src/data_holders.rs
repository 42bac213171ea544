//! Which resource types hold data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    holders: BTreeMap<String, String>,
}

static TABLE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    // The table is part of the program, and a test reads it.
    toml::from_str::<Table>(include_str!("../data/data-holders.toml"))
        .map(|table| table.holders)
        .unwrap_or_default()
});

/// What an object of this type is, if losing it loses data: `a database`.
pub(crate) fn what_it_holds(resource_type: &str) -> Option<&'static str> {
    TABLE.get(resource_type).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_hold_data_and_alarms_do_not() {
        assert_eq!(what_it_holds("aws_db_instance"), Some("a database"));
        assert_eq!(what_it_holds("google_kms_crypto_key"), Some("a key"));
        assert_eq!(what_it_holds("aws_cloudwatch_metric_alarm"), None);
    }
}
