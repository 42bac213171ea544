mod oracle;

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Formatted, format, is_canonical};
use crate::lex::{Kind, tokenize};
use crate::testing::generate;
use crate::testing::mangle::{self, Style};

/// The kinds and texts of all tokens: what the formatter must not change.
fn tokens(source: &str) -> Vec<(Kind, &str)> {
    let tokens = tokenize(source).unwrap();
    tokens
        .into_iter()
        .map(|token| (token.kind, token.text(source)))
        .collect()
}

/// The files people could have written, in canonical layout.
fn corpus() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() >= 25, "the corpus is gone");
    files
}

#[test]
fn canonical_files_stay_as_they_are() {
    for (name, text) in corpus() {
        assert_eq!(format(&text), text, "{name}");
        assert!(is_canonical(&text), "{name}");
    }
}

#[test]
fn canonical_files_come_back_from_any_spacing() {
    for (name, text) in corpus() {
        for style in [Style::OneSpace, Style::Tight] {
            let mangled = mangle::mangle(&text, style, 0);
            assert_eq!(
                tokens(&mangled),
                tokens(&text),
                "{name}: the test itself changed a token"
            );
            assert_eq!(format(&mangled), text, "{name} from {style:?}");
        }
    }
}

#[test]
fn blanks_at_the_very_end_stay() {
    assert_eq!(format("a=1\n\t "), "a = 1\n  ");
    assert_eq!(format("a=1 "), "a = 1 ");
}

#[test]
fn a_byte_order_mark_goes() {
    assert_eq!(format("\u{feff}a=1\n"), "a = 1\n");
}

#[test]
fn text_that_is_not_hcl_stays_as_it_is() {
    for text in ["a=\"b", "a='b'", "\u{feff}a=$", "<<E\n", "a=1;"] {
        assert_eq!(format(text), text);
    }
}

#[test]
fn brackets_that_do_not_match_do_no_harm() {
    assert_eq!(
        format("a = ]\n}}\nb = [\n(\nc\n"),
        "a =]\n} }\nb = [\n  (\n    c\n"
    );
}

#[test]
fn characters_of_many_code_points_take_one_column() {
    for (text, columns) in [
        ("abc", 3),
        ("é", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇰🇷", 1),
        ("日本", 2),
        ("क्षि", 2),
        ("각", 1),
        ("\r\n", 1),
    ] {
        assert_eq!(super::columns(text), columns, "{text}");
    }
}

#[test]
fn time_grows_with_the_length_only() {
    let unit = [
        "a = [[[",
        "\"${f(\"${",
        "a = 1 # x\n",
        "b {\n",
        "}",
        "<<E\nx\nE\n",
        "$${",
        "/**/",
        "x.",
        "\"",
    ];
    for piece in unit {
        let time = |copies: usize| {
            let text = piece.repeat(copies);
            let start = Instant::now();
            std::hint::black_box(format(&text));
            start.elapsed()
        };
        let copies = 1_000_000 / piece.len();
        time(copies / 100);
        let large = time(copies);
        // A quadratic formatter would take minutes; the bound leaves room for a loaded machine without optimisation.
        assert!(
            large < Duration::from_secs(5),
            "1 MB of {piece:?} took {large:?}"
        );
    }
}

proptest! {
    #[test]
    fn formatting_moves_white_space_only(source in mangle::mangled(generate::file())) {
        let formatted = format(&source);
        prop_assert_eq!(tokens(&formatted), tokens(&source));
    }

    #[test]
    fn the_tokens_that_are_kept_are_those_of_the_text(source in mangle::mangled(generate::file())) {
        let formatted = Formatted::new(&source);
        prop_assert_eq!(formatted.tokens().unwrap().into_owned(), tokenize(formatted.text()).unwrap());
    }

    #[test]
    fn formatting_twice_changes_nothing(source in mangle::mangled(generate::file())) {
        let once = format(&source);
        prop_assert_eq!(format(&once), once);
    }

    #[test]
    fn layout_does_not_depend_on_the_spacing_before(
        source in generate::file(),
        seed in any::<u64>(),
    ) {
        let one_space = mangle::mangle(&source, Style::OneSpace, 0);
        let random = mangle::mangle(&source, Style::RandomSpaces, seed);
        prop_assert_eq!(format(&one_space), format(&random));
    }

    #[test]
    fn any_text_is_formatted_without_panic(source in ".{0,200}") {
        let once = format(&source);
        prop_assert_eq!(format(&once), once);
    }

    #[test]
    fn any_mix_of_tokens_is_formatted_without_panic_or_loss(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        let source = pieces.concat();
        let once = format(&source);
        if tokenize(&source).is_ok() {
            prop_assert_eq!(tokens(&once), tokens(&source));
        }
        prop_assert_eq!(format(&once), once);
    }

    #[test]
    fn any_bytes_are_formatted_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        format(&String::from_utf8_lossy(&bytes));
    }
}

/// Pieces that meet in all the ways a parser would refuse.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    "\t",
    "\n",
    "\n",
    "\r\n",
    "a",
    "in",
    "b-c",
    "é",
    "日",
    "1",
    "2.5",
    "1e3",
    ".",
    "..",
    "...",
    ",",
    ":",
    "::",
    "?",
    "=",
    "==",
    "=>",
    "!",
    "!=",
    "<",
    "<=",
    ">",
    "&&",
    "||",
    "+",
    "-",
    "*",
    "/",
    "%",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "\"x\"",
    "\"a${",
    "\"",
    "${",
    "%{",
    "~}",
    "}b\"",
    "$${",
    "# c\n",
    "// d\n",
    "/* e */",
    "/* f\n */",
    "<<E\n",
    "<<-E\n",
    "E\n",
    "  E\n",
    "\u{301}",
    "👨‍👩‍👧‍👦",
];
