//! The parameter group.

use mcgen_diagnostics::{Diagnostic, Diagnostics};
use mcgen_model::catalog::rds_parameters::{self, ParameterKind};
use mcgen_model::{ParameterApply, rds};
use mcgen_spec::refused::rds::{PARAMETER_GROUP, STATIC_PARAMETER, TLS_PARAMETER};

use super::{Also, Subject};

pub(super) fn group(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    let wanted = rds::parameter_family(engine, &database.version);
    if let (Some(given), Some(wanted)) = (&database.parameter_family, wanted)
        && given.value != wanted
    {
        findings.push(
            Diagnostic::new(&PARAMETER_GROUP)
                .at(given.span, "another family than the instance's")
                .at_value(
                    &database.version,
                    format!("{engine} {} needs {wanted}", database.version),
                )
                .help(format!(
                    "remove `parameter-family`, or write `parameter-family: {wanted}`"
                )),
        );
    }
    for (name, parameter) in &database.parameters {
        // The level of the log is the matter of logical decoding.
        if let ParameterKind::Fixed(instead) = rds_parameters::kind(engine, name)
            && name != "wal_level"
        {
            findings.push(
                Diagnostic::new(&PARAMETER_GROUP)
                    .at(
                        parameter.name_span,
                        format!("RDS does not let `{name}` be set"),
                    )
                    .help(format!("remove it; use {instead}")),
            );
        }
    }
}

pub(super) fn static_at_once(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    for (name, parameter) in &database.parameters {
        let Some(apply) = &parameter.apply else {
            continue;
        };
        let is_static = rds_parameters::kind(engine, name) == ParameterKind::Static;
        if is_static && apply.value == ParameterApply::Immediate {
            findings.push(
                Diagnostic::new(&STATIC_PARAMETER)
                    .at(apply.span, "RDS refuses this")
                    .at(parameter.name_span, "is read when the server starts")
                    .because(format!("`{name}` is a static parameter of {engine}")),
            );
        }
    }
}

pub(super) fn tls(subject: &Subject<'_>, findings: &mut Diagnostics) {
    let database = subject.database;
    let engine = database.engine.value;
    for (name, parameter) in &database.parameters {
        if !rds::is_tls_parameter(engine, name) {
            continue;
        }
        let required = matches!(
            parameter.value.to_ascii_lowercase().as_str(),
            "1" | "on" | "true"
        );
        let finding = Diagnostic::new(&TLS_PARAMETER).at(parameter.name_span, "has no effect here");
        let finding = finding.also(&database.require_tls, "this decides");
        findings.push(if required == database.require_tls.value {
            finding
                .because("it says what `require-tls` says already")
                .help(format!("remove `{name}`"))
        } else {
            finding
                .because(format!(
                    "`{name}: {}` contradicts `require-tls: {}`",
                    parameter.value, database.require_tls
                ))
                .help(format!(
                    "remove `{name}`, or write `require-tls: {required}`"
                ))
        });
    }
}
