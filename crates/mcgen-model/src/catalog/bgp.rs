//! What AWS and the Cloud Router take of a session of BGP: numbers of autonomous systems, timers,
//! prefixes.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{Asn, AwsRegion, AwsVpnGateway};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    prefixes_to_aws: Prefixes,
    timers: Timers,
    amazon_asns: Vec<AmazonAsn>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Prefixes {
    vpn_gateway: usize,
    transit_gateway: usize,
}

/// The timers of a session.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Timers {
    /// What the Cloud Router takes as its keepalive, in seconds.
    pub keepalive_seconds: Bounds,
    /// What it takes when nobody says anything.
    pub default_keepalive_seconds: u32,
    /// The hold time that AWS asks for, in seconds.
    pub aws_hold_seconds: u32,
}

#[derive(Deserialize)]
struct AmazonAsn {
    number: u32,
    region: Option<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("bgp")));

/// The most prefixes that AWS takes over one connection.
pub fn prefixes_to_aws(gateway: AwsVpnGateway) -> usize {
    match gateway {
        AwsVpnGateway::VpnGateway => TABLE.prefixes_to_aws.vpn_gateway,
        AwsVpnGateway::TransitGateway => TABLE.prefixes_to_aws.transit_gateway,
    }
}

/// The timers of a session.
pub fn timers() -> Timers {
    TABLE.timers
}

/// Whether Amazon keeps `asn` for itself in `region`.
pub fn is_of_amazon(asn: Asn, region: AwsRegion) -> bool {
    TABLE.amazon_asns.iter().any(|row| {
        let here = row.region.as_deref().is_none_or(|it| it == region.code());
        here && row.number == asn.number()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    #[test]
    fn a_number_of_amazon_is_kept_in_its_region_only() {
        let asn = |text: &str| Asn::parse(text).unwrap();
        let seoul = AwsRegion::parse("ap-northeast-2").unwrap();
        let tokyo = AwsRegion::parse("ap-northeast-1").unwrap();
        assert!(is_of_amazon(asn("7224"), seoul));
        assert!(is_of_amazon(asn("10124"), tokyo));
        assert!(!is_of_amazon(asn("10124"), seoul));
        assert!(!is_of_amazon(asn("65000"), tokyo));
    }

    #[test]
    fn the_default_keepalive_is_legal() {
        let timers = timers();
        assert!(
            timers
                .keepalive_seconds
                .contains(timers.default_keepalive_seconds)
        );
    }

    #[test]
    fn a_transit_gateway_takes_more_prefixes() {
        assert!(
            prefixes_to_aws(AwsVpnGateway::VpnGateway)
                < prefixes_to_aws(AwsVpnGateway::TransitGateway)
        );
    }
}
