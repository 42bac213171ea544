//! One database over both clouds: what an outage leaves, and the way to it from a database of one cloud.

use tempfile::TempDir;

use crate::run::{Ended, Verify, has_terraform, root};

const FILE: &str = "examples/global-cockroachdb/environment.yaml";
const CRM: &str = "environments/crm-global/production.yaml";
const YUGABYTE: &str = "examples/global-yugabytedb/environment.yaml";
const BOTH_CLOUDS: &str = "examples/global-yugabytedb-clouds/environment.yaml";
const STRATEGY: &str = "  global-database:\n";
const DATABASE: &str = "  database: { engine: postgres, version: \"17\", class: db.m7g.large }\n";

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap()
}

/// The example while its old database is still there.
fn migrating(file: &str) -> String {
    let text = text(file).replace(
        STRATEGY,
        &format!("{STRATEGY}    migration: {{ from: aws }}\n"),
    );
    with_database(&text)
}

fn with_database(text: &str) -> String {
    let network = text
        .lines()
        .find(|line| line.contains("10.30.0.0/16"))
        .unwrap();
    text.replace(network, &format!("{network}\n{DATABASE}"))
}

/// The example before: a database of AWS, and none over both.
fn independent(file: &str) -> String {
    let text = text(file);
    let (head, rest) = text.split_once("strategy:\n").unwrap();
    let (_, rest) = rest.split_once("residency:").unwrap();
    let (rest, _) = rest.split_once("waivers:").unwrap();
    with_database(&format!("{head}strategy: independent\nresidency:{rest}"))
}

fn verify_change(old: &str, new: &str) -> Ended {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (old, new) = (write("old.yaml", old), write("new.yaml", new));
    Verify::of_stacks()
        .arguments(&[new.to_str().unwrap(), "--from", old.to_str().unwrap()])
        .arguments(&["--providers", "min"])
        .run()
}

#[test]
fn the_old_database_outlives_the_beginning_of_a_migration() {
    if !has_terraform() {
        return;
    }
    verify_change(&independent(YUGABYTE), &migrating(YUGABYTE))
        .expect(0)
        .says("without loss of data");
}

#[test]
fn the_end_of_a_migration_names_the_database_that_is_left() {
    if !has_terraform() {
        return;
    }
    verify_change(&migrating(FILE), &text(FILE))
        .expect(1)
        .says("RUN-005")
        .says("destroy `module.database.aws_db_instance.this`, which is a database");
}

#[test]
fn the_clouds_of_a_cluster_are_those_of_its_creation() {
    if !has_terraform() {
        return;
    }
    let both = text(BOTH_CLOUDS);
    let network = both
        .lines()
        .find(|it| it.contains("google-network"))
        .unwrap();
    let link = "link: { vpn: { gateway: vpn-gateway, aws-asn: 64512, gcp-asn: 65000 } }\n";
    let one = both
        .replace(&format!("{network}\n"), "")
        .replace("asia-northeast1, cidr", "ap-northeast-1, cidr");
    let linked = |text: &str| format!("{text}{link}");
    verify_change(&linked(&one), &linked(&both))
        .expect(1)
        .says("RUN-005")
        .says("replace `module.database.ybm_cluster.this`, which is a database");
}

#[test]
fn the_global_database_is_changed_while_the_cloud_of_its_other_clients_is_away() {
    if !has_terraform() {
        return;
    }
    Verify::of_stacks()
        .arguments(&[FILE, "--outage", "gcp", "--providers", "min"])
        .run()
        .expect(0);
}

/// The service cannot do without them any more, and the role that it uses them by would be gone.
#[test]
fn the_keys_of_a_cluster_are_not_taken_away() {
    if !has_terraform() {
        return;
    }
    let with = text(CRM);
    let (head, rest) = with.split_once("        kms-keys:").unwrap();
    let (_, rest) = rest.split_once("\n\n").unwrap();
    verify_change(&with, &format!("{head}\n{rest}"))
        .expect(1)
        .says("destroy `cockroach_cmek.this`, which is the way of a database to its keys");
}
