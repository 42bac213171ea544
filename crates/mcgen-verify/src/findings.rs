//! What runs found, as findings for people: at the rendered file and, where it can be told, at the
//! template and at the value in the environment file.

use std::collections::BTreeSet;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use mcgen_diagnostics::{Diagnostic, Diagnostics, Rule, SourceMap, Span};

use crate::cloud::Cloud;
use crate::data_holders::what_it_holds;
use crate::lanes::Misfit;
use crate::origin::Origins;
use crate::reach::WayOut;
use crate::report::LaneRecord;
use crate::rules;
use crate::terraform::{Change, Range, TerraformDiagnostic};
use crate::tree::Tree;

/// What a run found, not yet told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RawFinding {
    pub(crate) lane: usize,
    pub(crate) environment: String,
    /// The folder of the command, in the tree.
    pub(crate) folder: Utf8PathBuf,
    pub(crate) fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    Terraform(TerraformDiagnostic),
    /// A command failed without saying why in a form that can be read.
    Untold(String),
    NotEmpty(Vec<Change>),
    Test(TerraformDiagnostic),
    /// The old tree cannot be applied.
    OldTree(Vec<TerraformDiagnostic>),
    DataLoss(Change),
    Abandoned(Vec<Change>),
    OutageSpreads {
        cloud: Cloud,
        reason: String,
        told: Vec<TerraformDiagnostic>,
    },
}

#[derive(Clone, Copy)]
/// Turns raw findings into findings; what several runs found alike is told once.
pub(crate) struct Teller<'a, 'o> {
    pub(crate) tree: &'a Tree,
    pub(crate) lanes: &'a [LaneRecord],
    pub(crate) origins: &'a Origins<'o>,
}

impl Teller<'_, '_> {
    /// What no held version fits, at each place where it is asked for.
    pub(crate) fn tell_misfits(
        &self,
        misfits: Vec<Misfit>,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) {
        for misfit in misfits {
            let mut finding = Diagnostic::new(&rules::NO_VERSION_FITS).because(misfit.reason);
            for constraint in misfit.constraints {
                let written = format!("\"{constraint}\"");
                let mut files = self.tree.files();
                let place = files.find_map(|(path, text)| Some((path, text.find(&written)?)));
                let span = place.and_then(|(path, start)| {
                    self.span(path, start, start + written.len(), sources)
                });
                if let Some(span) = span {
                    finding = finding.at(span, "this is asked for");
                }
            }
            diagnostics.push(finding);
        }
    }

    /// What leads out of the private copy. `from` is the name of the tree, if it is the old one.
    pub(crate) fn tell_ways_out(
        &self,
        ways: Vec<WayOut>,
        from: Option<&str>,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) {
        for way in ways {
            let text = self.tree.get(&way.path).unwrap_or_default();
            let path = Utf8Path::new(from.unwrap_or_default()).join(&way.path);
            let source = self.origins.source(path.as_str(), text, sources);
            let span = Span::new(source, way.range.start, way.range.end);
            let mut finding = Diagnostic::new(&rules::LEADS_OUT).at(span, way.what);
            if from.is_none() {
                let more = self.origins.labels(&way.path, text, way.range, [], sources);
                finding.labels.extend(more);
            }
            diagnostics.push(finding);
        }
    }

