//! Every rule of mcgen: those of environment files, and those of what is rendered from them.

use mcgen_diagnostics::Rule;

/// Every rule, sorted by code.
pub fn book() -> Vec<&'static Rule> {
    let mut rules = mcgen_rules::book();
    rules.extend(mcgen_schema::check::rules::RULES);
    rules.extend(mcgen_verify::rules::RUN_RULES);
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// The rule with this code, in any case, or with this name.
pub fn find(code: &str) -> Option<&'static Rule> {
    book()
        .into_iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.slug == code)
}
