//! The grammar of expressions. What it makes of what it reads is a matter of its [`Build`]er: a tree, or only a verdict.

mod build;
mod template;

pub(crate) use build::{Build, Directive, Judge};

use crate::lex::{Kind, LexFault, Token};

/// Deeper nesting than in any real file, and shallow enough for any call stack.
const DEEPEST: u32 = 128;

/// Whether these tokens are one expression and nothing else.
///
/// `source_end` is where to point when the expression stops too early.
pub(crate) fn check_expression(source: &str, tokens: &[Token], end: usize) -> Result<(), LexFault> {
    read_expression(source, tokens, end, Judge)
}

/// Reads these tokens as one expression and nothing else.
pub(crate) fn read_expression<B: Build>(
    source: &str,
    tokens: &[Token],
    end: usize,
    build: B,
) -> Result<B::Expression, LexFault> {
    let mut grammar = Grammar {
        source,
        tokens,
        at: 0,
        end,
        depth: 0,
        keep_newlines: true,
        build,
    };
    let value = grammar.expression()?;
    match grammar.peek() {
        None => Ok(value),
        Some(_) => Err(grammar.fault("expected the end of the line")),
    }
}

struct Grammar<'a, B> {
    source: &'a str,
    tokens: &'a [Token],
    at: usize,
    end: usize,
    depth: u32,
    /// Whether a line break ends something here: directly in an object, but not inside brackets.
    keep_newlines: bool,
    build: B,
}

type Verdict = Result<(), LexFault>;
type Value<B> = Result<<B as Build>::Expression, LexFault>;

