//! The check of Terraform files against the schemas of their providers.

mod body;
mod built_in;
mod context;
mod convert;
mod count;
mod coverage;
mod ephemeral;
mod finding;
mod infer;
mod module;
mod objects;
mod overlay;
mod references;
mod requirement;
mod resource;
mod resource_type;
pub mod rules;
mod spelling;
mod type_expression;
mod used;
mod value;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use mcgen_diagnostics::{Diagnostic, Diagnostics, SourceId, SourceMap, Span};
use mcgen_hcl::syntax::File;

pub use coverage::{Coverage, NotChecked, Reason};

use crate::{Catalog, CatalogError, Kind};
use context::{End, Pass};
use module::{Module, Parsed};
use requirement::Ranges;
use resource::{Checker, Outcome};

/// What the check of some files gives.
#[derive(Debug, Clone)]
pub struct Report {
    /// What is wrong, sorted by file and place.
    pub diagnostics: Diagnostics,
    /// The files, for the places of the diagnostics.
    pub sources: SourceMap,
    /// What was checked and what was not.
    pub coverage: Coverage,
    /// What [`used_types`] gives of the same files.
    pub used: UsedTypes,
}

/// Types by the address of their provider: `hashicorp/aws`.
pub type UsedTypes = BTreeMap<String, BTreeSet<(Kind, String)>>;

/// Checks Terraform files against the schemas of the providers they use.
///
/// `files` are paths, with `/` between folders, and texts. The `.tf` files of one folder are a module, a `.tfvars` file
/// gives values to the variables of the module in its folder, and a module `source` that begins with `./` or `../` is
/// looked for among the folders. All other files are left alone.
///
/// Each block is held against the oldest and the newest held version of its provider that the module and the modules it
/// calls allow; a finding names the versions at which it holds. Where nothing says which versions are meant, only what
/// holds at both ends is reported. What is not known is never reported: [`Report::coverage`] says what that was.
///
/// ```
/// use mcgen_schema::{Catalog, check::check_configuration};
///
/// let files = [(
///     "main.tf",
///     "resource \"aws_vpc\" \"this\" {\n  cidr_blok = \"10.0.0.0/16\"\n}\n",
/// )];
/// let report = check_configuration(&files, Catalog::embedded()?)?;
/// let finding = report.diagnostics.iter().next().unwrap();
/// assert_eq!(finding.rule.code, "TF-001");
/// assert_eq!(finding.help, "did you mean `cidr_block`?");
/// # Ok::<(), mcgen_schema::CatalogError>(())
/// ```
pub fn check_configuration<P: AsRef<str>, T: AsRef<str>>(
    files: &[(P, T)],
    catalog: &Catalog,
) -> Result<Report, CatalogError> {
    let mut tree = Tree::read(files);
    let modules = tree.modules();
    let ranges = Ranges::new(catalog, &modules);
    let oldest = run(&modules, &ranges, End::Oldest)?;
    let newest = if is_one_version(&modules, catalog, &ranges) {
        None
    } else {
        Some(run(&modules, &ranges, End::Newest)?)
    };
    let mut coverage = tree.coverage.clone();
    coverage.modules = modules.len();
    let mut findings: Vec<Diagnostic> = Vec::new();
    let last = newest.as_ref().unwrap_or(&oldest);
    for (folder, outcome) in last {
        coverage.blocks += outcome.counted.blocks;
        coverage.arguments += outcome.counted.arguments;
        // What is left out at both ends is counted once.
        let mut not_checked = oldest[folder].not_checked.clone();
        not_checked.extend(outcome.not_checked.clone());
        for (what, count) in not_checked {
            *coverage.not_checked.entry(what).or_default() += count;
        }
        versions_of(&modules[folder], &ranges, &mut coverage.providers);
    }
    let mut newest = newest;
    for (folder, outcome) in oldest {
        let other = newest.as_mut().and_then(|it| it.remove(folder));
        findings.extend(finding::join(outcome.findings, other.map(|it| it.findings)));
    }
    findings.extend(references::check(files, &tree.ids, &modules));
    let used = used_by(&modules);
    drop(modules);
    let mut diagnostics = std::mem::take(&mut tree.diagnostics);
    diagnostics.extend(findings);
    diagnostics.sort(&tree.sources);
    Ok(Report {
        diagnostics,
        sources: tree.sources,
        coverage,
        used,
    })
}

/// The types of resources, data sources and ephemeral resources that some files use, by the address of their provider:
/// `hashicorp/aws`. A provider that is required or configured and not used has no types.
pub fn used_types<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> UsedTypes {
    used_by(&Tree::read(files).modules())
}

fn used_by(modules: &BTreeMap<&str, Module<'_>>) -> UsedTypes {
    let mut used = BTreeMap::new();
    for module in modules.values() {
        used::used_types(module, &mut used);
    }
    used.remove(requirement::BUILT_IN);
    used
}

type Outcomes<'t> = BTreeMap<&'t str, Outcome>;

fn run<'c, 't>(
    modules: &'t BTreeMap<&'t str, Module<'t>>,
    ranges: &'c Ranges<'c>,
    end: End,
) -> Result<Outcomes<'t>, CatalogError> {
    let pass = Pass::new(modules, ranges, end);
    let mut outcomes = BTreeMap::new();
    for context in pass.contexts() {
        let mut checker = Checker::new(&pass, context);
        checker.module();
        outcomes.insert(context.module.folder, checker.outcome);
    }
    pass.fault()?;
    Ok(outcomes)
}

