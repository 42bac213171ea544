use std::collections::BTreeMap;
use std::fmt::Write as _;

use mcgen_hcl::Literal;

/// The text of `terraform.tfvars`: words and numbers first, then one block a component. It is
/// written in the canonical layout.
pub(crate) fn text(variables: &BTreeMap<&'static str, Literal>) -> String {
    let mut text = String::new();
    let (scalars, objects): (Vec<_>, Vec<_>) =
        variables.iter().partition(|(_, value)| value.is_scalar());
    let column = scalars
        .iter()
        .map(|(name, _)| name.len())
        .max()
        .unwrap_or(0);
    for (name, value) in scalars {
        let _ = writeln!(text, "{name:column$} = {value}");
    }
    for (name, value) in objects {
        let _ = writeln!(text, "\n{name} = {value}");
    }
    debug_assert!(mcgen_hcl::is_canonical(&text), "{text}");
    text
}
