//! The overlays name what the providers have, and say nothing that cannot be meant.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::Arc;

use mcgen_schema::{
    AttributeKind, Block, Catalog, Constraint, Kind, NestedAttributes, Part, Placeholder, Provider,
    Schema, Syntax, Template, Type, TypeOverlay,
};
use serde_json::Value;

/// An entry of an overlay, and the type in every held version that has it.
struct Entry {
    kind: Kind,
    name: String,
    overlay: TypeOverlay,
    schemas: Vec<Arc<Schema>>,
}

fn sources() -> BTreeSet<&'static str> {
    let catalog = Catalog::embedded().unwrap();
    catalog.providers().iter().map(Provider::source).collect()
}

fn entries() -> Vec<Entry> {
    let catalog = Catalog::embedded().unwrap();
    let mut entries = Vec::new();
    for source in sources() {
        let versions = catalog.versions(source);
        for (kind, name) in versions[0].overlaid() {
            let overlay = versions[0].overlay(kind, name).unwrap().unwrap();
            let schemas = versions
                .iter()
                .filter_map(|it| it.schema(kind, name).unwrap());
            entries.push(Entry {
                kind,
                name: format!("{kind} {name}"),
                overlay,
                schemas: schemas.collect(),
            });
        }
    }
    assert!(entries.len() > 100, "only {} entries", entries.len());
    entries
}

/// What stands at a path.
#[derive(Debug)]
enum Found {
    /// An attribute with a value of this type.
    Attribute {
        value: Type,
        settable: bool,
        computed: bool,
    },
    Block,
}

fn find(block: &Block, path: &str) -> Option<Found> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    if let Some(nested) = block.blocks.get(name) {
        return match rest {
            "" => Some(Found::Block),
            rest => find(&nested.block, rest),
        };
    }
    let attribute = block.attributes.get(name)?;
    match (&attribute.kind, rest) {
        (_, "") => Some(Found::Attribute {
            value: attribute.value_type(),
            settable: attribute.is_settable(),
            computed: attribute.computed,
        }),
        (AttributeKind::Nested(NestedAttributes { attributes, .. }), rest) => {
            let object = Block {
                attributes: attributes.clone(),
                ..Block::default()
            };
            find(&object, rest)
        }
        (AttributeKind::Type(_), _) => None,
    }
}

impl Entry {
    fn find(&self, path: &str) -> Option<Found> {
        self.schemas.iter().find_map(|it| find(&it.block, path))
    }

    fn at(&self, path: &str) -> Found {
        let found = self.find(path);
        found.unwrap_or_else(|| panic!("{}: no version has `{path}`", self.name))
    }
}

#[test]
fn every_entry_is_of_a_type_that_a_held_version_has_and_names_its_source() {
    for entry in entries() {
        assert!(
            !entry.schemas.is_empty(),
            "{}: no version has it",
            entry.name
        );
        let sources = &entry.overlay.sources;
        assert!(!sources.is_empty(), "{}: no source", entry.name);
        for source in sources {
            assert!(source.starts_with("https://"), "{}: {source}", entry.name);
        }
    }
}

#[test]
fn arguments_that_depend_on_one_another_exist_and_can_be_set() {
    for entry in entries() {
        let overlay = &entry.overlay;
        let sets = [
            &overlay.conflicts,
            &overlay.exactly_one_of,
            &overlay.at_least_one_of,
            &overlay.required_together,
        ];
        for set in sets.into_iter().flatten() {
            assert!(set.len() > 1, "{}: {set:?}", entry.name);
            for path in set {
                let found = entry.at(path);
                let settable = matches!(
                    found,
                    Found::Attribute { settable: true, .. } | Found::Block
                );
                assert!(settable, "{}: `{path}` cannot be set", entry.name);
            }
        }
        for path in &overlay.force_new {
            let found = entry.at(path);
            let settable = matches!(
                found,
                Found::Attribute { settable: true, .. } | Found::Block
            );
            assert!(settable, "{}: `{path}` cannot change", entry.name);
        }
    }
}

#[test]
fn what_packages_lose_is_in_the_schemas() {
    for entry in entries() {
        let of_every = |path: &str, holds: &dyn Fn(&Block, &str) -> Option<bool>| {
            entry.at(path);
            for schema in &entry.schemas {
                let held = holds(&schema.block, path);
                assert_ne!(
                    held,
                    Some(false),
                    "{}: `{path}`: run `cargo xtask schemas`",
                    entry.name
                );
            }
        };
        for path in &entry.overlay.sensitive {
            of_every(path, &|block, path| {
                attribute(block, path, &|it| it.sensitive)
            });
        }
        for path in &entry.overlay.write_only {
            of_every(path, &|block, path| {
                attribute(block, path, &|it| it.write_only)
            });
        }
    }
}

