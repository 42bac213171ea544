//! Schemas to the bytes of a file.

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use super::{
    Header, Indexed, MAGIC, Release, StoredAttribute, StoredBlock, StoredKind, StoredMember,
    StoredNested, StoredRelease, StoredSchema, StoredType, Table, Tables, flag,
};
use crate::{Attribute, AttributeKind, Block, Kind, Schema, Type};

/// Why schemas cannot be packed.
#[derive(Debug, Error)]
pub enum PackError {
    /// More than 32 bits can number.
    #[error("there is more than a file of schemas can hold")]
    TooMany,
    /// The form of the records refuses a value.
    #[error("a schema cannot be written")]
    Unwritable(#[from] postcard::Error),
}

/// The file of a provider: its source address (`hashicorp/aws`) and its versions.
///
/// The same schemas give the same bytes; [`crate::Catalog::new`] reads them.
pub fn pack(provider: &str, releases: &[Release]) -> Result<Vec<u8>, PackError> {
    let mut packer = Packer::default();
    let mut packed = Vec::new();
    for release in releases {
        let configuration = packer.schema(&release.schema.configuration)?;
        let mut indexes = [(); 3].map(|()| Records::default());
        for (index, kind) in indexes.iter_mut().zip(Kind::ALL) {
            for (name, schema) in release.schema.of_kind(kind) {
                let name = packer.name(name)?;
                let schema = packer.schema(schema)?;
                index.push(&postcard::to_allocvec(&Indexed { name, schema })?)?;
            }
        }
        packed.push((release, configuration, indexes));
    }
    let header = Header {
        provider,
        releases: packed
            .iter()
            .map(|(release, configuration, indexes)| StoredRelease {
                version: release.version.clone(),
                provenance: release.provenance.clone(),
                incomplete: release.incomplete.clone(),
                configuration: *configuration,
                indexes: indexes.each_ref().map(Records::table),
            })
            .collect(),
        tables: Tables {
            names: packer.names.records.table(),
            types: packer.types.records.table(),
            blocks: packer.blocks.records.table(),
        },
    };
    let mut bytes = MAGIC.to_vec();
    bytes.extend(postcard::to_allocvec(&header)?);
    Ok(bytes)
}

/// Records behind one another.
#[derive(Default)]
struct Records {
    ends: Vec<u8>,
    bytes: Vec<u8>,
}

impl Records {
    fn push(&mut self, record: &[u8]) -> Result<(), PackError> {
        self.bytes.extend_from_slice(record);
        let end = u32::try_from(self.bytes.len()).map_err(|_| PackError::TooMany)?;
        self.ends.extend_from_slice(&end.to_le_bytes());
        Ok(())
    }

    fn table(&self) -> Table<'_> {
        Table {
            ends: &self.ends,
            bytes: &self.bytes,
        }
    }
}

/// Records of which each stands once.
#[derive(Default)]
struct Distinct {
    numbers: BTreeMap<Vec<u8>, u32>,
    records: Records,
}

impl Distinct {
    fn number(&mut self, record: Vec<u8>) -> Result<u32, PackError> {
        if let Some(number) = self.numbers.get(&record) {
            return Ok(*number);
        }
        let number = u32::try_from(self.numbers.len()).map_err(|_| PackError::TooMany)?;
        self.records.push(&record)?;
        self.numbers.insert(record, number);
        Ok(number)
    }

    fn number_of(&mut self, record: &impl Serialize) -> Result<u32, PackError> {
        self.number(postcard::to_allocvec(record)?)
    }
}

#[derive(Default)]
struct Packer {
    names: Distinct,
    types: Distinct,
    blocks: Distinct,
}

impl Packer {
    fn name(&mut self, name: &str) -> Result<u32, PackError> {
        self.names.number(name.as_bytes().to_vec())
    }

    fn schema(&mut self, schema: &Schema) -> Result<StoredSchema, PackError> {
        Ok(StoredSchema {
            version: schema.version,
            block: self.block(&schema.block)?,
        })
    }

    fn block(&mut self, block: &Block) -> Result<u32, PackError> {
        let attributes = self.attributes(&block.attributes)?;
        let mut blocks = Vec::new();
        for (name, nested) in &block.blocks {
            blocks.push(StoredNested {
                name: self.name(name)?,
                nesting: nested.nesting,
                min_items: nested.min_items,
                max_items: nested.max_items,
                block: self.block(&nested.block)?,
            });
        }
        self.blocks.number_of(&StoredBlock {
            deprecated: block.deprecated,
            attributes,
            blocks,
        })
    }

    fn attributes(
        &mut self,
        attributes: &BTreeMap<String, Attribute>,
    ) -> Result<Vec<StoredAttribute>, PackError> {
        let mut stored = Vec::new();
        for (name, attribute) in attributes {
            let kind = match &attribute.kind {
                AttributeKind::Type(value) => StoredKind::Type(self.value_type(value)?),
                AttributeKind::Nested(nested) => {
                    let object = StoredBlock {
                        deprecated: false,
                        attributes: self.attributes(&nested.attributes)?,
                        blocks: Vec::new(),
                    };
                    StoredKind::Nested(nested.nesting, self.blocks.number_of(&object)?)
                }
            };
            stored.push(StoredAttribute {
                name: self.name(name)?,
                flags: flags(attribute),
                kind,
            });
        }
        Ok(stored)
    }

    fn value_type(&mut self, value: &Type) -> Result<u32, PackError> {
        let stored = match value {
            Type::Dynamic => StoredType::Dynamic,
            Type::String => StoredType::String,
            Type::Number => StoredType::Number,
            Type::Bool => StoredType::Bool,
            Type::List(element) => StoredType::List(self.value_type(element)?),
            Type::Set(element) => StoredType::Set(self.value_type(element)?),
            Type::Map(element) => StoredType::Map(self.value_type(element)?),
            Type::Object {
                attributes,
                optional,
            } => {
                let mut members = Vec::new();
                for (name, value) in attributes {
                    members.push(StoredMember {
                        name: self.name(name)?,
                        value: self.value_type(value)?,
                        optional: optional.contains(name),
                    });
                }
                StoredType::Object(members)
            }
            Type::Tuple(elements) => {
                let elements = elements.iter().map(|it| self.value_type(it));
                StoredType::Tuple(elements.collect::<Result<_, _>>()?)
            }
        };
        self.types.number_of(&stored)
    }
}

fn flags(attribute: &Attribute) -> u8 {
    [
        (attribute.required, flag::REQUIRED),
        (attribute.optional, flag::OPTIONAL),
        (attribute.computed, flag::COMPUTED),
        (attribute.sensitive, flag::SENSITIVE),
        (attribute.write_only, flag::WRITE_ONLY),
        (attribute.deprecated, flag::DEPRECATED),
    ]
    .into_iter()
    .filter(|(set, _)| *set)
    .fold(0, |flags, (_, bit)| flags | bit)
}
