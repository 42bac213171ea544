//! What can be known of a value before Terraform runs: its type.
//!
//! Whatever is not sure is [`Type::Dynamic`], and nothing is ever said about it.

mod functions;
mod guard;
mod traversal;

use std::rc::Rc;

use mcgen_diagnostics::{Rule, SourceId};
use mcgen_hcl::syntax::{
    Comprehension, Directive, Expression, ExpressionKind, ForIntro, Operator, Part, Span,
};

use super::context::{Context, Pass};
use super::convert::{element, unify, unify_all};
use super::finding::Finding;
use super::module::Place;
use crate::Type;

/// Deeper than any real chain of expressions and references; what lies deeper is not known.
const DEEPEST: u32 = 160;

/// Goes through the expressions of a module, and keeps what is wrong with their references.
pub(super) struct Walker<'p, 'c, 't> {
    pub(super) pass: &'p Pass<'c, 't>,
    pub(super) context: &'p Context<'c, 't>,
    /// The file that is gone through.
    pub(super) source: SourceId,
    /// Names that a `for`, a `dynamic` block, `for_each` and the like bring, the innermost last.
    scope: Vec<(&'t str, Rc<Type>)>,
    /// Above zero where nothing is reported: in `try` and `can`, and where a value is looked at again.
    quiet: u32,
    /// Above zero in the branches of a condition, of which Terraform drops the faults of the one not taken.
    branches: u32,
    pub(super) findings: Vec<Finding>,
}

impl<'p, 'c, 't> Walker<'p, 'c, 't> {
    /// A walker that reports.
    pub(super) fn new(
        pass: &'p Pass<'c, 't>,
        context: &'p Context<'c, 't>,
        source: SourceId,
    ) -> Self {
        Self {
            pass,
            context,
            source,
            scope: Vec::new(),
            quiet: 0,
            branches: 0,
            findings: Vec::new(),
        }
    }

    /// A walker that only looks.
    pub(super) fn silent(
        pass: &'p Pass<'c, 't>,
        context: &'p Context<'c, 't>,
        source: SourceId,
    ) -> Self {
        Self {
            quiet: 1,
            ..Self::new(pass, context, source)
        }
    }

