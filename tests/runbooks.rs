//! The runbooks of the reference environment and of two sides that write: every path in them exists, and
//! the commands that need no cloud are run as they stand.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use mcgen::{Date, Estate, RenderedEstate};
use tempfile::TempDir;

const REFERENCE: &str = "environments/crm-dr/production.yaml";
const TWO_SIDES: &str = "examples/active-active-traffic/environment.yaml";
const RECORDS: &str = "examples/active-active-route53/environment.yaml";
const TWO_SIDES_BY_KAFKA: &str = "examples/active-active-debezium-kafka/environment.yaml";
const TWO_SIDES_BY_MACHINE: [&str; 2] = [
    "examples/active-active-bucardo/environment.yaml",
    "examples/active-active-symmetricds/environment.yaml",
];
const TWO_SIDES_BY_MESSAGES: &str = "examples/active-active-application/environment.yaml";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rendered(path: &Path) -> RenderedEstate {
    let checked = Estate::load(path.to_str().unwrap())
        .unwrap()
        .check_on(Date::TABLES);
    checked.unwrap().render().unwrap()
}

/// The environment file of its own, its rendered tree, and a shell to run commands in.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self::with(REFERENCE)
    }

    fn with(environment: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let desk = Self { folder };
        std::fs::copy(root().join(environment), desk.file()).unwrap();
        rendered(&desk.file())
            .write_to(desk.tree().to_str().unwrap())
            .unwrap();
        desk
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("production.yaml")
    }

    fn tree(&self) -> PathBuf {
        self.folder.path().join("infra")
    }

    fn runbook(&self, name: &str) -> String {
        let path = self.tree().join("runbooks/production").join(name);
        std::fs::read_to_string(path).unwrap()
    }

    /// Runs `commands` as an operator would, in the rendered tree.
    #[track_caller]
    fn run(&self, commands: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_mcgen")).parent().unwrap();
        let mut path = OsString::from(program);
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        let output = Command::new("sh")
            .args(["-e", "-c", commands])
            .current_dir(self.tree())
            .env("PATH", path)
            .env("ENV_FILE", self.file())
            .env("EDITOR", "true")
            .output()
            .unwrap();
        let mut text = String::from_utf8(output.stdout).unwrap();
        text.push_str(std::str::from_utf8(&output.stderr).unwrap());
        assert!(output.status.success(), "{commands}\n{text}");
        text
    }
}

/// The commands of each step, in order.
fn steps(runbook: &str) -> Vec<&str> {
    let steps = runbook.split("\n### ").skip(1);
    steps
        .map(|step| {
            let (_, rest) = step.split_once("```sh\n").unwrap();
            rest.split_once("\n```").unwrap().0
        })
        .collect()
}

/// The step whose commands contain `words`.
#[track_caller]
fn step<'a>(runbook: &'a str, words: &str) -> &'a str {
    let steps = steps(runbook);
    let found = steps.iter().find(|step| step.contains(words));
    found.unwrap_or_else(|| panic!("no step with `{words}` in:\n{runbook}"))
}

#[test]
fn every_path_in_a_runbook_is_in_the_tree() {
    for environment in environments() {
        every_path_is_in_the_tree_of(environment);
    }
}

#[track_caller]
fn every_path_is_in_the_tree_of(environment: &str) {
    let estate = rendered(&root().join(environment));
    let tree = estate.tree();
    let files: BTreeSet<&str> = tree.iter().map(|(path, _)| path.as_str()).collect();
    let exists = |path: &str| {
        let below = format!("{path}/");
        files.contains(path) || files.iter().any(|file| file.starts_with(&below))
    };
    let mut named = BTreeSet::new();
    for (path, file) in tree
        .iter()
        .filter(|(it, _)| it.as_str().starts_with("runbooks/"))
    {
        let folder = path.as_str().rsplit_once('/').unwrap().0;
        let words = file
            .contents
            .split(|it: char| it.is_whitespace() || "`'\"=()[]<>,;|".contains(it));
        for word in words.map(|it| it.trim_end_matches(['.', ':'])) {
            let roots = ["environments/", "modules/", "runbooks/", "sql/"];
            if roots.iter().any(|root| word.starts_with(root)) {
                named.insert(word.to_owned());
            } else if !word.contains('/') && word.strip_suffix(".md").is_some() {
                named.insert(format!("{folder}/{word}"));
            }
        }
    }
    // Which files of SQL there are is the business of the replication.
    if !files.iter().any(|file| file.starts_with("sql/")) {
        named.retain(|path| !path.starts_with("sql/"));
    }
    let missing: Vec<&String> = named.iter().filter(|path| !exists(path)).collect();
    assert!(missing.is_empty(), "{environment}: {missing:?}");
    assert!(named.len() > 10, "{environment}: {named:?}");
}

