//! A recovery as text, for people at a terminal.

use std::fmt;

use super::{InitialLoad, Outage, Outcome, Recovery, RetainedLog, Sum};
use crate::Duration;

impl fmt::Display for Recovery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let promoted = self.lost.other();
        writeln!(f, "when {} is lost and {promoted} is promoted:", self.lost)?;
        sum(f, "without writes", &self.time)?;
        sum(f, "writes lost", &self.loss)?;
        if let Some(log) = &self.log {
            writeln!(f, "  {log}")?;
        }
        if let Some(load) = &self.load {
            writeln!(f, "  {load}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "when {}:", self.title())?;
        match &self.outcome {
            Outcome::GoesOn { time, loss } => {
                sum(f, "without writes", time)?;
                sum(f, "writes lost", loss)?;
            }
            Outcome::Stops { why, loss } => {
                writeln!(f, "  without writes: {why}")?;
                if let Some(loss) = loss {
                    sum(f, "writes lost", loss)?;
                }
            }
        }
        for remark in &self.remarks {
            writeln!(f, "  note: {remark}")?;
        }
        Ok(())
    }
}

fn sum<N: Copy + PartialEq + fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    sum: &Sum<N>,
) -> fmt::Result {
    write!(f, "  {title}: {}", sum.total().in_words())?;
    match &sum.objective {
        Some(objective) => writeln!(f, " of {} promised", objective.value.in_words())?,
        None => writeln!(f)?,
    }
    for part in &sum.parts {
        let name = part.name.to_string();
        let time = part.time.in_words();
        let certainty = part.certainty.as_str();
        writeln!(
            f,
            "    {name:<11} {time:>7}  {certainty:<10}  {}",
            part.basis
        )?;
    }
    Ok(())
}

impl fmt::Display for RetainedLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = gib(self.written_mib);
        write!(
            f,
            "log kept on {}: {written} in the longest outage",
            self.cloud
        )?;
        match self.room_mib {
            Some(room) => write!(f, ", room for {}", gib(room))?,
            None => write!(f, ", and the volume grows without an end")?,
        }
        match self.limit_mib {
            Some(limit) => write!(f, ", {} for one slot", gib(limit)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for InitialLoad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = if self.limited_by_link {
            "as much as one tunnel carries"
        } else {
            "as assumed for one stream"
        };
        write!(
            f,
            "first copy: {} for {} GiB at {} MiB/s, {by}; {} of log are kept meanwhile",
            self.time.in_words(),
            self.data_gib,
            self.rate_mibps,
            gib(self.written_mib)
        )
    }
}

/// So many MiB in GiB, with one decimal.
pub fn gib(mib: u64) -> String {
    let tenths = mib * 10 / 1024;
    format!("{}.{} GiB", tenths / 10, tenths % 10)
}

impl Duration {
    /// The time with every unit that it needs: `1h 30m`, `2m 5s`.
    pub fn in_words(self) -> String {
        let mut rest = self.seconds();
        let mut words = Vec::new();
        for (unit, seconds) in [('h', 3_600), ('m', 60), ('s', 1)] {
            let count = rest / seconds;
            rest %= seconds;
            if count > 0 {
                words.push(format!("{count}{unit}"));
            }
        }
        if words.is_empty() {
            words.push("0s".to_owned());
        }
        words.join(" ")
    }
}
