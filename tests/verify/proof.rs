//! Everything that is rendered is accepted, at both ends of the version ranges.

use serde_json::Value;

use crate::run::{Verify, has_terraform, root};

/// The environment files: the reference estates, each example, and what only a test needs.
fn estates() -> Vec<String> {
    let mut estates = [
        "environments/crm",
        "environments/crm-dr",
        "tests/terraform/read-replicas.yaml",
    ]
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
        let ended = Verify::new().arguments(&[&estate]).run();
        assert_eq!(
            ended.code,
            Some(0),
            "{estate}: {}\n{}",
            ended.words,
            ended.data
        );
        ended.says("proved: accepted by Terraform");
    }
}

#[test]
fn the_record_says_what_was_done() {
    if !has_terraform() {
        return;
    }
    let file = "examples/independent-minimal/environment.yaml";
    let ended = Verify::new().arguments(&[file, "--format", "json"]).run();
    ended.expect(0);
    let report: Value = serde_json::from_str(&ended.data).unwrap();
    let record = &report["verification"];
    assert_eq!(record["lanes"].as_array().unwrap().len(), 2);
    for stack in record["stacks"].as_array().unwrap() {
        let steps = stack["steps"].as_array().unwrap();
        let names: Vec<&str> = steps
            .iter()
            .map(|it| it["step"].as_str().unwrap())
            .collect();
        assert_eq!(
            names,
            ["init", "validate", "plan", "apply", "replan", "destroy"]
        );
        assert!(steps.iter().all(|it| it["outcome"] == "passed"), "{stack}");
        let planned = steps[2]["counts"]["add"].as_u64().unwrap();
        assert!(planned > 10, "{stack}");
        assert_eq!(steps[3]["counts"]["add"], planned);
        assert_eq!(steps[5]["counts"]["remove"], planned);
    }
    let modules = record["modules"].as_array().unwrap();
    assert!(!modules.is_empty());
    for module in modules {
        assert!(module["tests"]["passed"].as_u64().unwrap() > 0, "{module}");
    }
}