const GLOBAL: [&str; 6] = [
    "environments/crm-global/production.yaml",
    "examples/global-cockroachdb/environment.yaml",
    "examples/global-atlas/environment.yaml",
    "examples/global-yugabytedb/environment.yaml",
    "examples/global-yugabytedb-clouds/environment.yaml",
    "examples/global-spanner/environment.yaml",
];

/// Every environment whose runbooks are read here.
fn environments() -> impl Iterator<Item = &'static str> {
    let others = [
        REFERENCE,
        TWO_SIDES,
        TWO_SIDES_BY_KAFKA,
        TWO_SIDES_BY_MESSAGES,
    ];
    others.into_iter().chain(TWO_SIDES_BY_MACHINE).chain(GLOBAL)
}

/// The attribute that a command takes from the object that it has read, with `| jq -r .NAME`.
fn attribute(command: &str) -> Option<&str> {
    let (command, _) = command.split_once(['\n', ')'])?;
    let (_, filter) = command.split_once("| jq -r ")?;
    let name = filter.trim_start_matches('"').strip_prefix('.')?;
    name.split(|it: char| !it.is_ascii_lowercase() && it != '_')
        .next()
}

#[test]
fn every_output_that_a_runbook_reads_is_one_of_its_stack() {
    for environment in environments() {
        let estate = rendered(&root().join(environment));
        let tree = estate.tree();
        let find = |path: &str| {
            let found = tree.iter().find(|(it, _)| it.as_str() == path);
            found.map(|(_, file)| &*file.contents)
        };
        let mut seen = 0;
        for (path, file) in tree.iter() {
            if !path.as_str().starts_with("runbooks/") {
                continue;
            }
            for rest in file.contents.split("terraform -chdir=").skip(1) {
                let mut words = rest.split([' ', ')', '"', '\n']);
                let stack = words.next().unwrap();
                let is_there = find(&format!("{stack}/versions.tf")).is_some();
                assert!(is_there, "{environment}: {path}: no stack {stack}");
                let (Some("output"), Some(_), Some(name)) =
                    (words.next(), words.next(), words.next())
                else {
                    continue;
                };
                let outputs = find(&format!("{stack}/outputs.tf"));
                let outputs = outputs.unwrap_or_else(|| panic!("{path}: no stack {stack}"));
                let declared = outputs.contains(&format!("output \"{name}\""));
                assert!(
                    declared,
                    "{environment}: {path}: {stack} has no output {name}"
                );
                if let Some(attribute) = attribute(rest) {
                    let (_, body) = outputs.split_once(&format!("output \"{name}\"")).unwrap();
                    let (body, _) = body.split_once("\n}").unwrap();
                    let line = |it: &str| it.trim().split([' ', '=']).next() == Some(attribute);
                    let is_there = body.lines().any(line);
                    assert!(
                        is_there,
                        "{environment}: {path}: {name} of {stack} has no {attribute}"
                    );
                }
                seen += 1;
            }
        }
        assert!(seen > 5, "{environment}: {seen}");
    }
}

