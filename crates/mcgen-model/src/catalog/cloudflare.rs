//! What a load balancer of Cloudflare takes, and the ranges that its requests come from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::{AwsRegion, Cidr, CloudflarePlan, CloudflareRegion, GcpRegion, Scalar};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    monitor: Monitor,
    session_affinity: Affinity,
    ranges: Ranges,
    nearest: Nearest,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Monitor {
    self_serve_interval_seconds: Bounds,
    enterprise_interval_seconds: Bounds,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Affinity {
    cookie_ttl_seconds: Bounds,
}

#[derive(Deserialize)]
struct Ranges {
    #[serde(deserialize_with = "super::scalars")]
    ipv4: Vec<Cidr>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Nearest {
    western_metros: Vec<String>,
    countries: BTreeMap<String, String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("cloudflare")));

/// The seconds between two checks that `plan` allows.
pub fn interval_seconds(plan: CloudflarePlan) -> Bounds {
    match plan {
        CloudflarePlan::SelfServe => TABLE.monitor.self_serve_interval_seconds,
        CloudflarePlan::Enterprise => TABLE.monitor.enterprise_interval_seconds,
    }
}

/// The seconds that a cookie of session affinity may live.
pub fn cookie_ttl_seconds() -> Bounds {
    TABLE.session_affinity.cookie_ttl_seconds
}

/// The ranges that requests of proxied names and checks of monitors come from, IPv4.
pub fn ranges() -> &'static [Cidr] {
    &TABLE.ranges.ipv4
}

/// The region of Cloudflare nearest to a region of AWS.
pub fn nearest_to_aws(region: AwsRegion) -> CloudflareRegion {
    nearest(region.country(), region.metro())
}

/// The region of Cloudflare nearest to a region of Google Cloud.
pub fn nearest_to_gcp(region: GcpRegion) -> CloudflareRegion {
    nearest(region.country(), region.metro())
}

fn nearest(country: &str, metro: &str) -> CloudflareRegion {
    if TABLE.nearest.western_metros.iter().any(|it| it == metro) {
        return CloudflareRegion::Wnam;
    }
    let code = TABLE.nearest.countries.get(country);
    code.and_then(|it| CloudflareRegion::parse(it).ok())
        .unwrap_or(CloudflareRegion::Enam)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_of_both_clouds_has_a_nearest_one() {
        let countries = &TABLE.nearest.countries;
        for code in countries.values() {
            assert!(CloudflareRegion::parse(code).is_ok(), "{code}");
        }
        let aws = AwsRegion::choices().into_iter().flatten();
        let aws = aws.map(|it| AwsRegion::parse(it).unwrap().country());
        let gcp = GcpRegion::choices().into_iter().flatten();
        let gcp = gcp.map(|it| GcpRegion::parse(it).unwrap().country());
        for country in aws.chain(gcp) {
            assert!(countries.contains_key(country), "{country}");
        }
    }

    #[test]
    fn the_west_of_a_country_has_a_region_of_its_own() {
        let aws = |code: &str| nearest_to_aws(AwsRegion::parse(code).unwrap());
        assert_eq!(aws("us-west-2"), CloudflareRegion::Wnam);
        assert_eq!(aws("us-east-1"), CloudflareRegion::Enam);
        assert_eq!(aws("ap-northeast-2"), CloudflareRegion::Neas);
    }

    #[test]
    fn no_range_lies_in_another() {
        for (index, range) in ranges().iter().enumerate() {
            for other in &ranges()[index + 1..] {
                assert!(!range.overlaps(*other), "{range} and {other}");
            }
        }
    }
}
