//! Countries and the data protection regime of each. Labels for checks, not legal advice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Country, choice};

#[derive(Deserialize)]
struct Table {
    countries: BTreeMap<String, Regime>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("regimes")));

choice! {
    /// What the European Commission says of a country.
    pub enum Adequacy {
        /// In the European Union or the European Economic Area: no transfer at all.
        Member = "member",
        /// Adequate.
        Full = "full",
        /// Adequate for some organisations only.
        Partial = "partial",
        /// No decision.
        None = "none",
    }
}

/// A country and its regime.
#[derive(Debug, Deserialize)]
pub struct Regime {
    /// The name of the country.
    pub name: String,
    /// The short name of its data protection law.
    #[serde(rename = "regime")]
    pub law: String,
    /// What the European Commission says of it.
    #[serde(rename = "eu_adequacy", deserialize_with = "super::scalar")]
    pub adequacy: Adequacy,
}

/// The regime of a country, by its ISO 3166 code; `None` for a country that no table knows.
pub fn of(code: &str) -> Option<&'static Regime> {
    let table: &'static Table = &TABLE;
    table.countries.get(code)
}

/// The name of a country, or its code when it has none here.
pub fn name(code: &str) -> &str {
    match code {
        "EU" => "the European Union",
        _ => of(code).map_or(code, |regime| regime.name.as_str()),
    }
}

/// Whether data of these subjects is under the GDPR of the European Union.
pub fn is_european(subjects: &Country) -> bool {
    is_member(subjects.code())
}

/// Whether data of `subjects` crosses no border when it lies in `country`. The European Economic
/// Area is one jurisdiction.
pub fn is_home(subjects: &Country, country: &str) -> bool {
    subjects.code() == country || (is_european(subjects) && is_member(country))
}

/// Whether a list of countries, in which `EU` stands for all of its members, holds `country`.
pub fn includes<'a>(countries: impl IntoIterator<Item = &'a Country>, country: &str) -> bool {
    let mut countries = countries.into_iter();
    countries.any(|it| it.code() == country || (it.code() == "EU" && is_member(country)))
}

fn is_member(code: &str) -> bool {
    code == "EU" || of(code).is_some_and(|regime| regime.adequacy == Adequacy::Member)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn the_european_economic_area_is_one_jurisdiction() {
        assert!(is_home(&country("DE"), "IE"));
        assert!(is_home(&country("EU"), "NO"));
        assert!(!is_home(&country("EU"), "GB"));
        assert!(!is_home(&country("KR"), "JP"));
        assert!(is_home(&country("KR"), "KR"));
    }

    #[test]
    fn the_union_in_a_list_stands_for_its_members() {
        let allowed = [country("KR"), country("EU")];
        assert!(includes(&allowed, "FR"));
        assert!(!includes(&allowed, "US"));
    }

    #[test]
    fn every_country_with_a_region_has_a_regime() {
        let aws = crate::AwsRegion::choices().unwrap();
        let aws = aws
            .iter()
            .map(|code| crate::AwsRegion::parse(code).unwrap().country());
        let gcp = crate::GcpRegion::choices().unwrap();
        let gcp = gcp
            .iter()
            .map(|code| crate::GcpRegion::parse(code).unwrap().country());
        for code in aws.chain(gcp) {
            assert!(of(code).is_some(), "{code}");
        }
    }

    #[test]
    fn korea_is_adequate_and_the_united_states_only_in_part() {
        assert_eq!(of("KR").unwrap().adequacy, Adequacy::Full);
        assert_eq!(of("US").unwrap().adequacy, Adequacy::Partial);
        assert_eq!(name("KR"), "South Korea");
        assert_eq!(name("EU"), "the European Union");
    }
}
