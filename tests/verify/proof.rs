//! Everything that is rendered is accepted, at both ends of the version ranges.

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Verify, has_terraform, root};

/// The environment files: the reference estate, each example, and what only a test needs.
fn estates() -> Vec<String> {
    let mut estates = ["environments/crm", "tests/terraform/read-replicas.yaml"]
        .map(str::to_owned)
        .to_vec();
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let entry = entry.unwrap();
        if entry.path().join("environment.yaml").is_file() {
            let name = entry.file_name().into_string().unwrap();
            estates.push(format!("examples/{name}/environment.yaml"));
        }
    }
    estates.sort();
    estates
}

#[test]
fn everything_rendered_is_accepted_at_both_ends_of_the_version_ranges() {
    if !has_terraform() {
        return;
    }
    for estate in estates() {
        let ended = Verify::new()
            .arguments(&[&estate, "--format", "json"])
            .run();
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
        assert!(planned > 10, "{estate}: {stack}");
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

#[test]
fn the_last_lines_say_what_was_proved_and_what_was_not() {
    if !has_terraform() {
        return;
    }
    let file = "examples/independent-gcp/environment.yaml";
    Verify::new()
        .arguments(&[file, "--providers", "max"])
        .run()
        .expect(0)
        .says("proved: accepted by Terraform")
        .says("not proved: that a cloud accepts it");
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
