//! The file that holds the schemas of one provider in all its held versions.
//!
//! Every distinct name, type and block stands in it once, whichever versions and types share it, and
//! refers to others by number. So a file is small without compression, and the schema of one type is
//! read without touching the rest: a search in a sorted index, then the blocks that it leads to.
//!
//! | part | form |
//! |---|---|
//! | `MAGIC` | names the format and its version |
//! | `Header` | the provider, its releases with their indexes, and three tables |
//! | table | the end of each record as 32 bits, little endian, and the records behind one another |
//! | record | postcard: a `StoredType` or a `StoredBlock`; the table of names holds plain text |
//!
//! A record refers only to records before it, so reading always ends.

mod pack;
mod read;

pub use pack::{PackError, pack};
pub use read::Faulty;
pub(crate) use read::{ArchivedRelease, read};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Kind, Nesting, ProviderSchema};

/// What a file begins with. The number changes with the format.
const MAGIC: &[u8] = b"mcgen-schemas 2\n";

/// Where the schemas of one version of a provider come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// What they were taken from: `cdktn-provider-aws 25.8.1`, or the provider itself.
    pub origin: String,
    /// The SHA-256 of that package, or of what the provider said, in hexadecimal.
    pub sha256: String,
    /// The licence of the schemas, as an SPDX expression.
    pub licence: String,
}

/// One version of a provider, as [`pack`] takes it.
#[derive(Debug, Clone)]
pub struct Release {
    /// The version of the provider.
    pub version: semver::Version,
    /// Where the schemas come from.
    pub provenance: Provenance,
    /// The kinds of which `schema` does not hold every type of the provider.
    pub incomplete: BTreeSet<Kind>,
    /// Its schemas.
    pub schema: ProviderSchema,
}

#[derive(Debug, Serialize, Deserialize)]
struct Header<'a> {
    provider: &'a str,
    #[serde(borrow)]
    releases: Vec<StoredRelease<'a>>,
    tables: Tables<'a>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Tables<'a> {
    #[serde(borrow)]
    names: Table<'a>,
    types: Table<'a>,
    blocks: Table<'a>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredRelease<'a> {
    version: semver::Version,
    provenance: Provenance,
    incomplete: BTreeSet<Kind>,
    configuration: StoredSchema,
    /// Resources, data sources and ephemeral resources: postcard of [`Indexed`], sorted by name.
    #[serde(borrow)]
    indexes: [Table<'a>; 3],
}

/// Where a schema stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct StoredSchema {
    version: u64,
    block: u32,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Indexed {
    name: u32,
    schema: StoredSchema,
}

/// Records by number.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Table<'a> {
    ends: &'a [u8],
    bytes: &'a [u8],
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum StoredType {
    Dynamic,
    String,
    Number,
    Bool,
    List(u32),
    Set(u32),
    Map(u32),
    Object(Vec<StoredMember>),
    Tuple(Vec<u32>),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct StoredMember {
    name: u32,
    value: u32,
    optional: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct StoredBlock {
    deprecated: bool,
    attributes: Vec<StoredAttribute>,
    blocks: Vec<StoredNested>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct StoredAttribute {
    name: u32,
    flags: u8,
    kind: StoredKind,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum StoredKind {
    Type(u32),
    /// The attributes are those of the block with this number.
    Nested(Nesting, u32),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct StoredNested {
    name: u32,
    nesting: Nesting,
    min_items: u32,
    max_items: u32,
    block: u32,
}

/// The bits of [`StoredAttribute::flags`].
mod flag {
    pub(super) const REQUIRED: u8 = 1;
    pub(super) const OPTIONAL: u8 = 1 << 1;
    pub(super) const COMPUTED: u8 = 1 << 2;
    pub(super) const SENSITIVE: u8 = 1 << 3;
    pub(super) const WRITE_ONLY: u8 = 1 << 4;
    pub(super) const DEPRECATED: u8 = 1 << 5;
}
