use std::fmt;

use crate::{Fault, Scalar};

/// The number of an autonomous system in BGP, 2 or 4 bytes, written in decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asn(u32);

impl Asn {
    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Whether it is for private use: 64512 to 65534, or 4200000000 to 4294967294
    /// (<https://www.rfc-editor.org/rfc/rfc6996>).
    pub fn is_private(self) -> bool {
        matches!(self.0, 64_512..=65_534 | 4_200_000_000..=4_294_967_294)
    }

    /// Whether no network may use it: 0, the last of each length, `AS_TRANS`, and those for
    /// documentation (<https://www.iana.org/assignments/iana-as-numbers-special-registry>).
    pub fn is_reserved(self) -> bool {
        matches!(self.0, 0 | 23_456 | 64_496..=64_511 | 65_535..=131_071 | u32::MAX)
    }

    /// Whether it takes 4 bytes.
    pub fn is_four_byte(self) -> bool {
        self.0 > u32::from(u16::MAX)
    }
}

impl fmt::Display for Asn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number that `high.low` (asdot) stands for.
fn from_asdot(text: &str) -> Option<u32> {
    let (high, low) = text.split_once('.')?;
    let (high, low): (u16, u16) = (high.parse().ok()?, low.parse().ok()?);
    Some(u32::from(high) << 16 | u32::from(low))
}

impl Scalar for Asn {
    const EXPECTED: &'static str = "the number of an autonomous system such as `64512`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(number) = text.parse().ok().filter(|_| digits) {
            return Ok(Self(number));
        }
        let plain = text.get(2..).filter(|_| {
            text.get(..2)
                .is_some_and(|it| it.eq_ignore_ascii_case("as"))
        });
        let meant = plain
            .and_then(|it| it.parse().ok())
            .or_else(|| from_asdot(text));
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        Err(match meant {
            Some(number) => Fault {
                recovered: Some(Self(number)),
                ..fault.help(format!("write `{number}`"))
            },
            None if digits => fault.help("the largest is 4294967295"),
            None => fault,
        })
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d{1,10}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asn(text: &str) -> Asn {
        Asn::parse(text).unwrap()
    }

    #[test]
    fn private_numbers_end_before_the_reserved_ones() {
        for (text, private, reserved) in [
            ("0", false, true),
            ("7224", false, false),
            ("23456", false, true),
            ("64511", false, true),
            ("64512", true, false),
            ("65534", true, false),
            ("65535", false, true),
            ("131071", false, true),
            ("131072", false, false),
            ("4199999999", false, false),
            ("4200000000", true, false),
            ("4294967294", true, false),
            ("4294967295", false, true),
        ] {
            assert_eq!(asn(text).is_private(), private, "{text}");
            assert_eq!(asn(text).is_reserved(), reserved, "{text}");
        }
    }

    #[test]
    fn four_bytes_begin_after_the_last_number_of_two() {
        assert!(!asn("65535").is_four_byte());
        assert!(asn("65536").is_four_byte());
    }

    #[test]
    fn another_spelling_is_answered_with_the_decimal_one() {
        for (text, help) in [("AS64512", "write `64512`"), ("1.10", "write `65546`")] {
            let fault = Asn::parse(text).unwrap_err();
            assert_eq!(fault.help.as_deref(), Some(help), "{text}");
            assert!(fault.recovered.is_some(), "{text}");
        }
        for text in ["", "-1", "4294967296", "AS", "+7", "é", "1.70000"] {
            assert!(Asn::parse(text).unwrap_err().recovered.is_none(), "{text}");
        }
    }
}
