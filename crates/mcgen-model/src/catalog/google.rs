//! How the APIs of Google are reached from elsewhere.

use std::net::Ipv4Addr;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Cidr;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    #[serde(deserialize_with = "super::scalar")]
    private_range: Cidr,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("google")));

/// The range of `private.googleapis.com`.
pub fn private_range() -> Cidr {
    TABLE.private_range
}

/// Every address of it.
pub fn private_addresses() -> impl Iterator<Item = Ipv4Addr> {
    let (first, last) = (TABLE.private_range.first(), TABLE.private_range.last());
    (first.to_bits()..=last.to_bits()).map(Ipv4Addr::from_bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_four_addresses() {
        let addresses: Vec<String> = private_addresses().map(|it| it.to_string()).collect();
        assert_eq!(addresses.len(), 4);
        assert_eq!(
            (&*addresses[0], &*addresses[3]),
            ("199.36.153.8", "199.36.153.11")
        );
    }
}
