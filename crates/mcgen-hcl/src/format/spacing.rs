//! One space or none between two neighbours on a line.

use crate::lex::{Kind, Token};

/// Whether a space stands between `left` and `right`, with `before` the kind of the token in front of `left`.
#[expect(
    clippy::match_same_arms,
    reason = "the rules are in the order in which they win"
)]
pub(crate) fn separates(source: &str, before: Option<Kind>, left: Token, right: Token) -> bool {
    use Kind::{
        CloseBrace, CloseBracket, CloseHeredoc, CloseParen, CloseQuote, Comma, Directive, Dot,
        DoubleColon, Ellipsis, Identifier, Interpolation, Minus, Not, Number, OpenBrace,
        OpenBracket, OpenHeredoc, OpenParen, OpenQuote, SequenceEnd, Text,
    };
    match (left.kind, right.kind) {
        // Neighbours that would run together into another token. Such text is wrong, but must stay what it is.
        (Dot, Number) if before == Some(Number) => true,
        (Interpolation | Directive, SequenceEnd) => true,
        (Dot, Dot | Ellipsis) | (Ellipsis, Dot) => true,
        (Not, Kind::Assign | Kind::Arrow) => true,
        (Not, Kind::Operator) if right.text(source) == "==" => true,
        (Kind::Colon, Kind::Colon | DoubleColon) | (DoubleColon, Kind::Colon) => true,
        (Identifier, OpenParen) => false,
        (Dot, _) | (_, Dot | Comma | Ellipsis) => false,
        (Comma, _) => true,
        (Text | OpenQuote | OpenHeredoc | SequenceEnd, _) => false,
        (_, Text | CloseQuote | CloseHeredoc) => false,
        (DoubleColon, _) | (_, DoubleColon) => false,
        (Minus, _) => before.is_some_and(|kind| !takes_operand(kind)),
        (OpenBrace, CloseBrace) => false,
        (OpenBrace, _) | (_, CloseBrace) => true,
        (Not, _) => false,
        // `for x in [...]`, but `in[0]` where `in` is a name of its own.
        (Identifier, _) if before == Some(Identifier) && left.text(source) == "in" => true,
        (Identifier, OpenBracket) => false,
        (Number | CloseBracket | CloseParen | CloseBrace, OpenBracket) => false,
        (Interpolation, OpenBrace) | (CloseBrace, SequenceEnd) => true,
        (OpenParen | OpenBracket | Interpolation | Directive, _) => false,
        (_, CloseParen | CloseBracket | SequenceEnd) => false,
        _ => true,
    }
}

/// Whether an expression starts after a token of this kind, so that a `-` there is a sign and not a subtraction.
fn takes_operand(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OpenParen
            | Kind::OpenBrace
            | Kind::OpenBracket
            | Kind::Assign
            | Kind::Operator
            | Kind::Minus
            | Kind::Not
            | Kind::Question
            | Kind::Colon
            | Kind::Comma
    )
}

/// For each token, whether a space stands before it on its line.
pub(super) fn gaps(source: &str, tokens: &[Token]) -> Vec<bool> {
    let mut gaps = Vec::with_capacity(tokens.len());
    let mut before = None;
    let mut left: Option<Token> = None;
    for token in tokens {
        if token.kind == Kind::Newline {
            (before, left) = (None, None);
            gaps.push(false);
            continue;
        }
        gaps.push(left.is_some_and(|left| separates(source, before, left, *token)));
        before = left.map(|left| left.kind);
        left = Some(*token);
    }
    gaps
}
