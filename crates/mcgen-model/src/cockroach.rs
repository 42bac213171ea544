//! A cluster of CockroachDB Cloud.

use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{
    AllowedRange, Cidr, Cloud, CockroachName, DatabaseName, Fault, Region, RoleName, Scalar, choice,
};

/// A cluster of CockroachDB Cloud, all of whose nodes stand in one cloud.
#[derive(Debug, Clone)]
pub struct Cockroach {
    /// The place where it was chosen.
    pub span: Span,
    /// The name of the cluster.
    pub name: Spanned<CockroachName>,
    /// What is paid for: shared or own machines.
    pub plan: Spanned<CockroachPlan>,
    /// The cloud of its nodes.
    pub cloud: Spanned<Cloud>,
    /// Its regions, in the order of the file. Of shared machines the first is the primary one.
    pub regions: Vec<CockroachRegion>,
    /// The major version, such as `v25.4`; the newest one when nothing was said.
    pub version: Option<Spanned<CockroachVersion>>,
    /// With `advanced`, the virtual processors of a node; with `standard`, those of the whole cluster.
    pub vcpus: Option<Spanned<u32>>,
    /// The disk of a node in GiB, with `advanced`.
    pub storage_gib: Option<Spanned<u32>>,
    /// Whether nodes have private addresses only, with `advanced`.
    pub private_nodes: Option<Spanned<bool>>,
    /// The range of the nodes, with `advanced` in Google Cloud.
    pub cidr: Option<Spanned<Cidr>>,
    /// What a month may cost, with `basic`.
    pub limits: Option<CockroachLimits>,
    /// Backups; none of them can be chosen with `basic`.
    pub backup: Option<CockroachBackup>,
    /// Whether the cluster refuses to be deleted.
    pub delete_protection: Spanned<bool>,
    /// The database of the application.
    pub database: Spanned<DatabaseName>,
    /// The user of the application.
    pub user: Spanned<RoleName>,
    /// The version of the password of that user. A higher one makes up another password.
    pub password_version: Spanned<u32>,
    /// Public addresses that may connect besides the private way.
    pub allow: Vec<AllowedRange>,
    /// Whether the metrics of its nodes go to CloudWatch, with `advanced` in AWS.
    pub cloudwatch_metrics: Option<Spanned<bool>>,
    /// Whether the metrics of its nodes are offered to a Prometheus, with `advanced`.
    pub prometheus: Option<Spanned<bool>>,
    /// Keys of AWS KMS that encrypt it, one in each region, by their ARNs; those of the service when there are none.
    pub kms_keys: Vec<Spanned<String>>,
}

/// The region of a key of AWS KMS, from its ARN; `None` where the text is not the ARN of a key.
pub fn kms_key_region(arn: &str) -> Option<&str> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    match parts[..] {
        ["arn", _, "kms", region, account, resource]
            if account.len() == 12
                && account.bytes().all(|it| it.is_ascii_digit())
                && resource
                    .strip_prefix("key/")
                    .is_some_and(|it| !it.is_empty()) =>
        {
            Some(region)
        }
        _ => None,
    }
}

impl Cockroach {
    /// Whether it has private endpoints. Source: www.cockroachlabs.com/docs/cockroachcloud/aws-privatelink
    pub fn has_endpoints(&self) -> bool {
        self.plan.value != CockroachPlan::Basic
    }

    /// Whether its metrics go to CloudWatch. The service sends those of `standard` too, which its
    /// Terraform provider refuses to ask for. Source: www.cockroachlabs.com/docs/cockroachcloud/export-metrics-advanced
    pub fn sends_metrics(&self) -> bool {
        let offered = self.plan.value == CockroachPlan::Advanced && self.cloud.value == Cloud::Aws;
        offered && self.cloudwatch_metrics.as_ref().is_some_and(|it| it.value)
    }

    /// Whether a Prometheus may read its metrics. The service offers those of `standard` too, which its
    /// Terraform provider refuses to ask for. Source: www.cockroachlabs.com/docs/cockroachcloud/export-metrics-advanced
    pub fn offers_metrics(&self) -> bool {
        self.plan.value == CockroachPlan::Advanced
            && self.prometheus.as_ref().is_some_and(|it| it.value)
    }

    /// The nodes of all regions, with `advanced`.
    pub fn nodes(&self) -> u32 {
        let nodes = self.regions.iter().filter_map(|it| it.nodes.as_ref());
        nodes.map(|it| it.value).sum()
    }
}

