//! Whether an overlay can be used with its schema. A mistake in it would show up as an odd value
//! somewhere else.

use mcgen_schema::{Kind, TypeOverlay};

use crate::constraint;
use crate::definition::Definition;
use crate::error::SimulatorError;
use crate::fill::template;
use crate::provider::SimulatedProvider;

/// Finds the first mistake: a type, attribute or placeholder that does not exist, a pattern that is
/// none.
pub(crate) fn check(provider: &SimulatedProvider) -> Result<(), SimulatorError> {
    let overlay = &provider.overlay;
    let resources = overlay.resource.iter().map(|it| (Kind::Resource, it));
    let data = overlay.data.iter().map(|it| (Kind::DataSource, it));
    for (kind, (name, overlay)) in resources.chain(data) {
        let definition = Definition::find(&provider.schema, &provider.overlay, kind, name);
        let mistake = match definition {
            Some(definition) => mistake(&definition, overlay),
            None => Some(format!("the schema has no such {kind}")),
        };
        if let Some(reason) = mistake {
            return Err(SimulatorError::Overlay {
                source_name: provider.source.clone(),
                resource_type: name.clone(),
                reason,
            });
        }
    }
    Ok(())
}

fn mistake(definition: &Definition<'_>, overlay: &TypeOverlay) -> Option<String> {
    let keys = overlay.constraints.keys().chain(overlay.computed.keys());
    if let Some(path) = keys
        .into_iter()
        .find(|path| definition.attribute(path).is_none())
    {
        return Some(format!("there is no attribute `{path}`"));
    }
    let patterns = overlay
        .constraints
        .values()
        .filter_map(|it| it.pattern.as_deref());
    for pattern in patterns {
        if let Err(error) = constraint::whole(pattern) {
            return Some(format!("`{pattern}` is no pattern: {error}"));
        }
    }
    for (path, value) in &overlay.computed {
        for placeholder in template::placeholders(value) {
            if !template::is_word(placeholder) && !is_path(definition, path, placeholder) {
                return Some(format!(
                    "`{path}` has an unknown placeholder `{{{placeholder}}}`"
                ));
            }
        }
    }
    None
}

/// A placeholder names an attribute beside `path`, or from the top.
fn is_path(definition: &Definition<'_>, path: &str, placeholder: &str) -> bool {
    let steps = placeholder
        .split('.')
        .filter(|it| it.parse::<usize>().is_err());
    let named = steps.collect::<Vec<_>>().join(".");
    let beside = path
        .rsplit_once('.')
        .map(|(above, _)| format!("{above}.{named}"));
    // Keys of maps are not in the schema: `labels.team`.
    let in_map = named.split_once('.').map(|(map, _)| map.to_owned());
    [Some(named), beside, in_map]
        .into_iter()
        .flatten()
        .any(|path| definition.attribute(&path).is_some())
}
