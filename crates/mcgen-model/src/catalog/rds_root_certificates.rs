//! The certificates that sign those of RDS instances.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::AwsRegion;

#[derive(Deserialize)]
struct Table {
    regions: BTreeMap<String, BTreeMap<String, String>>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| super::read(super::table!("rds-root-certificates")));

/// The certificate of the authority `rds-ca-rsa2048-g1` and the like in `region`, in PEM. `None` where the
/// table has none: a region that is newer than it.
pub fn pem(region: AwsRegion, authority: &str) -> Option<&'static str> {
    let table: &'static Table = &TABLE;
    let algorithm = authority.strip_prefix("rds-ca-")?.strip_suffix("-g1")?;
    let certificate = table.regions.get(region.code())?.get(algorithm)?;
    Some(certificate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn every_authority_of_a_region_has_its_certificate() {
        let region = AwsRegion::parse("ap-northeast-2").unwrap();
        for authority in ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"] {
            let pem = pem(region, authority).unwrap();
            assert!(pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
            assert!(pem.ends_with("-----END CERTIFICATE-----\n"));
        }
        assert_eq!(pem(region, "rds-ca-2019"), None);
    }

    #[test]
    fn a_region_that_is_newer_than_the_table_has_none() {
        let region = AwsRegion::parse("mx-central-1").unwrap();
        assert_eq!(pem(region, "rds-ca-rsa2048-g1"), None);
    }
}
