//! Values for what only the apply can tell.
//!
//! Nothing is remembered here: a value follows from the seed of the object and the place, so that a
//! value that is needed early (an ARN that holds the id) is the same one that the place itself gets.

mod arguments;
mod blocks;
mod draw;
pub(crate) mod expand;
mod identity;
mod legal;
mod names;

use std::cell::Cell;

use mcgen_schema::{Attribute, AttributeKind, Block, NestedAttributes, Nesting, Type};

pub(crate) use draw::Seed;

use crate::definition::Definition;
use crate::place::Place;
use crate::settings::Settings;
use crate::value::{Value, from_plain};

/// Objects inside computed objects are filled down to here; schemas can nest without end.
const DEEPEST: usize = 5;
/// Values that are made of values that are made of values: overlays can do that in a circle.
const LONGEST_CHAIN: usize = 8;

/// Fills one object.
pub(crate) struct Fill<'a> {
    definition: Definition<'a>,
    settings: &'a Settings,
    planned: &'a Value,
    seed: Seed,
    chain: Cell<usize>,
}

impl<'a> Fill<'a> {
    /// Fills `planned`, an object of this type that has the seed.
    pub(crate) fn new(
        definition: Definition<'a>,
        settings: &'a Settings,
        planned: &'a Value,
        seed: Seed,
    ) -> Self {
        Self {
            definition,
            settings,
            planned,
            seed,
            chain: Cell::new(0),
        }
    }

    /// The object without unknown values.
    pub(crate) fn object(&self) -> Value {
        self.block(self.definition.block, self.planned, &Place::default())
    }

    fn block(&self, block: &Block, planned: &Value, at: &Place) -> Value {
        let attributes = block.attributes.iter().map(|(name, attribute)| {
            let value = self.attribute(attribute, planned.get(name), &at.name(name));
            (name.clone(), value)
        });
        let blocks = block.blocks.iter().map(|(name, nested)| {
            let value = self.nested(nested, planned.get(name), &at.name(name));
            (name.clone(), value)
        });
        Value::Map(attributes.chain(blocks).collect())
    }

    fn attribute(&self, attribute: &Attribute, planned: &Value, at: &Place) -> Value {
        match (&attribute.kind, planned) {
            (_, Value::Unknown) => self.generated(attribute, at),
            (AttributeKind::Nested(nested), planned) => {
                let mut value = planned.clone();
                for (place, object) in at.instances_mut(nested.nesting, &mut value) {
                    *object = self.members(nested, object, &place);
                }
                value
            }
            (AttributeKind::Type(value_type), planned) => self.known(value_type, planned, at),
        }
    }

    fn members(&self, nested: &NestedAttributes, object: &Value, at: &Place) -> Value {
        if object.is_null() {
            return Value::Null;
        }
        let members = nested.attributes.iter().map(|(name, attribute)| {
            let value = self.attribute(attribute, object.get(name), &at.name(name));
            (name.clone(), value)
        });
        Value::Map(members.collect())
    }

    /// A value that is known but for parts of it.
    fn known(&self, value_type: &Type, planned: &Value, at: &Place) -> Value {
        match (value_type, planned) {
            (value_type, Value::Unknown) => self.typed(value_type, at, true),
            (Type::List(element) | Type::Set(element), Value::Sequence(elements)) => {
                let elements = elements.iter().enumerate();
                let elements =
                    elements.map(|(index, it)| self.known(element, it, &at.index(index)));
                Value::Sequence(elements.collect())
            }
            (Type::Map(element), Value::Map(entries)) => {
                let entries = entries.iter();
                let entries =
                    entries.map(|(key, it)| (key.clone(), self.known(element, it, &at.name(key))));
                Value::Map(entries.collect())
            }
            (_, planned) => planned.clone(),
        }
    }

    /// The value of an attribute that the provider decides.
    pub(crate) fn generated(&self, attribute: &Attribute, at: &Place) -> Value {
        if attribute.write_only {
            return Value::Null;
        }
        if self.chain.get() >= LONGEST_CHAIN {
            return Value::Null;
        }
        self.chain.set(self.chain.get() + 1);
        let value = self.decided(attribute, at);
        self.chain.set(self.chain.get() - 1);
        value
    }

    fn decided(&self, attribute: &Attribute, at: &Place) -> Value {
        let overlay = self.definition.overlay;
        let path = at.schema_path();
        let every = self.definition.every.get(&path);
        let by_overlay = overlay.computed.get(&path).or(every).and_then(|value| {
            let value = self.source(at, &|path| self.lookup(path, at)).expand(value);
            from_plain(&value, &attribute.value_type())
        });
        let by_arguments = || self.by_arguments(at);
        if let Some(value) = by_overlay.or_else(by_arguments) {
            return value;
        }
        let value = match &attribute.kind {
            AttributeKind::Type(value_type) => self.typed(value_type, at, attribute.is_settable()),
            AttributeKind::Nested(nested) => self.generated_objects(nested, at, attribute.optional),
        };
        match overlay.constraints.get(&path) {
            Some(wanted) if !legal::is_legal(wanted, &value) => {
                legal::value(wanted, &self.seed_of(at)).unwrap_or(value)
            }
            _ => value,
        }
    }

