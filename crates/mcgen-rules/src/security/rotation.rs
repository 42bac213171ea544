//! SEC-009: secrets that two clouds share.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::Environment;
use mcgen_spec::refused::security::TWO_CLOUD_SECRET;

use crate::Context;

pub(super) fn one_owner(environment: &Environment, _: &Context, findings: &mut Diagnostics) {
    let aws = environment.aws.as_ref().and_then(|it| it.database.as_ref());
    let gcp = environment.gcp.as_ref().and_then(|it| it.database.as_ref());
    let (Some(aws), Some(gcp)) = (aws, gcp) else {
        return;
    };
    let Some(days) = &aws.password_rotation_days else {
        return;
    };
    if aws.username.value == gcp.username.value {
        findings.push(
            Diagnostic::new(&TWO_CLOUD_SECRET)
                .at_value(days, format!("RDS changes the password every {days} days"))
                .at_value(
                    &gcp.username,
                    format!("`{}` of Cloud SQL keeps its own", gcp.username),
                )
                .because("an application that holds one password for both fails after the first rotation")
                .help("let each application read the secret of its own cloud, or give the two administrators different names"),
        );
    }
}
