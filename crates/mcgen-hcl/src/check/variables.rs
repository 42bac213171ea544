//! Values from outside: variable files and tests must set variables that exist.

use std::collections::BTreeMap;

use super::callees::is_local;
use super::module::Module;
use super::{File, Finding, FindingKind, Role, folder, join, nearest};
use crate::outline::Body;

pub(super) fn check(
    role: Role,
    file: &File<'_>,
    modules: &BTreeMap<&str, Module<'_, '_>>,
    findings: &mut Vec<Finding>,
) {
    let body = &file.outline.body;
    let own = folder(file.path);
    if role == Role::Variables {
        if let Some(module) = modules.get(own.as_str()) {
            values(file, body, module, findings);
        }
        return;
    }
    // Tests lie beside the module or in its folder `tests`.
    let (home, module) = match own.rsplit_once('/').unwrap_or(("", &own)) {
        (parent, "tests") => (parent, modules.get(parent)),
        _ => (own.as_str(), modules.get(own.as_str())),
    };
    for run in body.blocks_of("run") {
        let other = run.body.blocks_of("module").next();
        let source = other.and_then(|block| {
            block
                .body
                .attribute("source")
                .and_then(|source| file.outline.plain_string(source))
        });
        let target = match (other, source) {
            (None, _) => module,
            (Some(_), Some(source)) if is_local(source) => {
                join(home, source).and_then(|folder| modules.get(folder.as_str()))
            }
            _ => None,
        };
        if let Some(target) = target {
            for block in run.body.blocks_of("variables") {
                values(file, &block.body, target, findings);
            }
        }
    }
}

fn values(file: &File<'_>, body: &Body<'_>, module: &Module<'_, '_>, findings: &mut Vec<Finding>) {
    for attribute in &body.attributes {
        if module.variables.contains_key(attribute.name) {
            continue;
        }
        let meant = nearest(attribute.name, module.variables.keys().copied());
        findings.push(Finding {
            path: file.path.to_owned(),
            span: attribute.span.clone(),
            kind: FindingKind::UnknownVariableValue,
            message: format!("the module has no variable `{}`", attribute.name),
            suggestion: meant.map(str::to_owned),
            related: None,
        });
    }
}
