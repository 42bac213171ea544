//! Manifests that cannot be used.

use std::fs;

use crate::common::{Out, options, tree};
use mcgen_output::{MANIFEST_NAME, OutputError, WritePlan};

const FILES: &[(&str, &str)] = &[("a/main.tf", "rendered\n")];
const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// Puts `manifest` in place of the real one; everything is then refused and nothing changes.
fn refusal(manifest: &[u8]) -> String {
    let out = Out::with(FILES);
    fs::write(out.beside("victim"), "abc").unwrap();
    fs::write(out.join(MANIFEST_NAME), manifest).unwrap();
    let before = out.listing();
    let error = out.try_render(&[], true).unwrap_err();
    assert_eq!(out.listing(), before);
    assert_eq!(fs::read_to_string(out.beside("victim")).unwrap(), "abc");
    error.to_string().replace(out.path.as_str(), "OUT")
}

fn with_files(files: &str) -> Vec<u8> {
    format!("{{\"format\": 1, \"mcgen\": \"0.1.0\", \"files\": {{{files}}}}}").into_bytes()
}

fn with_path(path: &str) -> Vec<u8> {
    with_files(&format!(
        "\"{path}\": {{\"sha256\": \"{HASH}\", \"environments\": [\"e\"]}}"
    ))
}

#[test]
fn a_path_outside_the_folder_is_refused() {
    for path in [
        "../victim",
        "a/../../victim",
        "/etc/passwd",
        "a//b",
        "./a",
        "",
        "a/",
        "..\\\\x",
    ] {
        let text = refusal(&with_path(path));
        assert!(
            text.contains("is not a relative path inside the output folder"),
            "{text}"
        );
    }
}

#[test]
fn a_path_that_mcgen_keeps_for_itself_is_refused() {
    for path in [".mcgen-manifest.json", ".mcgen-tmp-stage/x"] {
        let text = refusal(&with_path(path));
        assert!(text.contains("is kept for mcgen itself"), "{text}");
    }
}

#[test]
fn a_message_names_the_manifest_the_place_and_the_next_step() {
    insta::assert_snapshot!(refusal(&with_path("../victim")), @"cannot use the manifest `OUT/.mcgen-manifest.json`: `../victim` is not a relative path inside the output folder at line 1 column 157; restore it from version control, or delete it: files that still have the rendered contents are then taken over again");
}

#[test]
fn broken_json_is_refused() {
    let whole = with_path("a/main.tf");
    for length in 0..whole.len() {
        let text = refusal(&whole[..length]);
        assert!(
            text.contains("cannot use the manifest `OUT/.mcgen-manifest.json`"),
            "{text}"
        );
    }
}

#[test]
fn other_shapes_are_refused() {
    let hash = format!("\"{HASH}\"");
    for manifest in [
        "null".to_owned(),
        "[]".to_owned(),
        "{\"format\": 1}".to_owned(),
        "{\"format\": 1, \"mcgen\": \"0\", \"files\": []}".to_owned(),
        "{\"format\": \"1\", \"mcgen\": \"0\", \"files\": {}}".to_owned(),
        "{\"format\": 1, \"mcgen\": \"0\", \"files\": {}, \"more\": 1}".to_owned(),
        "{\"format\": 1, \"mcgen\": \"0\", \"files\": {}} {}".to_owned(),
        format!("{{\"format\": 1, \"mcgen\": \"0\", \"files\": {{\"a\": {hash}}}}}"),
    ] {
        let text = refusal(manifest.as_bytes());
        assert!(text.contains("cannot use the manifest"), "{text}");
    }
    for entry in [
        "{\"sha256\": \"abc\", \"environments\": []}".to_owned(),
        "{\"sha256\": [], \"environments\": []}".to_owned(),
        "{\"sha256\": 1, \"environments\": []}".to_owned(),
        format!("{{\"sha256\": {hash}}}"),
        format!("{{\"sha256\": {hash}, \"environments\": [], \"mode\": 1}}"),
        format!(
            "{{\"sha256\": \"{}\", \"environments\": []}}",
            HASH.to_uppercase()
        ),
    ] {
        let text = refusal(&with_files(&format!("\"a\": {entry}")));
        assert!(text.contains("cannot use the manifest"), "{text}");
    }
}

#[test]
fn a_path_listed_twice_is_refused() {
    let line = format!("\"a\": {{\"sha256\": \"{HASH}\", \"environments\": []}}");
    let text = refusal(&with_files(&format!("{line}, {line}")));
    assert!(text.contains("`a` is listed twice"), "{text}");
}

#[test]
fn a_manifest_that_is_not_utf_8_is_refused() {
    let text = refusal(b"{\"format\": 1, \"mcgen\": \"\xff\"");
    assert!(text.contains("it is not UTF-8 after byte 24"), "{text}");
}

#[test]
fn a_manifest_of_a_later_format_is_refused_whatever_else_it_says() {
    for rest in [
        "",
        ", \"mcgen\": \"9.0.0\", \"files\": {}",
        ", \"files\": [{\"new\": true}]",
    ] {
        let text = refusal(format!("{{\"format\": 2{rest}}}").as_bytes());
        assert!(
            text.contains("has format 2, this mcgen understands format 1"),
            "{text}"
        );
    }
}

#[test]
fn a_huge_manifest_is_refused_unread() {
    let out = Out::with(FILES);
    let manifest = fs::File::create(out.join(MANIFEST_NAME)).unwrap();
    manifest.set_len(1 << 40).unwrap();
    let error = out.try_render(FILES, true).unwrap_err().to_string();
    assert!(error.contains("it has 1099511627776 bytes"), "{error}");
}

#[test]
fn a_folder_in_place_of_the_manifest_is_refused() {
    let out = Out::with(FILES);
    fs::remove_file(out.join(MANIFEST_NAME)).unwrap();
    fs::create_dir(out.join(MANIFEST_NAME)).unwrap();
    let error = out.try_render(FILES, true).unwrap_err().to_string();
    assert!(error.contains("it is not a regular file"), "{error}");
}

#[test]
fn a_manifest_in_another_order_is_understood() {
    let files = [("a.tf", "a\n"), ("b.tf", "b\n"), ("c.tf", "c\n")];
    let out = Out::with(&files);
    let manifest = out.read(MANIFEST_NAME);
    let mut lines: Vec<_> = manifest.lines().collect();
    let place = lines.iter().position(|line| line.contains("a.tf")).unwrap();
    lines.swap(place, place + 1);
    out.write(MANIFEST_NAME, &lines.join("\n"));
    assert!(!out.render(&files).wrote);
}

#[test]
fn a_manifest_written_by_another_run_after_the_plan_is_noticed() {
    let out = Out::with(FILES);
    let tree = tree(&[]);
    let plan = WritePlan::prepare(&tree, &out.path, &options(false)).unwrap();
    out.render(&[("a/main.tf", "rendered by another run\n")]);
    let before = out.listing();
    let error = plan.apply().unwrap_err();
    assert!(
        matches!(error, OutputError::ChangedSincePlan { .. }),
        "{error}"
    );
    assert_eq!(out.listing(), before);
}
