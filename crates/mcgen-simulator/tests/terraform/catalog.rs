//! The real schemas of the catalog, under the real Terraform.

use std::process::Command;

use mcgen_schema::{Catalog, Kind};
use mcgen_simulator::{SimulatedProvider, Simulator};
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::session::{Session, skip_or_fail};

/// Two clouds, each of which needs what the other one decides.
const VPN: &str = r#"
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    google = { source = "hashicorp/google" }
    random = { source = "hashicorp/random" }
  }
}
provider "aws" {
  region = "eu-west-1"
}
provider "google" {
  project = "crm"
  region  = "europe-west1"
}

resource "random_integer" "asn" {
  min = 64512
  max = 64612
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpn_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_customer_gateway" "main" {
  count      = 2
  bgp_asn    = random_integer.asn.result
  ip_address = google_compute_ha_vpn_gateway.main.vpn_interfaces[count.index].ip_address
  type       = "ipsec.1"
}
resource "aws_vpn_connection" "main" {
  count               = 2
  customer_gateway_id = aws_customer_gateway.main[count.index].id
  vpn_gateway_id      = aws_vpn_gateway.main.id
  type                = "ipsec.1"
}
resource "google_compute_network" "main" {
  name = "main"
}
resource "google_compute_router" "main" {
  name    = "main"
  network = google_compute_network.main.id
  bgp {
    asn = random_integer.asn.result
  }
}
resource "google_compute_ha_vpn_gateway" "main" {
  name    = "main"
  network = google_compute_network.main.id
}
resource "google_compute_external_vpn_gateway" "main" {
  name            = "main"
  redundancy_type = "FOUR_IPS_REDUNDANCY"
  dynamic "interface" {
    for_each = flatten(aws_vpn_connection.main[*][*].tunnel1_address)
    content {
      id         = interface.key
      ip_address = interface.value
    }
  }
}
resource "google_compute_vpn_tunnel" "main" {
  count                           = 2
  name                            = "main-${count.index}"
  vpn_gateway                     = google_compute_ha_vpn_gateway.main.id
  vpn_gateway_interface           = count.index
  peer_external_gateway           = google_compute_external_vpn_gateway.main.id
  peer_external_gateway_interface = count.index
  router                          = google_compute_router.main.name
  shared_secret                   = aws_vpn_connection.main[count.index].tunnel1_preshared_key
}
resource "google_compute_router_interface" "main" {
  name       = "main"
  router     = google_compute_router.main.name
  ip_range   = "${aws_vpn_connection.main[0].tunnel1_cgw_inside_address}/30"
  vpn_tunnel = google_compute_vpn_tunnel.main[0].name
}

output "inside" {
  value = cidrhost("${aws_vpn_connection.main[0].tunnel1_cgw_inside_address}/30", 2) == aws_vpn_connection.main[0].tunnel1_cgw_inside_address
}
"#;

/// The types of the resources in a configuration.
fn types(configuration: &str) -> Vec<(Kind, &str)> {
    configuration
        .lines()
        .filter_map(|line| line.strip_prefix("resource \"")?.split('"').next())
        .map(|name| (Kind::Resource, name))
        .collect()
}

#[test]
fn two_clouds_that_need_each_other_are_built_and_destroyed_at_both_ends_of_the_versions() {
    let catalog = Catalog::embedded().unwrap();
    let sources = ["hashicorp/aws", "hashicorp/google", "hashicorp/random"];
    for end in [Catalog::oldest, Catalog::newest] {
        let providers = sources.map(|source| {
            let provider = end(catalog, source).unwrap();
            SimulatedProvider::held(provider, types(VPN)).unwrap()
        });
        let simulator = Simulator::start(providers.to_vec()).unwrap();
        let Some(session) = Session::with(simulator) else {
            return;
        };
        std::fs::write(session.path("main.tf"), VPN).unwrap();
        session.ok(&["init"]);
        session.apply();
        session.settled();
        assert_eq!(session.output("inside"), json!(true));
        session.ok(&["destroy", "-auto-approve"]);
        assert_eq!(session.simulator.objects(), []);
    }
}

/// What is right and what is wrong in the eyes of the schema of AWS.
const AWS: &str = r#"
resource "aws_vpc" "right" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "unknown" {
  cidr_blok = "10.0.0.0/16"
}
resource "aws_vpc" "computed" {
  cidr_block = "10.0.0.0/16"
  arn        = "x"
}
resource "aws_db_instance" "null" {
  instance_class = null
}
resource "aws_db_instance" "missing" {
}
resource "aws_iam_role" "null" {
  assume_role_policy = null
}
resource "aws_kms_key" "type" {
  deletion_window_in_days = []
}
resource "aws_s3_bucket" "deprecated" {
  bucket = "b"
  acl    = "private"
}
resource "aws_s3_bucket_versioning" "block" {
  bucket = "b"
}
resource "aws_lb_target_group" "null" {
  health_check {
    path = null
  }
  stickiness {
    type = null
  }
}
resource "aws_security_group_rule" "null" {
  type              = "ingress"
  security_group_id = null
  protocol          = "tcp"
  from_port         = 1
  to_port           = null
  self              = true
}
data "aws_vpc" "computed" {
  arn = "x"
}
data "aws_ami" "right" {
  owners = ["self"]
}
"#;

const REQUIRED: &str = "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n      version = \"5.100.0\"\n    }\n  }\n}\n";

/// The severity and line of each finding.
fn verdict(output: &str) -> Vec<(String, u64)> {
    let report: Json = serde_json::from_str(output).unwrap();
    let findings = report["diagnostics"].as_array().unwrap().iter();
    let mut findings: Vec<(String, u64)> = findings
        .map(|it| {
            let line = it["range"]["start"]["line"].as_u64();
            (it["severity"].to_string(), line.unwrap_or_default())
        })
        .collect();
    findings.sort();
    findings
}

#[test]
fn the_real_aws_provider_and_the_simulated_one_find_the_same() {
    let real = TempDir::new().unwrap();
    std::fs::write(real.path().join("versions.tf"), REQUIRED).unwrap();
    let terraform = |arguments: &[&str]| {
        let mut terraform = Command::new("terraform");
        terraform
            .current_dir(real.path())
            .env("CHECKPOINT_DISABLE", "1");
        terraform.args(arguments).output()
    };
    if !terraform(&["init", "-input=false"]).is_ok_and(|it| it.status.success()) {
        return skip_or_fail("the AWS provider is out of reach");
    }
    let mut types = types(AWS);
    types.extend([(Kind::DataSource, "aws_vpc"), (Kind::DataSource, "aws_ami")]);
    let version = "5.100.0".parse().unwrap();
    let aws = Catalog::embedded()
        .unwrap()
        .provider("hashicorp/aws", &version)
        .unwrap();
    let simulated = SimulatedProvider::held(aws, types).unwrap();
    let session = Session::with(Simulator::start(vec![simulated]).unwrap()).unwrap();
    std::fs::write(session.path("versions.tf"), REQUIRED).unwrap();
    session.ok(&["init"]);
    std::fs::write(session.path("main.tf"), AWS).unwrap();
    std::fs::write(real.path().join("main.tf"), AWS).unwrap();
    let output = terraform(&["validate", "-json"]).unwrap().stdout;
    let real = verdict(&String::from_utf8(output).unwrap());
    let simulated = verdict(&session.run(&["validate", "-json"]).output);
    assert!(real.len() >= 9, "{real:?}");
    assert_eq!(
        real, simulated,
        "left: the real one, right: the simulated one"
    );
}
