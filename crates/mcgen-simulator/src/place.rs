//! Places in values: the way from a block to what is in it.

use mcgen_schema::Nesting;

use crate::value::Value;
use crate::wire::{AttributePath, Selector, Step as WireStep};

/// One step of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// Into an attribute or a block.
    Name(String),
    /// Into an attribute of an object that is the value of an attribute.
    Member(String),
    /// Into an element of a list.
    Index(usize),
    /// Into an element of a map.
    Key(String),
    /// Into an element of a set, which has no name: Terraform is only told of the set.
    Element(usize),
}

/// The way from a block to a value in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Place {
    steps: Vec<Step>,
}

impl Place {
    fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self { steps }
    }

    /// The attribute or block of this name.
    pub(crate) fn name(&self, name: &str) -> Self {
        self.then(Step::Name(name.to_owned()))
    }

    /// The attribute of this name of an object that is the value of an attribute.
    pub(crate) fn member(&self, name: &str) -> Self {
        self.then(Step::Member(name.to_owned()))
    }

    /// The place at a path of names and indexes below this one: `settings.0.tier`.
    pub(crate) fn names_below(&self, path: &str) -> Self {
        path.split('.')
            .fold(self.clone(), |place, step| match step.parse() {
                Ok(index) => place.index(index),
                Err(_) => place.name(step),
            })
    }

    /// The element of a list.
    pub(crate) fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// The place of the object around this one.
    pub(crate) fn parent(&self) -> Self {
        let last = self
            .steps
            .iter()
            .rposition(|it| matches!(it, Step::Name(_)));
        Self {
            steps: self.steps[..last.unwrap_or_default()].to_vec(),
        }
    }

    /// The name of the attribute or block, which is empty at the root.
    pub(crate) fn last_name(&self) -> &str {
        let mut names = self.names();
        names.next_back().unwrap_or_default()
    }

    fn names(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Name(name) | Step::Member(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// How many names lead here.
    pub(crate) fn depth(&self) -> usize {
        self.names().count()
    }

    /// The number of the innermost element that this is part of.
    pub(crate) fn innermost_index(&self) -> u64 {
        match self.innermost_element().steps.last() {
            Some(Step::Index(index) | Step::Element(index)) => *index as u64,
            _ => 0,
        }
    }

    /// The innermost element of a collection that this is part of; the root where there is none.
    pub(crate) fn innermost_element(&self) -> Self {
        let is_element = |it: &Step| matches!(it, Step::Index(_) | Step::Element(_) | Step::Key(_));
        let last = self.steps.iter().rposition(is_element);
        Self {
            steps: self.steps[..last.map_or(0, |last| last + 1)].to_vec(),
        }
    }

    /// The names alone, as overlays write them: `settings.tier`.
    pub(crate) fn schema_path(&self) -> String {
        self.names().collect::<Vec<_>>().join(".")
    }

    /// All steps: `settings.0.tier`.
    pub(crate) fn full_path(&self) -> String {
        let steps = self.steps.iter().map(|step| match step {
            Step::Name(name) | Step::Member(name) => name.clone(),
            Step::Key(key) => key.clone(),
            Step::Index(index) | Step::Element(index) => index.to_string(),
        });
        steps.collect::<Vec<_>>().join(".")
    }

    /// What a person would call it: the argument, and the way into its value.
    pub(crate) fn argument(&self) -> String {
        let argument = |it: &Step| matches!(it, Step::Name(_));
        let first = self.steps.iter().rposition(argument).unwrap_or_default();
        let steps = self.steps[first..].to_vec();
        Self { steps }.full_path()
    }

    /// The way as Terraform understands it; nothing at the root. It ends at the first set, and at
    /// the argument: Terraform finds no line for what is inside a value.
    pub(crate) fn to_wire(&self) -> Option<AttributePath> {
        let is_member = |it: &Step| matches!(it, Step::Member(_));
        let is_name = |it: &Step| matches!(it, Step::Name(_));
        let steps = match self.steps.iter().position(is_member) {
            Some(member) => {
                let argument = self.steps[..member].iter().rposition(is_name);
                &self.steps[..=argument.unwrap_or_default()]
            }
            None => &self.steps,
        };
        let steps = steps.iter().map_while(|step| match step {
            Step::Name(name) => Some(Selector::Attribute(name.clone())),
            Step::Key(key) => Some(Selector::Key(key.clone())),
            Step::Index(index) => Some(Selector::Index(i64::try_from(*index).unwrap_or_default())),
            Step::Element(_) | Step::Member(_) => None,
        });
        let steps: Vec<WireStep> = steps
            .map(|selector| WireStep {
                selector: Some(selector),
            })
            .collect();
        (!steps.is_empty()).then_some(AttributePath { steps })
    }

    /// The value at this place of `root`; null where there is none, unknown inside what is unknown.
    pub(crate) fn value_in<'v>(&self, root: &'v Value) -> &'v Value {
        self.steps.iter().fold(root, |value, step| match step {
            _ if value.is_unknown() => value,
            Step::Name(name) | Step::Member(name) => value.get(name),
            Step::Key(key) => value.get(key),
            Step::Index(index) | Step::Element(index) => {
                value.elements().get(*index).unwrap_or(&Value::Null)
            }
        })
    }

    /// The objects of a nested block or attribute that is here, each with its place.
    pub(crate) fn instances<'v>(
        &self,
        nesting: Nesting,
        value: &'v Value,
    ) -> Vec<(Self, &'v Value)> {
        match (nesting, value) {
            (Nesting::Single | Nesting::Group, Value::Map(_)) => vec![(self.clone(), value)],
            (Nesting::Map, Value::Map(entries)) => {
                let entries = entries.iter();
                let entries = entries.map(|(key, it)| (self.then(Step::Key(key.clone())), it));
                entries.collect()
            }
            (Nesting::List | Nesting::Set, Value::Sequence(elements)) => {
                let elements = elements.iter().enumerate();
                let elements = elements.map(|(index, it)| (self.element(nesting, index), it));
                elements.collect()
            }
            _ => Vec::new(),
        }
    }

    /// As [`Self::instances`], to change the objects.
    pub(crate) fn instances_mut<'v>(
        &self,
        nesting: Nesting,
        value: &'v mut Value,
    ) -> Vec<(Self, &'v mut Value)> {
        match (nesting, value) {
            (Nesting::Single | Nesting::Group, value @ Value::Map(_)) => {
                vec![(self.clone(), value)]
            }
            (Nesting::Map, Value::Map(entries)) => {
                let entries = entries.iter_mut();
                let entries = entries.map(|(key, it)| (self.then(Step::Key(key.clone())), it));
                entries.collect()
            }
            (Nesting::List | Nesting::Set, Value::Sequence(elements)) => {
                let elements = elements.iter_mut().enumerate();
                let elements = elements.map(|(index, it)| (self.element(nesting, index), it));
                elements.collect()
            }
            _ => Vec::new(),
        }
    }

    fn element(&self, nesting: Nesting, index: usize) -> Self {
        if nesting == Nesting::Set {
            self.then(Step::Element(index))
        } else {
            self.index(index)
        }
    }

    /// An element of the collection that is here.
    pub(crate) fn nth(&self, nesting: Nesting, index: usize) -> Self {
        match nesting {
            Nesting::Single | Nesting::Group => self.clone(),
            Nesting::Map => self.then(Step::Key(index.to_string())),
            Nesting::List | Nesting::Set => self.element(nesting, index),
        }
    }
}
