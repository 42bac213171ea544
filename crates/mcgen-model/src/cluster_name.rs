//! Names of clusters of databases that somebody else runs.

use std::ops::RangeInclusive;

use crate::scalar::text;

text! {
    /// The name of a cluster of MongoDB Atlas: 1 to 23 letters, digits and hyphens, none of them at an end. Atlas takes
    /// longer ones, but the first 23 characters alone tell two clusters of a project apart.
    /// Source: www.mongodb.com/docs/atlas/reference/atlas-limits
    AtlasName, "a name of 1 to 23 letters, digits and hyphens, with no hyphen at an end", "^[A-Za-z0-9]([A-Za-z0-9-]{0,21}[A-Za-z0-9])?$",
        if |text| is_name(text, 1..=AtlasName::MAX);
    /// The name of a cluster of CockroachDB Cloud: 6 to 20 lower-case letters, digits and hyphens, none of them at an end.
    /// Source: www.cockroachlabs.com/docs/cockroachcloud/create-an-advanced-cluster
    CockroachName, "a name of 6 to 20 lower-case letters, digits and hyphens, with no hyphen at an end", "^[a-z0-9][a-z0-9-]{4,18}[a-z0-9]$",
        if |text| is_lower_case_name(text, 6..=CockroachName::MAX);
    /// The name of a cluster of YugabyteDB Aeon: 1 to 40 lower-case letters, digits and hyphens, none of them at an end. It
    /// is also the first part of the names of its VPCs. The length is a bound of mcgen; the documentation names none.
    YugabyteName, "a name of 1 to 40 lower-case letters, digits and hyphens, with no hyphen at an end", "^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$",
        if |text| is_lower_case_name(text, 1..=YugabyteName::MAX);
}

impl AtlasName {
    /// The longest name, in characters.
    pub const MAX: usize = 23;
}

impl CockroachName {
    /// The longest name, in characters.
    pub const MAX: usize = 20;
}

impl YugabyteName {
    /// The longest name, in characters.
    pub const MAX: usize = 40;
}

fn is_name(text: &str, length: RangeInclusive<usize>) -> bool {
    length.contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || it == b'-')
}

fn is_lower_case_name(text: &str, length: RangeInclusive<usize>) -> bool {
    is_name(text, length) && !text.bytes().any(|it| it.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar as _;

    #[test]
    fn a_name_has_no_hyphen_at_an_end() {
        assert!(AtlasName::parse("Crm-production").is_ok());
        assert!(CockroachName::parse("crm-production").is_ok());
        assert!(YugabyteName::parse("crm-production").is_ok());
        for bad in ["", "crm-prod-", "-crm-prod", "crm_production"] {
            assert!(AtlasName::parse(bad).is_err(), "{bad}");
            assert!(CockroachName::parse(bad).is_err(), "{bad}");
            assert!(YugabyteName::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_in_lower_case_has_no_capitals() {
        assert!(CockroachName::parse("Crm-production").is_err());
        assert!(YugabyteName::parse("Crm-production").is_err());
    }
}