/// Whether every provider of every module is checked in one version only.
fn is_one_version(
    modules: &BTreeMap<&str, Module<'_>>,
    catalog: &Catalog,
    ranges: &Ranges<'_>,
) -> bool {
    let sources: BTreeSet<&str> = catalog
        .providers()
        .iter()
        .map(crate::Provider::source)
        .collect();
    modules.keys().all(|folder| {
        sources
            .iter()
            .all(|source| match ranges.of(folder, source).ends {
                Some((oldest, newest)) => oldest.version() == newest.version(),
                None => true,
            })
    })
}

fn versions_of(
    module: &Module<'_>,
    ranges: &Ranges<'_>,
    versions: &mut BTreeMap<String, Vec<String>>,
) {
    let mut used = BTreeMap::new();
    used::used_types(module, &mut used);
    for source in used.into_keys() {
        let Some((oldest, newest)) = ranges.of(module.folder, &source).ends else {
            continue;
        };
        let known = versions.entry(source).or_default();
        for version in [oldest, newest].map(|it| it.version().to_string()) {
            if !known.contains(&version) {
                known.push(version);
            }
        }
        known.sort();
    }
}

/// What a file is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Configuration,
    Values,
    Test,
    OtherSyntax,
    Other,
}

fn role(path: &str, paths: &BTreeSet<&str>) -> Role {
    let stem = |suffix| path.strip_suffix(suffix);
    if stem(".tf").is_some() {
        Role::Configuration
    } else if stem(".tfvars").is_some() {
        Role::Values
    } else if stem(".tftest.hcl").is_some() {
        Role::Test
    } else if stem(".tf.json").is_some() {
        Role::OtherSyntax
    } else if let Some(stem) = stem(".tofu") {
        // OpenTofu reads it in the place of the `.tf` file of the same name, Terraform reads only that one.
        let has_twin = paths.contains(format!("{stem}.tf").as_str());
        if has_twin {
            Role::Other
        } else {
            Role::OtherSyntax
        }
    } else {
        Role::Other
    }
}

/// The files, as far as they can be read.
struct Tree<'a> {
    configuration: Vec<Parsed<'a>>,
    /// Files that give values to variables.
    values: Vec<Parsed<'a>>,
    /// Folders with a file that could not be read.
    incomplete: BTreeSet<String>,
    ids: BTreeMap<&'a str, SourceId>,
    sources: SourceMap,
    diagnostics: Diagnostics,
    coverage: Coverage,
}

impl<'a> Tree<'a> {
    fn read<P: AsRef<str>, T: AsRef<str>>(files: &'a [(P, T)]) -> Self {
        let mut tree = Self {
            configuration: Vec::new(),
            values: Vec::new(),
            incomplete: BTreeSet::new(),
            ids: BTreeMap::new(),
            sources: SourceMap::default(),
            diagnostics: Diagnostics::new(),
            coverage: Coverage::default(),
        };
        let paths: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_ref()).collect();
        for (path, text) in files {
            let path = path.as_ref();
            match role(path, &paths) {
                Role::Configuration => tree.add(path, text.as_ref(), false),
                Role::Values => tree.add(path, text.as_ref(), true),
                Role::Test => {
                    tree.ids.insert(path, tree.sources.add(path, text.as_ref()));
                }
                Role::OtherSyntax => tree.leave_out(path),
                Role::Other => {}
            }
        }
        tree
    }

    fn leave_out(&mut self, path: &str) {
        let what = NotChecked {
            subject: path.to_owned(),
            reason: Reason::OtherSyntax,
        };
        self.coverage.not_checked.insert(what, 1);
        self.incomplete.insert(module::folder(path));
    }

    fn add(&mut self, path: &'a str, text: &'a str, is_values: bool) {
        let folder = module::folder(path);
        let source = self.sources.add(path, text);
        self.ids.insert(path, source);
        match File::parse(text) {
            Ok(file) => {
                let parsed = Parsed {
                    path,
                    folder,
                    source,
                    file,
                };
                if is_values {
                    self.values.push(parsed);
                } else {
                    self.coverage.files += 1;
                    self.configuration.push(parsed);
                }
            }
            Err(fault) => {
                let span = Span::new(source, fault.span.start, fault.span.end);
                let diagnostic = Diagnostic::new(&rules::NOT_HCL).at(span, fault.message);
                self.diagnostics.push(diagnostic);
                self.incomplete.insert(folder);
            }
        }
    }

    fn modules(&self) -> BTreeMap<&str, Module<'_>> {
        let mut folders: BTreeMap<&str, Vec<&Parsed<'_>>> = BTreeMap::new();
        for file in &self.configuration {
            folders.entry(&file.folder).or_default().push(file);
        }
        let mut modules: BTreeMap<&str, Module<'_>> = folders
            .into_iter()
            .map(|(folder, files)| {
                let is_incomplete = self.incomplete.contains(folder);
                (folder, Module::new(folder, files, is_incomplete))
            })
            .collect();
        for file in &self.values {
            if let Some(module) = modules.get_mut(file.folder.as_str()) {
                module.values.push(file);
            }
        }
        modules
    }
}
