//! The check of Terraform files: nothing is said of good modules, and every kind of defect is found.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mcgen_diagnostics::{Diagnostic, SourceMap, render_text};
use mcgen_schema::check::{Reason, Report, check_configuration, rules, used_types};
use mcgen_schema::{Catalog, Kind};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// Every file below a folder, with its path from there.
fn files(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            files.push((
                name.replace('\\', "/"),
                std::fs::read_to_string(&path).unwrap(),
            ));
        }
    }
    files.sort();
    files
}

fn check(files: &[(String, String)]) -> Report {
    check_configuration(files, Catalog::embedded().unwrap()).unwrap()
}

#[test]
fn well_formed_modules_are_without_a_finding() {
    let files = files(&folder("corpus"));
    let report = check(&files);
    let text = render_text(&report.diagnostics, &report.sources, false);
    assert!(report.diagnostics.is_empty(), "{text}");
    let coverage = report.coverage;
    assert!(coverage.files >= 60, "only {} files", coverage.files);
    assert!(coverage.blocks > 180, "only {} blocks", coverage.blocks);
    assert!(
        coverage.arguments > 500,
        "only {} arguments",
        coverage.arguments
    );
}

/// `CODE:LINE` of a finding.
fn place(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let line = sources.position(diagnostic.span()).map_or(0, |it| it.line);
    format!("{}:{line}", diagnostic.rule.code)
}

/// A broken tree: `-- path` begins a file, and the first line says what must be found: `# expect: TF-001:5`.
fn broken(text: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (first, rest) = text.split_once('\n').unwrap();
    let expected = first.strip_prefix("# expect:").unwrap();
    let expected = expected.split_whitespace().map(str::to_owned).collect();
    let mut files = vec![("main.tf".to_owned(), "\n".to_owned())];
    for line in rest.lines() {
        if let Some(path) = line.strip_prefix("# -- ") {
            files.push((path.to_owned(), String::new()));
        } else {
            let text = &mut files.last_mut().unwrap().1;
            writeln!(text, "{line}").unwrap();
        }
    }
    (expected, files)
}

#[test]
fn every_defect_is_found_at_its_line() {
    let mut seen = BTreeSet::new();
    let mut wrong = String::new();
    for (name, text) in files(&folder("broken")) {
        let (expected, files) = broken(&text);
        let report = check(&files);
        let found: Vec<String> = report
            .diagnostics
            .iter()
            .map(|it| place(it, &report.sources))
            .collect();
        if found != expected {
            let text = render_text(&report.diagnostics, &report.sources, false);
            writeln!(
                wrong,
                "{name}: expected {expected:?}, found {found:?}\n{text}"
            )
            .unwrap();
        }
        seen.extend(report.diagnostics.iter().map(|it| it.rule.code));
    }
    assert!(wrong.is_empty(), "{wrong}");
    let untested: Vec<&str> = rules::RULES
        .iter()
        .map(|rule| rule.code)
        .filter(|code| !seen.contains(code))
        .collect();
    assert!(untested.is_empty(), "no broken tree for {untested:?}");
}

/// Files from sections that begin with `-- path`.
fn tree(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("-- ") {
            files.push((path.to_owned(), String::new()));
        } else {
            let text = &mut files.last_mut().unwrap().1;
            writeln!(text, "{line}").unwrap();
        }
    }
    files
}

/// `PATH CODE REASON` of each finding.
fn findings(report: &Report) -> Vec<String> {
    let show = |it: &Diagnostic| {
        let path = &report.sources.get(it.span().source).unwrap().path;
        let reason = it.reason.as_deref().unwrap_or("-");
        format!("{path} {} {reason}", it.rule.code)
    };
    report.diagnostics.iter().map(show).collect()
}

#[test]
fn a_module_is_checked_at_both_ends_of_what_it_and_its_calls_allow() {
    let report = check(&tree(
        r#"
-- main.tf
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0" }
  }
}
resource "aws_vpc" "this" { region = "eu-west-1" }
module "new" { source = "./new" }
-- new/main.tf
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 6.0" }
  }
}
resource "aws_vpc" "this" { region = "eu-west-1" }
-- old/main.tf
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.0, < 7" }
  }
}
resource "aws_vpc" "this" { region = "eu-west-1" }
resource "aws_vpc" "other" { regions = [] }
"#
        .trim_start(),
    ));
    assert_eq!(
        findings(&report),
        [
            "old/main.tf TF-001 checked against aws 5.100.0",
            "old/main.tf TF-001 checked against aws 5.100.0 and 6.69.1",
        ]
    );
}

