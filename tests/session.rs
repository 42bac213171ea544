//! A newcomer's first session, with the real binary in an empty folder.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn mcgen(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mcgen"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let output = mcgen(folder, arguments);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {words}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn fails_with(code: i32, folder: &Path, arguments: &[&str]) -> String {
    let output = mcgen(folder, arguments);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {words}");
    words
}

#[test]
fn init_check_render_and_render_again() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(
        folder,
        &[
            "init",
            "envs",
            "--project",
            "shop",
            "--environment",
            "production",
        ],
    );
    succeeds(folder, &["check", "envs"]);
    let first = succeeds(folder, &["render", "envs", "--out", "infra"]);
    assert!(
        first.contains("+ environments/aws/production/main.tf"),
        "{first}"
    );
    assert!(
        first.contains("+ environments/gcp/production/main.tf"),
        "{first}"
    );
    let second = succeeds(folder, &["render", "envs", "--out", "infra"]);
    assert_eq!(second, "");
    succeeds(folder, &["render", "envs", "--out", "infra", "--check"]);
}

#[test]
fn a_first_file_of_two_sides_that_write_checks_and_renders_untouched() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", ".", "--strategy", "active-active"]);
    let findings = succeeds(folder, &["check", "production.yaml", "--format", "json"]);
    assert!(!findings.contains("\"severity\""), "{findings}");
    let rendered = succeeds(folder, &["render", "production.yaml", "--out", "infra"]);
    assert!(
        rendered.contains("+ sql/production/07-open.sql"),
        "{rendered}"
    );
}

#[test]
fn programs_are_told_what_a_mechanism_keeps_and_loses() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let told = |example: &str| -> serde_json::Value {
        let file = format!("examples/{example}/environment.yaml");
        let text = succeeds(root, &["check", &file, "--format", "json"]);
        serde_json::from_str(&text).unwrap()
    };
    let bucardo = &told("active-active-bucardo")["guarantees"]["crm/production"];
    assert_eq!(bucardo["mechanism"], "bucardo");
    assert_eq!(bucardo["keeps_physical_deletes"], true);
    assert_eq!(bucardo["keeps_counters"], false);
    let lost = bucardo["lost"].as_str().unwrap();
    assert!(lost.starts_with("the whole other row"), "{lost}");
    assert!(told("primary-replica-logical")["guarantees"].is_null());
}

#[test]
fn a_first_file_of_primary_and_replica_checks_and_renders_untouched() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", ".", "--strategy", "primary-replica"]);
    let findings = succeeds(folder, &["check", "production.yaml", "--format", "json"]);
    assert!(!findings.contains("\"severity\""), "{findings}");
    let rendered = succeeds(folder, &["render", "production.yaml", "--out", "infra"]);
    for path in [
        "environments/link/production/main.tf",
        "sql/production/22-promote.sql",
    ] {
        assert!(rendered.contains(&format!("+ {path}")), "{rendered}");
    }
    // A promotion is one word.
    let text = std::fs::read_to_string(folder.join("production.yaml")).unwrap();
    std::fs::write(
        folder.join("production.yaml"),
        text.replace("primary: aws", "primary: gcp"),
    )
    .unwrap();
    let promoted = succeeds(folder, &["render", "production.yaml", "--out", "infra"]);
    assert!(
        promoted.contains("~ sql/production/22-promote.sql"),
        "{promoted}"
    );
}

#[test]
fn init_overwrites_nothing() {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("production.yaml"), "mine").unwrap();
    let words = fails_with(2, folder.path(), &["init"]);
    assert!(words.contains("production.yaml"), "{words}");
    let kept = std::fs::read_to_string(folder.path().join("production.yaml")).unwrap();
    assert_eq!(kept, "mine");
    assert!(!folder.path().join("mcgen.schema.json").exists());
}

#[test]
fn a_hand_edited_file_is_kept_until_forced() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", "."]);
    succeeds(folder, &["render", "production.yaml", "--out", "infra"]);
    let edited = folder.join("infra/environments/aws/production/main.tf");
    std::fs::write(&edited, "# mine\n").unwrap();
    let words = fails_with(1, folder, &["render", "production.yaml", "--out", "infra"]);
    assert!(words.contains("--force --dry-run --diff shows"), "{words}");
    let words = fails_with(
        1,
        folder,
        &["render", "production.yaml", "--out", "infra", "--check"],
    );
    assert!(words.contains("settle the conflicts first"), "{words}");
    assert_eq!(std::fs::read_to_string(&edited).unwrap(), "# mine\n");
    let plan = succeeds(
        folder,
        &[
            "render",
            "production.yaml",
            "--out",
            "infra",
            "--force",
            "--dry-run",
            "--diff",
        ],
    );
    assert!(
        plan.contains("~ environments/aws/production/main.tf"),
        "{plan}"
    );
    assert!(plan.contains("-# mine"), "{plan}");
    assert_eq!(std::fs::read_to_string(&edited).unwrap(), "# mine\n");
    succeeds(
        folder,
        &["render", "production.yaml", "--out", "infra", "--force"],
    );
    succeeds(
        folder,
        &["render", "production.yaml", "--out", "infra", "--check"],
    );
}

