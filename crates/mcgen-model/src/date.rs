use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

use crate::{Fault, Scalar};

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// 1970-01-01.
    pub const EPOCH: Self = Self {
        year: 1970,
        month: 1,
        day: 1,
    };

    /// The day as of which the tables of this release were compiled.
    pub const TABLES: Self = Self {
        year: 2026,
        month: 11,
        day: 20,
    };

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let (year, month, day): (u16, u8, u8) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// The day that lies `days` days after 1970-01-01.
    pub fn from_days_since_epoch(days: u64) -> Option<Self> {
        // Counting in eras of 400 years that begin on 1 March keeps the leap day at the end.
        let shifted = days + 719_468;
        let era = shifted / 146_097;
        let day_of_era = shifted % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        Some(Self {
            year: u16::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        })
    }
}

impl Date {
    /// How many days lie between 1970-01-01 and this day.
    pub fn days_since_epoch(self) -> i64 {
        let shifted_year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, year_of_era) = (shifted_year.div_euclid(400), shifted_year.rem_euclid(400));
        let shifted_month = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }
}

/// A table writes a day as text.
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|fault| Error::custom(fault.reason))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Scalar for Date {
    const EXPECTED: &'static str = "a date such as `2027-01-31`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        Self::read(text).ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_since_the_epoch_are_calendar_days() {
        for (days, text) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (20_777, "2026-11-20"),
        ] {
            assert_eq!(Date::from_days_since_epoch(days).unwrap().to_string(), text);
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
            assert_eq!(
                Date::parse(text).unwrap().days_since_epoch(),
                i64::try_from(days).unwrap()
            );
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for bad in ["2026-02-29", "2026-13-01", "2026-1-1", "tomorrow"] {
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
    }
}
