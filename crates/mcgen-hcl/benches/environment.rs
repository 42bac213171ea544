//! What one environment costs: about 60 files and 150 KB formatted, parsed and checked.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mcgen_hcl::{Literal, check_references, check_syntax, describe_module, format, parse};

const MODULES: usize = 14;
const PARTS: usize = 8;

const VERSIONS: &str = r#"terraform {
  required_version = ">= 1.11, < 2"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.100, < 7" }
  }
}
"#;

const TAGS: &str = r#"variable "tags" {
  description = "Tags of everything."
  type = map(string)
}
"#;

/// A tree of modules as a render makes it, and one root that calls them all.
fn environment() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut calls = Vec::new();
    for module in 0..MODULES {
        let folder = format!("modules/module-{module}");
        let every = |write: fn(usize) -> String| (0..PARTS).map(write).collect::<String>();
        files.push((format!("{folder}/main.tf"), every(resources)));
        files.push((format!("{folder}/variables.tf"), every(variable) + TAGS));
        files.push((format!("{folder}/outputs.tf"), every(output)));
        files.push((format!("{folder}/versions.tf"), VERSIONS.to_owned()));
        calls.push(call(module, &folder));
    }
    let root = [
        ("main.tf", calls.concat()),
        (
            "locals.tf",
            "locals {\n  tags = { environment = var.environment }\n}\n".to_owned(),
        ),
        (
            "variables.tf",
            "variable \"environment\" {\n  type = string\n}\n".to_owned(),
        ),
        (
            "terraform.tfvars",
            "environment = \"production\"\n".to_owned(),
        ),
    ];
    files.extend(root.map(|(name, text)| (format!("environments/production/{name}"), text)));
    files
}

/// Each module is called with what the one before gives.
fn call(module: usize, folder: &str) -> String {
    let input = |part: usize| match module {
        0 => format!("  subnets_{part} = {{ a = {{ cidr = \"10.0.{part}.0/24\" }} }}\n"),
        _ => format!(
            "  subnets_{part} = {{ for k, v in module.m{}.ids_{part} : k => {{ cidr = v }} }}\n",
            module - 1
        ),
    };
    let inputs: Vec<String> = (0..PARTS).map(input).collect();
    format!(
        "module \"m{module}\" {{\n  source = \"../../{folder}\"\n  tags = local.tags\n{}}}\n\n",
        inputs.concat()
    )
}

fn variable(part: usize) -> String {
    format!(
        r#"variable "subnets_{part}" {{
  description = "The subnets of part {part}, by name."
  type = map(object({{
    cidr = string
    zone = optional(string, "a")
  }}))
  nullable = false

  validation {{
    condition = alltrue([for s in var.subnets_{part} : can(cidrhost(s.cidr, 0))])
    error_message = "Each cidr must be a network."
  }}
}}

"#
    )
}

fn output(part: usize) -> String {
    format!(
        r#"output "ids_{part}" {{
  description = "The ids of part {part}."
  value = {{ for name, subnet in aws_subnet.part_{part} : name => subnet.id }}
}}

"#
    )
}

fn resources(part: usize) -> String {
    format!(
        r#"resource "aws_subnet" "part_{part}" {{
  for_each = var.subnets_{part}

  cidr_block = each.value.cidr # one for each subnet
  availability_zone = "${{data.aws_region.part_{part}.name}}${{each.value.zone}}"
  map_public_ip_on_launch = false
  tags = merge(var.tags, {{
    Name = "part-{part}-${{each.key}}"
    Tier = each.value.zone == "a" ? "primary" : "standby"
  }})

  dynamic "timeouts" {{
    for_each = toset([for zone in ["a", "b"] : zone if zone != each.value.zone])
    content {{
      create = "${{timeouts.key}}m"
    }}
  }}

  lifecycle {{
    ignore_changes = [tags["LastUsed"]]
  }}
}}

data "aws_region" "part_{part}" {{}}

"#
    )
}

fn environment_bench(c: &mut Criterion) {
    let raw = environment();
    let files: Vec<(String, String)> = raw
        .iter()
        .map(|(path, text)| (path.clone(), format(text)))
        .collect();
    let findings = check_references(&files);
    assert!(findings.is_empty(), "{findings:?}");
    let bytes = files.iter().map(|(_, text)| text.len()).sum::<usize>();
    let mut group = c.benchmark_group(format!("{} files, {} KB", files.len(), bytes / 1000));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("format", |b| {
        b.iter(|| {
            raw.iter()
                .map(|(_, text)| black_box(format(text)).len())
                .sum::<usize>()
        });
    });
    group.bench_function("check_syntax", |b| {
        b.iter(|| {
            files
                .iter()
                .filter(|(_, text)| check_syntax(text).is_ok())
                .count()
        });
    });
    group.bench_function("parse", |b| {
        b.iter(|| files.iter().filter(|(_, text)| parse(text).is_ok()).count());
    });
    group.bench_function("check_references", |b| {
        b.iter(|| check_references(black_box(&files)));
    });
    group.bench_function("describe_module", |b| {
        b.iter(|| describe_module(black_box(&files)));
    });
    group.bench_function("format and check_references", |b| {
        b.iter(|| {
            let files: Vec<(&str, String)> = raw
                .iter()
                .map(|(path, text)| (path.as_str(), format(text)))
                .collect();
            check_references(&files)
        });
    });
    group.finish();
}

fn literal_bench(c: &mut Criterion) {
    let value = Literal::list((0..100_i64).map(|index| {
        Literal::object([
            ("name", Literal::from(format!("subnet-{index}"))),
            ("cidr", Literal::from("10.0.0.0/24")),
            ("zones", Literal::from(vec!["a", "b", "c"])),
            ("size", Literal::from(index)),
        ])
    }));
    c.bench_function("write a literal of 100 objects", |b| {
        b.iter(|| black_box(&value).to_string());
    });
}

criterion_group!(benches, environment_bench, literal_bench);
criterion_main!(benches);
