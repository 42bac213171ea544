//! SEC-006: keys are regional.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Spanned};
use mcgen_model::{AwsRegion, Environment, GcpRegion};
use mcgen_spec::refused::security::FOREIGN_KEY;

use crate::Context;

pub(super) fn matches(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    if let Some(aws) = &environment.aws {
        let database = aws.database.as_ref().and_then(|it| it.kms_key.as_ref());
        let cache = aws.cache.as_ref().and_then(|it| it.kms_key.as_ref());
        let keys = [
            (database, &aws.region, "the database is here"),
            (cache, &aws.region, "the cache is here"),
            (
                aws.backend.kms_key.as_ref(),
                &aws.backend.region,
                "the state bucket is here",
            ),
        ];
        for (key, region, here) in keys {
            findings.extend(key.and_then(|key| aws_key(key, region, here)));
        }
    }
    if let Some(gcp) = &environment.gcp
        && let Some(key) = gcp.cache.as_ref().and_then(|it| it.kms_key.as_ref())
    {
        findings.extend(gcp_key(key, &gcp.region));
    }
}

fn aws_key(key: &Spanned<String>, region: &Spanned<AwsRegion>, here: &str) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&FOREIGN_KEY);
    let parts: Vec<&str> = key.splitn(6, ':').collect();
    match parts[..] {
        ["arn", _, "kms", key_region, _, resource]
            if resource.starts_with("key/") || resource.starts_with("alias/") =>
        {
            (key_region != region.code()).then(|| {
                finding
                    .at_value(key, format!("a key of `{key_region}`"))
                    .at_value(region, here)
                    .because("a key works in its own region only")
                    .help(format!(
                        "name a key of `{region}`, a replica of this one for instance, or remove `kms-key`"
                    ))
            })
        }
        _ => Some(
            finding
                .at_value(key, "not the ARN of a key")
                .because("the region of a key stands in its ARN")
                .help(format!(
                    "write `arn:aws:kms:{region}:<account>:key/<id>`, or remove `kms-key` and mcgen makes a key"
                )),
        ),
    }
}

fn gcp_key(key: &Spanned<String>, region: &Spanned<GcpRegion>) -> Option<Diagnostic> {
    let finding = Diagnostic::new(&FOREIGN_KEY);
    let parts: Vec<&str> = key.split('/').collect();
    match parts[..] {
        ["projects", _, "locations", location, "keyRings", _, "cryptoKeys", _] => {
            (location != region.code()).then(|| {
                finding
                    .at_value(key, format!("a key in `{location}`"))
                    .at_value(region, "the cache is here")
                    .because("a key must be in the region of what it encrypts; `global` is no region")
                    .help(format!("name a key in `{region}`, or remove `kms-key`"))
            })
        }
        ["projects", project, "locations", location, "keyRings", ring, "cryptoKeys", name, "cryptoKeyVersions", _] => {
            Some(finding.at_value(key, "a version of a key").help(format!(
                "write `projects/{project}/locations/{location}/keyRings/{ring}/cryptoKeys/{name}`"
            )))
        }
        _ => Some(
            finding
                .at_value(key, "not the resource name of a key of Cloud KMS")
                .help(format!(
                    "write `projects/<project>/locations/{region}/keyRings/<ring>/cryptoKeys/<key>`, or remove `kms-key`"
                )),
        ),
    }
}
