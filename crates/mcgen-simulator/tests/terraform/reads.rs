//! Data sources and ephemeral resources that read what the world holds.

use mcgen_schema::{Catalog, Kind};
use mcgen_simulator::{SimulatedProvider, Simulator};
use serde_json::json;

use crate::session::Session;

const HEAD: &str = r#"
terraform {
  required_providers {
    aws    = { source = "hashicorp/aws" }
    google = { source = "hashicorp/google" }
  }
}
provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "elsewhere"
  region = "eu-north-1"
}
provider "google" {
  project = "crm"
  region  = "europe-west1"
}
"#;

/// What is served: the types that a configuration names.
fn types(configuration: &str) -> impl Iterator<Item = (Kind, &str)> {
    configuration.lines().filter_map(|line| {
        let (keyword, rest) = line.split_once(" \"")?;
        let kind = Kind::ALL.into_iter().find(|it| it.keyword() == keyword)?;
        Some((kind, rest.split('"').next()?))
    })
}

/// The newest versions of both clouds; nothing where there is no Terraform.
fn session(configuration: &str) -> Option<Session> {
    let catalog = Catalog::embedded().unwrap();
    let providers = ["hashicorp/aws", "hashicorp/google"].map(|source| {
        let provider = catalog.newest(source).unwrap();
        SimulatedProvider::held(provider, types(configuration)).unwrap()
    });
    let session = Session::with(Simulator::start(providers.to_vec()).unwrap())?;
    std::fs::write(session.path("head.tf"), HEAD).unwrap();
    write(&session, configuration);
    session.ok(&["init"]);
    Some(session)
}

fn write(session: &Session, configuration: &str) {
    std::fs::write(session.path("main.tf"), configuration).unwrap();
}

const SECRETS: &str = r#"
resource "aws_secretsmanager_secret" "main" {
  name = "main"
}
resource "aws_secretsmanager_secret_version" "main" {
  secret_id                = aws_secretsmanager_secret.main.id
  secret_string_wo         = jsonencode({ password = "first" })
  secret_string_wo_version = 1
}
ephemeral "aws_secretsmanager_secret_version" "main" {
  secret_id = aws_secretsmanager_secret_version.main.arn
  lifecycle {
    postcondition {
      condition     = jsondecode(self.secret_string).password == "first"
      error_message = "It is another one."
    }
  }
}
resource "aws_ssm_parameter" "main" {
  name             = "main"
  type             = "SecureString"
  value_wo         = "first"
  value_wo_version = 1
  description      = "one"
}
ephemeral "aws_ssm_parameter" "main" {
  arn = aws_ssm_parameter.main.arn
  lifecycle {
    postcondition {
      condition     = self.value == "first"
      error_message = "It is another one."
    }
  }
}
resource "google_secret_manager_secret" "main" {
  secret_id = "main"
  replication {
    auto {}
  }
}
resource "google_secret_manager_secret_version" "main" {
  secret                 = google_secret_manager_secret.main.id
  secret_data_wo         = "first"
  secret_data_wo_version = 1
}
ephemeral "google_secret_manager_secret_version" "main" {
  secret  = google_secret_manager_secret.main.secret_id
  version = google_secret_manager_secret_version.main.version
  lifecycle {
    postcondition {
      condition     = self.secret_data == "first"
      error_message = "It is another one."
    }
  }
}
"#;

#[test]
fn what_a_write_only_argument_stored_is_read_back_and_stands_in_no_state() {
    let Some(session) = session(SECRETS) else {
        return;
    };
    session.apply();
    session.settled();
    let state = std::fs::read_to_string(session.path("terraform.tfstate")).unwrap();
    assert!(!state.contains("first"), "{state}");
    let objects = format!("{:?}", session.simulator.objects());
    assert!(!objects.contains("first"), "{objects}");

    // Another value without another version is not written, whatever else changes.
    let other = SECRETS
        .replace(
            r#"value_wo         = "first""#,
            r#"value_wo         = "second""#,
        )
        .replace(r#""one""#, r#""two""#);
    write(&session, &other);
    session.apply();
    session.settled();

    let written = SECRETS
        .replace(r#"{ password = "first" }"#, r#"{ password = "second" }"#)
        .replace(
            "secret_string_wo_version = 1",
            "secret_string_wo_version = 2",
        )
        .replace(r#"password == "first""#, r#"password == "second""#);
    write(&session, &written);
    session.apply();
    session.settled();
}

const LOOKUPS: &str = r#"
resource "aws_vpc" "main" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "main", Team = "data" }
}
data "aws_vpc" "by_tags" {
  tags       = { Name = "main" }
  depends_on = [aws_vpc.main]
}
data "aws_vpc" "elsewhere" {
  provider   = aws.elsewhere
  tags       = { Name = "main" }
  depends_on = [aws_vpc.main]
}
data "aws_vpc" "filtered" {
  filter {
    name   = "tag:Name"
    values = ["main"]
  }
  depends_on = [aws_vpc.main]
}
resource "aws_db_instance" "main" {
  identifier        = "main"
  instance_class    = "db.m7g.large"
  allocated_storage = 20
  engine            = "postgres"
  username          = "root"
}
data "aws_db_instance" "main" {
  db_instance_identifier = aws_db_instance.main.identifier
}
resource "aws_kms_key" "main" {}
data "aws_kms_key" "main" {
  key_id = aws_kms_key.main.arn
}
resource "google_compute_network" "main" {
  name = "main"
}
data "google_compute_network" "main" {
  name = google_compute_network.main.name
}
data "google_compute_network" "elsewhere" {
  name       = "main"
  project    = "other"
  depends_on = [google_compute_network.main]
}
resource "google_sql_database_instance" "main" {
  name             = "main"
  database_version = "POSTGRES_17"
  settings {
    tier = "db-perf-optimized-N-2"
  }
}
data "google_sql_database_instance" "main" {
  name = google_sql_database_instance.main.name
}

output "same" {
  value = {
    vpc     = data.aws_vpc.by_tags.id == aws_vpc.main.id
    dns     = data.aws_vpc.by_tags.enable_dns_hostnames
    cidr    = data.aws_vpc.by_tags.cidr_block
    address = data.aws_db_instance.main.address == aws_db_instance.main.address
    class   = data.aws_db_instance.main.db_instance_class
    port    = data.aws_db_instance.main.db_instance_port == aws_db_instance.main.port
    key     = data.aws_kms_key.main.id == aws_kms_key.main.key_id
    network = data.google_compute_network.main.self_link == google_compute_network.main.self_link
    sql     = data.google_sql_database_instance.main.connection_name == google_sql_database_instance.main.connection_name
    tier    = data.google_sql_database_instance.main.settings[0].tier
  }
}
output "other" {
  value = {
    vpc      = data.aws_vpc.elsewhere.id != aws_vpc.main.id
    filtered = data.aws_vpc.filtered.id != aws_vpc.main.id
    network  = data.google_compute_network.elsewhere.self_link != google_compute_network.main.self_link
  }
}
"#;

#[test]
fn a_data_source_gives_the_object_that_its_arguments_tell_and_otherwise_what_could_be() {
    let Some(session) = session(LOOKUPS) else {
        return;
    };
    session.apply();
    session.settled();
    assert_eq!(
        session.output("same"),
        json!({
            "vpc": true, "dns": true, "cidr": "10.1.0.0/16",
            "address": true, "class": "db.m7g.large", "port": true,
            "key": true, "network": true, "sql": true, "tier": "db-perf-optimized-N-2",
        })
    );
    assert_eq!(
        session.output("other"),
        json!({"vpc": true, "filtered": true, "network": true})
    );
}
