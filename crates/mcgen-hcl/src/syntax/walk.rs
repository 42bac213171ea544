//! Going through an expression.

use super::{Directive, Expression, ExpressionKind, Part, StepKind};

impl<'a> Expression<'a> {
    /// Calls `visit` with each expression directly inside this one, in the order of the text. The bare keys of objects
    /// are left out: they are names, not values.
    pub fn children<'t>(&'t self, visit: &mut dyn FnMut(&'t Expression<'a>)) {
        match &self.kind {
            ExpressionKind::Null
            | ExpressionKind::Bool(_)
            | ExpressionKind::Number(_)
            | ExpressionKind::String(_)
            | ExpressionKind::Variable(_) => {}
            ExpressionKind::Template(parts) => {
                for part in parts {
                    match part {
                        Part::Interpolation(value) | Part::Directive(Directive::If(value)) => {
                            visit(value);
                        }
                        Part::Directive(Directive::For(intro)) => visit(&intro.collection),
                        Part::Text(_) | Part::Directive(_) => {}
                    }
                }
            }
            ExpressionKind::Call { arguments, .. } => arguments.iter().for_each(visit),
            ExpressionKind::List(items) => items.iter().for_each(visit),
            ExpressionKind::Object(items) => {
                for item in items {
                    if !item.has_bare_key() {
                        visit(&item.key);
                    }
                    visit(&item.value);
                }
            }
            ExpressionKind::For(comprehension) => {
                visit(&comprehension.intro.collection);
                comprehension.key.iter().for_each(&mut *visit);
                visit(&comprehension.value);
                comprehension.condition.iter().for_each(visit);
            }
            ExpressionKind::Parenthesised(inside) => visit(inside),
            ExpressionKind::Unary { operand, .. } => visit(operand),
            ExpressionKind::Binary { first, rest } => {
                visit(first);
                for (_, operand) in rest {
                    visit(operand);
                }
            }
            ExpressionKind::Conditional { arms, otherwise } => {
                for arm in arms {
                    visit(&arm.condition);
                    visit(&arm.value);
                }
                visit(otherwise);
            }
            ExpressionKind::Traversal { base, steps } => {
                visit(base);
                for step in steps {
                    if let StepKind::Index(key) = &step.kind {
                        visit(key);
                    }
                }
            }
        }
    }
}
