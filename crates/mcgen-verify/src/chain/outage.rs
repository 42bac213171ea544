//! What a chain does while a cloud is down, and when it has come back.

use super::{APPLY, INIT, PLAN, PROMOTED, Run};
use crate::cloud::Cloud;
use crate::findings::Fault;
use crate::report::{Outcome, Step};
use crate::terraform::{ChangeCounts, Messages, RunError};
use crate::tree::{Stack, Tree};
use crate::workspace::Workspace;
use crate::{Promotion, VerifyError};

/// How a row of commands ended, each of them run only after those before it.
enum Ended {
    /// All passed.
    Passed(Option<ChangeCounts>),
    /// This command failed.
    Failed(&'static str, Messages),
    /// What was planned destroys what holds data, which has been told.
    LosesData,
}

impl Run<'_> {
    /// Plans and applies every stack while `cloud` is down, and what takes over if there is
    /// `promotion`. Gives the stacks of the promoted tree.
    pub(super) fn without(
        &mut self,
        cloud: Cloud,
        standing: &[&Stack],
        promotion: Option<&Promotion<'_>>,
        workspace: &Workspace,
    ) -> Result<Vec<Stack>, VerifyError> {
        for stack in standing {
            self.outage(stack, cloud)?;
        }
        match promotion {
            Some(it) => self.promote(it.tree, standing, cloud, workspace),
            None => Ok(Vec::new()),
        }
    }

    /// Plans and applies a stack of the tree that stands.
    fn outage(&mut self, stack: &Stack, cloud: Cloud) -> Result<(), VerifyError> {
        self.announce(stack, Step::Outage);
        let spread = |reason, told| {
            Some(Fault::OutageSpreads {
                cloud,
                reason,
                told,
            })
        };
        let spreads = match lost_state(stack, cloud) {
            Some(reason) => spread(reason, Vec::new()),
            None => match self.row(stack, &[PLAN, APPLY])? {
                Ended::Passed(_) => None,
                Ended::LosesData => {
                    self.record(stack, Step::Outage, Outcome::Failed, None);
                    return Ok(());
                }
                Ended::Failed(command, messages) => {
                    let reason = format!("its {command} reaches for it");
                    spread(reason, messages.diagnostics)
                }
            },
        };
        let must_survive = cloud.is_survived_by(stack);
        let outcome = match (&spreads, must_survive) {
            (None, _) => Outcome::Passed,
            (Some(_), true) => Outcome::Failed,
            (Some(_), false) => Outcome::Unreachable,
        };
        self.record(stack, Step::Outage, outcome, None);
        if let Some(fault) = spreads.filter(|_| must_survive) {
            self.find(stack, fault);
        }
        Ok(())
    }

    /// Applies what the environment becomes when the side that is left takes over: every stack that
    /// works without `cloud`. Gives all the stacks of the promoted tree.
    fn promote(
        &mut self,
        promoted: &Tree,
        standing: &[&Stack],
        cloud: Cloud,
        workspace: &Workspace,
    ) -> Result<Vec<Stack>, VerifyError> {
        let mut stacks = self.chain.stacks(promoted);
        stacks.retain(|stack| standing.iter().any(|it| it.name == stack.name));
        workspace.write(PROMOTED, promoted, &stacks)?;
        self.root = workspace.tree(PROMOTED);
        for stack in stacks.iter().filter(|stack| cloud.is_survived_by(stack)) {
            self.announce(stack, Step::Promote);
            let ended = self.row(stack, &[INIT, PLAN, APPLY])?;
            if let Ended::Failed(command, messages) = &ended {
                let fault = Fault::OutageSpreads {
                    cloud,
                    reason: format!("it cannot take over, because its {command} fails"),
                    told: messages.diagnostics.clone(),
                };
                self.find(stack, fault);
            }
            self.record_end(stack, Step::Promote, &ended);
        }
        Ok(stacks)
    }

    /// Applies a stack of the promoted tree after the lost cloud has come back.
    pub(super) fn rejoin(&mut self, stack: &Stack) -> Result<(), VerifyError> {
        self.announce(stack, Step::Rejoin);
        let ended = self.row(stack, &[INIT, PLAN, APPLY])?;
        if let Ended::Failed(_, messages) = &ended {
            self.report(stack, messages, true);
        }
        self.record_end(stack, Step::Rejoin, &ended);
        Ok(())
    }

    fn record_end(&mut self, stack: &Stack, step: Step, ended: &Ended) {
        match ended {
            Ended::Passed(counts) => self.record(stack, step, Outcome::Passed, *counts),
            Ended::Failed(..) | Ended::LosesData => {
                self.record(stack, step, Outcome::Failed, None);
            }
        }
    }

    /// Runs commands until one fails or would lose data.
    fn row(
        &mut self,
        stack: &Stack,
        commands: &[&'static [&'static str]],
    ) -> Result<Ended, RunError> {
        let mut counts = None;
        for arguments in commands {
            let (code, messages) = self.say(stack, arguments)?;
            if code == 1 {
                return Ok(Ended::Failed(arguments[0], messages));
            }
            if self.loses_data(stack, &messages.planned) {
                return Ok(Ended::LosesData);
            }
            counts = messages.counts.or(counts);
        }
        Ok(Ended::Passed(counts))
    }
}

/// Which state that a stack needs is lost with `cloud`: in the proof all of them are files.
fn lost_state(stack: &Stack, cloud: Cloud) -> Option<String> {
    let own = stack.backend.iter().map(|backend| ("its state", backend));
    let others = stack
        .reads
        .values()
        .map(|backend| ("a state that it reads", backend));
    own.chain(others)
        .find(|(_, backend)| cloud.holds_state_of(backend))
        .map(|(what, backend)| format!("{what} lives there (backend `{backend}`)"))
}
