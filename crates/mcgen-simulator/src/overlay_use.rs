//! Overlays made ready for use: what they correct in the schema, and mistakes in them that would only
//! show up as odd values somewhere else.
//!
//! An overlay is of all versions of a provider, and a schema can be a part of one. What an overlay
//! says of types and attributes that the schema does not have is therefore no mistake.

use std::sync::Arc;

use mcgen_schema::{Attribute, Block, Kind, NestedBlock, TypeOverlay};

use crate::error::SimulatorError;
use crate::fill::expand;
use crate::provider::SimulatedProvider;

/// Finds the first mistake: a text that is no template, a pattern that is none.
pub(crate) fn check(provider: &SimulatedProvider) -> Result<(), SimulatorError> {
    let overlay = &provider.overlay;
    let types = Kind::ALL.into_iter().flat_map(|it| overlay.of_kind(it));
    let in_types = types.filter_map(|(name, it)| Some((name.as_str(), mistake(it)?)));
    let every = overlay.every.values().find_map(expand::mistake);
    let mut mistakes = in_types.chain(every.map(|reason| ("every type", reason)));
    match mistakes.next() {
        Some((type_name, reason)) => Err(SimulatorError::Overlay {
            source_name: provider.source.clone(),
            type_name: type_name.to_owned(),
            reason,
        }),
        None => Ok(()),
    }
}

fn mistake(overlay: &TypeOverlay) -> Option<String> {
    let mut constraints = overlay.constraints.values();
    let in_constraint = constraints.find_map(mcgen_schema::Constraint::mistake);
    in_constraint.or_else(|| overlay.computed.values().find_map(expand::mistake))
}

/// Adds to the schema what it lost on its way here.
pub(crate) fn amend(provider: &mut SimulatedProvider) {
    let overlay = Arc::clone(&provider.overlay);
    for kind in Kind::ALL {
        for (name, overlay) in overlay.of_kind(kind) {
            let says_nothing = overlay.max_items.is_empty()
                && overlay.sensitive.is_empty()
                && overlay.write_only.is_empty();
            if says_nothing || !provider.schema.of_kind(kind).contains_key(name) {
                continue;
            }
            let schemas = Arc::make_mut(&mut provider.schema).of_kind_mut(kind);
            if let Some(schema) = schemas.get_mut(name) {
                amend_type(&mut schema.block, overlay);
            }
        }
    }
}

fn amend_type(block: &mut Block, overlay: &TypeOverlay) {
    for (path, count) in &overlay.max_items {
        if let Some(nested) = nested_block(block, path) {
            nested.max_items = *count;
        }
    }
    for path in &overlay.sensitive {
        if let Some(attribute) = attribute(block, path) {
            attribute.sensitive = true;
        }
    }
    for path in &overlay.write_only {
        if let Some(attribute) = attribute(block, path) {
            attribute.write_only = true;
        }
    }
}

fn nested_block<'a>(block: &'a mut Block, path: &str) -> Option<&'a mut NestedBlock> {
    match path.split_once('.') {
        Some((name, rest)) => nested_block(&mut block.blocks.get_mut(name)?.block, rest),
        None => block.blocks.get_mut(path),
    }
}

fn attribute<'a>(block: &'a mut Block, path: &str) -> Option<&'a mut Attribute> {
    match path.rsplit_once('.') {
        Some((above, name)) => {
            let above = nested_block(block, above)?;
            above.block.attributes.get_mut(name)
        }
        None => block.attributes.get_mut(path),
    }
}

#[cfg(test)]
mod tests {
    use mcgen_schema::{Block, TypeOverlay};
    use serde_json::json;

    use super::amend_type;

    #[test]
    fn what_the_schema_lost_is_added_where_it_has_the_place() {
        let text = json!({"type": "string", "optional": true});
        let mut block: Block = serde_json::from_value(json!({
            "attributes": {"key": text, "other": text},
            "block_types": {"a": {"nesting_mode": "list", "block": {
                "attributes": {"key": text},
                "block_types": {"b": {"nesting_mode": "list", "block": {}}},
            }}},
        }))
        .unwrap();
        let overlay: TypeOverlay = serde_json::from_value(json!({
            "sources": [], "sensitive": ["key", "missing"], "write-only": ["a.key"],
            "max-items": {"a.b": 2, "missing.b": 1},
        }))
        .unwrap();
        amend_type(&mut block, &overlay);
        assert!(block.attributes["key"].sensitive);
        assert!(!block.attributes["other"].sensitive);
        let a = &block.blocks["a"];
        assert!(a.block.attributes["key"].write_only);
        assert_eq!((a.max_items, a.block.blocks["b"].max_items), (0, 2));
    }
}
