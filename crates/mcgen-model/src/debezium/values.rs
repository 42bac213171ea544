//! Values of the settings that can only be legal.

use std::fmt;

use crate::scalar::text;
use crate::{Fault, Scalar};

/// The version of a connector of Debezium: `3.6.3.Final`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DebeziumVersion {
    text: String,
    major: u32,
}

impl DebeziumVersion {
    /// The first number.
    pub fn major(&self) -> u32 {
        self.major
    }
}

impl Scalar for DebeziumVersion {
    const EXPECTED: &'static str = "a release of Debezium such as `3.6.3.Final`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let parts: Vec<&str> = text.split('.').collect();
        let numbers = parts.iter().take(3).map(|it| it.parse::<u32>());
        match (numbers.collect::<Result<Vec<_>, _>>(), parts.as_slice()) {
            (Ok(numbers), [_, _, _, "Final"]) => Ok(Self {
                text: text.to_owned(),
                major: numbers[0],
            }),
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d+\.\d+\.\d+\.Final$")
    }
}

/// A version of Kafka as Amazon MSK writes it: `3.9.x`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KafkaVersion(String);

impl KafkaVersion {
    /// The version as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scalar for KafkaVersion {
    const EXPECTED: &'static str = "a version of Kafka as Amazon MSK writes it, such as `3.9.x`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        match text.split('.').collect::<Vec<_>>().as_slice() {
            [major, minor, patch]
                if number(major) && number(minor) && (*patch == "x" || number(patch)) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d+\.\d+\.(x|\d+)$")
    }
}

/// The type of a broker of Amazon MSK: `kafka.m7g.large`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KafkaClass(String);

impl KafkaClass {
    /// Its family and its size: `m7g` and `large`.
    pub fn parts(&self) -> (&str, &str) {
        let rest = self.0.strip_prefix("kafka.").unwrap_or_default();
        rest.split_once('.').unwrap_or_default()
    }
}

impl Scalar for KafkaClass {
    const EXPECTED: &'static str = "a type of broker such as `kafka.m7g.large`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
        };
        match text.split('.').collect::<Vec<_>>().as_slice() {
            ["kafka", family, size] if legal(family) && legal(size) => Ok(Self(text.to_owned())),
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^kafka\.[a-z0-9]+\.[a-z0-9]+$")
    }
}

text! {
    /// A SHA-256 in 64 hexadecimal digits, lower case.
    Sha256, "a SHA-256: 64 hexadecimal digits, as `sha256sum` prints them", "^[0-9a-f]{64}$",
        if |text| text.len() == 64 && text.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
}

/// Where a broker of Kafka answers: `b-1.example.com:9098`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BootstrapServer {
    text: String,
    port: u16,
}

impl BootstrapServer {
    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Scalar for BootstrapServer {
    const EXPECTED: &'static str = "a host and a port, such as `b-1.kafka.example.com:9098`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = |it: char| it.is_ascii_alphanumeric() || it == '.' || it == '-';
        match text
            .rsplit_once(':')
            .map(|(host, port)| (host, port.parse()))
        {
            Some((host, Ok(port))) if !host.is_empty() && host.chars().all(legal) && port > 0 => {
                Ok(Self {
                    text: text.to_owned(),
                    port,
                })
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^[A-Za-z0-9.-]+:\d{1,5}$")
    }
}

impl fmt::Display for DebeziumVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for KafkaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for KafkaClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BootstrapServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_final() {
        assert_eq!(DebeziumVersion::parse("3.6.3.Final").unwrap().major(), 3);
        for bad in ["3.6.3", "3.6.Final", "3.6.3.CR1", "3.x.3.Final", ""] {
            assert!(DebeziumVersion::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_version_of_kafka_has_three_parts() {
        assert!(KafkaVersion::parse("3.9.x").is_ok());
        assert!(KafkaVersion::parse("3.6.0").is_ok());
        for bad in ["3.9", "3.9.x.kraft", "x.x.x", "latest"] {
            assert!(KafkaVersion::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_broker_is_of_kafka() {
        let class = KafkaClass::parse("kafka.m7g.large").unwrap();
        assert_eq!(class.parts(), ("m7g", "large"));
        for bad in ["m7g.large", "db.m7g.large", "kafka.m7g", "kafka.M7G.large"] {
            assert!(KafkaClass::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_server_has_a_port() {
        assert_eq!(
            BootstrapServer::parse("b-1.example:9098").unwrap().port(),
            9098
        );
        for bad in [
            "b-1.example",
            "b-1.example:0",
            ":9098",
            "a,b:9098",
            "b:70000",
        ] {
            assert!(BootstrapServer::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_sum_has_64_digits() {
        assert!(Sha256::parse(&"0a".repeat(32)).is_ok());
        for bad in ["", "0A", &"0A".repeat(32), &"g".repeat(64)] {
            assert!(Sha256::parse(bad).is_err(), "{bad}");
        }
    }
}
