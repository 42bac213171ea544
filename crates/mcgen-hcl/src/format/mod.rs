//! The canonical layout: what `terraform fmt` writes, without Terraform.
//!
//! The formatter moves white space only. It works on tokens and lines, never on a tree:
//!
//! 1. every line gets an indent from the brackets the lines above left open;
//! 2. every pair of neighbours on a line gets one space or none;
//! 3. over consecutive lines the `=` and then the trailing comments are put into columns.
//!
//! `terraform fmt` also rewrites a few outdated spellings; [`check_references`](crate::check_references) reports these.

mod lines;
mod spacing;

use crate::lex::{Token, tokenize};
use lines::Line;
pub(crate) use lines::columns;
pub(crate) use spacing::separates;

/// Puts `source` into the canonical layout.
///
/// Text that is not HCL is returned as it is; so is all text inside strings, heredocs and comments.
///
/// ```
/// let messy = "resource \"a\" \"b\" {\ncidr=var.cidr # the network\n  name =\"x\"\n}\n";
/// assert_eq!(
///     mcgen_hcl::format(messy),
///     "resource \"a\" \"b\" {\n  cidr = var.cidr # the network\n  name = \"x\"\n}\n"
/// );
/// ```
pub fn format(source: &str) -> String {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let Ok(tokens) = tokenize(text) else {
        return source.to_owned();
    };
    let gaps = spacing::gaps(text, &tokens);
    let lines = lines::lay_out(text, &tokens, &gaps);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in &lines {
        write_line(&mut out, text, &tokens, &gaps, line);
    }
    // Blanks after the last line break stay, as they do under `terraform fmt`.
    let last = tokens.last().map_or(0, |token| token.range().end);
    push_spaces(&mut out, text.len() - last);
    out
}

/// Whether `source` is already in the canonical layout.
///
/// ```
/// assert!(mcgen_hcl::is_canonical("a = 1\n"));
/// assert!(!mcgen_hcl::is_canonical("a=1\n"));
/// ```
pub fn is_canonical(source: &str) -> bool {
    format(source) == source
}

fn write_line(out: &mut String, source: &str, tokens: &[Token], gaps: &[bool], line: &Line) {
    push_spaces(out, line.indent);
    for (index, token) in (line.first..line.end).zip(&tokens[line.first..line.end]) {
        if index == line.assign {
            push_spaces(out, line.assign_gap);
        } else if index == line.comment {
            push_spaces(out, line.comment_gap);
        } else if gaps[index] {
            out.push(' ');
        }
        out.push_str(token.text(source));
    }
    if let Some(newline) = tokens.get(line.end) {
        out.push_str(newline.text(source));
    }
}

fn push_spaces(out: &mut String, mut count: usize) {
    const SPACES: &str = "                                                                ";
    while count > SPACES.len() {
        out.push_str(SPACES);
        count -= SPACES.len();
    }
    out.push_str(&SPACES[..count]);
}

#[cfg(test)]
mod tests;
