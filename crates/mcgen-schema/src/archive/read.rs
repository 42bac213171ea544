//! The bytes of a file to schemas, one type at a time.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use super::{
    Header, Indexed, MAGIC, Provenance, StoredAttribute, StoredBlock, StoredKind, StoredNested,
    StoredRelease, StoredSchema, StoredType, Table, Tables, flag,
};
use crate::{Attribute, AttributeKind, Block, Kind, NestedAttributes, NestedBlock, Schema, Type};

/// What is wrong with the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Faulty {
    /// It does not begin as such a file does.
    #[error("it is no file of provider schemas, or of another version of mcgen")]
    Magic,
    /// It ends too early, or a part of it cannot be read.
    #[error("its {0} cannot be read")]
    Unreadable(&'static str),
    /// A record refers to one that does not stand before it.
    #[error("a record of its {0} refers to none before it")]
    Reference(&'static str),
}

/// One version of a provider in its file.
#[derive(Debug)]
pub(crate) struct ArchivedRelease<'a> {
    provider: &'a str,
    tables: Tables<'a>,
    release: StoredRelease<'a>,
}

/// Reads the header of a file: what it holds, and nothing of the schemas.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<ArchivedRelease<'_>>, Faulty> {
    let bytes = bytes.strip_prefix(MAGIC).ok_or(Faulty::Magic)?;
    let header: Header<'_> =
        postcard::from_bytes(bytes).map_err(|_| Faulty::Unreadable("header"))?;
    let releases = header.releases.into_iter().map(|release| ArchivedRelease {
        provider: header.provider,
        tables: header.tables,
        release,
    });
    Ok(releases.collect())
}

