//! Schemas that are written down from the documentation of a provider, for providers that no package
//! was generated from: `schemas/documented/<provider>.toml`.
//!
//! An attribute is a line of words, its type at the end: `password = "optional sensitive string"`. An
//! attribute of objects, or a block, is a table with `is` (its words and `single`, `list`, `set` or
//! `map`) and its own `attributes` and `blocks`.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail, ensure};
use mcgen_schema::{
    Attribute, AttributeKind, Block, NestedAttributes, NestedBlock, Nesting, ProviderSchema,
    Schema, Type,
};
use serde::Deserialize;

/// A file of `schemas/documented/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Documented {
    /// The source address of the provider.
    provider: String,
    /// The version of the provider that the pages describe.
    version: String,
    /// The day on which the pages were read.
    read: String,
    /// The settings of the provider.
    configuration: Described,
    #[serde(default)]
    resource: BTreeMap<String, Described>,
    #[serde(default)]
    data: BTreeMap<String, Described>,
}

/// What a page says of a type.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    /// The page.
    page: String,
    #[serde(default)]
    attributes: BTreeMap<String, Line>,
    #[serde(default)]
    blocks: BTreeMap<String, Body>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Line {
    Words(String),
    Objects(Body),
}

/// Objects or a block.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    is: String,
    #[serde(default)]
    attributes: BTreeMap<String, Line>,
    #[serde(default)]
    blocks: BTreeMap<String, Body>,
}

/// Reads what is documented of `provider` in `version`.
pub(super) fn schemas(
    text: &str,
    provider: &str,
    version: &semver::Version,
) -> anyhow::Result<ProviderSchema> {
    let documented: Documented = toml::from_str(text)?;
    ensure!(
        documented.provider == provider && documented.version == version.to_string(),
        "the file describes {} {}",
        documented.provider,
        documented.version
    );
    ensure!(!documented.read.is_empty(), "the day of reading is missing");
    let all = |types: BTreeMap<String, Described>| -> anyhow::Result<BTreeMap<String, Schema>> {
        let types = types.into_iter();
        types
            .map(|(name, it)| {
                let schema = schema(it).with_context(|| name.clone())?;
                Ok((name, schema))
            })
            .collect()
    };
    Ok(ProviderSchema {
        configuration: schema(documented.configuration).context("configuration")?,
        resources: all(documented.resource)?,
        data_sources: all(documented.data)?,
        ephemerals: BTreeMap::new(),
    })
}

fn schema(documented: Described) -> anyhow::Result<Schema> {
    ensure!(
        documented.page.starts_with("https://"),
        "a public page must say so"
    );
    Ok(Schema {
        version: 0,
        block: block(documented.attributes, documented.blocks)?,
    })
}

fn block(
    attributes: BTreeMap<String, Line>,
    blocks: BTreeMap<String, Body>,
) -> anyhow::Result<Block> {
    let blocks = blocks.into_iter().map(|(name, body)| {
        let nested = nested_block(body).with_context(|| name.clone())?;
        Ok((name, nested))
    });
    Ok(Block {
        attributes: self::attributes(attributes)?,
        blocks: blocks.collect::<anyhow::Result<_>>()?,
        deprecated: false,
    })
}

fn nested_block(body: Body) -> anyhow::Result<NestedBlock> {
    let (flags, nesting) = split(&body.is);
    let mut nested = NestedBlock {
        nesting: self::nesting(nesting)?,
        block: block(body.attributes, body.blocks)?,
        min_items: 0,
        max_items: 0,
    };
    for flag in flags.split_whitespace() {
        match flag {
            "required" => nested.min_items = 1,
            "one" => nested.max_items = 1,
            other => bail!("`{other}` says nothing of a block"),
        }
    }
    Ok(nested)
}

fn attributes(lines: BTreeMap<String, Line>) -> anyhow::Result<BTreeMap<String, Attribute>> {
    let lines = lines.into_iter();
    lines
        .map(|(name, line)| {
            let attribute = attribute(line).with_context(|| name.clone())?;
            Ok((name, attribute))
        })
        .collect()
}

fn attribute(line: Line) -> anyhow::Result<Attribute> {
    match line {
        Line::Words(words) => {
            let (flags, kind) = split(&words);
            flagged(flags, AttributeKind::Type(value_type(kind)?))
        }
        Line::Objects(body) => {
            ensure!(body.blocks.is_empty(), "objects have no blocks");
            let (flags, nesting) = split(&body.is);
            let nested = NestedAttributes {
                attributes: attributes(body.attributes)?,
                nesting: self::nesting(nesting)?,
            };
            flagged(flags, AttributeKind::Nested(nested))
        }
    }
}

