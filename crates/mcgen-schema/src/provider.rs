//! A provider: its settings and what it offers.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Block, Overlay, TypeOverlay};

/// What a provider offers, by the word that declares it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// `resource`.
    Resource,
    /// `data`.
    DataSource,
    /// `ephemeral`.
    Ephemeral,
}

impl Kind {
    /// Every kind, in the order in which Terraform lists them.
    pub const ALL: [Self; 3] = [Self::Resource, Self::DataSource, Self::Ephemeral];

    /// The word that declares it.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::DataSource => "data",
            Self::Ephemeral => "ephemeral",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Resource => "resource",
            Self::DataSource => "data source",
            Self::Ephemeral => "ephemeral resource",
        })
    }
}

/// The schema of a resource, a data source, an ephemeral resource, or of the provider's own settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// Counts the changes that an older state must be upgraded for.
    #[serde(default)]
    pub version: u64,
    /// What it takes and gives.
    pub block: Block,
}

/// Everything that one version of a provider offers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderSchema {
    /// The settings of a `provider` block.
    #[serde(default, rename = "provider")]
    pub configuration: Schema,
    /// Resources by type.
    #[serde(default, rename = "resource_schemas")]
    pub resources: BTreeMap<String, Schema>,
    /// Data sources by type.
    #[serde(default, rename = "data_source_schemas")]
    pub data_sources: BTreeMap<String, Schema>,
    /// Ephemeral resources by type.
    #[serde(default, rename = "ephemeral_resource_schemas")]
    pub ephemerals: BTreeMap<String, Schema>,
}

impl ProviderSchema {
    /// The schemas of one kind, by type.
    pub fn of_kind(&self, kind: Kind) -> &BTreeMap<String, Schema> {
        match kind {
            Kind::Resource => &self.resources,
            Kind::DataSource => &self.data_sources,
            Kind::Ephemeral => &self.ephemerals,
        }
    }

    /// The schemas of one kind, to be changed.
    pub fn of_kind_mut(&mut self, kind: Kind) -> &mut BTreeMap<String, Schema> {
        match kind {
            Kind::Resource => &mut self.resources,
            Kind::DataSource => &mut self.data_sources,
            Kind::Ephemeral => &mut self.ephemerals,
        }
    }
}

// Not beside the type, because the build script reads that file alone.
impl Overlay {
    /// What is known of the types of one kind.
    pub fn of_kind(&self, kind: Kind) -> &BTreeMap<String, TypeOverlay> {
        match kind {
            Kind::Resource => &self.resource,
            Kind::DataSource => &self.data,
            Kind::Ephemeral => &self.ephemeral,
        }
    }

    /// What is known of the types of one kind, to be changed.
    pub fn of_kind_mut(&mut self, kind: Kind) -> &mut BTreeMap<String, TypeOverlay> {
        match kind {
            Kind::Resource => &mut self.resource,
            Kind::DataSource => &mut self.data,
            Kind::Ephemeral => &mut self.ephemeral,
        }
    }
}
