//! The stacks of one environment, taken through their life on one simulated world: applied in order,
//! planned again, and destroyed in the reverse order.

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};

use crate::cloud::Cloud;
use crate::data_holders::what_it_holds;
use crate::findings::{Fault, RawFinding};
use crate::report::{ChangeRecord, Outcome, StackRecord, Step, StepRecord};
use crate::simulation::Simulation;
use crate::terraform::{
    Action, Caller, Change, ChangeCounts, Messages, RunError, TerraformDiagnostic,
};
use crate::tree::{Stack, Tree};
use crate::workspace::Workspace;
use crate::{Progress, Promotion, VerifyError};

mod outage;

/// The trees in the private folder.
const NEW: &str = "tree";
const OLD: &str = "old";
const PROMOTED: &str = "promoted";

/// The commands of a change, each only after those before it.
const INIT: &[&str] = &["init", "-json", "-input=false"];
const PLAN: &[&str] = &["plan", "-json", "-input=false", "-out=plan"];
const APPLY: &[&str] = &["apply", "-json", "-input=false", "plan"];

/// One environment in one run.
pub(crate) struct Chain<'a> {
    /// The index of the versions.
    pub(crate) lane: usize,
    pub(crate) environment: &'a str,
    /// The files of the environment and of its modules.
    pub(crate) tree: &'a Tree,
    /// The tree whose state is planned over.
    pub(crate) from: Option<&'a Tree>,
    /// Addresses that may be destroyed.
    pub(crate) accepted: &'a BTreeSet<String>,
    pub(crate) outage: Option<Cloud>,
    /// What is applied during the outage where that cloud is the primary's.
    pub(crate) promotion: Option<&'a Promotion<'a>>,
    pub(crate) progress: &'a (dyn Fn(&Progress<'_>) + Sync),
}

/// What a chain did and found.
#[derive(Default)]
pub(crate) struct ChainResult {
    pub(crate) stacks: Vec<StackRecord>,
    pub(crate) findings: Vec<RawFinding>,
}

/// A command that ended with findings; there is no use in the commands behind it.
struct Stopped;

impl Chain<'_> {
    /// Runs the chain. `caller` is bound to the simulated providers of `simulation`.
    pub(crate) fn run(
        &self,
        caller: &Caller,
        workspace: &Workspace,
        simulation: &Simulation,
    ) -> Result<ChainResult, VerifyError> {
        let stacks: Vec<Stack> = self.stacks(self.tree);
        workspace.write(NEW, self.tree, &stacks)?;
        let mut run = Run {
            chain: self,
            caller,
            root: workspace.tree(NEW),
            result: ChainResult::default(),
        };
        if let Some(old) = self.from {
            let former = self.stacks(old);
            workspace.write(OLD, old, &former)?;
            run.root = workspace.tree(OLD);
            let applied = run.before(&former, &stacks)?;
            run.root = workspace.tree(NEW);
            if !applied {
                return Ok(run.result);
            }
        }
        // A stack that fails does not keep the others from being looked at.
        let mut standing = Vec::new();
        for stack in &stacks {
            run.begin(stack);
            if run.build(stack)?.is_ok() {
                standing.push(stack);
            }
        }
        let mut planned_again = Vec::new();
        for stack in standing {
            if run.replan(stack)?.is_ok() {
                planned_again.push(stack);
            }
        }
        if let Some(cloud) = self.outage {
            simulation.set_reachable(cloud, false);
            let promotion = self.promotion.filter(|_| self.takes_over(cloud));
            let promoted = run.without(cloud, &planned_again, promotion, workspace)?;
            simulation.set_reachable(cloud, true);
            for stack in &promoted {
                run.rejoin(stack)?;
            }
            run.root = workspace.tree(NEW);
        }
        for stack in planned_again.into_iter().rev() {
            // How it ended is recorded.
            let _ = run.destroy(stack)?;
        }
        Ok(run.result)
    }

    /// Whether the loss of `cloud` takes the primary, so that the other side takes over.
    fn takes_over(&self, cloud: Cloud) -> bool {
        let primaries = self.promotion.map(|it| &it.primaries);
        primaries.and_then(|it| it.get(self.environment)) == Some(&cloud)
    }

    fn stacks(&self, tree: &Tree) -> Vec<Stack> {
        let stacks = tree.stacks().into_iter();
        stacks
            .filter(|stack| stack.environment == self.environment)
            .collect()
    }
}

