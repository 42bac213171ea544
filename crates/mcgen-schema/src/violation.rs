//! Values held against what is known of them beyond their type.

use std::fmt;
use std::net::Ipv4Addr;

use regex_lite::Regex;
use serde::de::IgnoredAny;

use crate::{Constraint, Syntax};

/// Words that a message lists before it only counts them.
const LISTED: usize = 8;

/// What is wrong with a value, shown as what it must be: ``must be one of `gp2`, `gp3` ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation<'c> {
    /// It is none of these words.
    OneOf(&'c [String]),
    /// It does not match a regular expression.
    Pattern(&'c str),
    /// It has not the format.
    Syntax(Syntax),
    /// It is a number outside these bounds.
    Range {
        /// The least number.
        min: Option<i64>,
        /// The greatest number.
        max: Option<i64>,
    },
}

impl Constraint {
    /// What is wrong with a scalar, given as Terraform writes it. An empty text is right, because
    /// providers take it for one that is not set.
    pub fn violation(&self, value: &str) -> Option<Violation<'_>> {
        if value.is_empty() {
            return None;
        }
        if !self.one_of.is_empty() && !self.one_of.iter().any(|it| it == value) {
            return Some(Violation::OneOf(&self.one_of));
        }
        if let Some(pattern) = &self.pattern
            // A pattern that cannot be read says nothing; `mistake` tells of it.
            && whole(pattern).is_ok_and(|it| !it.is_match(value))
        {
            return Some(Violation::Pattern(pattern));
        }
        if let Some(syntax) = self.syntax
            && !syntax.is_of(value)
        {
            return Some(Violation::Syntax(syntax));
        }
        // What is no number is of the wrong type, which is no matter of constraints.
        let number: f64 = value.parse().ok()?;
        #[expect(clippy::cast_precision_loss, reason = "limits of clouds are small")]
        let is_outside = self.min.is_some_and(|min| number < min as f64)
            || self.max.is_some_and(|max| number > max as f64);
        let (min, max) = (self.min, self.max);
        is_outside.then_some(Violation::Range { min, max })
    }

    /// Why the constraint itself cannot be used.
    pub fn mistake(&self) -> Option<String> {
        let pattern = self.pattern.as_deref()?;
        let error = whole(pattern).err()?;
        Some(format!("`{pattern}` is no pattern: {error}"))
    }
}

/// The pattern as one that takes the whole text.
fn whole(pattern: &str) -> Result<Regex, regex_lite::Error> {
    Regex::new(&format!("^(?:{pattern})$"))
}

impl fmt::Display for Violation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(words) => {
                let listed: Vec<String> = words
                    .iter()
                    .take(LISTED)
                    .map(|it| format!("`{it}`"))
                    .collect();
                write!(f, "must be one of {}", listed.join(", "))?;
                match words.len().saturating_sub(LISTED) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Self::Pattern(pattern) => write!(f, "must match `{pattern}`"),
            Self::Syntax(syntax) => write!(f, "must be {}", syntax.description()),
            Self::Range { min, max } => match (min, max) {
                (Some(min), Some(max)) => write!(f, "must be a number from {min} to {max}"),
                (Some(min), None) => write!(f, "must be at least {min}"),
                (None, Some(max)) => write!(f, "must be at most {max}"),
                (None, None) => f.write_str("must be a number"),
            },
        }
    }
}

impl Syntax {
    /// Whether a text has the format.
    pub fn is_of(self, text: &str) -> bool {
        match self {
            Self::Ipv4Network => network(text).is_some(),
            Self::Ipv4Address => text.parse::<Ipv4Addr>().is_ok(),
            Self::Json => serde_json::from_str::<IgnoredAny>(text).is_ok(),
            Self::Arn => is_arn(text),
            Self::TunnelInside => network(text).is_some_and(is_tunnel_inside),
            Self::PresharedKey => is_preshared_key(text),
        }
    }

    fn description(self) -> &'static str {
        match self {
            Self::Ipv4Network => "an IPv4 network without host bits, such as `10.0.0.0/16`",
            Self::Ipv4Address => "an IPv4 address",
            Self::Json => "a JSON document",
            Self::Arn => "an ARN: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`",
            Self::TunnelInside => {
                "a /30 of 169.254.0.0/16 that AWS does not reserve, such as `169.254.10.0/30`"
            }
            Self::PresharedKey => "8 to 64 letters, digits, `.` and `_`, not beginning with `0`",
        }
    }
}

