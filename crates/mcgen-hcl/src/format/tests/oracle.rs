//! `terraform fmt` as the judge.

use super::corpus;
use crate::format;
use crate::testing::mangle::{self, Style};
use crate::testing::{cases, generate, samples, terraform};

/// Compares our layout with Terraform's for all texts, and shows the shortest text where they differ.
fn assert_same_layout(texts: &[String], least_accepted: usize) {
    let Some(expected) = terraform::fmt(texts) else {
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
    let texts = samples(cases(), &mangle::mangled(generate::file()));
    assert_same_layout(&texts, texts.len() * 9 / 10);
}
