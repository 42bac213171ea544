use mcgen_diagnostics::Diagnostics;
use mcgen_model::{Cidr, Cloud, ProductName};
use serde_json::{Map, Value};

use crate::blocks::{AtlasSpec, CockroachSpec, SpannerSpec, YugabyteSpec};
use crate::choice;
use crate::decode::{Decode, Number, Text, block};
use crate::node::Node;

block! {
    /// One database over both clouds, in the place of RDS and Cloud SQL.
    pub struct GlobalDatabaseSpec at "strategy.global-database" {
        /// Which database it is, with its settings: `atlas`, `cockroach`, `spanner` or `yugabyte`.
        required product: ProductSpec,
        /// The cloud whose bucket holds the state of the stack `global`; the cloud of the database by default.
        optional state: Cloud,
        /// The move away from a PostgreSQL database, while that is still there.
        optional migration: MigrationSpec,
        /// The longest that the application can wait for a commit, in ms. `mcgen check` holds it against the distance of the regions.
        optional commit_latency_ms: Number,
    }

    /// The move away from the PostgreSQL database of one cloud.
    pub struct MigrationSpec at "strategy.global-database.migration" {
        /// The cloud whose `database` is left behind: `aws` or `gcp`.
        required from: Cloud,
    }

    /// Public addresses that may connect.
    pub struct AllowedRangeSpec at "strategy.global-database.allow" {
        /// Who uses them: `office`.
        required name: Text,
        /// The range.
        required cidr: Cidr,
    }
}

/// The database, a block with one key.
#[derive(Debug, Clone)]
pub enum ProductSpec {
    /// MongoDB Atlas.
    Atlas(Box<AtlasSpec>),
    /// CockroachDB Cloud.
    Cockroach(Box<CockroachSpec>),
    /// Cloud Spanner.
    Spanner(Box<SpannerSpec>),
    /// YugabyteDB Aeon.
    Yugabyte(Box<YugabyteSpec>),
}

impl Decode for ProductSpec {
    fn decode(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let choice = choice::choice::<ProductName>(
            node,
            "strategy.global-database",
            "exactly one product",
            diagnostics,
        )?;
        match choice.name {
            ProductName::Atlas => choice::needed(&choice, "`project` and `regions`", diagnostics)
                .map(|spec| Self::Atlas(Box::new(spec))),
            ProductName::Cockroach => {
                choice::needed(&choice, "`plan`, `cloud` and `regions`", diagnostics)
                    .map(|spec| Self::Cockroach(Box::new(spec)))
            }
            ProductName::Yugabyte => choice::needed(&choice, "`regions`", diagnostics)
                .map(|spec| Self::Yugabyte(Box::new(spec))),
            ProductName::Spanner => choice::needed(&choice, "`configuration`", diagnostics)
                .map(|spec| Self::Spanner(Box::new(spec))),
        }
    }

    fn schema(definitions: &mut Map<String, Value>) -> Value {
        let atlas = AtlasSpec::schema(definitions);
        let cockroach = CockroachSpec::schema(definitions);
        let spanner = SpannerSpec::schema(definitions);
        let yugabyte = YugabyteSpec::schema(definitions);
        choice::blocks([
            ("atlas", atlas),
            ("cockroach", cockroach),
            ("spanner", spanner),
            ("yugabyte", yugabyte),
        ])
    }
}
