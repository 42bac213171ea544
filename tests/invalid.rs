//! Files that are wrong, one mistake or one kind of mistake a file: the message of each is read by
//! eye once and held by a snapshot.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use camino::Utf8Path;
use mcgen::{Date, Estate, Rejected};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/invalid")
}

fn rejected(path: &Utf8Path) -> Rejected {
    match Estate::load(path).unwrap().check_on(Date::TABLES) {
        Ok(_) => panic!("{path} is accepted"),
        Err(rejected) => rejected,
    }
}

#[test]
fn every_invalid_file_is_refused_with_the_message_that_was_read() {
    let folder = folder().canonicalize().unwrap();
    let machine = format!("{}/", folder.display());
    insta::glob!("invalid", "*.{yaml,json}", |path| {
        let path = Utf8Path::from_path(path).unwrap();
        let text = rejected(path).to_string().replace(&machine, "");
        insta::assert_snapshot!(text);
    });
}

#[test]
fn a_file_of_ten_megabytes_is_refused_without_being_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.yaml");
    std::fs::write(&path, "# long\n".repeat(10 << 20 >> 2)).unwrap();
    let rejected = rejected(Utf8Path::from_path(&path).unwrap());
    assert!(rejected.to_string().contains("ENV-009"), "{rejected}");
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_at_its_first_wrong_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin1.yaml");
    std::fs::write(&path, b"project: crm\nlabels: { team: \"caf\xe9\" }\n").unwrap();
    let rejected = rejected(Utf8Path::from_path(&path).unwrap());
    let text = rejected.to_string();
    assert!(text.contains("ENV-008") && text.contains(":2:"), "{text}");
}

#[test]
fn a_directory_without_environment_files_is_a_fault_of_the_call() {
    let folder = tempfile::tempdir().unwrap();
    let error = Estate::load(Utf8Path::from_path(folder.path()).unwrap()).unwrap_err();
    assert!(
        error.to_string().contains("holds no environment file"),
        "{error}"
    );
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let error = Estate::load("no/such/file.yaml").unwrap_err();
    assert!(error.to_string().contains("no/such/file.yaml"), "{error}");
}

#[test]
fn two_files_that_describe_one_environment_are_refused() {
    let text = "project: crm\nenvironment: development\nstrategy: independent\n\
                gcp: { region: asia-northeast3, project: crm-dev, network: { cidr: 10.20.0.0/20 } }\n";
    let mut estate = Estate::from_text("one.yaml", text);
    estate.add_text("two.yaml", text);
    let rejected = estate.check_on(Date::TABLES).unwrap_err();
    assert!(rejected.to_string().contains("ENV-014"), "{rejected}");
}

/// Every prefix of a good file: a file that was cut while it was copied.
#[test]
fn a_file_cut_at_any_character_never_panics() {
    let text = include_str!("../examples/independent-both-clouds/environment.yaml");
    for (end, _) in text.char_indices() {
        let _ = Estate::from_text("cut.yaml", &text[..end]).check_on(Date::TABLES);
    }
}
