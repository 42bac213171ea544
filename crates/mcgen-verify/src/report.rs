//! What a verification did and found.

use std::collections::BTreeMap;

use mcgen_diagnostics::{Diagnostics, SourceMap};
use serde::Serialize;

use crate::terraform::{ChangeCounts, TestCounts};

/// Everything that a verification has to say.
#[derive(Debug)]
pub struct Report {
    /// What is wrong, sorted.
    pub diagnostics: Diagnostics,
    /// The texts that the findings point into.
    pub sources: SourceMap,
    /// What was done.
    pub record: Record,
}

/// What the check of a folder has to say.
#[derive(Debug)]
pub struct FolderReport {
    /// What is wrong, sorted.
    pub diagnostics: Diagnostics,
    /// The texts that the findings point into.
    pub sources: SourceMap,
    /// What was looked at.
    pub record: OfflineRecord,
}

/// What was done, for people and programs.
#[derive(Debug, Default, Serialize)]
pub struct Record {
    /// Terraform or OpenTofu with its version; none if the offline check alone was run.
    pub terraform: Option<String>,
    /// Why Terraform was not run.
    pub not_run: Option<String>,
    /// The versions of the providers, one set a run.
    pub lanes: Vec<LaneRecord>,
    /// The offline check.
    pub offline: OfflineRecord,
    /// The stacks, by environment and name.
    pub stacks: Vec<StackRecord>,
    /// The modules with tests.
    pub modules: Vec<ModuleRecord>,
    /// How many modules have tests that were left out because that was asked for.
    pub module_tests_left_out: usize,
    /// The cloud that was made unreachable.
    pub outage: Option<String>,
    /// The tree whose state the new one was planned over.
    pub from: Option<String>,
}

/// The versions of the providers in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LaneRecord {
    /// `oldest` or `newest`.
    pub name: String,
    /// `aws 5.100.0`, by name.
    pub providers: Vec<String>,
}

/// What the offline check looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct OfflineRecord {
    /// Configuration files that were read.
    pub files: usize,
    /// Folders with configuration files.
    pub modules: usize,
    /// The versions that were used, by provider: `hashicorp/aws` to `5.100.0` and `6.69.1`.
    pub providers: BTreeMap<String, Vec<String>>,
    /// Resource, data, ephemeral and provider blocks that were held against a schema.
    pub blocks: usize,
    /// Arguments that were held against a schema.
    pub arguments: usize,
    /// What could not be checked, and why.
    pub not_checked: Vec<String>,
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it should.
    Passed,
    /// With a finding.
    Failed,
    /// It could not be taken, and that is as it must be: the cloud of the stack is down.
    Unreachable,
}

/// What is done with a stack, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The old tree is applied.
    Before,
    /// `terraform init`.
    Init,
    /// `terraform validate`.
    Validate,
    /// `terraform plan`.
    Plan,
    /// `terraform apply` of the plan.
    Apply,
    /// A second plan, which must be empty.
    Replan,
    /// Plan and apply while a cloud is down.
    Outage,
    /// Plan and apply of what the environment becomes when the other side takes over, meanwhile.
    Promote,
    /// The same after the cloud has come back.
    Rejoin,
    /// `terraform destroy`.
    Destroy,
}

impl Step {
    /// The word in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Init => "init",
            Self::Validate => "validate",
            Self::Plan => "plan",
            Self::Apply => "apply",
            Self::Replan => "re-plan",
            Self::Outage => "outage",
            Self::Promote => "promote",
            Self::Rejoin => "rejoin",
            Self::Destroy => "destroy",
        }
    }
}

/// One step and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord {
    /// The step.
    pub step: Step,
    /// How it ended.
    pub outcome: Outcome,
    /// What it added, changed and destroyed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<ChangeCounts>,
}

/// One stack in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StackRecord {
    /// The environment.
    pub environment: String,
    /// The stack.
    pub stack: String,
    /// The index of the versions in [`Record::lanes`].
    pub lane: usize,
    /// The steps in order; after one that failed, none.
    pub steps: Vec<StepRecord>,
    /// What the plan over the state of an old tree does with each object that it touches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<ChangeRecord>,
}

/// What a plan does with one object.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ChangeRecord {
    /// `create`, `update`, `replace`, `destroy`, `move` or `forget`.
    pub action: &'static str,
    /// The address.
    pub address: String,
}

/// One module in one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModuleRecord {
    /// The folder of the module.
    pub module: String,
    /// The index of the versions in [`Record::lanes`].
    pub lane: usize,
    /// How its tests ended.
    pub tests: TestCounts,
}
