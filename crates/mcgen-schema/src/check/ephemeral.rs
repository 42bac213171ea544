//! Where an ephemeral value goes.

use mcgen_hcl::syntax::{Expression, ExpressionKind, Span, StepKind};

use super::body::{At, Spot};
use super::infer::Walker;
use super::rules;
use crate::Attribute;

/// Functions whose result may be kept although an argument is ephemeral.
const HARMLESS: &[&str] = &["can", "ephemeralasnull", "issensitive", "try", "type"];

impl<'t> Walker<'_, '_, 't> {
    /// Reports an ephemeral value in an argument that is kept.
    pub(super) fn ephemeral(
        &mut self,
        value: &'t Expression<'t>,
        attribute: &Attribute,
        at: &At<'_>,
        path: &[String],
        name: &str,
    ) {
        let Spot::Schema { overlay, keeps, .. } = at.spot else {
            return;
        };
        // Some held schemas have lost which arguments are write-only; the name tells as well.
        let is_write_only = || {
            let full = path.iter().map(String::as_str).chain([name]);
            let full = full.collect::<Vec<_>>().join(".");
            name.ends_with("_wo") || overlay.is_some_and(|it| it.write_only.contains(&full))
        };
        if !keeps || attribute.write_only || is_write_only() {
            return;
        }
        if let Some(span) = self.ephemeral_part(value) {
            let finding = self.finding(
                &rules::EPHEMERAL_VALUE,
                span,
                "this is ephemeral, and the argument is kept in the state",
            );
            self.report_at(finding, at);
        }
    }

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
                // An object may have ephemeral attributes and others: only a local as a whole is sure.
                "local" if steps.len() == 1 => {
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
