//! Everything that is rendered is accepted, at both ends of the version ranges.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};
use mcgen::{Date, Estate};
use mcgen_diagnostics::SourceMap;
use mcgen_verify::{Cancel, DEFAULT_TIMEOUT, Ends, Flavour, Request, Terraform, Tree, verify};
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
        vec!["environments/crm-global/production.yaml".to_owned()],
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
    assert_eq!(estates.count(), 3, "another estate has to be verified too");
}

/// A rendered estate without the tests of its modules; those are added to `modules`, since estates share
/// most of them.
fn render(estate: &[String], folder: &Path, modules: &mut BTreeMap<String, String>) -> Tree {
    let rendered = Estate::load_all(in_root(estate)).unwrap();
    let rendered = rendered.check_on(Date::TABLES).unwrap().render().unwrap();
    for (path, file) in rendered.tree().iter() {
        let path = path.as_str();
        if path.starts_with("modules/") {
            let known = modules.insert(path.to_owned(), file.contents.to_string());
            // A module is what its name says, whoever calls it.
            assert!(known.is_none_or(|it| *it == *file.contents), "{path}");
        }
        if !path.contains("/tests/") {
            write(folder, path, &file.contents);
        }
    }
    Tree::read(Utf8Path::from_path(folder).unwrap()).unwrap()
}

fn in_root(files: &[String]) -> Vec<Utf8PathBuf> {
    let files = files.iter().map(|file| root().join(file));
    files.map(|it| it.try_into().unwrap()).collect()
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Proves a tree at both ends, prints what it took, and gives the record.
#[expect(clippy::print_stdout, reason = "what takes the time is to be seen")]
fn prove(what: &str, tree: &Tree) -> Value {
    let begin = Instant::now();
    let cancel = Cancel::default();
    let terraform = Terraform::find(Flavour::Terraform, None, &cancel).unwrap();
    let report = verify(&Request {
        tree,
        sources: SourceMap::default(),
        template_of: &|_| None,
        from: None,
        accepted_losses: BTreeSet::new(),
        outage: None,
        promotion: None,
        ends: Ends::Both,
        module_tests: true,
        terraform: Ok(terraform),
        timeout: DEFAULT_TIMEOUT,
        cancel,
        progress: &|_| {},
    })
    .unwrap();
    let found: Vec<_> = report.diagnostics.iter().collect();
    assert!(found.is_empty(), "{what}: {found:#?}");
    println!("{:5.1}s {what}", begin.elapsed().as_secs_f32());
    let record = serde_json::to_value(&report.record).unwrap();
    let lanes = record["lanes"].as_array().unwrap();
    assert_eq!(lanes.len(), 2, "{what}: {lanes:?}");
    record
}

#[test]
fn everything_rendered_is_accepted_at_both_ends_of_the_version_ranges() {
    if !has_terraform() {
        return;
    }
    let mut modules = BTreeMap::new();
    for estate in estates() {
        let folder = TempDir::new().unwrap();
        let tree = render(&estate, folder.path(), &mut modules);
        let estate = estate.join(" ");
        assert_stacks_were_proved(&estate, &prove(&estate, &tree));
    }
    let folder = TempDir::new().unwrap();
    for (path, text) in &modules {
        write(folder.path(), path, text);
    }
    let tree = Tree::read(Utf8Path::from_path(folder.path()).unwrap()).unwrap();
    let names: BTreeSet<&str> = modules
        .keys()
        .filter_map(|path| path.split('/').nth(1))
        .collect();
    assert_modules_were_tested(&names, &prove("the tests of all modules", &tree));
}

/// Every stack went through every step.
fn assert_stacks_were_proved(estate: &str, record: &Value) {
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
        // The provider of a global database makes its cluster, and what little stands beside it.
        let least = if stack["stack"] == "global" { 4 } else { 6 };
        assert!(planned >= least, "{estate}: {stack}");
        assert_eq!(steps[3]["counts"]["add"], planned, "{estate}: {stack}");
        assert_eq!(steps[5]["counts"]["remove"], planned, "{estate}: {stack}");
    }
}

/// Every module was tested in every lane.
fn assert_modules_were_tested(names: &BTreeSet<&str>, record: &Value) {
    let tested = record["modules"].as_array().unwrap();
    for lane in 0..2 {
        let tested = tested.iter().filter(|it| it["lane"] == lane);
        let tested: BTreeSet<&str> = tested.map(|it| it["module"].as_str().unwrap()).collect();
        assert_eq!(tested, *names);
    }
    for module in tested {
        let passed = module["tests"]["passed"].as_u64().unwrap();
        assert!(passed > 0 && module["tests"]["failed"] == 0, "{module}");
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
