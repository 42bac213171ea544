//! The types of resources that are used, each read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::built_in;
use crate::{Block, CatalogError, Kind, Provider, Schema, Type, TypeOverlay};

/// What is held of a type of resource.
pub(super) struct ResourceType {
    pub(super) schema: Arc<Schema>,
    pub(super) overlay: Option<TypeOverlay>,
    /// Made when a reference asks for it.
    value_type: RefCell<Option<Rc<Type>>>,
}

impl ResourceType {
    fn new(schema: Arc<Schema>, overlay: Option<TypeOverlay>) -> Self {
        Self {
            schema,
            overlay,
            value_type: RefCell::default(),
        }
    }

    pub(super) fn block(&self) -> &Block {
        &self.schema.block
    }

    /// The type of one such object.
    pub(super) fn value_type(&self) -> Rc<Type> {
        let mut slot = self.value_type.borrow_mut();
        Rc::clone(slot.get_or_insert_with(|| Rc::new(self.block().value_type())))
    }
}

/// The types by provider and version, kind and name; the provider that is part of Terraform has none of the first.
#[derive(Default)]
pub(super) struct ResourceTypes {
    read: RefCell<BTreeMap<Version, OfVersion>>,
}

type Version = Option<(&'static str, String)>;
type OfVersion = BTreeMap<(Kind, String), Option<Rc<ResourceType>>>;

impl ResourceTypes {
    /// A type; nothing where its schema is not held.
    pub(super) fn get(
        &self,
        provider: Option<&Provider>,
        kind: Kind,
        name: &str,
    ) -> Result<Option<Rc<ResourceType>>, CatalogError> {
        let version = provider.map(|it| (it.source(), it.version().to_string()));
        let key = (kind, name.to_owned());
        let mut read = self.read.borrow_mut();
        let read = read.entry(version).or_default();
        if let Some(known) = read.get(&key) {
            return Ok(known.clone());
        }
        let found = match provider {
            None => built_in::schema(kind, name).map(|it| ResourceType::new(it, None)),
            Some(provider) => match provider.schema(kind, name)? {
                Some(schema) => Some(ResourceType::new(schema, provider.overlay(kind, name)?)),
                None => None,
            },
        };
        let found = found.map(Rc::new);
        read.insert(key, found.clone());
        Ok(found)
    }
}
