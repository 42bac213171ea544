//! References between the blocks of the files, as `mcgen-hcl` follows them.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostic, Rule, SourceId, Span};
use mcgen_hcl::{Finding, FindingKind, check_references};

use super::module::{Module, folder};
use super::rules;

/// What is wrong between the blocks of the files, but for what needs the whole of a module that could not be read.
pub(super) fn check<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
    ids: &BTreeMap<&str, SourceId>,
    modules: &BTreeMap<&str, Module<'_>>,
) -> Vec<Diagnostic> {
    let findings = check_references(files).into_iter();
    findings
        .filter(|it| is_sure(it, modules))
        .filter_map(|it| diagnostic(&it, ids))
        .collect()
}

/// Whether all that a finding depends on could be read.
fn is_sure(finding: &Finding, modules: &BTreeMap<&str, Module<'_>>) -> bool {
    let Some(module) = modules.get(folder(&finding.path).as_str()) else {
        return true;
    };
    let mut called = module
        .calls
        .values()
        .filter_map(|call| module.called_folder(call));
    let is_incomplete = |folder: String| {
        let called = modules.get(folder.as_str());
        called.is_some_and(|it| it.incomplete)
    };
    if module.incomplete {
        return false;
    }
    rule(finding.kind) != Some(&rules::MODULE_INPUT) || !called.any(is_incomplete)
}

fn diagnostic(finding: &Finding, ids: &BTreeMap<&str, SourceId>) -> Option<Diagnostic> {
    let span = |path: &str, span: &std::ops::Range<usize>| {
        let id = ids.get(path)?;
        Some(Span::new(*id, span.start, span.end))
    };
    let place = span(&finding.path, &finding.span)?;
    let mut diagnostic = Diagnostic::new(rule(finding.kind)?).at(place, finding.message.clone());
    if let Some(related) = &finding.related
        && let Some(place) = span(&related.path, &related.span)
    {
        diagnostic = diagnostic.at(place, "the other place");
    }
    // Terraform only warns of it.
    if finding.kind == FindingKind::UnknownVariableValue {
        diagnostic = diagnostic.as_warning();
    }
    if let Some(suggestion) = &finding.suggestion {
        diagnostic = diagnostic.help(format!("did you mean `{suggestion}`?"));
    }
    Some(diagnostic)
}

/// The rule of a kind of finding; none for what is only untidy, or is found here in another way.
fn rule(kind: FindingKind) -> Option<&'static Rule> {
    match kind {
        FindingKind::UnknownVariable
        | FindingKind::UnknownLocal
        | FindingKind::UnknownModule
        | FindingKind::UnknownResource
        | FindingKind::UnknownProvider
        | FindingKind::UnknownAttribute
        | FindingKind::InvalidReference => Some(&rules::UNRESOLVED),
        FindingKind::UnknownInput
        | FindingKind::MissingInput
        | FindingKind::UnknownVariableValue => Some(&rules::MODULE_INPUT),
        FindingKind::OutOfPlace | FindingKind::Duplicate | FindingKind::Cycle => {
            Some(&rules::STRUCTURE)
        }
        // A folder that is not given may be outside what was asked for.
        FindingKind::UnknownModuleSource
        | FindingKind::Syntax
        | FindingKind::UnknownOutput
        | FindingKind::UnusedVariable
        | FindingKind::UnusedLocal
        | FindingKind::OutdatedSpelling => None,
    }
}
