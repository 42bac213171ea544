//! The tokens of HCL's native syntax, with templates and heredocs opened up.
//!
//! Everything in this crate that reads text without building a tree stands on this lexer: the formatter, the
//! reference checker and the module description. It never fails half-way: it either returns all tokens of a text
//! or the first byte that cannot belong to HCL.

mod scan;

use std::ops::Range;

pub(crate) use scan::tokenize;

/// What a token is. A quoted string or a heredoc without any template sequence is one token, so that the common
/// case stays cheap; one with a sequence is opened into its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    Identifier,
    Number,
    /// `"..."` without a template sequence.
    Quoted,
    /// `"` before a template.
    OpenQuote,
    /// `"` after a template.
    CloseQuote,
    /// The literal text between template sequences.
    Text,
    /// A whole heredoc without a template sequence, from `<<` to its end marker.
    Heredoc,
    /// `<<EOT` or `<<-EOT` with its line break.
    OpenHeredoc,
    /// The end marker of a heredoc, with the white space around it.
    CloseHeredoc,
    /// `${` or `${~`.
    Interpolation,
    /// `%{` or `%{~`.
    Directive,
    /// `}` or `~}` after a template sequence.
    SequenceEnd,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
    CloseParen,
    Comma,
    Dot,
    Ellipsis,
    Colon,
    DoubleColon,
    Question,
    /// `=`.
    Assign,
    /// `=>`.
    Arrow,
    /// `==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||`, `+`, `*`, `/`, `%`.
    Operator,
    Minus,
    Not,
    Newline,
    /// `#` or `//` to the end of the line, without the line break.
    LineComment,
    /// `/* ... */`, which may hold line breaks.
    BlockComment,
}

impl Kind {
    /// One for a token that opens a bracket, minus one for a token that closes it.
    pub(crate) fn bracket_change(self) -> i32 {
        match self {
            Self::OpenBrace
            | Self::OpenBracket
            | Self::OpenParen
            | Self::Interpolation
            | Self::Directive => 1,
            Self::CloseBrace | Self::CloseBracket | Self::CloseParen | Self::SequenceEnd => -1,
            _ => 0,
        }
    }
}

/// One token: its kind and the bytes it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Token {
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn text(self, source: &str) -> &str {
        &source[self.range()]
    }
}

/// The place where a text stops being HCL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LexFault {
    pub(crate) offset: usize,
    pub(crate) reason: &'static str,
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokenize};

    fn kinds(source: &str) -> Vec<(Kind, &str)> {
        tokenize(source)
            .unwrap()
            .into_iter()
            .map(|token| (token.kind, token.text(source)))
            .collect()
    }

    #[test]
    fn a_plain_string_is_one_token() {
        assert_eq!(
            kinds(r#""a\"b $${c} %%{d}""#),
            [(Kind::Quoted, r#""a\"b $${c} %%{d}""#)]
        );
    }

    #[test]
    fn a_template_is_opened_into_its_parts() {
        assert_eq!(
            kinds(r#""a${b["c"]}~%{~if d~}""#),
            [
                (Kind::OpenQuote, "\""),
                (Kind::Text, "a"),
                (Kind::Interpolation, "${"),
                (Kind::Identifier, "b"),
                (Kind::OpenBracket, "["),
                (Kind::Quoted, "\"c\""),
                (Kind::CloseBracket, "]"),
                (Kind::SequenceEnd, "}"),
                (Kind::Text, "~"),
                (Kind::Directive, "%{~"),
                (Kind::Identifier, "if"),
                (Kind::Identifier, "d"),
                (Kind::SequenceEnd, "~}"),
                (Kind::CloseQuote, "\""),
            ]
        );
    }

    #[test]
    fn braces_inside_an_interpolation_do_not_end_it() {
        let found = kinds(r#""${ {a = 1}["a"] }""#);
        assert_eq!(
            found
                .iter()
                .filter(|(kind, _)| *kind == Kind::SequenceEnd)
                .count(),
            1
        );
        assert_eq!(
            found
                .iter()
                .filter(|(kind, _)| *kind == Kind::CloseBrace)
                .count(),
            1
        );
    }

    #[test]
    fn a_heredoc_ends_at_its_marker_alone_on_a_line() {
        assert_eq!(
            kinds("<<-EOT\n EOTx\n x EOT\n  EOT \nb"),
            [
                (Kind::Heredoc, "<<-EOT\n EOTx\n x EOT\n  EOT "),
                (Kind::Newline, "\n"),
                (Kind::Identifier, "b"),
            ]
        );
    }

    #[test]
    fn a_marker_after_an_interpolation_on_its_line_does_not_end_the_heredoc() {
        let found = kinds("<<E\n${a}E\nE\n");
        assert_eq!(found[4], (Kind::Text, "E\n"));
        assert_eq!(found[5], (Kind::CloseHeredoc, "E"));
    }

    #[test]
    fn numbers_take_a_fraction_and_an_exponent_only_with_digits() {
        assert_eq!(
            kinds("1.5e-3 a.0.b 1e"),
            [
                (Kind::Number, "1.5e-3"),
                (Kind::Identifier, "a"),
                (Kind::Dot, "."),
                (Kind::Number, "0"),
                (Kind::Dot, "."),
                (Kind::Identifier, "b"),
                (Kind::Number, "1"),
                (Kind::Identifier, "e"),
            ]
        );
    }

    #[test]
    fn a_carriage_return_ends_a_line_or_stands_in_a_comment() {
        for source in ["a = <<E\r\nb\r\nE\r\n", "# a\rb\n", "/* a\rb */"] {
            assert!(tokenize(source).is_ok(), "{source:?}");
        }
    }

    #[test]
    fn text_that_is_not_hcl_gives_the_place() {
        for (source, offset) in [
            ("a = 'b'", 4),
            ("a = \"b", 4),
            ("a = \"b\nc\"", 4),
            ("a = <<EOT\nb\n", 4),
            ("a = <<EOT\nEOT", 4),
            ("a = \"${b", 4),
            ("/* a", 0),
            ("a & b", 2),
            ("\r", 0),
            ("a = \"b\rc\"", 6),
            ("a = \"${b}\r\"", 9),
            ("a = <<E\nb\rc\nE\n", 9),
            ("a = <<E\nb\n\rE\n", 10),
            ("a = <<E\nb\nE\r\r\n", 11),
        ] {
            assert_eq!(tokenize(source).unwrap_err().offset, offset, "{source:?}");
        }
    }
}
