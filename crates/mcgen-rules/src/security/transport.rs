//! SEC-005: TLS on every hop.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{Environment, SqlTls, TransitEncryption};
use mcgen_spec::refused::security::PLAIN_TEXT_HOP;

use crate::Context;

pub(super) fn every_hop(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if let Some(aws) = &environment.aws {
        let database = aws.database.as_ref();
        if let Some(database) = database.filter(|it| !it.require_tls.value) {
            findings.push(plain(&database.require_tls, "RDS", "require-tls: true"));
        }
        let cache = aws.cache.as_ref();
        let off = |transit: TransitEncryption| transit == TransitEncryption::None;
        if let Some(cache) = cache.filter(|it| off(it.transit_encryption.value)) {
            let instead = "transit-encryption: required";
            findings.push(plain(&cache.transit_encryption, "ElastiCache", instead));
        }
    }
    if let Some(gcp) = &environment.gcp {
        let database = gcp.database.as_ref();
        if let Some(database) = database.filter(|it| it.tls.value == SqlTls::Unencrypted) {
            findings.push(plain(&database.tls, "Cloud SQL", "tls: encrypted-only"));
        }
        let cache = gcp.cache.as_ref();
        if let Some(cache) = cache.filter(|it| !it.tls.value) {
            findings.push(plain(&cache.tls, "Memorystore", "tls: true"));
        }
    }
}

fn plain<T>(value: &Spanned<T>, service: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(&PLAIN_TEXT_HOP)
        .at_value(value, format!("{service} answers in plain text"))
        .because("passwords and data cross every network between client and server")
        .help(format!("write `{instead}`, which is the default"))
}
