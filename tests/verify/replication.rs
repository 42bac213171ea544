//! The stack that carries changes between the clouds.

use tempfile::TempDir;

use crate::run::{Verify, has_terraform, root};

const POSTGRES: &str = "examples/primary-replica-dms/environment.yaml";

#[test]
fn turning_the_direction_around_changes_both_databases_in_place_and_not_the_link() {
    if !has_terraform() {
        return;
    }
    let other = "examples/primary-replica-dms-gcp/environment.yaml";
    let ended = Verify::of_stacks()
        .arguments(&[other, "--from", POSTGRES, "--providers", "max"])
        .run();
    ended.expect(0);
    for stack in ["aws", "gcp", "link"] {
        let is_row = |line: &&str| {
            let mut cells = line.split_whitespace();
            cells.next() == Some("production") && cells.next() == Some(stack)
        };
        let row = ended.data.lines().find(is_row).unwrap();
        let planned = row.split_whitespace().nth(5).unwrap();
        // A side that waits may be smaller, and then grows in place.
        let in_place = planned == "no" || planned.starts_with('~');
        assert!(in_place && (stack != "link" || planned == "no"), "{row}");
    }
}

#[test]
fn roles_and_a_key_that_exist_already_are_used_and_a_seed_is_gone_on_from() {
    if !has_terraform() {
        return;
    }
    let text = std::fs::read_to_string(root().join(POSTGRES)).unwrap();
    let settings = "replication:
      dms:
        start: true
        manage-roles: false
        kms-key: arn:aws:kms:ap-northeast-2:111122223333:key/11111111-2222-3333-4444-555555555555
        tls: require
        seeded: { slot: crm_seed, position: 4af/b00000d0 }";
    let changed = text.replace("replication: dms", settings);
    assert_ne!(text, changed);
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("environment.yaml");
    std::fs::write(&file, changed).unwrap();
    let ended = Verify::new()
        .arguments(&[file.to_str().unwrap(), "--providers", "min"])
        .run();
    // No role, no key, no certificate of the account is made.
    ended.expect(0).says("aws-dms-postgres ");
}
