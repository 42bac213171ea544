//! CACHE-013 and CACHE-014: who gets in, by which port, over which network.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::catalog::memorystore as catalog;
use mcgen_model::{CacheEngine, ConnectMode, Environment};
use mcgen_spec::refused::cache::{MEMORYSTORE_ACCESS, MEMORYSTORE_NETWORK};

use super::memorystore;
use crate::Context;

pub(super) fn login_and_port(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, cache)) = memorystore(environment) else {
        return;
    };
    if !cache.auth.value {
        findings.push(
            Diagnostic::new(&MEMORYSTORE_ACCESS)
                .at_value(
                    &cache.auth,
                    "whoever reaches the port reads and deletes everything",
                )
                .help("write `auth: true`, which is the default"),
        );
    }
    let listens = catalog::port(cache.engine.value, cache.tls.value);
    if cache.port.value != listens {
        let tls = if cache.tls.value { "with" } else { "without" };
        findings.push(
            Diagnostic::new(&MEMORYSTORE_ACCESS)
                .at_value(&cache.port, "nobody listens there")
                .at_value(
                    &cache.tls,
                    format!("{} {tls} TLS listens on {listens}", cache.engine),
                )
                .because("the port of Memorystore cannot be chosen")
                .help("remove `port`, and let clients read the port from the output of the stack"),
        );
    }
}

pub(super) fn attached(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, cache)) = memorystore(environment) else {
        return;
    };
    let mode = &cache.connect_mode;
    if cache.engine.value == CacheEngine::Valkey {
        if mode.given {
            let mut finding = Diagnostic::new(&MEMORYSTORE_NETWORK)
                .at_value(mode, "means nothing here")
                .at_value(&cache.engine, "is attached by endpoints in the node subnet")
                .help("remove `connect-mode`");
            finding.severity = Severity::Warning;
            findings.push(finding);
        }
    } else if mode.value == ConnectMode::DirectPeering {
        findings.push(
            Diagnostic::new(&MEMORYSTORE_NETWORK)
                .at_value(mode, "Google chooses the range")
                .at_value(
                    &gcp.network.private_services,
                    "the range that the plan keeps for it stays unused",
                )
                .because("a range outside of the plan can collide with the other cloud, and the mode of an instance cannot change"),
        );
    }
}
