//! The life of objects: planned, made, read, changed, destroyed, imported.

use std::collections::BTreeMap;

use bytes::Bytes;
use mcgen_schema::{Block, Kind};

use crate::definition::Definition;
use crate::fill::{Fill, Seed};
use crate::finding::error;
use crate::place::Place;
use crate::plan::{Change, mark_computed, plan};
use crate::provider::{Connection, Fault};
use crate::settings::Settings;
use crate::shape::{conform, empty, upgrade};
use crate::value::Value;
use crate::wire;
use crate::world::{Key, Stored};

/// The key of the object that a state is of, which Terraform keeps beside the state.
fn key_in(private: &Bytes) -> Option<Key> {
    let key = std::str::from_utf8(private).ok()?;
    (!key.is_empty()).then(|| key.to_owned())
}

impl Connection {
    pub(crate) fn upgrade_state(
        &self,
        request: &wire::UpgradeState,
    ) -> Result<wire::Upgraded, Fault> {
        let definition = self.definition(Kind::Resource, &request.type_name)?;
        let json = request.raw_state.as_ref().map(|it| it.json.clone());
        let state = upgrade(&json.unwrap_or_default(), definition.block)?;
        Ok(wire::Upgraded {
            state: Some(state.encode()),
            ..wire::Upgraded::default()
        })
    }

    pub(crate) fn read_state(&self, request: &wire::ReadState) -> Result<wire::ReadResult, Fault> {
        let definition = self.definition(Kind::Resource, &request.type_name)?;
        if let Some(outage) = self.outage(&format!("reading `{}`", definition.name)) {
            return Ok(wire::ReadResult {
                state: request.state.clone(),
                diagnostics: vec![outage],
                private: request.private.clone(),
            });
        }
        let state = match key_in(&request.private) {
            Some(key) => {
                let stored = self.world().get(&key);
                let value = stored.map(|it| conform(&it.value, definition.block));
                Some(value.unwrap_or(Value::Null).encode())
            }
            // A state that was not made here: there is nothing to compare it with.
            None => request.state.clone(),
        };
        Ok(wire::ReadResult {
            state,
            diagnostics: Vec::new(),
            private: request.private.clone(),
        })
    }

    pub(crate) fn plan_change(&self, request: &wire::PlanChange) -> Result<wire::Planned, Fault> {
        let definition = self.definition(Kind::Resource, &request.type_name)?;
        let stored = key_in(&request.private).and_then(|key| self.world().get(&key));
        let change = Change {
            prior: &Value::decode(request.prior.as_ref())?,
            proposed: &Value::decode(request.proposed.as_ref())?,
            config: &Value::decode(request.config.as_ref())?,
            adopted: stored.is_some_and(|it| it.adopted),
        };
        let plan = plan(&definition, &change, &self.settings());
        Ok(wire::Planned {
            state: Some(plan.state.encode()),
            requires_replace: plan
                .requires_replace
                .iter()
                .filter_map(Place::to_wire)
                .collect(),
            private: request.private.clone(),
            diagnostics: Vec::new(),
            legacy_type_system: definition.is_legacy(),
        })
    }

    pub(crate) fn apply_change(&self, request: &wire::ApplyChange) -> Result<wire::Applied, Fault> {
        let definition = self.definition(Kind::Resource, &request.type_name)?;
        let prior = Value::decode(request.prior.as_ref())?;
        let planned = Value::decode(request.planned.as_ref())?;
        let mut applied = wire::Applied {
            legacy_type_system: definition.is_legacy(),
            ..wire::Applied::default()
        };
        if let Some(outage) = self.outage(&format!("changing `{}`", definition.name)) {
            applied.state = Some(prior.encode());
            applied.private = request.private.clone();
            applied.diagnostics = vec![outage];
            return Ok(applied);
        }
        let key = key_in(&request.private);
        let written_only = written_only(definition.block, &Value::decode(request.config.as_ref())?);
        let (key, state) = if planned.is_null() {
            if let Some(key) = &key {
                self.world().destroy(key);
            }
            (None, Value::Null)
        } else if prior.is_null() {
            let (key, state) = self.create(&definition, planned, written_only);
            (Some(key), state)
        } else {
            let written_only = changed(written_only, &prior, &planned);
            let (key, state) = self.update(&definition, &planned, written_only, key);
            (Some(key), state)
        };
        applied.state = Some(state.encode());
        applied.private = Bytes::from(key.unwrap_or_default());
        Ok(applied)
    }

    fn create(
        &self,
        definition: &Definition<'_>,
        planned: Value,
        written_only: BTreeMap<String, Value>,
    ) -> (Key, Value) {
        let settings = self.settings();
        let plan = self.plan_seed(definition.name, &planned, &settings);
        let fill =
            |planned: &Value, seed| Fill::new(*definition, &settings, planned, seed).object();
        let mut object = self.stored(definition.name, planned, false);
        object.written_only = Value::Map(written_only);
        self.world().create(object, plan, fill)
    }

