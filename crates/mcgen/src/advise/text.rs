//! An advice in words.

use std::fmt;

use super::{Advice, Shortfall, Verdict};

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (meeting, lacking): (Vec<&Verdict>, Vec<&Verdict>) = self
            .verdicts
            .iter()
            .partition(|it| it.shortfalls.is_empty());
        match meeting.split_first() {
            Some((best, others)) => {
                recommended(f, best)?;
                if !others.is_empty() {
                    writeln!(f, "\nmeets every need too, for more money or work")?;
                    for other in others {
                        let option = other.option;
                        writeln!(
                            f,
                            "  {option}: cost `{}`, effort `{}`",
                            option.cost, option.effort
                        )?;
                    }
                }
            }
            None => writeln!(f, "nothing meets every need; what lacks least stands first")?,
        }
        if !lacking.is_empty() {
            writeln!(f, "\nfalls short")?;
        }
        for verdict in lacking {
            writeln!(f, "  {}", verdict.option)?;
            for Shortfall { need, reason } in &verdict.shortfalls {
                writeln!(f, "    {need}: {reason}")?;
            }
        }
        Ok(())
    }
}

fn recommended(f: &mut fmt::Formatter<'_>, verdict: &Verdict) -> fmt::Result {
    let option = verdict.option;
    writeln!(f, "recommended: {option}")?;
    writeln!(f, "  for: {}", option.suits)?;
    writeln!(f, "  at the price: {}", option.price)?;
    writeln!(f, "  consistency: {}", option.consistency)?;
    writeln!(f, "  cost: {}, effort: {}", option.cost, option.effort)
}
