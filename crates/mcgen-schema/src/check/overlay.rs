//! What the provider refuses although its schema takes it.

use mcgen_hcl::syntax::{Block as WrittenBlock, Expression, ExpressionKind, Operator};

use super::body::{At, Spot, is_set};
use super::infer::Walker;
use super::rules;
use crate::{Attribute, Constraint, Type, TypeOverlay, Violation};

impl<'s> At<'s> {
    fn overlay(&self) -> Option<&'s TypeOverlay> {
        match self.spot {
            Spot::Schema { overlay, .. } => overlay,
            Spot::Variable(_) => None,
        }
    }
}

impl<'t> Walker<'_, '_, 't> {
    /// Holds a literal value against what is known of the argument.
    pub(super) fn constraint(
        &mut self,
        value: &'t Expression<'t>,
        attribute: &Attribute,
        at: &At<'_>,
        path: &[String],
        name: &str,
    ) {
        let Some(overlay) = at.overlay() else { return };
        if overlay.constraints.is_empty() {
            return;
        }
        let full = path.iter().map(String::as_str).chain([name]);
        let full = full.collect::<Vec<_>>().join(".");
        let Some(constraint) = overlay.constraints.get(&full) else {
            return;
        };
        // A constraint on a collection holds for its elements; one for a scalar is of the wrong type.
        let written = &value.bare().kind;
        let is_several = matches!(written, ExpressionKind::List(_) | ExpressionKind::Object(_));
        let takes_several = |it| matches!(it, Type::List(_) | Type::Set(_) | Type::Map(_));
        if !is_several || takes_several(attribute.value_type()) {
            self.literal(value, constraint, at);
        }
    }

    fn literal(&mut self, value: &'t Expression<'t>, constraint: &Constraint, at: &At<'_>) {
        let fault = match &value.bare().kind {
            ExpressionKind::String(text) => fault(text, constraint),
            ExpressionKind::Number(text) => fault(text, constraint),
            ExpressionKind::Unary { operators, operand } => match &operand.kind {
                ExpressionKind::Number(text) if *operators == [Operator::Subtract] => {
                    fault(&format!("-{text}"), constraint)
                }
                _ => None,
            },
            ExpressionKind::List(items) => {
                for item in items {
                    self.literal(item, constraint, at);
                }
                None
            }
            ExpressionKind::Object(items) => {
                for item in items {
                    self.literal(&item.value, constraint, at);
                }
                None
            }
            ExpressionKind::Conditional { arms, otherwise } => {
                for arm in arms {
                    self.literal(&arm.value, constraint, at);
                }
                self.literal(otherwise, constraint, at);
                None
            }
            _ => None,
        };
        if let Some(fault) = fault {
            let finding = self.finding(&rules::ILLEGAL_VALUE, value.span, fault);
            self.report_at(finding, at);
        }
    }

    /// Holds the arguments of a body against the sets that go together or do not.
    pub(super) fn combinations(
        &mut self,
        written: &'t WrittenBlock<'t>,
        at: &At<'_>,
        path: &[String],
    ) {
        let Some(overlay) = at.overlay() else { return };
        let parent = path.join(".");
        for names in members(&overlay.conflicts, &parent) {
            self.at_most_one(written, &names, at);
        }
        for names in members(&overlay.exactly_one_of, &parent) {
            self.at_most_one(written, &names, at);
            self.at_least_one(written, &names, at);
        }
        for names in members(&overlay.at_least_one_of, &parent) {
            self.at_least_one(written, &names, at);
        }
        for names in members(&overlay.required_together, &parent) {
            self.all_or_none(written, &names, at);
        }
    }

    fn at_most_one(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        let set: Vec<&str> = names
            .iter()
            .filter(|it| is_set(&written.body, it))
            .copied()
            .collect();
        let [first, .., last] = set.as_slice() else {
            return;
        };
        let label = format!("`{last}` does not go with `{first}`");
        let finding = self.finding(&rules::COMBINATION, span_of(written, last), label);
        let mut finding = finding.help(format!("keep one of {}", listed(names)));
        finding.related = Some((
            self.place(span_of(written, first)),
            "this is set too".into(),
        ));
        self.report_at(finding, at);
    }

    fn at_least_one(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        if !at.in_parts && !names.iter().any(|it| is_written(written, it)) {
            let label = format!("one of {} is needed", listed(names));
            let finding = self.finding(&rules::COMBINATION, written.header, label);
            self.report_at(finding, at);
        }
    }

    fn all_or_none(&mut self, written: &'t WrittenBlock<'t>, names: &[&str], at: &At<'_>) {
        let given = names.iter().find(|it| is_set(&written.body, it));
        let lacking = names.iter().find(|it| !is_written(written, it));
        let (Some(given), Some(lacking)) = (given, lacking) else {
            return;
        };
        if !at.in_parts {
            let label = format!("`{given}` needs `{lacking}`");
            let span = span_of(written, given);
            let finding = self.finding(&rules::COMBINATION, span, label);
            self.report_at(finding.help(format!("set {} together", listed(names))), at);
        }
    }
}

/// The sets of which all members lie directly in the body at `parent`, by their last names.
fn members<'s>(sets: &'s [Vec<String>], parent: &str) -> impl Iterator<Item = Vec<&'s str>> {
    sets.iter().filter_map(move |set| {
        set.iter()
            .map(|full| match full.rsplit_once('.') {
                Some((before, name)) if before == parent => Some(name),
                None if parent.is_empty() => Some(full.as_str()),
                _ => None,
            })
            .collect()
    })
}

/// Whether an argument or block is there in any form, be it null or none at last.
fn is_written(written: &WrittenBlock<'_>, name: &str) -> bool {
    let body = &written.body;
    body.attribute(name).is_some()
        || body.blocks_of(name).next().is_some()
        || body
            .blocks_of("dynamic")
            .any(|it| it.label(0) == Some(name))
}

fn span_of(written: &WrittenBlock<'_>, name: &str) -> mcgen_hcl::syntax::Span {
    let attribute = written.body.attribute(name).map(|it| it.name_span);
    let block = || written.body.blocks_of(name).next().map(|it| it.kind_span);
    attribute.or_else(block).unwrap_or(written.header)
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
    names.join(", ")
}

/// What is wrong with a value, in the words of a finding.
fn fault(value: &str, constraint: &Constraint) -> Option<String> {
    let violation = constraint.violation(value)?;
    if let Violation::OneOf(words) = violation
        && let Some(near) = super::spelling::nearest(value, words.iter().map(String::as_str))
    {
        return Some(format!("this is not taken; did you mean `{near}`?"));
    }
    Some(format!("this {violation}"))
}
