//! An instance of Cloud Spanner with one database.

use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{DatabaseName, Fault, GcpRegion, Principal, Region, Scalar, catalog, choice, nearest};

/// An instance of Cloud Spanner with one database.
#[derive(Debug, Clone)]
pub struct Spanner {
    /// The place where it was chosen.
    pub span: Span,
    /// Where its copies stand.
    pub configuration: Spanned<SpannerConfiguration>,
    /// What is paid for.
    pub edition: Spanned<SpannerEdition>,
    /// Its size, a thousandth of a node each, where it does not follow the load.
    pub processing_units: Spanned<u32>,
    /// How it follows the load, if it does.
    pub autoscaling: Option<SpannerAutoscaling>,
    /// The language of its SQL.
    pub dialect: Spanned<SpannerDialect>,
    /// The database of the application.
    pub database: Spanned<DatabaseName>,
    /// The statements of its schema, in their order. More are added at the end only.
    pub ddl: Vec<Spanned<String>>,
    /// Days for which any moment can be read again.
    pub version_retention_days: Spanned<u32>,
    /// Days for which a daily backup is kept.
    pub backup_retention_days: Spanned<u32>,
    /// Whether instance and database refuse to be deleted.
    pub deletion_protection: Spanned<bool>,
    /// Who reads and writes, in Google Cloud.
    pub users: Vec<Spanned<Principal>>,
    /// Roles of the AWS account whose sessions read and write.
    pub aws_roles: Vec<Spanned<String>>,
    /// Keys of Cloud KMS that encrypt the database, one in each region of the configuration.
    pub kms_keys: Vec<Spanned<String>>,
}

/// How an instance follows the load.
#[derive(Debug, Clone)]
pub struct SpannerAutoscaling {
    /// The place of the block.
    pub span: Span,
    /// The smallest size in processing units.
    pub min_processing_units: Spanned<u32>,
    /// The largest size in processing units.
    pub max_processing_units: Spanned<u32>,
    /// The load of the processors by work of high priority that is aimed at, in percent.
    pub cpu_percent: Spanned<u32>,
    /// The share of the storage that is aimed at, in percent.
    pub storage_percent: Spanned<u32>,
}

choice! {
    /// What is paid for.
    pub enum SpannerEdition {
        /// One region, a fixed size.
        Standard = "standard",
        /// One region, a size that follows the load, full-text search, vectors.
        Enterprise = "enterprise",
        /// Several regions.
        EnterprisePlus = "enterprise-plus",
    }
}

choice! {
    /// The language of the SQL of a database.
    pub enum SpannerDialect {
        /// The SQL of Google.
        GoogleSql = "googlesql",
        /// The SQL of PostgreSQL, a part of it.
        Postgresql = "postgresql",
    }
}

/// A base configuration of Cloud Spanner: `regional-asia-northeast3`, `dual-region-japan1`, `asia1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpannerConfiguration {
    name: String,
    regions: Vec<GcpRegion>,
}

/// What the name of the configuration of one region begins with.
const REGIONAL: &str = "regional-";

/// What the name of one of two regions begins with, of which each has half of the votes.
const DUAL_REGION: &str = "dual-region-";

impl SpannerConfiguration {
    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The regions that hold data or vote.
    pub fn regions(&self) -> impl Iterator<Item = Region> {
        self.regions.iter().copied().map(Region::Gcp)
    }

    /// Whether all of it stands in one region.
    pub fn is_regional(&self) -> bool {
        self.name.starts_with(REGIONAL)
    }

    /// Whether it stands in two regions that both must agree.
    pub fn is_dual_region(&self) -> bool {
        self.name.starts_with(DUAL_REGION)
    }
}

impl fmt::Display for SpannerConfiguration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Scalar for SpannerConfiguration {
    const EXPECTED: &'static str = "a configuration of Spanner such as `regional-asia-northeast3`, `dual-region-japan1` or `asia1`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let regions = match text.strip_prefix(REGIONAL) {
            Some(code) => GcpRegion::parse(code).ok().map(|region| vec![region]),
            None => catalog::spanner::regions(text),
        };
        if let Some(regions) = regions {
            let name = text.to_owned();
            return Ok(Self { name, regions });
        }
        let fault = Fault::new(format!("`{text}` is not {}", Self::EXPECTED));
        // A bare region is meant as its own configuration.
        Err(match GcpRegion::parse(text) {
            Ok(region) => fault.help(format!("write `{REGIONAL}{region}`")),
            Err(_) => match nearest(text, catalog::spanner::configurations()) {
                Some(name) => fault.help(format!("did you mean `{name}`?")),
                None => fault,
            },
        })
    }

    fn pattern() -> Option<&'static str> {
        Some("^(regional|dual-region|asia|eur|nam)[a-z0-9-]*$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_knows_its_regions() {
        let seoul = SpannerConfiguration::parse("regional-asia-northeast3").unwrap();
        assert!(seoul.is_regional());
        let asia = SpannerConfiguration::parse("asia1").unwrap();
        let countries: Vec<&str> = asia.regions().map(Region::country).collect();
        assert_eq!(countries, ["JP", "JP", "KR"]);
    }

    #[test]
    fn a_region_alone_is_answered_with_its_configuration() {
        let fault = SpannerConfiguration::parse("asia-northeast3").unwrap_err();
        assert_eq!(fault.help.unwrap(), "write `regional-asia-northeast3`");
        assert!(SpannerConfiguration::parse("nam4").is_err());
    }
}
