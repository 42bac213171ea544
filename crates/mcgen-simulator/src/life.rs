//! Every type of a schema lives as Terraform wants it, whatever the type is.

use std::sync::Arc;

use bytes::Bytes;
use mcgen_schema::{Attribute, AttributeKind, Block, Kind, Nesting, Type};

use crate::definition::Definition;
use crate::fill::expand::is_constant;
use crate::plan::Change;
use crate::provider::{Connection, Provider, SimulatedProvider};
use crate::shape::conform;
use crate::value::{Value, from_plain};
use crate::wire;
use crate::world::World;

/// How much of what can be written is written.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    Required,
    All,
}

fn sample(value_type: &Type) -> Value {
    match value_type {
        Type::String => Value::text("x"),
        Type::Number => Value::integer(1),
        Type::Bool => Value::Bool(true),
        Type::List(element) | Type::Set(element) => Value::Sequence(vec![sample(element)]),
        Type::Map(element) => Value::Map([("k".to_owned(), sample(element))].into()),
        Type::Object { attributes, .. } => {
            let attributes = attributes.iter();
            Value::Map(
                attributes
                    .map(|(name, it)| (name.clone(), sample(it)))
                    .collect(),
            )
        }
        Type::Tuple(types) => Value::Sequence(types.iter().map(sample).collect()),
        Type::Dynamic => Value::Null,
    }
}

fn attribute(attribute: &Attribute, written: Written) -> Value {
    let given = attribute.required || (attribute.optional && written == Written::All);
    match &attribute.kind {
        _ if !given => Value::Null,
        AttributeKind::Type(value_type) => sample(value_type),
        AttributeKind::Nested(nested) => {
            let members = nested.attributes.iter();
            let members = members.map(|(name, it)| (name.clone(), self::attribute(it, written)));
            several(nested.nesting, Value::Map(members.collect()))
        }
    }
}

fn several(nesting: Nesting, element: Value) -> Value {
    match nesting {
        Nesting::Single | Nesting::Group => element,
        Nesting::List | Nesting::Set => Value::Sequence(vec![element]),
        Nesting::Map => Value::Map([("k".to_owned(), element)].into()),
    }
}

fn configuration(block: &Block, written: Written) -> Value {
    let attributes = block.attributes.iter();
    let attributes = attributes.map(|(name, it)| (name.clone(), attribute(it, written)));
    let blocks = block.blocks.iter().filter_map(|(name, nested)| {
        let given = nested.min_items > 0 || written == Written::All;
        let element = || configuration(&nested.block, written);
        given.then(|| (name.clone(), several(nested.nesting, element())))
    });
    conform(&Value::Map(attributes.chain(blocks).collect()), block)
}

/// What was planned and known stays as it was planned.
fn kept(planned: &Value, applied: &Value) -> bool {
    match (planned, applied) {
        (Value::Unknown, _) => true,
        (Value::Sequence(planned), Value::Sequence(applied)) => {
            let mut pairs = planned.iter().zip(applied);
            planned.len() == applied.len() && pairs.all(|(planned, it)| kept(planned, it))
        }
        (Value::Map(planned), Value::Map(applied)) => {
            let mut planned = planned.iter();
            planned.all(|(name, it)| kept(it, applied.get(name).unwrap_or(&Value::Null)))
        }
        (planned, applied) => planned == applied,
    }
}

/// What Terraform proposes for an unchanged configuration: what is not written is as it was.
fn proposed(connection: &Connection, type_name: &str, config: &Value, prior: &Value) -> Value {
    let definition = connection.definition(Kind::Resource, type_name).unwrap();
    let mut proposed = config.clone();
    if prior.is_null() {
        return proposed;
    }
    for (name, attribute) in &definition.block.attributes {
        if config.get(name).is_null() && attribute.computed {
            proposed.set(name, prior.get(name).clone());
        }
    }
    proposed
}

fn plan(connection: &Connection, type_name: &str, change: &Change<'_>, private: &Bytes) -> Value {
    let planned = connection.plan_change(&wire::PlanChange {
        type_name: type_name.to_owned(),
        prior: Some(change.prior.encode()),
        proposed: Some(change.proposed.encode()),
        config: Some(change.config.encode()),
        private: private.clone(),
    });
    let planned = planned.unwrap();
    assert_eq!(planned.diagnostics, [], "{type_name}");
    Value::decode(planned.state.as_ref()).unwrap()
}

fn apply(
    connection: &Connection,
    type_name: &str,
    prior: &Value,
    planned: &Value,
    private: Bytes,
) -> (Value, Bytes) {
    let applied = connection.apply_change(&wire::ApplyChange {
        type_name: type_name.to_owned(),
        prior: Some(prior.encode()),
        planned: Some(planned.encode()),
        config: None,
        private,
    });
    let applied = applied.unwrap();
    (
        Value::decode(applied.state.as_ref()).unwrap(),
        applied.private,
    )
}

