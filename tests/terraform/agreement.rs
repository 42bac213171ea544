//! The real AWS provider and the simulated one say the same: of what is rendered, and of files with one
//! mistake each. The offline check finds each of the mistakes too, and those that neither of them finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use camino::Utf8Path;
use serde_json::Value;
use tempfile::TempDir;

use crate::simulated::Simulated;
use crate::terraform::{Terraform, skip_or_fail};
use crate::{OFFLINE_PROVIDER, root};

/// What a command of Terraform says of a place: severity, file, line, and the words above the rest.
type Said = (String, String, u64, String);

/// Everything that `validate -json`, which is one document, or `plan -json`, a document a line, says.
fn said(output: &str) -> BTreeSet<Said> {
    let all: Vec<Value> = if let Ok(report) = serde_json::from_str::<Value>(output) {
        report["diagnostics"].as_array().unwrap().clone()
    } else {
        let lines = output.lines().map(serde_json::from_str::<Value>);
        let messages = lines.filter_map(Result::ok);
        messages
            .filter_map(|it| it.get("diagnostic").cloned())
            .collect()
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let said = all.iter().map(|it| {
        let range = &it["range"];
        let line = range["start"]["line"].as_u64().unwrap_or_default();
        let [severity, summary] = [&it["severity"], &it["summary"]].map(text);
        (severity, text(&range["filename"]), line, summary)
    });
    said.collect()
}

/// What the real provider and the simulated one say of a stack of a tree, if the real one can be had.
pub(crate) fn assert_they_agree(terraform: &Terraform, tree: &Path, stack: &Path) -> bool {
    let simulated = Simulated::of(tree);
    let real = terraform.with("TF_REATTACH_PROVIDERS", &simulated.all_but_aws());
    if let Err(reason) = real.run(stack, &["init", "-input=false"]) {
        skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
        return false;
    }
    let other = terraform
        .with("TF_REATTACH_PROVIDERS", &simulated.all())
        .with("TF_DATA_DIR", ".simulated");
    other.run(stack, &["init", "-input=false"]).unwrap();
    let [real, other] = [real, other].map(|it| it.words(stack, &["validate", "-json"]));
    assert!(
        real.contains("\"valid\": true"),
        "{}: {real}",
        stack.display()
    );
    assert_eq!(
        said(&real),
        said(&other),
        "{}: left: the real one, right: the simulated one",
        stack.display()
    );
    true
}

/// A file with one mistake.
struct Piece {
    name: String,
    text: String,
    line: u64,
    /// The command of Terraform that finds the mistake, if one does.
    command: Option<String>,
    /// The line that Terraform points at.
    told_line: u64,
}

/// The first line of a piece says where the mistake is found and by whom: `# refused at line 3 by: offline
/// validate`, with `at line 4` behind it where Terraform points at another line.
fn pieces() -> Vec<Piece> {
    let mut pieces = Vec::new();
    for entry in std::fs::read_dir(root().join("tests/terraform/broken")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let head = text.lines().next().unwrap();
        let head = head.strip_prefix("# refused at line ").unwrap();
        let (line, by) = head.split_once(" by: offline").unwrap();
        let line = line.parse().unwrap();
        let (command, told) = by.split_once(" at line ").unwrap_or((by, ""));
        pieces.push(Piece {
            name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            line,
            command: command.split_whitespace().next().map(str::to_owned),
            told_line: told.parse().unwrap_or(line),
            text,
        });
    }
    pieces.sort_by(|one, other| one.name.cmp(&other.name));
    pieces
}

const VERSIONS: &str = "terraform {\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \"5.100.0\"\n    }\n  }\n}\n";

/// The module that some of the pieces call.
const CALLED: &str = "variable \"size\" {\n  type = object({ min = number, max = optional(number, 3) })\n}\n\noutput \"size\" {\n  value = var.size\n}\n";

impl Piece {
    /// Writes the piece as a module of its own.
    fn write(&self, folder: &Path) {
        let folder = folder.join(&self.name);
        std::fs::create_dir_all(folder.join("a")).unwrap();
        std::fs::write(folder.join("main.tf"), &self.text).unwrap();
        std::fs::write(folder.join("versions.tf"), VERSIONS).unwrap();
        std::fs::write(folder.join("a/main.tf"), CALLED).unwrap();
    }

    /// Whether a finding is about this piece. A cycle has no place: its members are named.
    fn is_met_by(&self, said: &Said) -> bool {
        let (_, file, _, summary) = said;
        let is_member = || summary.contains(&format!("module.{}.", self.name));
        file.starts_with(&format!("{}/", self.name)) || file.is_empty() && is_member()
    }
}

#[test]
fn the_offline_check_refuses_every_mistake_at_its_line() {
    let folder = TempDir::new().unwrap();
    let pieces = pieces();
    let mut wrong = Vec::new();
    for piece in &pieces {
        piece.write(folder.path());
        let folder = folder.path().join(&piece.name);
        let report = mcgen::check_folder(Utf8Path::from_path(&folder).unwrap()).unwrap();
        let found: Vec<String> = report
            .diagnostics
            .iter()
            .map(|it| {
                let place = report.sources.position(it.span()).unwrap();
                let path = &report.sources.get(it.span().source).unwrap().path;
                let name = Utf8Path::new(path).file_name().unwrap_or_default();
                format!("{name}:{}", place.line)
            })
            .collect();
        if found != [format!("main.tf:{}", piece.line)] {
            wrong.push(format!(
                "{}: {found:?} instead of {}",
                piece.name, piece.line
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What Terraform says with a set of providers, by piece. A mistake that keeps Terraform from looking
/// further hides others, so what it has found is taken out and it is asked again.
fn told(
    terraform: &Terraform,
    command: &[&str],
    pieces: &[&Piece],
) -> BTreeMap<String, BTreeSet<Said>> {
    let folder = TempDir::new().unwrap();
    let provider = OFFLINE_PROVIDER.replace("var.region", "\"ap-northeast-2\"");
    let mut told = BTreeMap::new();
    let mut left = pieces.to_vec();
    while !left.is_empty() {
        let mut root = format!("{VERSIONS}{provider}");
        for piece in &left {
            piece.write(folder.path());
            let name = &piece.name;
            writeln!(root, "module \"{name}\" {{\n  source = \"./{name}\"\n}}").unwrap();
        }
        std::fs::write(folder.path().join("main.tf"), root).unwrap();
        terraform
            .run(folder.path(), &["init", "-input=false"])
            .unwrap();
        let said = said(&terraform.words(folder.path(), command));
        let before = left.len();
        left.retain(|piece| {
            let of_it = said.iter().filter(|it| piece.is_met_by(it)).cloned();
            let of_it: BTreeSet<Said> = of_it.collect();
            let is_silent = of_it.is_empty();
            if !is_silent {
                told.insert(piece.name.clone(), of_it);
            }
            is_silent
        });
        let names: Vec<&str> = left.iter().map(|it| it.name.as_str()).collect();
        assert!(
            left.len() < before,
            "nothing is said of {names:?}: {said:?}"
        );
    }
    told
}

#[test]
fn the_real_provider_and_the_simulated_one_refuse_every_mistake_that_terraform_finds() {
    let Some(terraform) = Terraform::find() else {
        return skip_or_fail("there is no terraform on the path");
    };
    let pieces = pieces();
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("main.tf"), VERSIONS).unwrap();
    if let Err(reason) = terraform.run(folder.path(), &["init", "-input=false"]) {
        return skip_or_fail(&format!("the AWS provider is out of reach: {reason}"));
    }
    for piece in &pieces {
        piece.write(folder.path());
    }
    let providers = Simulated::of(folder.path());
    let simulated = terraform.with("TF_REATTACH_PROVIDERS", &providers.all());
    let mut wrong = Vec::new();
    for command in [
        &["validate", "-json"][..],
        &["plan", "-json", "-input=false", "-refresh=false"],
    ] {
        let pieces = pieces.iter();
        let pieces = pieces.filter(|it| it.command.as_deref() == Some(command[0]));
        let pieces: Vec<&Piece> = pieces.collect();
        assert!(!pieces.is_empty(), "no mistake is found by {command:?}");
        for (whose, terraform) in [("real", &terraform), ("simulated", &simulated)] {
            let told = told(terraform, command, &pieces);
            wrong.extend(pieces.iter().filter_map(|piece| {
                let told = &told[&piece.name];
                // The words are the provider's own. Terraform names no place of a cycle.
                let is_at_line = |it: &Said| it.1.is_empty() || it.2 == piece.told_line;
                let is_refused = told.iter().any(|it| it.0 == "error" && is_at_line(it));
                (!is_refused).then(|| format!("{}: the {whose} one says {told:?}", piece.name))
            }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_core_of_terraform_lets_pass_is_among_the_mistakes() {
    let missed: Vec<String> = pieces()
        .into_iter()
        .filter(|it| it.command.is_none())
        .map(|it| it.name)
        .collect();
    assert_eq!(missed, ["unknown-key-in-an-object"]);
}
