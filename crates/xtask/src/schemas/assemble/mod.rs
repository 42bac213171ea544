//! The facts of a package to schemas.

mod mapper;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context as _, bail};
use mcgen_schema::{
    Attribute, AttributeKind, Block, Kind, NestedAttributes, NestedBlock, Nesting, ProviderSchema,
    Schema, Type,
};

use super::facts::{Documented, Entry, Facts, Field};
use super::package::Package;
use mapper::Mapper;

/// How often a struct may lie in itself. The generator folds blocks that the provider repeats inside
/// themselves to a fixed depth into one struct, which tells the depth no more; the statements of
/// `aws_wafv2_web_acl`, the best known of them, lie three deep.
const REPEATED: usize = 3;

/// The schemas of a whole package. `nested_attributes` says whether the provider speaks version 6 of
/// Terraform's protocol, in which attributes of objects have flags of their own; in version 5 the
/// objects are values of a type.
pub(super) fn assemble(
    package: &Package,
    nested_attributes: bool,
) -> anyhow::Result<ProviderSchema> {
    let mut schema = ProviderSchema::default();
    for (folder, facts) in &package.folders {
        let Some((class, base)) = &facts.top else {
            continue;
        };
        let assembly = Assembly {
            facts,
            nested_attributes,
            within: None,
        };
        let block = assembly
            .block(class, class)
            .with_context(|| folder.clone())?;
        let it = Schema { version: 0, block };
        let kind = match base.as_str() {
            "TerraformResource" => Kind::Resource,
            "TerraformDataSource" => Kind::DataSource,
            "TerraformEphemeralResource" => Kind::Ephemeral,
            "TerraformProvider" => {
                schema.configuration = it;
                continue;
            }
            other => bail!("{folder}: `{other}` is no class that declares a schema"),
        };
        let name = facts.type_name.clone();
        let name = name.with_context(|| format!("{folder}: the type has no name"))?;
        schema.of_kind_mut(kind).insert(name, it);
    }
    Ok(schema)
}

/// The assembly of one class or struct.
#[derive(Clone, Copy)]
struct Assembly<'a> {
    facts: &'a Facts,
    nested_attributes: bool,
    within: Option<&'a Within<'a>>,
}

/// The classes that are being assembled, from the inside out.
#[derive(Clone, Copy)]
struct Within<'a> {
    class: &'a str,
    outer: Option<&'a Self>,
}

impl Within<'_> {
    fn count(&self, class: &str) -> usize {
        let outer = self.outer.map_or(0, |it| it.count(class));
        outer + usize::from(self.class == class)
    }
}

/// A struct lies in itself too often; the field that leads to it is left out.
#[derive(Debug)]
struct Repeated;

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a struct lies in itself")
    }
}

impl std::error::Error for Repeated {}

/// What a [`Field`] stands for.
enum Member {
    Attribute(AttributeKind),
    Block(NestedBlock),
}

