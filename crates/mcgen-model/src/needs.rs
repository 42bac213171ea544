//! What a team needs of its databases, before any of them is chosen.

use mcgen_diagnostics::Spanned;

use crate::{AwsRegion, Duration, Engine, EngineVersion, GcpRegion, Residency, ShortName, choice};

/// What a team needs, with every default filled in.
#[derive(Debug, Clone)]
pub struct Needs {
    /// The project that the first environment file is for.
    pub project: Spanned<ShortName>,
    /// The environment that it describes.
    pub environment: Spanned<ShortName>,
    /// Whether both clouds serve the same data.
    pub data: Spanned<DataSharing>,
    /// The largest loss after which the data are still served.
    pub survive: Spanned<Loss>,
    /// The longest time without writes after such a loss.
    pub rto: Option<Spanned<Duration>>,
    /// The longest span of writes that such a loss may take.
    pub rpo: Option<Spanned<Duration>>,
    /// Where rows are written.
    pub writes: Spanned<WritePattern>,
    /// What may become of a row that both sides change at the same time.
    pub conflicts: Spanned<ConflictOutcome>,
    /// Whether columns are changed by an amount, such as balances and stock.
    pub counters: Spanned<bool>,
    /// What the databases may cost.
    pub budget: Spanned<Level>,
    /// What the team runs already.
    pub skills: Vec<Spanned<Skill>>,
    /// The engine that the application speaks to today.
    pub engine: Spanned<Engine>,
    /// Its version; a current one when it does not matter.
    pub version: Option<Spanned<EngineVersion>>,
    /// How far the application may change.
    pub application: Spanned<ApplicationChange>,
    /// Whose data it is and where it may live.
    pub residency: Residency,
    /// Where it runs on AWS.
    pub aws: AwsPlace,
    /// Where it runs on Google Cloud.
    pub gcp: GcpPlace,
}

/// Where something runs on AWS.
#[derive(Debug, Clone)]
pub struct AwsPlace {
    /// The region.
    pub region: Spanned<AwsRegion>,
    /// The account, 12 digits.
    pub account: Spanned<String>,
}

/// Where something runs on Google Cloud.
#[derive(Debug, Clone)]
pub struct GcpPlace {
    /// The region.
    pub region: Spanned<GcpRegion>,
    /// The project id.
    pub project: Spanned<String>,
}

choice! {
    /// Whether both clouds serve the same data.
    pub enum DataSharing {
        /// Each cloud has customers and data of its own.
        Separate = "separate",
        /// Both serve the same data.
        Shared = "shared",
    }
}

choice! {
    /// A loss that the data survive, from the smallest on.
    pub enum Loss {
        /// One zone of a region.
        Zone = "zone",
        /// A whole region.
        Region = "region",
        /// All of one cloud.
        Cloud = "cloud",
    }
}

choice! {
    /// Where rows are written, from the easiest on.
    pub enum WritePattern {
        /// Every row is written on one side at a time.
        OneSide = "one-side",
        /// Both sides write, each only rows of its own.
        OwnRows = "own-rows",
        /// Both sides write any row.
        AnyRow = "any-row",
    }
}

choice! {
    /// What becomes of a row that both sides change at the same time.
    pub enum ConflictOutcome {
        /// That cannot happen: the database puts one change after the other.
        None = "none",
        /// The later change stays, the other is lost.
        LastWriteWins = "last-write-wins",
        /// The application is told of both, and decides.
        Application = "application",
    }
}

choice! {
    /// How much something costs or asks for.
    pub enum Level {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }
}

choice! {
    /// What a team runs already.
    pub enum Skill {
        /// PostgreSQL itself: replication slots, roles, triggers.
        PostgreSql = "postgresql",
        /// Kafka and Kafka Connect.
        Kafka = "kafka",
        /// Virtual machines with software of its own on them.
        Machines = "machines",
        /// Queues, and code that works from them.
        Messaging = "messaging",
    }
}

choice! {
    /// How far an application may change, from the least on.
    pub enum ApplicationChange {
        /// Not at all.
        None = "none",
        /// Keys, queries and transactions may change.
        Queries = "queries",
        /// Its data may be modelled anew.
        Rewrite = "rewrite",
    }
}
