//! What a change of the rendered tree does to what stands already.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::run::{Ended, Verify, has_terraform, root};

const WITHOUT_LOSS: &str = "planned over the state of the old tree without loss of data";

const FILE: &str = "examples/independent-minimal/environment.yaml";

fn text() -> String {
    std::fs::read_to_string(root().join(FILE)).unwrap()
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn verify_change(old: &str, new: &str, more: &[&str]) -> Ended {
    let folder = TempDir::new().unwrap();
    let old = write(folder.path(), "old.yaml", old);
    let new = write(folder.path(), "new.yaml", new);
    Verify::of_stacks()
        .arguments(&[new.to_str().unwrap(), "--from", old.to_str().unwrap()])
        .arguments(&["--providers", "min"])
        .arguments(more)
        .run()
}

#[test]
fn a_change_that_keeps_every_database_is_accepted() {
    if !has_terraform() {
        return;
    }
    let old = text();
    let new = old.replace("db.m7g.large", "db.m7g.xlarge");
    assert_ne!(old, new);
    verify_change(&old, &new, &[])
        .expect(0)
        .says("production/aws  update  module.database.aws_db_instance.this\n")
        .says(WITHOUT_LOSS);
}

#[test]
fn a_renamed_database_is_a_loss_unless_its_address_is_accepted() {
    if !has_terraform() {
        return;
    }
    let old = text();
    let templates = TempDir::new().unwrap();
    // The same module, with another name for the database in it.
    for part in ["", "tests"] {
        let own = root().join("modules-templates/aws/aws-rds").join(part);
        let folder = templates.path().join("aws/aws-rds").join(part);
        std::fs::create_dir_all(&folder).unwrap();
        for entry in std::fs::read_dir(&own).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|it| it == "j2") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text
                    .replace(
                        "\"aws_db_instance\" \"this\"",
                        "\"aws_db_instance\" \"renamed\"",
                    )
                    .replace("aws_db_instance.this", "aws_db_instance.renamed");
                std::fs::write(folder.join(path.file_name().unwrap()), text).unwrap();
            }
        }
    }
    let with_templates = ["--templates", templates.path().to_str().unwrap()];
    let refused = verify_change(&old, &old, &with_templates);
    refused
        .expect(1)
        .says("RUN-005")
        .says("destroy `module.database.aws_db_instance.this`, which is a database");
    let accept = ["--accept-loss", "module.database.aws_db_instance.this"];
    let accepted = verify_change(&old, &old, &[&with_templates[..], &accept[..]].concat());
    accepted.expect(0);
}

#[test]
fn a_stack_that_is_gone_leaves_its_database_behind() {
    if !has_terraform() {
        return;
    }
    // The environment moves from one cloud to another.
    let old = text();
    let gcp =
        std::fs::read_to_string(root().join("examples/independent-gcp/environment.yaml")).unwrap();
    let project = old.lines().find(|it| it.starts_with("project:")).unwrap();
    let other = gcp.lines().find(|it| it.starts_with("project:")).unwrap();
    let new = gcp.replace(other, project);
    verify_change(&old, &new, &[])
        .expect(1)
        .says("RUN-006")
        .says("`module.database.aws_db_instance.this`");
}

#[test]
fn a_rendered_tree_on_disk_is_taken_as_the_old_one() {
    if !has_terraform() {
        return;
    }
    let tree = root().join("examples/independent-minimal/expected");
    Verify::of_stacks()
        .arguments(&[FILE, "--from", tree.to_str().unwrap(), "--providers", "max"])
        .run()
        .expect(0)
        .says("without loss of data");
}

/// The reference environment of a standby, with the words of its strategy that a test is about.
fn standby(primary: &str, level: &str) -> String {
    let text = std::fs::read_to_string(root().join("environments/crm-dr/production.yaml")).unwrap();
    text.replace("primary: aws", &format!("primary: {primary}"))
        .replace("standby: warm", &format!("standby: {level}"))
}

#[test]
fn a_pilot_light_is_promoted_and_warmed_without_loss() {
    if !has_terraform() {
        return;
    }
    let pilot = standby("aws", "pilot-light");
    let promoted = standby("gcp", "warm");
    assert_ne!(pilot, promoted);
    verify_change(&pilot, &promoted, &[])
        .expect(0)
        .says(WITHOUT_LOSS);
    // What was changed is then lost and promoted in the same run.
    let warm = standby("aws", "warm");
    let ended = verify_change(&pilot, &warm, &["--outage", "aws"]);
    ended
        .expect(0)
        .says(WITHOUT_LOSS)
        .says("production/gcp  create  module.cache.google_redis_instance.this\n")
        .says("with aws down every stack that must still work was planned and applied")
        .says("as it is and with the other side as the primary");
}

/// The example of a replication by DMS, with another mechanism in its place.
fn replicated_by(mechanism: &str) -> String {
    let file = "examples/primary-replica-dms/environment.yaml";
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    text.replace("replication: dms", &format!("replication: {mechanism}"))
}

