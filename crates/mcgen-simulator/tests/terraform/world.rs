//! The world that the objects are in: who is who, what changes behind Terraform's back, and what is
//! left of it all.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mcgen_simulator::{Simulator, SimulatorError, World, WorldError};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::session::{Session, provider, providers};

const ALIKE: &str = r#"
resource "aws_vpc" "alike" {
  count      = 12
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "other" {
  count      = 12
  cidr_block = "10.${count.index}.0.0/16"
}
resource "google_compute_address" "alike" {
  count = 2
  name  = "same"
}
"#;

#[test]
fn objects_that_are_alike_have_ids_of_their_own() {
    let Some(session) = Session::new(ALIKE) else {
        return;
    };
    session.apply();
    session.settled();
    let objects = session.simulator.objects();
    let ids: BTreeSet<&str> = objects.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), 26, "{ids:?}");
    // What was destroyed is not made again as the same object.
    session.ok(&["destroy", "-auto-approve"]);
    session.apply();
    let again = session.simulator.objects();
    let vpcs = again.iter().filter(|it| it.resource_type == "aws_vpc");
    for vpc in vpcs {
        assert!(!ids.contains(vpc.id.as_str()), "{} came back", vpc.id);
    }
}

/// The state without what Terraform itself draws by chance, and without the order of objects that
/// are alike.
fn state(session: &Session) -> Json {
    let text = std::fs::read_to_string(session.path("terraform.tfstate")).unwrap();
    let mut state: Json = serde_json::from_str(&text).unwrap();
    state["lineage"] = Json::Null;
    state["serial"] = Json::Null;
    state
}

#[test]
fn two_runs_give_the_same_state() {
    let different = r#"
resource "cloud_network" "main" {
  for_each = toset(["a", "b", "c", "d", "e", "f"])
  name     = each.key
  need {
    deep {
      b = each.key
    }
  }
}
resource "aws_vpc" "main" {
  count      = 8
  cidr_block = "10.${count.index}.0.0/16"
  tags       = { network = cloud_network.main["a"].id }
}
resource "cloud_shape" "main" {
  one = { name = "x" }
  any = values(cloud_network.main)[*].id
}
"#;
    let mut states = Vec::new();
    for _ in 0..2 {
        let Some(session) = Session::new(different) else {
            return;
        };
        session.apply();
        states.push(state(&session));
    }
    assert_eq!(states[0], states[1]);
}

const VPC: &str =
    "resource \"aws_vpc\" \"main\" {\n  cidr_block = \"10.0.0.0/16\"\n  tags = { a = \"b\" }\n}\n";

