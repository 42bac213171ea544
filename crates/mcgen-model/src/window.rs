use std::fmt;

use crate::{Fault, Scalar};

const MINUTES_A_DAY: u32 = 24 * 60;
const MINUTES_A_WEEK: u32 = 7 * MINUTES_A_DAY;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A time of day, in minutes after midnight UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// Minutes after midnight, 0 to 1439.
    pub fn minutes(self) -> u32 {
        self.0
    }

    fn read(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 {
            return None;
        }
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Scalar for TimeOfDay {
    const EXPECTED: &'static str = "a time in UTC such as `17:00`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        Self::read(text).ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some("^([01][0-9]|2[0-3]):[0-5][0-9]$")
    }
}

/// A window of every day in UTC; it may run over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DailyWindow {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl DailyWindow {
    /// The length in minutes, 0 to 1439.
    pub fn minutes(self) -> u32 {
        (self.end.0 + MINUTES_A_DAY - self.start.0) % MINUTES_A_DAY
    }

    /// Whether some minute of the week is in both windows.
    pub fn overlaps_weekly(self, weekly: WeeklyWindow) -> bool {
        (0..7).any(|day| {
            let start = day * MINUTES_A_DAY + self.start.0;
            intervals_meet(start, self.minutes(), weekly.start, weekly.minutes())
        })
    }

    /// Whether some minute of the day is in both windows.
    pub fn overlaps(self, other: Self) -> bool {
        let gap =
            |from: Self, to: Self| (to.start.0 + MINUTES_A_DAY - from.start.0) % MINUTES_A_DAY;
        gap(self, other) < self.minutes() || gap(other, self) < other.minutes()
    }
}

/// Whether two intervals of a cyclic week, given by start and length, share a minute.
fn intervals_meet(a: u32, a_length: u32, b: u32, b_length: u32) -> bool {
    let gap = |from: u32, to: u32| (to + MINUTES_A_WEEK - from) % MINUTES_A_WEEK;
    gap(a, b) < a_length || gap(b, a) < b_length
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl Scalar for DailyWindow {
    const EXPECTED: &'static str = "a daily window in UTC such as `17:00-17:30`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        text.split_once('-')
            .and_then(|(start, end)| {
                Some(Self {
                    start: TimeOfDay::read(start)?,
                    end: TimeOfDay::read(end)?,
                })
            })
            .ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some("^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$")
    }
}

/// A window of every week in UTC; it may run over the end of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WeeklyWindow {
    /// Minutes after Monday 00:00.
    start: u32,
    end: u32,
}

impl WeeklyWindow {
    /// The length in minutes, 0 to 10079.
    pub fn minutes(self) -> u32 {
        (self.end + MINUTES_A_WEEK - self.start) % MINUTES_A_WEEK
    }

    fn read_point(text: &str) -> Option<u32> {
        let (day, time) = text.split_once(':')?;
        let day = DAYS.iter().position(|it| *it == day)?;
        Some(u32::try_from(day).ok()? * MINUTES_A_DAY + TimeOfDay::read(time)?.0)
    }
}

impl fmt::Display for WeeklyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = |minutes: u32| {
            let day = DAYS[(minutes / MINUTES_A_DAY) as usize % DAYS.len()];
            format!("{day}:{}", TimeOfDay(minutes % MINUTES_A_DAY))
        };
        write!(f, "{}-{}", point(self.start), point(self.end))
    }
}

impl Scalar for WeeklyWindow {
    const EXPECTED: &'static str = "a weekly window in UTC such as `sun:18:00-sun:19:00`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        text.split_once('-')
            .and_then(|(start, end)| {
                Some(Self {
                    start: Self::read_point(start)?,
                    end: Self::read_point(end)?,
                })
            })
            .ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some(
            "^(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]$",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn daily(text: &str) -> DailyWindow {
        DailyWindow::parse(text).unwrap()
    }

    fn weekly(text: &str) -> WeeklyWindow {
        WeeklyWindow::parse(text).unwrap()
    }

    #[test]
    fn windows_print_as_they_were_written() {
        assert_eq!(daily("17:00-17:30").to_string(), "17:00-17:30");
        assert_eq!(
            weekly("sun:23:30-mon:00:30").to_string(),
            "sun:23:30-mon:00:30"
        );
    }

    #[test]
    fn a_window_may_run_over_midnight_and_over_the_week() {
        assert_eq!(daily("23:45-00:15").minutes(), 30);
        assert_eq!(weekly("sun:23:30-mon:00:30").minutes(), 60);
        assert!(daily("00:00-00:30").overlaps_weekly(weekly("sun:23:30-mon:00:30")));
    }

    #[test]
    fn windows_that_only_touch_do_not_overlap() {
        assert!(!daily("17:00-18:00").overlaps_weekly(weekly("sun:18:00-sun:19:00")));
        assert!(daily("17:00-18:01").overlaps_weekly(weekly("sun:18:00-sun:19:00")));
        assert!(daily("17:00-18:00").overlaps(daily("17:30-17:31")));
        assert!(!daily("17:00-18:00").overlaps(daily("18:00-19:00")));
    }
}
