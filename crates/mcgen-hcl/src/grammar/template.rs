//! The inside of strings and heredocs: parts, directives, escapes.

use super::{Build, Directive, Grammar, Verdict};
use crate::lex::{Kind, LexFault};

/// An open directive of a template.
enum Open {
    If,
    Else,
    For,
}

impl<B: Build> Grammar<'_, B> {
    /// The parts of a template up to its end. Every `if` and `for` must be closed.
    pub(super) fn template(&mut self, close: Kind) -> Result<Vec<B::Part>, LexFault> {
        let mut open: Vec<Open> = Vec::new();
        let mut parts = Vec::new();
        loop {
            let token = self.tokens.get(self.at).map(|token| token.kind);
            match token {
                Some(Kind::Text) => {
                    if close == Kind::CloseQuote {
                        self.escapes()?;
                    }
                    parts.push(self.build.text(self.at, close == Kind::CloseQuote));
                    self.at += 1;
                }
                Some(Kind::Interpolation) => {
                    self.at += 1;
                    let value =
                        self.inside(false, Kind::SequenceEnd, "expected `}`", Self::expression)?;
                    parts.push(self.build.interpolation(value));
                }
                Some(Kind::Directive) => {
                    self.at += 1;
                    let directive =
                        self.inside(false, Kind::SequenceEnd, "expected `}`", |grammar| {
                            grammar.directive(&mut open)
                        })?;
                    parts.push(self.build.directive(directive));
                }
                Some(kind) if kind == close && open.is_empty() => {
                    self.at += 1;
                    return Ok(parts);
                }
                _ => return Err(self.fault("a template directive is not closed")),
            }
        }
    }

    fn directive(&mut self, open: &mut Vec<Open>) -> Result<Directive<B>, LexFault> {
        if self.eat_word("if") {
            open.push(Open::If);
            return self.expression().map(Directive::If);
        }
        if self.eat_word("for") {
            open.push(Open::For);
            return self.for_intro(Kind::SequenceEnd).map(Directive::For);
        }
        let last = open.pop();
        match last {
            Some(Open::If) if self.eat_word("else") => {
                open.push(Open::Else);
                Ok(Directive::Else)
            }
            Some(Open::If | Open::Else) if self.eat_word("endif") => Ok(Directive::EndIf),
            Some(Open::For) if self.eat_word("endfor") => Ok(Directive::EndFor),
            _ => Err(self.fault("this template directive fits nothing that is open")),
        }
    }

    /// Checks the escapes of the string or string part at the cursor.
    pub(super) fn escapes(&self) -> Verdict {
        let Some(token) = self.tokens.get(self.at) else {
            return Ok(());
        };
        let text = token.text(self.source);
        let mut from = 0;
        while let Some(found) = text[from..].find('\\') {
            let at = from + found;
            let rest = &text.as_bytes()[at + 1..];
            let digits = |count: usize| {
                rest.get(1..=count)
                    .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            };
            let fits = match rest.first() {
                Some(b'n' | b'r' | b't' | b'"' | b'\\') => true,
                Some(b'u') => digits(4),
                Some(b'U') => digits(8),
                _ => false,
            };
            if !fits {
                let offset = token.range().start + at;
                return Err(LexFault {
                    offset,
                    reason: "this escape sequence is not known",
                });
            }
            from = at + 2;
        }
        Ok(())
    }
}
