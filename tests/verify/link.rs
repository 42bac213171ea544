//! The stack that lies between the clouds: it reads the states of theirs, and promises nothing when
//! one of them is away.

use std::fmt::Write as _;

use tempfile::TempDir;

use crate::run::{Verify, has_terraform};

const CLOUDS: &str = "\
project: crm
environment: production
strategy: independent
aws: { region: ap-northeast-2, account: \"111122223333\", network: { cidr: 10.30.0.0/16, zones: [a, c] } }
gcp: { region: asia-northeast3, project: crm-production, network: { cidr: 10.20.0.0/20 } }
";

/// An environment with a link in which everything that can exist already does.
fn existing(gateway: &str, id: &str) -> String {
    let mut text = String::from(CLOUDS);
    let _ = write!(
        text,
        "link:
  vpn:
    gateway: {gateway}
    aws-asn: 64512
    gcp-asn: 65000
    existing:
      aws-gateway: {id}
      router: hybrid
      ha-vpn-gateway: {{ name: hybrid, address0: 34.157.1.10, address1: 34.157.2.10 }}
"
    );
    text
}

#[test]
fn gateways_and_a_router_that_exist_already_are_used() {
    if !has_terraform() {
        return;
    }
    let folder = TempDir::new().unwrap();
    for (gateway, id) in [
        ("vpn-gateway", "vgw-0a1b2c3d"),
        ("transit-gateway", "tgw-0a1b2c3d"),
    ] {
        let file = folder.path().join(format!("{gateway}.yaml"));
        std::fs::write(&file, existing(gateway, id)).unwrap();
        let ended = Verify::new().arguments(&[&file]).run();
        ended
            .expect(0)
            .says("gcp-ha-vpn-existing-gateway-existing-router");
    }
}

#[test]
fn with_a_cloud_away_the_link_is_down_and_its_stack_promises_nothing() {
    if !has_terraform() {
        return;
    }
    for (lost, stays) in [("aws", "gcp"), ("gcp", "aws")] {
        let file = "examples/link-vpn-gateway/environment.yaml";
        let ended = Verify::of_stacks()
            .arguments(&[file, "--outage", lost, "--providers", "max"])
            .run();
        ended.expect(0);
        let row = |stack: &str| {
            let is_row = |line: &&str| {
                let mut cells = line.split_whitespace();
                cells.next() == Some("production") && cells.next() == Some(stack)
            };
            let found = ended.data.lines().find(is_row);
            found.unwrap_or_else(|| panic!("no row of {stack} in {}", ended.data))
        };
        assert!(row("link").contains(" down "), "{}", ended.data);
        assert!(!row(stays).contains(" down "), "{}", ended.data);
    }
}

#[test]
fn a_state_of_the_cloud_that_is_away_is_not_there_to_be_read() {
    if !has_terraform() {
        return;
    }
    // A template of somebody who reads the state of the other cloud.
    let templates = TempDir::new().unwrap();
    let folder = templates.path().join("stacks/gcp");
    std::fs::create_dir_all(&folder).unwrap();
    let lookup = "data \"terraform_remote_state\" \"aws\" {\n  backend = \"s3\"\n\n  config = {\n    bucket = \"b\"\n    key    = \"k\"\n    region = \"ap-northeast-2\"\n  }\n}\n\noutput \"other\" {\n  description = \"The other network.\"\n  value       = data.terraform_remote_state.aws.outputs.vpc_id\n}\n";
    std::fs::write(folder.join("lookup.tf.j2"), lookup).unwrap();
    let file = "examples/link-vpn-gateway/environment.yaml";
    Verify::of_stacks()
        .arguments(&[file, "--outage", "aws", "--providers", "max"])
        .arguments(&["--templates", templates.path().to_str().unwrap()])
        .run()
        .expect(1)
        .says("RUN-007")
        .says("a state that it reads lives there (backend `s3`)");
}

#[test]
fn a_state_that_no_stack_has_is_a_finding() {
    if !has_terraform() {
        return;
    }
    let templates = TempDir::new().unwrap();
    let folder = templates.path().join("stacks/link");
    std::fs::create_dir_all(&folder).unwrap();
    let own = crate::run::root().join("modules-templates/stacks/link/main.tf.j2");
    let text = std::fs::read_to_string(own).unwrap();
    let text = text.replace(
        "\"terraform_remote_state\" \"gcp\"",
        "\"terraform_remote_state\" \"google\"",
    );
    let text = text.replace(
        "terraform_remote_state.gcp",
        "terraform_remote_state.google",
    );
    std::fs::write(folder.join("main.tf.j2"), text).unwrap();
    let file = "examples/link-vpn-gateway/environment.yaml";
    Verify::of_stacks()
        .arguments(&[file, "--providers", "max"])
        .arguments(&["--templates", templates.path().to_str().unwrap()])
        .run()
        .expect(1)
        .says("RUN-001")
        .says("No stored state was found");
}
