//! What a `provider` block says for everything below it.

use serde_json::json;

use crate::session::Session;

const AWS: &str = r#"
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { owner = "one", kept = "yes" }
  }
}
provider "aws" {
  alias  = "two"
  region = "us-west-2"
  assume_role {
    role_arn = "arn:aws:iam::222222222222:role/deploy"
  }
}
provider "aws" {
  alias               = "three"
  allowed_account_ids = ["333333333333"]
}

resource "aws_vpc" "one" {
  tags = { owner = "me" }
}
resource "aws_vpc" "two" {
  provider = aws.two
}
resource "aws_vpc" "moved" {
  region = "eu-north-1"
}
resource "aws_kms_key" "main" {
  policy = data.aws_iam_policy_document.main.json
}

data "aws_caller_identity" "one" {}
data "aws_caller_identity" "two" {
  provider = aws.two
}
data "aws_caller_identity" "three" {
  provider = aws.three
}
data "aws_region" "two" {
  provider = aws.two
}
data "aws_partition" "main" {}
data "aws_availability_zones" "main" {
  state = "available"
}
data "aws_iam_policy_document" "main" {
  statement {
    sid       = "Own"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:${data.aws_partition.main.partition}:iam::${data.aws_caller_identity.one.account_id}:root"]
    }
  }
}

output "accounts" {
  value = [
    data.aws_caller_identity.one.account_id,
    data.aws_caller_identity.two.account_id,
    data.aws_caller_identity.three.account_id,
  ]
}
output "region" {
  value = data.aws_region.two.name
}
output "zones" {
  value = data.aws_availability_zones.main.names
}
output "policy" {
  value = jsondecode(data.aws_iam_policy_document.main.json)
}
"#;

#[test]
fn each_configuration_of_aws_has_a_region_an_account_and_tags_of_its_own() {
    let Some(session) = Session::new(AWS) else {
        return;
    };
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("\"kept\"  = \"yes\""),
        "tags are known in the plan: {plan}"
    );
    session.apply();
    session.settled();
    let one = session.attributes("aws_vpc.one");
    assert_eq!(one["region"], json!("eu-west-1"));
    assert_eq!(one["tags_all"], json!({"kept": "yes", "owner": "me"}));
    assert_eq!(one["tags"], json!({"owner": "me"}));
    assert!(
        one["arn"]
            .as_str()
            .unwrap()
            .starts_with("arn:aws:ec2:eu-west-1:123456789012:")
    );
    let two = session.attributes("aws_vpc.two");
    assert_eq!(two["region"], json!("us-west-2"));
    assert_eq!(two["tags_all"], json!({}));
    assert_eq!(two["owner_id"], json!("222222222222"));
    assert_eq!(
        session.attributes("aws_vpc.moved")["region"],
        json!("eu-north-1")
    );
    assert_eq!(
        session.output("accounts"),
        json!(["123456789012", "222222222222", "333333333333"])
    );
    assert_eq!(session.output("region"), json!("us-west-2"));
    assert_eq!(
        session.output("zones"),
        json!(["eu-west-1a", "eu-west-1b", "eu-west-1c"])
    );
    assert_eq!(
        session.output("policy"),
        json!({"Version": "2012-10-17", "Statement": [{
            "Sid": "Own", "Effect": "Allow", "Action": "kms:*", "Resource": "*",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
        }]})
    );
}

#[test]
fn another_region_of_the_provider_replaces_what_follows_it() {
    let Some(session) = Session::new(AWS) else {
        return;
    };
    session.apply();
    session.write(&AWS.replace("eu-west-1", "eu-central-1"));
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("2 to add, 0 to change, 2 to destroy"),
        "{plan}"
    );
    session.write(&AWS.replace("kept = \"yes\"", "kept = \"no\""));
    let plan = session.ok(&["plan"]);
    assert!(
        plan.contains("0 to add, 2 to change, 0 to destroy"),
        "{plan}"
    );
}

const GOOGLE: &str = r#"
provider "google" {
  project        = "crm-production"
  region         = "europe-west1"
  default_labels = { team = "data" }
}
resource "google_compute_address" "main" {
  name   = "main"
  labels = { env = "production" }
}
resource "google_compute_address" "other" {
  name    = "main"
  project = "crm-staging"
}
data "google_project" "main" {}
output "number" {
  value = data.google_project.main.number
}
"#;

#[test]
fn google_settings_reach_projects_regions_and_labels() {
    let Some(session) = Session::new(GOOGLE) else {
        return;
    };
    session.apply();
    session.settled();
    let main = session.attributes("google_compute_address.main");
    let labels = json!({
        "env": "production", "goog-terraform-provisioned": "true", "team": "data",
    });
    assert_eq!(main["effective_labels"], labels);
    assert_eq!(main["terraform_labels"], labels);
    assert_eq!(main["labels"], json!({"env": "production"}));
    let id = "projects/crm-production/regions/europe-west1/addresses/main";
    assert_eq!(main["id"], json!(id));
    assert_eq!(
        main["self_link"],
        json!(format!("https://www.googleapis.com/compute/v1/{id}"))
    );
    let other = session.attributes("google_compute_address.other");
    assert_eq!(other["project"], json!("crm-staging"));
    let number = session.output("number");
    assert_eq!(number.as_str().unwrap().len(), 12);
}
