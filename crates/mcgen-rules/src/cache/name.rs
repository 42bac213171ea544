//! CACHE-001: the id of a replication group.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::catalog::elasticache_limits;
use mcgen_model::{Environment, fitted_name};
use mcgen_spec::refused::cache::CACHE_NAME;

use super::elasticache;
use crate::Context;

pub(super) fn legal(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = elasticache(environment) else {
        return;
    };
    let longest = elasticache_limits::group().name_max_length;
    let name = &cache.name;
    let length = name.chars().count();
    let reason = if length > longest {
        format!("{length} characters, and {longest} are the most")
    } else if !is_legal(name) {
        "lower-case letters, digits and single hyphens; a letter first, no hyphen last".to_owned()
    } else {
        return;
    };
    findings.push(
        Diagnostic::new(&CACHE_NAME)
            .at_value(name, format!("`{name}` is no id of a replication group"))
            .because(reason)
            .help(format!(
                "write `{}`",
                fitted_name(&[&hyphenated(name, "cache")], longest)
            )),
    );
}

fn is_legal(name: &str) -> bool {
    name.starts_with(|it: char| it.is_ascii_lowercase())
        && !name.ends_with('-')
        && !name.contains("--")
        && name
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-')
}

/// The name in lower case, every illegal run of characters made one hyphen, with `prefix` before it
/// when it would not begin with a letter.
pub(super) fn hyphenated(name: &str, prefix: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let words = lower.split(|it: char| !it.is_ascii_lowercase() && !it.is_ascii_digit());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let joined = words.join("-");
    if joined.starts_with(|it: char| it.is_ascii_lowercase()) {
        joined
    } else {
        format!("{prefix}-{joined}")
            .trim_end_matches('-')
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mended_name_is_legal() {
        for name in ["CRM_Cache", "9crm", "crm--cache", "crm-", "é", ""] {
            assert!(!is_legal(name), "{name}");
            assert!(is_legal(&hyphenated(name, "cache")), "{name}");
        }
        assert!(is_legal("crm-production-2"));
    }
}