    fn update(
        &self,
        definition: &Definition<'_>,
        planned: &Value,
        written_only: BTreeMap<String, Value>,
        key: Option<Key>,
    ) -> (Key, Value) {
        let settings = self.settings();
        let plan = self.plan_seed(definition.name, planned, &settings);
        let key = key.unwrap_or_else(|| plan.key());
        let seed = Seed::of(&[key.as_bytes()]);
        let state = Fill::new(*definition, &settings, planned, seed).object();
        let mut object = self.stored(definition.name, state.clone(), false);
        if let Some(former) = self.world().get(&key) {
            object.written_only = former.written_only;
        }
        for (name, value) in written_only {
            object.written_only.set(&name, value);
        }
        self.world().put(key.clone(), object);
        (key, state)
    }

    fn stored(&self, type_name: &str, value: Value, adopted: bool) -> Stored {
        Stored {
            source: self.source().to_owned(),
            type_name: type_name.to_owned(),
            value,
            written_only: Value::Map(BTreeMap::new()),
            adopted,
            number: 0,
        }
    }

    /// Terraform does not say which resource it asks for, so an object is told from others by what
    /// is planned for it.
    fn plan_seed(&self, type_name: &str, planned: &Value, settings: &Settings) -> Seed {
        let region = settings.region(type_name);
        Seed::of(&[
            self.source().as_bytes(),
            type_name.as_bytes(),
            region.as_bytes(),
            settings.project().as_bytes(),
            settings.account().as_bytes(),
            &planned.bytes(),
        ])
    }

    pub(crate) fn import_state(
        &self,
        request: &wire::ImportState,
    ) -> Result<wire::Imported, Fault> {
        let definition = self.definition(Kind::Resource, &request.type_name)?;
        if let Some(outage) = self.outage(&format!("importing `{}`", definition.name)) {
            return Ok(wire::Imported {
                resources: Vec::new(),
                diagnostics: vec![outage],
            });
        }
        if request.id.is_empty() {
            let detail = format!("An import of `{}` needs an id.", definition.name);
            return Ok(wire::Imported {
                resources: Vec::new(),
                diagnostics: vec![error("No id to import", detail)],
            });
        }
        let is_named = |value: &Value| {
            let names = ["id", "arn", "self_link", "name", "identifier"];
            names
                .iter()
                .any(|name| value.get(name).as_text() == Some(&request.id))
        };
        let known = self
            .world()
            .search(self.source(), definition.name, is_named);
        let (key, state) = match known {
            Some((key, stored)) => (key, conform(&stored.value, definition.block)),
            None => self.adopt(&definition, &request.id),
        };
        Ok(wire::Imported {
            resources: vec![wire::ImportedResource {
                type_name: definition.name.to_owned(),
                state: Some(state.encode()),
                private: Bytes::from(key),
            }],
            diagnostics: Vec::new(),
        })
    }

    /// An object of the real world that is to be imported: its id is all that is known of it. What
    /// the provider computes is invented, the rest is null until the first apply.
    fn adopt(&self, definition: &Definition<'_>, id: &str) -> (Key, Value) {
        let mut planned = empty(definition.block);
        let has_id = definition.block.attributes.contains_key("id");
        for (name, attribute) in &definition.block.attributes {
            if attribute.computed && !attribute.is_settable() && !attribute.write_only {
                planned.set(name, Value::Unknown);
            }
        }
        if has_id {
            planned.set("id", Value::text(id));
        }
        let settings = self.settings();
        let seed = Seed::of(&[
            self.source().as_bytes(),
            definition.name.as_bytes(),
            id.as_bytes(),
        ]);
        let state = Fill::new(*definition, &settings, &planned, seed).object();
        let key = seed.key();
        let object = self.stored(definition.name, state.clone(), true);
        self.world().put(key.clone(), object);
        (key, state)
    }
}

/// What the write-only arguments of a configuration say. Terraform tells it at the apply alone.
fn written_only(block: &Block, config: &Value) -> BTreeMap<String, Value> {
    let attributes = block.attributes.iter().filter(|(_, it)| it.write_only);
    attributes
        .map(|(name, _)| (name.clone(), config.get(name).clone()))
        .filter(|(_, value)| !value.is_null())
        .collect()
}

/// The arguments among them that a change writes: an argument that has a version beside it is only
/// written when the version changes.
fn changed(
    mut written_only: BTreeMap<String, Value>,
    prior: &Value,
    planned: &Value,
) -> BTreeMap<String, Value> {
    written_only.retain(|name, _| {
        let version = format!("{name}_version");
        planned.get(&version).is_null() || planned.get(&version) != prior.get(&version)
    });
    written_only
}

/// What is read of a configuration: itself, with all that the provider computes.
pub(crate) fn as_read(definition: &Definition<'_>, config: &Value) -> Value {
    let mut planned = config.clone();
    mark_computed(definition.block, definition.overlay, true, &mut planned);
    planned
}
