//! Waivers: findings that a person accepts by name.

use mcgen_diagnostics::{Diagnostic, Diagnostics, Severity};
use mcgen_model::{Environment, Waiver};
use mcgen_spec::rules::{ILLEGAL_WAIVER, UNUSED_WAIVER};

use crate::{Context, estate, find};

/// Marks waived findings and reports waivers that cannot be granted or accept nothing.
pub(crate) fn apply(environment: &Environment, context: &Context, findings: &mut Diagnostics) {
    let complaints: Vec<Diagnostic> = environment
        .waivers
        .iter()
        .filter_map(|waiver| apply_one(waiver, context, findings))
        .collect();
    findings.extend(complaints);
}

fn apply_one(waiver: &Waiver, context: &Context, findings: &mut Diagnostics) -> Option<Diagnostic> {
    let code = waiver.rule.value.as_str();
    let Some(rule) = find(code) else {
        return Some(
            Diagnostic::new(&ILLEGAL_WAIVER)
                .at(waiver.rule.span, format!("there is no rule `{code}`"))
                .help("name a code as a finding shows it"),
        );
    };
    if !rule.waivable {
        return Some(
            Diagnostic::new(&ILLEGAL_WAIVER)
                .at(waiver.rule.span, format!("{code} cannot be waived"))
                .because(format!(
                    "{}: this cannot work, whoever accepts it",
                    rule.summary
                )),
        );
    }
    if let Some(until) = waiver
        .until
        .as_ref()
        .filter(|until| until.value < context.today)
    {
        return Some(
            Diagnostic::new(&ILLEGAL_WAIVER)
                .at(until.span, format!("ended on {until}"))
                .because(format!("today is {}", context.today))
                .help("mend the finding, or decide again and write a later date"),
        );
    }
    if waiver.reason.trim().is_empty() {
        return Some(
            Diagnostic::new(&ILLEGAL_WAIVER)
                .at(waiver.reason.span, "no reason is given")
                .help("say why the finding is accepted"),
        );
    }
    let mut used = false;
    let waivable = findings
        .iter_mut()
        .filter(|finding| finding.rule == rule && finding.waivable);
    for finding in waivable {
        finding.severity = Severity::Waived;
        finding.waiver = Some(waiver.reason.value.clone());
        used = true;
    }
    // Checked alone, an environment does not break what it breaks beside others.
    (!used && !estate::rules().any(|it| it == rule)).then(|| {
        Diagnostic::new(&UNUSED_WAIVER).at(waiver.rule.span, format!("{code} finds nothing here"))
    })
}