impl Assembly<'_> {
    /// The body of a class whose entries stand under `owner`.
    fn block(self, class: &str, owner: &str) -> anyhow::Result<Block> {
        if self.within.is_some_and(|it| it.count(class) == REPEATED) {
            return Err(Repeated.into());
        }
        let within = Within {
            class,
            outer: self.within,
        };
        let assembly = Assembly {
            within: Some(&within),
            ..self
        };
        let fields = self
            .fields(class)
            .with_context(|| format!("there is no class `{class}`"))?;
        let mut block = Block::default();
        for field in &*fields {
            let (member, write_only) = match assembly.member(class, owner, field) {
                Err(error) if error.is::<Repeated>() => continue,
                it => it.with_context(|| format!("`{}` of `{class}`", field.name))?,
            };
            match member {
                Member::Block(nested) => {
                    block.blocks.insert(field.name.clone(), nested);
                }
                Member::Attribute(kind) => {
                    let attribute = Attribute {
                        kind,
                        required: field.required,
                        optional: field.optional,
                        computed: field.computed,
                        sensitive: false,
                        write_only: write_only || field.write_only,
                        deprecated: false,
                    };
                    block.attributes.insert(field.name.clone(), attribute);
                }
            }
        }
        Ok(block)
    }

    /// The fields of a class. Structs of the provider itself have no class but only an interface.
    fn fields(&self, class: &str) -> Option<Cow<'_, [Field]>> {
        if let Some(fields) = self.facts.classes.get(class) {
            return Some(Cow::Borrowed(fields));
        }
        let interface = self.interface(class)?;
        let fields = interface.iter().map(|(name, documented)| Field {
            name: name.clone(),
            computed: false,
            optional: documented.optional,
            required: !documented.optional,
            write_only: false,
            form: String::new(),
        });
        Some(Cow::Owned(fields.collect()))
    }

    /// What a field is, and whether its entry marks it as write-only.
    fn member(self, class: &str, owner: &str, field: &Field) -> anyhow::Result<(Member, bool)> {
        let entries = self.facts.entries.get(owner);
        let Some(entry) = entries.and_then(|it| it.get(&field.name)) else {
            return Ok((Member::Attribute(self.computed(&field.form)?), false));
        };
        let (value, write_only) = match entry.value.split_once("markWriteOnlyAttribute(") {
            Some((_, value)) => (value, true),
            None => (entry.value.as_str(), false),
        };
        // `x === undefined ? null : mapper(x)` stands where null and nothing differ.
        let value = value.split_once("? null : ").map_or(value, |(_, it)| it);
        let (mapper, _) = mapper::read(value).with_context(|| format!("`{value}` is no mapper"))?;
        let member = self.settable(class, field, entry, &mapper)?;
        Ok((member, write_only))
    }

    fn settable(
        self,
        class: &str,
        field: &Field,
        entry: &Entry,
        mapper: &Mapper<'_>,
    ) -> anyhow::Result<Member> {
        let nesting = match entry.shape.as_str() {
            "list" => Nesting::List,
            "set" => Nesting::Set,
            "map" => Nesting::Map,
            _ => Nesting::Single,
        };
        let min_items = u32::from(field.required);
        Ok(match (mapper, nesting) {
            (Mapper::Struct(name), Nesting::Single) if !self.is_block(class, &field.name) => {
                Member::Attribute(self.object(&upper(name), name, nesting)?)
            }
            // One struct where a list or set is expected: there is never a second block.
            (Mapper::Struct(name), _) => Member::Block(NestedBlock {
                nesting,
                block: self.block(&reference(&upper(name)), name)?,
                min_items: if nesting == Nesting::Single {
                    0
                } else {
                    min_items
                },
                max_items: u32::from(nesting != Nesting::Single),
            }),
            (
                Mapper::List {
                    element,
                    block: true,
                },
                _,
            ) => {
                let Mapper::Struct(name) = &**element else {
                    bail!("a block is no struct");
                };
                Member::Block(NestedBlock {
                    nesting,
                    block: self.block(&reference(&upper(name)), name)?,
                    min_items,
                    max_items: 0,
                })
            }
            (Mapper::List { element, .. } | Mapper::Map(element), _) => match &**element {
                Mapper::Struct(name) => {
                    Member::Attribute(self.object(&upper(name), name, nesting)?)
                }
                other => Member::Attribute(AttributeKind::Type(nesting.of(self.plain(other)?))),
            },
            (Mapper::Plain(value), _) => Member::Attribute(AttributeKind::Type(value.clone())),
        })
    }

    fn interface(&self, class: &str) -> Option<&BTreeMap<String, Documented>> {
        let name = match class.strip_suffix("OutputReference") {
            Some(name) => name.to_owned(),
            None => match &self.facts.settings {
                Some(name) => name.clone(),
                None => format!("{class}Config"),
            },
        };
        self.facts.interfaces.get(&name)
    }

    /// Whether the documentation of the interface of a class calls a field a block.
    fn is_block(self, class: &str, field: &str) -> bool {
        let interface = self.interface(class);
        interface
            .and_then(|it| it.get(field))
            .is_some_and(|it| it.is_block)
    }

    fn plain(self, mapper: &Mapper<'_>) -> anyhow::Result<Type> {
        Ok(match mapper {
            Mapper::Plain(value) => value.clone(),
            Mapper::Map(element) => Type::map(self.plain(element)?),
            Mapper::List { element, .. } => Type::list(self.plain(element)?),
            Mapper::Struct(name) => self.block(&reference(&upper(name)), name)?.value_type(),
        })
    }

    /// An attribute of objects of a struct.
    fn object(self, name: &str, owner: &str, nesting: Nesting) -> anyhow::Result<AttributeKind> {
        let block = self.block(&reference(name), owner)?;
        if !self.nested_attributes || !block.blocks.is_empty() {
            return Ok(AttributeKind::Type(nesting.of(block.value_type())));
        }
        Ok(AttributeKind::Nested(NestedAttributes {
            attributes: block.attributes,
            nesting,
        }))
    }

    /// The values of an attribute that cannot be set, by the expression that reads them.
    fn computed(self, form: &str) -> anyhow::Result<AttributeKind> {
        let (name, arguments) = form
            .split_once('(')
            .with_context(|| format!("`{form}` tells no type"))?;
        let nesting = if arguments.ends_with(", true)") {
            Nesting::Set
        } else {
            Nesting::List
        };
        let name = name.trim_start_matches("this.");
        let value = match name
            .trim_start_matches("cdktn.")
            .trim_start_matches("cdktf.")
        {
            "getStringAttribute" => Type::String,
            "getNumberAttribute" => Type::Number,
            "getBooleanAttribute" => Type::Bool,
            "getListAttribute" => Type::list(Type::String),
            "getNumberListAttribute" => Type::list(Type::Number),
            "getStringMapAttribute" | "StringMap" => Type::map(Type::String),
            "getNumberMapAttribute" | "NumberMap" => Type::map(Type::Number),
            "getBooleanMapAttribute" | "BooleanMap" => Type::map(Type::Bool),
            "getAnyMapAttribute" | "AnyMap" => Type::map(Type::Dynamic),
            "StringMapList" => nesting.of(Type::map(Type::String)),
            "StringListMap" => Type::map(Type::list(Type::String)),
            "interpolationForAttribute" | "Token.asAny" => Type::Dynamic,
            "Fn.tolist" => Type::set(Type::String),
            "Token.asNumberList" => Type::set(Type::Number),
            class => return self.computed_object(class, nesting),
        };
        Ok(AttributeKind::Type(value))
    }

    fn computed_object(self, class: &str, nesting: Nesting) -> anyhow::Result<AttributeKind> {
        let is_struct = |name: &str| self.facts.classes.contains_key(&reference(name));
        if let Some(name) = class.strip_suffix("OutputReference") {
            return self.object(name, &lower(name), Nesting::Single);
        }
        if let Some(name) = class.strip_suffix("List") {
            if is_struct(name) {
                return self.object(name, &lower(name), nesting);
            }
            // A list of maps: the class of the maps stands between.
            if let Some(name) = name.strip_suffix("Map") {
                let object = self.block(&reference(name), &lower(name))?.value_type();
                return Ok(AttributeKind::Type(nesting.of(Type::map(object))));
            }
        }
        match class.strip_suffix("Map") {
            Some(name) => self.object(name, &lower(name), Nesting::Map),
            None => bail!("`{class}` tells no type"),
        }
    }
}

/// The class with the fields of a struct.
fn reference(name: &str) -> String {
    format!("{name}OutputReference")
}

fn upper(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn lower(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|it| it.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}
