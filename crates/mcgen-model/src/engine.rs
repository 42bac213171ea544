use std::fmt;

use crate::{Fault, Scalar, choice};

choice! {
    /// A relational engine.
    pub enum Engine {
        /// PostgreSQL.
        Postgres = "postgres",
        /// MySQL.
        Mysql = "mysql",
    }
}

impl Engine {
    /// The port that the engine listens on unless told otherwise.
    pub fn default_port(self) -> u32 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql => 3306,
        }
    }
}

/// An RDS instance class (`db.m7g.large`) or an ElastiCache node type (`cache.m7g.large`).
/// Whether it exists is a question to the catalogue, so a mistyped one can still be checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstanceClass {
    text: String,
    family_end: usize,
}

impl InstanceClass {
    /// The service prefix, `db`, `cache` or `dms`.
    pub fn service(&self) -> &str {
        self.text.split('.').next().unwrap_or_default()
    }

    /// The family, `m7g` of `db.m7g.large`.
    pub fn family(&self) -> &str {
        &self.text[self.service().len() + 1..self.family_end]
    }

    /// The size, `large` of `db.m7g.large`.
    pub fn size(&self) -> &str {
        &self.text[self.family_end + 1..]
    }

    /// Whether it is a burstable family, whose processor runs on credits.
    pub fn is_burstable(&self) -> bool {
        self.family().starts_with('t')
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for InstanceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for InstanceClass {
    const EXPECTED: &'static str =
        "a class such as `db.m7g.large`, `cache.m7g.large` or `dms.r6i.large`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let legal = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        let parts: Vec<&str> = text.splitn(3, '.').collect();
        match parts[..] {
            [service @ ("db" | "cache" | "dms"), family, size]
                if legal(family) && size.split('.').all(legal) =>
            {
                Ok(Self {
                    text: text.to_owned(),
                    family_end: service.len() + 1 + family.len(),
                })
            }
            _ => Err(Fault::new(format!("`{text}` is not {}", Self::EXPECTED))),
        }
    }

    fn pattern() -> Option<&'static str> {
        Some(r"^(db|cache|dms)\.[a-z0-9-]+\.[a-z0-9.-]+$")
    }
}

/// A Cloud SQL machine type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CloudSqlTier {
    /// `db-custom-4-16384`: processors and memory in MB (Enterprise).
    Custom {
        /// Virtual processors.
        vcpus: u32,
        /// Memory in MB.
        memory_mb: u32,
    },
    /// `db-perf-optimized-N-8` (Enterprise Plus).
    PerformanceOptimized {
        /// Virtual processors.
        vcpus: u32,
    },
    /// `db-f1-micro` or `db-g1-small` (Enterprise, no service level agreement).
    SharedCore(&'static str),
    /// Anything else, kept as it was written.
    Other(String),
}

impl fmt::Display for CloudSqlTier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Custom { vcpus, memory_mb } => write!(f, "db-custom-{vcpus}-{memory_mb}"),
            Self::PerformanceOptimized { vcpus } => write!(f, "db-perf-optimized-N-{vcpus}"),
            Self::SharedCore(name) => f.write_str(name),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl Scalar for CloudSqlTier {
    const EXPECTED: &'static str =
        "a machine type such as `db-custom-4-16384` or `db-perf-optimized-N-8`";

    fn parse(text: &str) -> Result<Self, Fault<Self>> {
        let custom = text.strip_prefix("db-custom-").and_then(|rest| {
            let (vcpus, memory) = rest.split_once('-')?;
            Some(Self::Custom {
                vcpus: vcpus.parse().ok()?,
                memory_mb: memory.parse().ok()?,
            })
        });
        let optimized = text.strip_prefix("db-perf-optimized-N-").and_then(|vcpus| {
            Some(Self::PerformanceOptimized {
                vcpus: vcpus.parse().ok()?,
            })
        });
        let shared = ["db-f1-micro", "db-g1-small"]
            .into_iter()
            .find(|name| *name == text)
            .map(Self::SharedCore);
        let tier = custom
            .or(optimized)
            .or(shared)
            .filter(|tier| tier.to_string() == text)
            .unwrap_or_else(|| Self::Other(text.to_owned()));
        Ok(tier)
    }
}
