use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::proxy::Proxy;
use crate::server::{ADMIN, ADMIN_PASSWORD, DATABASE, Server};
use crate::shell::Shell;
use crate::tools::Tools;

/// One of the two clouds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cloud {
    Aws,
    Gcp,
}

impl Cloud {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Gcp => "gcp",
        }
    }

    pub(crate) fn other(self) -> Self {
        match self {
            Self::Aws => Self::Gcp,
            Self::Gcp => Self::Aws,
        }
    }
}

/// The shell of an administrator in `folder`, with the variables that a rendered README asks for. What one
/// cloud reads from the other goes over the links.
pub(crate) fn administrator(
    tools: &Tools,
    folder: &Path,
    [aws, gcp]: [&Server; 2],
    links: &BTreeMap<Cloud, Proxy>,
) -> Shell {
    let mut command = Command::new("bash");
    command
        .args(["--noprofile", "--norc"])
        .current_dir(folder)
        .env("PATH", tools.path())
        .env_remove("PGOPTIONS");
    // RDS is known by a name, which does not change when its address does.
    let values = [
        ("AWS_HOST", "localhost".to_owned()),
        ("GCP_HOST", "127.0.0.1".to_owned()),
        ("AWS", aws.conninfo(ADMIN, DATABASE)),
        ("GCP", gcp.conninfo(ADMIN, DATABASE)),
        ("AWS_PORT", links[&Cloud::Aws].port.to_string()),
        ("GCP_PORT", links[&Cloud::Gcp].port.to_string()),
        ("AWS_PASSWORD", ADMIN_PASSWORD.to_owned()),
        ("GCP_PASSWORD", ADMIN_PASSWORD.to_owned()),
        ("REPLICATION_PASSWORD", "of 'the' \\ link".to_owned()),
    ];
    command.envs(values);
    Shell::new(command)
}