struct Run<'a> {
    chain: &'a Chain<'a>,
    caller: &'a Caller,
    root: Utf8PathBuf,
    result: ChainResult,
}

impl Run<'_> {
    fn begin(&mut self, stack: &Stack) {
        self.result.stacks.push(StackRecord {
            environment: stack.environment.clone(),
            stack: stack.name.clone(),
            lane: self.chain.lane,
            steps: Vec::new(),
            changes: Vec::new(),
        });
    }

    fn record(
        &mut self,
        stack: &Stack,
        step: Step,
        outcome: Outcome,
        counts: Option<ChangeCounts>,
    ) {
        let record = self
            .result
            .stacks
            .iter_mut()
            .find(|record| record.stack == stack.name);
        if let Some(record) = record {
            record.steps.push(StepRecord {
                step,
                outcome,
                counts,
            });
        }
    }

    fn find(&mut self, stack: &Stack, fault: Fault) {
        self.result.findings.push(RawFinding {
            lane: self.chain.lane,
            environment: self.chain.environment.to_owned(),
            folder: stack.folder.clone(),
            fault,
        });
    }

    fn announce(&self, stack: &Stack, step: Step) {
        (self.chain.progress)(&Progress {
            lane: self.chain.lane,
            subject: &format!("{}/{}", stack.environment, stack.name),
            step: step.name(),
        });
    }

    /// Runs a command in the folder of a stack and reads what it says.
    fn say(&self, stack: &Stack, arguments: &[&str]) -> Result<(i32, Messages), RunError> {
        let folder = self.root.join(&stack.folder);
        let answer = self.caller.run(&folder, arguments)?;
        let mut messages = if arguments[0] == "validate" {
            Messages::read_validation(&answer.stdout)
        } else {
            Messages::read(&answer.stdout)
        };
        messages
            .other
            .extend(answer.stderr.lines().map(str::to_owned));
        Ok((answer.code, messages))
    }

    /// A step of one command: what it says becomes findings, how it ended is recorded.
    fn step(
        &mut self,
        stack: &Stack,
        step: Step,
        arguments: &[&str],
    ) -> Result<Result<Messages, Stopped>, VerifyError> {
        self.announce(stack, step);
        let (code, messages) = self.say(stack, arguments)?;
        let failed = code == 1;
        self.report(stack, &messages, failed);
        let outcome = if failed {
            Outcome::Failed
        } else {
            Outcome::Passed
        };
        self.record(stack, step, outcome, messages.counts);
        Ok(if failed { Err(Stopped) } else { Ok(messages) })
    }

    fn report(&mut self, stack: &Stack, messages: &Messages, failed: bool) {
        for diagnostic in &messages.diagnostics {
            self.find(stack, Fault::Terraform(diagnostic.clone()));
        }
        let told = messages
            .diagnostics
            .iter()
            .any(TerraformDiagnostic::is_error);
        if failed && !told {
            self.find(stack, Fault::Untold(messages.other.join("\n")));
        }
    }

    /// Init, validate, plan and apply.
    fn build(&mut self, stack: &Stack) -> Result<Result<(), Stopped>, VerifyError> {
        if self.step(stack, Step::Init, INIT)?.is_err() {
            return Ok(Err(Stopped));
        }
        if self
            .step(stack, Step::Validate, &["validate", "-json"])?
            .is_err()
        {
            return Ok(Err(Stopped));
        }
        let Ok(planned) = self.step(stack, Step::Plan, PLAN)? else {
            return Ok(Err(Stopped));
        };
        if self.chain.from.is_some() {
            self.record_changes(stack, &planned.planned);
            if self.loses_data(stack, &planned.planned) {
                return Ok(Err(Stopped));
            }
        }
        Ok(self.step(stack, Step::Apply, APPLY)?.map(|_| ()))
    }

    /// A plan after the apply, which must be empty.
    fn replan(&mut self, stack: &Stack) -> Result<Result<(), Stopped>, VerifyError> {
        self.announce(stack, Step::Replan);
        let plan = ["plan", "-json", "-input=false", "-detailed-exitcode"];
        let (code, messages) = self.say(stack, &plan)?;
        // Warnings were told by the first plan.
        if code == 1 {
            self.report(stack, &messages, true);
        }
        if code == 2 {
            let changes = messages
                .planned
                .iter()
                .filter(|it| it.action != Action::Keep);
            let changes = changes.cloned().collect();
            self.find(stack, Fault::NotEmpty(changes));
        }
        let outcome = if code == 0 {
            Outcome::Passed
        } else {
            Outcome::Failed
        };
        self.record(stack, Step::Replan, outcome, messages.counts);
        Ok(if code == 1 { Err(Stopped) } else { Ok(()) })
    }

    fn destroy(&mut self, stack: &Stack) -> Result<Result<(), Stopped>, VerifyError> {
        // The plan before it has looked at every object.
        let destroy = [
            "destroy",
            "-json",
            "-input=false",
            "-auto-approve",
            "-refresh=false",
        ];
        Ok(self.step(stack, Step::Destroy, &destroy)?.map(|_| ()))
    }

    /// Applies the old tree. Tells whether the new one can be planned over its state.
    fn before(&mut self, former: &[Stack], stacks: &[Stack]) -> Result<bool, VerifyError> {
        for stack in former {
            self.announce(stack, Step::Before);
            for arguments in [INIT, &["apply", "-json", "-input=false", "-auto-approve"]] {
                let (code, messages) = self.say(stack, arguments)?;
                if code == 1 {
                    self.find(stack, Fault::OldTree(messages.diagnostics));
                    return Ok(false);
                }
                if !stacks.iter().any(|it| it.name == stack.name) {
                    self.abandoned(stack, &messages.planned);
                }
            }
        }
        Ok(true)
    }

    fn abandoned(&mut self, stack: &Stack, planned: &[Change]) {
        let left: Vec<Change> = planned
            .iter()
            .filter(|change| what_it_holds(&change.resource_type).is_some())
            .filter(|change| !self.chain.accepted.contains(&change.address))
            .cloned()
            .collect();
        if !left.is_empty() {
            self.find(stack, Fault::Abandoned(left));
        }
    }

    fn record_changes(&mut self, stack: &Stack, planned: &[Change]) {
        let changes = planned.iter().filter(|it| it.action != Action::Keep);
        let changes = changes.map(|it| ChangeRecord {
            action: it.action.verb(),
            address: it.address.clone(),
        });
        let records = &mut self.result.stacks;
        if let Some(record) = records.iter_mut().find(|it| it.stack == stack.name) {
            record.changes = changes.collect();
            record.changes.sort();
        }
    }

    /// Whether a plan over the old state destroys what holds data, without leave.
    fn loses_data(&mut self, stack: &Stack, planned: &[Change]) -> bool {
        let lost: Vec<Change> = planned
            .iter()
            .filter(|change| matches!(change.action, Action::Delete | Action::Replace))
            .filter(|change| what_it_holds(&change.resource_type).is_some())
            .filter(|change| !self.chain.accepted.contains(&change.address))
            .cloned()
            .collect();
        let loses = !lost.is_empty();
        for change in lost {
            self.find(stack, Fault::DataLoss(change));
        }
        loses
    }
}

/// The folder of a module that a test runs in.
pub(crate) fn test_module(
    caller: &Caller,
    workspace: &Workspace,
    module: &Utf8Path,
    tree: &Tree,
) -> Result<(i32, Messages), VerifyError> {
    workspace.write(NEW, tree, &[])?;
    let folder = workspace.tree(NEW).join(module);
    let read = |arguments: &[&str]| -> Result<(i32, Messages), RunError> {
        let answer = caller.run(&folder, arguments)?;
        let mut messages = Messages::read(&answer.stdout);
        messages
            .other
            .extend(answer.stderr.lines().map(str::to_owned));
        Ok((answer.code, messages))
    };
    let (code, messages) = read(INIT)?;
    if code != 0 {
        return Ok((code, messages));
    }
    Ok(read(&["test", "-json"])?)
}
