use std::collections::BTreeSet;
use std::fmt::Write;

use super::{File, FindingKind, check_references, flows, join};
use crate::outline::Outline;

/// Splits `-- path` sections into files.
fn tree(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("-- ") {
            files.push((path.to_owned(), String::new()));
        } else if let Some((_, file)) = files.last_mut() {
            file.push_str(line);
            file.push('\n');
        }
    }
    files
}

/// One line for each finding, with the text it points at.
fn show(text: &str) -> String {
    let files = tree(text);
    let at = |path: &str, offset: usize| {
        let (_, text) = files.iter().find(|(other, _)| other == path).unwrap();
        1 + text[..offset].matches('\n').count()
    };
    let mut out = String::new();
    for finding in check_references(&files) {
        let (_, text) = files
            .iter()
            .find(|(path, _)| *path == finding.path)
            .unwrap();
        let line = at(&finding.path, finding.span.start);
        let subject = &text[finding.span.clone()];
        write!(
            out,
            "{}:{line} {} `{subject}`: {}",
            finding.path, finding.kind, finding.message
        )
        .unwrap();
        if let Some(suggestion) = &finding.suggestion {
            write!(out, "; did you mean `{suggestion}`?").unwrap();
        }
        if let Some(related) = &finding.related {
            write!(
                out,
                " (see {}:{})",
                related.path,
                at(&related.path, related.span.start)
            )
            .unwrap();
        }
        out.push('\n');
    }
    out
}

const TREES: [(&str, &str); 9] = [
    ("unknown_names", include_str!("unknown_names.txt")),
    ("module_calls", include_str!("module_calls.txt")),
    ("scopes", include_str!("scopes.txt")),
    ("duplicates", include_str!("duplicates.txt")),
    ("cycles", include_str!("cycles.txt")),
    ("unused", include_str!("unused.txt")),
    ("values", include_str!("values.txt")),
    ("syntax", include_str!("syntax.txt")),
    ("spelling", include_str!("spelling.txt")),
];

#[test]
fn each_fault_is_found_at_its_place() {
    for (name, text) in TREES {
        insta::assert_snapshot!(name, show(text));
    }
}

#[test]
fn every_kind_of_finding_is_covered_by_a_tree() {
    let found: BTreeSet<FindingKind> = TREES
        .iter()
        .flat_map(|(_, text)| check_references(&tree(text)))
        .map(|finding| finding.kind)
        .collect();
    let all: BTreeSet<FindingKind> = FindingKind::ALL.iter().copied().collect();
    assert_eq!(found, all);
}

#[test]
fn a_sound_tree_has_no_findings() {
    assert_eq!(show(include_str!("sound.txt")), "");
}

#[test]
fn findings_do_not_depend_on_the_order_of_the_files() {
    for (name, text) in TREES {
        let files = tree(text);
        let mut reversed = files.clone();
        reversed.reverse();
        let slugs = |files: &[(String, String)]| -> Vec<_> {
            let findings = check_references(files);
            findings
                .into_iter()
                .map(|f| (f.path, f.span, f.kind))
                .collect()
        };
        assert_eq!(slugs(&files), slugs(&reversed), "{name}");
    }
}

#[test]
fn a_path_that_leaves_the_tree_leads_nowhere() {
    assert_eq!(join("a/b", "../c").as_deref(), Some("a/c"));
    assert_eq!(join("a", "./b/./c").as_deref(), Some("a/b/c"));
    assert_eq!(join("", "./").as_deref(), Some(""));
    assert_eq!(join("a", "../../b"), None);
}

#[test]
fn slugs_are_kebab_case_and_differ() {
    let slugs: BTreeSet<&str> = FindingKind::ALL.iter().map(|kind| kind.slug()).collect();
    assert_eq!(slugs.len(), FindingKind::ALL.len());
    assert!(slugs.iter().all(|slug| {
        slug.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    }));
}

proptest::proptest! {
    #[test]
    fn any_text_is_checked_without_panic(text in ".{0,200}") {
        check_references(&[("main.tf", &text), ("a.tfvars", &text), ("a.tftest.hcl", &text)]);
    }

    #[test]
    fn any_mix_of_tokens_is_checked_without_panic(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60),
    ) {
        let text = format!("locals {{\n  a = {}\n}}\n", pieces.concat());
        check_references(&[("main.tf", &text)]);
    }
}

const PIECES: &[&str] = &[
    " ",
    "\n",
    "for ",
    "in ",
    "if ",
    "x",
    "var.a",
    "module.b[",
    "each.key",
    "self",
    ".",
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ":",
    "?",
    "=>",
    "=",
    ",",
    "\"${",
    "\"%{",
    "}\"",
    "%{ for x in ",
    "%{ endfor }",
    "<<E\n",
    "\nE\n",
    "*",
    "1",
    "# c\n",
    "::",
];

#[test]
fn outputs_flow_through_locals_data_and_ephemeral_values_to_calls() {
    let text = r#"
locals {
  key  = one(module.key[*].arn)
  both = "${local.key}-${data.aws_x.this.id}"
  loop = local.loop
}
data "aws_x" "this" {
  filter {
    values = [for id in module.net.ids : id]
  }
}
ephemeral "aws_y" "this" {
  secret_id = module.secret["a"].arn
}
module "key" {}
module "net" {
  depends_on = [module.key]
}
module "database" {
  password = ephemeral.aws_y.this.value
  tags     = { module = local.both, loop = local.loop }
  plain    = var.module
}
output "arn" {
  value = module.database.arn
}
"#;
    let files = [File {
        path: "main.tf",
        outline: Outline::read(text).unwrap(),
    }];
    let mut out = String::new();
    for flow in flows(&files) {
        let output = flow.output.as_deref().unwrap_or("*");
        writeln!(
            out,
            "{}.{output} -> {}.{}",
            flow.source, flow.target, flow.input
        )
        .unwrap();
    }
    insta::assert_snapshot!(out, @r"
    key.arn -> database.tags
    key.* -> net.depends_on
    net.ids -> database.tags
    secret.arn -> database.password
    ");
}
