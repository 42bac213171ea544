//! Where the states live.

use mcgen_diagnostics::{Diagnostic, Rule, Severity, Span};
use mcgen_model::Environment;

use super::sources::{GCS_BACKEND, S3_BACKEND};
use super::{Found, claimed_twice};

pub(super) static SAME_STATE: Rule = Rule {
    code: "EST-002",
    slug: "state-of-two-environments",
    severity: Severity::Error,
    summary: "two environments would keep their states at one place",
    fix: "give one of them another prefix or another bucket under `backend`",
    explain: "A state is found by its bucket and the path in it: the prefix, the name of the \
environment, and the stack. Two projects with one bucket, one prefix and an environment of the same \
name have one state. The first apply of the second one finds the resources of the first in it, finds \
none of them in its own files, and plans to destroy them.\n\nThe prefix is the name of the project by \
default, so that this takes a prefix that was written by hand.",
    sources: &[S3_BACKEND, GCS_BACKEND],
    waivable: false,
};

pub(super) fn check(environments: &[&Environment], found: &mut Found) {
    claimed_twice(environments, places, |claim, first| {
        let owner = environments[first.environment].identity();
        let finding = Diagnostic::new(&SAME_STATE)
            .at(claim.value, "the states of this environment")
            .at(first.value, format!("the states of `{owner}`"))
            .because("both have one bucket, one path in it, and environments of one name");
        found.push(claim.environment, finding);
    });
}

/// The places of the states by their addresses.
fn places(environment: &Environment) -> Vec<(String, Span)> {
    let aws = environment.aws.iter().map(|aws| {
        let backend = &aws.backend;
        let folder = backend.folder(environment.name.as_str());
        (
            format!("s3://{}/{folder}", backend.bucket),
            backend.key_prefix.span,
        )
    });
    let gcp = environment.gcp.iter().map(|gcp| {
        let backend = &gcp.backend;
        let folder = backend.folder(environment.name.as_str());
        (
            format!("gs://{}/{folder}", backend.bucket),
            backend.prefix.span,
        )
    });
    aws.chain(gcp).collect()
}
