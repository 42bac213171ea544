//! What the real Terraform says of everything that is rendered from `environments/` and `examples/`.
//!
//! Without Terraform, or without the AWS provider in reach, these tests say so and pass; with
//! `MCGEN_REQUIRE_TOOLS=1` they fail instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod agreement;
mod link;
mod reach;
mod replication;
mod secrets_manager;
mod simulated;
mod terraform;
mod traffic;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use terraform::{Terraform, skip_or_fail};

/// Keeps the state beside the stack instead of in a bucket.
const LOCAL_STATE: &str = "terraform {\n  backend \"local\" {}\n}\n";

/// Lets the provider plan without an account: nothing is looked up, nothing is guarded, no role is
/// assumed.
const OFFLINE_PROVIDER: &str = r#"provider "aws" {
  region                      = var.region
  access_key                  = "offline"
  secret_key                  = "offline"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The reference estate and each environment file of the examples.
fn estates() -> Vec<PathBuf> {
    let mut estates = vec![root().join("environments/crm")];
    for entry in walkdir::WalkDir::new(root().join("examples")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|it| it == "yaml") {
            estates.push(path);
        }
    }
    estates.sort();
    estates
}

fn render(estate: &Path, out: &Path) {
    let estate = camino::Utf8Path::from_path(estate).unwrap();
    let out = camino::Utf8Path::from_path(out).unwrap();
    let checked = mcgen::Estate::load(estate).unwrap().check();
    let checked = checked.unwrap_or_else(|rejected| panic!("{estate}: {rejected}"));
    checked.render().unwrap().write_to(out).unwrap();
}

/// Every estate in a folder of its own.
fn rendered() -> (TempDir, Vec<PathBuf>) {
    let folder = TempDir::new().unwrap();
    let mut trees = Vec::new();
    for (index, estate) in estates().iter().enumerate() {
        let out = folder.path().join(format!("{index}"));
        render(estate, &out);
        trees.push(out);
    }
    (folder, trees)
}

fn folders_below(folder: PathBuf) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default();
    found.sort();
    found
}

/// What Terraform reads of a stack, without its modules.
fn configuration(stack: &Path) -> String {
    let files = folders_below(stack.to_owned()).into_iter();
    let read = files.filter(|it| {
        it.extension()
            .is_some_and(|it| it == "tf" || it == "tfvars")
    });
    read.map(|it| std::fs::read_to_string(it).unwrap())
        .collect()
}

fn expect(result: Result<(), String>, folder: &Path) {
    if let Err(text) = result {
        panic!("{}: {text}", folder.display());
    }
}

#[test]
fn terraform_fmt_is_silent_on_every_rendered_tree() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let (folder, _) = rendered();
    let check = ["fmt", "-check", "-recursive", "-diff"];
    expect(terraform.run(folder.path(), &check), folder.path());
}

#[test]
fn the_real_aws_provider_agrees_with_the_simulated_one_on_every_aws_stack_and_plans_it() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let (_folder, trees) = rendered();
    let mut planned = 0;
    let mut seen = BTreeSet::new();
    let stacks = trees.iter().flat_map(|tree| {
        let stacks = folders_below(tree.join("environments/aws")).into_iter();
        stacks.map(move |stack| (tree, stack))
    });
    for (tree, stack) in stacks {
        std::fs::write(stack.join("backend.tf"), LOCAL_STATE).unwrap();
        // Examples share stacks, and a module is what its name says.
        if !seen.insert(configuration(&stack)) {
            continue;
        }
        if !agreement::assert_they_agree(&terraform, tree, &stack) {
            return;
        }
        std::fs::write(stack.join("providers.tf"), OFFLINE_PROVIDER).unwrap();
        let plan = ["plan", "-no-color", "-input=false", "-refresh=false"];
        expect(terraform.run(&stack, &plan), &stack);
        planned += 1;
    }
    assert!(planned >= 9, "only {planned} AWS stacks were found");
}

/// Planning this shape asks AWS for a random password, so somebody must answer in its place.
#[test]
fn the_real_aws_provider_plans_the_stack_with_read_replicas_and_the_plan_holds_no_password() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let folder = TempDir::new().unwrap();
    render(
        &root().join("tests/terraform/read-replicas.yaml"),
        folder.path(),
    );
    let stack = folder.path().join("environments/aws/production");
    std::fs::write(stack.join("backend.tf"), LOCAL_STATE).unwrap();
    if !agreement::assert_they_agree(&terraform, folder.path(), &stack) {
        return;
    }
    let endpoint = format!(
        "\n  endpoints {{\n    secretsmanager = \"{}\"\n  }}\n}}\n",
        secrets_manager::serve()
    );
    let provider = format!(
        "{}{endpoint}",
        OFFLINE_PROVIDER.trim_end().trim_end_matches('}')
    );
    std::fs::write(stack.join("providers.tf"), provider).unwrap();
    let plan = [
        "plan",
        "-no-color",
        "-input=false",
        "-refresh=false",
        "-out=plan",
    ];
    expect(terraform.run(&stack, &plan), &stack);
    let plan = terraform
        .output(&stack, &["show", "-json", "plan"])
        .unwrap();
    assert!(plan.contains("aws_db_instance.replica"), "{plan}");
    assert!(!plan.contains(secrets_manager::PASSWORD), "{plan}");
}

#[test]
fn the_tests_of_every_rendered_aws_module_pass() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let (_folder, trees) = rendered();
    let mut tested = BTreeSet::new();
    for module in trees
        .iter()
        .flat_map(|tree| folders_below(tree.join("modules")))
    {
        let name = module.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("aws-") || !tested.insert(name.clone()) {
            continue;
        }
        assert!(module.join("tests").is_dir(), "{name} has no tests");
        if let Err(reason) = terraform.run(&module, &["init", "-input=false"]) {
            return skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
        }
        expect(terraform.run(&module, &["test", "-no-color"]), &module);
    }
    assert!(tested.len() >= 8, "only {tested:?}");
}
