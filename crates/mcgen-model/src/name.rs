use std::fmt;

use sha2::{Digest, Sha256};

use crate::{Fault, Scalar};

/// A short name that every cloud accepts inside its own names: `[a-z][a-z0-9-]*`, at most 20
/// characters, no hyphen at the end and none doubled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortName(String);

impl ShortName {
    /// The longest name, in characters.
    pub const MAX: usize = 20;

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for ShortName {
    const EXPECTED: &'static str =
        "a name of 1 to 20 lower-case letters, digits and single hyphens that begins with a letter";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = text.len() <= Self::MAX
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && !text.ends_with('-')
            && !text.contains("--")
            && text
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if legal {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^(?=.{1,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    }
}

/// Joins `parts` with hyphens into a name of at most `limit` characters. A name that is too long
/// keeps its beginning and gets a hash of the whole, so that two long names never become one.
pub fn fitted_name(parts: &[&str], limit: usize) -> String {
    let whole = parts.join("-");
    if whole.len() <= limit {
        return whole;
    }
    let hash = short_hash(&whole);
    let kept: String = whole
        .chars()
        .take(limit.saturating_sub(hash.len() + 1))
        .collect();
    format!("{}-{hash}", kept.trim_end_matches('-'))
}

/// Six hexadecimal digits that follow from `text` alone.
pub fn short_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let number = digest
        .iter()
        .take(3)
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{number:06x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_their_beginning_and_stay_distinct() {
        let first = fitted_name(&["customer-relations", "production", "primary"], 30);
        let second = fitted_name(&["customer-relations", "production", "replica"], 30);
        assert_eq!(first.len(), 30);
        assert!(first.starts_with("customer-relations-prod"));
        assert_ne!(first, second);
        assert_eq!(fitted_name(&["crm", "production"], 30), "crm-production");
    }

    #[test]
    fn names_that_a_cloud_would_refuse_are_not_names() {
        for bad in [
            "",
            "Crm",
            "1crm",
            "crm-",
            "a--b",
            "crm_db",
            "a-name-of-more-than-20",
        ] {
            assert!(ShortName::parse(bad).is_err(), "{bad}");
        }
        assert!(ShortName::parse("crm-dr2").is_ok());
    }
}
