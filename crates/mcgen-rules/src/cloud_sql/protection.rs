//! Locks against deletion, and the customer key.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Reference, Rule, Severity, Spanned};
use mcgen_model::{Environment, GcpRegion};
use mcgen_spec::refused::cloud_sql::KEY_IN_ANOTHER_REGION;

use super::{and_at, database, sources};
use crate::Context;

pub(super) static HALF_DELETION_PROTECTION: Rule = Rule {
    code: "SQL-022",
    slug: "half-deletion-protection",
    severity: Severity::Warning,
    summary: "only one of the two locks against deletion is set",
    fix: "give `deletion-protection` and `deletion-protection-api` the same value",
    explain: "`deletion_protection` is Terraform's own lock: it lives in the state and stops only \
Terraform. `deletion_protection_enabled` is the lock of the API, which also stops the console and \
`gcloud`. With one of them off, the instance looks protected from one side and is not from the other.",
    sources: &[
        sources::INSTANCE,
        Reference {
            title: "Cloud SQL: prevent deletion of an instance",
            url: "https://cloud.google.com/sql/docs/postgres/deletion-protection",
        },
    ],
    waivable: true,
};

pub(super) fn both_locks(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((_, database)) = database(environment) else {
        return;
    };
    let (terraform, api) = (
        &database.deletion_protection,
        &database.deletion_protection_api,
    );
    if terraform.value == api.value {
        return;
    }
    let (off, off_key, gap, on) = if api.value {
        (
            terraform,
            "deletion-protection",
            "Terraform may delete the instance",
            api,
        )
    } else {
        (
            api,
            "deletion-protection-api",
            "the console and gcloud may delete the instance",
            terraform,
        )
    };
    let finding = Diagnostic::new(&HALF_DELETION_PROTECTION).at_value(off, gap);
    findings.push(
        and_at(finding, on, "the other lock is set")
            .because("each lock stops what the other lets through")
            .help(format!("write `{off_key}: true`, or turn both off")),
    );
}

pub(super) fn key(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let Some((gcp, database)) = database(environment) else {
        return;
    };
    let Some(key) = &database.kms_key else {
        return;
    };
    findings.extend(key_finding(key, &gcp.region));
}

fn key_finding(key: &Spanned<String>, region: &Spanned<GcpRegion>) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&KEY_IN_ANOTHER_REGION);
    let parts: Vec<&str> = key.split('/').collect();
    let legal = parts.iter().all(|part| !part.is_empty());
    match parts[..] {
        [
            "projects",
            _,
            "locations",
            location,
            "keyRings",
            _,
            "cryptoKeys",
            _,
        ] if legal => (location != region.code()).then(|| {
            finding
                .at_value(key, format!("a key in `{location}`"))
                .at_value(region, format!("the instance is in `{region}`"))
                .because("the key ring must be in the region of the instance")
        }),
        [
            "projects",
            project,
            "locations",
            location,
            "keyRings",
            ring,
            "cryptoKeys",
            name,
            "cryptoKeyVersions",
            _,
        ] if legal => Some(finding.at_value(key, "a version of a key").help(format!(
            "write `projects/{project}/locations/{location}/keyRings/{ring}/cryptoKeys/{name}`"
        ))),
        _ if key.starts_with("arn:") => Some(
            finding
                .at_value(key, "a key of AWS")
                .because("Cloud SQL uses keys of Cloud KMS only"),
        ),
        _ => Some(
            finding
                .at_value(key, "not the resource name of a key")
                .help(format!(
                    "write `projects/<project>/locations/{region}/keyRings/<ring>/cryptoKeys/<key>`"
                )),
        ),
    }
}
