//! Where a reference may lead nowhere, because it is not followed then.

use mcgen_hcl::syntax::{Block, Expression, ExpressionKind};
use std::rc::Rc;

use super::Walker;
use crate::Type;
use crate::check::convert::element;

/// Functions that tell whether a value has an attribute.
const GUARDS: &[&str] = &["can", "contains", "keys", "lookup", "try"];

/// Whether a value depends on which attributes another value has.
fn is_guard(value: &Expression<'_>) -> bool {
    if matches!(&value.kind, ExpressionKind::Call { name, .. } if GUARDS.contains(name)) {
        return true;
    }
    let mut found = false;
    value.children(&mut |child| found = found || is_guard(child));
    found
}

/// What goes through the elements of a collection.
pub(in crate::check) struct Iteration<'t> {
    /// The name of the element.
    pub(in crate::check) name: &'t str,
    /// The type of the element, with its key.
    pub(in crate::check) each: Rc<Type>,
    is_guarded: bool,
}

impl<'t> Walker<'_, '_, 't> {
    /// Runs `content`, which Terraform may leave out if a condition says so.
    pub(super) fn under<T>(
        &mut self,
        condition: Option<&Expression<'_>>,
        content: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let is_guarded = condition.is_some_and(is_guard);
        self.branches += u32::from(is_guarded);
        let result = content(self);
        self.branches -= u32::from(is_guarded);
        result
    }

    /// The type of the elements that a condition leaves. Which attributes they have is not known where it asks for some.
    pub(super) fn filtered(condition: Option<&Expression<'_>>, value: Type) -> Type {
        if condition.is_some_and(is_guard) {
            return Type::Dynamic;
        }
        value
    }

    /// Reads what a `dynamic` block goes through.
    pub(in crate::check) fn iteration(&mut self, block: &'t Block<'t>) -> Iteration<'t> {
        let collection = block.body.attribute("for_each").map(|it| &it.value);
        let value = collection.map_or(Type::Dynamic, |it| element(&self.infer(it)));
        let iterator = block.body.attribute("iterator");
        let name = match iterator.map(|it| &it.value.bare().kind) {
            Some(ExpressionKind::Variable(name)) => name,
            _ => block.label(0).unwrap_or_default(),
        };
        Iteration {
            name,
            each: Rc::new(Type::object([("key", Type::Dynamic), ("value", value)])),
            is_guarded: collection.is_some_and(is_guard),
        }
    }

    /// Runs `content` once for all elements.
    pub(in crate::check) fn for_each(
        &mut self,
        iteration: &Iteration<'t>,
        content: impl FnOnce(&mut Self),
    ) {
        let names = [(iteration.name, Rc::clone(&iteration.each))];
        self.branches += u32::from(iteration.is_guarded);
        self.with_names(names, content);
        self.branches -= u32::from(iteration.is_guarded);
    }
}
