//! What was checked, and what was not.

use std::collections::BTreeMap;
use std::fmt;

/// What the check has looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Configuration files that were read.
    pub files: usize,
    /// Folders with configuration files.
    pub modules: usize,
    /// Blocks that were held against a schema, blocks inside others counted too; and calls of modules.
    pub blocks: usize,
    /// Arguments that were held against a schema or against the variable of a module.
    pub arguments: usize,
    /// The versions of each provider that were used: `hashicorp/aws` to `5.100.0`, `6.69.1`.
    pub providers: BTreeMap<String, Vec<String>>,
    /// What was left out, with the number of its occurrences.
    pub not_checked: BTreeMap<NotChecked, usize>,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotChecked {
    /// What it is: `resource aws_vpc`, `module terraform-aws-modules/vpc/aws`, or the path of a file.
    pub subject: String,
    /// Why.
    pub reason: Reason,
}

/// Why something is not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// mcgen has no schema of the provider.
    ProviderNotHeld(String),
    /// The version constraints leave out every version of the provider that mcgen has a schema of.
    NoHeldVersionFits(String),
    /// mcgen has the schemas of this version of the provider in part, and not this one:
    /// `hashicorp/google 7.41.0`.
    TypeNotHeld(String),
    /// The called module is not among the files.
    ModuleNotGiven,
    /// The file is in a syntax that is not read.
    OtherSyntax,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ProviderNotHeld(provider) => {
                write!(f, "mcgen has no schema of the provider {provider}")
            }
            Self::NoHeldVersionFits(provider) => {
                write!(
                    f,
                    "the constraints allow no version of {provider} that mcgen has a schema of"
                )
            }
            Self::TypeNotHeld(provider) => {
                write!(f, "mcgen has not this schema of {provider}")
            }
            Self::ModuleNotGiven => f.write_str("the module is not among the files"),
            Self::OtherSyntax => f.write_str("only files in Terraform's own syntax are read"),
        }
    }
}
