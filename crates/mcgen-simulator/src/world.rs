//! The simulated world: every object that was made and not destroyed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::fill::Seed;
use crate::value::{Value, to_plain};

/// The objects of all simulated clouds. Clones share the same world.
///
/// A world outlives the runs of Terraform, and the simulators: a second simulator with other
/// versions of the providers can be started on the world that the first one left.
#[derive(Debug, Clone, Default)]
pub struct World {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    objects: BTreeMap<Key, Stored>,
    /// How many objects were ever made from the same plan.
    made: BTreeMap<Seed, u64>,
    /// How many objects were ever made at all.
    count: u64,
    unreachable: BTreeSet<String>,
}

/// What tells an object from all others. Terraform keeps it in the state, out of sight.
pub(crate) type Key = String;

/// An object as the world keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) source: String,
    pub(crate) type_name: String,
    pub(crate) value: Value,
    /// What was written by write-only arguments, an object. No state ever holds it.
    pub(crate) written_only: Value,
    /// It was imported without having been made here.
    pub(crate) adopted: bool,
    /// Objects are counted as they are made.
    pub(crate) number: u64,
}

/// An object of the simulated world.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The provider that it belongs to: `hashicorp/aws`.
    pub source: String,
    /// Its type: `aws_vpc`.
    pub resource_type: String,
    /// Its `id`, or what the world calls it where the type has none.
    pub id: String,
    /// Its attributes as JSON. They can hold passwords.
    pub attributes: serde_json::Value,
}

impl Object {
    fn place(&self) -> (&str, &str, &str) {
        (&self.source, &self.resource_type, &self.id)
    }
}

/// Why the simulated world could not be changed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WorldError {
    /// There is no such object.
    #[error("the simulated world has no `{resource_type}` with the id `{id}`")]
    NoObject {
        /// The type that was asked for.
        resource_type: String,
        /// The id that was asked for.
        id: String,
    },
    /// The object has nothing at this path, or something of another type.
    #[error("`{resource_type}` `{id}` has no `{path}` that could have this value")]
    NoValue {
        /// The type of the object.
        resource_type: String,
        /// The id of the object.
        id: String,
        /// The path that was given.
        path: String,
    },
}

impl World {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        // The world is whole between any two statements that hold the lock.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All objects, by provider, type and id.
    pub fn objects(&self) -> Vec<Object> {
        let inner = self.lock();
        let objects = inner.objects.iter().map(|(key, stored)| Object {
            source: stored.source.clone(),
            resource_type: stored.type_name.clone(),
            id: stored.id(key).to_owned(),
            attributes: to_plain(&stored.value),
        });
        let mut objects: Vec<Object> = objects.collect();
        objects.sort_by(|a, b| a.place().cmp(&b.place()));
        objects
    }

    /// Removes an object behind Terraform's back.
    pub fn remove(&self, resource_type: &str, id: &str) -> Result<(), WorldError> {
        let mut inner = self.lock();
        let key = inner.find(resource_type, id)?;
        inner.objects.remove(&key);
        Ok(())
    }

    /// Changes an object behind Terraform's back, if `change` can.
    pub(crate) fn change(
        &self,
        resource_type: &str,
        id: &str,
        change: impl FnOnce(&mut Stored) -> bool,
    ) -> Result<bool, WorldError> {
        let mut inner = self.lock();
        let key = inner.find(resource_type, id)?;
        Ok(inner.objects.get_mut(&key).is_some_and(change))
    }

    /// Makes a provider reachable, or not. What is not reachable answers every question that would
    /// need its cloud with an error.
    pub fn set_reachable(&self, source: &str, reachable: bool) {
        let mut inner = self.lock();
        if reachable {
            inner.unreachable.remove(source);
        } else {
            inner.unreachable.insert(source.to_owned());
        }
    }

    pub(crate) fn is_reachable(&self, source: &str) -> bool {
        !self.lock().unreachable.contains(source)
    }

    /// Makes an object of what is planned for it. `plan` tells which plan it is made from, and `fill`
    /// makes it from a seed of its own. An id that another object of the type has gets a number, unless
    /// it was given.
    pub(crate) fn create(
        &self,
        mut object: Stored,
        plan: Seed,
        fill: impl FnOnce(&Value, Seed) -> Value,
    ) -> (Key, Value) {
        let mut inner = self.lock();
        let made = inner.made.entry(plan).or_default();
        let seed = plan.part(&made.to_string());
        *made += 1;
        let gives_id = object.value.get("id").is_unknown();
        object.value = fill(&object.value, seed);
        if gives_id {
            inner.make_id_unique(&mut object);
        }
        let (key, value) = (seed.key(), object.value.clone());
        inner.put(key.clone(), object);
        (key, value)
    }

    /// Keeps an object under its key.
    pub(crate) fn put(&self, key: Key, stored: Stored) {
        self.lock().put(key, stored);
    }

    pub(crate) fn get(&self, key: &str) -> Option<Stored> {
        self.lock().objects.get(key).cloned()
    }

    /// Destroys an object.
    pub(crate) fn destroy(&self, key: &str) {
        self.lock().objects.remove(key);
    }

    /// The object of a type that `wanted` takes; the one that was made last, where there are several.
    pub(crate) fn search(
        &self,
        source: &str,
        type_name: &str,
        wanted: impl Fn(&Value) -> bool,
    ) -> Option<(Key, Stored)> {
        let inner = self.lock();
        let objects = inner.of_type(source, type_name);
        let objects = objects.filter(|(_, stored)| wanted(&stored.value));
        let found = objects.max_by_key(|(_, stored)| stored.number);
        found.map(|(key, stored)| (key.clone(), stored.clone()))
    }
}

impl Stored {
    fn id<'a>(&'a self, key: &'a str) -> &'a str {
        self.value.get("id").as_text().unwrap_or(key)
    }
}

impl Inner {
    /// An object that is put again stays the one that it is.
    fn put(&mut self, key: Key, mut stored: Stored) {
        stored.number = if let Some(former) = self.objects.get(&key) {
            former.number
        } else {
            self.count += 1;
            self.count
        };
        self.objects.insert(key, stored);
    }

    fn of_type<'a>(
        &'a self,
        source: &'a str,
        type_name: &'a str,
    ) -> impl Iterator<Item = (&'a Key, &'a Stored)> {
        let objects = self.objects.iter();
        objects.filter(move |(_, it)| it.type_name == type_name && it.source == source)
    }

    fn find(&self, resource_type: &str, id: &str) -> Result<Key, WorldError> {
        let mut objects = self.objects.iter();
        let found = objects.find(|(key, it)| it.type_name == resource_type && it.id(key) == id);
        found
            .map(|(key, _)| key.clone())
            .ok_or_else(|| WorldError::NoObject {
                resource_type: resource_type.to_owned(),
                id: id.to_owned(),
            })
    }

    fn make_id_unique(&self, object: &mut Stored) {
        let Some(id) = object.value.get("id").as_text().map(str::to_owned) else {
            return;
        };
        let is_taken = |id: &str| {
            let mut objects = self.of_type(&object.source, &object.type_name);
            objects.any(|(_, it)| it.value.get("id").as_text() == Some(id))
        };
        if !is_taken(&id) {
            return;
        }
        let numbered = (2_u64..).map(|number| format!("{id}-{number}"));
        if let Some(free) = numbered.into_iter().find(|id| !is_taken(id)) {
            object.value.set("id", Value::String(free));
        }
    }
}
