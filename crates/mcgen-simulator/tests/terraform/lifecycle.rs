//! Objects are planned, made, read, changed, replaced, destroyed and imported.

use serde_json::json;

use crate::session::Session;

const NETWORK: &str = r#"
resource "cloud_network" "main" {
  name = "main"
  cidr = "10.0.0.0/16"

  rule {
    port = 22
  }
  rule {
    port = 443
    cidr = "10.0.0.0/8"
  }
  access {
    user = "b"
  }
  access {
    user = "a"
    role = "reader"
  }
  peer "east" {
    address = "10.1.0.1"
  }
  need {
    deep {
      b = "x"
    }
  }
}

output "gateways" {
  value = cloud_network.main.gateway[1].ip_address
}
"#;

#[test]
fn an_object_is_made_and_a_second_plan_is_empty_and_destroy_leaves_nothing() {
    let Some(session) = Session::new(NETWORK) else {
        return;
    };
    session.ok(&["validate"]);
    let plan = session.ok(&["plan"]);
    assert!(plan.contains("(known after apply)"), "{plan}");
    session.apply();
    session.settled();
    let network = session.attributes("cloud_network.main");
    assert_eq!(
        network["mode"],
        json!("standard"),
        "a default that is not computed"
    );
    assert_eq!(network["port"], json!(5432));
    assert_eq!(network["gateway"].as_array().unwrap().len(), 2);
    assert_eq!(network["gateway"][1]["id"], json!(1));
    assert_eq!(network["rule"][1]["port"], json!(443));
    assert_eq!(session.simulator.objects().len(), 1);
    session.ok(&["destroy", "-auto-approve"]);
    assert_eq!(session.simulator.objects(), []);
}

fn network(arguments: &str) -> String {
    format!(
        "resource \"cloud_network\" \"main\" {{\n{arguments}\nneed {{\ndeep {{\nb = \"x\"\n}}\n}}\n}}\n"
    )
}

#[test]
fn an_update_keeps_what_the_provider_decided() {
    let Some(session) = Session::new(&network("name = \"main\"\nsize = 1\nrule {\nport = 22\n}"))
    else {
        return;
    };
    session.apply();
    let before = session.attributes("cloud_network.main");
    session.write(&network(
        "name = \"main\"\nsize = 2\nrule {\nport = 22\ncidr = \"10.0.0.0/8\"\n}",
    ));
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("0 to add, 1 to change, 0 to destroy"),
        "{plan}"
    );
    session.apply();
    session.settled();
    let after = session.attributes("cloud_network.main");
    assert_eq!(after["size"], json!(2));
    assert_eq!(after["rule"][0]["id"], before["rule"][0]["id"]);
    for name in [
        "id",
        "address",
        "password",
        "created_at",
        "gateway",
        "zones",
        "arn",
    ] {
        assert_eq!(before[name], after[name], "{name}");
    }
}

#[test]
fn what_cannot_change_on_an_object_replaces_it() {
    let with_rule = |name: &str, port: u32, user: &str| {
        network(&format!(
            "name = \"{name}\"\nrule {{\n  port = {port}\n}}\naccess {{\n  user = \"{user}\"\n}}"
        ))
    };
    let Some(session) = Session::new(&with_rule("main", 1, "a")) else {
        return;
    };
    session.apply();
    for (changed, reason) in [
        (with_rule("other", 1, "a"), "+ name "),
        (with_rule("main", 2, "a"), "port "),
        (with_rule("main", 1, "b"), "access {"),
    ] {
        session.write(&changed);
        let plan = session.ok(&["plan"]);
        assert!(plan.contains("must be replaced"), "{reason}: {plan}");
        assert!(plan.contains("# forces replacement"), "{reason}: {plan}");
    }
    let before = session.attributes("cloud_network.main")["id"].clone();
    session.apply();
    session.settled();
    assert_ne!(session.attributes("cloud_network.main")["id"], before);
    assert_eq!(session.simulator.objects().len(), 1);
}

#[test]
fn a_write_only_argument_reaches_no_state() {
    let secret = network("name = \"main\"\nsecret = \"correct horse\"\nsecret_version = 1");
    let Some(session) = Session::new(&secret) else {
        return;
    };
    session.apply();
    session.settled();
    let state = std::fs::read_to_string(session.path("terraform.tfstate")).unwrap();
    assert!(!state.contains("correct horse"), "{state}");
    let objects = format!("{:?}", session.simulator.objects());
    assert!(!objects.contains("correct horse"), "{objects}");
}

const SHAPES: &str = r#"
resource "cloud_shape" "a" {
  one = { name = "x" }
  many = [
    { name = "y", inner = { k = { v = "1" } } },
    {},
  ]
  bag    = [{ name = "b" }, { name = "a" }]
  by_key = { small = { size = 1 }, large = { size = 2 } }
  any    = { list = [1, "two"], nested = { yes = true } }
  pair   = ["p", 7]
  table  = { row = [{ a = "1", b = false }] }
  big     = 12345678901234567890.125
  numbers = [3, 0.1, 2]
  empty   = {}
}

resource "cloud_shape" "b" {
  one    = { name = cloud_shape.a.many[0].inner["k"].w }
  any    = cloud_shape.a.id
  by_key = { for port in [cloud_shape.a.given.ports[0]] : "p" => { size = port } }
}

resource "cloud_shape" "nothing" {
  any = null
}
"#;