    fn generated_objects(&self, nested: &NestedAttributes, at: &Place, optional: bool) -> Value {
        if at.depth() > DEEPEST || (optional && nested.nesting != Nesting::Single) {
            return collection(nested.nesting, 0, |_| Value::Null);
        }
        collection(nested.nesting, 1, |index| {
            let place = at.nth(nested.nesting, index);
            let members = nested.attributes.iter().map(|(name, attribute)| {
                let given = attribute.computed || attribute.required;
                let value = if given {
                    self.generated(attribute, &place.name(name))
                } else {
                    Value::Null
                };
                (name.clone(), value)
            });
            Value::Map(members.collect())
        })
    }

    /// A plausible value of a type. Collections of objects that could be written and are not, are
    /// empty; other collections hold one element, so that something can be read from them.
    fn typed(&self, value_type: &Type, at: &Place, settable: bool) -> Value {
        match value_type {
            Type::String => Value::String(self.text(at)),
            Type::Number => names::number(at, self.planned),
            Type::Bool => Value::Bool(false),
            Type::List(element) | Type::Set(element) => {
                let objects = matches!(**element, Type::Object { .. });
                if (objects && settable) || at.depth() > DEEPEST {
                    return Value::Sequence(Vec::new());
                }
                Value::Sequence(vec![self.typed(element, &at.index(0), settable)])
            }
            Type::Map(_) => Value::Map(std::collections::BTreeMap::new()),
            Type::Object { attributes, .. } => Value::Map(
                attributes
                    .iter()
                    .map(|(name, inner)| {
                        let value = self.typed(inner, &at.name(name), settable);
                        (name.clone(), value)
                    })
                    .collect(),
            ),
            Type::Tuple(types) => Value::Sequence(
                types
                    .iter()
                    .enumerate()
                    .map(|(index, inner)| self.typed(inner, &at.index(index), settable))
                    .collect(),
            ),
            Type::Dynamic => Value::Null,
        }
    }

    fn text(&self, at: &Place) -> String {
        names::text(&names::Naming {
            type_name: self.definition.name,
            at,
            settings: self.settings,
            seed: self.seed_of(at),
            lookup: &|path| self.lookup(path, at).to_text(),
            has: &|name| {
                let beside = at.parent().name(name).schema_path();
                self.definition.attribute(&beside).is_some()
            },
        })
    }

    fn by_arguments(&self, at: &Place) -> Option<Value> {
        let arguments = arguments::Arguments {
            type_name: self.definition.name,
            object: self.planned,
            seed: self.seed,
            lookup: &|path| self.lookup(path, at),
        };
        (at.depth() == 1).then(|| arguments.value(at.last_name()))?
    }

    fn seed_of(&self, at: &Place) -> Seed {
        self.seed.part(&at.full_path())
    }

    /// Placeholders of one object have the same values in all its attributes, and those in a block
    /// of it in all attributes of the block.
    fn source<'s>(&'s self, at: &Place, lookup: &'s dyn Fn(&str) -> Value) -> expand::Source<'s> {
        expand::Source {
            type_name: self.definition.name,
            settings: self.settings,
            seed: self.seed.part(&at.innermost_element().full_path()),
            lookup,
        }
    }

    /// Another attribute: beside this one, or from the top of the object.
    fn lookup(&self, path: &str, at: &Place) -> Value {
        let beside = at.parent().names_below(path);
        let from_top = Place::default().names_below(path);
        let values = [beside, from_top].into_iter().map(|place| {
            let value = place.value_in(self.planned);
            if place == *at || !value.is_unknown() {
                return value.clone();
            }
            let attribute = self.definition.attribute(&place.schema_path());
            attribute.map_or(Value::Null, |it| self.generated(it, &place))
        });
        let mut known = values.filter(|it| !it.is_null() && !it.is_unknown());
        known.next().unwrap_or(Value::Null)
    }
}

fn collection(nesting: Nesting, count: usize, element: impl Fn(usize) -> Value) -> Value {
    match nesting {
        Nesting::Single | Nesting::Group if count == 0 => Value::Null,
        Nesting::Single | Nesting::Group => element(0),
        Nesting::List | Nesting::Set => Value::Sequence((0..count).map(element).collect()),
        Nesting::Map => Value::Map((0..count).map(|it| (it.to_string(), element(it))).collect()),
    }
}
