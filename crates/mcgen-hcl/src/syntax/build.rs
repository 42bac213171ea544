//! Builds the tree while the grammar reads.

use std::borrow::Cow;

use super::{
    Arm, Comprehension, Directive, Expression, ExpressionKind, ForIntro, Item, Operator, Part,
    Span, Step, StepKind,
};
use crate::describe::{heredoc_text, unescape};
use crate::grammar::{Build, Directive as Read};
use crate::lex::{Kind, Token};
use crate::outline::unquote;

/// The text and the tokens that nodes are made of.
pub(super) struct Tree<'a, 't> {
    pub(super) source: &'a str,
    pub(super) tokens: &'t [Token],
}

impl<'a> Tree<'a, '_> {
    fn text_of(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.source)
    }

    fn span_of(&self, at: usize) -> Span {
        let Token { start, end, .. } = self.tokens[at];
        Span { start, end }
    }

    /// The bytes of the tokens before `to`, without what does not count at their end.
    fn span(&self, (from, to): (usize, usize)) -> Span {
        let counts = |token: &&Token| {
            !matches!(
                token.kind,
                Kind::Newline | Kind::LineComment | Kind::BlockComment
            )
        };
        let start = self.tokens[from].start;
        let last = self.tokens[from..to].iter().rev().find(counts);
        Span {
            start,
            end: last.map_or(start, |token| token.end),
        }
    }
}

fn node(kind: ExpressionKind<'_>, span: Span) -> Expression<'_> {
    Expression { kind, span }
}

fn quoted_value(text: &str) -> Cow<'_, str> {
    if text.contains(['\\', '$', '%']) {
        Cow::Owned(unescape(text))
    } else {
        Cow::Borrowed(text)
    }
}

