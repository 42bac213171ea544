//! The nodes of expressions.

use std::borrow::Cow;

use super::Span;

/// A value as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression<'a> {
    /// What it is.
    pub kind: ExpressionKind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(&'a str),
    /// A string or heredoc without template sequences: its value.
    String(Cow<'a, str>),
    /// A string or heredoc with template sequences.
    Template(Vec<Part<'a>>),
    /// A bare name: the root of a reference, or a name that a `for` brings.
    Variable(&'a str),
    /// A call of a function.
    Call {
        /// The name, which may be `provider::aws::parse`.
        name: &'a str,
        /// Where the name stands.
        name_span: Span,
        /// The arguments in order.
        arguments: Vec<Expression<'a>>,
        /// Whether the last argument is a list of arguments: `f(a, b...)`.
        expanded: bool,
    },
    /// `[a, b]`.
    List(Vec<Expression<'a>>),
    /// `{ a = b }`.
    Object(Vec<Item<'a>>),
    /// `[for …]` or `{for …}`.
    For(Box<Comprehension<'a>>),
    /// `(a)`.
    Parenthesised(Box<Expression<'a>>),
    /// `!a` or `-a`, with all the operators before the operand.
    Unary {
        /// [`Operator::Not`] and [`Operator::Subtract`], from the outside in.
        operators: Vec<Operator>,
        /// The operand.
        operand: Box<Expression<'a>>,
    },
    /// Operands with operators of one level of precedence between them, to be taken from left to right.
    Binary {
        /// The first operand.
        first: Box<Expression<'a>>,
        /// The operators, each with what stands after it; never empty.
        rest: Vec<(Operator, Expression<'a>)>,
    },
    /// `a ? b : c`, with a chain `a ? b : c ? d : e` as one node.
    Conditional {
        /// The conditions and their values; never empty.
        arms: Vec<Arm<'a>>,
        /// The value when no condition holds.
        otherwise: Box<Expression<'a>>,
    },
    /// A value with attributes, indexes and splats after it.
    Traversal {
        /// What stands before the first step.
        base: Box<Expression<'a>>,
        /// The steps; never empty.
        steps: Vec<Step<'a>>,
    },
}

/// `condition ? value :`.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm<'a> {
    /// What decides.
    pub condition: Expression<'a>,
    /// The value if it is true.
    pub value: Expression<'a>,
}

/// `key = value` of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// The key. A bare name is itself, not a reference: see [`Item::name`].
    pub key: Expression<'a>,
    /// The value.
    pub value: Expression<'a>,
}

/// `for a, b in collection`.
#[derive(Debug, Clone, PartialEq)]
pub struct ForIntro<'a> {
    /// The name of the key or index, where there are two names.
    pub key: Option<&'a str>,
    /// The name of the value.
    pub value: &'a str,
    /// What is gone through.
    pub collection: Expression<'a>,
}

/// `[for …]` or `{for …}`.
#[derive(Debug, Clone, PartialEq)]
pub struct Comprehension<'a> {
    /// What is gone through, and under which names.
    pub intro: ForIntro<'a>,
    /// The key of an object; none for a list.
    pub key: Option<Expression<'a>>,
    /// The value.
    pub value: Expression<'a>,
    /// Whether values of one key are gathered in a list: `k => v...`.
    pub grouped: bool,
    /// What must hold for an element to be taken.
    pub condition: Option<Expression<'a>>,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a> {
    /// Text. In a heredoc its indent is still there.
    Text(Cow<'a, str>),
    /// `${a}`.
    Interpolation(Expression<'a>),
    /// `%{ … }`.
    Directive(Directive<'a>),
}

/// What stands in `%{ … }`. Each `If` and `For` has its end among the parts that follow.
#[derive(Debug, Clone, PartialEq)]
pub enum Directive<'a> {
    /// `%{if a}`.
    If(Expression<'a>),
    /// `%{else}`.
    Else,
    /// `%{endif}`.
    EndIf,
    /// `%{for a in b}`.
    For(ForIntro<'a>),
    /// `%{endfor}`.
    EndFor,
}

/// An attribute, an index or a splat after a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Step<'a> {
    /// What it is.
    pub kind: StepKind<'a>,
    /// Where it stands, without a dot before it.
    pub span: Span,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind<'a> {
    /// `.a`.
    Attribute(&'a str),
    /// `[a]`, or `.0`.
    Index(Box<Expression<'a>>),
    /// `.*`: the attributes after it are taken of each element, the first index after it is not.
    AttributeSplat,
    /// `[*]`: all steps after it are taken of each element.
    FullSplat,
}

/// An operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `||`.
    Or,
    /// `&&`.
    And,
    /// `==`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `+`.
    Add,
    /// `-`, before one operand or between two.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Modulo,
    /// `!`.
    Not,
}

impl Operator {
    /// How tightly it binds, from 1.
    pub(super) fn level(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Modulo => 6,
            Self::Not => 7,
        }
    }

    pub(super) fn read(text: &str) -> Self {
        match text {
            "||" => Self::Or,
            "&&" => Self::And,
            "==" => Self::Equal,
            "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            "+" => Self::Add,
            "-" => Self::Subtract,
            "*" => Self::Multiply,
            "/" => Self::Divide,
            "%" => Self::Modulo,
            _ => Self::Not,
        }
    }
}

impl Item<'_> {
    /// The key, where it is a constant text: a bare name, a string or a number.
    pub fn name(&self) -> Option<&str> {
        match &self.key.kind {
            ExpressionKind::Variable(name) | ExpressionKind::Number(name) => Some(name),
            ExpressionKind::String(text) => Some(text),
            ExpressionKind::Null => Some("null"),
            ExpressionKind::Bool(true) => Some("true"),
            ExpressionKind::Bool(false) => Some("false"),
            ExpressionKind::Parenthesised(inside) => match &inside.kind {
                ExpressionKind::String(text) => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the key is a name that stands for itself.
    pub fn has_bare_key(&self) -> bool {
        matches!(self.key.kind, ExpressionKind::Variable(_))
    }
}

impl Expression<'_> {
    /// The expression inside all the parentheses around it.
    #[must_use]
    pub fn bare(&self) -> &Self {
        let mut inside = self;
        while let ExpressionKind::Parenthesised(next) = &inside.kind {
            inside = next;
        }
        inside
    }

    /// The text, where it is a string or heredoc without template sequences.
    pub fn as_text(&self) -> Option<&str> {
        match &self.bare().kind {
            ExpressionKind::String(text) => Some(text),
            _ => None,
        }
    }
}
