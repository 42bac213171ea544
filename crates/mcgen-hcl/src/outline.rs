//! The blocks and attributes of a file, with expressions left as token ranges.
//!
//! A whole parse costs more than everything else this crate does. Names, labels and the extent of each value are
//! all that the reference checker and the module description need, so this is all that is built.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::Formatted;
use crate::grammar::check_expression;
use crate::lex::{Kind, LexFault, Token, tokenize};

/// Blocks nested deeper than any real file are refused, so that walking them cannot exhaust the call stack.
const DEEPEST: usize = 64;

/// A file's text, its tokens and what they form.
pub(crate) struct Outline<'a> {
    pub(crate) source: &'a str,
    pub(crate) tokens: Cow<'a, [Token]>,
    pub(crate) body: Body<'a>,
}

/// What stands between the braces of a block, or in a file.
#[derive(Default)]
pub(crate) struct Body<'a> {
    pub(crate) attributes: Vec<Attribute<'a>>,
    pub(crate) blocks: Vec<Block<'a>>,
}

/// `name = value`.
pub(crate) struct Attribute<'a> {
    pub(crate) name: &'a str,
    /// The bytes of the name.
    pub(crate) span: Range<usize>,
    /// The tokens of the value.
    pub(crate) value: Range<usize>,
}

/// `kind "label" { ... }`.
pub(crate) struct Block<'a> {
    pub(crate) kind: &'a str,
    /// The labels without their quotes, with the bytes they take.
    pub(crate) labels: Vec<(&'a str, Range<usize>)>,
    /// The bytes of the kind and the labels.
    pub(crate) span: Range<usize>,
    pub(crate) body: Body<'a>,
}

impl<'a> Outline<'a> {
    /// Reads `source`, or names the first byte that does not fit.
    pub(crate) fn read(source: &'a str) -> Result<Self, LexFault> {
        Self::read_values(source, Cow::Owned(tokenize(source)?), check_expression)
    }

    /// Reads `source` without a look at its values, for a reader that parses them itself.
    pub(crate) fn layout(source: &'a str) -> Result<Self, LexFault> {
        Self::read_values(source, Cow::Owned(tokenize(source)?), |_, _, _| Ok(()))
    }

    /// Reads a text that keeps its tokens.
    pub(crate) fn of_formatted(formatted: &'a Formatted) -> Result<Self, LexFault> {
        Self::read_values(formatted.text(), formatted.tokens()?, check_expression)
    }

    fn read_values(
        source: &'a str,
        tokens: Cow<'a, [Token]>,
        judge: impl Fn(&str, &[Token], usize) -> Result<(), LexFault>,
    ) -> Result<Self, LexFault> {
        let mut reader = Reader {
            source,
            tokens: &tokens,
            at: 0,
            judge,
        };
        let body = reader.body(End::File, 0)?;
        Ok(Self {
            source,
            tokens,
            body,
        })
    }

    /// The value of an attribute if it is one plain string, as written between the quotes.
    pub(crate) fn plain_string(&self, attribute: &Attribute<'_>) -> Option<&'a str> {
        match &self.tokens[attribute.value.clone()] {
            [token] if token.kind == Kind::Quoted => Some(unquote(token.text(self.source))),
            _ => None,
        }
    }

    /// The bytes of a range of tokens.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        match &self.tokens[tokens.clone()] {
            [] => 0..0,
            [first, .., last] => first.range().start..last.range().end,
            [only] => only.range(),
        }
    }
}

impl<'a> Body<'a> {
    /// The attribute of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }

    /// The blocks of this kind.
    pub(crate) fn blocks_of(&self, kind: &str) -> impl Iterator<Item = &Block<'a>> {
        self.blocks.iter().filter(move |block| block.kind == kind)
    }
}

impl<'a> Block<'a> {
    /// A label by its place.
    pub(crate) fn label(&self, index: usize) -> Option<&'a str> {
        self.labels.get(index).map(|(label, _)| *label)
    }
}