#[test]
fn bash_reads_every_command_of_a_runbook() {
    for environment in environments() {
        let estate = rendered(&root().join(environment));
        let mut commands = String::new();
        for (path, file) in estate.tree().iter() {
            let is_runbook = path.as_str().starts_with("runbooks/");
            for rest in file
                .contents
                .split("```sh\n")
                .skip(1)
                .filter(|_| is_runbook)
            {
                let (block, _) = rest.split_once("\n```").unwrap();
                let _ = writeln!(commands, ": {path}\n{{ {block}\n}}");
            }
        }
        let script = TempDir::new().unwrap();
        let script = script.path().join("commands");
        std::fs::write(&script, &commands).unwrap();
        let output = Command::new("bash")
            .arg("-n")
            .arg(&script)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{environment}: {said}");
        assert!(commands.lines().count() > 50, "{environment}");
    }
}

#[test]
fn what_a_runbook_asks_of_the_machine_is_what_the_machine_has() {
    for environment in TWO_SIDES_BY_MACHINE {
        let estate = rendered(&root().join(environment));
        let file = |name: &str| {
            let path = format!("environments/replicator/production/{name}");
            let found = estate.tree().iter().find(|(it, _)| it.as_str() == path);
            found.unwrap().1.contents.to_string()
        };
        let (boot, commands) = (file("boot.sh"), file("replicator.sh"));
        let mut seen = BTreeSet::new();
        for (path, file) in estate.tree().iter() {
            let is_runbook = path.as_str().starts_with("runbooks/");
            for line in file.contents.lines().filter(|_| is_runbook) {
                let Some(asked) = line.strip_prefix("on_replicator ") else {
                    continue;
                };
                let words: Vec<&str> = asked.split(' ').collect();
                match words.as_slice() {
                    ["sudo", user, "replicator", verb] => {
                        let account = user.strip_prefix("--user=").unwrap();
                        assert!(
                            boot.contains(&format!("runuser --user {account} ")),
                            "{line}"
                        );
                        assert!(commands.contains(&format!("\n{verb}() {{")), "{line}");
                        seen.insert((*verb).to_owned());
                    }
                    ["sudo", "systemctl", _, units @ ..] | ["systemctl", _, units @ ..] => {
                        for unit in units.iter().filter(|it| !it.starts_with('-')) {
                            let path = format!("/etc/systemd/system/{unit}.service");
                            assert!(boot.contains(&path), "{line}");
                        }
                    }
                    ["sudo", "rm", "-f", file] => assert!(boot.contains(file), "{line}"),
                    _ => {}
                }
            }
        }
        let expected = ["compare", "measure", "status"].map(str::to_owned);
        assert_eq!(seen, BTreeSet::from(expected), "{environment}");
    }
}

#[test]
fn a_side_is_drained_and_let_in_by_the_commands_of_its_runbook() {
    for file in [TWO_SIDES, RECORDS] {
        let desk = Desk::with(file);
        let before = std::fs::read_to_string(desk.file()).unwrap();
        let returns = desk.runbook("return-gcp.md");
        // Terraform has no clouds here.
        let without_terraform = |words: &str| -> String {
            let lines = step(&returns, words).lines();
            let lines = lines.filter(|line| !line.starts_with("terraform "));
            lines.collect::<Vec<&str>>().join("\n")
        };
        let drain = without_terraform("drain.tfplan");
        for _ in 0..2 {
            let said = desk.run(&drain);
            assert!(said.contains("has no errors"), "{said}");
        }
        let drained = std::fs::read_to_string(desk.file()).unwrap();
        assert_eq!(drained.matches("drained: gcp").count(), 1, "{drained}");
        let values = desk
            .tree()
            .join("environments/traffic/production/terraform.tfvars");
        let values = std::fs::read_to_string(values).unwrap();
        assert!(values.contains("[\"gcp\"]"), "{values}");
        let said = desk.run(&without_terraform("readmit.tfplan"));
        assert!(
            said.contains("~ environments/traffic/production/terraform.tfvars"),
            "{said}"
        );
        assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), before);
    }
}