#[test]
fn a_module_without_a_constraint_takes_that_of_its_callers() {
    let text = |version: &str| {
        format!(
            r#"-- main.tf
terraform {{
  required_providers {{
    aws = {{ source = "hashicorp/aws", version = "{version}" }}
  }}
}}
module "net" {{ source = "./net" }}
-- net/main.tf
resource "aws_vpc" "this" {{ region = "eu-west-1" }}
"#
        )
    };
    let with = |version| findings(&check(&tree(&text(version))));
    assert_eq!(
        with("~> 5.100"),
        ["net/main.tf TF-001 checked against aws 5.100.0"]
    );
    assert_eq!(with("~> 6.0"), [""; 0]);
}

#[test]
fn without_any_constraint_only_what_holds_at_both_ends_is_found() {
    let report = check(&tree(
        "-- main.tf\nresource \"aws_vpc\" \"this\" {\n  region  = \"eu-west-1\"\n  regions = []\n}\n",
    ));
    assert_eq!(
        findings(&report),
        ["main.tf TF-001 checked against aws 5.100.0 and 6.69.1"]
    );
}

#[test]
fn what_is_not_known_is_counted_and_never_a_finding() {
    let report = check(&tree(
        r#"
-- main.tf
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws", version = "~> 3.0" }
    oracle = { source = "oracle/oci" }
  }
}
resource "aws_vpc" "this" { cidr = "10.0.0.0/16" }
resource "google_compute_network" "beta" {
  provider = google-beta
  nonsense = aws_vpc.this.nonsense
}
resource "oracle_database" "this" { nonsense = true }
module "elsewhere" {
  source = "example/network/aws"
  cidr   = var.cidr
}
output "id" { value = module.elsewhere.id.nonsense }
-- variables.tf.json
{ "variable": { "cidr": {} } }
-- other/main.tf
resource "aws_vpc" "this" {
  cidr_block = module.broken.cidr
}
module "broken" { source = "../broken" }
-- broken/outputs.tf
output "cidr" {
"#
        .trim_start(),
    ));
    assert_eq!(findings(&report), ["broken/outputs.tf TF-017 -"]);
    let reasons: Vec<(&str, &Reason)> = report
        .coverage
        .not_checked
        .keys()
        .map(|it| (it.subject.as_str(), &it.reason))
        .collect();
    let not_held = |it: &str| Reason::ProviderNotHeld(it.to_owned());
    assert_eq!(
        reasons,
        [
            ("module ../broken", &Reason::ModuleNotGiven),
            ("module example/network/aws", &Reason::ModuleNotGiven),
            (
                "resource aws_vpc",
                &Reason::NoHeldVersionFits("hashicorp/aws".to_owned())
            ),
            (
                "resource google_compute_network",
                &not_held("hashicorp/google-beta")
            ),
            ("resource oracle_database", &not_held("oracle/oci")),
            ("variables.tf.json", &Reason::OtherSyntax),
        ]
    );
}

#[test]
fn an_ephemeral_resource_that_a_version_may_have_is_checked_at_the_other_end_alone() {
    let report = check(&tree(
        r#"
-- old/main.tf
terraform {
  required_providers {
    google = { source = "hashicorp/google", version = "~> 7.41" }
  }
}
ephemeral "google_secret_manager_secret_version" "this" { secrets = "a" }
ephemeral "google_no_such_thing" "this" {}
-- both/main.tf
terraform {
  required_providers {
    google = { source = "hashicorp/google", version = ">= 7.41, < 9" }
  }
}
ephemeral "google_secret_manager_secret_version" "this" {
  secret  = "a"
  secrets = "a"
}
"#
        .trim_start(),
    ));
    assert_eq!(
        findings(&report),
        ["both/main.tf TF-001 checked against google 8.7.0"]
    );
    let left_out = report.coverage.not_checked.iter();
    let left_out: Vec<(&str, &Reason, usize)> = left_out
        .map(|(it, count)| (it.subject.as_str(), &it.reason, *count))
        .collect();
    let not_held = Reason::TypeNotHeld("hashicorp/google 7.41.0".to_owned());
    assert_eq!(
        left_out,
        [
            ("ephemeral google_no_such_thing", &not_held, 1),
            (
                "ephemeral google_secret_manager_secret_version",
                &not_held,
                2
            ),
        ]
    );
}

