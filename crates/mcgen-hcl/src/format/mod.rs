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
    /// None where the text was not split: it is not HCL, or known to be canonical.
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

    /// A text that is known to be in the canonical layout. It is not looked at.
    pub fn known(text: String) -> Self {
        debug_assert!(
            is_canonical(&text),
            "this is not the canonical layout:\n{text}"
        );
        Self { text, tokens: None }
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

/// Writes one line, and moves its tokens to where they stand in `out`. Neighbours with the right gap
/// between them are copied together.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the tokens of a text beyond u32 are dropped"
)]
fn write_line(out: &mut String, source: &str, tokens: &mut [Token], gaps: &[bool], line: &Line) {
    push_spaces(out, line.indent);
    // With the line break, if there is one.
    let end = tokens.len().min(line.end + 1);
    let mut copied = tokens
        .get(line.first)
        .map_or(0, |token| token.range().start);
    let mut read = copied;
    for (index, token) in (line.first..end).zip(&mut tokens[line.first..end]) {
        let gap = match index {
            _ if index == line.end || index == line.first => 0,
            _ if index == line.assign => line.assign_gap,
            _ if index == line.comment => line.comment_gap,
            _ => usize::from(gaps[index]),
        };
        let range = token.range();
        let between = &source.as_bytes()[read..range.start];
        if between.len() != gap || between.iter().any(|byte| *byte != b' ') {
            out.push_str(&source[copied..read]);
            push_spaces(out, gap);
            copied = range.start;
        }
        read = range.end;
        token.start = (out.len() + range.start - copied) as u32;
        token.end = (out.len() + range.end - copied) as u32;
    }
    out.push_str(&source[copied..read]);
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
