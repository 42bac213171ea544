//! Mechanisms with a machine of their own that carries the changes between two databases which both take
//! writes.

use std::fmt;

use mcgen_diagnostics::{Span, Spanned};

use crate::{Cloud, Duration, Fault, RoleName, Scalar, choice};

/// Replication by Bucardo: triggers note which rows changed, and a machine copies them.
#[derive(Debug, Clone)]
pub struct Bucardo {
    /// The place where it was chosen.
    pub span: Span,
    /// The role of both databases that the machine connects as.
    pub user: Spanned<RoleName>,
    /// Which side wins a conflict.
    pub conflict: Spanned<BucardoConflict>,
    /// How far a side that was away may be behind when it takes clients again.
    pub rejoin_lag: Spanned<Duration>,
    /// The machine.
    pub replicator: Replicator,
}

choice! {
    /// Which side wins a conflict of Bucardo. It decides once for all conflicting rows of a table that one
    /// run finds, not row by row.
    pub enum BucardoConflict {
        /// The side that wrote the table last.
        Latest = "latest",
        /// The side that wrote any of the shared tables last, for all tables.
        LatestOfAll = "latest-of-all",
        /// AWS.
        Aws = "aws",
        /// Google Cloud.
        Gcp = "gcp",
        /// Neither: the replication stops until a person has made the rows equal.
        Abort = "abort",
    }
}

impl BucardoConflict {
    /// The word of Bucardo: one of its strategies, or the databases in the order in which they win.
    pub fn word(self) -> &'static str {
        match self {
            Self::Latest => "bucardo_latest",
            Self::LatestOfAll => "bucardo_latest_all_tables",
            Self::Aws => "aws gcp",
            Self::Gcp => "gcp aws",
            Self::Abort => "bucardo_abort",
        }
    }
}

/// The machine that carries the changes. It keeps nothing that cannot be made again: what has still to be
/// carried stands in the two databases.
#[derive(Debug, Clone)]
pub struct Replicator {
    /// The place of the block.
    pub span: Span,
    /// Where it stands.
    pub cloud: Spanned<Cloud>,
    /// Its type in that cloud: `t3.medium`, `e2-medium`.
    pub machine: Spanned<MachineType>,
    /// Its disk, in GiB.
    pub disk_gib: Spanned<u32>,
    /// Whether it carries changes; it notes them in any case.
    pub start: Spanned<bool>,
    /// The version of the password of its role; a higher one makes a new password.
    pub password_version: Spanned<u32>,
}

/// The type of a virtual machine in either cloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineType(String);

impl MachineType {
    /// The type as the cloud writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The cloud that writes its types so: `t3.medium` in AWS, `e2-medium` in Google Cloud.
    pub fn cloud(&self) -> Cloud {
        if self.0.contains('.') {
            Cloud::Aws
        } else {
            Cloud::Gcp
        }
    }

    /// The name of its processor in the images of Debian.
    pub fn architecture(&self) -> &'static str {
        let is_arm = match self.cloud() {
            // The letters behind the generation say what is special: `g` is the processor of AWS.
            Cloud::Aws => {
                let family = self.0.split('.').next().unwrap_or_default();
                let generation = family.find(|it: char| it.is_ascii_digit());
                let special = generation.and_then(|at| family.get(at + 1..));
                special.is_some_and(|it| it.contains('g')) || family == "a1"
            }
            Cloud::Gcp => ["t2a-", "c4a-", "n4a-"]
                .iter()
                .any(|family| self.0.starts_with(family)),
        };
        if is_arm { "arm64" } else { "amd64" }
    }
}

impl fmt::Display for MachineType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for MachineType {
    const EXPECTED: &'static str =
        "the type of a virtual machine, such as `t3.medium` in AWS or `e2-medium` in Google Cloud";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let is_aws = text.split_once('.').is_some_and(|(family, size)| {
            family.starts_with(|c: char| c.is_ascii_lowercase())
                && family.chars().any(|c| c.is_ascii_digit())
                && family.chars().all(|c| legal(c) || c == '-')
                && !size.is_empty()
                && size.chars().all(|c| legal(c) || c == '-')
        });
        let parts: Vec<&str> = text.split('-').collect();
        let is_gcp = (2..=4).contains(&parts.len())
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && parts
                .iter()
                .all(|it| !it.is_empty() && it.chars().all(legal));
        if is_aws || is_gcp {
            Ok(Self(text.to_owned()))
        } else {
            Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED)))
        }
    }

    fn pattern() -> Option<&'static str> {
        Some("^([a-z][a-z0-9-]*[0-9][a-z0-9-]*[.][a-z0-9-]+|[a-z][a-z0-9]*(-[a-z0-9]+){1,3})$")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_says_its_cloud_and_its_processor() {
        for (text, cloud, architecture) in [
            ("t3.medium", Cloud::Aws, "amd64"),
            ("t4g.medium", Cloud::Aws, "arm64"),
            ("m7gd.large", Cloud::Aws, "arm64"),
            ("m7i.large", Cloud::Aws, "amd64"),
            ("e2-medium", Cloud::Gcp, "amd64"),
            ("c4a-standard-2", Cloud::Gcp, "arm64"),
        ] {
            let machine = MachineType::parse(text).unwrap();
            assert_eq!(
                (machine.cloud(), machine.architecture()),
                (cloud, architecture),
                "{text}"
            );
        }
    }

    #[test]
    fn a_type_of_no_cloud_is_refused() {
        for text in [
            "large",
            "t3.",
            "T3.medium",
            "t3 medium",
            "e2-",
            "db.m7g.large",
        ] {
            assert!(MachineType::parse(text).is_err(), "{text}");
        }
    }
}
