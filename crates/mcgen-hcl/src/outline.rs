//! The blocks and attributes of a file, with expressions left as token ranges.
//!
//! A whole parse costs more than everything else this crate does. Names, labels and the extent of each value are
//! all that the reference checker and the module description need, so this is all that is built.

use std::ops::Range;

use crate::lex::{Kind, LexFault, Token, tokenize};

/// Blocks nested deeper than any real file are refused, so that walking them cannot exhaust the call stack.
const DEEPEST: usize = 64;

/// A file's text, its tokens and what they form.
pub(crate) struct Outline<'a> {
    pub(crate) source: &'a str,
    pub(crate) tokens: Vec<Token>,
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
        let tokens = tokenize(source)?;
        let mut reader = Reader {
            source,
            tokens: &tokens,
            at: 0,
        };
        let body = reader.body(0)?;
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

struct Reader<'a, 't> {
    source: &'a str,
    tokens: &'t [Token],
    at: usize,
}

impl<'a> Reader<'a, '_> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn fault(&self, reason: &'static str) -> LexFault {
        let offset = self
            .peek()
            .map_or(self.source.len(), |token| token.range().start);
        LexFault { offset, reason }
    }

    /// Reads to the closing brace of the block, or at depth zero to the end of the file.
    fn body(&mut self, depth: usize) -> Result<Body<'a>, LexFault> {
        if depth > DEEPEST {
            return Err(self.fault("the blocks are nested too deeply"));
        }
        let mut body = Body::default();
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Newline | Kind::LineComment | Kind::BlockComment => self.at += 1,
                Kind::CloseBrace if depth > 0 => {
                    self.at += 1;
                    return Ok(body);
                }
                Kind::Identifier => self.item(token, &mut body, depth)?,
                _ => return Err(self.fault("expected an attribute or a block")),
            }
        }
        if depth == 0 {
            Ok(body)
        } else {
            Err(self.fault("the block is not closed"))
        }
    }

    fn item(&mut self, name: Token, body: &mut Body<'a>, depth: usize) -> Result<(), LexFault> {
        self.at += 1;
        self.skip_block_comments();
        if self.peek().is_some_and(|token| token.kind == Kind::Assign) {
            self.at += 1;
            let value = self.value()?;
            body.attributes.push(Attribute {
                name: name.text(self.source),
                span: name.range(),
                value,
            });
            return Ok(());
        }
        let mut labels = Vec::new();
        let mut end = name.range().end;
        loop {
            self.skip_block_comments();
            let Some(token) = self.peek() else {
                return Err(self.fault("the block has no body"));
            };
            match token.kind {
                Kind::Identifier | Kind::Quoted => {
                    end = token.range().end;
                    labels.push((unquote(token.text(self.source)), token.range()));
                    self.at += 1;
                }
                Kind::OpenBrace => break,
                _ => return Err(self.fault("expected `=`, a label or `{`")),
            }
        }
        self.at += 1;
        body.blocks.push(Block {
            kind: name.text(self.source),
            labels,
            span: name.range().start..end,
            body: self.body(depth + 1)?,
        });
        Ok(())
    }

    fn skip_block_comments(&mut self) {
        while self
            .peek()
            .is_some_and(|token| token.kind == Kind::BlockComment)
        {
            self.at += 1;
        }
    }

    /// The tokens up to the end of the line, or to the end of a block on one line.
    fn value(&mut self) -> Result<Range<usize>, LexFault> {
        let start = self.at;
        let mut open = 0;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Newline | Kind::LineComment | Kind::CloseBrace if open == 0 => break,
                kind => open += kind.bracket_change(),
            }
            if open < 0 {
                return Err(self.fault("this bracket was not opened"));
            }
            self.at += 1;
        }
        if open > 0 {
            return Err(self.fault("a bracket is not closed"));
        }
        let mut end = self.at;
        while end > start && self.tokens[end - 1].kind == Kind::BlockComment {
            end -= 1;
        }
        if end == start {
            Err(self.fault("the attribute has no value"))
        } else {
            Ok(start..end)
        }
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
