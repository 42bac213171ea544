//! What Terraform leaves to providers to find in a configuration.

use mcgen_schema::{Attribute, AttributeKind, Block, TypeOverlay};

use crate::finding::{error_at, warning_at};
use crate::groups;
use crate::place::Place;
use crate::value::Value;
use crate::wire::Diagnostic;

/// The findings in the configuration of a provider, resource, data source or ephemeral resource.
/// `what` is its type, for the warning that it is deprecated.
pub(crate) fn validate(
    what: &str,
    block: &Block,
    overlay: &TypeOverlay,
    config: &Value,
) -> Vec<Diagnostic> {
    let mut validator = Validator {
        overlay,
        findings: Vec::new(),
    };
    let root = Place::default();
    if block.deprecated {
        let detail = format!("The provider advises against using `{what}`.");
        validator.warn(&root, "Deprecated type", detail);
    }
    validator.block(block, config, &root);
    validator
        .findings
        .extend(groups::violations(overlay, block, config));
    validator.findings
}

struct Validator<'a> {
    overlay: &'a TypeOverlay,
    findings: Vec<Diagnostic>,
}

impl Validator<'_> {
    fn warn(&mut self, place: &Place, summary: &str, detail: String) {
        self.findings.push(warning_at(place, summary, detail));
    }

    fn block(&mut self, block: &Block, value: &Value, at: &Place) {
        for (name, attribute) in &block.attributes {
            self.attribute(attribute, value.get(name), &at.name(name));
        }
        for (name, nested) in &block.blocks {
            let at = at.name(name);
            for (place, element) in at.instances(nested.nesting, value.get(name)) {
                if nested.block.deprecated {
                    let detail = format!("The provider advises against the block `{name}`.");
                    self.warn(&place, "Deprecated block", detail);
                }
                self.block(&nested.block, element, &place);
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute, value: &Value, at: &Place) {
        let name = at.argument();
        if value.is_null() {
            if attribute.required {
                let detail = format!("The argument `{name}` is required, but its value is null.");
                self.findings
                    .push(error_at(at, "Missing required argument", detail));
            }
            return;
        }
        if !attribute.is_settable() {
            let detail = format!("The provider decides the value of `{name}`; it cannot be set.");
            let finding = error_at(at, "Value for unconfigurable attribute", detail);
            self.findings.push(finding);
            return;
        }
        if attribute.deprecated {
            let detail = format!("The provider advises against the argument `{name}`.");
            self.warn(at, "Argument is deprecated", detail);
        }
        if let AttributeKind::Nested(nested) = &attribute.kind {
            for (place, object) in at.instances(nested.nesting, value) {
                for (name, attribute) in &nested.attributes {
                    self.attribute(attribute, object.get(name), &place.member(name));
                }
            }
        }
        if let Some(constraint) = self.overlay.constraints.get(&at.schema_path()) {
            self.constrained(constraint, value, at);
        }
    }

    /// A constraint on a collection holds for each of its elements.
    fn constrained(&mut self, constraint: &mcgen_schema::Constraint, value: &Value, at: &Place) {
        match value {
            Value::Sequence(elements) => {
                for element in elements {
                    self.constrained(constraint, element, at);
                }
            }
            Value::Map(entries) => {
                for element in entries.values() {
                    self.constrained(constraint, element, at);
                }
            }
            Value::Dynamic(_, inner) => self.constrained(constraint, inner, at),
            scalar => {
                // What is null or unknown is not judged.
                let Some(written) = scalar.to_text() else {
                    return;
                };
                let Some(wrong) = constraint.violation(&written) else {
                    return;
                };
                let detail = format!("`{}` {wrong}; it is `{written}`.", at.argument());
                self.findings.push(error_at(at, "Invalid value", detail));
            }
        }
    }
}
