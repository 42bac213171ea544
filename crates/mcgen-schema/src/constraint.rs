//! Which versions of a provider a configuration takes.

use std::fmt;
use std::str::FromStr;

use semver::{Prerelease, Version};
use thiserror::Error;

/// A version constraint as Terraform writes it for providers: `>= 5.100, < 7.0`, `~> 5.22`, `!= 1.3`.
///
/// Parts that are left out of a version are zero. A pre-release fits only where it is asked for by
/// name. <https://developer.hashicorp.com/terraform/language/expressions/version-constraints>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionConstraint {
    terms: Vec<Term>,
    text: String,
}

/// Why a text is no version constraint.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{term}` is no version constraint: {reason}")]
pub struct ConstraintError {
    /// The part between commas that is wrong.
    pub term: String,
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Term {
    operator: Operator,
    version: Version,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    /// `~> 1.2`: nothing to the left of the last part changes.
    Pessimistic {
        parts: usize,
    },
}

/// Longer ones first, since `>` begins `>=` too.
const OPERATORS: &[(&str, Operator)] = &[
    (">=", Operator::GreaterOrEqual),
    ("<=", Operator::LessOrEqual),
    ("!=", Operator::NotEqual),
    ("~>", Operator::Pessimistic { parts: 0 }),
    (">", Operator::Greater),
    ("<", Operator::Less),
    ("=", Operator::Equal),
    ("", Operator::Equal),
];

impl VersionConstraint {
    /// Whether it takes this version.
    pub fn matches(&self, version: &Version) -> bool {
        let named = |term: &Term| term.operator == Operator::Equal && term.version == *version;
        let is_released = version.pre.is_empty();
        (is_released || self.terms.iter().any(named))
            && self.terms.iter().all(|term| term.matches(version))
    }
}

impl Term {
    fn matches(&self, version: &Version) -> bool {
        let order = version.cmp_precedence(&self.version);
        match self.operator {
            Operator::Equal => order.is_eq(),
            Operator::NotEqual => order.is_ne(),
            Operator::Greater => order.is_gt(),
            Operator::GreaterOrEqual => order.is_ge(),
            Operator::Less => order.is_lt(),
            Operator::LessOrEqual => order.is_le(),
            Operator::Pessimistic { parts } => {
                let same_minor = parts < 3 || version.minor == self.version.minor;
                order.is_ge() && version.major == self.version.major && same_minor
            }
        }
    }
}

impl FromStr for VersionConstraint {
    type Err = ConstraintError;

    fn from_str(text: &str) -> Result<Self, ConstraintError> {
        let terms = text.split(',').map(|it| term(it.trim()));
        Ok(Self {
            terms: terms.collect::<Result<_, _>>()?,
            text: text.to_owned(),
        })
    }
}

/// As it was written.
impl fmt::Display for VersionConstraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn term(text: &str) -> Result<Term, ConstraintError> {
    let wrong = |reason| ConstraintError {
        term: text.to_owned(),
        reason,
    };
    let (rest, operator) = OPERATORS
        .iter()
        .find_map(|(word, operator)| Some((text.strip_prefix(word)?, *operator)))
        .ok_or_else(|| wrong("it has no operator"))?;
    let (version, parts) = version(rest.trim()).map_err(wrong)?;
    let operator = match operator {
        Operator::Pessimistic { .. } => Operator::Pessimistic { parts },
        other => other,
    };
    Ok(Term { operator, version })
}

/// A version, and how many of its parts are given.
fn version(text: &str) -> Result<(Version, usize), &'static str> {
    if text.is_empty() {
        return Err("the version is missing");
    }
    let (text, _build) = text.split_once('+').unwrap_or((text, ""));
    let (numbers, pre) = text.split_once('-').unwrap_or((text, ""));
    let mut version = Version::new(0, 0, 0);
    let mut parts = 0;
    for part in numbers.split('.') {
        let place = match parts {
            0 => &mut version.major,
            1 => &mut version.minor,
            2 => &mut version.patch,
            _ => return Err("a version has three parts at most"),
        };
        let is_number = !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        let number = part.parse().ok().filter(|_| is_number);
        *place = number.ok_or("a part of the version is no number")?;
        parts += 1;
    }
    version.pre = Prerelease::new(pre).map_err(|_| "what follows the hyphen is no pre-release")?;
    Ok((version, parts))
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::VersionConstraint;

    fn matches(constraint: &str, version: &str) -> bool {
        let constraint: VersionConstraint = constraint.parse().unwrap();
        constraint.matches(&Version::parse(version).unwrap())
    }

    #[test]
    fn a_constraint_takes_the_versions_that_terraform_takes() {
        for (constraint, taken, refused) in [
            ("5.100.0", &["5.100.0"][..], &["5.100.1", "5.99.0"][..]),
            ("= 1", &["1.0.0"], &["1.0.1", "1.1.0"]),
            ("!= 1.3", &["1.3.1", "1.2.0"], &["1.3.0"]),
            (
                ">= 5.100, < 7.0",
                &["5.100.0", "6.69.1"],
                &["5.99.9", "7.0.0"],
            ),
            (">5,<=6.1", &["5.0.1", "6.1.0"], &["5.0.0", "6.1.1"]),
            ("~> 5.22", &["5.22.0", "5.28.0"], &["5.21.9", "6.0.0"]),
            ("~> 5.22.1", &["5.22.1", "5.22.9"], &["5.22.0", "5.23.0"]),
            ("~> 5", &["5.0.0", "5.100.0"], &["4.9.9", "6.0.0"]),
            ("~>5.0,!=5.1.0", &["5.0.0", "5.2.0"], &["5.1.0"]),
        ] {
            for version in taken {
                assert!(matches(constraint, version), "{constraint} {version}");
            }
            for version in refused {
                assert!(!matches(constraint, version), "{constraint} {version}");
            }
        }
    }

    #[test]
    fn a_pre_release_is_taken_only_by_name() {
        assert!(!matches(">= 1.0", "2.0.0-beta1"));
        assert!(!matches("~> 2.0", "2.1.0-beta1"));
        assert!(matches("2.0.0-beta1", "2.0.0-beta1"));
        assert!(!matches("2.0.0-beta1", "2.0.0"));
    }

    #[test]
    fn what_is_no_constraint_is_refused_with_the_part_and_the_reason() {
        for (text, message) in [
            ("", "`` is no version constraint: the version is missing"),
            (
                ">= 1, <",
                "`<` is no version constraint: the version is missing",
            ),
            (
                "=> 1.0",
                "`=> 1.0` is no version constraint: a part of the version is no number",
            ),
            (
                "1.x",
                "`1.x` is no version constraint: a part of the version is no number",
            ),
            (
                "1.2.3.4",
                "`1.2.3.4` is no version constraint: a version has three parts at most",
            ),
            (
                "1.0-a_b",
                "`1.0-a_b` is no version constraint: what follows the hyphen is no pre-release",
            ),
        ] {
            let result: Result<VersionConstraint, _> = text.parse();
            match result {
                Err(error) => assert_eq!(error.to_string(), message),
                Ok(constraint) => panic!("{constraint:?}"),
            }
        }
    }
}
