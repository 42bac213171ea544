//! Old trees that somebody made up: whatever stands in them, nothing outside the private copy is run, read
//! without need, or written.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::run::{Ended, Verify, has_terraform, root};

const FILE: &str = "examples/independent-minimal/environment.yaml";
const STACK: &str = "environments/aws/production";

/// The tree that `FILE` renders to, in a folder of its own.
fn tree() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let tree = folder.path().join("old");
    let from = root().join("examples/independent-minimal/expected");
    let copied = Command::new("cp").arg("-R").arg(from).arg(&tree).status();
    assert!(copied.unwrap().success());
    (folder, tree)
}

fn verify(old: &Path) -> Ended {
    Verify::of_stacks()
        .arguments(&[FILE, "--providers", "max", "--from"])
        .arguments(&[old])
        .run()
}

#[test]
fn a_command_in_an_old_tree_is_refused_and_not_run() {
    if !has_terraform() {
        return;
    }
    let (folder, old) = tree();
    let trace = folder.path().join("trace");
    let command = format!(
        "resource \"terraform_data\" \"x\" {{\n  provisioner \"local-exec\" {{\n    command = \"touch {}\"\n  }}\n}}\n",
        trace.display()
    );
    std::fs::write(old.join("modules/aws-vpc/x.tf"), command).unwrap();
    verify(&old)
        .expect(1)
        .says("RUN-008")
        .says("modules/aws-vpc/x.tf:2:3")
        .says("a provisioner would be run on this machine");
    assert!(!trace.exists());
}

#[test]
fn a_module_that_lies_elsewhere_is_refused_with_its_place() {
    if !has_terraform() {
        return;
    }
    let (folder, old) = tree();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    for source in [elsewhere.to_str().unwrap(), "../../../../elsewhere"] {
        let call = format!("module \"x\" {{\n  source = \"{source}\"\n}}\n");
        std::fs::write(old.join(STACK).join("x.tf"), call).unwrap();
        verify(&old)
            .expect(1)
            .says("RUN-008")
            .says("environments/aws/production/x.tf:1:1")
            .says("the module is not among the files");
    }
    // A link to it does not bring it among the files.
    symlink(&elsewhere, old.join("modules/elsewhere")).unwrap();
    std::fs::write(elsewhere.join("main.tf"), "").unwrap();
    let call = "module \"x\" {\n  source = \"../../../modules/elsewhere\"\n}\n";
    std::fs::write(old.join(STACK).join("x.tf"), call).unwrap();
    verify(&old)
        .expect(1)
        .says("the module is not among the files");
}

#[test]
fn a_state_stays_in_the_private_copy_whatever_the_old_tree_says() {
    if !has_terraform() {
        return;
    }
    let (folder, old) = tree();
    let state = folder.path().join("state");
    let backend = format!(
        "terraform {{\n  backend \"local\" {{\n    path = \"{}\"\n  }}\n}}\n",
        state.display()
    );
    let stack = old.join(STACK);
    std::fs::write(stack.join("zz_override.tf"), backend).unwrap();
    // What an earlier, real run left there.
    std::fs::write(stack.join(".terraform.lock.hcl"), "not a lock").unwrap();
    std::fs::write(stack.join("terraform.tfstate"), "not a state").unwrap();
    verify(&old).expect(0).says("without loss of data");
    assert!(!state.exists());
}

#[test]
fn what_is_no_file_or_has_no_end_is_a_fault_with_its_path() {
    let (_folder, old) = tree();
    let path = old.join(STACK).join("x.tf");
    symlink("/dev/zero", &path).unwrap();
    let zero = verify(&old);
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, vec![b'\n'; 17 << 20]).unwrap();
    let huge = verify(&old);
    for (ended, reason) in [
        (zero, "it is no ordinary file"),
        (huge, "it is larger than 16 MiB, which no Terraform file is"),
    ] {
        if has_terraform() {
            ended.expect(2).says(reason).says(path.to_str().unwrap());
        }
    }
}

#[test]
fn an_old_tree_with_nothing_in_common_or_in_it_is_a_fault() {
    if !has_terraform() {
        return;
    }
    let (folder, old) = tree();
    let stacks = old.join("environments/aws");
    std::fs::rename(stacks.join("production"), stacks.join("other")).unwrap();
    verify(&old)
        .expect(2)
        .says("holds no stack of the environments that are verified (production)");
    verify(&folder.path().join("no/such/tree"))
        .expect(2)
        .says("no/such/tree");
}

#[test]
fn links_in_circles_are_passed_by() {
    if !has_terraform() {
        return;
    }
    let (_folder, old) = tree();
    symlink("..", old.join("modules/up")).unwrap();
    symlink("/", old.join("environments/root")).unwrap();
    symlink("itself", old.join("environments/itself")).unwrap();
    verify(&old).expect(0).says("without loss of data");
}