#[test]
fn another_mechanism_of_replication_keeps_both_databases() {
    if !has_terraform() {
        return;
    }
    let (dms, logical) = (replicated_by("dms"), replicated_by("logical"));
    assert_ne!(dms, logical);
    // The stack goes, and with it what only it needs: it is destroyed before its files are.
    let goes = [
        "module.aws_secret.aws_secretsmanager_secret.this",
        "module.gcp_secret.aws_secretsmanager_secret.this",
        "module.key.aws_kms_key.this",
    ];
    let refused = verify_change(&dms, &logical, &[]);
    let named = goes.map(|it| format!("`{it}`")).join(", ");
    refused
        .expect(1)
        .says("RUN-006")
        .says(&format!("whose state holds {named}\n"));
    let accept = goes.map(|it| ["--accept-loss", it]).concat();
    verify_change(&dms, &logical, &accept)
        .expect(0)
        .says(WITHOUT_LOSS);
    verify_change(&logical, &dms, &[])
        .expect(0)
        .says(WITHOUT_LOSS);
}

#[test]
fn a_warm_standby_that_becomes_a_pilot_light_asks_for_its_cache() {
    if !has_terraform() {
        return;
    }
    let (warm, pilot) = (standby("aws", "warm"), standby("aws", "pilot-light"));
    let cache = "module.cache.google_redis_instance.this";
    verify_change(&warm, &pilot, &[])
        .expect(1)
        .says("RUN-005")
        .says(cache);
}

#[test]
fn two_databases_become_a_primary_and_a_standby_without_loss() {
    if !has_terraform() {
        return;
    }
    let new = standby("aws", "warm");
    let (before, rest) = new.split_once("strategy:\n").unwrap();
    let (_, after) = rest.split_once("\nobjectives:").unwrap();
    // One name in front of two databases that know nothing of each other is refused.
    let (first, rest) = after.split_once("\ntraffic:").unwrap();
    let (_, last) = rest.split_once("\nmonitoring:").unwrap();
    let old = format!("{before}strategy: independent\n\nobjectives:{first}\nmonitoring:{last}");
    verify_change(&old, &new, &[]).expect(0).says(WITHOUT_LOSS);
}

/// The example of two sides that write, with another strategy in its place.
fn two_sides(strategy: &str) -> String {
    let file = "examples/active-active-logical-lww/environment.yaml";
    let text = std::fs::read_to_string(root().join(file)).unwrap();
    let (before, rest) = text.split_once("strategy:\n").unwrap();
    let (_, after) = rest.split_once("objectives:").unwrap();
    format!("{before}strategy: {strategy}\nobjectives:{after}")
}

#[test]
fn two_databases_begin_to_write_to_each_other_and_part_again_without_loss() {
    if !has_terraform() {
        return;
    }
    let apart = two_sides("independent");
    let tables = "[{ name: public.contacts, key: uuid, deletes: tombstone }]";
    let mechanism = format!("{{ mechanism: logical-lww, tables: {tables} }}");
    let together = two_sides(&format!("{{ active-active: {mechanism} }}"));
    for (old, new) in [(&apart, &together), (&together, &apart)] {
        verify_change(old, new, &[])
            .expect(0)
            .says(" module.database.google_sql_database_instance.this\n")
            .says(WITHOUT_LOSS);
    }
}

#[test]
fn a_primary_outlives_the_beginning_of_a_migration_and_its_standby_goes_only_by_name() {
    if !has_terraform() {
        return;
    }
    let replica = "{ primary: aws, replication: logical, tables: [public.contacts] }";
    let old =
        two_sides(&format!("{{ primary-replica: {replica} }}")).replace("rto: 10m", "rto: 60m");
    let cluster = "{ plan: advanced, cloud: aws, regions: [{ name: ap-northeast-2 }] }";
    let product = format!("{{ migration: {{ from: aws }}, product: {{ cockroach: {cluster} }} }}");
    let new = two_sides(&format!("{{ global-database: {product} }}"));
    let new: Vec<&str> = new.lines().filter(|it| !it.contains("tier:")).collect();
    let new = [
        new.join("\n"),
        "waivers: [{ rule: GDB-018, reason: the loss of AWS is accepted }]\n".to_owned(),
    ]
    .join("\n");
    let standby = [
        "module.database.google_secret_manager_secret.admin",
        "module.database.google_sql_database.this",
        "module.database.google_sql_database_instance.this",
        "module.database_key.google_kms_crypto_key.this",
        "module.database_key.google_kms_key_ring.this",
    ];
    // Nothing else needs to be accepted: the primary stays.
    let accept = standby.map(|it| ["--accept-loss", it]).concat();
    verify_change(&old, &new, &accept)
        .expect(0)
        .says(WITHOUT_LOSS);
}