    /// Runs `content` with more names.
    pub(super) fn with_names<T>(
        &mut self,
        names: impl IntoIterator<Item = (&'t str, Rc<Type>)>,
        content: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.scope.len();
        self.scope.extend(names);
        let result = content(self);
        self.scope.truncate(outer);
        result
    }

    /// Runs `content` without a report.
    pub(super) fn quietly<T>(&mut self, content: impl FnOnce(&mut Self) -> T) -> T {
        self.quiet += 1;
        let result = content(self);
        self.quiet -= 1;
        result
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place {
            source: self.source,
            span,
        }
    }

    pub(super) fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        label: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, self.place(span), label)
    }

    pub(super) fn report(&mut self, finding: Finding) {
        if self.quiet == 0 {
            self.findings.push(finding);
        }
    }

    fn name(&self, name: &str) -> Option<Rc<Type>> {
        let mut known = self.scope.iter().rev();
        known
            .find(|(it, _)| *it == name)
            .map(|(_, value)| Rc::clone(value))
    }

    /// The type of a value. Reports references in it that lead nowhere.
    pub(super) fn infer(&mut self, value: &'t Expression<'t>) -> Rc<Type> {
        let depth = self.pass.depth.get();
        if depth >= DEEPEST {
            return Rc::new(Type::Dynamic);
        }
        self.pass.depth.set(depth + 1);
        let result = self.infer_inside(value);
        self.pass.depth.set(depth);
        result
    }

    fn infer_inside(&mut self, value: &'t Expression<'t>) -> Rc<Type> {
        Rc::new(match &value.kind {
            ExpressionKind::Null => Type::Dynamic,
            ExpressionKind::Bool(_) => Type::Bool,
            ExpressionKind::Number(_) => Type::Number,
            ExpressionKind::String(_) => Type::String,
            ExpressionKind::Template(parts) => return self.template(parts),
            ExpressionKind::Variable(name) => {
                return self.name(name).unwrap_or_else(|| Rc::new(Type::Dynamic));
            }
            ExpressionKind::Call {
                name,
                name_span,
                arguments,
                expanded,
            } => self.call(name, *name_span, arguments, *expanded),
            ExpressionKind::List(items) => {
                Type::Tuple(items.iter().map(|it| self.owned(it)).collect())
            }
            ExpressionKind::Object(items) => self.object(items),
            ExpressionKind::For(comprehension) => self.comprehension(comprehension),
            ExpressionKind::Parenthesised(inside) => return self.infer(inside),
            ExpressionKind::Unary { operators, operand } => {
                self.infer(operand);
                match operators.first() {
                    Some(Operator::Not) => Type::Bool,
                    _ => Type::Number,
                }
            }
            ExpressionKind::Binary { first, rest } => {
                self.infer(first);
                for (_, operand) in rest {
                    self.infer(operand);
                }
                rest.first()
                    .map_or(Type::Dynamic, |(operator, _)| result_of(*operator))
            }
            ExpressionKind::Conditional { arms, otherwise } => {
                let mut types = Vec::with_capacity(arms.len() + 1);
                for arm in arms {
                    self.infer(&arm.condition);
                    types.extend(self.branch(&arm.value));
                }
                types.extend(self.branch(otherwise));
                unify_all(types)
            }
            ExpressionKind::Traversal { base, steps } => return self.traversal(base, steps),
        })
    }

    /// The type as a value of its own.
    pub(super) fn owned(&mut self, value: &'t Expression<'t>) -> Type {
        Rc::unwrap_or_clone(self.infer(value))
    }

    /// The type of a branch of a condition; nothing for `null`, which fits every other branch.
    fn branch(&mut self, value: &'t Expression<'t>) -> Option<Type> {
        if value.bare().kind == ExpressionKind::Null {
            return None;
        }
        self.branches += 1;
        let result = self.owned(value);
        self.branches -= 1;
        Some(result)
    }

    fn template(&mut self, parts: &'t [Part<'t>]) -> Rc<Type> {
        // A lone `"${a}"` is `a` itself, whatever its type.
        if let [Part::Interpolation(value)] = parts {
            return self.infer(value);
        }
        let outer = self.scope.len();
        for part in parts {
            match part {
                Part::Interpolation(value) | Part::Directive(Directive::If(value)) => {
                    self.infer(value);
                }
                Part::Directive(Directive::For(intro)) => {
                    let names = self.intro(intro);
                    self.scope.extend(names);
                }
                // The names of a loop that has ended are hidden by nothing, and nothing after it may use them.
                Part::Text(_)
                | Part::Directive(Directive::Else | Directive::EndIf | Directive::EndFor) => {}
            }
        }
        self.scope.truncate(outer);
        Rc::new(Type::String)
    }

    fn object(&mut self, items: &'t [mcgen_hcl::syntax::Item<'t>]) -> Type {
        let mut attributes = std::collections::BTreeMap::new();
        let mut is_known = true;
        for item in items {
            if !item.has_bare_key() {
                self.infer(&item.key);
            }
            let value = self.owned(&item.value);
            match item.name() {
                Some(name) => {
                    attributes.insert(name.to_owned(), value);
                }
                None => is_known = false,
            }
        }
        if is_known {
            Type::object(attributes)
        } else {
            Type::Dynamic
        }
    }

    /// The names that a `for` brings, with their types.
    pub(super) fn intro(&mut self, intro: &'t ForIntro<'t>) -> Vec<(&'t str, Rc<Type>)> {
        let collection = self.infer(&intro.collection);
        let key = match &*collection {
            Type::List(_) | Type::Tuple(_) => Type::Number,
            Type::Map(_) | Type::Object { .. } => Type::String,
            // The key of an element of a set is the element.
            Type::Set(element) => (**element).clone(),
            _ => Type::Dynamic,
        };
        let key = intro.key.map(|name| (name, Rc::new(key)));
        let value = (intro.value, Rc::new(element(&collection)));
        key.into_iter().chain([value]).collect()
    }

    fn comprehension(&mut self, it: &'t Comprehension<'t>) -> Type {
        let names = self.intro(&it.intro);
        self.with_names(names, |walker| {
            let condition = it.condition.as_ref();
            if let Some(condition) = condition {
                walker.infer(condition);
            }
            let value = walker.under(condition, |walker| {
                if let Some(key) = &it.key {
                    walker.infer(key);
                }
                walker.owned(&it.value)
            });
            let value = Self::filtered(condition, value);
            match (&it.key, it.grouped) {
                (None, _) => Type::list(value),
                (Some(_), false) => Type::map(value),
                (Some(_), true) => Type::map(Type::list(value)),
            }
        })
    }
}

fn result_of(operator: Operator) -> Type {
    match operator {
        Operator::Add
        | Operator::Subtract
        | Operator::Multiply
        | Operator::Divide
        | Operator::Modulo => Type::Number,
        _ => Type::Bool,
    }
}

/// Whether a value is set whatever else is set: it is written out, and is not `null`.
pub(super) fn is_surely_set(value: &Expression<'_>) -> bool {
    match &value.bare().kind {
        ExpressionKind::Template(parts) => match parts.as_slice() {
            [Part::Interpolation(inside)] => is_surely_set(inside),
            _ => true,
        },
        ExpressionKind::Bool(_)
        | ExpressionKind::Number(_)
        | ExpressionKind::String(_)
        | ExpressionKind::List(_)
        | ExpressionKind::Object(_)
        | ExpressionKind::For(_) => true,
        ExpressionKind::Conditional { arms, otherwise } => {
            arms.iter().all(|arm| is_surely_set(&arm.value)) && is_surely_set(otherwise)
        }
        _ => false,
    }
}

/// The type of the first of some values that is not null.
fn first_of(types: impl IntoIterator<Item = Type>) -> Type {
    types.into_iter().reduce(unify).unwrap_or(Type::Dynamic)
}
