//! The grammar of expressions, as a judge only: it says yes, or where not, and builds nothing.

use crate::lex::{Kind, LexFault, Token};

/// Deeper nesting than in any real file, and shallow enough for any call stack.
const DEEPEST: u32 = 128;

/// Whether these tokens are one expression and nothing else.
///
/// `source_end` is where to point when the expression stops too early.
pub(crate) fn check_expression(source: &str, tokens: &[Token], end: usize) -> Result<(), LexFault> {
    let mut grammar = Grammar {
        source,
        tokens,
        at: 0,
        end,
        depth: 0,
        keep_newlines: true,
    };
    grammar.expression()?;
    match grammar.peek() {
        None => Ok(()),
        Some(_) => Err(grammar.fault("expected the end of the line")),
    }
}

struct Grammar<'a> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    end: usize,
    depth: u32,
    /// Whether a line break ends something here: directly in an object, but not inside brackets.
    keep_newlines: bool,
}

type Verdict = Result<(), LexFault>;

impl Grammar<'_> {
    /// The next token that counts here.
    fn peek(&mut self) -> Option<Kind> {
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                Kind::LineComment | Kind::BlockComment => {}
                Kind::Newline if !self.keep_newlines => {}
                kind => return Some(kind),
            }
            self.at += 1;
        }
        None
    }

    fn text(&self) -> &str {
        self.tokens
            .get(self.at)
            .map_or("", |token| token.text(self.source))
    }

    fn fault(&self, reason: &'static str) -> LexFault {
        let offset = self
            .tokens
            .get(self.at)
            .map_or(self.end, |token| token.range().start);
        LexFault { offset, reason }
    }

    fn eat(&mut self, kind: Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, kind: Kind, reason: &'static str) -> Verdict {
        if self.eat(kind) {
            Ok(())
        } else {
            Err(self.fault(reason))
        }
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(Kind::Identifier) && self.text() == word;
        self.at += usize::from(found);
        found
    }

    /// Reads what stands between brackets, then the closing one.
    fn inside(
        &mut self,
        keep_newlines: bool,
        close: Kind,
        reason: &'static str,
        content: impl FnOnce(&mut Self) -> Verdict,
    ) -> Verdict {
        if self.depth >= DEEPEST {
            return Err(self.fault("the expression is nested too deeply"));
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.keep_newlines, keep_newlines);
        content(self)?;
        self.expect(close, reason)?;
        self.keep_newlines = outer;
        self.depth -= 1;
        Ok(())
    }

    fn expression(&mut self) -> Verdict {
        // A loop and not a call for `a ? b : c ? d : e`, so that a long chain is not deep.
        loop {
            self.binary()?;
            if !self.eat(Kind::Question) {
                return Ok(());
            }
            if self.depth >= DEEPEST {
                return Err(self.fault("the expression is nested too deeply"));
            }
            self.depth += 1;
            self.expression()?;
            self.depth -= 1;
            self.expect(Kind::Colon, "expected `:` and the value for false")?;
        }
    }

    fn binary(&mut self) -> Verdict {
        loop {
            while matches!(self.peek(), Some(Kind::Minus | Kind::Not)) {
                self.at += 1;
            }
            self.term()?;
            match self.peek() {
                Some(Kind::Operator | Kind::Minus) => self.at += 1,
                _ => return Ok(()),
            }
        }
    }

    fn term(&mut self) -> Verdict {
        let kind = self.peek();
        match kind {
            Some(Kind::Number) if self.text().matches('.').count() > 1 => {
                return Err(self.fault("a number has one point at most"));
            }
            Some(Kind::Number | Kind::Heredoc) => self.at += 1,
            Some(Kind::Quoted) => {
                self.escapes()?;
                self.at += 1;
            }
            Some(Kind::Identifier) => self.name()?,
            Some(Kind::OpenQuote) => {
                self.at += 1;
                self.template(Kind::CloseQuote)?;
            }
            Some(Kind::OpenHeredoc) => {
                self.at += 1;
                self.template(Kind::CloseHeredoc)?;
            }
            Some(Kind::OpenParen) => {
                self.at += 1;
                self.inside(false, Kind::CloseParen, "expected `)`", Self::expression)?;
            }
            Some(Kind::OpenBracket) => {
                self.at += 1;
                self.inside(false, Kind::CloseBracket, "expected `,` or `]`", Self::list)?;
            }
            Some(Kind::OpenBrace) => {
                self.at += 1;
                self.braces()?;
            }
            _ => return Err(self.fault("expected a value")),
        }
        self.steps()
    }

    /// A variable, or a call with its name, which may be `provider::aws::parse`.
    fn name(&mut self) -> Verdict {
        self.at += 1;
        let mut qualified = false;
        while self.eat(Kind::DoubleColon) {
            qualified = true;
            self.expect(Kind::Identifier, "expected the name of a function")?;
        }
        if self.eat(Kind::OpenParen) {
            return self.inside(
                false,
                Kind::CloseParen,
                "expected `,` or `)`",
                Self::arguments,
            );
        }
        if qualified {
            Err(self.fault("expected `(` after the name of a function"))
        } else {
            Ok(())
        }
    }

    fn arguments(&mut self) -> Verdict {
        while self.peek() != Some(Kind::CloseParen) {
            self.expression()?;
            if self.eat(Kind::Ellipsis) || !self.eat(Kind::Comma) {
                break;
            }
        }
        Ok(())
    }

    fn list(&mut self) -> Verdict {
        if self.eat_word("for") {
            self.for_intro(Kind::Colon)?;
            self.expression()?;
            return self.for_condition();
        }
        while self.peek() != Some(Kind::CloseBracket) {
            self.expression()?;
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        Ok(())
    }

    fn braces(&mut self) -> Verdict {
        let start = self.at;
        let outer = std::mem::replace(&mut self.keep_newlines, false);
        let is_for = self.eat_word("for");
        self.keep_newlines = outer;
        if is_for {
            return self.inside(false, Kind::CloseBrace, "expected `}`", |grammar| {
                grammar.for_intro(Kind::Colon)?;
                grammar.expression()?;
                grammar.expect(Kind::Arrow, "expected `=>` and the value")?;
                grammar.expression()?;
                grammar.eat(Kind::Ellipsis);
                grammar.for_condition()
            });
        }
        self.at = start;
        self.inside(
            true,
            Kind::CloseBrace,
            "expected a line break, `,` or `}`",
            Self::object,
        )
    }

    fn object(&mut self) -> Verdict {
        loop {
            while self.eat(Kind::Newline) {}
            if self.peek() == Some(Kind::CloseBrace) {
                return Ok(());
            }
            self.expression()?;
            if !self.eat(Kind::Assign) {
                self.expect(Kind::Colon, "expected `=` and the value")?;
            }
            self.expression()?;
            if !self.eat(Kind::Comma) && !self.eat(Kind::Newline) {
                return Ok(());
            }
        }
    }

    /// `a, b in collection` and what follows it, after the word `for`.
    fn for_intro(&mut self, after: Kind) -> Verdict {
        self.expect(Kind::Identifier, "expected a name after `for`")?;
        if self.eat(Kind::Comma) {
            self.expect(Kind::Identifier, "expected a second name")?;
        }
        if !self.eat_word("in") {
            return Err(self.fault("expected `in`"));
        }
        self.expression()?;
        if after == Kind::Colon {
            self.expect(after, "expected `:`")
        } else {
            Ok(())
        }
    }

    fn for_condition(&mut self) -> Verdict {
        if self.eat_word("if") {
            self.expression()
        } else {
            Ok(())
        }
    }

    /// Attributes, indexes and splats after a value.
    fn steps(&mut self) -> Verdict {
        let mut after_splat = false;
        loop {
            match self.peek() {
                Some(Kind::Dot) => {
                    self.at += 1;
                    let is_splat = self.attribute()?;
                    if is_splat && after_splat {
                        return Err(self.fault("`.*` cannot follow another `.*`"));
                    }
                    after_splat |= is_splat;
                }
                Some(Kind::OpenBracket) => {
                    self.at += 1;
                    after_splat = false;
                    self.inside(false, Kind::CloseBracket, "expected `]`", Self::index)?;
                }
                _ => return Ok(()),
            }
        }
    }

    /// Reads what may follow a dot, and tells whether it is `*`.
    fn attribute(&mut self) -> Result<bool, LexFault> {
        let kind = self.peek();
        let is_splat = kind == Some(Kind::Operator) && self.text() == "*";
        let is_index = kind == Some(Kind::Number) && !self.text().contains('.');
        if !is_splat && !is_index && kind != Some(Kind::Identifier) {
            return Err(self.fault("expected a name after `.`"));
        }
        self.at += 1;
        Ok(is_splat)
    }

    fn index(&mut self) -> Verdict {
        if self.peek() == Some(Kind::Operator) && self.text() == "*" {
            self.at += 1;
            return Ok(());
        }
        self.expression()
    }

    /// The parts of a template up to its end. Every `if` and `for` must be closed.
    fn template(&mut self, close: Kind) -> Verdict {
        let mut open: Vec<Directive> = Vec::new();
        loop {
            let token = self.tokens.get(self.at).map(|token| token.kind);
            match token {
                Some(Kind::Text) => {
                    if close == Kind::CloseQuote {
                        self.escapes()?;
                    }
                    self.at += 1;
                }
                Some(Kind::Interpolation) => {
                    self.at += 1;
                    self.inside(false, Kind::SequenceEnd, "expected `}`", Self::expression)?;
                }
                Some(Kind::Directive) => {
                    self.at += 1;
                    self.inside(false, Kind::SequenceEnd, "expected `}`", |grammar| {
                        grammar.directive(&mut open)
                    })?;
                }
                Some(kind) if kind == close && open.is_empty() => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return Err(self.fault("a template directive is not closed")),
            }
        }
    }

    fn directive(&mut self, open: &mut Vec<Directive>) -> Verdict {
        if self.eat_word("if") {
            open.push(Directive::If);
            return self.expression();
        }
        if self.eat_word("for") {
            open.push(Directive::For);
            return self.for_intro(Kind::SequenceEnd);
        }
        let last = open.pop();
        match last {
            Some(Directive::If) if self.eat_word("else") => {
                open.push(Directive::Else);
                Ok(())
            }
            Some(Directive::If | Directive::Else) if self.eat_word("endif") => Ok(()),
            Some(Directive::For) if self.eat_word("endfor") => Ok(()),
            _ => Err(self.fault("this template directive fits nothing that is open")),
        }
    }

    /// Checks the escapes of the string or string part at the cursor.
    fn escapes(&self) -> Verdict {
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

/// An open directive of a template.
enum Directive {
    If,
    Else,
    For,
}

#[cfg(test)]
mod tests;
