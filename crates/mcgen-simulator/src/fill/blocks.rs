//! Blocks of an object, those included that the provider adds by itself.

use mcgen_schema::NestedBlock;

use super::{Fill, collection};
use crate::place::Place;
use crate::shape::{empty, nested_value};
use crate::value::{Value, from_plain};

impl Fill<'_> {
    /// The blocks of one name: as planned, or as many as the provider makes.
    pub(super) fn nested(&self, nested: &NestedBlock, planned: &Value, at: &Place) -> Value {
        if !planned.is_unknown() {
            let mut value = planned.clone();
            for (place, object) in at.instances_mut(nested.nesting, &mut value) {
                *object = self.block(&nested.block, object, &place);
            }
            return value;
        }
        if let Some(blocks) = self.blocks_by_overlay(nested, at) {
            return blocks;
        }
        let computed = &self.definition.overlay.computed_blocks;
        let count = computed.get(&at.schema_path()).copied().unwrap_or_default();
        let count = usize::try_from(count).unwrap_or_default();
        collection(nested.nesting, count, |index| {
            let place = at.nth(nested.nesting, index);
            let mut object = empty(&nested.block);
            if let Value::Map(entries) = &mut object {
                for (name, attribute) in &nested.block.attributes {
                    let unknown = attribute.computed && !attribute.write_only;
                    if unknown || attribute.required {
                        entries.insert(name.clone(), Value::Unknown);
                    }
                }
            }
            self.block(&nested.block, &object, &place)
        })
    }

    fn blocks_by_overlay(&self, nested: &NestedBlock, at: &Place) -> Option<Value> {
        let blocks = self.definition.overlay.computed.get(&at.schema_path())?;
        let lookup = |path: &str| self.lookup(path, at);
        let blocks = self.source(at, &lookup).expand(blocks);
        let wanted = nested.nesting.of(nested.block.value_type());
        Some(nested_value(&from_plain(&blocks, &wanted)?, nested))
    }
}