/// A region of a cluster.
#[derive(Debug, Clone)]
pub struct CockroachRegion {
    /// The region.
    pub name: Spanned<Region>,
    /// How many nodes it has, with `advanced`.
    pub nodes: Option<Spanned<u32>>,
}

/// Limits of a month with the plan `basic`.
#[derive(Debug, Clone)]
pub struct CockroachLimits {
    /// The place of the block.
    pub span: Span,
    /// Request units.
    pub request_units: Option<Spanned<u32>>,
    /// Storage in MiB.
    pub storage_mib: Option<Spanned<u32>>,
}

/// When backups are made, and how long they are kept.
#[derive(Debug, Clone)]
pub struct CockroachBackup {
    /// The place of the block.
    pub span: Span,
    /// From one backup to the next, in minutes.
    pub frequency_minutes: Spanned<CockroachFrequency>,
    /// Days for which a backup is kept. It can be changed once.
    pub retention_days: Spanned<CockroachRetention>,
}

choice! {
    /// What is paid for.
    pub enum CockroachPlan {
        /// Shared machines, paid by use.
        Basic = "basic",
        /// Shared machines with processors of their own.
        Standard = "standard",
        /// Machines of their own.
        Advanced = "advanced",
    }
}

choice! {
    /// From one backup to the next, in minutes.
    /// Source: registry.terraform.io/providers/cockroachdb/cockroach/latest/docs/resources/cluster
    pub enum CockroachFrequency {
        /// Five minutes.
        Minutes5 = "5",
        /// Ten minutes.
        Minutes10 = "10",
        /// A quarter of an hour.
        Minutes15 = "15",
        /// Half an hour.
        Minutes30 = "30",
        /// An hour.
        Minutes60 = "60",
        /// Four hours.
        Minutes240 = "240",
        /// A day.
        Minutes1440 = "1440",
    }
}

impl CockroachFrequency {
    /// The minutes as a number.
    pub fn minutes(self) -> u32 {
        match self {
            Self::Minutes5 => 5,
            Self::Minutes10 => 10,
            Self::Minutes15 => 15,
            Self::Minutes30 => 30,
            Self::Minutes60 => 60,
            Self::Minutes240 => 240,
            Self::Minutes1440 => 1_440,
        }
    }
}

choice! {
    /// Days for which a backup is kept.
    /// Source: registry.terraform.io/providers/cockroachdb/cockroach/latest/docs/resources/cluster
    pub enum CockroachRetention {
        /// Two days.
        Days2 = "2",
        /// A week.
        Days7 = "7",
        /// A month.
        Days30 = "30",
        /// A quarter.
        Days90 = "90",
        /// A year.
        Days365 = "365",
    }
}

/// A major version of CockroachDB: `v25.4`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CockroachVersion(String);

impl CockroachVersion {
    /// The version as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CockroachVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for CockroachVersion {
    const EXPECTED: &'static str = "a major version of CockroachDB such as `v25.4`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let parts = text
            .strip_prefix('v')
            .and_then(|number| number.split_once('.'));
        let is_number = |part: &str| {
            (1..=2).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit())
        };
        match parts {
            Some((year, number)) if is_number(year) && is_number(number) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^v[0-9]{1,2}\\.[0-9]{1,2}$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_cockroachdb_cloud_takes() {
        assert!(CockroachName::parse("crm-production").is_ok());
        for bad in [
            "crm",
            "crm-",
            "-crm-prod",
            "Crm-prod",
            "crm-production-seoul-1",
        ] {
            assert!(CockroachName::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_region_of_a_key_stands_in_its_arn() {
        let key = "arn:aws:kms:ap-northeast-2:111122223333:key/1a2b";
        assert_eq!(kms_key_region(key), Some("ap-northeast-2"));
        for bad in [
            "arn:aws:kms:ap-northeast-2:111122223333:alias/crm",
            "arn:aws:kms:ap-northeast-2:111122223333:key/",
            "arn:aws:kms:ap-northeast-2:1111:key/1a2b",
            "arn:aws:s3:ap-northeast-2:111122223333:key/1a2b",
            "1a2b",
        ] {
            assert_eq!(kms_key_region(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_version_is_a_major_one() {
        assert!(CockroachVersion::parse("v25.4").is_ok());
        for bad in ["25.4", "v25", "v25.4.1", "v25.", "vx.y"] {
            assert!(CockroachVersion::parse(bad).is_err(), "{bad}");
        }
    }
}
