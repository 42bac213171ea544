//! Two files that describe one environment.

use std::collections::BTreeMap;

use mcgen_diagnostics::Diagnostic;
use mcgen_model::Environment;
use mcgen_spec::rules::SAME_IDENTITY;

use super::Found;

/// The numbers of the environments, without those that an earlier file describes, which are findings.
pub(super) fn different(environments: &[&Environment], found: &mut Found) -> Vec<usize> {
    let mut first: BTreeMap<String, &Environment> = BTreeMap::new();
    let mut numbers = Vec::new();
    for (number, environment) in environments.iter().enumerate() {
        let identity = environment.identity();
        if let Some(other) = first.get(&identity) {
            let finding = Diagnostic::new(&SAME_IDENTITY)
                .at(environment.name.span, format!("`{identity}` again"))
                .at(other.name.span, "first described here");
            found.push(number, finding);
        } else {
            first.insert(identity, environment);
            numbers.push(number);
        }
    }
    numbers
}
