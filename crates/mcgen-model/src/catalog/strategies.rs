//! What each strategy and mechanism can do, and what it asks for.

use std::fmt;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{optional_scalar, scalar, scalars};
use crate::{
    ApplicationChange, ConflictOutcome, DataSharing, Engine, Level, Loss, Skill, Standby,
    StrategyName, WritePattern,
};

#[derive(Deserialize)]
struct Table {
    option: Vec<StrategyOption>,
}

/// One way to run a database over two clouds.
#[derive(Debug, Clone, Deserialize)]
pub struct StrategyOption {
    /// The strategy.
    #[serde(deserialize_with = "scalar")]
    pub strategy: StrategyName,
    /// The mechanism or product, as its key in an environment file; none of a strategy that has just one.
    pub mechanism: Option<String>,
    /// How much of a standby runs.
    #[serde(default, deserialize_with = "optional_scalar")]
    pub standby: Option<Standby>,
    /// Whether both clouds serve the same data.
    #[serde(deserialize_with = "scalar")]
    pub data: DataSharing,
    /// The largest loss after which the data are still served.
    #[serde(deserialize_with = "scalar")]
    pub survives: Loss,
    /// Where rows may be written.
    #[serde(deserialize_with = "scalar")]
    pub writes: WritePattern,
    /// What becomes of a row that both sides change at the same time.
    #[serde(deserialize_with = "scalar")]
    pub conflicts: ConflictOutcome,
    /// Whether columns that are changed by an amount stay right.
    pub counters: bool,
    /// The engines that an application may come from.
    #[serde(deserialize_with = "scalars")]
    pub engines: Vec<Engine>,
    /// How far the application must change.
    #[serde(deserialize_with = "scalar")]
    pub application: ApplicationChange,
    /// What the team must be able to run.
    #[serde(deserialize_with = "scalars")]
    pub skills: Vec<Skill>,
    /// The longest time without writes after the loss of a cloud, in seconds; none where it is summed up
    /// from the environment.
    pub without_writes: Option<u32>,
    /// The longest span of writes that is lost with a cloud, in seconds; none where it is summed up.
    pub writes_lost: Option<u32>,
    /// What it costs, beside the others.
    #[serde(deserialize_with = "scalar")]
    pub cost: Level,
    /// How much work it is to set up and to run, beside the others.
    #[serde(deserialize_with = "scalar")]
    pub effort: Level,
    /// How close the two sides are.
    pub consistency: String,
    /// What it is good for.
    pub suits: String,
    /// What it asks in return.
    pub price: String,
}

/// The name by which people speak of it: `primary-replica by logical, warm`.
impl fmt::Display for StrategyOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.strategy)?;
        if let Some(mechanism) = &self.mechanism {
            write!(f, " by {mechanism}")?;
        }
        if let Some(standby) = self.standby {
            write!(f, ", {standby}")?;
        }
        Ok(())
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| super::read(super::table!("strategies")));

/// Every way, the simplest first.
pub fn options() -> &'static [StrategyOption] {
    &TABLE.option
}

/// The mechanisms or products of `strategy` by name, the usual one first; none of a strategy that has just one.
pub fn mechanisms(strategy: StrategyName) -> Vec<&'static str> {
    let mut names = Vec::new();
    let options = options().iter().filter(|it| it.strategy == strategy);
    for name in options.filter_map(|it| it.mechanism.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