/// The text between the quotes of a string token.
pub(crate) fn unquote(text: &str) -> &str {
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text)
}

struct Reader<'a, 't, J> {
    source: &'a str,
    tokens: &'t [Token],
    at: usize,
    /// Says whether some tokens are a value.
    judge: J,
}

/// What ends a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    File,
    Brace,
}

impl<'a, J: Fn(&str, &[Token], usize) -> Result<(), LexFault>> Reader<'a, '_, J> {
    fn peek(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn fault(&self, reason: &'static str) -> LexFault {
        let offset = self
            .tokens
            .get(self.at)
            .map_or(self.source.len(), |token| token.range().start);
        LexFault { offset, reason }
    }

    fn skip_comments(&mut self) {
        while matches!(self.peek(), Some(Kind::LineComment | Kind::BlockComment)) {
            self.at += 1;
        }
    }

    /// Reads the end of the line, which every item of a body needs.
    fn end_of_line(&mut self) -> Result<(), LexFault> {
        self.skip_comments();
        match self.peek() {
            None => Ok(()),
            Some(Kind::Newline) => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.fault("expected the end of the line")),
        }
    }

    /// Reads to the closing brace of the block or to the end of the file.
    fn body(&mut self, end: End, depth: usize) -> Result<Body<'a>, LexFault> {
        if depth > DEEPEST {
            return Err(self.fault("the blocks are nested too deeply"));
        }
        let mut body = Body::default();
        loop {
            match self.peek() {
                Some(Kind::Newline | Kind::LineComment | Kind::BlockComment) => self.at += 1,
                Some(Kind::Identifier) => {
                    self.item(&mut body, depth)?;
                    self.end_of_line()?;
                }
                Some(Kind::CloseBrace) if end == End::Brace => {
                    self.at += 1;
                    return distinct(body);
                }
                None if end == End::File => return distinct(body),
                None => return Err(self.fault("the block is not closed")),
                Some(_) => return Err(self.fault("expected an attribute or a block")),
            }
        }
    }

    /// Reads the attribute or block that starts with the name at the cursor.
    fn item(&mut self, body: &mut Body<'a>, depth: usize) -> Result<(), LexFault> {
        let name = self.tokens[self.at];
        self.at += 1;
        self.skip_comments();
        if self.peek() == Some(Kind::Assign) {
            self.at += 1;
            let value = self.value()?;
            let attribute = Attribute {
                name: name.text(self.source),
                span: name.range(),
                value,
            };
            body.attributes.push(attribute);
            return Ok(());
        }
        let (labels, end) = self.labels(name.range().end)?;
        body.blocks.push(Block {
            kind: name.text(self.source),
            labels,
            span: name.range().start..end,
            body: self.braces(depth + 1)?,
        });
        Ok(())
    }

    /// Reads the labels of a block and its opening brace, and tells where the labels end.
    #[expect(clippy::type_complexity, reason = "two results of one small step")]
    fn labels(
        &mut self,
        mut end: usize,
    ) -> Result<(Vec<(&'a str, Range<usize>)>, usize), LexFault> {
        let mut labels = Vec::new();
        loop {
            self.skip_comments();
            match self.peek() {
                Some(Kind::Identifier | Kind::Quoted) => {
                    let label = self.tokens[self.at];
                    end = label.range().end;
                    labels.push((unquote(label.text(self.source)), label.range()));
                }
                Some(Kind::OpenBrace) => {
                    self.at += 1;
                    return Ok((labels, end));
                }
                _ => return Err(self.fault("expected `=`, a label or `{`")),
            }
            self.at += 1;
        }
    }

    /// The body of a block after its opening brace. On one line there is room for one attribute only.
    fn braces(&mut self, depth: usize) -> Result<Body<'a>, LexFault> {
        self.skip_comments();
        let mut body = Body::default();
        match self.peek() {
            Some(Kind::Newline) => return self.body(End::Brace, depth),
            Some(Kind::Identifier) => {
                self.item(&mut body, depth)?;
                self.skip_comments();
                if !body.blocks.is_empty() {
                    return Err(self.fault("a block inside a block needs a line of its own"));
                }
            }
            _ => {}
        }
        if self.peek() != Some(Kind::CloseBrace) {
            return Err(self.fault("expected a line break or `}`"));
        }
        self.at += 1;
        Ok(body)
    }

    /// The tokens up to the end of the line, or to the end of a block on one line.
    fn value(&mut self) -> Result<Range<usize>, LexFault> {
        let start = self.at;
        let mut open = 0;
        while let Some(kind) = self.peek() {
            match kind {
                Kind::Newline | Kind::LineComment | Kind::CloseBrace if open == 0 => break,
                kind => open += kind.bracket_change(),
            }
            if open < 0 {
                return Err(self.fault("this bracket was not opened"));
            }
            self.at += 1;
        }
        let line_end = self
            .tokens
            .get(self.at)
            .map_or(self.source.len(), |end| end.range().start);
        (self.judge)(self.source, &self.tokens[start..self.at], line_end)?;
        let mut end = self.at;
        while end > start && self.tokens[end - 1].kind == Kind::BlockComment {
            end -= 1;
        }
        Ok(start..end)
    }
}

