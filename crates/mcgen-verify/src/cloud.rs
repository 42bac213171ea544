//! A cloud that can go away as a whole.

use std::fmt;

use crate::tree::{R2, Stack};

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
        matches!(
            (self, backend),
            (Self::Aws, "s3") | (Self::Gcp, "gcs") | (Self::Cloudflare, R2)
        )
    }

    /// Whether a stack promises to work without the cloud: the stack of one cloud needs that cloud only,
    /// the stacks `global` and `traffic` those that their providers talk to and their state lives in. A stack over
    /// several promises nothing.
    pub(crate) fn is_survived_by(self, stack: &Stack) -> bool {
        match stack.name.as_str() {
            "aws" => self != Self::Aws,
            "gcp" => self != Self::Gcp,
            "global" | "traffic" => {
                let state = stack.backend.as_deref();
                !state.is_some_and(|backend| self.holds_state_of(backend))
                    && !self
                        .providers()
                        .iter()
                        .any(|it| stack.providers.contains(*it))
            }
            _ => false,
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
