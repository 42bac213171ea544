//! The list of what is held and where it comes from: `schemas/sources.toml`.

use std::collections::BTreeSet;
use std::fmt;

use camino::Utf8Path;
use mcgen_schema::Kind;
use semver::Version;
use serde::Deserialize;

/// Where the list stands.
pub(super) const PATH: &str = "schemas/sources.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Sources {
    pub(super) provider: Vec<Provider>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Provider {
    /// The source address.
    pub(super) source: String,
    /// The name of the file below `schemas/`, without its ending.
    pub(super) file: String,
    /// The licence of its schemas.
    pub(super) licence: String,
    /// Whether attributes of objects have flags of their own: version 6 of Terraform's protocol.
    #[serde(default)]
    pub(super) nested_attributes: bool,
    /// Oldest first.
    pub(super) release: Vec<Release>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Release {
    pub(super) version: Version,
    pub(super) from: Origin,
    pub(super) sha256: String,
    /// Another release, which knows what the package of this one lost.
    pub(super) complete_from: Option<Version>,
    /// Kinds of which the origin does not have every type.
    #[serde(default)]
    pub(super) incomplete: BTreeSet<Kind>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Origin {
    /// `terraform providers schema -json` of the provider itself.
    Provider,
    /// A package of the Python registry: its name, a space, its version.
    Package(String),
    /// A description below `schemas/`, written from the documentation of the provider.
    Documentation(String),
}

/// As a reader of the provenance wants it.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Provider => "the provider itself",
            Self::Package(package) => package,
            Self::Documentation(_) => "its documentation",
        })
    }
}

pub(super) fn read(root: &Utf8Path) -> anyhow::Result<Sources> {
    Ok(toml::from_str(&fs_err::read_to_string(root.join(PATH))?)?)
}