    pub(crate) fn tell(
        &self,
        raw: Vec<RawFinding>,
        sources: &mut SourceMap,
        diagnostics: &mut Diagnostics,
    ) {
        let mut grouped: Vec<(RawFinding, BTreeSet<usize>)> = Vec::new();
        for finding in raw {
            let known = grouped.iter_mut().find(|(known, _)| {
                known.fault == finding.fault
                    && known.folder == finding.folder
                    && known.environment == finding.environment
            });
            if let Some((_, lanes)) = known {
                lanes.insert(finding.lane);
            } else {
                let lanes = BTreeSet::from([finding.lane]);
                grouped.push((finding, lanes));
            }
        }
        for (finding, lanes) in grouped {
            let mut diagnostic = self.diagnostic(&finding, sources);
            diagnostic.environment =
                (!finding.environment.is_empty()).then(|| finding.environment.clone());
            if lanes.len() < self.lanes.len() {
                let providers = lanes.iter().flat_map(|lane| &self.lanes[*lane].providers);
                let providers: Vec<&str> = providers.map(String::as_str).collect();
                let reason = diagnostic.reason.take().unwrap_or_default();
                diagnostic =
                    diagnostic.because(format!("{reason} (only with {})", providers.join(", ")));
            }
            diagnostics.push(diagnostic);
        }
    }

    fn diagnostic(&self, finding: &RawFinding, sources: &mut SourceMap) -> Diagnostic {
        let folder = &finding.folder;
        match &finding.fault {
            Fault::Terraform(told) => {
                let rule = if told.is_error() {
                    &rules::TERRAFORM_REFUSES
                } else {
                    &rules::TERRAFORM_WARNS
                };
                self.terraform(rule, told, folder, sources)
            }
            Fault::Test(told) => self.terraform(&rules::MODULE_TEST_FAILS, told, folder, sources),
            Fault::Untold(text) => Diagnostic::new(&rules::TERRAFORM_REFUSES)
                .because(format!("in `{folder}` it failed with: {}", text.trim())),
            Fault::NotEmpty(changes) => {
                let wanted: Vec<String> = changes.iter().map(describe).collect();
                let finding = Diagnostic::new(&rules::PLAN_NOT_EMPTY)
                    .because(format!("`{folder}` wants to {}", wanted.join(", ")));
                self.at_resource(finding, changes.first(), sources)
            }
            Fault::OldTree(told) => {
                let first = told.iter().find(|it| it.is_error());
                let said = first.map_or_else(String::new, |it| format!(": {}", words(it)));
                Diagnostic::new(&rules::TERRAFORM_REFUSES)
                    .because(format!(
                        "`{folder}` of the old tree cannot be applied{said}"
                    ))
                    .help("name a tree that was applied before, as it was rendered then")
            }
            Fault::DataLoss(change) => {
                let holds = what_it_holds(&change.resource_type).unwrap_or("data");
                let finding = Diagnostic::new(&rules::DATA_LOSS).because(format!(
                    "the plan of `{folder}` wants to {}, which is {holds}",
                    describe(change)
                ));
                self.at_resource(finding, Some(change), sources)
            }
            Fault::Abandoned(changes) => {
                let left: Vec<String> = changes
                    .iter()
                    .map(|it| format!("`{}`", it.address))
                    .collect();
                Diagnostic::new(&rules::ABANDONED_STACK).because(format!(
                    "nothing in the new tree stands at `{folder}`, whose state holds {}",
                    left.join(", ")
                ))
            }
            Fault::OutageSpreads {
                cloud,
                reason,
                told,
            } => {
                let first = told.iter().find(|it| it.is_error());
                let said = first.map_or_else(String::new, |it| format!(": {}", words(it)));
                let finding = Diagnostic::new(&rules::OUTAGE_SPREADS).because(format!(
                    "with {cloud} down, `{folder}` cannot be used: {reason}{said}"
                ));
                match first.and_then(|it| it.range.as_ref()) {
                    Some(range) => self.at_range(finding, range, folder, sources),
                    None => finding,
                }
            }
        }
    }

    fn terraform(
        &self,
        rule: &'static Rule,
        told: &TerraformDiagnostic,
        folder: &Utf8Path,
        sources: &mut SourceMap,
    ) -> Diagnostic {
        let finding = Diagnostic::new(rule).because(words(told));
        let Some(range) = &told.range else {
            return finding;
        };
        let finding = self.at_range(finding, range, folder, sources);
        let Some(path) = normal(&folder.join(&range.filename)) else {
            return finding;
        };
        let Some(text) = self.tree.get(&path) else {
            return finding;
        };
        let values = told.snippet.iter().flat_map(|it| &it.values);
        let seen = values.filter_map(|value| value.statement.strip_prefix("is "));
        let range = range.start.byte..range.end.byte;
        let more = self.origins.labels(&path, text, range, seen, sources);
        let mut finding = finding;
        finding.labels.extend(more);
        finding
    }

