//! CACHE-005: encryption that cannot be changed at once, or at all.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::{Environment, TransitEncryption};
use mcgen_spec::refused::cache::ENCRYPTION_IS_FINAL;

use super::elasticache;
use crate::Context;

pub(super) fn settled(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = elasticache(environment) else {
        return;
    };
    let at_rest = &cache.at_rest_encryption;
    if !at_rest.value {
        let mut finding = Diagnostic::new(&ENCRYPTION_IS_FINAL)
            .at_value(at_rest, "can never be switched on for this group")
            .because("another value later replaces the group and empties the cache");
        if let Some(key) = &cache.kms_key {
            finding = finding.at_value(key, "a key that encrypts nothing");
        }
        findings.push(finding.help("write `at-rest-encryption: true`, which is the default"));
    }
    if cache.transit_encryption.value == TransitEncryption::Preferred {
        findings.push(
            Diagnostic::new(&ENCRYPTION_IS_FINAL)
                .at_value(
                    &cache.transit_encryption,
                    "still answers clients in plain text",
                )
                .because("this is the first of two steps, for a group that already runs without TLS")
                .help("move every client to TLS, then write `transit-encryption: required`; a new group takes that at once"),
        );
    }
}
