//! A value against the type that is needed.

use std::collections::BTreeMap;

use mcgen_hcl::syntax::{Expression, ExpressionKind, Item, Part, Span};

use super::body::{At, Spot};
use super::convert::{converts, in_words};
use super::infer::{Walker, is_surely_set};
use super::rules;
use super::spelling::nearest;
use crate::{Attribute, AttributeKind, NestedAttributes, Nesting, Type};

/// What a value must be.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'s> {
    /// Of a type.
    Type(&'s Type),
    /// Objects whose attributes have flags.
    Nested(&'s NestedAttributes),
    /// One such object.
    Object(&'s BTreeMap<String, Attribute>),
}

impl<'s> Wanted<'s> {
    fn of(attribute: &'s Attribute) -> Self {
        match &attribute.kind {
            AttributeKind::Type(value) => Self::Type(value),
            AttributeKind::Nested(nested) => Self::Nested(nested),
        }
    }

    /// What the elements must be, where this is a collection that a list can be converted to.
    fn of_list(self) -> Option<Self> {
        match self {
            Self::Type(Type::List(element) | Type::Set(element)) => Some(Self::Type(element)),
            Self::Nested(nested) if matches!(nested.nesting, Nesting::List | Nesting::Set) => {
                Some(Self::Object(&nested.attributes))
            }
            _ => None,
        }
    }

    /// What the elements must be, where this is a map.
    fn of_map(self) -> Option<Self> {
        match self {
            Self::Type(Type::Map(element)) => Some(Self::Type(element)),
            Self::Nested(nested) if nested.nesting == Nesting::Map => {
                Some(Self::Object(&nested.attributes))
            }
            _ => None,
        }
    }

    fn as_type(self) -> Type {
        match self {
            Self::Type(value) => value.clone(),
            Self::Nested(nested) => nested.value_type(),
            Self::Object(attributes) => NestedAttributes {
                attributes: attributes.clone(),
                nesting: Nesting::Single,
            }
            .value_type(),
        }
    }
}

/// What a key of an object must be.
enum Key<'s> {
    Flagged(&'s Attribute),
    Typed(&'s Type, bool),
}

impl<'t> Walker<'_, '_, 't> {
    /// Checks the value of an attribute of a schema.
    pub(super) fn argument(
        &mut self,
        value: &'t Expression<'t>,
        attribute: &Attribute,
        name: Span,
        at: &At<'_>,
    ) {
        if !attribute.is_settable() {
            if is_surely_set(value) {
                let finding = self.finding(&rules::COMPUTED_ONLY, name, "the provider sets it");
                self.report_at(finding, at);
            }
            return;
        }
        if attribute.required && value.bare().kind == ExpressionKind::Null {
            let finding = self.finding(&rules::NULL_FOR_REQUIRED, value.span, "this must be set");
            self.report_at(finding, at);
            return;
        }
        if attribute.deprecated && is_surely_set(value) {
            let finding = self.finding(&rules::DEPRECATED, name, "this is deprecated");
            self.report_at(finding, at);
        }
        self.fit(value, Wanted::of(attribute), at);
    }

    /// Checks that a value is or can be converted to what is wanted.
    pub(super) fn fit(&mut self, value: &'t Expression<'t>, wanted: Wanted<'_>, at: &At<'_>) {
        if matches!(wanted, Wanted::Type(Type::Dynamic)) {
            return;
        }
        match &value.kind {
            ExpressionKind::Null => {}
            ExpressionKind::Parenthesised(inside) => self.fit(inside, wanted, at),
            ExpressionKind::Template(parts) => match parts.as_slice() {
                [Part::Interpolation(inside)] => self.fit(inside, wanted, at),
                _ => self.fit_type(value, &Type::String, wanted, at),
            },
            ExpressionKind::String(text) => self.fit_text(value, text, wanted, at),
            ExpressionKind::List(items) => match wanted.of_list() {
                Some(element) => {
                    for item in items {
                        self.fit(item, element, at);
                    }
                }
                None => self.fit_inferred(value, wanted, at),
            },
            ExpressionKind::Object(items) => self.fit_object(value, items, wanted, at),
            ExpressionKind::For(it) => {
                let element = match it.key {
                    None => wanted.of_list(),
                    Some(_) if it.grouped => None,
                    Some(_) => wanted.of_map(),
                };
                match element {
                    Some(element) => {
                        let names = self.quietly(|walker| walker.intro(&it.intro));
                        self.with_names(names, |walker| walker.fit(&it.value, element, at));
                    }
                    None => self.fit_inferred(value, wanted, at),
                }
            }
            // Terraform makes one type of all branches first; only keys are looked at in each.
            ExpressionKind::Conditional { arms, otherwise } => {
                let branches = arms.iter().map(|arm| &arm.value).chain([&**otherwise]);
                for branch in branches {
                    self.fit_keys(branch, wanted, at);
                }
                self.fit_inferred(value, wanted, at);
            }
            _ => self.fit_inferred(value, wanted, at),
        }
    }

    fn fit_inferred(&mut self, value: &'t Expression<'t>, wanted: Wanted<'_>, at: &At<'_>) {
        let found = self.quietly(|walker| walker.infer(value));
        self.fit_type(value, &found, wanted, at);
    }

    fn fit_type(&mut self, value: &Expression<'_>, found: &Type, wanted: Wanted<'_>, at: &At<'_>) {
        let fits = match wanted {
            Wanted::Type(wanted) => converts(found, wanted),
            _ => *found == Type::Dynamic || converts(found, &wanted.as_type()),
        };
        if !fits {
            let needed = wanted.as_type();
            let label = format!(
                "{} is needed, this is {}",
                in_words(&needed),
                in_words(found)
            );
            let finding = self.finding(&rules::WRONG_TYPE, value.span, label);
            let finding = match missing_key(found, &needed) {
                Some(name) => finding.because(format!("`{name}` is missing")),
                None => finding,
            };
            self.report_at(finding, at);
        }
    }

    fn fit_text(&mut self, value: &Expression<'_>, text: &str, wanted: Wanted<'_>, at: &At<'_>) {
        let needed = match wanted {
            Wanted::Type(Type::Number) if text.parse::<f64>().is_err() => "a number",
            Wanted::Type(Type::Bool) if !matches!(text, "true" | "false" | "1" | "0") => {
                "`true` or `false`"
            }
            _ => return self.fit_type(value, &Type::String, wanted, at),
        };
        let label = format!("{needed} is needed");
        let finding = self.finding(&rules::WRONG_TYPE, value.span, label);
        self.report_at(finding, at);
    }

    fn fit_object(
        &mut self,
        value: &'t Expression<'t>,
        items: &'t [Item<'t>],
        wanted: Wanted<'_>,
        at: &At<'_>,
    ) {
        if let Some(element) = wanted.of_map() {
            for item in items {
                self.fit(&item.value, element, at);
            }
            return;
        }
        let known: Option<Vec<(&str, Key<'_>)>> = known_keys(wanted);
        let Some(known) = known else {
            self.fit_inferred(value, wanted, at);
            return;
        };
        self.fit_keys(value, wanted, at);
        for item in items {
            let Some(name) = item.name() else { return };
            match known.iter().find(|(it, _)| *it == name) {
                Some((_, Key::Flagged(attribute))) => {
                    self.argument(&item.value, attribute, item.key.span, at);
                }
                Some((_, Key::Typed(wanted, _))) => self.fit(&item.value, Wanted::Type(wanted), at),
                None => {}
            }
        }
        for (name, key) in &known {
            let is_required = match key {
                Key::Flagged(attribute) => attribute.required,
                Key::Typed(_, required) => *required,
            };
            if is_required && !items.iter().any(|it| it.name() == Some(name)) {
                let label = format!("`{name}` is missing in this object");
                let finding = self.finding(&rules::MISSING_ARGUMENT, value.span, label);
                self.report_at(finding, at);
            }
        }
    }

    /// Checks that an object has no key that its type does not have.
    fn fit_keys(&mut self, value: &Expression<'_>, wanted: Wanted<'_>, at: &At<'_>) {
        let ExpressionKind::Object(items) = &value.bare().kind else {
            return;
        };
        let Some(known) = known_keys(wanted) else {
            return;
        };
        for item in items {
            let Some(name) = item.name() else { continue };
            if known.iter().any(|(it, _)| *it == name) {
                continue;
            }
            let near = nearest(name, known.iter().map(|(it, _)| *it));
            let label = format!("there is no key `{name}`");
            let mut finding = self.finding(&rules::UNKNOWN_KEY, item.key.span, label);
            finding.is_warning = matches!(at.spot, Spot::Variable(_)) && near.is_none();
            let finding = finding
                .because("Terraform drops it without a word")
                .meant(near);
            self.report_at(finding, at);
        }
    }
}

/// The keys that an object of what is wanted can have.
fn known_keys(wanted: Wanted<'_>) -> Option<Vec<(&str, Key<'_>)>> {
    let attributes = match wanted {
        Wanted::Object(attributes) => attributes,
        Wanted::Nested(nested) if matches!(nested.nesting, Nesting::Single | Nesting::Group) => {
            &nested.attributes
        }
        Wanted::Type(Type::Object {
            attributes,
            optional,
        }) => {
            let keys = attributes
                .iter()
                .map(|(name, value)| (name.as_str(), Key::Typed(value, !optional.contains(name))));
            return Some(keys.collect());
        }
        _ => return None,
    };
    let keys = attributes
        .iter()
        .map(|(name, attribute)| (name.as_str(), Key::Flagged(attribute)));
    Some(keys.collect())
}

/// The first attribute that an object lacks.
fn missing_key<'n>(found: &Type, needed: &'n Type) -> Option<&'n str> {
    match (found, needed) {
        (
            Type::Object {
                attributes: found, ..
            },
            Type::Object {
                attributes,
                optional,
            },
        ) => attributes
            .keys()
            .find(|name| !found.contains_key(*name) && !optional.contains(*name))
            .map(String::as_str),
        (
            Type::List(found) | Type::Set(found) | Type::Map(found),
            Type::List(needed) | Type::Set(needed) | Type::Map(needed),
        ) => missing_key(found, needed),
        _ => None,
    }
}
