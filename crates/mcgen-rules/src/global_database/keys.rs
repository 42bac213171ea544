//! Keys of the customer.

use std::collections::BTreeSet;

use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, Severity};
use mcgen_model::{Product, Region, Spanner};

use super::{SPANNER_KEYS, Subject};

pub(super) static SPANNER: Rule = Rule {
    code: "GDB-020",
    slug: "spanner-keys",
    severity: Severity::Error,
    summary: "the keys do not cover the regions of the instance",
    fix: "name one key of Cloud KMS in each region of the configuration, or remove `kms-keys`",
    explain: "A copy of Spanner is encrypted with a key of its own region, so a configuration over several regions takes a key in \
each of them, those of witnesses and read-only copies too. `global` is no region.\n\nThe keys exist already, and so does the right of \
Spanner to use them: `gcloud beta services identity create --service=spanner.googleapis.com` tells its service agent, which gets \
`roles/cloudkms.cryptoKeyEncrypterDecrypter` on each key. The keys of a database cannot be changed later; who disables one makes the \
database unreadable, its backups too.",
    sources: &[SPANNER_KEYS],
    waivable: false,
};

pub(super) fn cover(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let Product::Spanner(instance) = &subject.settings.product else {
        return;
    };
    if instance.kms_keys.is_empty() {
        return;
    }
    let regions: BTreeSet<&str> = instance.configuration.regions().map(Region::code).collect();
    let mut covered = BTreeSet::new();
    for key in &instance.kms_keys {
        let parts: Vec<&str> = key.split('/').collect();
        let legal = parts.iter().all(|it| !it.is_empty());
        match parts[..] {
            ["projects", _, "locations", location, "keyRings", _, "cryptoKeys", _] if legal => {
                if !regions.contains(location) {
                    findings.push(
                        Diagnostic::new(&SPANNER)
                            .at_value(key, format!("a key in `{location}`"))
                            .at_value(&instance.configuration, "has no copy there"),
                    );
                } else if !covered.insert(location) {
                    findings.push(
                        Diagnostic::new(&SPANNER)
                            .at_value(key, format!("a second key in `{location}`"))
                            .help("remove it"),
                    );
                }
            }
            _ => findings.push(
                Diagnostic::new(&SPANNER)
                    .at_value(key, "not the resource name of a key")
                    .help("write `projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>`, without a version"),
            ),
        }
    }
    uncovered(instance, regions.difference(&covered).copied(), findings);
}

fn uncovered<'a>(
    instance: &Spanner,
    regions: impl Iterator<Item = &'a str>,
    findings: &mut Diagnostics,
) {
    let Some(first) = instance.kms_keys.first() else {
        return;
    };
    let regions: Vec<String> = regions.map(|it| format!("`{it}`")).collect();
    if !regions.is_empty() {
        findings.push(
            Diagnostic::new(&SPANNER)
                .at_value(first, "the keys")
                .at_value(
                    &instance.configuration,
                    format!("has a copy in {} too", regions.join(", ")),
                )
                .help("name a key there"),
        );
    }
}
