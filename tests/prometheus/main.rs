//! The rendered alerts on CockroachDB Cloud, read by the tools of Prometheus itself: they are rules, each does what
//! its test says, and no rule can be broken without a test that notices. A Prometheus reads metrics in their documented
//! form by the jobs that Terraform prints, and tells of what is wrong.
//!
//! Without these tools the tests say so and pass; with `MCGEN_REQUIRE_TOOLS=1` they fail instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod endpoint;
mod live;
mod mutants;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mcgen::{Date, Estate};
use tempfile::TempDir;

const REGION: &str = "regions: [{ name: ap-northeast-2 }]";

/// The environment file of the example.
fn example() -> String {
    let path = "../../examples/global-cockroachdb/environment.yaml";
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The same with other regions, and without what one region of Korea alone can have.
fn with_regions(regions: &str) -> String {
    let text = example();
    let lines = text.lines().filter(|line| {
        let words = line.trim_start();
        !words.starts_with("kms-keys:") && !words.starts_with("residency:")
    });
    let text: Vec<&str> = lines.collect();
    text.join("\n").replace(REGION, regions)
}

/// A rendered tree of the environment `production` or `staging`.
struct Rendered {
    folder: TempDir,
}

impl Rendered {
    fn of(environment: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let checked = Estate::from_text("environment.yaml", environment).check_on(Date::TABLES);
        let checked = checked.unwrap_or_else(|rejected| panic!("{rejected}"));
        let out = folder.path().to_str().unwrap();
        checked.render().unwrap().write_to(out).unwrap();
        Self { folder }
    }

    /// The folder with the alerts.
    fn alerts(&self) -> PathBuf {
        let folder = std::fs::read_dir(self.folder.path().join("prometheus")).unwrap();
        folder.map(|entry| entry.unwrap().path()).next().unwrap()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.alerts().join(name)).unwrap()
    }
}

/// Whether a program can be run.
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn has(program: &str, argument: &str) -> bool {
    let found = Command::new(program).arg(argument).output();
    if found.is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "there is no {program} on the path"
    );
    println!("skipped: there is no {program} on the path");
    false
}

/// What a program said, whether it failed or not.
fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}

/// Runs the commands with `promtool` that the README has, as they stand.
fn obeyed(rendered: &Rendered) -> usize {
    let readme = rendered.read("README.md");
    let commands = readme
        .lines()
        .filter_map(|it| it.strip_prefix("$ promtool "));
    commands
        .map(|command| {
            let output = Command::new("promtool")
                .args(command.split(' '))
                .current_dir(rendered.folder.path())
                .output()
                .unwrap();
            assert!(output.status.success(), "{command}: {}", said(&output));
        })
        .count()
}

#[test]
fn the_alerts_do_what_their_tests_say() {
    if !has("promtool", "--version") {
        return;
    }
    let three = "regions: [{ name: ap-northeast-2 }, { name: ap-northeast-1, nodes: 4 }, { name: ap-southeast-1 }]";
    let one = "regions: [{ name: ap-northeast-2, nodes: 1 }]";
    let trial = with_regions(one).replace("environment: production", "environment: staging");
    for environment in [example(), with_regions(three), trial] {
        let rendered = Rendered::of(&environment);
        assert_eq!(obeyed(&rendered), 2);
    }
}

#[test]
fn nodes_and_regions_come_from_the_environment_file() {
    let three = "regions: [{ name: ap-northeast-2 }, { name: ap-northeast-1, nodes: 4 }, { name: ap-southeast-1 }]";
    let rules = Rendered::of(&with_regions(three)).read("alerts.rules");
    assert!(rules.contains("< 10\n"), "{rules}");
    assert_eq!(rules.matches("absent(").count(), 3);
    let jobs = "{job=~\"cockroach-crm-production-(ap-northeast-2|ap-northeast-1|ap-southeast-1)\"}";
    assert!(rules.contains(jobs), "{rules}");
}

#[test]
fn every_alert_says_how_urgent_it_is_and_what_to_do_first() {
    let rendered = Rendered::of(&example());
    let rules = rendered.read("alerts.rules");
    let readme = rendered.read("README.md");
    let alerts = mutants::alerts(&rules);
    assert_eq!(alerts.len(), 11);
    for alert in alerts {
        let severities = ["severity: page,", "severity: notice,"];
        assert!(severities.iter().any(|it| alert.text.contains(it)));
        assert!(alert.text.contains("summary: \"") && alert.text.contains("description: >-"));
        assert!(
            readme.contains(&format!("| `{}` |", alert.name)),
            "{readme}"
        );
    }
}

#[test]
fn a_cluster_that_offers_no_metrics_has_no_alerts() {
    let silent = example().replace("prometheus: true", "prometheus: false");
    let rendered = Rendered::of(&silent);
    assert!(!rendered.folder.path().join("prometheus").exists());
}
