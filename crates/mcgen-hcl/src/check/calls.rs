//! Module calls: the source is there, every input exists, every required one is set.

use std::collections::BTreeMap;

use super::module::{Call, Module, Site};
use super::resolve::{called, is_local};
use super::{Finding, FindingKind, join, nearest};

/// What a module block takes that is no input of the module.
const META_ARGUMENTS: [&str; 6] = [
    "source",
    "version",
    "providers",
    "for_each",
    "count",
    "depends_on",
];

pub(super) fn check<'a>(
    module: &Module<'a, '_>,
    folder: &str,
    modules: &BTreeMap<&str, Module<'a, '_>>,
    findings: &mut Vec<Finding>,
) {
    for (name, call) in &module.calls {
        let Some(source) = call.source.filter(|source| is_local(source)) else {
            continue;
        };
        let Some(callee) = called(folder, call.source, modules) else {
            findings.push(unknown_source(module, folder, call, source, modules));
            continue;
        };
        unknown_inputs(module, name, call, callee, findings);
        missing_inputs(module, name, call, callee, findings);
    }
}

fn unknown_source(
    module: &Module<'_, '_>,
    folder: &str,
    call: &Call<'_, '_>,
    source: &str,
    modules: &BTreeMap<&str, Module<'_, '_>>,
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
    let wanted = join(folder, source);
    let meant = wanted.and_then(|wanted| nearest(&wanted, modules.keys().copied()));
    finding.suggestion = meant.map(|meant| relative(folder, meant));
    finding
}

/// The way from one folder to another, as a module source.
fn relative(from: &str, to: &str) -> String {
    let split = |path: &str| -> Vec<String> {
        path.split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (from, to) = (split(from), split(to));
    let shared = from
        .iter()
        .zip(&to)
        .take_while(|(left, right)| left == right)
        .count();
    let up = from.len() - shared;
    let start = if up == 0 {
        "./".to_owned()
    } else {
        "../".repeat(up)
    };
    start + &to[shared..].join("/")
}

fn unknown_inputs(
    module: &Module<'_, '_>,
    name: &str,
    call: &Call<'_, '_>,
    callee: &Module<'_, '_>,
    findings: &mut Vec<Finding>,
) {
    for attribute in &call.body.attributes {
        let input = attribute.name;
        if META_ARGUMENTS.contains(&input) || callee.variables.contains_key(input) {
            continue;
        }
        let site = Site {
            file: call.site.file,
            span: attribute.span.clone(),
        };
        let message = format!("the module called by `{name}` has no input `{input}`");
        let mut finding = module.finding(FindingKind::UnknownInput, &site, message);
        let free = callee.variables.keys().copied();
        let free = free.filter(|other| call.body.attribute(other).is_none());
        finding.suggestion = nearest(input, free).map(str::to_owned);
        findings.push(finding);
    }
}

fn missing_inputs(
    module: &Module<'_, '_>,
    name: &str,
    call: &Call<'_, '_>,
    callee: &Module<'_, '_>,
    findings: &mut Vec<Finding>,
) {
    for (input, variable) in &callee.variables {
        if variable.required && call.body.attribute(input).is_none() {
            let message = format!("the call `{name}` leaves out the required input `{input}`");
            let mut finding = module.finding(FindingKind::MissingInput, &call.site, message);
            finding.related = Some(callee.place(&variable.site));
            findings.push(finding);
        }
    }
}
