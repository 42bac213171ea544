//! The syntax tree of a Terraform file, for reading.
//!
//! The parser is the one that [`check_syntax`] judges with, so a text has a tree exactly if
//! Terraform takes it. Every node knows its bytes. Nothing is lost that has a meaning, nothing is evaluated, and no
//! node is nested deeper than the brackets in the text: chains of operators, conditions and steps are lists.
//!
//! ```
//! use mcgen_hcl::syntax::{ExpressionKind, File};
//!
//! let file = File::parse("resource \"aws_vpc\" \"this\" {\n  cidr_block = var.cidr\n}\n")?;
//! let block = &file.body.blocks[0];
//! assert_eq!((block.kind, block.label(0)), ("resource", Some("aws_vpc")));
//! let value = &block.body.attribute("cidr_block").unwrap().value;
//! assert!(matches!(value.kind, ExpressionKind::Traversal { .. }));
//! # Ok::<(), mcgen_hcl::ParseFault>(())
//! ```

mod build;
mod expression;
mod walk;

use std::ops::Range;

pub use expression::{
    Arm, Comprehension, Directive, Expression, ExpressionKind, ForIntro, Item, Operator, Part,
    Step, StepKind,
};

use crate::grammar::read_expression;
use crate::lex::LexFault;
use crate::outline::{self, Outline};
use crate::parse::{ParseFault, check_syntax};
use build::Tree;

/// A range of bytes in the text of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the start of this to the end of `other`.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            start: self.start,
            end: other.end,
        }
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lexer refuses texts beyond u32"
    )]
    fn of(range: &Range<usize>) -> Self {
        Self {
            start: range.start as u32,
            end: range.end as u32,
        }
    }
}

/// A file of blocks and attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct File<'a> {
    /// What stands in it.
    pub body: Body<'a>,
}

/// What stands in a file, or between the braces of a block, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Body<'a> {
    /// What is written `name = value`; no name stands twice.
    pub attributes: Vec<Attribute<'a>>,
    /// What is written `kind "label" { … }`.
    pub blocks: Vec<Block<'a>>,
}

/// `name = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute<'a> {
    /// The name.
    pub name: &'a str,
    /// Where the name stands.
    pub name_span: Span,
    /// The value.
    pub value: Expression<'a>,
}

/// `kind "label" { … }`.
#[derive(Debug, Clone, PartialEq)]
pub struct Block<'a> {
    /// The first word.
    pub kind: &'a str,
    /// Where the first word stands.
    pub kind_span: Span,
    /// The labels without their quotes.
    pub labels: Vec<Label<'a>>,
    /// The first word and the labels.
    pub header: Span,
    /// What stands between the braces.
    pub body: Body<'a>,
}

/// A label of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The label without its quotes.
    pub text: &'a str,
    /// Where it stands, with its quotes.
    pub span: Span,
}

impl<'a> File<'a> {
    /// Reads a file, or says what is no HCL and where.
    pub fn parse(source: &'a str) -> Result<Self, ParseFault> {
        match read(source) {
            Ok(body) => Ok(Self { body }),
            // The judge reads from top to bottom and so names the first fault, whichever kind it is of.
            Err(fault) => Err(match check_syntax(source) {
                Err(fault) => fault,
                Ok(()) => ParseFault::at(source, fault),
            }),
        }
    }
}

fn read(source: &str) -> Result<Body<'_>, LexFault> {
    let outline = Outline::layout(source)?;
    body(&outline, &outline.body)
}

fn body<'a>(outline: &Outline<'a>, body_outline: &outline::Body<'a>) -> Result<Body<'a>, LexFault> {
    let attributes = body_outline
        .attributes
        .iter()
        .map(|it| attribute(outline, it));
    let blocks = body_outline.blocks.iter().map(|it| block(outline, it));
    Ok(Body {
        attributes: attributes.collect::<Result<_, _>>()?,
        blocks: blocks.collect::<Result<_, _>>()?,
    })
}

fn attribute<'a>(
    outline: &Outline<'a>,
    attribute: &outline::Attribute<'a>,
) -> Result<Attribute<'a>, LexFault> {
    let tokens = &outline.tokens[attribute.value.clone()];
    let end = outline
        .tokens
        .get(attribute.value.end)
        .map_or(outline.source.len(), |end| end.range().start);
    let tree = Tree {
        source: outline.source,
        tokens,
    };
    Ok(Attribute {
        name: attribute.name,
        name_span: Span::of(&attribute.span),
        value: read_expression(outline.source, tokens, end, tree)?,
    })
}

fn block<'a>(outline: &Outline<'a>, block: &outline::Block<'a>) -> Result<Block<'a>, LexFault> {
    let start = block.span.start;
    let labels = block.labels.iter().map(|(text, span)| Label {
        text,
        span: Span::of(span),
    });
    Ok(Block {
        kind: block.kind,
        kind_span: Span::of(&(start..start + block.kind.len())),
        labels: labels.collect(),
        header: Span::of(&block.span),
        body: body(outline, &block.body)?,
    })
}

impl<'a> Body<'a> {
    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().find(|it| it.name == name)
    }

    /// The blocks of this kind.
    pub fn blocks_of<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b Block<'a>> {
        self.blocks.iter().filter(move |it| it.kind == kind)
    }
}

impl<'a> Block<'a> {
    /// A label by its place.
    pub fn label(&self, index: usize) -> Option<&'a str> {
        self.labels.get(index).map(|label| label.text)
    }
}

#[cfg(test)]
mod tests;