fn attribute(
    block: &Block,
    path: &str,
    holds: &dyn Fn(&mcgen_schema::Attribute) -> bool,
) -> Option<bool> {
    match path.split_once('.') {
        None => block.attributes.get(path).map(holds),
        Some((name, rest)) => attribute(&block.blocks.get(name)?.block, rest, holds),
    }
}

#[test]
fn constraints_fit_the_type_of_what_they_constrain() {
    for entry in entries() {
        for (path, constraint) in &entry.overlay.constraints {
            let Found::Attribute {
                value,
                settable: true,
                ..
            } = entry.at(path)
            else {
                panic!("{}: `{path}` cannot be set", entry.name);
            };
            let value = match value {
                Type::List(element) | Type::Set(element) | Type::Map(element) => *element,
                other => other,
            };
            let Constraint {
                one_of,
                pattern,
                syntax,
                min,
                max,
            } = constraint;
            let is_number = min.is_some() || max.is_some();
            let is_text = pattern.is_some() || syntax.is_some();
            assert!(
                is_number || is_text || !one_of.is_empty(),
                "{} {path}",
                entry.name
            );
            assert!(
                !is_number || value == Type::Number,
                "{} {path}: {value}",
                entry.name
            );
            assert!(
                !is_text || value == Type::String,
                "{} {path}: {value}",
                entry.name
            );
            assert!(
                min.zip(*max).is_none_or(|(min, max)| min < max),
                "{} {path}",
                entry.name
            );
            if let Some(pattern) = pattern {
                let compiled = regex::Regex::new(&format!("^(?:{pattern})$"));
                assert!(compiled.is_ok(), "{} {path}: {compiled:?}", entry.name);
            }
            if *syntax == Some(Syntax::TunnelInside) {
                assert!(path.contains("inside"), "{} {path}", entry.name);
            }
        }
    }
}

/// Every text in a value.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(elements) => elements.iter().for_each(|it| texts(it, found)),
        Value::Object(members) => members.values().for_each(|it| texts(it, found)),
        _ => {}
    }
}

/// The attribute, and the value that stands once for each of its elements.
fn repeated(value: &Value) -> Option<(&str, &Value)> {
    Some((value.get("for-each")?.as_str()?, value.get("value")?))
}

/// The attributes that the templates in a value refer to.
fn references(value: &Value) -> Vec<String> {
    if let Some((path, each)) = repeated(value) {
        let inner = references(each).into_iter();
        let inner = inner.map(|it| match it.strip_prefix("each.") {
            Some(name) => format!("{path}.{name}"),
            None => it,
        });
        return inner.chain([path.to_owned()]).collect();
    }
    let mut found = Vec::new();
    texts(value, &mut found);
    let mut paths = Vec::new();
    for text in found {
        let template = Template::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"));
        for part in template.parts {
            if let Part::Placeholder(Placeholder::Attribute(names)) = part {
                paths.extend(names.iter().map(|it| it.join(".")));
            }
        }
    }
    paths
}

/// Whether a value can stand for the type. A text may be a template of any plain type.
fn fits(value: &Value, expected: &Type) -> bool {
    if let (Some((_, each)), Type::List(element) | Type::Set(element)) = (repeated(value), expected)
    {
        return fits(each, element);
    }
    match (value, expected) {
        (_, Type::Dynamic)
        | (Value::Bool(_), Type::Bool)
        | (Value::Number(_), Type::Number)
        | (Value::String(_), Type::String) => true,
        (Value::String(text), Type::Map(_) | Type::Number | Type::Bool) => {
            Template::parse(text).is_ok_and(|it| it.whole().is_some())
        }
        (Value::Array(elements), Type::List(element) | Type::Set(element)) => {
            elements.iter().all(|it| fits(it, element))
        }
        (Value::Object(members), Type::Map(element)) => {
            members.values().all(|it| fits(it, element))
        }
        (Value::Object(members), Type::Object { attributes, .. }) => {
            members.iter().all(|(name, it)| {
                attributes
                    .get(name)
                    .is_some_and(|expected| fits(it, expected))
            })
        }
        _ => false,
    }
}

