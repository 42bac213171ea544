//! What AWS takes of one VPC: its ranges, its quotas, the addresses that a proxy needs.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Cidr, InstanceClass};

#[derive(Deserialize)]
struct Table {
    vpc: Vpc,
    quotas: Quotas,
    secondary: Vec<Restriction>,
    secondary_of_others: Others,
    proxy_addresses: ProxyAddresses,
}

/// What a VPC takes of ranges.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Vpc {
    /// The prefix of a range of the VPC and of a subnet: the least and the most bits.
    pub prefix: (u8, u8),
    /// The ranges of one VPC by default, the primary one included.
    pub cidr_blocks: usize,
    /// The ranges of one VPC when the quota is raised as far as it goes.
    pub cidr_blocks_most: usize,
}

/// Quotas that an account starts with.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Quotas {
    /// Elastic IP addresses of one region.
    pub elastic_ips: usize,
    /// Rules of one network ACL in one direction, the last one that denies the rest included.
    pub network_acl_rules: usize,
    /// Rules of one network ACL when the quota is raised as far as it goes.
    pub network_acl_rules_most: usize,
    /// Rules of one security group in one direction.
    pub security_group_rules: usize,
}

#[derive(Deserialize)]
struct Restriction {
    #[serde(deserialize_with = "super::scalar")]
    primary: Cidr,
    #[serde(deserialize_with = "super::scalars")]
    refused: Vec<Cidr>,
}

#[derive(Deserialize)]
struct Others {
    #[serde(deserialize_with = "super::scalars")]
    refused: Vec<Cidr>,
}

#[derive(Deserialize)]
struct ProxyAddresses {
    smaller: u64,
    sizes: BTreeMap<String, u64>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("vpc-limits")));

/// What a VPC takes of ranges.
pub fn vpc() -> Vpc {
    TABLE.vpc
}

/// Quotas that an account starts with.
pub fn quotas() -> Quotas {
    TABLE.quotas
}

/// The block from which a VPC with this primary range takes no further range, when `secondary` lies
/// in such a block.
pub fn refused_block(primary: Cidr, secondary: Cidr) -> Option<Cidr> {
    let table: &'static Table = &TABLE;
    let rows = table.secondary.iter();
    let rows: Vec<&Restriction> = rows.filter(|row| row.primary.contains(primary)).collect();
    let others = rows
        .is_empty()
        .then_some(&table.secondary_of_others.refused);
    let refused = rows.into_iter().map(|row| &row.refused).chain(others);
    refused
        .flatten()
        .copied()
        .find(|block| block.overlaps(secondary))
}

/// The free addresses that AWS advises for a proxy in front of an instance of this class.
pub fn proxy_addresses(class: &InstanceClass) -> u64 {
    let table = &TABLE.proxy_addresses;
    let largest = table.sizes.values().copied().max().unwrap_or(table.smaller);
    let smaller = !class.size().contains("xlarge") || class.size() == "xlarge";
    match table.sizes.get(class.size()) {
        Some(addresses) => *addresses,
        None if smaller => table.smaller,
        None => largest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn refused(primary: &str, secondary: &str) -> Option<String> {
        let cidr = |text| Cidr::parse(text).unwrap();
        refused_block(cidr(primary), cidr(secondary)).map(|block| block.to_string())
    }

    #[test]
    fn a_further_range_comes_from_the_block_of_the_first() {
        assert_eq!(refused("10.30.0.0/16", "10.31.0.0/16"), None);
        assert_eq!(refused("10.30.0.0/16", "100.64.0.0/16"), None);
        assert_eq!(
            refused("10.30.0.0/16", "192.168.0.0/20").as_deref(),
            Some("192.168.0.0/16")
        );
    }

    #[test]
    fn the_first_two_blocks_of_ten_have_a_row_of_their_own() {
        assert_eq!(
            refused("10.1.0.0/16", "10.0.64.0/20").as_deref(),
            Some("10.0.0.0/16")
        );
        assert_eq!(
            refused("10.1.0.0/16", "172.16.0.0/16").as_deref(),
            Some("172.16.0.0/12")
        );
    }

    #[test]
    fn a_public_primary_range_takes_no_private_one() {
        assert_eq!(
            refused("100.64.0.0/16", "10.30.0.0/16").as_deref(),
            Some("10.0.0.0/8")
        );
        assert_eq!(refused("100.64.0.0/16", "100.65.0.0/16"), None);
    }

    #[test]
    fn a_proxy_needs_more_addresses_for_larger_classes() {
        let addresses = |class| proxy_addresses(&InstanceClass::parse(class).unwrap());
        assert_eq!(addresses("db.t4g.medium"), 10);
        assert_eq!(addresses("db.m7g.xlarge"), 10);
        assert_eq!(addresses("db.r7g.4xlarge"), 25);
        assert_eq!(addresses("db.r8g.48xlarge"), 110);
    }
}