    fn at_range(
        &self,
        finding: Diagnostic,
        range: &Range,
        folder: &Utf8Path,
        sources: &mut SourceMap,
    ) -> Diagnostic {
        let Some(path) = normal(&folder.join(&range.filename)) else {
            return finding;
        };
        match self.span(&path, range.start.byte, range.end.byte, sources) {
            Some(span) => finding.at(span, "Terraform points here"),
            None => finding,
        }
    }

    /// Points at the block of a resource, if one place alone can be it.
    fn at_resource(
        &self,
        finding: Diagnostic,
        change: Option<&Change>,
        sources: &mut SourceMap,
    ) -> Diagnostic {
        let Some(change) = change else {
            return finding;
        };
        let Some(name) = resource_name(&change.address) else {
            return finding;
        };
        let header = format!("resource \"{}\" \"{name}\"", change.resource_type);
        let mut places = self
            .tree
            .files()
            .filter_map(|(path, text)| Some((path.to_owned(), text.find(&header)?)));
        match (places.next(), places.next()) {
            (Some((path, start)), None) => {
                match self.span(&path, start, start + header.len(), sources) {
                    Some(span) => finding.at(span, format!("`{}`", change.address)),
                    None => finding,
                }
            }
            _ => finding,
        }
    }

    fn span(
        &self,
        path: &Utf8Path,
        start: usize,
        end: usize,
        sources: &mut SourceMap,
    ) -> Option<Span> {
        let text = self.tree.get(path)?;
        let id = self.origins.source(path.as_str(), text, sources);
        Some(Span::new(id, start, end.max(start)))
    }
}

fn words(told: &TerraformDiagnostic) -> String {
    let mut text = told.summary.clone();
    if !told.detail.is_empty() {
        text = format!("{text}: {}", told.detail);
    }
    if let Some(address) = &told.address {
        text = format!("{text} (`{address}`)");
    }
    text
}

fn describe(change: &Change) -> String {
    format!("{} `{}`", change.action.verb(), change.address)
}

/// The name of a resource in its address: `this` of `module.a.aws_vpc.this["x"]`.
fn resource_name(address: &str) -> Option<&str> {
    let without_key = address.split_once('[').map_or(address, |(before, after)| {
        // A key of a module stands before the resource, one of the resource behind it.
        if after.contains("].") {
            address
        } else {
            before
        }
    });
    without_key.rsplit('.').next()
}

/// A path without `.` and `..`; none if it leaves the tree.
pub(crate) fn normal(path: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut normal = Utf8PathBuf::new();
    for part in path.components() {
        match part {
            Utf8Component::Normal(name) => normal.push(name),
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            Utf8Component::RootDir | Utf8Component::Prefix(_) => return None,
        }
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_terraform_becomes_a_path_of_the_tree() {
        let from = Utf8Path::new("environments/aws/production");
        let path = normal(&from.join("../../../modules/aws-vpc/main.tf"));
        assert_eq!(
            path.as_deref(),
            Some(Utf8Path::new("modules/aws-vpc/main.tf"))
        );
        assert_eq!(normal(&from.join("../../../../x")), None);
    }

    #[test]
    fn the_name_of_a_resource_is_found_in_its_address() {
        for address in [
            "aws_vpc.this",
            "module.network.aws_vpc.this",
            "module.network.aws_subnet.this[\"private/a.b\"]",
            "module.network[\"x\"].aws_vpc.this",
            "aws_subnet.this[0]",
        ] {
            assert_eq!(resource_name(address), Some("this"), "{address}");
        }
    }
}
