//! The same tokens with other white space between them.

use proptest::prelude::*;

use crate::lex::{Kind, Token, tokenize};

/// How to fill the gaps between tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    /// One space everywhere, no indent.
    OneSpace,
    /// No space wherever the tokens stay apart without, no indent.
    Tight,
    /// Any number of blanks in any gap, any indent; lines as they are.
    RandomSpaces,
    /// The same, and blank lines.
    RandomLines,
}

/// `source` strategies with their white space shaken.
pub(crate) fn mangled(source: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let styles = prop::sample::select(
        &[
            Style::OneSpace,
            Style::Tight,
            Style::RandomSpaces,
            Style::RandomLines,
        ][..],
    );
    (source, styles, any::<u64>()).prop_map(|(source, style, seed)| mangle(&source, style, seed))
}

/// Rewrites the gaps of `source`. The same seed gives the same gaps.
pub(crate) fn mangle(source: &str, style: Style, seed: u64) -> String {
    let tokens = tokenize(source).unwrap();
    let mut random = Random(seed | 1);
    let mut out = String::new();
    let mut previous: Option<Token> = None;
    for token in &tokens {
        let line_start = previous.is_none_or(|token| token.kind == Kind::Newline);
        if line_start {
            if token.kind != Kind::Newline {
                out.push_str(&indent(style, &mut random));
            }
        } else if let Some(previous) = previous {
            out.push_str(&gap(source, previous, *token, style, &mut random));
        }
        out.push_str(token.text(source));
        if token.kind == Kind::Newline
            && matches!(style, Style::RandomLines)
            && random.below(8) == 0
        {
            out.push_str(&blanks(&mut random));
            out.push_str(token.text(source));
        }
        previous = Some(*token);
    }
    let last = tokens.last().map_or(0, |token| token.range().end);
    out.push_str(&source[last..]);
    out
}

/// A small generator of its own, so that a gap costs no proptest value.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn blanks(random: &mut Random) -> String {
    (0..random.below(4))
        .map(|_| if random.below(5) == 0 { '\t' } else { ' ' })
        .collect()
}

fn indent(style: Style, random: &mut Random) -> String {
    match style {
        Style::OneSpace | Style::Tight => String::new(),
        Style::RandomSpaces | Style::RandomLines => blanks(random),
    }
}

fn gap(source: &str, left: Token, right: Token, style: Style, random: &mut Random) -> String {
    if inside_template(left.kind, right.kind) {
        return String::new();
    }
    let chosen = match style {
        Style::OneSpace => " ".to_owned(),
        Style::Tight => String::new(),
        Style::RandomSpaces | Style::RandomLines => blanks(random),
    };
    // A blank before a line break would be kept only in a comment, so it is not added after one.
    if right.kind == Kind::Newline && left.kind == Kind::LineComment {
        return String::new();
    }
    if chosen.is_empty() && !stay_apart(source, left, right) {
        " ".to_owned()
    } else {
        chosen
    }
}

/// Whether white space between these would be text of a template.
fn inside_template(left: Kind, right: Kind) -> bool {
    matches!(left, Kind::Text | Kind::OpenQuote | Kind::OpenHeredoc | Kind::SequenceEnd)
        || matches!(
            right,
            Kind::Text | Kind::CloseQuote | Kind::CloseHeredoc | Kind::Interpolation | Kind::Directive
        )
        // The end marker stands alone on its line, up to the line break.
        || matches!(left, Kind::Heredoc | Kind::CloseHeredoc)
}

/// Whether two tokens are still the same two when nothing stands between them.
fn stay_apart(source: &str, left: Token, right: Token) -> bool {
    let opens_template = matches!(
        left.kind,
        Kind::Interpolation | Kind::Directive | Kind::OpenQuote | Kind::OpenHeredoc
    );
    if opens_template
        || matches!(
            right.kind,
            Kind::SequenceEnd | Kind::OpenQuote | Kind::OpenHeredoc
        )
    {
        return true;
    }
    // Three tokens can run together where each two do not, as in `. . .`.
    if left.kind == Kind::Number
        || matches!((left.kind, right.kind), (Kind::Dot, _) | (_, Kind::Dot))
    {
        return source[left.range().end..right.range().start].is_empty();
    }
    let joined = format!("{}{}", left.text(source), right.text(source));
    let kinds = |text: &str| {
        tokenize(text).map(|tokens| tokens.iter().map(|token| token.kind).collect::<Vec<_>>())
    };
    kinds(&joined) == Ok(vec![left.kind, right.kind])
}