#[test]
fn computed_values_are_templates_of_the_type_of_a_computed_attribute() {
    let mut never = Vec::new();
    for entry in entries() {
        for (path, value) in &entry.overlay.computed {
            match entry.at(path) {
                Found::Attribute {
                    value: expected,
                    computed,
                    ..
                } => {
                    // A data source may tell what could be set, as `google_project` tells `project_id`.
                    if !computed && entry.kind == Kind::Resource {
                        never.push(format!("{} {path}", entry.name));
                    }
                    assert!(fits(value, &expected), "{} {path}: {expected}", entry.name);
                }
                Found::Block => {
                    let count = entry
                        .overlay
                        .computed_blocks
                        .get(path)
                        .copied()
                        .unwrap_or(0);
                    let blocks = value.as_array().map_or(0, Vec::len);
                    assert_eq!(u32::try_from(blocks), Ok(count), "{} {path}", entry.name);
                }
            }
            for reference in references(value) {
                assert!(
                    entry.find(&reference).is_some(),
                    "{} {path}: no attribute `{reference}`",
                    entry.name
                );
            }
        }
        for path in entry.overlay.computed_blocks.keys() {
            assert!(
                matches!(entry.at(path), Found::Block),
                "{} {path}",
                entry.name
            );
        }
    }
    assert!(never.is_empty(), "never computed: {never:#?}");
}

#[test]
fn computed_values_refer_to_one_another_in_no_circle() {
    for entry in entries() {
        for start in entry.overlay.computed.keys() {
            let mut reached = BTreeSet::new();
            let mut next = vec![start.clone()];
            while let Some(path) = next.pop() {
                let Some(value) = entry.overlay.computed.get(&path) else {
                    continue;
                };
                for reference in references(value) {
                    assert_ne!(&reference, start, "{} {start}", entry.name);
                    if reached.insert(reference.clone()) {
                        next.push(reference);
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_read_and_what_it_is_found_by_exist() {
    let mut number = 0;
    for entry in entries() {
        let Some(reads) = &entry.overlay.reads else {
            continue;
        };
        number += 1;
        assert_ne!(entry.kind, Kind::Resource, "{} reads", entry.name);
        let held = Catalog::embedded().unwrap().providers().iter();
        let schema = |it: &Provider| it.schema(Kind::Resource, &reads.resource).unwrap();
        let resource = Entry {
            kind: Kind::Resource,
            name: reads.resource.clone(),
            overlay: TypeOverlay::default(),
            schemas: held.filter_map(schema).collect(),
        };
        for (argument, paths) in &reads.by {
            let found = entry.at(argument);
            let settable = matches!(found, Found::Attribute { settable: true, .. });
            assert!(settable, "{}: `{argument}` cannot be set", entry.name);
            for path in paths {
                resource.at(path);
            }
        }
        assert!(reads.by.values().any(|it| !it.is_empty()), "{}", entry.name);
        for (attribute, paths) in &reads.values {
            entry.at(attribute);
            assert!(!paths.is_empty(), "{} {attribute}", entry.name);
            for path in paths {
                resource.at(path);
            }
        }
    }
    assert!(number > 5, "only {number} read anything");
}

#[test]
fn values_of_every_type_are_templates() {
    let catalog = Catalog::embedded().unwrap();
    for source in ["hashicorp/aws", "hashicorp/google"] {
        let every = catalog
            .newest(source)
            .unwrap()
            .overlay_of_every_type()
            .unwrap();
        assert!(!every.is_empty(), "{source}");
        for value in every.values() {
            assert!(references(value).is_empty(), "{source} {value}");
        }
    }
}

#[test]
fn every_type_that_the_templates_render_has_an_entry() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../modules-templates");
    let catalog = Catalog::embedded().unwrap();
    let mut missing = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.unwrap();
        if !entry.file_type().is_file() {
            continue;
        }
        for line in std::fs::read_to_string(entry.path()).unwrap().lines() {
            let mut words = line.split('"');
            let kind = match words.next() {
                Some("resource ") => Kind::Resource,
                Some("data ") => Kind::DataSource,
                _ => continue,
            };
            let name = words.next().unwrap();
            let (provider, _) = name.split_once('_').unwrap();
            // Terraform's own types belong to no provider that is simulated.
            if provider == "terraform" {
                continue;
            }
            let ending = format!("/{provider}");
            let mut held = catalog
                .providers()
                .iter()
                .map(mcgen_schema::Provider::source);
            let source = held.find(|it| it.ends_with(&ending)).unwrap();
            let provider = catalog.newest(source).unwrap();
            if provider.overlay(kind, name).unwrap().is_none() {
                missing.insert(format!("{kind} {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
