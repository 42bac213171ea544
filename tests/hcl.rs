//! Everything that is rendered is HCL to a second reader, and is in canonical form.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use mcgen::{Date, Estate, FileTree};

fn estates() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut estates = vec![
        root.join("environments/crm"),
        root.join("tests/terraform/read-replicas.yaml"),
    ];
    for entry in std::fs::read_dir(root.join("examples")).unwrap() {
        let environment = entry.unwrap().path().join("environment.yaml");
        if environment.is_file() {
            estates.push(environment);
        }
    }
    estates
}

fn tree(estate: &Path) -> FileTree {
    let estate = Estate::load(estate.to_str().unwrap()).unwrap();
    let checked = estate.check_on(Date::TABLES).unwrap();
    checked.render().unwrap().tree().clone()
}

#[test]
fn every_rendered_file_parses_and_is_canonical() {
    let mut files = 0;
    for estate in estates() {
        for (path, file) in tree(&estate).iter() {
            let hcl = [".tf", ".tfvars", ".hcl"]
                .iter()
                .any(|it| path.as_str().ends_with(it));
            if !hcl {
                continue;
            }
            files += 1;
            if let Err(fault) = mcgen_hcl::parse(&file.contents) {
                panic!("{path}: {}", fault.message);
            }
            assert!(mcgen_hcl::is_canonical(&file.contents), "{path}");
        }
    }
    assert!(files > 200, "only {files} files");
}

#[test]
fn every_reference_of_every_rendered_tree_resolves() {
    for estate in estates() {
        let tree = tree(&estate);
        let texts: Vec<(&str, &str)> = tree
            .iter()
            .map(|(path, file)| (path.as_str(), &*file.contents))
            .collect();
        let findings = mcgen_hcl::check_references(&texts);
        assert!(findings.is_empty(), "{}: {findings:#?}", estate.display());
    }
}
