//! Where an ephemeral value goes.

use mcgen_hcl::syntax::{Expression, ExpressionKind, Span, StepKind};

use super::infer::Walker;

/// Functions whose result may be kept although an argument is ephemeral.
const HARMLESS: &[&str] = &["can", "ephemeralasnull", "issensitive", "try", "type"];

impl<'t> Walker<'_, '_, 't> {
    /// The part of a value that makes it ephemeral, where that is sure.
    pub(super) fn ephemeral_part(&self, value: &'t Expression<'t>) -> Option<Span> {
        self.ephemeral_inside(value, 0)
    }

    fn ephemeral_inside(&self, value: &'t Expression<'t>, depth: u32) -> Option<Span> {
        // Locals that refer to each other in a circle are reported elsewhere.
        const DEEPEST: u32 = 64;
        if depth > DEEPEST {
            return None;
        }
        if let ExpressionKind::Traversal { base, steps } = &value.kind
            && let ExpressionKind::Variable(root) = base.kind
            && let Some(StepKind::Attribute(name)) = steps.first().map(|it| &it.kind)
        {
            let is_ephemeral = match root {
                "ephemeral" => true,
                "var" => {
                    let variable = self.context.module.variables.get(name);
                    variable.is_some_and(|it| it.ephemeral)
                }
                "local" => {
                    let local = self.context.module.locals.get(name);
                    local.is_some_and(|it| self.ephemeral_inside(it.value, depth + 1).is_some())
                }
                _ => false,
            };
            return is_ephemeral.then_some(value.span);
        }
        if let ExpressionKind::Call { name, .. } = &value.kind
            && HARMLESS.contains(name)
        {
            return None;
        }
        // A condition or an element that is left out may be the ephemeral one.
        if matches!(
            value.kind,
            ExpressionKind::For(_) | ExpressionKind::Conditional { .. }
        ) {
            return None;
        }
        let mut found = None;
        value.children(&mut |child| {
            if found.is_none() {
                found = self.ephemeral_inside(child, depth + 1);
            }
        });
        found
    }
}
