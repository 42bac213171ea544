//! What YugabyteDB Aeon takes as the ranges of its networks.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Cidr, Cloud};

#[derive(Deserialize)]
struct Table {
    aws: Ranges,
    gcp: Ranges,
}

/// The ranges that a VPC of Yugabyte may have in a cloud.
#[derive(Debug, Deserialize)]
pub struct Ranges {
    prefixes: (u8, u8),
    /// What Aeon uses itself in that cloud.
    #[serde(deserialize_with = "super::scalars")]
    reserved: Vec<Cidr>,
}

impl Ranges {
    /// The prefix of the largest range and that of the smallest.
    pub fn prefixes(&self) -> (u8, u8) {
        self.prefixes
    }

    /// Whether a VPC can have a range of this size.
    pub fn has_size(&self, range: Cidr) -> bool {
        (self.prefixes.0..=self.prefixes.1).contains(&range.prefix())
    }

    /// What Aeon uses itself of `range`.
    pub fn reserved_in(&self, range: Cidr) -> Option<Cidr> {
        let mut reserved = self.reserved.iter().copied();
        reserved.find(|it| it.overlaps(range))
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("yugabyte")));

/// The ranges that a VPC may have in `cloud`.
pub fn ranges(cloud: Cloud) -> &'static Ranges {
    match cloud {
        Cloud::Aws => &TABLE.aws,
        Cloud::Gcp => &TABLE.gcp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn range(text: &str) -> Cidr {
        Cidr::parse(text).unwrap()
    }

    #[test]
    fn google_cloud_takes_smaller_ranges_than_aws() {
        assert!(ranges(Cloud::Aws).has_size(range("10.64.0.0/16")));
        assert!(!ranges(Cloud::Gcp).has_size(range("10.64.0.0/16")));
        assert!(ranges(Cloud::Gcp).has_size(range("10.64.0.0/26")));
        assert!(!ranges(Cloud::Aws).has_size(range("10.64.0.0/27")));
    }

    #[test]
    fn what_aeon_uses_itself_is_found() {
        let own = ranges(Cloud::Gcp).reserved_in(range("10.21.4.0/24"));
        assert_eq!(own, Some(range("10.21.0.0/16")));
        assert_eq!(ranges(Cloud::Aws).reserved_in(range("10.21.4.0/24")), None);
    }
}
