//! `terraform fmt` as the judge.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::mangle::{self, Style};
use super::{corpus, generate};
use crate::format;

/// Runs `terraform fmt` over texts, all in one go. `None` for a text Terraform cannot parse.
fn terraform_fmt(texts: &[String]) -> Option<Vec<Option<String>>> {
    let folder = tempfile::tempdir().unwrap();
    for (index, text) in texts.iter().enumerate() {
        std::fs::write(folder.path().join(name(index)), text).unwrap();
    }
    let output = Command::new("terraform")
        .args(["fmt", "-no-color", "."])
        .current_dir(folder.path())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            assert!(
                std::env::var_os("MCGEN_REQUIRE_TOOLS").is_none(),
                "terraform is required but cannot be run: {error}"
            );
            println!("skipped: terraform cannot be run: {error}");
            return None;
        }
    };
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    let read = |index: usize| {
        let refused = complaints.contains(&name(index));
        (!refused)
            .then(|| std::fs::read_to_string(Path::new(folder.path()).join(name(index))).unwrap())
    };
    Some((0..texts.len()).map(read).collect())
}

fn name(index: usize) -> String {
    format!("file-{index:06}.tf")
}

/// Compares our layout with Terraform's for all texts, and shows the shortest text where they differ.
fn assert_same_layout(texts: &[String], least_accepted: usize) {
    let Some(expected) = terraform_fmt(texts) else {
        return;
    };
    let pairs = texts
        .iter()
        .zip(&expected)
        .filter_map(|(text, expected)| Some((text, expected.as_ref()?)));
    let accepted = pairs.clone().count();
    println!("{accepted} of {} texts accepted by terraform", texts.len());
    assert!(
        accepted >= least_accepted,
        "only {accepted} of {} texts are HCL to terraform",
        texts.len()
    );
    let differing: Vec<_> = pairs
        .filter(|(text, expected)| format(text) != **expected)
        .collect();
    let shortest = differing.iter().min_by_key(|(text, _)| text.len());
    if let Some((text, expected)) = shortest {
        let ours = format(text);
        panic!(
            "{} texts differ; the shortest:\n{text:?}\nterraform:\n{expected}\nours:\n{ours}",
            differing.len()
        );
    }
}

fn samples(strategy: &impl Strategy<Value = String>) -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let count = ProptestConfig::default().cases;
    (0..count)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect()
}

#[test]
fn the_corpus_is_laid_out_as_terraform_does() {
    let texts: Vec<String> = corpus().into_iter().map(|(_, text)| text).collect();
    assert_same_layout(&texts, texts.len());
}

#[test]
fn the_mangled_corpus_is_laid_out_as_terraform_does() {
    let styles = [
        Style::OneSpace,
        Style::Tight,
        Style::RandomSpaces,
        Style::RandomLines,
    ];
    let mut texts = Vec::new();
    for (seed, (_, text)) in (1_u64..).zip(corpus()) {
        for style in styles {
            texts.push(mangle::mangle(&text, style, seed * 7919));
        }
    }
    assert_same_layout(&texts, texts.len());
}

#[test]
fn random_files_are_laid_out_as_terraform_does() {
    let texts = samples(&mangle::mangled(generate::file()));
    assert_same_layout(&texts, texts.len() * 9 / 10);
}
