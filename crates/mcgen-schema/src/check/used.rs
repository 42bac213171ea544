//! Which types of which providers a module uses.

use std::collections::{BTreeMap, BTreeSet};

use super::context::provider_name;
use super::module::Module;
use super::requirement::address;
use crate::Kind;

/// The types that the blocks of a module use, by the address of the provider.
pub(super) fn used_types(
    module: &Module<'_>,
    used: &mut BTreeMap<String, BTreeSet<(Kind, String)>>,
) {
    let blocks = module
        .resources
        .iter()
        .map(|((kind, type_name, _), it)| (*kind, *type_name, it.block));
    for (kind, type_name, block) in blocks {
        let named = block.body.attribute("provider");
        let named = named.and_then(|it| provider_name(&it.value));
        let name = named.unwrap_or_else(|| type_name.split('_').next().unwrap_or_default());
        let entry = used.entry(address(module, name)).or_default();
        entry.insert((kind, type_name.to_owned()));
    }
    for (block, _) in &module.providers {
        used.entry(address(module, block.label(0).unwrap_or_default()))
            .or_default();
    }
    for name in module.requirements.keys() {
        used.entry(address(module, name)).or_default();
    }
}
