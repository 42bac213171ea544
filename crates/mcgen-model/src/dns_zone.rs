use std::fmt;

use crate::{Fault, Scalar};

/// The id of an account or a zone of Cloudflare: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CloudflareId(String);

impl CloudflareId {
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CloudflareId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for CloudflareId {
    const EXPECTED: &'static str = "an id of Cloudflare, 32 hexadecimal digits";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = text.len() == 32
            && text
                .bytes()
                .all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        if legal {
            return Ok(Self(text.to_owned()));
        }
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        Err(if text.contains('.') {
            fault.help("write the id; the dashboard shows it on the overview page of the zone")
        } else {
            fault
        })
    }

    fn pattern() -> Option<&'static str> {
        Some("^[0-9a-f]{32}$")
    }
}

/// The id of a hosted zone of Route 53: `Z0123456789ABCDEFGHIJ`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostedZoneId(String);

impl HostedZoneId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostedZoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for HostedZoneId {
    const EXPECTED: &'static str = "the id of a hosted zone such as `Z0123456789ABCDEFGHIJ`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let id = text.strip_prefix("/hostedzone/").unwrap_or(text);
        let legal = id.starts_with('Z')
            && (2..=32).contains(&id.len())
            && id
                .bytes()
                .all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
        let fault = || Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        match legal {
            true if id == text => Ok(Self(text.to_owned())),
            true => Err(fault().help(format!("write `{id}`"))),
            false => Err(fault()),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^Z[0-9A-Z]{1,31}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_from_names() {
        assert!(CloudflareId::parse("example.com").is_err());
        assert!(CloudflareId::parse("0123456789ABCDEF0123456789abcdef").is_err());
        let fault = HostedZoneId::parse("/hostedzone/Z0123456789ABCDEFGHIJ").unwrap_err();
        assert_eq!(fault.help.as_deref(), Some("write `Z0123456789ABCDEFGHIJ`"));
    }
}
