use std::fmt;

use crate::{Fault, Scalar};

/// The longest name that DNS carries, without the dot at its end (RFC 1035, 2.3.4).
const LONGEST_NAME: usize = 253;
/// The longest label of a name.
const LONGEST_LABEL: usize = 63;

/// The name of a host in lower case, of two labels or more and without a dot at its end: `crm.example.com`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hostname(String);

impl Hostname {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `zone` or lies below it.
    pub fn is_in(&self, zone: &str) -> bool {
        self.0
            .strip_suffix(zone)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

fn is_name(text: &str, underscores: bool) -> bool {
    let legal = |label: &str| {
        let bytes = label.as_bytes();
        !label.is_empty()
            && label.len() <= LONGEST_LABEL
            && !label.starts_with('-')
            && !label.ends_with('-')
            && bytes.iter().all(|it| {
                it.is_ascii_lowercase()
                    || it.is_ascii_digit()
                    || *it == b'-'
                    || (underscores && *it == b'_')
            })
    };
    text.len() <= LONGEST_NAME && text.contains('.') && text.split('.').all(legal)
}

impl fmt::Display for Hostname {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for Hostname {
    const EXPECTED: &'static str = "a host name such as `crm.example.com`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let plain = text.trim_end_matches('.').to_ascii_lowercase();
        let (_, host) = plain.split_once("://").unwrap_or(("", &plain));
        let fault = || Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        // The last label of a name is never a number, so an address is none.
        let is_address = host
            .rsplit('.')
            .next()
            .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        match is_name(host, false) && !is_address {
            true if host == text => Ok(Self(plain)),
            true => Err(fault().help(format!("write `{host}`"))),
            false => Err(fault()),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$")
    }
}

/// The name of a DNS record, which unlike that of a host may have labels with an underscore:
/// `_acme-challenge.crm.example.com`. A dot at its end is dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordName(String);

impl RecordName {
    /// The name without a dot at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it lies below `host`.
    pub fn is_below(&self, host: &Hostname) -> bool {
        self.0
            .strip_suffix(host.as_str())
            .is_some_and(|rest| rest.ends_with('.'))
    }
}

impl fmt::Display for RecordName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for RecordName {
    const EXPECTED: &'static str = "the name of a record such as `_acme-challenge.crm.example.com`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let plain = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        if is_name(&plain, true) {
            Ok(Self(plain))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(
            r"^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?)+\.?$",
        )
    }
}

/// The path of a URL, from its first slash on: `/healthz/primary`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

/// The longest path that a Route 53 health check asks for.
const LONGEST_PATH: usize = 255;

impl UrlPath {
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/')
        && !text.starts_with("//")
        && text.len() <= LONGEST_PATH
        && text
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b"/-._~%?=&+".contains(&it))
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for UrlPath {
    const EXPECTED: &'static str = "a path such as `/healthz/primary`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        if is_path(text) {
            return Ok(Self(text.to_owned()));
        }
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        let with_slash = format!("/{text}");
        Err(if is_path(&with_slash) {
            fault.help(format!("write `{with_slash}`"))
        } else {
            fault
        })
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^/[A-Za-z0-9/._~%?=&+-]*$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_two_labels_in_lower_case() {
        for text in ["example.com", "crm.example.com", "a-1.b2.co.kr"] {
            assert_eq!(Hostname::parse(text).unwrap().to_string(), text);
        }
        for bad in [
            "localhost",
            "",
            "203.0.113.10",
            "-a.example.com",
            "a_b.example.com",
            "a..b",
            "*.example.com",
        ] {
            assert!(Hostname::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_was_meant_by_an_address_of_the_web_is_told() {
        for text in [
            "https://crm.example.com",
            "CRM.example.com",
            "crm.example.com.",
        ] {
            assert_eq!(
                Hostname::parse(text).unwrap_err().help.as_deref(),
                Some("write `crm.example.com`"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_record_lies_below_its_host_and_may_have_underscores() {
        let host = Hostname::parse("crm.example.com").unwrap();
        let record = RecordName::parse("_ACME-challenge.crm.example.com.").unwrap();
        assert_eq!(record.as_str(), "_acme-challenge.crm.example.com");
        assert!(record.is_below(&host));
        let other = RecordName::parse("_acme-challenge.acrm.example.com").unwrap();
        assert!(!other.is_below(&host));
        assert!(host.is_in("example.com") && host.is_in("crm.example.com"));
        assert!(!host.is_in("ample.com"));
    }

    #[test]
    fn a_path_begins_with_a_slash() {
        assert!(UrlPath::parse("/healthz/primary").is_ok());
        assert!(UrlPath::parse("/a b").is_err());
        assert_eq!(
            UrlPath::parse("healthz").unwrap_err().help.as_deref(),
            Some("write `/healthz`")
        );
    }
}
