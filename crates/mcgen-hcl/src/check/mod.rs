//! Checks that everything a set of Terraform files refers to is there.

mod callees;
mod calls;
mod cycles;
mod flows;
mod module;
mod resolve;
mod scan;
mod spelling;
mod variables;
mod walk;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use crate::describe::ModuleDescription;
use crate::lex::LexFault;
use crate::outline::Outline;
use callees::Callees;
pub use flows::Flow;
pub(crate) use flows::flows;
use module::Module;

/// A reference that leads nowhere, or a name nothing needs.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct Finding {
    /// The file, as it was given.
    pub path: String,
    /// The bytes to point at.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FindingKind,
    /// What is wrong with this one, in one sentence without a final period.
    pub message: String,
    /// What was probably meant, as text to put in its place.
    pub suggestion: Option<String>,
    /// The other place it clashes with.
    pub related: Option<Place>,
}

/// A range of bytes in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was given.
    pub path: String,
    /// The bytes to point at.
    pub span: Range<usize>,
}

impl Finding {
    fn start(&self) -> (&str, usize, usize, FindingKind) {
        (&self.path, self.span.start, self.span.end, self.kind)
    }
}

macro_rules! finding_kinds {
    ($($(#[$doc:meta])* $kind:ident = $slug:literal,)*) => {
        /// What can be wrong with a set of files.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $($(#[$doc])* $kind,)*
        }

        impl FindingKind {
            /// All kinds, in the order they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// A stable name in kebab case.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Self::$kind => $slug,)*
                }
            }
        }
    };
}

finding_kinds! {
    /// The file is not a Terraform file.
    Syntax = "syntax",
    /// `var.x` without a `variable "x"`.
    UnknownVariable = "unknown-variable",
    /// `local.x` that no `locals` block defines.
    UnknownLocal = "unknown-local",
    /// `module.x` without a `module "x"`.
    UnknownModule = "unknown-module",
    /// `module.x.y` where the called module has no output `y`.
    UnknownOutput = "unknown-output",
    /// `type.name` without that resource, data source or ephemeral resource.
    UnknownResource = "unknown-resource",
    /// A provider configuration that is not there.
    UnknownProvider = "unknown-provider",
    /// A module's `source` is a folder that is not among the files.
    UnknownModuleSource = "unknown-module-source",
    /// A module call sets an input the module does not have.
    UnknownInput = "unknown-input",
    /// A module call leaves out an input without a default.
    MissingInput = "missing-input",
    /// A variable file or a test sets a variable the module does not have.
    UnknownVariableValue = "unknown-variable-value",
    /// `each`, `count` or `self` where it has no meaning.
    OutOfPlace = "out-of-place",
    /// `path.x` or `terraform.x` that Terraform does not know.
    UnknownAttribute = "unknown-attribute",
    /// A bare name that refers to nothing.
    InvalidReference = "invalid-reference",
    /// The same name twice.
    Duplicate = "duplicate",
    /// Values that need each other.
    Cycle = "cycle",
    /// A variable nothing reads.
    UnusedVariable = "unused-variable",
    /// A local value nothing reads.
    UnusedLocal = "unused-local",
    /// What `terraform fmt` would rewrite, beyond white space.
    OutdatedSpelling = "outdated-spelling",
}

impl FindingKind {
    /// Whether Terraform itself would refuse the files; the rest is untidy only.
    pub fn is_error(self) -> bool {
        !matches!(
            self,
            Self::UnusedVariable | Self::UnusedLocal | Self::OutdatedSpelling
        )
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// One file with what was read of it.
pub(crate) struct File<'a> {
    pub(crate) path: &'a str,
    pub(crate) outline: Outline<'a>,
}

/// The role of a file by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Configuration,
    Variables,
    Test,
    Other,
}

