//! CACHE-010: instance names.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::catalog::memorystore as catalog;
use mcgen_model::{CacheEngine, Environment, fitted_name};
use mcgen_spec::refused::cache::MEMORYSTORE_NAME;

use super::memorystore;
use super::name::hyphenated;
use crate::Context;

/// What the name of the connection policy has behind the name of the instance.
const POLICY_SUFFIX: &str = "-memorystore";

pub(super) fn legal(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    let (least, most) = catalog::name_lengths(cache.engine.value);
    let most = match cache.engine.value {
        CacheEngine::Redis => most,
        CacheEngine::Valkey => most - POLICY_SUFFIX.len(),
    };
    let name = &cache.name;
    let length = name.chars().count();
    let reason = if !(least..=most).contains(&length) {
        format!("{length} characters, and {least} to {most} are legal")
    } else if !is_legal(name) {
        "lower-case letters, digits and hyphens; a letter first, no hyphen last".to_owned()
    } else {
        return;
    };
    let mut mended = hyphenated(name, "cache");
    if mended.len() < least {
        mended = format!("{mended}-cache");
    }
    findings.push(
        Diagnostic::new(&MEMORYSTORE_NAME)
            .at_value(name, format!("`{name}` is no name of an instance"))
            .because(reason)
            .help(format!("write `name: {}`", fitted_name(&[&mended], most))),
    );
}

fn is_legal(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_lowercase())
        && !name.ends_with('-')
        && name
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}
