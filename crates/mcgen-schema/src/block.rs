//! What a block takes: its attributes and the blocks inside it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Type;

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// The attributes and blocks of a body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What is written `name = value`, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Attribute>,
    /// What is written `name { … }`, by name.
    #[serde(
        default,
        rename = "block_types",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub blocks: BTreeMap<String, NestedBlock>,
    /// The provider advises against its use.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// What is written `name = value`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of its own in Terraform's protocol"
)]
pub struct Attribute {
    /// What may be its value.
    #[serde(flatten)]
    pub kind: AttributeKind,
    /// It must be set.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// It may be set.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// The provider gives it a value where none is set; without `optional`, it cannot be set.
    #[serde(default, skip_serializing_if = "is_false")]
    pub computed: bool,
    /// Terraform hides the value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The value reaches the provider and is never kept in a state or plan.
    #[serde(default, skip_serializing_if = "is_false")]
    pub write_only: bool,
    /// The provider advises against its use.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// What may be the value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    /// A value of a type.
    #[serde(rename = "type")]
    Type(Type),
    /// Objects whose attributes have flags of their own.
    #[serde(rename = "nested_type")]
    Nested(NestedAttributes),
}

/// Objects whose attributes have flags of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NestedAttributes {
    /// The attributes of one object.
    #[serde(default)]
    pub attributes: BTreeMap<String, Attribute>,
    /// How many objects, and how they are told apart. Never [`Nesting::Group`].
    #[serde(rename = "nesting_mode")]
    pub nesting: Nesting,
}

/// What is written `name { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NestedBlock {
    /// How many blocks, and how they are told apart.
    #[serde(rename = "nesting_mode")]
    pub nesting: Nesting,
    /// What stands in it.
    #[serde(default)]
    pub block: Block,
    /// The least number of blocks; 0 for any.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub min_items: u32,
    /// The greatest number of blocks; 0 for any.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub max_items: u32,
}

/// How many objects or blocks of a name there are, and how they are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nesting {
    /// One or none.
    Single,
    /// One, filled with nulls where it is not written.
    Group,
    /// Any number in order.
    List,
    /// Any number without order.
    Set,
    /// Any number by label, or by key.
    Map,
}

impl Attribute {
    /// Whether a configuration may give it a value.
    pub fn is_settable(&self) -> bool {
        self.required || self.optional
    }

    /// The type of its values, flags left out.
    pub fn value_type(&self) -> Type {
        match &self.kind {
            AttributeKind::Type(value) => value.clone(),
            AttributeKind::Nested(nested) => nested.value_type(),
        }
    }
}

impl NestedAttributes {
    /// The type of the value: an object, or a collection of objects.
    pub fn value_type(&self) -> Type {
        let attributes = self
            .attributes
            .iter()
            .map(|(name, attribute)| (name.clone(), attribute.value_type()));
        let optional = self.attributes.iter().filter(|(_, it)| !it.required);
        let object = Type::Object {
            attributes: attributes.collect(),
            optional: optional.map(|(name, _)| name.clone()).collect(),
        };
        self.nesting.of(object)
    }
}

impl Nesting {
    /// The type of a value with elements of this type.
    pub fn of(self, element: Type) -> Type {
        match self {
            Self::Single | Self::Group => element,
            Self::List => Type::list(element),
            Self::Set => Type::set(element),
            Self::Map => Type::map(element),
        }
    }
}

impl Block {
    /// The type of the object that a reference to the whole block gives.
    pub fn value_type(&self) -> Type {
        let attributes = self
            .attributes
            .iter()
            .map(|(name, attribute)| (name.clone(), attribute.value_type()));
        let blocks = self
            .blocks
            .iter()
            .map(|(name, nested)| (name.clone(), nested.nesting.of(nested.block.value_type())));
        Type::object(attributes.chain(blocks))
    }
}