#[test]
fn every_form_of_value_is_planned_made_and_found_again() {
    let Some(session) = Session::new(SHAPES) else {
        return;
    };
    session.apply();
    session.settled();
    let a = session.attributes("cloud_shape.a");
    assert_eq!(
        a["any"],
        json!({"list": [1, "two"], "nested": {"yes": true}})
    );
    assert_eq!(a["pair"], json!(["p", 7]));
    assert!(a["one"]["ip_address"].is_string(), "{a}");
    assert!(a["many"][1]["id"].is_string(), "{a}");
    assert_ne!(a["many"][0]["id"], a["many"][1]["id"]);
    assert!(a["by_key"]["small"]["self"].is_string(), "{a}");
    let state = std::fs::read_to_string(session.path("terraform.tfstate")).unwrap();
    assert!(state.contains("12345678901234567890.125"), "{state}");
    let b = session.attributes("cloud_shape.b");
    assert_eq!(b["one"]["name"], a["many"][0]["inner"]["k"]["w"]);
    assert_eq!(b["any"], a["id"]);
    session.write(&SHAPES.replace("name = \"y\"", "name = \"z\""));
    session.apply();
    session.settled();
    session.ok(&["destroy", "-auto-approve"]);
    assert_eq!(session.simulator.objects(), []);
}

#[test]
fn an_import_of_an_object_that_is_there_brings_it_whole() {
    let configuration = network("name = \"main\"\nsize = 3");
    let Some(session) = Session::new(&configuration) else {
        return;
    };
    session.apply();
    let before = session.attributes("cloud_network.main");
    let id = before["id"].as_str().unwrap();
    session.ok(&["state", "rm", "cloud_network.main"]);
    session.ok(&["import", "cloud_network.main", id]);
    session.settled();
    assert_eq!(session.attributes("cloud_network.main"), before);
}

#[test]
fn an_import_of_an_object_that_nobody_made_is_changed_and_not_replaced() {
    let import = "import {\n  to = cloud_network.main\n  id = \"net-1\"\n}\n";
    let configuration = network("name = \"main\"\nrule {\n  port = 1\n}") + import;
    let Some(session) = Session::new(&configuration) else {
        return;
    };
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("1 to import, 0 to add, 1 to change, 0 to destroy"),
        "{plan}"
    );
    session.apply();
    session.settled();
    assert_eq!(
        session.attributes("cloud_network.main")["id"],
        json!("net-1")
    );
    session.write(&network("name = \"other\"\nrule {\n  port = 1\n}"));
    let plan = session.ok(&["plan"]);
    assert!(plan.contains("must be replaced"), "{plan}");
}

#[test]
fn a_data_source_reads_the_object_of_its_name() {
    let reading = network("name = \"main\"")
        + r#"
data "cloud_network" "same" {
  name       = "main"
  depends_on = [cloud_network.main]
}
data "cloud_network" "other" {
  name = "somewhere-else"
}
data "cloud_zones" "all" {
  filter {
    name   = "state"
    values = ["up"]
  }
}
output "zones" {
  value = data.cloud_zones.all.names
}
output "same" {
  value = data.cloud_network.same.address == cloud_network.main.address
}
output "other" {
  value = data.cloud_network.other.address == cloud_network.main.address
}
"#;
    let Some(session) = Session::new(&reading) else {
        return;
    };
    session.apply();
    session.settled();
    assert_eq!(session.output("same"), json!(true));
    assert_eq!(session.output("other"), json!(false));
    assert_eq!(session.output("zones").as_array().unwrap().len(), 1);
}

#[test]
fn an_ephemeral_resource_is_opened_and_its_value_is_kept_nowhere() {
    let opening = r#"
ephemeral "cloud_token" "main" {
  audience = "db"
}
"#
    .to_owned()
        + &network("name = \"main\"\nsecret = ephemeral.cloud_token.main.token");
    let Some(session) = Session::new(&opening) else {
        return;
    };
    session.apply();
    session.settled();
    let network = session.attributes("cloud_network.main");
    assert_eq!(network["secret"], json!(null));
}

#[test]
fn terraform_test_runs_with_the_simulated_provider_and_with_mocks() {
    let Some(session) = Session::new(&network("name = \"main\"")) else {
        return;
    };
    let test = r#"
run "plan" {
  command = plan
  assert {
    condition     = cloud_network.main.mode == "standard"
    error_message = "no default"
  }
}
run "apply" {
  assert {
    condition     = startswith(cloud_network.main.arn, "arn:cloud:")
    error_message = "no arn"
  }
}
"#;
    std::fs::write(session.path("real.tftest.hcl"), test).unwrap();
    let mocked = r#"
mock_provider "cloud" {
  mock_resource "cloud_network" {
    defaults = {
      address = "10.9.9.9"
    }
  }
}
run "mocked" {
  assert {
    condition     = cloud_network.main.address == "10.9.9.9"
    error_message = "not mocked"
  }
}
"#;
    let mocked = mocked.to_owned();
    std::fs::write(session.path("mocked.tftest.hcl"), mocked).unwrap();
    let outcome = session.run(&["test"]);
    assert!(outcome.success, "{}", outcome.text);
    assert!(
        outcome.text.contains("3 passed, 0 failed"),
        "{}",
        outcome.text
    );
    assert_eq!(session.simulator.objects(), [], "a test cleans up");
    let failing = test.replace("standard", "special");
    std::fs::write(session.path("real.tftest.hcl"), failing).unwrap();
    let outcome = session.run(&["test"]);
    assert!(
        !outcome.success && outcome.text.contains("no default"),
        "{}",
        outcome.text
    );
}
