//! Values as plain text for a reader.

use std::ops::Range;

use crate::lex::{Kind, Token};
use crate::outline::Outline;

/// An expression without comments and line breaks, in canonical spacing. A heredoc keeps its lines.
pub(super) fn one_line(outline: &Outline<'_>, value: &Range<usize>) -> String {
    let tokens = joined_lines(outline.source, &outline.tokens[value.clone()]);
    let mut text = String::new();
    for (index, token) in tokens.iter().enumerate() {
        if index > 0 {
            let before = (index > 1).then(|| tokens[index - 2].kind);
            if crate::format::separates(outline.source, before, tokens[index - 1], *token) {
                text.push(' ');
            }
        }
        text.push_str(if token.kind == Kind::Comma {
            ","
        } else {
            token.text(outline.source)
        });
    }
    text
}

/// Drops comments, line breaks and commas before a closing bracket; a line break that ends an entry of an object
/// becomes a comma.
fn joined_lines(source: &str, tokens: &[Token]) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut braces = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::LineComment | Kind::BlockComment => continue,
            Kind::Newline => {
                let ends_entry = braces.last() == Some(&true)
                    && out.last().is_some_and(|last| {
                        !matches!(
                            last.kind,
                            Kind::Comma | Kind::OpenBrace | Kind::Colon | Kind::Arrow
                        )
                    });
                if ends_entry {
                    out.push(Token {
                        kind: Kind::Comma,
                        ..*token
                    });
                }
                continue;
            }
            kind if kind.bracket_change() > 0 => {
                braces.push(kind == Kind::OpenBrace && !starts_for(source, &tokens[index + 1..]));
            }
            kind if kind.bracket_change() < 0 => {
                braces.pop();
                if out.last().is_some_and(|last| last.kind == Kind::Comma) {
                    out.pop();
                }
            }
            _ => {}
        }
        out.push(*token);
    }
    out
}

/// Whether the first word of these tokens is `for`.
fn starts_for(source: &str, tokens: &[Token]) -> bool {
    let blank = |kind| matches!(kind, Kind::Newline | Kind::LineComment | Kind::BlockComment);
    let first = tokens.iter().find(|token| !blank(token.kind));
    first.is_some_and(|token| token.text(source) == "for")
}

/// The text of a heredoc without its markers and, for `<<-`, without its common indent.
pub(crate) fn heredoc_text(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let body = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    let indent_of = |line: &&str| line.len() - line.trim_start().len();
    let filled = body.iter().filter(|line| !line.trim().is_empty());
    let indent = if source.starts_with("<<-") {
        filled.map(indent_of).min()
    } else {
        None
    };
    let cut = indent.unwrap_or(0);
    let lines: Vec<&str> = body
        .iter()
        .map(|line| line.get(cut..).unwrap_or(""))
        .collect();
    lines.join("\n").replace("$${", "${").replace("%%{", "%{")
}

/// The value of the inside of a quoted string. An escape HCL does not know stays as it is.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '$', '%']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (value, length) = escape(rest);
        out.push_str(value.as_str());
        rest = &rest[length..];
    }
    out + rest
}

/// The value of the escape that `text` starts with, and its length.
fn escape(text: &str) -> (String, usize) {
    let code = |digits: usize| {
        let hex = text.get(2..2 + digits)?;
        let character = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
        Some((character.to_string(), 2 + digits))
    };
    let plain = |value: &str, length| Some((value.to_owned(), length));
    let known = match text.as_bytes() {
        [b'$', b'$', b'{', ..] => plain("${", 3),
        [b'%', b'%', b'{', ..] => plain("%{", 3),
        [b'\\', b'n', ..] => plain("\n", 2),
        [b'\\', b'r', ..] => plain("\r", 2),
        [b'\\', b't', ..] => plain("\t", 2),
        [b'\\', b'"', ..] => plain("\"", 2),
        [b'\\', b'\\', ..] => plain("\\", 2),
        [b'\\', b'u', ..] => code(4),
        [b'\\', b'U', ..] => code(8),
        _ => None,
    };
    // All of `\`, `$` and `%` take one byte.
    known.unwrap_or_else(|| (text[..1].to_owned(), 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{heredoc_text, unescape};
    use crate::Literal;
    use crate::outline::unquote;

    #[test]
    fn only_a_flush_heredoc_loses_its_common_indent() {
        assert_eq!(heredoc_text("<<-E\n    a\n\n      b\n  E"), "a\n\n  b");
        assert_eq!(heredoc_text("<<E\n  a\n  E"), "  a");
        assert_eq!(heredoc_text("<<E\nE"), "");
    }

    proptest! {
        #[test]
        fn the_value_of_a_written_string_is_the_string(text in any::<String>()) {
            let written = Literal::from(text.as_str()).to_string();
            prop_assert_eq!(unescape(unquote(&written)), text);
        }

        #[test]
        fn any_text_between_quotes_has_a_value(text in ".*") {
            unescape(&text);
        }
    }
}
