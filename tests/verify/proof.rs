//! Everything that is rendered is accepted, at both ends of the version ranges.

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Verify, has_terraform, root};

/// The environment files of each run: the reference estate but for [`RECORDED`], each example, and what
/// only a test needs.
fn estates() -> Vec<Vec<String>> {
    let crm = ["development", "staging"].map(|it| format!("environments/crm/{it}.yaml"));
    let mut estates = vec![
        crm.to_vec(),
        vec!["environments/crm-dr/production.yaml".to_owned()],
        vec!["tests/terraform/read-replicas.yaml".to_owned()],
    ];
    for entry in walkdir::WalkDir::new(root().join("examples")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|it| it == "yaml") {
            let file = path.strip_prefix(root()).unwrap();
            estates.push(vec![file.to_str().unwrap().to_owned()]);
        }
    }
    estates.sort();
    estates
}

/// Its run stands in the pages, word for word.
const RECORDED: &str = "environments/crm/production.yaml";

#[test]
fn every_environment_of_the_reference_estate_is_verified_here() {
    let mut verified = estates().concat();
    verified.push(RECORDED.to_owned());
    for entry in std::fs::read_dir(root().join("environments/crm")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let file = format!("environments/crm/{name}");
        assert!(name == "base.yaml" || verified.contains(&file), "{file}");
    }
    let estates = std::fs::read_dir(root().join("environments")).unwrap();
    assert_eq!(estates.count(), 2, "another estate has to be verified too");
}

#[test]
fn everything_rendered_is_accepted_at_both_ends_of_the_version_ranges() {
    if !has_terraform() {
        return;
    }
    for estate in estates() {
        let ended = Verify::new()
            .arguments(&estate)
            .arguments(&["--format", "json"])
            .run();
        let estate = estate.join(" ");
        assert_eq!(
            ended.code,
            Some(0),
            "{estate}: {}\n{}",
            ended.words,
            ended.data
        );
        let report: Value = serde_json::from_str(&ended.data).unwrap();
        assert_was_done(&estate, &report["verification"]);
    }
}

/// Every stack went through every step at both ends, and every module was tested there.
fn assert_was_done(estate: &str, record: &Value) {
    let lanes = record["lanes"].as_array().unwrap();
    assert_eq!(lanes.len(), 2, "{estate}: {lanes:?}");
    let terraform = record["terraform"].as_str().unwrap();
    assert!(terraform.starts_with("Terraform 1."), "{estate}");
    let stacks = record["stacks"].as_array().unwrap();
    assert!(!stacks.is_empty(), "{estate}");
    for stack in stacks {
        let steps = stack["steps"].as_array().unwrap();
        let names: Vec<&str> = steps
            .iter()
            .map(|it| it["step"].as_str().unwrap())
            .collect();
        assert_eq!(
            names,
            ["init", "validate", "plan", "apply", "replan", "destroy"],
            "{estate}: {stack}"
        );
        let all_passed = steps.iter().all(|it| it["outcome"] == "passed");
        assert!(all_passed, "{estate}: {stack}");
        let planned = steps[2]["counts"]["add"].as_u64().unwrap();
        assert!(planned > 5, "{estate}: {stack}");
        assert_eq!(steps[3]["counts"]["add"], planned, "{estate}: {stack}");
        assert_eq!(steps[5]["counts"]["remove"], planned, "{estate}: {stack}");
    }
    let modules = record["modules"].as_array().unwrap();
    assert!(!modules.is_empty(), "{estate}");
    for module in modules {
        let passed = module["tests"]["passed"].as_u64().unwrap();
        assert!(passed > 0, "{estate}: {module}");
    }
}

/// What stands in a page below the command that verifies [`RECORDED`].
fn recorded(page: &str) -> String {
    let page = std::fs::read_to_string(root().join(page)).unwrap();
    let command = format!("$ mcgen verify {RECORDED}\n");
    let (_, rest) = page.split_once(&command).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// A text without the version of Terraform, which is that of the machine.
fn without_terraform(text: &str) -> String {
    let words = text.split_inclusive(' ');
    let mut follows = false;
    let kept = words.filter(|word| {
        let is_version = std::mem::replace(&mut follows, *word == "Terraform ");
        !is_version
    });
    kept.collect()
}

#[test]
fn the_recorded_run_is_what_a_run_says() {
    if !has_terraform() {
        return;
    }
    let ended = Verify::new().arguments(&[RECORDED]).run();
    ended.expect(0);
    for page in ["README.md", "docs/guide/verify.md"] {
        assert_eq!(
            without_terraform(&ended.data),
            without_terraform(&recorded(page)),
            "left: the run, right: {page}"
        );
    }
}

#[test]
fn a_range_without_a_held_version_is_refused_where_it_is_written() {
    let templates = TempDir::new().unwrap();
    let folder = templates.path().join("aws/aws-vpc");
    std::fs::create_dir_all(&folder).unwrap();
    let own = root().join("modules-templates/aws/aws-vpc/versions.tf.j2");
    let text = std::fs::read_to_string(own).unwrap();
    let range = text.lines().rfind(|it| it.contains("version = ")).unwrap();
    let text = text.replace(range, "      version = \"~> 99.0\"");
    std::fs::write(folder.join("versions.tf.j2"), text).unwrap();
    Verify::new()
        .arguments(&["examples/independent-minimal/environment.yaml"])
        .arguments(&["--templates", templates.path().to_str().unwrap()])
        .run()
        .expect(1)
        .says("RUN-009")
        .says("modules/aws-vpc/versions.tf:")
        .says("of hashicorp/aws, the versions 5.100.0 and 6.69.1 are held")
        .says("`~> 99.0`");
}
