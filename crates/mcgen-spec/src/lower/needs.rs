//! What a team needs: its defaults.

use mcgen_diagnostics::{Span, Spanned};
use mcgen_model::{
    ApplicationChange, AwsPlace, ConflictOutcome, GcpPlace, Level, Needs, Scalar, ShortName,
    WritePattern, fitted_name,
};

use super::{given, items, or, residency};
use crate::blocks::NeedsSpec;

/// The account of AWS's own examples, to be replaced by a person.
const NO_ACCOUNT: &str = "111122223333";
/// The longest id of a Google Cloud project.
const LONGEST_PROJECT: usize = 30;

/// `None` when something that is needed is missing; the reason has been reported.
pub(crate) fn lower(spec: NeedsSpec, span: Span) -> Option<Needs> {
    let project = spec.project?;
    let production = ShortName::parse("production").ok()?;
    let environment = or(spec.environment, production, span);
    let (aws, gcp) = (spec.aws?, spec.gcp?);
    let names = [project.as_str(), environment.as_str()];
    let project_id = fitted_name(&names, LONGEST_PROJECT);
    Some(Needs {
        data: spec.data?,
        survive: spec.survive?,
        rto: spec.rto,
        rpo: spec.rpo,
        writes: or(spec.writes, WritePattern::OneSide, span),
        conflicts: or(spec.conflicts, ConflictOutcome::None, span),
        counters: or(spec.counters, true, span),
        budget: or(spec.budget, Level::Medium, span),
        skills: items(spec.skills),
        engine: spec.engine?,
        version: given(spec.version),
        application: or(spec.application, ApplicationChange::None, span),
        residency: residency(spec.residency, span),
        aws: AwsPlace {
            region: aws.value.region?,
            account: account(aws.value.account, aws.span),
        },
        gcp: GcpPlace {
            region: gcp.value.region?,
            project: or(gcp.value.project, project_id, gcp.span),
        },
        project,
        environment,
    })
}

fn account(field: Option<Spanned<crate::Text>>, span: Span) -> Spanned<String> {
    or(field, NO_ACCOUNT.to_owned(), span)
}
