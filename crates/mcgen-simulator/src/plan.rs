//! Planning: what an object will be, as far as that is known before it is made.

use mcgen_schema::{Attribute, AttributeKind, Block, NestedBlock, Nesting, TypeOverlay};

use crate::definition::Definition;
use crate::fill::expand::is_constant;
use crate::place::Place;
use crate::settings::Settings;
use crate::value::{Value, from_plain};

/// What is planned for one object.
pub(crate) struct Plan {
    /// The object, unknown where only the apply can tell.
    pub(crate) state: Value,
    /// What changed and cannot change on an object that exists.
    pub(crate) requires_replace: Vec<Place>,
}

/// What Terraform asks a plan for.
pub(crate) struct Change<'a> {
    /// The object as it is; null where there is none.
    pub(crate) prior: &'a Value,
    /// What Terraform makes of the object and the configuration; null to destroy it.
    pub(crate) proposed: &'a Value,
    /// What the configuration says.
    pub(crate) config: &'a Value,
    /// The object was imported and nothing is known of it: what is null may be anything.
    pub(crate) adopted: bool,
}

/// Plans a change of an object.
pub(crate) fn plan(definition: &Definition<'_>, change: &Change<'_>, settings: &Settings) -> Plan {
    let mut plan = Plan {
        state: change.proposed.clone(),
        requires_replace: Vec::new(),
    };
    if change.proposed.is_null() {
        return plan;
    }
    let Definition { block, overlay, .. } = *definition;
    let planned = &mut plan.state;
    Known { overlay }.block(block, planned, change.prior, &Place::default());
    let imposed = settings.impose(block, change.config, change.prior, planned);
    if planned == change.prior {
        return plan;
    }
    mark_computed(block, overlay, change.prior.is_null(), planned);
    if change.prior.is_null() {
        return plan;
    }
    let forced = overlay.force_new.iter().filter_map(|path| {
        let path: Vec<&str> = path.split('.').collect();
        difference(block, &path, change.prior, planned, &Place::default())
    });
    plan.requires_replace = forced
        .chain(imposed)
        .filter(|place| {
            let prior = place.value_in(change.prior);
            prior != place.value_in(planned) && !(change.adopted && prior.is_null())
        })
        .collect();
    plan
}

/// Fills in what a plan knows beyond the configuration.
struct Known<'a> {
    overlay: &'a TypeOverlay,
}

impl Known<'_> {
    fn block(&self, block: &Block, planned: &mut Value, prior: &Value, at: &Place) {
        let Value::Map(entries) = planned else { return };
        for (name, attribute) in &block.attributes {
            if let Some(value) = entries.get_mut(name) {
                self.attribute(attribute, value, &at.name(name));
            }
        }
        for (name, nested) in &block.blocks {
            if let Some(value) = entries.get_mut(name) {
                self.nested(nested, value, prior.get(name), &at.name(name));
            }
        }
    }

    fn attribute(&self, attribute: &Attribute, planned: &mut Value, at: &Place) {
        if attribute.write_only {
            *planned = Value::Null;
            return;
        }
        // A default of an argument that is not computed is known in the plan.
        if planned.is_null()
            && attribute.is_settable()
            && !attribute.computed
            && let Some(default) = self.overlay.computed.get(&at.schema_path())
            && is_constant(default)
            && let Some(default) = from_plain(default, &attribute.value_type())
        {
            *planned = default;
        }
        if let AttributeKind::Nested(nested) = &attribute.kind {
            for (place, object) in at.instances_mut(nested.nesting, planned) {
                let Value::Map(entries) = object else {
                    continue;
                };
                for (name, attribute) in &nested.attributes {
                    if let Some(value) = entries.get_mut(name) {
                        self.attribute(attribute, value, &place.name(name));
                    }
                }
            }
        }
    }

    fn nested(&self, nested: &NestedBlock, planned: &mut Value, prior: &Value, at: &Place) {
        let computed = self.overlay.computed_blocks.contains_key(&at.schema_path());
        if computed && planned.elements().is_empty() && !prior.elements().is_empty() {
            *planned = prior.clone();
            return;
        }
        let prior: Vec<&Value> = match nested.nesting {
            Nesting::List => prior.elements().iter().collect(),
            Nesting::Single | Nesting::Group => vec![prior],
            Nesting::Set | Nesting::Map => Vec::new(),
        };
        let instances = at.instances_mut(nested.nesting, planned);
        for (index, (place, object)) in instances.into_iter().enumerate() {
            let prior = prior.get(index).copied().unwrap_or(&Value::Null);
            self.block(&nested.block, object, prior, &place);
        }
    }
}

/// Makes unknown what the provider computes and nothing is known of yet.
pub(crate) fn mark_computed(
    block: &Block,
    overlay: &TypeOverlay,
    created: bool,
    planned: &mut Value,
) {
    Unknown { overlay, created }.block(block, planned, &Place::default());
}

struct Unknown<'a> {
    overlay: &'a TypeOverlay,
    created: bool,
}

impl Unknown<'_> {
    fn block(&self, block: &Block, planned: &mut Value, at: &Place) {
        let Value::Map(entries) = planned else { return };
        for (name, attribute) in &block.attributes {
            let value = entries.entry(name.clone()).or_insert(Value::Null);
            mark_attribute(attribute, value, &at.name(name));
        }
        for (name, nested) in &block.blocks {
            let Some(value) = entries.get_mut(name) else {
                continue;
            };
            let at = at.name(name);
            let computed = self.overlay.computed_blocks.contains_key(&at.schema_path());
            if computed && self.created && value.elements().is_empty() && !value.is_unknown() {
                *value = Value::Unknown;
            }
            for (place, object) in at.instances_mut(nested.nesting, value) {
                self.block(&nested.block, object, &place);
            }
        }
    }
}

fn mark_attribute(attribute: &Attribute, planned: &mut Value, at: &Place) {
    if planned.is_null() && attribute.computed && !attribute.write_only {
        *planned = Value::Unknown;
    }
    if let AttributeKind::Nested(nested) = &attribute.kind {
        for (place, object) in at.instances_mut(nested.nesting, planned) {
            let Value::Map(entries) = object else {
                continue;
            };
            for (name, attribute) in &nested.attributes {
                let value = entries.entry(name.clone()).or_insert(Value::Null);
                mark_attribute(attribute, value, &place.name(name));
            }
        }
    }
}

/// Where the values at a path differ: the first place, or the set that holds it.
fn difference(
    block: &Block,
    path: &[&str],
    prior: &Value,
    planned: &Value,
    at: &Place,
) -> Option<Place> {
    let (name, rest) = path.split_first()?;
    let (prior, planned, at) = (prior.get(name), planned.get(name), at.name(name));
    if prior == planned {
        return None;
    }
    let nested = block.blocks.get(*name);
    let Some(nested) = nested.filter(|it| !rest.is_empty() && it.nesting != Nesting::Set) else {
        return Some(at);
    };
    let before = at.instances(nested.nesting, prior);
    let after = at.instances(nested.nesting, planned);
    let mut places = before.iter().chain(&after).map(|(place, _)| place);
    let find = |instances: &[(Place, &Value)], place: &Place| {
        let found = instances.iter().find(|(it, _)| it == place);
        found.map_or(Value::Null, |(_, value)| (*value).clone())
    };
    places.find_map(|place| {
        let (prior, planned) = (find(&before, place), find(&after, place));
        difference(&nested.block, rest, &prior, &planned, place)
    })
}
