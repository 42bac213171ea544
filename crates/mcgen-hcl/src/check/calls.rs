//! Module calls: the source is there, every input exists, every required one is set.

use super::callees::{Callee, Callees, is_local};
use super::module::{Call, Module, Site};
use super::{Finding, FindingKind, nearest};

/// What a module block takes that is no input of the module.
const META_ARGUMENTS: [&str; 6] = [
    "source",
    "version",
    "providers",
    "for_each",
    "count",
    "depends_on",
];

pub(super) fn check(
    module: &Module<'_, '_>,
    callees: Callees<'_, '_, '_>,
    findings: &mut Vec<Finding>,
) {
    for (name, call) in &module.calls {
        let Some(source) = call.source.filter(|source| is_local(source)) else {
            continue;
        };
        let Some(callee) = callees.called(call.source) else {
            findings.push(unknown_source(module, call, source, callees));
            continue;
        };
        unknown_inputs(module, name, call, callee, findings);
        missing_inputs(module, name, call, callee, findings);
    }
}

fn unknown_source(
    module: &Module<'_, '_>,
    call: &Call<'_, '_>,
    source: &str,
    callees: Callees<'_, '_, '_>,
) -> Finding {
    let outline = &module.files[call.site.file].outline;
    let attribute = call.body.attribute("source");
    let span = attribute.map_or(call.site.span.clone(), |source| {
        outline.bytes(&source.value)
    });
    let site = Site {
        file: call.site.file,
        span,
    };
    let message = format!("no file of the tree is in the folder `{source}`");
    let mut finding = module.finding(FindingKind::UnknownModuleSource, &site, message);
    finding.suggestion = callees.nearest(source);
    finding
}

fn unknown_inputs(
    module: &Module<'_, '_>,
    name: &str,
    call: &Call<'_, '_>,
    callee: Callee<'_, '_, '_>,
    findings: &mut Vec<Finding>,
) {
    let inputs = callee.inputs();
    for attribute in &call.body.attributes {
        let input = attribute.name;
        if META_ARGUMENTS.contains(&input) || inputs.contains(&input) {
            continue;
        }
        let site = Site {
            file: call.site.file,
            span: attribute.span.clone(),
        };
        let message = format!("the module called by `{name}` has no input `{input}`");
        let mut finding = module.finding(FindingKind::UnknownInput, &site, message);
        let free = inputs.iter().copied();
        let free = free.filter(|other| call.body.attribute(other).is_none());
        finding.suggestion = nearest(input, free).map(str::to_owned);
        findings.push(finding);
    }
}

fn missing_inputs(
    module: &Module<'_, '_>,
    name: &str,
    call: &Call<'_, '_>,
    callee: Callee<'_, '_, '_>,
    findings: &mut Vec<Finding>,
) {
    for (input, place) in callee.required_inputs() {
        if call.body.attribute(input).is_none() {
            let message = format!("the call `{name}` leaves out the required input `{input}`");
            let mut finding = module.finding(FindingKind::MissingInput, &call.site, message);
            finding.related = place;
            findings.push(finding);
        }
    }
}
