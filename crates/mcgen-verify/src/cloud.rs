//! A cloud that can go away as a whole.

use std::fmt;

use crate::tree::Stack;

/// What `--outage` takes down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cloud {
    /// Amazon Web Services.
    Aws,
    /// Google Cloud.
    Gcp,
    /// Cloudflare.
    Cloudflare,
}

impl Cloud {
    /// The name in environment files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Gcp => "gcp",
            Self::Cloudflare => "cloudflare",
        }
    }

    /// The providers that talk to it.
    pub(crate) fn providers(self) -> &'static [&'static str] {
        match self {
            Self::Aws => &["hashicorp/aws"],
            Self::Gcp => &["hashicorp/google", "hashicorp/google-beta"],
            Self::Cloudflare => &["cloudflare/cloudflare"],
        }
    }

    /// Whether a backend of this type keeps its states there.
    pub(crate) fn holds_state_of(self, backend: &str) -> bool {
        matches!((self, backend), (Self::Aws, "s3") | (Self::Gcp, "gcs"))
    }

    /// Whether a stack promises to work without the cloud. The stack of one cloud needs that cloud only.
    /// The stack of the traffic must work when the other side takes over, unless the cloud that is lost
    /// steers the traffic itself. A stack over several clouds promises nothing.
    pub(crate) fn is_survived_by(self, stack: &Stack, takes_over: bool) -> bool {
        match stack.name.as_str() {
            "aws" => self != Self::Aws,
            "gcp" => self != Self::Gcp,
            "traffic" => takes_over && !self.serves(stack),
            _ => false,
        }
    }

    /// Whether a stack uses a provider of this cloud.
    fn serves(self, stack: &Stack) -> bool {
        let own = self.providers();
        stack.providers.iter().any(|it| own.contains(&it.as_str()))
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
