use std::fmt;

use crate::catalog::route53;
use crate::{Fault, Scalar, nearest};

/// Where clients are, as far as geolocation of Route 53 tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A continent by its code, `AS`; it is written as its name, `asia`: some codes are those of countries, too.
    Continent(&'static str),
    /// A country by its code of ISO 3166: `KR`.
    Country(&'static str),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Continent(code) => f.write_str(route53::continent_name(code).unwrap_or(code)),
            Self::Country(code) => f.write_str(code),
        }
    }
}

impl Scalar for Place {
    const EXPECTED: &'static str =
        "a continent such as `asia`, or the code of a country such as `KR`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        if let Some(code) = route53::continent(text) {
            return Ok(Self::Continent(code));
        }
        if let Some(code) = route53::country(text) {
            return Ok(Self::Country(code));
        }
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        let upper = text.to_ascii_uppercase();
        let near = match route53::country(&upper) {
            Some(code) => Some(code),
            None if text.len() > 2 => nearest(text, route53::continents()),
            None => None,
        };
        Err(match near {
            Some(word) => fault.help(format!("did you mean `{word}`?")),
            None => fault,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_continent_is_a_name_and_a_country_a_code() {
        assert_eq!(Place::parse("asia").unwrap(), Place::Continent("AS"));
        // American Samoa, which lies in Oceania.
        assert_eq!(Place::parse("AS").unwrap(), Place::Country("AS"));
        for text in ["north-america", "KR", "NO"] {
            assert_eq!(Place::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_place_is_answered_with_one_that_may_be_meant() {
        let help = |text: &str| Place::parse(text).unwrap_err().help;
        assert_eq!(help("kr").as_deref(), Some("did you mean `KR`?"));
        assert_eq!(help("Europe").as_deref(), Some("did you mean `europe`?"));
        // The code of the United Kingdom is GB, and Route 53 has no record for Bouvet Island.
        assert_eq!(help("UK"), None);
        assert_eq!(help("BV"), None);
    }
}