impl<'a> Build for Tree<'a, '_> {
    type Expression = Expression<'a>;
    type Arm = Arm<'a>;
    type Operation = (Operator, Expression<'a>);
    type Item = Item<'a>;
    type Part = Part<'a>;
    type Step = Step<'a>;
    type Intro = ForIntro<'a>;

    fn number(&self, at: usize) -> Expression<'a> {
        node(ExpressionKind::Number(self.text_of(at)), self.span_of(at))
    }

    fn quoted(&self, at: usize) -> Expression<'a> {
        let value = quoted_value(unquote(self.text_of(at)));
        node(ExpressionKind::String(value), self.span_of(at))
    }

    fn heredoc(&self, at: usize) -> Expression<'a> {
        let mut value = heredoc_text(self.text_of(at));
        if !value.is_empty() {
            value.push('\n');
        }
        node(ExpressionKind::String(Cow::Owned(value)), self.span_of(at))
    }

    fn name(&self, at: usize) -> Expression<'a> {
        let kind = match self.text_of(at) {
            "null" => ExpressionKind::Null,
            "true" => ExpressionKind::Bool(true),
            "false" => ExpressionKind::Bool(false),
            name => ExpressionKind::Variable(name),
        };
        node(kind, self.span_of(at))
    }

    fn call(
        &self,
        nodes: (usize, usize),
        open: usize,
        arguments: Vec<Expression<'a>>,
        expanded: bool,
    ) -> Expression<'a> {
        let name_span = self.span((nodes.0, open));
        let kind = ExpressionKind::Call {
            name: &self.source[name_span.range()],
            name_span,
            arguments,
            expanded,
        };
        node(kind, self.span(nodes))
    }

    fn parenthesised(&self, nodes: (usize, usize), inside: Expression<'a>) -> Expression<'a> {
        node(
            ExpressionKind::Parenthesised(Box::new(inside)),
            self.span(nodes),
        )
    }

    fn list(&self, nodes: (usize, usize), items: Vec<Expression<'a>>) -> Expression<'a> {
        node(ExpressionKind::List(items), self.span(nodes))
    }

    fn object(&self, nodes: (usize, usize), items: Vec<Item<'a>>) -> Expression<'a> {
        node(ExpressionKind::Object(items), self.span(nodes))
    }

    fn item(&self, key: Expression<'a>, value: Expression<'a>) -> Item<'a> {
        Item { key, value }
    }

    fn intro(
        &self,
        first: usize,
        second: Option<usize>,
        collection: Expression<'a>,
    ) -> ForIntro<'a> {
        ForIntro {
            key: second.map(|_| self.text_of(first)),
            value: self.text_of(second.unwrap_or(first)),
            collection,
        }
    }

    fn comprehension(
        &self,
        nodes: (usize, usize),
        intro: ForIntro<'a>,
        (key, value): (Option<Expression<'a>>, Expression<'a>),
        grouped: bool,
        condition: Option<Expression<'a>>,
    ) -> Expression<'a> {
        let comprehension = Comprehension {
            intro,
            key,
            value,
            grouped,
            condition,
        };
        node(
            ExpressionKind::For(Box::new(comprehension)),
            self.span(nodes),
        )
    }

    fn template(&self, nodes: (usize, usize), parts: Vec<Part<'a>>) -> Expression<'a> {
        node(ExpressionKind::Template(parts), self.span(nodes))
    }

    fn text(&self, at: usize, in_quotes: bool) -> Part<'a> {
        let text = self.text_of(at);
        Part::Text(if in_quotes {
            quoted_value(text)
        } else if text.contains("$${") || text.contains("%%{") {
            Cow::Owned(text.replace("$${", "${").replace("%%{", "%{"))
        } else {
            Cow::Borrowed(text)
        })
    }

    fn interpolation(&self, value: Expression<'a>) -> Part<'a> {
        Part::Interpolation(value)
    }

    fn directive(&self, directive: Read<Self>) -> Part<'a> {
        Part::Directive(match directive {
            Read::If(condition) => Directive::If(condition),
            Read::Else => Directive::Else,
            Read::EndIf => Directive::EndIf,
            Read::For(intro) => Directive::For(intro),
            Read::EndFor => Directive::EndFor,
        })
    }

    fn attribute(&self, at: usize) -> Step<'a> {
        Step {
            kind: StepKind::Attribute(self.text_of(at)),
            span: self.span_of(at),
        }
    }

    fn attribute_splat(&self, at: usize) -> Step<'a> {
        Step {
            kind: StepKind::AttributeSplat,
            span: self.span_of(at),
        }
    }

    fn full_splat(&self, nodes: (usize, usize)) -> Step<'a> {
        Step {
            kind: StepKind::FullSplat,
            span: self.span(nodes),
        }
    }

    fn index(&self, nodes: (usize, usize), key: Expression<'a>) -> Step<'a> {
        Step {
            kind: StepKind::Index(Box::new(key)),
            span: self.span(nodes),
        }
    }

    fn traversal(&self, base: Expression<'a>, steps: Vec<Step<'a>>) -> Expression<'a> {
        let Some(last) = steps.last() else {
            return base;
        };
        let span = base.span.to(last.span);
        let kind = ExpressionKind::Traversal {
            base: Box::new(base),
            steps,
        };
        node(kind, span)
    }

    fn unary(&self, from: usize, operand: usize, value: Expression<'a>) -> Expression<'a> {
        if from == operand {
            return value;
        }
        let operators = self.tokens[from..operand].iter();
        let operators = operators.filter_map(|token| match token.kind {
            Kind::Minus => Some(Operator::Subtract),
            Kind::Not => Some(Operator::Not),
            _ => None,
        });
        let span = self.span_of(from).to(value.span);
        let kind = ExpressionKind::Unary {
            operators: operators.collect(),
            operand: Box::new(value),
        };
        node(kind, span)
    }

    fn operation(&self, operator: usize, value: Expression<'a>) -> (Operator, Expression<'a>) {
        (Operator::read(self.text_of(operator)), value)
    }

    fn binary(
        &self,
        first: Expression<'a>,
        rest: Vec<(Operator, Expression<'a>)>,
    ) -> Expression<'a> {
        if rest.is_empty() {
            return first;
        }
        let mut climb = Climb {
            pending: Some(first),
            rest: rest.into_iter().peekable(),
        };
        climb.level(1)
    }

    fn arm(&self, condition: Expression<'a>, value: Expression<'a>) -> Arm<'a> {
        Arm { condition, value }
    }

    fn conditional(&self, arms: Vec<Arm<'a>>, otherwise: Expression<'a>) -> Expression<'a> {
        let Some(first) = arms.first() else {
            return otherwise;
        };
        let span = first.condition.span.to(otherwise.span);
        let kind = ExpressionKind::Conditional {
            arms,
            otherwise: Box::new(otherwise),
        };
        node(kind, span)
    }
}

/// Sorts a flat run of operators by precedence.
struct Climb<'a> {
    /// The operand at the cursor.
    pending: Option<Expression<'a>>,
    rest: std::iter::Peekable<std::vec::IntoIter<(Operator, Expression<'a>)>>,
}

impl<'a> Climb<'a> {
    /// The operands up to the next operator that binds less tightly than `level`.
    fn level(&mut self, level: u8) -> Expression<'a> {
        let first = self.operand(level);
        let mut operations = Vec::new();
        while let Some((operator, operand)) =
            self.rest.next_if(|(operator, _)| operator.level() == level)
        {
            self.pending = Some(operand);
            operations.push((operator, self.operand(level)));
        }
        let Some((_, last)) = operations.last() else {
            return first;
        };
        let span = first.span.to(last.span);
        let kind = ExpressionKind::Binary {
            first: Box::new(first),
            rest: operations,
        };
        node(kind, span)
    }

    fn operand(&mut self, level: u8) -> Expression<'a> {
        if level < Operator::Not.level() - 1 {
            return self.level(level + 1);
        }
        // Each call takes the operand that its caller put there; nothing else could stand here.
        self.pending.take().unwrap_or(Expression {
            kind: ExpressionKind::Null,
            span: Span { start: 0, end: 0 },
        })
    }
}
