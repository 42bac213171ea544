//! Configurations with one mistake each: which command finds it, what it says, and where.

use serde_json::Value as Json;

use crate::session::Session;

/// What is good, and is made bad by one replacement.
const GOOD: &str = r#"variable "maybe" {
  type    = string
  default = null
}
resource "cloud_network" "main" {
  name   = "main"
  cidr   = "10.0.0.0/16"
  tier   = "small"
  size   = 3
  policy = jsonencode({})
  key    = "abcdefgh"
  inside = "169.254.10.0/30"
  labels = { a = "b" }
  rule {
    port = 1
    cidr = "10.0.0.0/8"
  }
  need {
    deep {
      b = "x"
    }
  }
}
resource "cloud_shape" "main" {
  one    = { name = "x" }
  by_key = { k = { size = 1 } }
  any    = cloud_network.main.address
}
resource "cloud_key" "main" {
  name  = "n"
  value = "v"
}
output "address" {
  value = cloud_network.main.address
}
"#;

/// A mistake: what is replaced, with what, what Terraform says, and in which line.
type Mistake = (&'static str, &'static str, &'static str, u64);

/// Found by Terraform's core in what it knows of the schema.
const BY_CORE: &[Mistake] = &[
    ("cidr   =", "cidrr  =", "Unsupported argument", 7),
    ("  name   = \"main\"\n", "", "Missing required argument", 5),
    ("    port = 1\n", "", "Missing required argument", 14),
    (
        "size   = 3",
        "size   = \"many\"",
        "Incorrect attribute value type",
        9,
    ),
    (
        "{ a = \"b\" }",
        "\"b\"",
        "Incorrect attribute value type",
        13,
    ),
    (
        "by_key = { k = { size = 1 } }",
        "by_key = { k = { size = [] } }",
        "Incorrect attribute value type",
        26,
    ),
    (
        "by_key = { k = { size = 1 } }",
        "by_key = { k = {} }",
        "Incorrect attribute value type",
        26,
    ),
    ("  rule {", "  ruel {", "Unsupported block type", 14),
    (
        "one    = { name = \"x\" }",
        "one {\n    name = \"x\"\n  }",
        "Unsupported block type",
        25,
    ),
    (
        "  need {\n    deep {\n      b = \"x\"\n    }\n  }",
        "  need {\n  }",
        "Insufficient deep blocks",
        18,
    ),
    (
        "  rule {",
        "  rule {\n    port = 2\n  }\n  rule {\n    port = 2\n  }\n  rule {\n    port = 2\n  }\n  rule {",
        "Too many rule blocks",
        23,
    ),
    (
        "\"cloud_key\"",
        "\"cloud_kee\"",
        "Invalid resource type",
        29,
    ),
    (
        "any    = cloud_network.main.address",
        "any    = cloud_network.main.adress",
        "Unsupported attribute",
        27,
    ),
    (
        "any    = cloud_network.main.address",
        "any    = cloud_network.mine.address",
        "Reference to undeclared resource",
        27,
    ),
    (
        "name  = \"n\"",
        "name  = upper(\"n\", \"m\")",
        "Too many function arguments",
        30,
    ),
    (
        "name   = \"main\"",
        "name   = cloud_shape.main.id",
        "Cycle",
        0,
    ),
];

/// Left to the providers by the core, and found by the simulated ones.
const BY_PROVIDER: &[Mistake] = &[
    (
        "name   = \"main\"",
        "name   = null",
        "Missing required argument",
        6,
    ),
    ("port = 1", "port = null", "Missing required argument", 15),
    (
        "name = \"x\"",
        "name = null",
        "Missing required argument",
        25,
    ),
    (
        "size   = 3",
        "address = \"10.0.0.1\"",
        "Value for unconfigurable attribute",
        9,
    ),
    (
        "port = 1\n",
        "port = 1\n    id   = \"x\"\n",
        "Value for unconfigurable attribute",
        16,
    ),
    (
        "name = \"x\" }",
        "name = \"x\", ip_address = \"y\" }",
        "Value for unconfigurable attribute",
        25,
    ),
    ("\"10.0.0.0/16\"", "\"not-a-cidr\"", "Invalid value", 7),
    ("\"10.0.0.0/16\"", "\"10.0.0.1/16\"", "Invalid value", 7),
    ("\"10.0.0.0/8\"", "\"10.0.0.0/33\"", "Invalid value", 16),
    ("\"small\"", "\"tiny\"", "Invalid value", 8),
    ("size   = 3", "size   = 11", "Invalid value", 9),
    ("name   = \"main\"", "name   = \"Main\"", "Invalid value", 6),
    ("jsonencode({})", "\"{\"", "Invalid value", 10),
    ("\"abcdefgh\"", "\"0bcdefgh\"", "Invalid value", 11),
    (
        "\"169.254.10.0/30\"",
        "\"169.254.0.0/30\"",
        "Invalid value",
        12,
    ),
    (
        "value = \"v\"",
        "ref = \"r\"",
        "Missing required argument",
        31,
    ),
    ("value = \"v\"", "", "Missing required argument", 29),
    (
        "value = \"v\"",
        "value = \"v\"\n  ref = \"r\"\n  ref_version = \"1\"",
        "Invalid combination of arguments",
        31,
    ),
    (
        "value = \"v\"",
        "value_file = \"v\"",
        "Conflicting configuration arguments",
        30,
    ),
    ("  name  = \"n\"\n", "", "Missing required argument", 29),
];

#[test]
fn each_mistake_is_found_with_its_line() {
    let Some(session) = Session::new(GOOD) else {
        return;
    };
    session.ok(&["validate"]);
    session.ok(&["plan"]);
    let mut wrong = Vec::new();
    for (good, bad, summary, line) in BY_CORE.iter().chain(BY_PROVIDER) {
        let mistaken = GOOD.replacen(good, bad, 1);
        assert_ne!(mistaken, GOOD, "{good} stands nowhere");
        session.write(&mistaken);
        let outcome = session.run(&["validate", "-json"]);
        let report: Json = serde_json::from_str(&outcome.output).unwrap();
        let errors: Vec<(&str, &str, u64)> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["severity"] == "error")
            .map(|it| {
                let start = it["range"]["start"]["line"].as_u64();
                let summary = it["summary"].as_str().unwrap();
                let file = it["range"]["filename"].as_str().unwrap_or_default();
                (summary, file, start.unwrap_or_default())
            })
            .collect();
        let file = if *line == 0 { "" } else { "main.tf" };
        let right =
            |it: &(&str, &str, u64)| it.0.starts_with(summary) && (it.1, it.2) == (file, *line);
        if errors.len() != 1 || !errors.iter().all(right) {
            wrong.push(format!(
                "{bad}: {errors:?} instead of {summary}, line {line}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_value_that_is_known_only_in_the_plan_is_judged_there() {
    let Some(session) = Session::new(&GOOD.replacen("\"10.0.0.0/16\"", "var.maybe", 1)) else {
        return;
    };
    session.ok(&["validate"]);
    session.ok(&["plan"]);
    let plan = session.run(&["plan", "-var", "maybe=nonsense"]);
    assert!(!plan.success);
    assert!(
        plan.text.contains("must be an IPv4 network"),
        "{}",
        plan.text
    );
    assert!(plan.text.contains("on main.tf line 7"), "{}", plan.text);
}

#[test]
fn what_is_deprecated_is_a_warning() {
    let Some(session) = Session::new(&GOOD.replacen("size   = 3", "old    = \"x\"", 1)) else {
        return;
    };
    let report: Json = serde_json::from_str(&session.ok(&["validate", "-json"])).unwrap();
    let warning = &report["diagnostics"][0];
    assert_eq!(warning["severity"], "warning", "{report}");
    assert_eq!(warning["summary"], "Argument is deprecated");
    assert_eq!(warning["range"]["start"]["line"], 9);
}
