//! One database over both clouds.

mod allowed;
mod atlas;
mod clouds;
mod cockroach;
mod cockroach_keys;
mod interleaving;
mod keys;
mod latency;
mod spanner;
#[cfg(test)]
mod tests;
mod yugabyte;

use mcgen_diagnostics::Reference;
use mcgen_model::{Environment, GlobalDatabase, Product};

checks_of_subject! {
    cockroach::REGIONS => cockroach::regions;
    cockroach::SHAPE => cockroach::shape;
    cockroach::SETTINGS => cockroach::settings;
    mcgen_model::ATLAS_ELECTABLE => atlas::electable;
    atlas::MAJORITY => atlas::majority;
    mcgen_model::YUGABYTE_SHAPE => yugabyte::shape;
    yugabyte::NO_PEERING => yugabyte::peering;
    spanner::SHAPE => spanner::shape;
    keys::SPANNER => keys::cover;
    cockroach_keys::COVER => cockroach_keys::cover;
    latency::QUORUM => latency::quorum;
    clouds::BESIDE => clouds::beside;
    clouds::MIGRATION => clouds::migration;
    clouds::NO_WAY => clouds::way;
    clouds::ONE_CLOUD => clouds::one_cloud;
    clouds::ONE_REGION => clouds::one_region;
    allowed::WIDE => allowed::ranges;
}

/// What a rule of this family looks at.
struct Subject<'a> {
    environment: &'a Environment,
    settings: &'a GlobalDatabase,
}

impl<'a> Subject<'a> {
    fn of(environment: &'a Environment) -> Option<Self> {
        let settings = environment.strategy.global_database()?;
        Some(Self {
            environment,
            settings,
        })
    }

    fn atlas(&self) -> Option<&'a mcgen_model::Atlas> {
        match &self.settings.product {
            Product::Atlas(cluster) => Some(cluster),
            _ => None,
        }
    }

    fn cockroach(&self) -> Option<&'a mcgen_model::Cockroach> {
        match &self.settings.product {
            Product::Cockroach(cluster) => Some(cluster),
            _ => None,
        }
    }

    fn yugabyte(&self) -> Option<&'a mcgen_model::Yugabyte> {
        match &self.settings.product {
            Product::Yugabyte(cluster) => Some(cluster),
            _ => None,
        }
    }
}

const ATLAS_AVAILABILITY: Reference = Reference {
    title: "MongoDB Atlas: high availability of clusters over regions and clouds",
    url: "https://www.mongodb.com/docs/atlas/cluster-config/multi-cloud-distribution/",
};
const ATLAS_ENDPOINTS: Reference = Reference {
    title: "MongoDB Atlas: private endpoints",
    url: "https://www.mongodb.com/docs/atlas/security-private-endpoint/",
};
const COCKROACH_CLUSTER: Reference = Reference {
    title: "CockroachDB provider: cockroach_cluster",
    url: "https://registry.terraform.io/providers/cockroachdb/cockroach/latest/docs/resources/cluster",
};
const COCKROACH_REGIONS: Reference = Reference {
    title: "CockroachDB Cloud: regions",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/regions",
};
const COCKROACH_PLAN: Reference = Reference {
    title: "CockroachDB Cloud: plan an Advanced cluster",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/plan-your-cluster-advanced",
};
const COCKROACH_NETWORK: Reference = Reference {
    title: "CockroachDB Cloud: network authorization",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/network-authorization",
};
const SPANNER_CONFIGURATIONS: Reference = Reference {
    title: "Cloud Spanner: regional, dual-region and multi-region configurations",
    url: "https://docs.cloud.google.com/spanner/docs/instance-configurations",
};
const SPANNER_EDITIONS: Reference = Reference {
    title: "Cloud Spanner: editions",
    url: "https://docs.cloud.google.com/spanner/docs/editions-overview",
};
const SPANNER_INTERLEAVING: Reference = Reference {
    title: "Cloud Spanner: schemas overview, parent-child table relationships",
    url: "https://cloud.google.com/spanner/docs/schema-and-data-model#parent-child",
};
const SPANNER_CAPACITY: Reference = Reference {
    title: "Cloud Spanner: compute capacity",
    url: "https://docs.cloud.google.com/spanner/docs/compute-capacity",
};
const PRIVATE_GOOGLE_ACCESS: Reference = Reference {
    title: "Private Google Access for hosts elsewhere",
    url: "https://docs.cloud.google.com/vpc/docs/configure-private-google-access-hybrid",
};
const COCKROACH_MIGRATION: Reference = Reference {
    title: "CockroachDB: migrate from PostgreSQL",
    url: "https://www.cockroachlabs.com/docs/stable/migrate-from-postgres",
};
const YUGABYTE_PEERING: Reference = Reference {
    title: "YugabyteDB Aeon: peer VPCs in GCP",
    url: "https://docs.yugabyte.com/stable/yugabyte-cloud/cloud-basics/cloud-vpcs/cloud-add-vpc-gcp/",
};
const YUGABYTE_MIGRATION: Reference = Reference {
    title: "YugabyteDB Voyager: live migration with fall-back",
    url: "https://docs.yugabyte.com/stable/yugabyte-voyager/migrate/live-fall-back/",
};
const SPANNER_MIGRATION: Reference = Reference {
    title: "Cloud Spanner: migrate from PostgreSQL",
    url: "https://docs.cloud.google.com/spanner/docs/migrating-postgres-spanner-pgcompat",
};
const ATLAS_MIGRATION: Reference = Reference {
    title: "MongoDB Relational Migrator: migration jobs",
    url: "https://www.mongodb.com/docs/relational-migrator/jobs/sync-jobs/",
};
const FIBRE: Reference = Reference {
    title: "Malitson 1965: the refractive index of fused silica",
    url: "https://refractiveindex.info/?shelf=glass&book=fused_silica&page=Malitson",
};
const SPANNER_KEYS: Reference = Reference {
    title: "Cloud Spanner: secure a database with customer-managed encryption keys",
    url: "https://cloud.google.com/spanner/docs/use-cmek",
};
const COCKROACH_KEYS: Reference = Reference {
    title: "CockroachDB Cloud: manage customer-managed encryption keys of an Advanced cluster",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/managing-cmek",
};
const COCKROACH_KEYS_AWS: Reference = Reference {
    title: "CockroachDB Cloud: provision AWS for customer-managed encryption keys",
    url: "https://www.cockroachlabs.com/docs/cockroachcloud/cmek-ops-aws",
};
const COCKROACH_CMEK: Reference = Reference {
    title: "CockroachDB provider: cockroach_cmek",
    url: "https://registry.terraform.io/providers/cockroachdb/cockroach/latest/docs/resources/cmek",
};
