//! The real AWS provider and the simulated one agree on what `terraform validate` says: of every AWS
//! stack, and of trees that are broken on purpose. The offline check refuses the broken ones too.

use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Verify, has_terraform};

/// What stands before each broken piece.
const PREAMBLE: &str = r#"terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "ap-northeast-2"
}

"#;

/// A name, and what is wrong in one piece of Terraform.
const BROKEN: &[(&str, &str)] = &[
    (
        "an unknown argument",
        "resource \"aws_vpc\" \"a\" {\n  cidr_blok = \"10.0.0.0/16\"\n}\n",
    ),
    (
        "a missing argument",
        "resource \"aws_db_subnet_group\" \"a\" {\n  name = \"a\"\n}\n",
    ),
    (
        "a missing argument of a nested block",
        "resource \"aws_security_group\" \"a\" {\n  timeouts {\n    made = \"1m\"\n  }\n}\n",
    ),
    (
        "a number that is none",
        "resource \"aws_db_instance\" \"a\" {\n  instance_class    = \"db.m7g.large\"\n  allocated_storage = \"large\"\n}\n",
    ),
    (
        "a map that is a list",
        "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n  tags       = [\"a\"]\n}\n",
    ),
    (
        "a set that is a text",
        "resource \"aws_db_subnet_group\" \"a\" {\n  subnet_ids = \"subnet-1\"\n}\n",
    ),
    (
        "too many blocks",
        "resource \"aws_vpc_endpoint\" \"a\" {\n  vpc_id       = \"vpc-1\"\n  service_name = \"x\"\n  dns_options {}\n  dns_options {}\n}\n",
    ),
    (
        "too few blocks",
        "resource \"aws_lb_listener\" \"a\" {\n  load_balancer_arn = \"arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/a/1\"\n}\n",
    ),
    (
        "an unknown block",
        "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n  tag {}\n}\n",
    ),
    (
        "an attribute as a block",
        "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n  tags {\n    a = \"b\"\n  }\n}\n",
    ),
    (
        "a block as an attribute",
        "resource \"aws_vpc_endpoint\" \"a\" {\n  vpc_id       = \"vpc-1\"\n  service_name = \"x\"\n  dns_options  = {}\n}\n",
    ),
    (
        "an unknown resource type",
        "resource \"aws_vcp\" \"a\" {}\n",
    ),
    ("an unknown data source", "data \"aws_vcp\" \"a\" {}\n"),
    (
        "a reference to no attribute",
        "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n\noutput \"x\" {\n  value = aws_vpc.a.cidr\n}\n",
    ),
    (
        "a reference to no resource",
        "output \"x\" {\n  value = aws_vpc.b.id\n}\n",
    ),
    (
        "a reference to no nested attribute",
        "resource \"aws_db_instance\" \"a\" {\n  instance_class = \"db.m7g.large\"\n}\n\noutput \"x\" {\n  value = aws_db_instance.a.master_user_secret[0].arn\n}\n",
    ),
    ("a cycle", "locals {\n  a = local.b\n  b = local.a\n}\n"),
    (
        "too many arguments of a function",
        "output \"x\" {\n  value = upper(\"a\", \"b\")\n}\n",
    ),
    (
        "a variable that is not there",
        "output \"x\" {\n  value = var.a\n}\n",
    ),
];

/// What Terraform's core lets pass, and the offline check must see.
const MISSED_BY_CORE: &[(&str, &str)] = &[
    (
        "null for a required argument",
        "resource \"aws_db_subnet_group\" \"a\" {\n  subnet_ids = null\n}\n",
    ),
    (
        "a value on a computed attribute",
        "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n  arn        = \"arn:aws:x\"\n}\n",
    ),
    (
        "an unknown key in an object",
        "module \"a\" {\n  source = \"./a\"\n  size   = { min = 1, mx = 2 }\n}\n",
    ),
];

/// The module that the last of them calls.
const CALLED: &str = "variable \"size\" {\n  type = object({ min = number, max = optional(number, 3) })\n}\n\noutput \"size\" {\n  value = var.size\n}\n";

/// The real provider, made ready once: it is half a gigabyte.
struct RealProvider(TempDir);

impl RealProvider {
    /// Nothing where it is out of reach.
    fn find() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("main.tf"), PREAMBLE).unwrap();
        let provider = Self(folder);
        let init = provider.terraform(&["init", "-input=false"]);
        if init.status.success() {
            return Some(provider);
        }
        skip("the AWS provider is out of reach");
        None
    }

    fn terraform(&self, arguments: &[&str]) -> Output {
        Command::new("terraform")
            .current_dir(self.0.path())
            .args(arguments)
            .env("CHECKPOINT_DISABLE", "1")
            .output()
            .unwrap()
    }

    fn takes(&self, text: &str) -> bool {
        let text = format!("{PREAMBLE}{text}");
        std::fs::write(self.0.path().join("main.tf"), text).unwrap();
        let validate = self.terraform(&["validate", "-json"]);
        let answer: Value = serde_json::from_slice(&validate.stdout).unwrap();
        answer["valid"].as_bool().unwrap()
    }
}

/// A tree of one AWS stack, as mcgen lays it out.
fn tree(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("a")).unwrap();
    std::fs::write(folder.path().join("main.tf"), format!("{PREAMBLE}{text}")).unwrap();
    std::fs::write(folder.path().join("a/main.tf"), CALLED).unwrap();
    folder
}

#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn skip(reason: &str) {
    assert!(
        std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none_or(|value| value != "1"),
        "{reason}"
    );
    println!("skipped: {reason}");
}

#[test]
fn the_offline_check_refuses_what_the_real_provider_refuses() {
    if !has_terraform() {
        return;
    }
    let Some(real) = RealProvider::find() else {
        return;
    };
    for (name, text) in BROKEN {
        assert!(!real.takes(text), "{name}: the real provider takes it");
        let folder = tree(text);
        let ended = Verify::new()
            .arguments(&["--dir", folder.path().to_str().unwrap()])
            .run();
        assert_eq!(ended.code, Some(1), "{name}: {}{}", ended.words, ended.data);
        assert!(ended.words.contains("main.tf:"), "{name}: {}", ended.words);
    }
    let sound = "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n";
    assert!(real.takes(sound));
    let folder = tree(sound);
    Verify::new()
        .arguments(&["--dir", folder.path().to_str().unwrap()])
        .run()
        .expect(0);
}

#[test]
fn the_offline_check_refuses_what_the_core_of_terraform_lets_pass() {
    for (name, text) in MISSED_BY_CORE {
        let folder = tree(text);
        let ended = Verify::new()
            .arguments(&["--dir", folder.path().to_str().unwrap()])
            .run();
        assert_eq!(ended.code, Some(1), "{name}: {}{}", ended.words, ended.data);
        assert!(ended.words.contains("main.tf:"), "{name}: {}", ended.words);
    }
}