#[test]
fn a_promotion_changes_one_word_and_the_runbooks_turn_round() {
    let desk = Desk::new();
    let before = std::fs::read_to_string(desk.file()).unwrap();
    let said = desk.run(step(&desk.runbook("site-loss.md"), "sed -i"));
    assert!(said.contains("crm/production has no errors"), "{said}");
    assert!(
        said.contains("~ environments/gcp/production/terraform.tfvars"),
        "{said}"
    );
    let after = std::fs::read_to_string(desk.file()).unwrap();
    assert_eq!(before.replace("primary: aws", "primary: gcp"), after);
    // What the text of a stack is does not depend on which side is the primary.
    assert!(!said.contains("main.tf"), "{said}");

    let failback = desk.runbook("failback.md");
    assert!(failback.starts_with("# Failback to AWS"), "{failback}");
    desk.run(step(&failback, "grep -n"));

    let said = desk.run(step(&desk.runbook("planned-switchover.md"), "sed -i"));
    assert!(
        said.contains("~ environments/aws/production/terraform.tfvars"),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(desk.file()).unwrap(), before);
}

#[test]
fn the_checks_of_the_runbooks_pass_and_the_notes_are_taken() {
    let desk = Desk::new();
    let switchover = desk.runbook("planned-switchover.md");
    let said = desk.run(steps(&switchover)[0]);
    assert!(said.contains("without writes"), "{said}");
    desk.run(step(&desk.runbook("site-loss.md"), "promote gcp"));
    desk.run(step(&desk.runbook("quarterly-drill.md"), "drill.log <<END"));
    let log = std::fs::read_to_string(desk.tree().join("failover.log")).unwrap();
    assert!(log.trim_end().ends_with("promote gcp"), "{log}");
}

#[test]
fn the_drill_of_messages_takes_notes_that_count_and_a_deadline_is_a_time() {
    let desk = Desk::with(TWO_SIDES_BY_MESSAGES);
    let drill = desk.runbook("quarterly-drill.md");
    let said = desk.run(steps(&drill)[0]);
    assert!(
        said.contains("of 15m promised") && said.contains("of 2m promised"),
        "{said}"
    );
    let notes = step(&drill, "drill.log <<END");
    desk.run(&format!("export DETECTION=2m STEERING=4m LAG=7s\n{notes}"));
    let log = std::fs::read_to_string(desk.tree().join("drill.log")).unwrap();
    let measured = log.lines().find(|it| it.contains("measured:")).unwrap();
    let file = std::fs::read_to_string(desk.file()).unwrap();
    let file = file.replace("  last-drill:", &format!("{measured}\n  last-drill:"));
    std::fs::write(desk.file(), file).unwrap();
    let said = desk.run(steps(&drill)[0]);
    for words in [
        "detection        2m  measured",
        "steering         4m  measured",
        "lag              7s  measured",
    ] {
        assert!(said.contains(words), "no `{words}` in:\n{said}");
    }

    desk.run(step(&desk.runbook("link-loss.md"), "gives up"));
    let log = std::fs::read_to_string(desk.tree().join("failover.log")).unwrap();
    let times: Vec<&str> = log
        .lines()
        .filter_map(|it| it.split_once(' '))
        .map(|it| it.0)
        .collect();
    assert_eq!(times.len(), 4, "{log}");
    assert!(times.iter().all(|it| *it >= times[0]), "{log}");
    assert!(times[3] > times[1] && times[3] > times[2], "{log}");
}

#[test]
fn the_proof_of_the_drill_is_run_on_simulated_clouds() {
    if !has_terraform() {
        return;
    }
    let desk = Desk::new();
    let drill = desk.runbook("quarterly-drill.md");
    let said = desk.run(step(&drill, "--outage aws"));
    for words in [
        "planned over the state of the old tree without loss of data",
        "with aws down every stack that must still work was planned and applied, \
         as it is and with the other side as the primary",
        "all stacks of the promoted environment were applied, without loss of data",
    ] {
        assert!(said.contains(words), "no `{words}` in:\n{said}");
    }
}

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn has_terraform() -> bool {
    let found = Command::new("terraform").arg("version").output();
    if found.is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "there is no terraform on the path"
    );
    println!("skipped: there is no terraform on the path");
    false
}