#[test]
fn two_projects_cannot_claim_one_path() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", "crm", "--project", "crm"]);
    succeeds(folder, &["init", "shop", "--project", "shop"]);
    let words = fails_with(1, folder, &["render", "crm", "shop", "--out", "infra"]);
    assert!(
        words.contains("crm/production") && words.contains("shop/production"),
        "{words}"
    );
    assert!(!folder.join("infra").exists());

    succeeds(folder, &["render", "crm", "--out", "infra"]);
    let tfvars = folder.join("infra/environments/aws/production/terraform.tfvars");
    let before = std::fs::read_to_string(&tfvars).unwrap();
    fails_with(1, folder, &["render", "shop", "--out", "infra"]);
    assert_eq!(std::fs::read_to_string(&tfvars).unwrap(), before);
}

#[test]
fn files_go_only_when_no_environment_uses_them() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", ".", "--environment", "staging"]);
    let staging = std::fs::read_to_string(folder.join("staging.yaml")).unwrap();
    let production = staging.replace("environment: staging", "environment: production");
    std::fs::write(folder.join("production.yaml"), production).unwrap();
    succeeds(folder, &["render", ".", "--out", "infra"]);
    let without_cache = staging.split("  cache:").next().unwrap();
    std::fs::write(folder.join("staging.yaml"), without_cache).unwrap();
    let plan = succeeds(folder, &["render", "staging.yaml", "--out", "infra"]);
    assert!(
        plan.contains("- environments/gcp/staging/main.tf"),
        "{plan}"
    );
    assert!(
        !plan.contains("- modules/aws-elasticache"),
        "production uses it: {plan}"
    );
    succeeds(
        folder,
        &["render", "production.yaml", "--out", "infra", "--check"],
    );
}

#[test]
fn an_output_folder_that_is_a_file_is_a_fault_of_the_call() {
    let folder = TempDir::new().unwrap();
    succeeds(folder.path(), &["init", "."]);
    std::fs::write(folder.path().join("infra"), "a file").unwrap();
    let words = fails_with(
        2,
        folder.path(),
        &["render", "production.yaml", "--out", "infra"],
    );
    assert!(words.contains("infra"), "{words}");
}

#[test]
fn a_template_of_your_own_takes_the_place_of_one() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", "."]);
    let versions = folder.join("own/aws/aws-vpc");
    std::fs::create_dir_all(&versions).unwrap();
    let text = "terraform {\n  required_version = \">= 1.12\"\n\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \">= 5.100, < 7.0\"\n    }\n  }\n}\n";
    std::fs::write(versions.join("versions.tf.j2"), text).unwrap();
    succeeds(
        folder,
        &[
            "render",
            "production.yaml",
            "--out",
            "infra",
            "--templates",
            "own",
        ],
    );
    let rendered =
        std::fs::read_to_string(folder.join("infra/modules/aws-vpc/versions.tf")).unwrap();
    assert_eq!(rendered, text);
}

#[test]
fn a_broken_template_of_your_own_is_named_with_its_line() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    succeeds(folder, &["init", "."]);
    let outputs = folder.join("own/stacks/aws");
    std::fs::create_dir_all(&outputs).unwrap();
    std::fs::write(
        outputs.join("outputs.tf.j2"),
        "\noutput \"x\" {\n  value = module.netwrok.id\n}\n",
    )
    .unwrap();
    let words = fails_with(
        2,
        folder,
        &[
            "render",
            "production.yaml",
            "--out",
            "infra",
            "--templates",
            "own",
        ],
    );
    assert!(
        words.contains("outputs.tf`, line 3") && words.contains("netwrok"),
        "{words}"
    );
    assert!(!folder.join("infra").exists());
}

#[test]
fn completions_man_page_and_schema_are_printed() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish"] {
        assert!(succeeds(folder.path(), &["completions", shell]).contains("mcgen"));
    }
    assert!(succeeds(folder.path(), &["man"]).starts_with(".ie"));
    assert!(succeeds(folder.path(), &["schema"]).contains("\"$defs\""));
}