#[test]
fn a_change_behind_terraforms_back_is_found_and_undone() {
    let Some(session) = Session::new(VPC) else {
        return;
    };
    session.apply();
    let id = session.simulator.objects()[0].id.clone();
    let edit = |path: &str, value: &Json| session.simulator.edit("aws_vpc", &id, path, value);
    edit("tags.a", &json!("changed")).unwrap();
    let outcome = session.run(&["plan", "-detailed-exitcode"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.text);
    assert!(
        outcome.text.contains(r#""changed" -> "b""#),
        "{}",
        outcome.text
    );
    session.apply();
    session.settled();
    assert_eq!(
        session.simulator.objects()[0].attributes["tags"],
        json!({"a": "b"})
    );

    let missing = WorldError::NoValue {
        resource_type: "aws_vpc".to_owned(),
        id: id.clone(),
        path: "tag".to_owned(),
    };
    assert_eq!(edit("tag", &json!("x")), Err(missing));
    let nobody = session.simulator.remove("aws_vpc", "vpc-1");
    let nobody = nobody.unwrap_err().to_string();
    assert_eq!(
        nobody,
        "the simulated world has no `aws_vpc` with the id `vpc-1`"
    );

    session.simulator.remove("aws_vpc", &id).unwrap();
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("1 to add, 0 to change, 0 to destroy"),
        "{plan}"
    );
    session.apply();
    session.settled();
}

#[test]
fn an_outage_stops_what_needs_the_cloud_and_nothing_else() {
    let google = "resource \"google_compute_address\" \"main\" {\n  name = \"a\"\n}\n";
    let offline = "provider \"aws\" {\n  skip_credentials_validation = true\n}\n";
    let Some(session) = Session::new(&format!("{offline}{VPC}{google}")) else {
        return;
    };
    session.apply();
    session.simulator.set_reachable("hashicorp/aws", false);
    session.ok(&["validate"]);
    let plan = session.run(&["plan"]);
    assert!(!plan.success);
    assert!(
        plan.text.contains("Simulated outage of hashicorp/aws"),
        "{}",
        plan.text
    );
    session.ok(&["plan", "-target=google_compute_address.main"]);
    // What exists in the other cloud can be planned without a look at the one that is gone.
    session.ok(&["plan", "-refresh=false"]);
    let destroy = session.run(&["destroy", "-auto-approve", "-refresh=false"]);
    assert!(!destroy.success, "{}", destroy.text);
    let left: Vec<String> = session
        .simulator
        .objects()
        .into_iter()
        .map(|it| it.source)
        .collect();
    assert_eq!(
        left,
        ["hashicorp/aws"],
        "Google's object is gone, the other one is not"
    );
    session.simulator.set_reachable("hashicorp/aws", true);
    session.ok(&["destroy", "-auto-approve"]);
    assert_eq!(session.simulator.objects(), []);
}

#[test]
fn a_provider_that_checks_credentials_cannot_be_configured_during_an_outage() {
    let Some(session) = Session::new(VPC) else {
        return;
    };
    session.simulator.set_reachable("hashicorp/aws", false);
    let plan = session.run(&["plan"]);
    assert!(!plan.success);
    assert!(
        plan.text.contains("checking the credentials"),
        "{}",
        plan.text
    );
}

#[test]
fn two_simulators_do_not_know_each_other() {
    let Some(one) = Session::new(VPC) else {
        return;
    };
    let Some(two) = Session::new(VPC) else {
        return;
    };
    std::thread::scope(|scope| {
        scope.spawn(|| one.apply());
        scope.spawn(|| two.apply());
    });
    for session in [one, two] {
        assert_eq!(session.simulator.objects().len(), 1);
        session.settled();
    }
}

#[test]
fn a_world_outlives_its_simulator_and_the_version_of_a_provider() {
    let Some(session) = Session::new(VPC) else {
        return;
    };
    session.apply();
    let world = session.simulator.world().clone();
    let state = std::fs::read_to_string(session.path("terraform.tfstate")).unwrap();
    drop(session);

    // The next version of the provider has one attribute more, one less, and counts its states.
    let mut providers = providers();
    let mut schema = (*providers[0].schema).clone();
    let vpc = schema.resources.get_mut("aws_vpc").unwrap();
    let added = vpc.block.attributes["arn"].clone();
    vpc.block.attributes.insert("added".to_owned(), added);
    vpc.block.attributes.remove("owner_id");
    vpc.version = 1;
    providers[0].schema = Arc::new(schema);
    let folder = std::env::temp_dir();
    let simulator = Simulator::start_in(world, providers, &folder).unwrap();
    let session = Session::with(simulator).unwrap();
    session.write(VPC);
    std::fs::write(session.path("terraform.tfstate"), state).unwrap();
    session.ok(&["init"]);
    session.settled();
    session.write(&VPC.replace("a = \"b\"", "a = \"c\""));
    session.apply();
    session.settled();
    assert_eq!(session.simulator.objects().len(), 1);
    assert!(session.attributes("aws_vpc.main")["added"].is_string());
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn nothing_is_left_of_a_simulator_whose_terraform_was_killed() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = TempDir::new().unwrap();
    let simulator = Simulator::start_in(World::default(), providers(), folder.path()).unwrap();
    let private = std::fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    assert_eq!(
        private.metadata().unwrap().permissions().mode() & 0o777,
        0o700
    );
    assert_eq!(entries(&private.path()), 3, "one socket for each provider");
    let Some(session) = Session::with(simulator) else {
        return;
    };
    session.write(&ALIKE.replace("12", "60"));
    session.ok(&["init"]);
    let mut terraform = session.terraform();
    terraform
        .args(["apply", "-auto-approve"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let mut terraform = terraform.spawn().unwrap();
    let deadline = Instant::now() + Duration::from_mins(1);
    while session.simulator.objects().is_empty() {
        assert!(Instant::now() < deadline, "nothing was applied");
        std::thread::sleep(Duration::from_millis(5));
    }
    terraform.kill().unwrap();
    terraform.wait().unwrap();
    session.simulator.stop();
    assert_eq!(entries(folder.path()), 0);
}

#[test]
fn a_path_that_is_too_long_for_a_socket_is_refused_with_a_next_step() {
    let folder = TempDir::new().unwrap();
    let deep = folder.path().join("d".repeat(100));
    std::fs::create_dir(&deep).unwrap();
    let error = Simulator::start_in(World::default(), providers(), &deep).unwrap_err();
    assert!(
        matches!(error, SimulatorError::PathTooLong { .. }),
        "{error:?}"
    );
    assert!(error.to_string().contains("set TMPDIR"), "{error}");
    assert_eq!(entries(&deep), 0);
    let missing = folder.path().join("missing");
    let error = Simulator::start_in(World::default(), providers(), &missing).unwrap_err();
    assert!(matches!(error, SimulatorError::Folder { .. }), "{error:?}");
}

#[test]
fn one_provider_cannot_be_two() {
    let error = Simulator::start(vec![provider("aws"), provider("aws")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the provider `hashicorp/aws` is simulated twice"
    );
}

#[test]
fn an_overlay_that_cannot_be_used_is_refused() {
    for (overlay, reason) in [
        (
            json!({"computed": {"arn": "{Nope}"}}),
            "`{Nope}` is no placeholder",
        ),
        (
            json!({"constraints": {"arn": {"pattern": "("}}}),
            "`(` is no pattern",
        ),
    ] {
        let mut overlay = overlay;
        overlay["sources"] = json!([]);
        let overlay = json!({"provider": "hashicorp/aws", "resource": {"aws_vpc": overlay}});
        let mut provider = provider("aws");
        provider.overlay = Arc::new(serde_json::from_value(overlay).unwrap());
        let error = Simulator::start(vec![provider]).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
    }
}
