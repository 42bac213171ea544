use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::corpus::{NAME, OVERLAP, RULES};
use mcgen_diagnostics::{
    Diagnostic, Diagnostics, SourceId, SourceMap, Span, render_github, render_json, render_sarif,
    render_text,
};
use proptest::prelude::*;

fn render_all(diagnostics: &Diagnostics, sources: &SourceMap) -> [String; 5] {
    [
        render_text(diagnostics, sources, false),
        render_text(diagnostics, sources, true),
        render_json(diagnostics, sources),
        render_sarif(diagnostics, sources, &RULES, "1.2.3"),
        render_github(diagnostics, sources),
    ]
}

/// Pieces that are hard to show: wide and combined characters, tabs, all line endings, controls.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z: ]{1,12}",
        2 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\r".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("서울🚀👩‍👩‍👧e\u{301}".to_owned()),
        1 => Just("\u{feff}\u{200b}\u{202e}\u{1b}\u{9b}\u{0}".to_owned()),
        1 => "[ ]{20,60}",
        1 => "[a-z서]{150,300}",
        1 => "(?s).{0,8}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A source that may be unknown, and offsets that may be out of range, reversed or in a character.
fn any_label() -> impl Strategy<Value = (usize, usize, usize, String)> {
    let offset = || prop_oneof![8 => 0usize..400, 1 => Just(usize::MAX)];
    (0usize..4, offset(), offset(), any_text())
}

proptest! {
    #[test]
    fn no_span_makes_a_renderer_panic(
        texts in proptest::array::uniform2(any_text()),
        labels in proptest::collection::vec(any_label(), 0..6),
        words in proptest::array::uniform3(any_text()),
    ) {
        let mut sources = SourceMap::default();
        let [first, second] = texts;
        let mut elsewhere = sources.clone();
        elsewhere.add("x", "");
        elsewhere.add("x", "");
        let unknown = elsewhere.add("x", "");
        let first = sources.add("a.yaml", first);
        let second = sources.add(words[0].as_str(), second);
        let ids: [SourceId; 4] = [first, second, unknown, Span::NOWHERE.source];
        let mut finding = Diagnostic::new(&OVERLAP).because(words[1].as_str()).help(words[2].as_str());
        for (id, start, end, text) in labels {
            finding = finding.at(Span::new(ids[id], start, end), text);
        }
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(finding);
        for text in render_all(&diagnostics, &sources) {
            prop_assert!(!text.is_empty());
        }
        let plain = render_text(&diagnostics, &sources, false);
        let controls = plain.chars().any(|c| c.is_control() && c != '\n');
        prop_assert!(!controls, "{plain:?}");
        let github = render_github(&diagnostics, &sources);
        prop_assert_eq!(github.lines().count(), 1, "{:?}", github);
        prop_assert!(!github.contains('\r'), "{github:?}");
    }
}

fn large_text(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut line = 0;
    while text.len() < bytes {
        line += 1;
        let _ = writeln!(text, "  key-{line}: a value of some length # 서울");
    }
    text
}

#[test]
fn a_large_source_renders_quickly() {
    let text = large_text(10 * 1024 * 1024);
    let length = text.len();
    let mut sources = SourceMap::default();
    let id = sources.add("large.yaml", text);
    let mut diagnostics = Diagnostics::new();
    for part in 0..100 {
        let start = length / 100 * part;
        let finding = Diagnostic::new(&OVERLAP)
            .at(Span::new(id, start, start + 10), "here")
            .at(Span::new(id, length - 20, length), "far away")
            .at(Span::new(id, 0, length), "everywhere");
        diagnostics.push(finding);
    }
    let begin = Instant::now();
    let output = render_all(&diagnostics, &sources);
    let elapsed = begin.elapsed();
    println!("5 renderings of 100 findings took {elapsed:?}");
    // Work that grows with the source for each finding would take minutes.
    assert!(elapsed < Duration::from_secs(10), "{elapsed:?}");
    assert!(output[0].len() < 1_000_000);
}

#[test]
fn a_huge_line_is_named_but_not_shown() {
    let mut sources = SourceMap::default();
    let id = sources.add("one-line.yaml", "x".repeat(10 * 1024 * 1024));
    let small = sources.add("small.yaml", "name: crm\n");
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(
        Diagnostic::new(&NAME)
            .at(Span::new(id, 5_000_000, 5_000_003), "this")
            .at(Span::new(small, 6, 9), "that")
            .at(Span::new(id, 7_000_000, 7_000_003), "and this"),
    );
    insta::assert_snapshot!(render_text(&diagnostics, &sources, false));
}

#[test]
fn a_long_line_is_shown_around_the_value() {
    let mut sources = SourceMap::default();
    let before = "a, ".repeat(150);
    let id = sources.add("list.yaml", format!("[{before}here, {before}]\n"));
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::new(&NAME).at(Span::new(id, 451, 455), "this one"));
    insta::assert_snapshot!(render_text(&diagnostics, &sources, false));
}
