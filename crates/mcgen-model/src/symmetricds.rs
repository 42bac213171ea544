//! Replication by SymmetricDS between two databases which both take writes.

use mcgen_diagnostics::{Span, Spanned};

use crate::scalar::text;
use crate::{Duration, Replicator, RoleName, Sha256, choice};

/// Replication by SymmetricDS: triggers note each change, and a machine with an engine for each side sends
/// it to the other.
#[derive(Debug, Clone)]
pub struct SymmetricDs {
    /// The place where it was chosen.
    pub span: Span,
    /// The software, which the machine loads when it starts.
    pub distribution: Distribution,
    /// The role of both databases that the engines connect as.
    pub user: Spanned<RoleName>,
    /// Which side wins a conflict.
    pub conflict: Spanned<SymmetricConflict>,
    /// How long a change that was sent is kept. The time of an older one is no longer known to a conflict.
    pub retention: Spanned<Duration>,
    /// How far a side that was away may be behind when it takes clients again.
    pub rejoin_lag: Spanned<Duration>,
    /// The machine.
    pub replicator: Replicator,
}

impl SymmetricDs {
    /// How often an engine looks which changes go where (`job.routing.period.time.ms`), in milliseconds.
    pub const ROUTING_MS: u32 = 1_000;
    /// How often it sends them (`job.push.period.time.ms`), in milliseconds.
    pub const PUSH_MS: u32 = 1_000;
}

/// The archive of SymmetricDS: nothing is loaded that is not the one that was named.
#[derive(Debug, Clone)]
pub struct Distribution {
    /// Where it is loaded from.
    pub url: Spanned<DistributionUrl>,
    /// What it must be.
    pub sha256: Spanned<Sha256>,
}

choice! {
    /// Which side wins a conflict of SymmetricDS. It decides row by row.
    pub enum SymmetricConflict {
        /// The change whose transaction began later.
        Newer = "newer",
        /// AWS.
        Aws = "aws",
        /// Google Cloud.
        Gcp = "gcp",
        /// Neither: the batch waits until a person has decided.
        Manual = "manual",
    }
}

impl SymmetricConflict {
    /// What each side does with a row of the other that is in conflict, in the words of `resolve_type`: on
    /// Google Cloud with one of AWS, and on AWS with one of Google Cloud.
    pub fn resolve_types(self) -> [&'static str; 2] {
        match self {
            Self::Newer => ["NEWER_WINS", "NEWER_WINS"],
            Self::Aws => ["FALLBACK", "IGNORE"],
            Self::Gcp => ["IGNORE", "FALLBACK"],
            Self::Manual => ["MANUAL", "MANUAL"],
        }
    }
}

text! {
    /// The address of an archive behind HTTPS, without a query.
    DistributionUrl, "the address of an archive: `https://`, a host and a path of letters, digits and `. _ - /`",
        "^https://[A-Za-z0-9_-]*[.][A-Za-z0-9._-]*/[A-Za-z0-9._/-]+$", if is_address;
}

impl DistributionUrl {
    const SCHEME: &'static str = "https://";

    /// The host and the path, which stand behind `https://`.
    pub fn behind_scheme(&self) -> &str {
        self.as_str()
            .strip_prefix(Self::SCHEME)
            .unwrap_or(self.as_str())
    }
}

fn is_address(text: &str) -> bool {
    let legal = |it: char| it.is_ascii_alphanumeric() || "._-/".contains(it);
    let rest = text.strip_prefix(DistributionUrl::SCHEME);
    let parts = rest.and_then(|it| it.split_once('/'));
    parts.is_some_and(|(host, path)| {
        host.contains('.') && !path.is_empty() && host.chars().chain(path.chars()).all(legal)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar as _;

    #[test]
    fn an_archive_comes_by_https_and_from_a_plain_address() {
        let url = DistributionUrl::parse("https://downloads.example.com/symmetric-server.zip");
        assert_eq!(
            url.unwrap().behind_scheme(),
            "downloads.example.com/symmetric-server.zip"
        );
        for bad in [
            "http://downloads.example.com/a.zip",
            "https://downloads.example.com",
            "https://downloads.example.com/",
            "https://downloads.example.com/a.zip?key=1",
            "https://user@downloads.example.com/a.zip",
            "https://example.com/$(id).zip",
        ] {
            assert!(DistributionUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