impl<B: Build> Grammar<'_, B> {
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
    fn inside<T>(
        &mut self,
        keep_newlines: bool,
        close: Kind,
        reason: &'static str,
        content: impl FnOnce(&mut Self) -> Result<T, LexFault>,
    ) -> Result<T, LexFault> {
        if self.depth >= DEEPEST {
            return Err(self.fault("the expression is nested too deeply"));
        }
        self.depth += 1;
        let outer = std::mem::replace(&mut self.keep_newlines, keep_newlines);
        let content = content(self)?;
        self.expect(close, reason)?;
        self.keep_newlines = outer;
        self.depth -= 1;
        Ok(content)
    }

    fn expression(&mut self) -> Value<B> {
        let mut arms = Vec::new();
        // A loop and not a call for `a ? b : c ? d : e`, so that a long chain is not deep.
        loop {
            let value = self.binary()?;
            if !self.eat(Kind::Question) {
                return Ok(self.build.conditional(arms, value));
            }
            if self.depth >= DEEPEST {
                return Err(self.fault("the expression is nested too deeply"));
            }
            self.depth += 1;
            let then = self.expression()?;
            self.depth -= 1;
            self.expect(Kind::Colon, "expected `:` and the value for false")?;
            arms.push(self.build.arm(value, then));
        }
    }

    fn binary(&mut self) -> Value<B> {
        let first = self.unary()?;
        let mut rest = Vec::new();
        while matches!(self.peek(), Some(Kind::Operator | Kind::Minus)) {
            let operator = self.at;
            self.at += 1;
            let operand = self.unary()?;
            rest.push(self.build.operation(operator, operand));
        }
        Ok(self.build.binary(first, rest))
    }

    fn unary(&mut self) -> Value<B> {
        self.peek();
        let from = self.at;
        while matches!(self.peek(), Some(Kind::Minus | Kind::Not)) {
            self.at += 1;
        }
        let operand = self.at;
        let value = self.term()?;
        Ok(self.build.unary(from, operand, value))
    }

    fn term(&mut self) -> Value<B> {
        let kind = self.peek();
        let from = self.at;
        let value = match kind {
            Some(Kind::Number) if self.text().matches('.').count() > 1 => {
                return Err(self.fault("a number has one point at most"));
            }
            Some(Kind::Number) => {
                self.at += 1;
                self.build.number(from)
            }
            Some(Kind::Heredoc) => {
                self.at += 1;
                self.build.heredoc(from)
            }
            Some(Kind::Quoted) => {
                self.escapes()?;
                self.at += 1;
                self.build.quoted(from)
            }
            Some(Kind::Identifier) => self.name()?,
            Some(Kind::OpenQuote) => {
                self.at += 1;
                let parts = self.template(Kind::CloseQuote)?;
                self.build.template((from, self.at), parts)
            }
            Some(Kind::OpenHeredoc) => {
                self.at += 1;
                let parts = self.template(Kind::CloseHeredoc)?;
                self.build.template((from, self.at), parts)
            }
            Some(Kind::OpenParen) => {
                self.at += 1;
                let inside =
                    self.inside(false, Kind::CloseParen, "expected `)`", Self::expression)?;
                self.build.parenthesised((from, self.at), inside)
            }
            Some(Kind::OpenBracket) => {
                self.at += 1;
                self.brackets(from)?
            }
            Some(Kind::OpenBrace) => {
                self.at += 1;
                self.braces(from)?
            }
            _ => return Err(self.fault("expected a value")),
        };
        self.steps(value)
    }

    /// A variable, or a call with its name, which may be `provider::aws::parse`.
    fn name(&mut self) -> Value<B> {
        let from = self.at;
        self.at += 1;
        let mut qualified = false;
        while self.eat(Kind::DoubleColon) {
            qualified = true;
            self.expect(Kind::Identifier, "expected the name of a function")?;
        }
        let after = self.at;
        if self.eat(Kind::OpenParen) {
            let (arguments, expanded) = self.inside(
                false,
                Kind::CloseParen,
                "expected `,` or `)`",
                Self::arguments,
            )?;
            return Ok(self.build.call((from, self.at), after, arguments, expanded));
        }
        if qualified {
            return Err(self.fault("expected `(` after the name of a function"));
        }
        Ok(self.build.name(from))
    }

    /// The arguments of a call, and whether the last is expanded with `...`.
    fn arguments(&mut self) -> Result<(Vec<B::Expression>, bool), LexFault> {
        let mut arguments = Vec::new();
        while self.peek() != Some(Kind::CloseParen) {
            arguments.push(self.expression()?);
            if self.eat(Kind::Ellipsis) {
                return Ok((arguments, true));
            }
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        Ok((arguments, false))
    }

    fn brackets(&mut self, from: usize) -> Value<B> {
        const REASON: &str = "expected `,` or `]`";
        let outer = std::mem::replace(&mut self.keep_newlines, false);
        let is_for = self.eat_word("for");
        self.keep_newlines = outer;
        if is_for {
            let (intro, value, condition) =
                self.inside(false, Kind::CloseBracket, REASON, |grammar| {
                    let intro = grammar.for_intro(Kind::Colon)?;
                    let value = grammar.expression()?;
                    Ok((intro, value, grammar.for_condition()?))
                })?;
            let nodes = (from, self.at);
            return Ok(self
                .build
                .comprehension(nodes, intro, (None, value), false, condition));
        }
        let items = self.inside(false, Kind::CloseBracket, REASON, Self::list)?;
        Ok(self.build.list((from, self.at), items))
    }

    fn list(&mut self) -> Result<Vec<B::Expression>, LexFault> {
        let mut items = Vec::new();
        while self.peek() != Some(Kind::CloseBracket) {
            items.push(self.expression()?);
            if !self.eat(Kind::Comma) {
                break;
            }
        }
        Ok(items)
    }

    fn braces(&mut self, from: usize) -> Value<B> {
        let start = self.at;
        let outer = std::mem::replace(&mut self.keep_newlines, false);
        let is_for = self.eat_word("for");
        self.keep_newlines = outer;
        if is_for {
            let (intro, body, grouped, condition) =
                self.inside(false, Kind::CloseBrace, "expected `}`", |grammar| {
                    let intro = grammar.for_intro(Kind::Colon)?;
                    let key = grammar.expression()?;
                    grammar.expect(Kind::Arrow, "expected `=>` and the value")?;
                    let body = (Some(key), grammar.expression()?);
                    let grouped = grammar.eat(Kind::Ellipsis);
                    Ok((intro, body, grouped, grammar.for_condition()?))
                })?;
            let nodes = (from, self.at);
            return Ok(self
                .build
                .comprehension(nodes, intro, body, grouped, condition));
        }
        self.at = start;
        let items = self.inside(
            true,
            Kind::CloseBrace,
            "expected a line break, `,` or `}`",
            Self::object,
        )?;
        Ok(self.build.object((from, self.at), items))
    }

    fn object(&mut self) -> Result<Vec<B::Item>, LexFault> {
        let mut items = Vec::new();
        loop {
            while self.eat(Kind::Newline) {}
            if self.peek() == Some(Kind::CloseBrace) {
                return Ok(items);
            }
            let key = self.expression()?;
            if !self.eat(Kind::Assign) {
                self.expect(Kind::Colon, "expected `=` and the value")?;
            }
            let value = self.expression()?;
            items.push(self.build.item(key, value));
            if !self.eat(Kind::Comma) && !self.eat(Kind::Newline) {
                return Ok(items);
            }
        }
    }

    /// `a, b in collection` and what follows it, after the word `for`.
    fn for_intro(&mut self, after: Kind) -> Result<B::Intro, LexFault> {
        self.peek();
        let first = self.at;
        self.expect(Kind::Identifier, "expected a name after `for`")?;
        let mut second = None;
        if self.eat(Kind::Comma) {
            self.peek();
            second = Some(self.at);
            self.expect(Kind::Identifier, "expected a second name")?;
        }
        if !self.eat_word("in") {
            return Err(self.fault("expected `in`"));
        }
        let collection = self.expression()?;
        if after == Kind::Colon {
            self.expect(after, "expected `:`")?;
        }
        Ok(self.build.intro(first, second, collection))
    }

    fn for_condition(&mut self) -> Result<Option<B::Expression>, LexFault> {
        if self.eat_word("if") {
            self.expression().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Attributes, indexes and splats after a value.
    fn steps(&mut self, base: B::Expression) -> Value<B> {
        let mut steps = Vec::new();
        let mut after_splat = false;
        loop {
            match self.peek() {
                Some(Kind::Dot) => {
                    self.at += 1;
                    let is_splat = self.attribute(&mut steps)?;
                    if is_splat && after_splat {
                        return Err(self.fault("`.*` cannot follow another `.*`"));
                    }
                    after_splat |= is_splat;
                }
                Some(Kind::OpenBracket) => {
                    let from = self.at;
                    self.at += 1;
                    after_splat = false;
                    let key =
                        self.inside(false, Kind::CloseBracket, "expected `]`", Self::index)?;
                    let nodes = (from, self.at);
                    steps.push(match key {
                        Some(key) => self.build.index(nodes, key),
                        None => self.build.full_splat(nodes),
                    });
                }
                _ => return Ok(self.build.traversal(base, steps)),
            }
        }
    }

    /// Reads what may follow a dot, and tells whether it is `*`.
    fn attribute(&mut self, steps: &mut Vec<B::Step>) -> Result<bool, LexFault> {
        let kind = self.peek();
        let is_splat = kind == Some(Kind::Operator) && self.text() == "*";
        let is_index = kind == Some(Kind::Number) && !self.text().contains('.');
        let at = self.at;
        if is_splat {
            steps.push(self.build.attribute_splat(at));
        } else if is_index {
            let index = self.build.number(at);
            steps.push(self.build.index((at, at + 1), index));
        } else if kind == Some(Kind::Identifier) {
            steps.push(self.build.attribute(at));
        } else {
            return Err(self.fault("expected a name after `.`"));
        }
        self.at += 1;
        Ok(is_splat)
    }

    /// The key in brackets, or nothing for `*`.
    fn index(&mut self) -> Result<Option<B::Expression>, LexFault> {
        if self.peek() == Some(Kind::Operator) && self.text() == "*" {
            self.at += 1;
            return Ok(None);
        }
        self.expression().map(Some)
    }
}

#[cfg(test)]
mod tests;