/// Refuses a body that sets one attribute twice.
fn distinct(body: Body<'_>) -> Result<Body<'_>, LexFault> {
    // Most bodies have a handful of attributes, for which looking back is faster than a set.
    const HANDFUL: usize = 16;
    let again = if body.attributes.len() <= HANDFUL {
        let known = |(index, attribute): &(usize, &Attribute<'_>)| {
            body.attributes[..*index]
                .iter()
                .any(|other| other.name == attribute.name)
        };
        body.attributes
            .iter()
            .enumerate()
            .find(known)
            .map(|(_, attribute)| attribute)
    } else {
        let mut known = BTreeSet::new();
        body.attributes
            .iter()
            .find(|attribute| !known.insert(attribute.name))
    };
    match again {
        None => Ok(body),
        Some(attribute) => Err(LexFault {
            offset: attribute.span.start,
            reason: "this attribute is set twice",
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{Body, Outline};

    fn show(outline: &Outline<'_>, body: &Body<'_>, indent: usize, out: &mut String) {
        for attribute in &body.attributes {
            let value = &outline.source[outline.bytes(&attribute.value)];
            writeln!(out, "{:indent$}{} := {value:?}", "", attribute.name).unwrap();
        }
        for block in &body.blocks {
            let labels: Vec<_> = block.labels.iter().map(|(label, _)| *label).collect();
            writeln!(out, "{:indent$}{} {labels:?}", "", block.kind).unwrap();
            show(outline, &block.body, indent + 2, out);
        }
    }

    #[test]
    fn blocks_and_values_are_found_whatever_they_hold() {
        let outline = Outline::read(
            "a = 1 # c\nb = [\n  1,\n] /* d */\nc \"x\" y {\n d = <<E\n ${f({\n})}\nE\n e { f = {} }\n}\ng = \"${\nh\n}\"\n",
        )
        .unwrap_or_else(|fault| panic!("{fault:?}"));
        let mut text = String::new();
        show(&outline, &outline.body, 0, &mut text);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn what_is_no_body_is_refused_at_its_place() {
        for (source, offset) in [
            ("a = \n", 4),
            ("a {", 3),
            ("}", 0),
            ("a = (1\n", 7),
            ("a = 1)\n", 5),
            ("1 = 2", 0),
            ("a b = 1", 4),
            ("a = 'x'", 4),
        ] {
            let fault = Outline::read(source).err();
            assert_eq!(fault.map(|fault| fault.offset), Some(offset), "{source:?}");
        }
        assert!(Outline::read(&"a {\n".repeat(100_000)).is_err());
    }
}
