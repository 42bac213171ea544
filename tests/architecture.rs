//! The crates use each other, and the outside, as ARCHITECTURE.md says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates from outside that few crates may use: one, but for `petgraph`, whose graphs are those of
/// references in one crate and those of pictures in the other, with nothing between the two.
const ALONE: &[(&str, &[&str])] = &[
    ("annotate-snippets", &["mcgen-diagnostics"]),
    ("granit-parser", &["mcgen-spec"]),
    ("hcl-edit", &["mcgen-hcl"]),
    ("hyper", &["mcgen-simulator"]),
    ("minijinja", &["mcgen-render"]),
    ("petgraph", &["mcgen-graph", "mcgen-hcl"]),
    ("postcard", &["mcgen-schema"]),
    ("prost", &["mcgen-simulator"]),
    ("rmpv", &["mcgen-simulator"]),
    ("similar", &["mcgen-output"]),
    ("tokio", &["mcgen-simulator"]),
];

/// Crates that may touch the disk. `mcgen-output` calls `std::fs` itself and puts the path into its
/// own error; the others go through `fs-err`, whose errors name the path.
const DISK: &[&str] = &[
    "mcgen-output",
    "mcgen-simulator",
    "mcgen-spec",
    "mcgen-verify",
    "mcgen",
    "xtask",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// One crate of the workspace and what it uses when it is built, tests left out.
struct Package {
    name: String,
    folder: PathBuf,
    uses: BTreeSet<String>,
    uses_in_tests: BTreeSet<String>,
}

fn packages() -> Vec<Package> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    packages.iter().map(package).collect()
}

fn package(package: &Value) -> Package {
    let names = |in_tests: bool| {
        package["dependencies"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| (it["kind"] == "dev") == in_tests)
            .map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    Package {
        name: package["name"].as_str().unwrap().to_owned(),
        folder: manifest.parent().unwrap().to_owned(),
        uses: names(false),
        uses_in_tests: names(true),
    }
}

/// The rows of the table of crates: a name and what it may use, in the order of the page.
fn documented() -> Vec<(String, BTreeSet<String>)> {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    page.lines()
        .skip_while(|line| !line.starts_with("| crate |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let uses = words_in_code(cells[3]);
            (cells[1].trim_matches('`').to_owned(), uses)
        })
        .collect()
}

fn words_in_code(text: &str) -> BTreeSet<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_table_of_crates_names_every_crate_and_what_it_uses() {
    let packages = packages();
    let own: BTreeSet<&String> = packages.iter().map(|it| &it.name).collect();
    let real: BTreeMap<&String, BTreeSet<String>> = packages
        .iter()
        .map(|it| {
            let uses = it.uses.iter().filter(|name| own.contains(name)).cloned();
            (&it.name, uses.collect())
        })
        .collect();
    let documented = documented();
    let documented: BTreeMap<&String, BTreeSet<String>> = documented
        .iter()
        .map(|(name, uses)| (name, uses.clone()))
        .collect();
    assert_eq!(
        real, documented,
        "left: the manifests, right: ARCHITECTURE.md"
    );
}

#[test]
fn no_crate_uses_one_that_stands_below_it_in_the_table() {
    let order: Vec<String> = documented().into_iter().map(|(name, _)| name).collect();
    let place = |name: &String| order.iter().position(|it| it == name);
    for package in packages() {
        for used in package.uses.iter().chain(&package.uses_in_tests) {
            let Some(used_place) = place(used) else {
                continue;
            };
            assert!(
                Some(used_place) < place(&package.name),
                "{} uses {used}, which stands below it",
                package.name
            );
        }
    }
}

#[test]
fn a_crate_from_outside_that_has_a_home_is_used_there_only() {
    let packages = packages();
    for (outside, homes) in ALONE {
        let users: BTreeSet<&str> = packages
            .iter()
            .filter(|it| it.uses.contains(*outside))
            .map(|it| it.name.as_str())
            .collect();
        let homes = homes.iter().copied().collect();
        assert_eq!(users, homes, "users of {outside}");
    }
}

#[test]
fn every_crate_from_outside_stands_in_the_list_with_its_reason() {
    let page = std::fs::read_to_string(root().join("docs/adr/0004-dependencies.md")).unwrap();
    let listed: BTreeSet<String> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| words_in_code(line.split('|').nth(1).unwrap()))
        .collect();
    let packages = packages();
    let own: BTreeSet<&String> = packages.iter().map(|it| &it.name).collect();
    let used: BTreeSet<String> = packages
        .iter()
        .filter(|it| it.name != "xtask")
        .flat_map(|it| &it.uses)
        .filter(|name| !own.contains(name))
        .cloned()
        .collect();
    assert_eq!(used, listed, "left: the manifests, right: the list");
}

#[test]
fn only_the_reader_the_writer_and_the_programs_touch_the_disk() {
    for package in packages() {
        let may_touch = DISK.contains(&package.name.as_str());
        assert!(
            may_touch || !package.uses.contains("fs-err"),
            "{} uses fs-err",
            package.name
        );
        for (path, code) in sources(&package.folder.join("src")) {
            let calls_std = code.contains("std::fs") && package.name != "mcgen-output";
            let place = path.strip_prefix(&package.folder).unwrap().display();
            assert!(!calls_std, "{}: {place} uses std::fs", package.name);
        }
    }
}

/// Every source file below `folder`, without what only tests see.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let files: Vec<(PathBuf, String)> = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|it| it == "rs"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect();
    assert!(!files.is_empty(), "no sources in {}", folder.display());
    let test_modules: Vec<PathBuf> = files
        .iter()
        .flat_map(|(path, text)| test_modules(path, text))
        .collect();
    let in_tests = |path: &Path| {
        test_modules
            .iter()
            .any(|module| path.with_extension("").starts_with(module))
    };
    files
        .into_iter()
        .filter(|(path, _)| !in_tests(path))
        .map(|(path, text)| {
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            (path, code.to_owned())
        })
        .collect()
}

/// The modules that the file at `path` declares for tests only, as paths without extension.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = match path.file_stem().and_then(|it| it.to_str()) {
        Some("lib" | "main" | "mod") => path.parent().unwrap().to_owned(),
        _ => path.with_extension(""),
    };
    text.split("#[cfg(test)]\n")
        .skip(1)
        .filter_map(|rest| rest.split_once(';')?.0.strip_prefix("mod "))
        .filter(|name| !name.contains(char::is_whitespace))
        .map(|name| folder.join(name))
        .collect()
}

#[test]
fn modules_for_tests_are_told_from_the_others() {
    let text =
        "mod disk;\n\n#[cfg(test)]\nmod testing;\n\n#[cfg(test)]\nmod tests {\n    use x;\n}\n";
    assert_eq!(
        test_modules(Path::new("src/lib.rs"), text),
        [Path::new("src/testing")]
    );
    assert_eq!(
        test_modules(Path::new("src/format.rs"), text),
        [Path::new("src/format/testing")]
    );
}
