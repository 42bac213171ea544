use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::{Cloud, Fault, Scalar, catalog, nearest};

#[derive(Deserialize)]
struct Table {
    regions: BTreeMap<String, Row>,
}

#[derive(Debug, Deserialize)]
struct Row {
    country: String,
    metro: String,
    zones: Vec<String>,
    /// Letters that only some accounts see; legal, but no default.
    #[serde(default)]
    some_accounts: Vec<String>,
}

static AWS: LazyLock<Table> = LazyLock::new(|| catalog::read(catalog::table!("aws-regions")));
static GCP: LazyLock<Table> = LazyLock::new(|| catalog::read(catalog::table!("gcp-regions")));

macro_rules! region {
    ($(#[$meta:meta])* $name:ident, $table:ident, $expected:literal, $separator:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub struct $name {
            code: &'static str,
            row: &'static Row,
        }

        impl $name {
            /// The region code.
            pub fn code(self) -> &'static str {
                self.code
            }

            /// The ISO 3166 code of the country.
            pub fn country(self) -> &'static str {
                &self.row.country
            }

            /// The city or area, to tell which regions share the risk of one site.
            pub fn metro(self) -> &'static str {
                &self.row.metro
            }

            /// The letters of its zones.
            pub fn zone_letters(self) -> impl Iterator<Item = &'static str> {
                self.row.zones.iter().map(String::as_str)
            }

            /// The full names of its zones.
            pub fn zones(self) -> impl Iterator<Item = String> {
                self.zone_letters().map(move |letter| self.zone(letter))
            }

            /// The full names of the zones that every account has, for defaults.
            pub fn default_zones(self) -> impl Iterator<Item = String> {
                self.zone_letters()
                    .filter(move |letter| !self.row.some_accounts.iter().any(|it| it == letter))
                    .map(move |letter| self.zone(letter))
            }

            /// Whether a zone with this full name exists in the region.
            pub fn has_zone(self, name: &str) -> bool {
                self.zones().any(|zone| zone == name)
            }

            /// Whether only some accounts see the zone with this full name.
            pub fn is_zone_of_some_accounts(self, name: &str) -> bool {
                let mut letters = self.row.some_accounts.iter();
                letters.any(|letter| self.zone(letter) == name)
            }

            /// The full name of the zone with this letter, whether or not it exists. A full name
            /// stays as it is.
            pub fn zone(self, letter: &str) -> String {
                if letter.len() == 1 {
                    format!(concat!("{}", $separator, "{}"), self.code, letter)
                } else {
                    letter.to_owned()
                }
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.code == other.code
            }
        }

        impl Eq for $name {}

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code)
            }
        }

        impl Scalar for $name {
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Result<Self, Fault<Self>> {
                let table: &'static Table = &$table;
                match table.regions.get_key_value(text) {
                    Some((code, row)) => Ok(Self { code, row }),
                    None => {
                        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
                        Err(match nearest(text, table.regions.keys().map(String::as_str)) {
                            Some(code) => fault.help(format!("did you mean `{code}`?")),
                            None => fault,
                        })
                    }
                }
            }

            fn choices() -> Option<Vec<&'static str>> {
                let table: &'static Table = &$table;
                Some(table.regions.keys().map(String::as_str).collect())
            }
        }
    };
}

region! {
    /// A commercial AWS region with its zones and country.
    AwsRegion, AWS, "an AWS region such as `ap-northeast-2`", ""
}

region! {
    /// A Google Cloud region with its zones and country.
    GcpRegion, GCP, "a Google Cloud region such as `asia-northeast3`", "-"
}

/// A region of either cloud. No name is one of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// A region of AWS.
    Aws(AwsRegion),
    /// A region of Google Cloud.
    Gcp(GcpRegion),
}

impl Region {
    /// The cloud that has it.
    pub fn cloud(self) -> Cloud {
        match self {
            Self::Aws(_) => Cloud::Aws,
            Self::Gcp(_) => Cloud::Gcp,
        }
    }

    /// The region code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Aws(region) => region.code(),
            Self::Gcp(region) => region.code(),
        }
    }

    /// The city or area.
    pub fn metro(self) -> &'static str {
        match self {
            Self::Aws(region) => region.metro(),
            Self::Gcp(region) => region.metro(),
        }
    }

    /// The ISO 3166 code of the country.
    pub fn country(self) -> &'static str {
        match self {
            Self::Aws(region) => region.country(),
            Self::Gcp(region) => region.country(),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Scalar for Region {
    const EXPECTED: &'static str =
        "a region of AWS or Google Cloud, such as `ap-northeast-2` or `asia-northeast3`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        if let Ok(region) = AwsRegion::parse(text) {
            return Ok(Self::Aws(region));
        }
        if let Ok(region) = GcpRegion::parse(text) {
            return Ok(Self::Gcp(region));
        }
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        let all = Self::choices().unwrap_or_default();
        Err(match nearest(text, all) {
            Some(code) => fault.help(format!("did you mean `{code}`?")),
            None => fault,
        })
    }

    fn choices() -> Option<Vec<&'static str>> {
        let mut all = AwsRegion::choices()?;
        all.extend(GcpRegion::choices()?);
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tables_know_seoul() {
        let aws = AwsRegion::parse("ap-northeast-2").unwrap();
        let gcp = GcpRegion::parse("asia-northeast3").unwrap();
        assert_eq!((aws.country(), gcp.country()), ("KR", "KR"));
        assert_eq!(aws.metro(), gcp.metro());
        assert_eq!(aws.zone("a"), "ap-northeast-2a");
        assert_eq!(gcp.zone("b"), "asia-northeast3-b");
    }

    #[test]
    fn no_region_is_one_of_both_clouds() {
        let mut all = Region::choices().unwrap();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        let region = Region::parse("us-east1").unwrap();
        assert_eq!((region.cloud(), region.country()), (Cloud::Gcp, "US"));
    }

    #[test]
    fn a_zone_of_some_accounts_exists_and_is_no_default() {
        let tokyo = AwsRegion::parse("ap-northeast-1").unwrap();
        assert!(tokyo.has_zone("ap-northeast-1b"));
        assert!(tokyo.is_zone_of_some_accounts("ap-northeast-1b"));
        assert!(tokyo.default_zones().all(|zone| zone != "ap-northeast-1b"));
        assert!(!tokyo.has_zone("ap-northeast-1e"));
        assert!(!tokyo.has_zone("ap-northeast-2a"));
    }

    #[test]
    fn a_mistyped_region_is_answered_with_the_nearest_one() {
        let fault = AwsRegion::parse("ap-norteast-2").unwrap_err();
        assert_eq!(
            fault.help.as_deref(),
            Some("did you mean `ap-northeast-2`?")
        );
    }
}