/// An object of the type is planned, made, read, planned again, and destroyed.
fn live(connection: &Connection, type_name: &str, written: Written) {
    let definition = connection.definition(Kind::Resource, type_name).unwrap();
    let config = configuration(definition.block, written);
    let create = Change {
        prior: &Value::Null,
        proposed: &config,
        config: &config,
        adopted: false,
    };
    let planned = plan(connection, type_name, &create, &Bytes::new());
    let (state, private) = apply(connection, type_name, &Value::Null, &planned, Bytes::new());
    assert!(state.is_known(), "{type_name}: {state:?}");
    assert!(kept(&planned, &state), "{type_name}: {planned:?} {state:?}");
    let shaped = conform(&state, definition.block);
    assert_eq!(shaped, state, "{type_name}: of another type");

    let read = connection.read_state(&wire::ReadState {
        type_name: type_name.to_owned(),
        state: Some(state.encode()),
        private: private.clone(),
    });
    let read = Value::decode(read.unwrap().state.as_ref()).unwrap();
    assert_eq!(read, state, "{type_name}");
    // Terraform also keeps what is computed in blocks and objects, which is not repeated here.
    if written == Written::Required {
        let again = Change {
            prior: &state,
            proposed: &proposed(connection, type_name, &config, &state),
            config: &config,
            adopted: false,
        };
        let objects = definition.block.attributes.iter();
        let objects = objects.filter(|(_, it)| matches!(it.kind, AttributeKind::Nested(_)));
        let blocks = definition.block.blocks.keys();
        let mut again = plan(connection, type_name, &again, &private);
        for name in objects.map(|(name, _)| name).chain(blocks) {
            again.set(name, state.get(name).clone());
        }
        assert_eq!(again, state, "{type_name}");
    }
    let (gone, _) = apply(connection, type_name, &state, &Value::Null, private);
    assert_eq!(gone, Value::Null);
    assert_eq!(connection.world().objects(), [], "{type_name}");
}

/// The providers of the tests with Terraform.
fn providers() -> Vec<SimulatedProvider> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/terraform/providers");
    let read = |file: String| std::fs::read(format!("{folder}/{file}")).unwrap();
    let provider = |name: &str| SimulatedProvider {
        source: format!("example/{name}"),
        version: "1.0.0".to_owned(),
        schema: Arc::new(serde_json::from_slice(&read(format!("{name}.json"))).unwrap()),
        overlay: Arc::new(serde_json::from_slice(&read(format!("{name}.overlay.json"))).unwrap()),
    };
    ["aws", "cloud", "google"].map(provider).to_vec()
}

#[test]
fn an_object_of_every_type_is_made_read_and_destroyed() {
    for simulated in providers() {
        let types: Vec<String> = simulated.schema.resources.keys().cloned().collect();
        let provider = Provider::new(simulated, World::default());
        let connection = Connection::new(Arc::new(provider));
        for type_name in &types {
            for written in [Written::Required, Written::All] {
                live(&connection, type_name, written);
            }
        }
    }
}

#[test]
fn every_data_source_and_ephemeral_resource_is_read_without_a_hole() {
    for simulated in providers() {
        let schema = Arc::clone(&simulated.schema);
        let provider = Provider::new(simulated, World::default());
        let connection = Connection::new(Arc::new(provider));
        for written in [Written::Required, Written::All] {
            let request = |name: &str, block: &Block| wire::TypedConfig {
                type_name: name.to_owned(),
                config: Some(configuration(block, written).encode()),
            };
            for (name, schema) in &schema.data_sources {
                let read = connection.read_data(&request(name, &schema.block)).unwrap();
                let state = Value::decode(read.state.as_ref()).unwrap();
                assert!(state.is_known(), "{name}: {state:?}");
                assert_eq!(conform(&state, &schema.block), state, "{name}");
            }
            for (name, schema) in &schema.ephemerals {
                let opened = connection.open(&request(name, &schema.block)).unwrap();
                let result = Value::decode(opened.result.as_ref()).unwrap();
                assert!(result.is_known(), "{name}: {result:?}");
            }
        }
    }
}

/// The types that more is known of than their schemas say.
fn known_types(provider: &mcgen_schema::Provider) -> Vec<(Kind, &'static str)> {
    Kind::ALL
        .into_iter()
        .flat_map(|kind| {
            provider
                .types(kind)
                .unwrap()
                .into_iter()
                .map(move |it| (kind, it))
        })
        .filter(|(kind, name)| provider.overlay(*kind, name).unwrap().is_some())
        .collect()
}

#[test]
fn an_object_of_every_type_with_an_overlay_is_made_read_and_destroyed() {
    for held in mcgen_schema::Catalog::embedded().unwrap().providers() {
        let known = known_types(held);
        let simulated = SimulatedProvider::held(held, known.clone()).unwrap();
        let provider = Provider::new(simulated, World::default());
        let connection = Connection::new(Arc::new(provider));
        for (kind, type_name) in known {
            if kind == Kind::Resource {
                live(&connection, type_name, Written::Required);
                live(&connection, type_name, Written::All);
            }
        }
    }
}

#[test]
fn every_value_of_an_overlay_has_the_type_of_its_place() {
    let mut wrong = Vec::new();
    for held in mcgen_schema::Catalog::embedded().unwrap().providers() {
        let known = known_types(held);
        let simulated = SimulatedProvider::held(held, known.clone()).unwrap();
        for (kind, type_name) in known {
            let definition =
                Definition::find(&simulated.schema, &simulated.overlay, kind, type_name).unwrap();
            for (path, value) in &definition.overlay.computed {
                // The overlay is of all versions; this one may be without the place.
                let Some(wanted) = definition.value_type(path) else {
                    continue;
                };
                let depends = !is_constant(value);
                if !depends && from_plain(value, &wanted).is_none() {
                    wrong.push(format!("{type_name}.{path}: {value} is no {wanted}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