/// The address and the length of a network without host bits.
fn network(text: &str) -> Option<(Ipv4Addr, u32)> {
    let (address, length) = text.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    let length: u32 = length.parse().ok().filter(|it| *it <= 32)?;
    let hosts = u32::MAX.checked_shr(length).unwrap_or(0);
    (u32::from(address) & hosts == 0).then_some((address, length))
}

/// The first six networks of 169.254.0.0/16 and the one of the metadata service are AWS's own.
/// Source: <https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html>
fn is_tunnel_inside((address, length): (Ipv4Addr, u32)) -> bool {
    let [a, b, c, d] = address.octets();
    length == 30 && [a, b] == [169, 254] && !(c < 6 && d == 0) && [c, d] != [169, 252]
}

fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(parts.as_slice(), ["arn", partition, service, _, _, resource]
        if partition.starts_with("aws") && !service.is_empty() && !resource.is_empty())
}

fn is_preshared_key(text: &str) -> bool {
    let is_legal = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
    (8..=64).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(is_legal)
}

#[cfg(test)]
mod tests {
    use crate::{Constraint, Syntax};

    #[test]
    fn each_syntax_takes_its_own_and_nothing_else() {
        for (syntax, good, bad) in [
            (Syntax::Ipv4Network, "10.0.0.0/16", "10.0.0.1/16"),
            (Syntax::Ipv4Network, "0.0.0.0/0", "not-a-cidr"),
            (Syntax::Ipv4Network, "10.0.0.1/32", "10.0.0.0/33"),
            (Syntax::Ipv4Address, "10.0.0.1", "10.0.0.256"),
            (Syntax::Json, r#"{"a":[]}"#, "{a}"),
            (Syntax::Arn, "arn:aws:s3:::b", "arn:aws:s3"),
            (
                Syntax::Arn,
                "arn:aws-cn:kms:r:1:key/x",
                "arn:gcp:kms:r:1:key/x",
            ),
            (Syntax::TunnelInside, "169.254.10.0/30", "169.254.5.0/30"),
            (
                Syntax::TunnelInside,
                "169.254.169.248/30",
                "169.254.169.252/30",
            ),
            (Syntax::TunnelInside, "169.254.0.4/30", "10.0.0.0/30"),
            (Syntax::PresharedKey, "abc_123.X", "0bcdefgh"),
            (Syntax::PresharedKey, "abcdefgh", "abcdefg"),
            (Syntax::PresharedKey, "abcdefgh", "abcd-efgh"),
        ] {
            assert!(syntax.is_of(good), "{good}");
            assert!(!syntax.is_of(bad), "{bad}");
        }
    }

    fn said(constraint: &Constraint, value: &str) -> Option<String> {
        constraint.violation(value).map(|it| it.to_string())
    }

    #[test]
    fn a_violation_says_what_the_value_must_be() {
        let words = |count: u32| Constraint {
            one_of: (1..=count).map(|it| format!("gp{it}")).collect(),
            ..Constraint::default()
        };
        let pattern = Constraint {
            pattern: Some("[a-z]+".to_owned()),
            ..Constraint::default()
        };
        let range = |min, max| Constraint {
            min,
            max,
            ..Constraint::default()
        };
        for (constraint, value, wanted) in [
            (words(2), "gp3", "must be one of `gp1`, `gp2`"),
            (pattern, "abc1", "must match `[a-z]+`"),
            (range(Some(20), None), "19", "must be at least 20"),
            (range(None, Some(0)), "1e3", "must be at most 0"),
            (
                range(Some(0), Some(4)),
                "-1",
                "must be a number from 0 to 4",
            ),
        ] {
            assert_eq!(said(&constraint, value).unwrap(), wanted);
        }
        let many = said(&words(10), "x").unwrap();
        assert!(many.ends_with("`gp8` and 2 more"), "{many}");
        assert_eq!(said(&words(2), "gp2"), None);
        assert_eq!(said(&range(Some(20), Some(40)), "30"), None);
    }

    #[test]
    fn an_empty_text_is_one_that_is_not_set() {
        let constraint = Constraint {
            one_of: vec!["a".to_owned()],
            ..Constraint::default()
        };
        assert_eq!(constraint.violation(""), None);
    }

    #[test]
    fn a_pattern_that_is_none_is_a_mistake_and_judges_nothing() {
        let constraint = Constraint {
            pattern: Some("(".to_owned()),
            ..Constraint::default()
        };
        assert!(
            constraint
                .mistake()
                .unwrap()
                .starts_with("`(` is no pattern")
        );
        assert_eq!(constraint.violation("x"), None);
    }
}
