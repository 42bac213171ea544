use std::fmt;

use mcgen_diagnostics::Span;

use crate::{ActiveActive, PrimaryReplica, choice};

/// What the two clouds are to each other.
#[derive(Debug, Clone)]
pub enum Strategy {
    /// Each cloud runs its own database; nothing is replicated.
    Independent,
    /// One cloud takes the writes, the other follows and can take over.
    PrimaryReplica(Box<PrimaryReplica>),
    /// Both clouds take writes, and each sends its own to the other.
    ActiveActive(Box<ActiveActive>),
}

choice! {
    /// The strategies by name.
    pub enum StrategyName {
        /// Each cloud runs its own database; nothing is replicated.
        Independent = "independent",
        /// One cloud takes the writes, the other follows and can take over.
        PrimaryReplica = "primary-replica",
        /// Both clouds take writes, and each sends its own to the other.
        ActiveActive = "active-active",
    }
}

impl Strategy {
    /// Its name.
    pub fn name(&self) -> StrategyName {
        match self {
            Self::Independent => StrategyName::Independent,
            Self::PrimaryReplica(_) => StrategyName::PrimaryReplica,
            Self::ActiveActive(_) => StrategyName::ActiveActive,
        }
    }

    /// Whether rows go from one side to the other; either side may be the one that sends.
    pub fn replicates(&self) -> bool {
        !matches!(self, Self::Independent)
    }

    /// Where it was chosen what carries rows from one side to the other; `None` where nothing does.
    pub fn carrier(&self) -> Option<Span> {
        match self {
            Self::Independent => None,
            Self::PrimaryReplica(settings) => Some(settings.replication.span()),
            Self::ActiveActive(settings) => Some(settings.mechanism.span()),
        }
    }

    /// Its settings, when it is primary and replica.
    pub fn primary_replica(&self) -> Option<&PrimaryReplica> {
        match self {
            Self::PrimaryReplica(settings) => Some(settings),
            Self::Independent | Self::ActiveActive(_) => None,
        }
    }

    /// Its settings, when both sides take writes.
    pub fn active_active(&self) -> Option<&ActiveActive> {
        match self {
            Self::ActiveActive(settings) => Some(settings),
            Self::Independent | Self::PrimaryReplica(_) => None,
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name().fmt(f)
    }
}
