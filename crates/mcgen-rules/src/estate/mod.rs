//! What only shows when several environments are seen at once: two of them want the same thing.
//!
//! A finding belongs to the later environment of a pair, in the order of reading, and points at the earlier
//! one as well.

mod accounts;
mod gateways;
mod identities;
mod names;
mod overlap;
mod sources;
mod states;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule};
use mcgen_model::Environment;

/// One rule that is checked over all environments of an estate.
struct EstateCheck {
    rules: &'static [&'static Rule],
    run: fn(&[&Environment], &mut Found),
}

static CHECKS: &[EstateCheck] = &[
    EstateCheck {
        rules: &[&names::SAME_HOSTNAME],
        run: names::check,
    },
    EstateCheck {
        rules: &[&states::SAME_STATE],
        run: states::check,
    },
    EstateCheck {
        rules: &[&gateways::ONE_NETWORK],
        run: gateways::one_network,
    },
    EstateCheck {
        rules: &[&gateways::TWO_NUMBERS],
        run: gateways::two_numbers,
    },
    EstateCheck {
        rules: &[&overlap::AT_GATEWAY, &overlap::IN_PROJECT],
        run: overlap::check,
    },
    EstateCheck {
        rules: &[&accounts::ROLES_OF_DMS],
        run: accounts::roles_of_dms,
    },
];

/// Every rule over an estate.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().flat_map(|check| check.rules).copied()
}

/// What was found, by the number of the environment that it belongs to.
struct Found(Vec<Diagnostics>);

impl Found {
    fn push(&mut self, environment: usize, finding: Diagnostic) {
        self.0[environment].push(finding);
    }
}

/// Checks the environments of an estate against one another. What is found stands under the number of the
/// environment that it belongs to, so that [`crate::check`] takes it as part of what reading found and
/// applies the waivers of that environment. An environment that two files describe is compared with the others once.
pub fn check_estate(environments: &[&Environment]) -> Vec<Diagnostics> {
    let mut found = Found(vec![Diagnostics::new(); environments.len()]);
    let numbers = identities::different(environments, &mut found);
    let different: Vec<&Environment> = numbers.iter().map(|it| environments[*it]).collect();
    let mut between = Found(vec![Diagnostics::new(); different.len()]);
    for check in CHECKS {
        (check.run)(&different, &mut between);
    }
    for (number, findings) in numbers.into_iter().zip(between.0) {
        found.0[number].append(findings);
    }
    found.0
}

/// What an environment claims, with what a finding says of it.
struct Claim<T> {
    environment: usize,
    value: T,
}

/// Calls `clash` with each claim of something that another environment has claimed before, and with that first
/// claim. `claims` gives what an environment claims, by what tells it from other things.
fn claimed_twice<'a, K: Ord, T>(
    environments: &[&'a Environment],
    claims: impl Fn(&'a Environment) -> Vec<(K, T)>,
    mut clash: impl FnMut(&Claim<T>, &Claim<T>),
) {
    let mut claimed: BTreeMap<K, Claim<T>> = BTreeMap::new();
    for (number, environment) in environments.iter().enumerate() {
        for (key, value) in claims(environment) {
            let claim = Claim {
                environment: number,
                value,
            };
            match claimed.get(&key) {
                Some(first) if first.environment == number => {}
                Some(first) => clash(&claim, first),
                None => {
                    claimed.insert(key, claim);
                }
            }
        }
    }
}