impl<'a> ArchivedRelease<'a> {
    pub(crate) fn provider(&self) -> &'a str {
        self.provider
    }

    pub(crate) fn version(&self) -> &semver::Version {
        &self.release.version
    }

    pub(crate) fn provenance(&self) -> &Provenance {
        &self.release.provenance
    }

    /// Whether every type of this kind is held.
    pub(crate) fn is_complete(&self, kind: Kind) -> bool {
        !self.release.incomplete.contains(&kind)
    }

    pub(crate) fn configuration(&self) -> StoredSchema {
        self.release.configuration
    }

    /// The names of one kind, in their order.
    pub(crate) fn names(
        &self,
        kind: Kind,
    ) -> impl Iterator<Item = Result<&'a str, Faulty>> + use<'_, 'a> {
        let index = self.index(kind);
        (0..index.len()).map(move |number| Ok(self.entry(index, number)?.0))
    }

    fn index(&self, kind: Kind) -> Table<'a> {
        let [resources, data_sources, ephemerals] = self.release.indexes;
        match kind {
            Kind::Resource => resources,
            Kind::DataSource => data_sources,
            Kind::Ephemeral => ephemerals,
        }
    }

    fn entry(&self, index: Table<'a>, number: u32) -> Result<(&'a str, StoredSchema), Faulty> {
        let entry: Indexed = index.record(number, "index")?;
        Ok((self.tables.name(entry.name)?, entry.schema))
    }

    /// Where the schema of a type stands; nothing where the version has no such type.
    pub(crate) fn find(&self, kind: Kind, name: &str) -> Result<Option<StoredSchema>, Faulty> {
        let index = self.index(kind);
        let (mut low, mut high) = (0, index.len());
        while low < high {
            let middle = low.midpoint(high);
            let (found, schema) = self.entry(index, middle)?;
            match found.cmp(name) {
                std::cmp::Ordering::Equal => return Ok(Some(schema)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    pub(crate) fn schema(&self, stored: StoredSchema) -> Result<Schema, Faulty> {
        Ok(Schema {
            version: stored.version,
            block: self.tables.block(stored.block, u32::MAX)?,
        })
    }
}

impl<'a> Table<'a> {
    fn len(self) -> u32 {
        u32::try_from(self.ends.len() / size_of::<u32>()).unwrap_or(u32::MAX)
    }

    fn end(self, number: usize) -> Option<usize> {
        let (ends, _) = self.ends.as_chunks();
        usize::try_from(u32::from_le_bytes(*ends.get(number)?)).ok()
    }

    fn bytes(self, number: u32) -> Option<&'a [u8]> {
        let number = usize::try_from(number).ok()?;
        let start = match number.checked_sub(1) {
            Some(before) => self.end(before)?,
            None => 0,
        };
        self.bytes.get(start..self.end(number)?)
    }

    fn record<T: Deserialize<'a>>(self, number: u32, table: &'static str) -> Result<T, Faulty> {
        let bytes = self.bytes(number).ok_or(Faulty::Unreadable(table))?;
        postcard::from_bytes(bytes).map_err(|_| Faulty::Unreadable(table))
    }
}

/// Records refer to records before them only: whoever refers gives its own number as `before`.
impl<'a> Tables<'a> {
    fn name(&self, number: u32) -> Result<&'a str, Faulty> {
        let bytes = self.names.bytes(number);
        bytes
            .and_then(|it| std::str::from_utf8(it).ok())
            .ok_or(Faulty::Unreadable("table of names"))
    }

    fn value_type(&self, number: u32, before: u32) -> Result<Type, Faulty> {
        const TABLE: &str = "table of types";
        if number >= before {
            return Err(Faulty::Reference(TABLE));
        }
        let inner = |it: u32| self.value_type(it, number);
        Ok(match self.types.record(number, TABLE)? {
            StoredType::Dynamic => Type::Dynamic,
            StoredType::String => Type::String,
            StoredType::Number => Type::Number,
            StoredType::Bool => Type::Bool,
            StoredType::List(element) => Type::list(inner(element)?),
            StoredType::Set(element) => Type::set(inner(element)?),
            StoredType::Map(element) => Type::map(inner(element)?),
            StoredType::Tuple(elements) => {
                Type::Tuple(elements.into_iter().map(inner).collect::<Result<_, _>>()?)
            }
            StoredType::Object(members) => {
                let mut attributes = BTreeMap::new();
                let mut optional = Vec::new();
                for member in members {
                    let name = self.name(member.name)?.to_owned();
                    if member.optional {
                        optional.push(name.clone());
                    }
                    attributes.insert(name, inner(member.value)?);
                }
                Type::Object {
                    attributes,
                    optional: optional.into_iter().collect(),
                }
            }
        })
    }

    fn block(&self, number: u32, before: u32) -> Result<Block, Faulty> {
        const TABLE: &str = "table of blocks";
        if number >= before {
            return Err(Faulty::Reference(TABLE));
        }
        let stored: StoredBlock = self.blocks.record(number, TABLE)?;
        let attributes = stored.attributes.into_iter();
        let blocks = stored.blocks.into_iter();
        Ok(Block {
            attributes: attributes
                .map(|it| self.attribute(&it, number))
                .collect::<Result<_, _>>()?,
            blocks: blocks
                .map(|it| self.nested(&it, number))
                .collect::<Result<_, _>>()?,
            deprecated: stored.deprecated,
        })
    }

    fn attribute(
        &self,
        stored: &StoredAttribute,
        before: u32,
    ) -> Result<(String, Attribute), Faulty> {
        let kind = match stored.kind {
            StoredKind::Type(number) => AttributeKind::Type(self.value_type(number, u32::MAX)?),
            StoredKind::Nested(nesting, number) => AttributeKind::Nested(NestedAttributes {
                attributes: self.block(number, before)?.attributes,
                nesting,
            }),
        };
        let is = |bit: u8| stored.flags & bit != 0;
        let attribute = Attribute {
            kind,
            required: is(flag::REQUIRED),
            optional: is(flag::OPTIONAL),
            computed: is(flag::COMPUTED),
            sensitive: is(flag::SENSITIVE),
            write_only: is(flag::WRITE_ONLY),
            deprecated: is(flag::DEPRECATED),
        };
        Ok((self.name(stored.name)?.to_owned(), attribute))
    }

    fn nested(&self, stored: &StoredNested, before: u32) -> Result<(String, NestedBlock), Faulty> {
        let nested = NestedBlock {
            nesting: stored.nesting,
            block: self.block(stored.block, before)?,
            min_items: stored.min_items,
            max_items: stored.max_items,
        };
        Ok((self.name(stored.name)?.to_owned(), nested))
    }
}
