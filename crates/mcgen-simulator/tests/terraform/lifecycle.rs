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
