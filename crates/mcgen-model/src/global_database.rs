//! One database over both clouds, run by somebody else, in the place of RDS and Cloud SQL.

use mcgen_diagnostics::{Span, Spanned};

use crate::{Atlas, AtlasRegion, Cidr, Cloud, Cockroach, Region, Spanner, Yugabyte, choice};

/// One database over both clouds.
#[derive(Debug, Clone)]
pub struct GlobalDatabase {
    /// The place of the block.
    pub span: Span,
    /// Which database it is.
    pub product: Product,
    /// The cloud whose bucket holds the state of the stack `global`.
    pub state: Spanned<Cloud>,
    /// The move away from a PostgreSQL database, while that is under way.
    pub migration: Option<Migration>,
    /// The longest that the application waits for a commit, in ms.
    pub commit_latency_ms: Option<Spanned<u32>>,
}

/// The database.
#[derive(Debug, Clone)]
pub enum Product {
    /// MongoDB Atlas.
    Atlas(Box<Atlas>),
    /// CockroachDB Cloud.
    Cockroach(Box<Cockroach>),
    /// Cloud Spanner.
    Spanner(Box<Spanner>),
    /// YugabyteDB Aeon.
    Yugabyte(Box<Yugabyte>),
}

choice! {
    /// The databases by name.
    pub enum ProductName {
        /// MongoDB Atlas.
        Atlas = "atlas",
        /// CockroachDB Cloud.
        Cockroach = "cockroach",
        /// Cloud Spanner.
        Spanner = "spanner",
        /// YugabyteDB Aeon.
        Yugabyte = "yugabyte",
    }
}

/// The move away from the PostgreSQL database of one cloud.
#[derive(Debug, Clone)]
pub struct Migration {
    /// The place of the block.
    pub span: Span,
    /// The cloud whose database is left behind. It stays as it is until this block is removed.
    pub from: Spanned<Cloud>,
}

/// A range of public addresses that may connect.
#[derive(Debug, Clone)]
pub struct AllowedRange {
    /// The place of the block.
    pub span: Span,
    /// Who uses it: `office`.
    pub name: Spanned<String>,
    /// The range.
    pub cidr: Spanned<Cidr>,
}

impl GlobalDatabase {
    /// Where the database keeps data, in the order of the file.
    pub fn regions(&self) -> Vec<Spanned<Region>> {
        match &self.product {
            Product::Atlas(cluster) => {
                let names = cluster.regions.iter().map(|it| it.name);
                names.map(|it| it.map(AtlasRegion::region)).collect()
            }
            Product::Cockroach(cluster) => cluster.regions.iter().map(|it| it.name).collect(),
            Product::Yugabyte(cluster) => cluster.regions.iter().map(|it| it.name).collect(),
            Product::Spanner(instance) => {
                let configuration = &instance.configuration;
                let regions = configuration.regions();
                regions
                    .map(|region| Spanned {
                        value: region,
                        span: configuration.span,
                        given: configuration.given,
                    })
                    .collect()
            }
        }
    }
}

impl Product {
    /// Its name.
    pub fn name(&self) -> ProductName {
        match self {
            Self::Atlas(_) => ProductName::Atlas,
            Self::Cockroach(_) => ProductName::Cockroach,
            Self::Spanner(_) => ProductName::Spanner,
            Self::Yugabyte(_) => ProductName::Yugabyte,
        }
    }

    /// Whether a tool follows a PostgreSQL database into it. MongoDB Relational Migrator copies one moment.
    /// Source: www.mongodb.com/docs/relational-migrator/jobs/sync-jobs
    pub fn is_followed_into(&self) -> bool {
        self.name() != ProductName::Atlas
    }

    /// The place where it was chosen.
    pub fn span(&self) -> Span {
        match self {
            Self::Atlas(cluster) => cluster.span,
            Self::Cockroach(cluster) => cluster.span,
            Self::Spanner(instance) => instance.span,
            Self::Yugabyte(cluster) => cluster.span,
        }
    }
}