/// The words before the last one, and the last one.
fn split(words: &str) -> (&str, &str) {
    words.rsplit_once(' ').unwrap_or(("", words))
}

fn flagged(flags: &str, kind: AttributeKind) -> anyhow::Result<Attribute> {
    let mut attribute = Attribute {
        kind,
        required: false,
        optional: false,
        computed: false,
        sensitive: false,
        write_only: false,
        deprecated: false,
    };
    for flag in flags.split_whitespace() {
        let flag = match flag {
            "required" => &mut attribute.required,
            "optional" => &mut attribute.optional,
            "computed" => &mut attribute.computed,
            "sensitive" => &mut attribute.sensitive,
            "write-only" => &mut attribute.write_only,
            "deprecated" => &mut attribute.deprecated,
            other => bail!("`{other}` says nothing of an attribute"),
        };
        *flag = true;
    }
    ensure!(
        attribute.required != (attribute.optional || attribute.computed),
        "it is either required, or optional or computed or both"
    );
    Ok(attribute)
}

fn nesting(word: &str) -> anyhow::Result<Nesting> {
    Ok(match word {
        "single" => Nesting::Single,
        "list" => Nesting::List,
        "set" => Nesting::Set,
        "map" => Nesting::Map,
        other => bail!("`{other}` is no form of objects or blocks"),
    })
}

/// A collection of a type.
type Collection = fn(Type) -> Type;

fn value_type(word: &str) -> anyhow::Result<Type> {
    let collections: [(&str, Collection); 3] = [
        ("list(", Type::list),
        ("set(", Type::set),
        ("map(", Type::map),
    ];
    for (opening, collection) in collections {
        let element = word.strip_prefix(opening);
        if let Some(element) = element.and_then(|it| it.strip_suffix(')')) {
            return Ok(collection(value_type(element)?));
        }
    }
    Ok(match word {
        "string" => Type::String,
        "number" => Type::Number,
        "bool" => Type::Bool,
        other => bail!("`{other}` is no type"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
provider = "example/cloud"
version = "1.2.3"
read = "2026-11-27"

[configuration]
page = "https://example.com/"
attributes = { key = "optional sensitive string" }

[resource.cloud_disk]
page = "https://example.com/disk"

[resource.cloud_disk.attributes]
id = "computed string"
zones = "required set(string)"

[resource.cloud_disk.attributes.parts]
is = "optional computed list"
attributes = { size = "required number" }

[resource.cloud_disk.blocks.timeouts]
is = "one list"
attributes = { create = "optional string" }
"#;

    fn read(text: &str) -> Result<ProviderSchema, String> {
        let version = semver::Version::new(1, 2, 3);
        schemas(text, "example/cloud", &version).map_err(|it| format!("{it:#}"))
    }

    #[test]
    fn lines_become_attributes_and_tables_objects_and_blocks() {
        let schema = read(TEXT).unwrap();
        assert!(schema.configuration.block.attributes["key"].sensitive);
        let disk = &schema.resources["cloud_disk"].block;
        let zones = &disk.attributes["zones"];
        assert!(zones.required && !zones.optional);
        assert_eq!(zones.value_type(), Type::set(Type::String));
        let parts = &disk.attributes["parts"];
        assert!(parts.optional && parts.computed);
        let AttributeKind::Nested(objects) = &parts.kind else {
            panic!("parts are objects");
        };
        assert_eq!(objects.nesting, Nesting::List);
        assert!(objects.attributes["size"].required);
        let timeouts = &disk.blocks["timeouts"];
        assert_eq!((timeouts.min_items, timeouts.max_items), (0, 1));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_path() {
        let broken = |from: &str, to: &str| read(&TEXT.replace(from, to)).unwrap_err();
        assert_eq!(
            broken("required set(string)", "required set(text)"),
            "cloud_disk: zones: `text` is no type"
        );
        assert_eq!(
            broken("\"computed string\"", "\"required computed string\""),
            "cloud_disk: id: it is either required, or optional or computed or both"
        );
        assert_eq!(
            broken("1.2.3", "1.2.4"),
            "the file describes example/cloud 1.2.4"
        );
    }
}
