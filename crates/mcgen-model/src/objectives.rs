use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{Date, Disaster, Fault, Scalar};

/// What the environment must survive, and at what price.
#[derive(Debug, Clone)]
pub struct Objectives {
    /// The place of the block, or of the file when there is none.
    pub span: Span,
    /// The largest loss to survive.
    pub disaster: Spanned<Disaster>,
    /// The longest time without writes, from the failure to the first write on the other side.
    pub rto: Option<Spanned<Duration>>,
    /// The longest span of writes that may be lost.
    pub rpo: Option<Spanned<Duration>>,
    /// How long a person takes from the alarm to the decision to promote.
    pub decision: Spanned<Duration>,
    /// How long the standby may be unreachable before it must be seeded anew.
    pub tolerated_outage: Spanned<Duration>,
    /// What the primary writes to its log when it is busy, in MiB a second.
    pub write_rate_mibps: Spanned<u32>,
    /// The data to be copied when the standby is seeded, in GiB.
    pub data_size_gib: Option<Spanned<u32>>,
    /// When a failover was last rehearsed.
    pub last_drill: Option<Spanned<Date>>,
    /// What a rehearsal has measured.
    pub measured: Measured,
}

/// Parts of a failover that a rehearsal has measured; they replace what mcgen assumes.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    /// From the failure to the alarm.
    pub detection: Option<Spanned<Duration>>,
    /// The promotion of the database.
    pub promotion: Option<Spanned<Duration>>,
    /// Changing the environment file, checking, rendering and planning.
    pub preparation: Option<Spanned<Duration>>,
    /// The apply that brings the promoted side to its full size.
    pub resize: Option<Spanned<Duration>>,
    /// From the changed traffic until clients write to the promoted side.
    pub steering: Option<Spanned<Duration>>,
    /// The largest lag of the standby in steady operation.
    pub lag: Option<Spanned<Duration>>,
}

/// A slot is judged at checkpoints and given up by whole segments, of 64 MiB on RDS. So much more than
/// the longest outage writes keeps an outage of just that length from losing it, in MiB.
const SLOT_HEADROOM_MIB: u32 = 1024;

impl Objectives {
    /// The write-ahead log that a busy primary writes in `time`, in MiB.
    pub fn written_wal_mib(&self, time: Duration) -> u32 {
        self.write_rate_mibps.value.saturating_mul(time.seconds())
    }

    /// What it writes while the standby is away for as long as is tolerated, in MiB.
    pub fn outage_wal_mib(&self) -> u32 {
        self.written_wal_mib(self.tolerated_outage.value)
    }

    /// `max_slot_wal_keep_size` for the slot of the standby, in MiB.
    pub fn slot_limit_mib(&self) -> u32 {
        self.outage_wal_mib().saturating_add(SLOT_HEADROOM_MIB)
    }
}

/// A span of time in whole seconds, written with one unit: `30s`, `10m`, `4h`, `2d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u32);

/// The units, the largest first.
const UNITS: [(char, u32); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

impl Duration {
    /// So many seconds.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds)
    }

    /// The seconds.
    pub fn seconds(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS
            .into_iter()
            .find(|(_, seconds)| self.0 != 0 && self.0.is_multiple_of(*seconds));
        let (unit, seconds) = whole.unwrap_or(('s', 1));
        write!(f, "{}{unit}", self.0 / seconds)
    }
}

impl Scalar for Duration {
    const EXPECTED: &'static str = "a time with its unit, such as `30s`, `10m`, `4h` or `2d`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let read = || {
            let unit = text.chars().next_back()?;
            let (_, seconds) = UNITS.into_iter().find(|(it, _)| *it == unit)?;
            let digits = text.strip_suffix(unit)?;
            let plain = !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit());
            plain.then_some(())?;
            digits.parse::<u32>().ok()?.checked_mul(seconds)
        };
        read()
            .map(Self)
            .ok_or_else(|| Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^\d+[smhd]$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_prints_in_its_largest_whole_unit() {
        for (text, seconds, printed) in [
            ("30s", 30, "30s"),
            ("90s", 90, "90s"),
            ("600s", 600, "10m"),
            ("2d", 172_800, "2d"),
            ("48h", 172_800, "2d"),
            ("0m", 0, "0s"),
        ] {
            let duration = Duration::parse(text).unwrap();
            assert_eq!(
                (duration.seconds(), duration.to_string()),
                (seconds, printed.to_owned())
            );
        }
    }

    #[test]
    fn a_duration_without_a_unit_or_with_two_is_refused() {
        for bad in ["30", "", "s", "1h30m", "-1s", "+1s", "9999999d", "5 m"] {
            assert!(Duration::parse(bad).is_err(), "{bad}");
        }
    }
}
