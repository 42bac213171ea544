//! A cloud that goes away takes its own stack with it, and no other.

use crate::run::{Verify, has_terraform};

const BOTH_CLOUDS: &str = "examples/independent-both-clouds/environment.yaml";

#[test]
fn the_loss_of_a_cloud_leaves_the_stack_of_the_other_at_work() {
    if !has_terraform() {
        return;
    }
    for (lost, stays) in [("aws", "gcp"), ("gcp", "aws")] {
        let ended = Verify::of_stacks()
            .arguments(&[BOTH_CLOUDS, "--outage", lost, "--providers", "max"])
            .run();
        ended.expect(0).says(&format!(
            "with {lost} down every stack that must still work was planned and applied"
        ));
        let row = |stack: &str| {
            let is_row = |line: &&str| {
                let mut cells = line.split_whitespace();
                cells.next() == Some("production") && cells.next() == Some(stack)
            };
            let found = ended.data.lines().find(is_row);
            found.unwrap_or_else(|| panic!("no row of {stack} in {}", ended.data))
        };
        assert!(row(lost).contains(" down "), "{}", ended.data);
        assert!(!row(stays).contains(" down "), "{}", ended.data);
    }
}

#[test]
fn a_stack_that_reads_another_cloud_is_found() {
    if !has_terraform() {
        return;
    }
    // A template of somebody who looks a value up in the other cloud.
    let templates = tempfile::TempDir::new().unwrap();
    let folder = templates.path().join("stacks/gcp");
    std::fs::create_dir_all(&folder).unwrap();
    let own = crate::run::root().join("modules-templates/stacks/gcp");
    let versions = std::fs::read_to_string(own.join("versions.tf.j2")).unwrap();
    let versions = versions.replacen(
        "required_providers {",
        "required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \">= 5.100, < 7.0\"\n    }\n",
        1,
    );
    std::fs::write(folder.join("versions.tf.j2"), versions).unwrap();
    let lookup = "provider \"aws\" {\n  region = \"ap-northeast-1\"\n}\n\ndata \"aws_vpc\" \"other\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n\noutput \"other\" {\n  description = \"The other network.\"\n  value       = data.aws_vpc.other.id\n}\n";
    std::fs::write(folder.join("lookup.tf.j2"), lookup).unwrap();
    Verify::of_stacks()
        .arguments(&[BOTH_CLOUDS, "--outage", "aws", "--providers", "max"])
        .arguments(&["--templates", templates.path().to_str().unwrap()])
        .run()
        .expect(1)
        .says("RUN-007")
        .says("lookup.tf");
}

/// The example of two linked clouds as a primary in AWS and a replica in Google Cloud.
fn primary_and_replica() -> tempfile::TempDir {
    let linked = crate::run::root().join("examples/link-vpn-gateway/environment.yaml");
    let text = std::fs::read_to_string(linked).unwrap();
    let strategy = "strategy: { primary-replica: { primary: aws, replication: logical, tables: [public.orders] } }";
    let text = text.replacen("strategy: independent", strategy, 1);
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("production.yaml"), text).unwrap();
    folder
}

#[test]
fn the_loss_of_the_primary_is_answered_by_a_promotion_and_that_of_the_replica_is_not() {
    if !has_terraform() {
        return;
    }
    let folder = primary_and_replica();
    let verify = |lost: &str| {
        Verify::of_stacks()
            .arguments(&[folder.path()])
            .arguments(&["--outage", lost, "--providers", "max"])
            .run()
    };
    let ended = verify("aws");
    ended
        .expect(0)
        .says("as it is and with the other side as the primary");
    let header = ended.data.lines().find(|it| it.starts_with("environment"));
    assert!(header.unwrap().contains("promote"), "{}", ended.data);
    let ended = verify("gcp");
    assert!(!ended.expect(0).data.contains("promote"), "{}", ended.data);
}