/// Checks a tree of files: every reference, every module call, every value of a variable file.
///
/// The files are told apart by path: `.tf` files in one folder make a module, `.tfvars` files give it values,
/// `.tftest.hcl` files are looked at for the variables they set, and all others are left alone. A module `source`
/// that starts with `./` or `../` must lead to a folder of the tree. The findings are in the order of the paths and bytes.
///
/// ```
/// use mcgen_hcl::{FindingKind, check_references};
///
/// let findings = check_references(&[
///     ("main.tf", "module \"net\" {\n  source = \"./net\"\n  cidrr  = var.cidr\n}\n"),
///     ("variables.tf", "variable \"cidr\" {}\n"),
///     ("net/main.tf", "variable \"cidr\" {}\noutput \"cidr\" { value = var.cidr }\n"),
/// ]);
/// let kinds: Vec<_> = findings.iter().map(|finding| finding.kind).collect();
/// assert_eq!(kinds, [FindingKind::MissingInput, FindingKind::UnknownInput]);
/// assert_eq!(findings[1].suggestion.as_deref(), Some("cidr"));
/// ```
pub fn check_references<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut folders: BTreeMap<String, Vec<File<'_>>> = BTreeMap::new();
    let mut others = Vec::new();
    let mut sorted: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_ref(), text.as_ref()))
        .collect();
    sorted.sort_unstable();
    for (path, text) in sorted {
        let role = role(path);
        if role == Role::Other {
            continue;
        }
        match Outline::read(text) {
            Ok(outline) if role == Role::Configuration => {
                folders
                    .entry(folder(path))
                    .or_default()
                    .push(File { path, outline });
            }
            Ok(outline) => others.push((role, File { path, outline })),
            Err(fault) => findings.push(syntax(path, text, fault)),
        }
    }
    let modules: BTreeMap<&str, Module<'_, '_>> = folders
        .iter()
        .map(|(folder, files)| (folder.as_str(), Module::collect(files, &mut findings)))
        .collect();
    for (folder, module) in &modules {
        let modules = &modules;
        check_one(module, Callees::Tree { folder, modules }, &mut findings);
    }
    for (role, file) in &others {
        variables::check(*role, file, &modules, &mut findings);
    }
    findings.sort_by(|left, right| left.start().cmp(&right.start()));
    findings
}

/// Checks the files of one module, whose calls lead to modules that were described before.
pub(crate) fn check_module(
    files: &[File<'_>],
    called: &BTreeMap<String, &ModuleDescription>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let module = Module::collect(files, &mut findings);
    check_one(&module, Callees::Described(called), &mut findings);
    findings.sort_by(|left, right| left.start().cmp(&right.start()));
    findings
}

fn check_one<'a>(
    module: &Module<'a, '_>,
    callees: Callees<'_, 'a, '_>,
    findings: &mut Vec<Finding>,
) {
    let uses = walk::walk(module, callees, findings);
    uses.report_unused(module, findings);
    cycles::report(module, &uses, findings);
    for file in module.files {
        spelling::check(file, findings);
    }
    calls::check(module, callees, findings);
}

pub(crate) fn syntax(path: &str, text: &str, fault: LexFault) -> Finding {
    Finding {
        path: path.to_owned(),
        span: fault.offset..(fault.offset + 1).min(text.len()),
        kind: FindingKind::Syntax,
        message: fault.reason.to_owned(),
        suggestion: None,
        related: None,
    }
}

/// Whether a file is part of its module, by its name.
pub(crate) fn is_configuration(path: &str) -> bool {
    role(path) == Role::Configuration
}

fn role(path: &str) -> Role {
    if path.strip_suffix(".tf").is_some() {
        Role::Configuration
    } else if path.strip_suffix(".tfvars").is_some() {
        Role::Variables
    } else if path.strip_suffix(".tftest.hcl").is_some() {
        Role::Test
    } else {
        Role::Other
    }
}

/// The folder of a file, in the same spelling for every way to write it.
fn folder(path: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    join("", folder).unwrap_or_else(|| folder.to_owned())
}

/// The folder that `relative` leads to from `base`; `None` if it leaves the tree.
fn join(base: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The name among `known` that `wanted` was probably meant to be.
fn nearest<'k>(wanted: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(wanted, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests;
