use std::fmt;

use mcgen_diagnostics::Span;

use crate::{ActiveActive, GlobalDatabase, PrimaryReplica, choice};

/// What the two clouds are to each other.
#[derive(Debug, Clone)]
pub enum Strategy {
    /// Each cloud runs its own database; nothing is replicated.
    Independent,
    /// One cloud takes the writes, the other follows and can take over.
    PrimaryReplica(Box<PrimaryReplica>),
    /// Both clouds take writes, and each sends its own to the other.
    ActiveActive(Box<ActiveActive>),
    /// One database over both clouds takes the place of the databases of each.
    GlobalDatabase(Box<GlobalDatabase>),
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
        /// One database over both clouds takes the place of the databases of each.
        GlobalDatabase = "global-database",
    }
}

impl Strategy {
    /// Its name.
    pub fn name(&self) -> StrategyName {
        match self {
            Self::Independent => StrategyName::Independent,
            Self::PrimaryReplica(_) => StrategyName::PrimaryReplica,
            Self::ActiveActive(_) => StrategyName::ActiveActive,
            Self::GlobalDatabase(_) => StrategyName::GlobalDatabase,
        }
    }

    /// Whether rows go from one side to the other; either side may be the one that sends.
    pub fn replicates(&self) -> bool {
        !matches!(self, Self::Independent)
    }

    /// Whether a database may have to keep its log for the other side, or for what follows it into a global database.
    pub fn keeps_log(&self) -> bool {
        match self {
            Self::Independent => false,
            Self::PrimaryReplica(_) | Self::GlobalDatabase(_) => true,
            Self::ActiveActive(settings) => settings.mechanism.keeps_log(),
        }
    }

    /// Where it was chosen what carries rows from one side to the other; `None` where nothing does.
    pub fn carrier(&self) -> Option<Span> {
        match self {
            Self::Independent | Self::GlobalDatabase(_) => None,
            Self::PrimaryReplica(settings) => Some(settings.replication.span()),
            Self::ActiveActive(settings) => Some(settings.mechanism.span()),
        }
    }

    /// Its settings, when it is primary and replica.
    pub fn primary_replica(&self) -> Option<&PrimaryReplica> {
        match self {
            Self::PrimaryReplica(settings) => Some(settings),
            Self::Independent | Self::ActiveActive(_) | Self::GlobalDatabase(_) => None,
        }
    }

    /// Whether clients are served from both clouds at once: both databases take writes, or both reach one.
    pub fn serves_from_both(&self) -> bool {
        match self {
            Self::ActiveActive(_) | Self::GlobalDatabase(_) => true,
            Self::Independent | Self::PrimaryReplica(_) => false,
        }
    }

    /// Its settings, when both sides take writes.
    pub fn active_active(&self) -> Option<&ActiveActive> {
        match self {
            Self::ActiveActive(settings) => Some(settings),
            Self::Independent | Self::PrimaryReplica(_) | Self::GlobalDatabase(_) => None,
        }
    }

    /// Its settings, when one database spans both clouds.
    pub fn global_database(&self) -> Option<&GlobalDatabase> {
        match self {
            Self::GlobalDatabase(settings) => Some(settings),
            Self::Independent | Self::PrimaryReplica(_) | Self::ActiveActive(_) => None,
        }
    }
}

impl fmt::Display for Strategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name().fmt(f)
    }
}
