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

use std::borrow::Cow;

use crate::lex::{LexFault, Token, tokenize};
use lines::Line;
pub(crate) use lines::columns;
pub(crate) use spacing::separates;

/// A text in the canonical layout. It keeps the tokens that it was laid out from, so that
/// [`ModuleFiles`](crate::ModuleFiles) need not split it again.
#[derive(Debug, Clone)]
pub struct Formatted {
    text: String,
    /// None where the text is not HCL, and so was left as it was.
    tokens: Option<Vec<Token>>,
}

impl Formatted {
    /// Puts `source` into the canonical layout, as [`format()`](fn@format) does.
    pub fn new(source: &str) -> Self {
        let text = source.strip_prefix('\u{feff}').unwrap_or(source);
        let Ok(mut tokens) = tokenize(text) else {
            return Self {
                text: source.to_owned(),
                tokens: None,
            };
        };
        let gaps = spacing::gaps(text, &tokens);
        let lines = lines::lay_out(text, &tokens, &gaps);
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let last = tokens.last().map_or(0, |token| token.range().end);
        for line in &lines {
            write_line(&mut out, text, &mut tokens, &gaps, line);
        }
        // Blanks after the last line break stay, as they do under `terraform fmt`.
        push_spaces(&mut out, text.len() - last);
        let fits = u32::try_from(out.len()).is_ok();
        Self {
            text: out,
            tokens: fits.then_some(tokens),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text alone.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The tokens of the text, or the first byte that no token can hold.
    pub(crate) fn tokens(&self) -> Result<Cow<'_, [Token]>, LexFault> {
        match &self.tokens {
            Some(tokens) => Ok(Cow::Borrowed(tokens)),
            None => tokenize(&self.text).map(Cow::Owned),
        }
    }
}

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
    Formatted::new(source).into_text()
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

/// Writes one line, and moves its tokens to where they stand in `out`.
fn write_line(out: &mut String, source: &str, tokens: &mut [Token], gaps: &[bool], line: &Line) {
    push_spaces(out, line.indent);
    for (index, token) in (line.first..line.end).zip(&mut tokens[line.first..line.end]) {
        if index == line.assign {
            push_spaces(out, line.assign_gap);
        } else if index == line.comment {
            push_spaces(out, line.comment_gap);
        } else if gaps[index] {
            out.push(' ');
        }
        push_token(out, source, token);
    }
    if let Some(newline) = tokens.get_mut(line.end) {
        push_token(out, source, newline);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the tokens of a text beyond u32 are dropped"
)]
fn push_token(out: &mut String, source: &str, token: &mut Token) {
    let start = out.len();
    out.push_str(token.text(source));
    (token.start, token.end) = (start as u32, out.len() as u32);
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