#[test]
fn a_value_that_no_variable_takes_is_only_a_warning() {
    let report = check(&tree(
        "-- main.tf\nvariable \"size\" {\n  type = number\n}\noutput \"size\" { value = var.size }\n-- a.auto.tfvars\nsize = []\nsise = 1\n",
    ));
    let found: Vec<_> = report
        .diagnostics
        .iter()
        .map(|it| (it.rule.code, it.severity.name()))
        .collect();
    assert_eq!(found, [("TF-005", "error"), ("TF-019", "warning")]);
}

#[test]
fn the_types_that_files_use_are_listed_by_provider() {
    let used = used_types(&tree(
        r#"
-- main.tf
terraform {
  required_providers {
    cf  = { source = "cloudflare/cloudflare" }
    tls = { source = "hashicorp/tls" }
  }
}
provider "aws" {}
data "aws_vpc" "this" {}
resource "aws_vpc" "this" { provider = aws.east }
resource "cf_zone" "this" {}
resource "cloudflare_record" "this" { provider = cf }
resource "terraform_data" "this" {}
ephemeral "random_password" "this" {}
"#
        .trim_start(),
    ));
    let lines: Vec<String> = used
        .iter()
        .map(|(provider, types)| {
            let types = types
                .iter()
                .map(|(kind, name)| format!(" {}.{name}", kind.keyword()));
            format!("{provider}{}", types.collect::<String>())
        })
        .collect();
    assert_eq!(
        lines,
        [
            "cloudflare/cloudflare resource.cf_zone resource.cloudflare_record",
            "hashicorp/aws resource.aws_vpc data.aws_vpc",
            "hashicorp/random ephemeral.random_password",
            "hashicorp/tls",
        ]
    );
    assert!(used["hashicorp/aws"].contains(&(Kind::DataSource, "aws_vpc".to_owned())));
}

#[test]
fn long_deep_and_circular_values_come_to_an_end() {
    let chain: String = (0..2000).fold(String::new(), |mut text, index| {
        writeln!(text, "  a{index} = local.a{}", index + 1).unwrap();
        text
    });
    let nested = format!("{}local.a0{}", "[".repeat(120), "]".repeat(120));
    let choice = format!("{}1", "local.a0 ? 1 : ".repeat(5000));
    let main = format!(
        "locals {{\n{chain}  a2000 = 1\n  nested = {nested}\n  choice = {choice}\n  sum = {}1\n  b = local.c\n  c = [local.b]\n}}\nmodule \"loop\" {{\n  source = \"./loop\"\n  value  = module.loop.value\n}}\n",
        "local.a1 + ".repeat(5000)
    );
    let files = [
        ("main.tf".to_owned(), main),
        (
            "loop/main.tf".to_owned(),
            "variable \"value\" {}\noutput \"value\" { value = var.value }\nmodule \"again\" { source = \"../loop\" }\n"
                .to_owned(),
        ),
    ];
    for finding in check(&files).diagnostics.iter() {
        assert!(
            ["TF-019", "TF-020"].contains(&finding.rule.code),
            "{finding:?}"
        );
    }
}

#[test]
fn damaged_files_are_checked_without_a_panic() {
    for (path, text) in files(&folder("corpus")) {
        for cut in 1..8 {
            let at = text.floor_char_boundary(text.len() * cut / 8);
            let end = text[at..].find('\n').map_or(text.len(), |it| at + it + 1);
            let damaged = format!("{}{}", &text[..at], &text[end..]);
            check(&[(path.clone(), damaged)]);
        }
    }
}

#[test]
fn what_a_later_version_took_away_is_a_warning_where_any_later_version_is_allowed() {
    let severities = |constraint: &str| {
        let report = check(&tree(&format!(
            "-- main.tf\nterraform {{\n  required_providers {{\n    aws = {{ source = \"hashicorp/aws\", version = \"{constraint}\" }}\n  }}\n}}\nresource \"aws_eip\" \"this\" {{\n  vpc = true\n}}\n"
        )));
        let found = report.diagnostics.iter();
        found
            .filter(|it| it.rule.code == "TF-001")
            .map(|it| it.severity.name())
            .collect::<Vec<_>>()
    };
    assert_eq!(severities(">= 5.0"), ["warning"]);
    assert_eq!(severities(">= 5.0, < 7.0"), ["error"]);
    assert_eq!(severities("~> 5.0"), [""; 0]);
}
