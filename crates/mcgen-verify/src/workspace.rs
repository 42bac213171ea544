//! A private copy of what is proved, so that nothing of the proof touches the files of the user and
//! nothing simulated can be taken for real.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::TempDir;

use crate::VerifyError;
use crate::tree::{Stack, Tree};

/// The file that puts the state of a stack, and those that it reads, into the private folder, whatever the
/// stack says.
const OVERRIDE: &str = "mcgen_verify_override.tf";

/// A private folder; it goes when the value goes.
#[derive(Debug)]
pub(crate) struct Workspace {
    folder: TempDir,
    root: Utf8PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Result<Self, VerifyError> {
        let folder = tempfile::Builder::new()
            .prefix("mcgen-verify-")
            .tempdir()
            .map_err(VerifyError::Scratch)?;
        let root = Utf8PathBuf::from_path_buf(folder.path().to_owned())
            .map_err(|path| VerifyError::NotUtf8(path.display().to_string()))?;
        let workspace = Self { folder, root };
        for folder in [workspace.home(), workspace.root.join("state")] {
            fs_err::create_dir(&folder).map_err(VerifyError::Scratch)?;
        }
        // An empty file instead of the settings of the user.
        fs_err::write(workspace.home().join("terraform.rc"), "").map_err(VerifyError::Scratch)?;
        Ok(workspace)
    }

    /// The home of the commands that run here.
    pub(crate) fn home(&self) -> Utf8PathBuf {
        self.root.join("home")
    }

    /// Where sockets stand: at the top, because their paths have to be short.
    pub(crate) fn sockets(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Where the tree with this name stands.
    pub(crate) fn tree(&self, name: &str) -> Utf8PathBuf {
        self.root.join(name)
    }

    /// Copies a tree and gives each stack a state in this folder. Trees of two names share the states
    /// of the stacks that both have.
    pub(crate) fn write(
        &self,
        name: &str,
        tree: &Tree,
        stacks: &[Stack],
    ) -> Result<(), VerifyError> {
        let root = self.tree(name);
        for (path, text) in tree.files() {
            write(&root.join(path), text)?;
        }
        for stack in stacks {
            let text = self.states(stack);
            write(&root.join(&stack.folder).join(OVERRIDE), &text)?;
        }
        Ok(())
    }

    /// Where a stack keeps its state and finds those of others.
    fn states(&self, stack: &Stack) -> String {
        let own = self.state(&stack.environment, &stack.name);
        let mut text =
            format!("terraform {{\n  backend \"local\" {{\n    path = {own}\n  }}\n}}\n");
        for name in stack.reads.keys() {
            let other = self.state(&stack.environment, name);
            let _ = write!(
                text,
                "\ndata \"terraform_remote_state\" \"{name}\" {{\n  backend = \"local\"\n\n  \
                 config = {{\n    path = {other}\n  }}\n}}\n"
            );
        }
        text
    }

    /// The path of a state. A path of a temporary folder could hold anything: it is written as a literal.
    fn state(&self, environment: &str, stack: &str) -> mcgen_hcl::Literal {
        let path = self
            .root
            .join(format!("state/{environment}-{stack}.tfstate"));
        path.as_str().into()
    }

    /// Removes the folder and says so if it cannot.
    pub(crate) fn close(self) -> Result<(), VerifyError> {
        self.folder.close().map_err(VerifyError::Scratch)
    }
}

fn write(path: &Utf8Path, text: &str) -> Result<(), VerifyError> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder).map_err(VerifyError::Scratch)?;
    }
    fs_err::write(path, text).map_err(VerifyError::Scratch)
}
