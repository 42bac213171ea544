//! Numbers with a fraction, kept as text so that no digit changes.

use std::fmt;

/// A decimal number as exact text, such as `0.1` or `-2.5e-3`.
///
/// ```
/// use mcgen_hcl::Decimal;
///
/// assert_eq!(Decimal::parse("0.10")?.to_string(), "0.10");
/// assert_eq!(Decimal::try_from(0.1_f64)?.to_string(), "0.1");
/// assert!(Decimal::try_from(f64::NAN).is_err());
/// # Ok::<(), mcgen_hcl::DecimalFault>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

/// Why a number has no HCL text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecimalFault {
    /// Infinity or not-a-number.
    #[error("HCL has no text for the number `{0}`")]
    NotFinite(String),
    /// The text is not a decimal number.
    #[error("`{0}` is not a decimal number")]
    NotANumber(String),
}

impl Decimal {
    /// Accepts digits with an optional sign, fraction and exponent.
    pub fn parse(text: &str) -> Result<Self, DecimalFault> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let exponent = exponent.map(|digits| digits.strip_prefix(['+', '-']).unwrap_or(digits));
        if is_digits(whole) && fraction.is_none_or(is_digits) && exponent.is_none_or(is_digits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(DecimalFault::NotANumber(text.to_owned()))
        }
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl TryFrom<f64> for Decimal {
    type Error = DecimalFault;

    /// The shortest text that reads back as the same number.
    fn try_from(value: f64) -> Result<Self, DecimalFault> {
        if value.is_finite() {
            let text = format!("{value:?}");
            Ok(Self(text.strip_suffix(".0").unwrap_or(&text).to_owned()))
        } else {
            Err(DecimalFault::NotFinite(value.to_string()))
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn only_decimal_numbers_are_accepted() {
        for good in ["0", "-1.50", "1e9", "1.5E-10", "2e+3"] {
            assert_eq!(Decimal::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "", "-", ".5", "5.", "1e", "0x1", "1_0", "NaN", "+1", "1.2.3", "1 ",
        ] {
            assert!(Decimal::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn floats_become_their_shortest_text() {
        for (value, text) in [
            (0.1, "0.1"),
            (3.0, "3"),
            (-2.5e-7, "-2.5e-7"),
            (1e300, "1e300"),
        ] {
            assert_eq!(Decimal::try_from(value).unwrap().to_string(), text);
        }
    }
}
