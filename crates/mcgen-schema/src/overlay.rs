//! What no schema says and mcgen relies on, by hand and with a source for each entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is known of the types of a provider beyond their schemas.
///
/// Paths lead from the type to an attribute through blocks and objects: `settings.tier`. What is said
/// below a block holds for each such block. The overlay of a provider may stand in several files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Overlay {
    /// The provider: `hashicorp/aws`.
    pub provider: String,
    /// Resources by type.
    #[serde(default)]
    pub resource: BTreeMap<String, TypeOverlay>,
    /// Data sources by type.
    #[serde(default)]
    pub data: BTreeMap<String, TypeOverlay>,
    /// Ephemeral resources by type.
    #[serde(default)]
    pub ephemeral: BTreeMap<String, TypeOverlay>,
    /// The value that the provider gives an attribute of this name in every resource and data source
    /// that has it at its top, where none is set and its own entry gives none.
    #[serde(default)]
    pub every: BTreeMap<String, serde_json::Value>,
}

/// What is known of one type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeOverlay {
    /// Public pages that say so.
    pub sources: Vec<String>,
    /// Attributes and blocks whose change replaces the object.
    #[serde(default)]
    pub force_new: Vec<String>,
    /// Blocks that the provider fills where none is written, and with how many.
    #[serde(default)]
    pub computed_blocks: BTreeMap<String, u32>,
    /// Blocks with a greatest number, where the schema lost it.
    #[serde(default)]
    pub max_items: BTreeMap<String, u32>,
    /// Attributes that are sensitive, where the schema lost it.
    #[serde(default)]
    pub sensitive: Vec<String>,
    /// Attributes that are write-only, where the schema lost it.
    #[serde(default)]
    pub write_only: Vec<String>,
    /// Sets of arguments of which one at most may be set.
    #[serde(default)]
    pub conflicts: Vec<Vec<String>>,
    /// Sets of arguments of which one must be set, and no other.
    #[serde(default)]
    pub exactly_one_of: Vec<Vec<String>>,
    /// Sets of arguments of which one at least must be set.
    #[serde(default)]
    pub at_least_one_of: Vec<Vec<String>>,
    /// Arguments that are set together or not at all.
    #[serde(default)]
    pub required_together: Vec<Vec<String>>,
    /// What a value must look like, by path. On a list, set or map it holds for every element.
    #[serde(default)]
    pub constraints: BTreeMap<String, Constraint>,
    /// The value that a provider gives where none is set, by path. Every text in it is a
    /// [`crate::Template`]; a text that is one placeholder and nothing else takes over the value with its
    /// type. `{ for-each = PATH, value = … }` is the value once for each element of an attribute, which it reads as
    /// `{each.NAME}`. The path of one of `computed_blocks` gives those blocks.
    #[serde(default)]
    pub computed: BTreeMap<String, serde_json::Value>,
    /// The objects that a data source or an ephemeral resource reads. A data source without this reads
    /// the resource of its own name, by every argument that both have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reads: Option<Reads>,
}

/// Which object is read, and what of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reads {
    /// The type of the resource.
    pub resource: String,
    /// The arguments that tell the object from others, each with the attributes of the object of which
    /// one has its value. At least one of them is given for an object to be found. An argument without
    /// attributes tells nothing; one that is not listed must agree with the attribute of its name.
    pub by: BTreeMap<String, Vec<String>>,
    /// The attributes of the object that an attribute has its value from, the first that is set; write-only
    /// ones too. What is not listed has its value from the attribute of its name, if that is not
    /// write-only.
    #[serde(default)]
    pub values: BTreeMap<String, Vec<String>>,
}

/// What a value must look like. All that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Constraint {
    /// The words it can be; numbers as they are written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one_of: Vec<String>,
    /// A regular expression over the whole text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// A format with a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syntax: Option<Syntax>,
    /// The least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
}

/// A format of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Syntax {
    /// An IPv4 network in its canonical form: `10.0.0.0/16`.
    Ipv4Network,
    /// An IPv4 address.
    Ipv4Address,
    /// A JSON document.
    Json,
    /// An Amazon resource name.
    Arn,
    /// Inside addresses of a VPN tunnel: a /30 of 169.254.0.0/16 outside what AWS reserves.
    TunnelInside,
    /// A pre-shared key that AWS takes: 8 to 64 letters, digits, `.` and `_`, not beginning with 0.
    PresharedKey,
}
