//! SEC-008: least privilege.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::{CacheAuth, Environment};
use mcgen_spec::refused::security::TOO_MANY_RIGHTS;

use crate::Context;

pub(super) fn least(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let cache = environment.aws.iter().filter_map(|aws| aws.cache.as_ref());
    for cache in cache.filter(|cache| cache.auth.value == CacheAuth::None) {
        let mut finding = Diagnostic::new(&TOO_MANY_RIGHTS)
            .at_value(
                &cache.auth,
                "whoever reaches the port may run every command",
            )
            .help("write `auth: iam`, which is the default: the user may neither flush nor administer");
        finding.severity = Severity::Warning;
        findings.push(finding);
    }
}
