//! A private copy of what is proved, so that nothing of the proof touches the files of the user and
//! nothing simulated can be taken for real.

use std::fmt::Write as _;

use camino::{Utf8Path, Utf8PathBuf};
use tempfile::TempDir;

use crate::VerifyError;
use crate::tree::{Stack, Tree};

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
            let path = root.join(&stack.folder).join(override_name(tree, stack));
            write(&path, &self.states(stack))?;
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

/// The file that puts the state of a stack, and those that it reads, into the private folder, whatever
/// the stack says. Terraform takes overrides in the order of their names, and the last one wins: this name
/// stands behind those of the stack.
fn override_name(tree: &Tree, stack: &Stack) -> String {
    const OWN: &str = "mcgen_verify_override.tf";
    let files = tree.below(&stack.folder);
    let files = files.filter(|(path, _)| path.parent() == Some(&stack.folder));
    let names = files.filter_map(|(path, _)| path.file_name());
    let last = names.filter(|name| name.contains("override.")).max();
    let last = last.and_then(|name| Some(&name[..name.rfind(".t")?]));
    last.map_or_else(|| OWN.to_owned(), |last| format!("{last}~{OWN}"))
}

fn write(path: &Utf8Path, text: &str) -> Result<(), VerifyError> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder).map_err(VerifyError::Scratch)?;
    }
    fs_err::write(path, text).map_err(VerifyError::Scratch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_override_of_a_stack_is_that_of_the_private_folder() {
        let folder = "environments/aws/production";
        for own in [
            &[][..],
            &["override.tf"],
            &["a_override.tf", "override.tf"],
            &["override.tf", "override.tf.json"],
            &["a_override.tf", "override.tf", "zz_override.tf.json"],
            &["~_override.tf", "~~_override.tofu"],
            &["zoverride_override.tf", "\u{10ffff}_override.tf"],
        ] {
            let names = own.iter().chain(&["main.tf"]);
            let files = names.map(|it| (format!("{folder}/{it}").into(), String::new()));
            let tree: Tree = files.collect();
            let stack = tree.stacks().pop_first().unwrap();
            let name = override_name(&tree, &stack);
            assert!(name.ends_with("_override.tf"), "{name}");
            let last = own.iter().max().copied();
            assert!(last < Some(name.as_str()), "{name} is not behind {last:?}");
        }
    }
}
