//! What Route 53 takes and how fast it is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Bounds;
use crate::AwsRegion;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Table {
    limits: Limits,
    load_balancer_zones: BTreeMap<String, String>,
    continents: BTreeMap<String, Continent>,
}

#[derive(Deserialize)]
struct Continent {
    code: String,
    countries: Vec<String>,
}

/// What a health check takes, and its times.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// Seconds between two checks of one checker.
    pub intervals_seconds: Vec<u32>,
    /// Failed checks in a row.
    pub failure_threshold: Bounds,
    /// Seconds that a checker has to connect.
    pub connect_seconds: u32,
    /// Seconds that it then waits for the answer.
    pub response_seconds: u32,
    /// How long the answer of an alias to a load balancer lives, in seconds.
    pub alias_ttl_seconds: u32,
    /// The longest life of a record with a health check, in seconds.
    pub longest_ttl_seconds: u32,
    /// The fewest regions that a check comes from.
    pub least_regions: usize,
    /// The regions that checkers stand in.
    pub regions: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("route53")));

/// What a health check takes, and its times.
pub fn limits() -> &'static Limits {
    &TABLE.limits
}

/// The hosted zone of the Application Load Balancers of `region`, which an alias names.
pub fn load_balancer_zone(region: AwsRegion) -> Option<&'static str> {
    TABLE
        .load_balancer_zones
        .get(region.code())
        .map(String::as_str)
}

/// The names of the continents that clients are told apart by.
pub fn continents() -> impl Iterator<Item = &'static str> {
    let table: &'static Table = &TABLE;
    table.continents.keys().map(String::as_str)
}

/// The code of the continent that is called `name`.
pub fn continent(name: &str) -> Option<&'static str> {
    let table: &'static Table = &TABLE;
    table.continents.get(name).map(|it| it.code.as_str())
}

/// The name of the continent with this code.
pub fn continent_name(code: &str) -> Option<&'static str> {
    let table: &'static Table = &TABLE;
    let mut continents = table.continents.iter();
    let found = continents.find(|(_, it)| it.code == code);
    found.map(|(name, _)| name.as_str())
}

/// The code of the country that is written so.
pub fn country(code: &str) -> Option<&'static str> {
    let table: &'static Table = &TABLE;
    let mut countries = table.continents.values().flat_map(|it| &it.countries);
    countries.find(|it| *it == code).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::Scalar;

    #[test]
    fn every_zone_is_of_a_region_that_exists() {
        for region in TABLE.load_balancer_zones.keys() {
            assert!(AwsRegion::parse(region).is_ok(), "{region}");
        }
    }

    #[test]
    fn a_country_lies_on_one_continent() {
        let all: Vec<&String> = TABLE
            .continents
            .values()
            .flat_map(|it| &it.countries)
            .collect();
        let unique: BTreeSet<_> = all.iter().collect();
        assert_eq!(unique.len(), all.len());
        // All of ISO 3166 but BV, CX, EH and HM, and Kosovo.
        assert_eq!(all.len(), 249 - 4 + 1);
    }

    #[test]
    fn enough_regions_have_checkers() {
        assert!(limits().regions.len() >= limits().least_regions);
    }
}
