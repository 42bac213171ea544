//! What one environment costs: about 60 files and 150 KB formatted, parsed and checked.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mcgen_hcl::{Literal, check_references, describe_module, format, parse};

const MODULES: usize = 14;
const RESOURCES: usize = 8;

/// A tree of modules as a render makes it, and one root that calls them all.
fn environment() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut root = String::from(
        "locals {\n  tags = { environment = var.environment, owner = \"crm\" }\n}\n\n",
    );
    for module in 0..MODULES {
        let folder = format!("modules/module-{module}");
        let (mut main, mut variables, mut outputs) = (String::new(), String::new(), String::new());
        writeln!(
            root,
            "module \"m{module}\" {{\n  source = \"../../{folder}\"\n  tags = local.tags"
        )
        .unwrap();
        for resource in 0..RESOURCES {
            write!(main, "{}", resource_block(resource)).unwrap();
            writeln!(
                variables,
                "variable \"subnets_{resource}\" {{\n  description = \"The subnets of part {resource}, by name.\"\n  type = map(object({{\n    cidr = string\n    zone = optional(string, \"a\")\n  }}))\n  nullable = false\n\n  validation {{\n    condition = alltrue([for s in var.subnets_{resource} : can(cidrhost(s.cidr, 0))])\n    error_message = \"Each cidr must be a network.\"\n  }}\n}}\n"
            )
            .unwrap();
            writeln!(
                outputs,
                "output \"ids_{resource}\" {{\n  description = \"The ids of part {resource}.\"\n  value = {{ for name, subnet in aws_subnet.part_{resource} : name => subnet.id }}\n}}\n"
            )
            .unwrap();
            let value = match module {
                0 => "{ a = { cidr = \"10.0.0.0/24\" } }".to_owned(),
                _ => format!(
                    "{{ for k, v in module.m{}.ids_{resource} : k => {{ cidr = v }} }}",
                    module - 1
                ),
            };
            writeln!(root, "  subnets_{resource} = {value}").unwrap();
        }
        root.push_str("}\n\n");
        variables.push_str("variable \"tags\" {\n  description = \"Tags of everything.\"\n  type = map(string)\n}\n");
        for (name, text) in [
            ("main", main),
            ("variables", variables),
            ("outputs", outputs),
        ] {
            files.push((format!("{folder}/{name}.tf"), text));
        }
        files.push((
            format!("{folder}/versions.tf"),
            "terraform {\n  required_version = \">= 1.11, < 2\"\n  required_providers {\n    aws = { source = \"hashicorp/aws\", version = \">= 5.100, < 7\" }\n  }\n}\n"
                .to_owned(),
        ));
    }
    files.push(("environments/production/main.tf".to_owned(), root));
    files.push((
        "environments/production/variables.tf".to_owned(),
        "variable \"environment\" {\n  type = string\n}\n".to_owned(),
    ));
    files.push((
        "environments/production/terraform.tfvars".to_owned(),
        "environment = \"production\"\n".to_owned(),
    ));
    files
}

fn resource_block(index: usize) -> String {
    format!(
        r#"resource "aws_subnet" "part_{index}" {{
  for_each = var.subnets_{index}

  cidr_block = each.value.cidr # one for each subnet
  availability_zone = "${{data.aws_region.part_{index}.name}}${{each.value.zone}}"
  map_public_ip_on_launch = false
  tags = merge(var.tags, {{
    Name = "part-{index}-${{each.key}}"
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

data "aws_region" "part_{index}" {{}}

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
    group.bench_function("parse", |b| {
        b.iter(|| files.iter().filter(|(_, text)| parse(text).is_ok()).count());
    });
    group.bench_function("check_references", |b| {
        b.iter(|| check_references(black_box(&files)))
    });
    group.bench_function("describe_module", |b| {
        b.iter(|| describe_module(black_box(&files)))
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
        b.iter(|| black_box(&value).to_string())
    });
}

criterion_group!(benches, environment_bench, literal_bench);
criterion_main!(benches);
